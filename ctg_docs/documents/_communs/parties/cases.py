"""What the signature boxes say, in the order of the parties. Pure: no layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.parties.personnes import nommer, qualite_affichee
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.models.parapheur import balise
from ctg_docs.models.parapheur import forme as forme_de

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = [
    "BlocSignatures",
    "CaseSignature",
    "RangSignatures",
    "build_bloc",
    "build_cases",
    "forme_de_balise",
    "pair",
]


_TRIO = 3


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


class BlocSignatures(Bloc):
    """The boxes of an act, on as many pages as they need."""

    rangs: tuple[RangSignatures, ...] = Field(title="Rangs", description="Cases, deux par deux")
    trio: tuple[CaseSignature, ...] = Field(
        (), title="Trio", description="Les mêmes cases sur un seul rang, quand elles sont trois en tout"
    )
    suite: bool = Field(
        False, title="Suite", description="Toujours faux\u202f: le bloc passe de lui-même à la page suivante"
    )


def build_cases(parties: Sequence[Partie], *, forme: str = "") -> tuple[CaseSignature, ...]:
    """Return one box per representative; a party without one still has its box."""
    cases: list[CaseSignature] = []
    for partie in parties:
        if not partie.representants:
            ou = f"signataires.{partie.signataire.id}.representants"
            qualite, nom = hole("qualité du signataire", ou), hole("nom du signataire", ou)
            cases.append(_case(len(cases) + 1, str(partie.nom), qualite, nom, forme=forme))
        for representant, personne, organisme in partie.representants:
            qui = str(organisme.groupe if organisme else partie.nom)
            qualite = majuscule_initiale(qualite_affichee(representant, personne))
            if representant.delegation is not None:
                qualite += ", par délégation"
            cases.append(_case(len(cases) + 1, qui, qualite, nommer(personne), forme=forme))
    return tuple(cases)


def _case(numero: int, qui: str, qualite: str, nom: str, *, forme: str) -> CaseSignature:
    return CaseSignature(
        numero=numero, pour=f"Pour {qui}", qualite=qualite, nom=nom, balise=balise(forme, numero)
    )


def pair(cases: Sequence[CaseSignature]) -> tuple[RangSignatures, ...]:
    """Return the boxes two by two; a page may end between two rows, but the last never stands alone on the next."""
    starts = range(0, len(cases), 2)
    return tuple(
        RangSignatures(
            gauche=cases[i],
            droite=cases[i + 1] if i + 1 < len(cases) else None,
            lie=i in starts[-2:-1],
        )
        for i in starts
    )


def forme_de_balise(ctg: Ctg, situation: Situation) -> str:
    """Return the form of the tags: the one asked for, else the one of the dossier; empty for boxes without tag."""
    return forme_de(situation.parapheur) if situation.parapheur else ctg.parametres.forme_de_balise


def build_bloc(parties: Sequence[Partie], *, forme: str = "") -> tuple[BlocSignatures, ...]:
    """Return the signature block of the parties, in a list of one: templates written for 0.1.0 go through a list.

    Three may stand on one row, which leaves them under the text where two rows would need a page.
    """
    cases = build_cases(parties, forme=forme)
    return (BlocSignatures(rangs=pair(cases), trio=cases if len(cases) == _TRIO else ()),)
