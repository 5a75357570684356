"""A flow of paragraphs: the body of a template, or the inside of a cell. Knows no table, no page."""

from __future__ import annotations

from ctg_docs.gabarit.blocs_jinja import BlocsJinja
from ctg_docs.gabarit.xml import paragraphe, runs, texte

__all__ = ["Flux"]

_APRES_TABLEAU = {"Corps": "CorpsApresTableau", "ListBullet": "ListBullet"}


class Flux(BlocsJinja):
    """Paragraphs, lists and docxtpl blocks, in the order of the calls.

    Texts may hold tags (`{{ x }}`), `**fort**`, tabulations and line breaks.
    """

    def __init__(self, style: str = "Corps") -> None:
        self.style = style
        self._xml: list[str] = []
        self._apres_tableau = False
        self._saut = False

    def paragraphe(self, contenu: str, style: str | None = None) -> None:
        """Add a paragraph."""
        choisi = style or self.style
        if self._apres_tableau:
            choisi = _APRES_TABLEAU.get(choisi, choisi)
        self._add(runs(contenu), choisi)

    def brut(self, contenu: str, style: str, *, lie: bool = False) -> None:
        """Add a paragraph whose runs are written already, by the functions of `xml.py`; `lie` keeps it with the next."""
        self._add(contenu, style, "<w:keepNext/>" if lie else "")

    def riche(self, expression: str, style: str | None = None) -> None:
        """Add the paragraphs, lists and sub-headings of a rich value."""
        self._add(texte(f"{{{{p {expression} }}}}"), style or self.style)

    def puces(self, *elements: str, style: str = "ListBullet") -> None:
        """Add the items of a bullet list."""
        for element in elements:
            self.paragraphe(element, style)

    def puces_de(self, boucle: str, contenu: str, style: str = "ListBullet") -> None:
        """Add one bullet per turn: `puces_de("for o in objectifs", "{{ o }}")`."""
        with self.boucle(boucle):
            self.paragraphe(contenu, style)

    def note(self, contenu: str) -> None:
        """Add a small grey note."""
        self.paragraphe(contenu, "Note")

    def photographie(self, nom: str) -> None:
        """Add the photograph of this name in the context (`image`, `credit`), when there is one; its credit under it."""
        with self.si(nom):
            self.paragraphe(f"{{{{ {nom}.image }}}}", "Photographie")
            with self.si(f"{nom}.credit"):
                self.paragraphe(f"{{{{ {nom}.credit }}}}", "CreditPhotographie")

    def carte(self, nom: str) -> None:
        """Add the map of this name in the context, its note (`…_note`) under it, when there is one."""
        with self.si(nom):
            self.paragraphe("Communes du territoire et services aux familles", "Caption")
            self.paragraphe(f"{{{{ {nom} }}}}", "GraphiqueSeul")
        with self.si(f"{nom}_note"):
            self.note(f"{{{{ {nom}_note }}}}")

    def write(self) -> str:
        """Return the XML of the flow."""
        return "".join(self._xml)

    def _tag(self, tag: str) -> None:
        self._xml.append(paragraphe(texte(f"{{%p {tag} %}}"), self.style))

    def _add(self, contenu: str, style: str, plus: str = "") -> None:
        plus += "<w:pageBreakBefore/>" if self._saut else ""
        self._xml.append(paragraphe(contenu, style, plus))
        self._saut = self._apres_tableau = False
