"""Write the content controls of a form: what Word needs of each kind of field. Knows no dossier."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count
from xml.sax.saxutils import escape

from ctg_docs.engine.word.controls import bookmark_of
from ctg_docs.formulaires.description import Champ
from ctg_docs.french import minuscule_initiale, parse_date
from ctg_docs.gabarit.xml import el, paragraphe, texte

__all__ = ["NAMESPACES", "Controles", "invite_of"]

NAMESPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml" mc:Ignorable="w14 w15"'
)
_GOTHIC = '<w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
_BOX = (
    '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
_INLINE = re.compile(r"\\([\\*_\[\]#-])|\*\*(?=\S)(.+?)(?<=\S)\*\*|\*(?=[^\s*])(.+?)(?<=[^\s*])\*")
_BULLET = re.compile(r"^\s*[-*•]\s+")
_NUMBER = re.compile(r"^\s*\d{1,3}[.)]\s+")
_HEADING = re.compile(r"^#{1,6}\s+")


_INVITES = {
    "heure_debut_reelle": "Tapez l’heure de début réelle, par exemple 14 h 10…",
    "heure_fin_reelle": "Tapez l’heure de fin réelle, par exemple 16 h 20…",
    "introduction": "Tapez ici l’ouverture de la séance…",
    "approbation_precedent": "Tapez ici la suite donnée : approuvé sans observation, ou avec lesquelles…",
    "questions_diverses": "Tapez ici les questions diverses…",
    "regles": "Tapez une règle par ligne…",
    "missions": "Tapez une mission par ligne, d’une phrase chacune…",
}
"""Invitations where the sentence of the model describes a value that is there."""
_SHORT = {"choix": "choisissez…", "registre": "choisissez…", "date": "date…"}
"""Invitations in a row, by form of field."""
_LONG = {
    "choix": "Choisissez dans la liste…",
    "registre": "Choisissez dans la liste…",
    "noms": "Tapez un nom par ligne…",
}
_PLACEHOLDER = '<w:rPr><w:rStyle w:val="Emphasis"/><w:color w:val="6B6B6B"/></w:rPr>'
"""Grey, with enough contrast to be read on white."""


def invite_of(champ: Champ) -> str:
    """Return the words in grey italics of an empty field: they ask to type, so that none looks like an answer."""
    if champ.colonne.kind == "annees":
        return "année\u00a0: valeur…"
    if "[" in champ.tag:
        return _SHORT.get(champ.forme, "tapez…")
    known = _INVITES.get(champ.colonne.path[-1]) or _LONG.get(champ.forme)
    if known:
        return known
    if champ.forme == "date":
        return (
            "Tapez une date, un mois ou une année…" if champ.colonne.kind == "moment" else "Tapez jj/mm/aaaa…"
        )
    aide = minuscule_initiale(champ.aide.removesuffix("…").removesuffix("."))
    asked = "Tapez un élément par ligne" if champ.forme == "liste" else "Tapez ici"
    return f"{asked}\u00a0: {aide}…" if aide else f"{asked}…"


class Controles:
    """Writes controls; their numbers never meet."""

    def __init__(self) -> None:
        self._ids = count(1001)
        self._marks = count(1)

    def ligne(self, champ: Champ, *, verrou: bool) -> str:
        """Return a control inside a line, and the bookmark that doubles it.

        Args:
            champ: the field.
            verrou: True when Word must refuse to take the control away.
        """
        body = self._run(champ)
        blank = not champ.texte and champ.forme != "case"
        properties = self._properties(champ, verrou=verrou, vide=blank) + self._kind(champ)
        return self._marked(
            champ, el("w:sdt", None, el("w:sdtPr", None, properties), el("w:sdtContent", None, body))
        )

    def bloc(self, champ: Champ, style: str, puce: str, *, verrou: bool) -> str:
        """Return a control that holds paragraphs, alone in its cell, and the tiny paragraph that bears its bookmark."""
        if champ.texte:
            lines = list(_paragraphs(champ, style, puce))
        else:
            lines = [paragraphe(_invitation(champ), style)]
        properties = self._properties(champ, verrou=verrou, vide=not champ.texte)
        control = el("w:sdt", None, el("w:sdtPr", None, properties), el("w:sdtContent", None, *lines))
        number = next(self._marks)
        start = el("w:bookmarkStart", {"w:id": number, "w:name": bookmark_of(champ.tag, block=True)})
        return control + paragraphe(f'{start}<w:bookmarkEnd w:id="{number}"/>', "SautSection")

    def repetition(self, nom: str, titre: str, lignes: list[str]) -> str:
        """Return rows that Word repeats with its « + »."""
        items = (
            el(
                "w:sdt",
                None,
                el("w:sdtPr", None, self._id(), "<w15:repeatingSectionItem/>"),
                el("w:sdtContent", None, row),
            )
            for row in lignes
        )
        properties = [
            el("w:alias", {"w:val": titre}),
            el("w:tag", {"w:val": nom}),
            self._id(),
            "<w15:repeatingSection>" + el("w15:sectionTitle", {"w15:val": titre}) + "</w15:repeatingSection>",
        ]
        return el("w:sdt", None, el("w:sdtPr", None, *properties), el("w:sdtContent", None, *items))

    def _id(self) -> str:
        return el("w:id", {"w:val": next(self._ids)})

    def _properties(self, champ: Champ, *, verrou: bool, vide: bool) -> str:
        return "".join(
            (
                el("w:alias", {"w:val": champ.titre[:64]}),
                el("w:tag", {"w:val": champ.tag}),
                self._id(),
                '<w:lock w:val="sdtLocked"/>' if verrou else "",
                "<w:showingPlcHdr/>" if vide else "",
            )
        )

    def _kind(self, champ: Champ) -> str:
        if champ.forme == "case":
            ticked = int(champ.texte == "oui")
            return f'<w14:checkbox><w14:checked w14:val="{ticked}"/>{_BOX}'
        if champ.forme == "date":
            return _date(champ.texte)
        if champ.forme in ("choix", "registre"):
            items = (
                el("w:listItem", {"w:displayText": label, "w:value": value}) for label, value in champ.options
            )
            name = "w:dropDownList" if champ.forme == "choix" else "w:comboBox"
            return el(name, None, *items)
        return "<w:text/>"

    @staticmethod
    def _run(champ: Champ) -> str:
        if champ.forme == "case":
            return f"<w:r>{_GOTHIC}<w:t>{'☒' if champ.texte == 'oui' else '☐'}</w:t></w:r>"
        return texte(champ.texte) if champ.texte else _invitation(champ)

    def _marked(self, champ: Champ, control: str) -> str:
        number = next(self._marks)
        start = el("w:bookmarkStart", {"w:id": number, "w:name": bookmark_of(champ.tag, block=False)})
        return f'{start}{control}<w:bookmarkEnd w:id="{number}"/>'


def _invitation(champ: Champ) -> str:
    return f'<w:r>{_PLACEHOLDER}<w:t xml:space="preserve">{escape(invite_of(champ))}</w:t></w:r>'


def _date(text: str) -> str:
    try:
        full = f"{parse_date(text).isoformat()}T00:00:00Z" if text else None
    except ValueError:
        full = None
    inside = (
        '<w:dateFormat w:val="dd/MM/yyyy"/><w:lid w:val="fr-FR"/><w:storeMappedDataAs w:val="dateTime"/>'
        '<w:calendar w:val="gregorian"/>'
    )
    return el("w:date", {"w:fullDate": full}, inside)


def _paragraphs(champ: Champ, style: str, puce: str) -> Iterator[str]:
    """Yield the paragraphs of a text; a list has one per item, a rich text keeps its lists and sub-headings."""
    for line in champ.texte.split("\n"):
        if not line.strip():
            continue
        if champ.forme != "long":
            yield paragraphe(texte(line.strip()), style)
        elif _BULLET.match(line):
            yield paragraphe(_rich(_BULLET.sub("", line)), puce)
        elif _NUMBER.match(line):
            yield paragraphe(_rich(_NUMBER.sub("", line)), "ListNumber")
        elif _HEADING.match(line):
            yield paragraphe(_rich(_HEADING.sub("", line)), "Intertitre")
        else:
            yield paragraphe(_rich(line.strip()), style)


def _rich(text: str) -> str:
    written, at = "", 0
    for match in _INLINE.finditer(text):
        written += _run(text[at : match.start()], "")
        literal, bold, italic = match.groups()
        written += _run(literal or bold or italic, "" if literal else "<w:b/>" if bold else "<w:i/>")
        at = match.end()
    return written + _run(text[at:], "")


def _run(text: str, mark: str) -> str:
    if not text:
        return ""
    properties = f"<w:rPr>{mark}</w:rPr>" if mark else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
