"""The layout kit: one visual identity for every document, ours or of another package. Knows no convention.

A kind builds its template with `Gabarit` (`gabarit.py`), whose texts hold docxtpl tags::

    from ctg_docs.gabarit import Colonne, Gabarit, Mm

    def build_template() -> bytes:
        g = Gabarit("Relevé de décisions")
        g.paragraphe("Relevé de décisions", "Title")           # or g.couverture(…) then g.sommaire()
        g.paragraphe("{{ reunion.libelle }}", "Subtitle")
        with g.si("introduction"):
            g.riche("introduction")                             # a Rich value: paragraphs, lists, sub-headings
        g.titre(1, "Décisions")                                 # numerotation="numero" | "article" | "annexe"
        with g.boucle("for d in decisions"):
            g.encadre("{{ d.texte }}", titre="Décision n° {{ d.numero }}")
        g.tableau(
            [
                Colonne("Action", Mm(97), "{{ a.texte }}"),
                Colonne("Responsable", Mm(35), "{{ a.responsable }}"),
                Colonne("Échéance", Mm(25), "{{ a.echeance }}", droite=True),
            ],
            boucle="for a in actions", titre="Actions à mener", vide="Aucune action.",
        )
        with g.paysage():
            …                                                   # landscape sheets, same header and footer
        g.signatures("rangs")
        return g.build()

Lengths are those of this kit (`Mm(97)`, a `Longueur`), not python-docx's. Columns fill the text exactly (`g.page.texte`: 157 mm in portrait, 247 mm in landscape). A table that is not a plain
loop is a `Tableau` (`tableau.py`: `entete`, `boucle`, `si`, `groupe`, `ligne`, `Cellule` with span, shade, style),
added with `g.ajouter_tableau`; a cell of several paragraphs holds a `Flux`. Styles are in `catalogue.py`: a page
never formats directly. Every context is a `Contexte`: the header prints `titre_courant` and `mention`, the footer
`pied`, the watermark asks for `projet`. Texts of the dossier put in a sentence that is `Rich` go through
`ctg_docs.markdown.echapper`.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ctg_docs.gabarit.charte import PAYSAGE, PORTRAIT, Page
    from ctg_docs.gabarit.flux import Flux
    from ctg_docs.gabarit.gabarit import Gabarit
    from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
    from ctg_docs.gabarit.unites import Longueur, Mm, Pt

__all__ = [
    "PAYSAGE",
    "PORTRAIT",
    "Cellule",
    "Colonne",
    "Flux",
    "Gabarit",
    "Longueur",
    "Mm",
    "Page",
    "Pt",
    "Tableau",
]

_HOMES = {
    **dict.fromkeys(("PAYSAGE", "PORTRAIT", "Page"), "charte"),
    "Flux": "flux",
    "Gabarit": "gabarit",
    **dict.fromkeys(("Cellule", "Colonne", "Tableau"), "tableau"),
    **dict.fromkeys(("Longueur", "Mm", "Pt"), "unites"),
}

if not TYPE_CHECKING:  # a wrong name stays an error for type checkers; filling a document loads no layout

    def __getattr__(name: str) -> object:
        if name in _HOMES:
            return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
