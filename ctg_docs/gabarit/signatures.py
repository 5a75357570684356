"""The signature block: two columns of boxes, three for three boxes in all, never split.

Each box begins in a bookmark `signature_1`, its name is in `signature_1_nom`: signing tools find their place by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.xml import marque, runs

if TYPE_CHECKING:
    from ctg_docs.gabarit.unites import Longueur

__all__ = ["signature_table", "trio_table"]

_VIDE = Cellule("", "SignatureQualite", ouverte=("top", "bottom", "right"))


def _tete(case: str) -> Cellule:
    """Return the top of a box; its row stays on the page of the name."""
    flux = Flux("Tableau")
    organisme = marque(f"signature_{{{{ {case}.numero }}}}", runs(f"{{{{ {case}.pour }}}}"))
    flux.brut(organisme, "SignatureOrganisme", lie=True)
    flux.brut(runs(f"{{{{ {case}.qualite }}}}"), "SignatureQualite", lie=True)
    return Cellule(flux, ouverte=("bottom",))


def _pied(case: str, *, lie: bool) -> Cellule:
    """Return the foot of a box: the white to sign in, where a parapheur finds its tag, then the name."""
    flux = Flux("Tableau")
    with flux.si(f"{case}.balise"):
        flux.paragraphe(f"{{{{ {case}.balise }}}}", "SignatureBalise")
    nom = marque(f"signature_{{{{ {case}.numero }}}}_nom", runs(f"{{{{ {case}.nom }}}}"))
    flux.brut(nom, "SignatureNom" if lie else "SignatureNomFin")
    return Cellule(flux, ouverte=("top",))


def signature_table(rangs: str, largeur: Longueur) -> Tableau:
    """Return the table of boxes for a list of `RangSignatures`; an odd last box stands alone.

    A box is two cells, so that names stand level whatever the length of the capacities above them.
    """
    table = _table("Deux", largeur, 2)
    with table.boucle(f"for rang in {rangs}"):
        for condition, lie in (("rang.lie", True), ("not rang.lie", False)):
            with table.si(f"{condition} and rang.droite"):
                table.ligne(_tete("rang.gauche"), _tete("rang.droite"))
                table.ligne(_pied("rang.gauche", lie=lie), _pied("rang.droite", lie=lie))
            with table.si(f"{condition} and not rang.droite"):
                table.ligne(_tete("rang.gauche"), _VIDE)
                table.ligne(_pied("rang.gauche", lie=lie), _VIDE)
    return table


def trio_table(cases: str, largeur: Longueur) -> Tableau:
    """Return the table of three boxes on one row, for a list of as many `CaseSignature`."""
    table = _table("Trois", largeur, 3)
    table.ligne(*(_tete(f"{cases}[{n}]") for n in range(3)))
    table.ligne(*(_pied(f"{cases}[{n}]", lie=False) for n in range(3)))
    return table


def _table(combien: str, largeur: Longueur, nombre: int) -> Tableau:
    return Tableau(
        [largeur * (1 / nombre)] * nombre,
        titre="Signatures",
        description=f"{combien} signataires par rang : organismes et qualités en haut, noms dessous, dans le même ordre.",
        style="GrilleCtg",
    )
