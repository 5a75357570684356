"""French typography of a text: apostrophes, quotes, no-break blanks. Meant for data, never for markup.

Idempotent. What a machine must read again stays as it is: addresses of the web and of mail, file names,
hours « 16:15 », entities, code between backquotes, holes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from ctg_docs.french.dates import MOIS

__all__ = ["FINE", "INSECABLE", "lier", "typographier"]

INSECABLE = "\u00a0"
FINE = "\u202f"

_B = r"[ \t\u00a0\u2009\u202f]"
_PASSES = 20
_RESERVE = 0xF0000  # private plane: one character stands for each protected piece
_PROTEGE = re.compile(
    r"(?:https?|ftp|mailto):[^\s«»\"]*[^\s«»\".,;:!?)\]’']"
    r"|\bwww\.[^\s«»\"]*[^\s«»\".,;:!?)\]’']"
    r"|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|`[^`\n]*`"
    r"|\x02[^\x02-\x04]*\x03|\x04[^\x02\x03]*\x03"
    r"|&#?\w+;"
    r"|\b\d{1,2}:\d{2}\b"
    r"|\b[\w-]+(?:[/\\][\w.-]+)*\.(?:docx|xlsx|pdf|ya?ml|json|csv|png|jpe?g|fr|org|com|eu)\b"
    r"|[\U000F0000-\U000FFFFD]"
)
_DEMESURE = 500
_SANS_FIN = re.compile(rf"(\S{{{_DEMESURE},}}|\s{{{_DEMESURE},}})")
_MOIS = "|".join(MOIS)
_UNITES = r"(?:ETP|k€|M€|Md€|km²?|m²|m³|ha|kg|min|h)(?![\w’'])"


def _milliers(trouve: re.Match[str]) -> str:
    return trouve[1] + re.sub(_B, FINE, trouve[2])


_Regles = tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]


def _regles(*regles: tuple[str, str | Callable[[re.Match[str]], str]]) -> _Regles:
    return tuple((re.compile(motif), remplacement) for motif, remplacement in regles)


_APOSTROPHE = (r"(?<=[^\W\d_])'(?=[\w«“\U000F0000-\U000FFFFD])", "’")
_GUILLEMETS = ((rf"«{_B}*", f"«{INSECABLE}"), (rf"{_B}*»", f"{INSECABLE}»"))
_SIGNES = (
    (rf"(?<=[^\s([:]){_B}*(?<!:):(?=\s|$|»)", f"{INSECABLE}:"),
    (rf"(?<=[^\s([;!?]){_B}*([;!?]+)(?=\s|$|[»)\]])", rf"{FINE}\1"),
)
_MESURES = (rf"(?<=\d){_B}*(?=[€%‰])", INSECABLE)
_IMPRIMEES: _Regles = _regles(_APOSTROPHE, *_GUILLEMETS, *_SIGNES, _MESURES)
"""What printing mends of a text as it was typed: apostrophes, and the blank before a sign, typed or not."""
_REGLES: _Regles = _regles(
    # quotes, then apostrophes
    (r"(?<![^\s(\['’«])\"(?=\S)([^\"\n]*)(?<=\S)\"(?!\w)", r"«\1»"),
    _APOSTROPHE,
    *_GUILLEMETS,
    # stray blanks; the blank of a French number or of a sign comes back below
    (r"(?<=\S)[ \t]{2,}(?=\S)", " "),
    (r"(?<=[\w»)\]’])[ \t]+(?=[.,](?:\s|$))", ""),
    (r"(?<!\.)\.\.\.(?!\.)", "…"),
    # double signs
    *_SIGNES,
    # numbers, units
    (
        rf"(?<![\d.,])(?<!\d[ \t\u00a0\u2009\u202f])(\d{{1,3}})((?:{_B}\d{{3}})+)"
        rf"(?=(?:,\d+)?{_B}*(?:€|%|euros|habitants|{_UNITES}))",
        _milliers,
    ),
    _MESURES,
    (rf"(?<=\d){_B}(?={_UNITES})", INSECABLE),
    (rf"(?<=\d)\u00a0h{_B}(?=\d{{2}}\b)", f"{INSECABLE}h{INSECABLE}"),
    # numero, civilities, ordinals, articles of law
    (rf"\b([nN])[°º]{_B}*(?=\w)", rf"\1°{INSECABLE}"),
    (rf"\b(MM?\.|Mmes?|Mlles?|Dr|Me){_B}(?=[A-ZÀ-Þ])", rf"\1{INSECABLE}"),
    (r"\b1(?:ER|Er)\b", "1er"),
    (r"\b1[èe]re\b", "1re"),
    (r"(?<=\d)(?:[iI]?[èÈe]me|ÈME|EME)\b", "e"),
    (rf"(?<![\d/.,-])(?<!\d[ \u00a0])1{_B}(?=(?:{_MOIS})\b)", f"1er{INSECABLE}"),
    (rf"\b1(er|re){_B}(?=\w)", rf"1\1{INSECABLE}"),
    (rf"\b([LRDA])\.{_B}(?=\d)", rf"\1.{INSECABLE}"),
)


def _ligne(ligne: str, regles: _Regles) -> str:
    """Set a line; a word or a blank that nobody wrote so long stays as it is: some rules read it again from each letter."""
    if len(ligne) < _DEMESURE:
        return _reglee(ligne, regles)
    morceaux = _SANS_FIN.split(ligne)
    return "".join(m if rang % 2 else _reglee(m, regles) for rang, m in enumerate(morceaux))


def _reglee(ligne: str, regles: _Regles) -> str:
    # A sign set may call for another (« 1:; »): repeat until nothing moves, which makes it idempotent.
    for _ in range(_PASSES):
        suivante = _passe(ligne, regles)
        if suivante == ligne:
            break
        ligne = suivante
    return ligne


def _passe(ligne: str, regles: _Regles) -> str:
    gardes: list[str] = []

    def garder(trouve: re.Match[str]) -> str:
        gardes.append(trouve[0])
        return chr(_RESERVE + len(gardes) - 1)

    texte = _PROTEGE.sub(garder, ligne)
    if regles is _REGLES and "«" not in texte and '"' not in texte:
        texte = re.sub(r"“([^“”\n]*)”", r"«\1»", texte)
    for motif, remplacement in regles:
        texte = motif.sub(remplacement, texte)
    return re.sub(r"[\U000F0000-\U000FFFFD]", lambda m: gardes[ord(m[0]) - _RESERVE], texte)


def typographier(text: str) -> str:
    """Return the text with the typography of French official documents.

    « ’ » for apostrophes, « » for quotes, U+00A0 before « : » and « % € », after « n° », « Mme », « 1er »;
    U+202F before « ; ! ? » and in the thousands of an amount.
    """
    return "\n".join(_ligne(ligne, _REGLES) for ligne in text.split("\n"))


_LIAISON = re.compile(
    r" (?:(?=[»%€‰]|[:;!?](?:\s|$|[»)*_\]]))"
    r"|(?<=[«°º.ehrs\d] )(?:(?<=« )|(?<=\b[nN][°º] )"
    r"|(?:(?<=\bM\. )|(?<=\bMM\. )|(?<=\bMme )|(?<=\bMmes )|(?<=\b[DMP][re] ))(?=[A-ZÀ-Þ])"
    rf"|(?<=\d )(?=\d{{3}}\b|(?:{_MOIS})\b|{_UNITES}|ans?\b)|(?<=\der )(?=(?:{_MOIS})\b)"
    rf"|(?<=[ {INSECABLE}]h )(?=\d\d\b)|(?<=\b[LRDA]\. )(?=\d)"
    r"|(?:(?<=rticle )|(?<=rticles )|(?<=nnexe )|(?<=nnexes ))(?=\d|[LRDA]\.)))"
)
"""A plain blank where a line must not break; what stands before it is kept."""


_MAL_TAPE = re.compile(r"[^\W\d_]'\w|[^\s([;!?:][:;!?](?:\s|$|[»)\]])|\d[€%‰]|«\S|[^\s\u00a0]»")


def lier(text: str) -> str:
    r"""Return the text as French prints it: blanks put or made no-break, curved apostrophes; not a letter changes.

    >>> lier("le 7 mars 2022, n° 12, M. Blanc : 12 000 €")
    'le 7\xa0mars 2022, n°\xa012, M.\xa0Blanc\xa0: 12\xa0000\xa0€'
    >>> lier("l'été à L'Haÿ: 38% ; voir https://ville.example/l'ete")
    "l’été à L’Haÿ\xa0: 38\xa0%\u202f; voir https://ville.example/l'ete"
    """
    if _MAL_TAPE.search(text):
        text = "\n".join(_ligne(ligne, _IMPRIMEES) for ligne in text.split("\n"))
    return _LIAISON.sub(_insecable, text) if " " in text else text


def _insecable(trouve: re.Match[str]) -> str:
    suivant = trouve.string[trouve.end() : trouve.end() + 1]
    return f"{trouve[0][:-1]}{FINE if suivant in (';', '!', '?') else INSECABLE}"
