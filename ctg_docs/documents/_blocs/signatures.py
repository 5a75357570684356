"""The signature block: two columns of boxes, never split.

Each box begins in a bookmark `signature_1`, its name is in `signature_1_nom`: signing tools find their place by them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._blocs.flux import Flux
from ctg_docs.documents._blocs.tableau import Cellule, Tableau
from ctg_docs.documents._blocs.xml import marque, runs

if TYPE_CHECKING:
    from ctg_docs.documents._blocs.unites import Longueur

__all__ = ["signature_table"]


def _box(case: str, lie: bool) -> Cellule:
    suite = "" if lie else "Fin"
    flux = Flux("Tableau")
    signet = f"signature_{{{{ {case}.numero }}}}"
    flux.brut(marque(signet, runs(f"{{{{ {case}.pour }}}}")), "SignatureOrganisme")
    flux.paragraphe(f"{{{{ {case}.qualite }}}}", "SignatureQualite")
    flux.brut(marque(f"{signet}_nom", runs(f"{{{{ {case}.nom }}}}")), f"SignatureNom{suite}")
    with flux.si(f"{case}.balise"):
        flux.paragraphe(f"{{{{ {case}.balise }}}}", "SignatureBalise")
    return Cellule(flux)


def signature_table(rangs: str, largeur: Longueur) -> Tableau:
    """Return the table of boxes for a list of `RangSignatures`; an odd last box stands alone."""
    table = Tableau(
        [largeur * 0.5, largeur * 0.5],
        titre="Signatures",
        description="Une case par signataire : organisme et qualité en haut, nom en bas.",
        style="GrilleCtg",
    )
    with table.boucle(f"for rang in {rangs}"):
        for condition, lie in (("rang.lie", True), ("not rang.lie", False)):
            with table.si(f"{condition} and rang.droite"):
                table.ligne(_box("rang.gauche", lie), _box("rang.droite", lie))
            with table.si(f"{condition} and not rang.droite"):
                vide = Cellule("", "SignatureQualite", sans_bordure=True)
                table.ligne(_box("rang.gauche", lie), vide)
    return table
