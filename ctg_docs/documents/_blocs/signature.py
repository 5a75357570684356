"""What the signature boxes say, in the order of the parties. Pure: no layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._blocs.personnes import nommer, qualite_affichee
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import majuscule_initiale
from ctg_docs.holes import hole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._blocs.parties import Partie

__all__ = ["CaseSignature", "PageSignatures", "RangSignatures", "build_cases", "build_pages", "pair"]


_RANGS_PAR_PAGE = 3


class CaseSignature(Bloc):
    """One box: for whom, in what capacity, by whom."""

    numero: int = Field(title="Rang", description="Rang de la case, à partir de 1")
    pour: str = Field(title="Pour", description="« Pour la Caf des Deux-Sèvres »")
    qualite: str = Field(title="Qualité", description="Qualité du signataire")
    nom: str = Field(title="Nom", description="Civilité, prénom et nom du signataire")
    balise: str = Field("", title="Balise", description="Balise d’un parapheur électronique, ou vide")


class RangSignatures(Bloc):
    """Two boxes side by side; the last may be alone."""

    gauche: CaseSignature = Field(title="Gauche", description="Première case")
    droite: CaseSignature | None = Field(None, title="Droite", description="Seconde case")
    lie: bool = Field(True, title="Lié", description="Vrai si le rang reste sur la page du suivant")


class PageSignatures(Bloc):
    """The boxes of one page."""

    suite: bool = Field(title="Suite", description="Vrai à partir de la deuxième page")
    rangs: tuple[RangSignatures, ...] = Field(title="Rangs", description="Cases, deux par deux")


def build_cases(parties: Sequence[Partie], *, balises: bool = False) -> tuple[CaseSignature, ...]:
    """Return one box per representative; a party without one still has its box."""
    cases: list[CaseSignature] = []
    for partie in parties:
        if not partie.representants:
            qualite, nom = hole("qualité du signataire"), hole("nom du signataire")
            cases.append(
                CaseSignature(numero=len(cases) + 1, pour=f"Pour {partie.nom}", qualite=qualite, nom=nom)
            )
        for representant, personne, organisme in partie.representants:
            qui = f"{organisme.article_defini}{organisme.nom}" if organisme else partie.nom
            qualite = majuscule_initiale(qualite_affichee(representant, personne))
            if representant.delegation is not None:
                qualite += ", par délégation"
            numero = len(cases) + 1
            balise = f"#signature_{numero}#" if balises else ""
            case = CaseSignature(
                numero=numero, pour=f"Pour {qui}", qualite=qualite, nom=nommer(personne), balise=balise
            )
            cases.append(case)
    return tuple(cases)


def pair(cases: Sequence[CaseSignature]) -> tuple[RangSignatures, ...]:
    """Return the boxes two by two, all on one page."""
    starts = range(0, len(cases), 2)
    return tuple(
        RangSignatures(
            gauche=cases[i],
            droite=cases[i + 1] if i + 1 < len(cases) else None,
            lie=i != starts[-1],
        )
        for i in starts
    )


def build_pages(parties: Sequence[Partie], *, balises: bool = False) -> tuple[PageSignatures, ...]:
    """Return the signature block of the parties, six boxes a page at most, pages evenly filled."""
    cases = build_cases(parties, balises=balises)
    rows = -(-len(cases) // 2)
    pages = max(1, -(-rows // _RANGS_PAR_PAGE))
    bounds = [2 * -(-rows * n // pages) for n in range(pages + 1)]
    return tuple(
        PageSignatures(suite=n > 0, rangs=pair(cases[bounds[n] : bounds[n + 1]])) for n in range(pages)
    )
