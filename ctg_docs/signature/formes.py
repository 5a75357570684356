"""What looks personal whoever it belongs to: numbers and addresses in all the forms that people write them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

__all__ = ["Trouvaille", "find_forms", "folded"]


class Trouvaille(StrEnum):
    """What was found in a text; the value is the label of the note."""

    COURRIEL = "Courriel dans un texte"
    TELEPHONE = "Téléphone dans un texte"
    COMPTE = "Numéro de compte bancaire dans un texte"
    NAISSANCE = "Date de naissance dans un texte"
    SECU = "Numéro de sécurité sociale dans un texte"
    ALLOCATAIRE = "Numéro d’allocataire dans un texte"
    ADRESSE = "Adresse d’une personne dans un texte"
    ADRESSE_A_VOIR = "Adresse qui peut être celle d’une personne, laissée dans un texte"
    NOM = "Nom d’une personne privée dans un texte"
    NOM_SEUL = "Nom de famille d’une personne privée, seul dans un texte"


_S = r"[\s.\-_*()·•]"
_MOIS = r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
_JOUR = (
    rf"(?:\d{{1,2}}(?:er)?[\s./-]+(?:\d{{1,2}}|{_MOIS})[\s./-]+\d{{2,4}}|\d{{4}}-\d\d-\d\d|{_MOIS}\s+\d{{4}})"
)
_VOIE = (
    r"(?:rue|avenue|av\.|boulevard|bd|place|chemin|allees?|impasse|route|quai|square|cours|residence|lotissement|sentier|"
    r"ruelle|passage|hameau|lieu[- ]dit|faubourg|villa|clos)"
)
_NATIONAL = rf"(?:(?:0|\(0\)\s?|(?<![a-z])o)[1-9](?:{_S}{{0,3}}\d){{8}}|0{_S}[1-9](?:{_S}?\d\d){{4}}|0[1-9](?:/\d\d){{4}})"
_ABROAD = r"(?:\+|(?<!\d)00)[\s.\-_*()·•/]{0,2}[1-9](?:[\s.\-_*()·•/]{0,3}\d){7,15}"
_NEIGHBOURS = (
    r"(?<!\d[\s.,-])(?:0[1-9]\d{0,2}/\d{2,3}(?:[\s.-]\d\d){2}|0[1-9]\d{9}"
    r"|(?:\(0[1-9]\d{1,3}\)|0[1-9]\d{1,3})[\s/.-]{1,3}\d{2,8}(?:[\s.-]{1,3}\d{2,8}){0,2})(?!\s\d)"
)
"""As Germans, the British and Belgians write them at home: a prefix of three to five digits, then the number in few groups."""
_CALLED = (
    r"(?:\b(?:tel|tele?phones?|phone|gsm|fax|telecopie|handy|telefon)\b|☎|\b(?:port|portable|mobile|ligne directe)(?=\s?[.:]|\s+n|\s+au\b))"
    r"(?:[\s.:*_()]|n°|(?<=\s)(?:fixe|portable|mobile|direct|au|est le|n°|no|numero)\b){0,8}"
    r"(?P<v>\(?\d(?:[\s.\-_*()·•/,]{0,3}\d){5,12})"
)
"""What follows « tél. », as no number of ours is written: in Spain, Italy, Luxembourg, New Caledonia nothing else tells it."""

_FORMS: tuple[tuple[Trouvaille, re.Pattern[str]], ...] = (
    (
        Trouvaille.COURRIEL,
        re.compile(
            r"(?<![\w.+-])[\w.+-]++(?:@|\s?[\[({<]\s?(?:at|arobase|chez|@)\s?[\])}>]\s?|\s(?:at|arobase)\s)[\w-]+"
            r"(?:(?:\.|\s?[\[({]\s?(?:dot|point|\.)\s?[\])}]\s?|\s(?:dot|point)\s)[\w-]+)+"
        ),
    ),
    (Trouvaille.COMPTE, re.compile(rf"(?<![a-z0-9])[a-z]{{2}}\d\d(?:{_S}?[a-z0-9]){{11,30}}(?![a-z0-9])")),
    (Trouvaille.TELEPHONE, re.compile(rf"(?:{_ABROAD}|(?<!\d)(?<!\d[/,])(?:{_NATIONAL}|{_NEIGHBOURS}))(?!\d)")),
    (Trouvaille.TELEPHONE, re.compile(rf"{_CALLED}(?!\d)")),
    (Trouvaille.SECU, re.compile(rf"(?<!\d)[12](?:{_S}?\d){{4}}{_S}?(?:\d\d|2[ab])(?:{_S}?\d){{6}}(?:{_S}?\d\d)?(?!\d)")),
    (
        Trouvaille.NAISSANCE,
        re.compile(rf"(?<![a-z])(?:nee?s?|ne\(e\)|naissance|d\.?d\.?n\.?)(?:\s*:|\s+(?:le|en|un|:))?\s*(?P<v>{_JOUR})"),
    ),
    (
        Trouvaille.ALLOCATAIRE,
        re.compile(r"(?:allocataires?|matricule|n[°o]\.?\s*caf)\s*(?:caf\s*)?(?:n[°o]\.?|numero|:|\s)*\s*(?P<v>\d(?:[\s.]?\d){4,7}\s?[a-z]?)(?![a-z0-9])"),
    ),
    (
        Trouvaille.ADRESSE,
        re.compile(rf"(?<!\d)\d{{1,4}}\s?(?:bis|ter|quater|[a-d])?,?\s+{_VOIE}\s[^,;.\n]{{2,60}}(?:,?\s+\d{{5}}\s+[a-z][a-z' -]{{1,40}})?"),
    ),
)  # fmt: skip

_LENGTHS = {
    "fr": 27, "mc": 27, "be": 16, "lu": 20, "de": 22, "ch": 21, "es": 24, "it": 27, "pt": 25, "nl": 18, "gb": 22, "ie": 22,
    "at": 20, "pl": 28, "ro": 24, "dk": 18, "se": 24, "no": 15, "fi": 18, "gr": 27, "cz": 24, "hu": 28, "bg": 22, "ad": 24,
    "tn": 24, "mt": 31, "hr": 21, "si": 19, "sk": 24, "ee": 20, "lv": 21, "lt": 20, "sm": 27, "cy": 28, "tr": 26, "mu": 30,
}  # fmt: skip
"""Letters and digits of an account number, by country."""

_CHEZ_ELLE = re.compile(
    r"domicile|domicilie|demeurant|demeure|habit(?:e|ant|ent)\b|residant|reside\b|chez (?:elle|lui|m|mme)\b"
)
_PRES = 60
_SHORT, _LONG = 9, 12
"""Digits of a number that has neither a sign of its own nor a word that tells it: nine only with a slash or parentheses."""
_DATE = re.compile(r"\d\d[.\-\s_/]\d\d[.\-\s_/](?:19|20)\d\d|(?:19|20)\d\d\D{1,3}(?:19|20)\d\d$")
_UNIT = re.compile(r"\s*(?:€|%|[mk]€|euros?\b|habitants?\b|enfants?\b|heures?\b)")
_WORTH = re.compile(r"\d|[@＠﹫]|\b(?:at|arobase)\b", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def folded(text: str) -> tuple[str, list[int]]:
    """Return the text in small plain letters and digits, with the place that each of its characters had."""
    if text.isascii():
        return text.lower(), list(range(len(text) + 1))
    letters: list[str] = []
    places: list[int] = []
    for place, letter in enumerate(text):
        if _INVISIBLE.match(letter):
            continue
        plain = _letter(letter)
        letters.append(plain)
        places += [place] * len(plain)
    return "".join(letters), [*places, len(text)]


@lru_cache(maxsize=4096)
def _letter(letter: str) -> str:
    if letter.isascii():
        return letter.lower()
    if letter in "‐‑‒–—−":
        return "-"
    if letter.isspace():
        return " "
    if letter == "°":
        return letter
    flat = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
    return flat.lower().replace("’", "'") or letter


def find_forms(text: str) -> Iterator[tuple[int, int, Trouvaille]]:
    """Yield the start, the end and the kind of all that looks personal in a text."""
    if not _WORTH.search(text):
        return
    plain, places = folded(text)
    for what, form in _FORMS:
        for match in form.finditer(plain):
            start, end = match.span("v") if "v" in form.groupindex else match.span()
            end = _end_of_account(plain, start, end) if what is Trouvaille.COMPTE else end
            kind = _judge(what, plain, start, end, called="v" in form.groupindex) if end else None
            if kind is not None:
                end -= len(plain[start:end]) - len(plain[start:end].rstrip(" -_*.("))
                yield places[start], places[end - 1] + 1, kind


def _judge(what: Trouvaille, plain: str, start: int, end: int, *, called: bool) -> Trouvaille | None:
    """Keep what its own key proves, or what is written around it tells."""
    said = plain[start:end]
    if what is Trouvaille.COMPTE:
        return what
    if what is Trouvaille.SECU:
        return what if _is_secu(said) else None
    if what is Trouvaille.TELEPHONE:
        return what if _is_phone(said, plain[end : end + 12], called=called) else None
    if what is Trouvaille.ADRESSE:
        around = plain[max(0, start - _PRES) : end + _PRES]
        return what if _CHEZ_ELLE.search(around) else Trouvaille.ADRESSE_A_VOIR
    return what


def _is_phone(said: str, after: str, *, called: bool) -> bool:
    """True but for a date, a sum, or what nothing calls a number and has not the digits of one: a SIREN, a code."""
    if _DATE.match(said) or (_UNIT.match(after) and said[0] != "0"):
        return False
    if called or said[0] in "+o" or said.startswith("00"):
        return True
    digits = sum(map(str.isdigit, said))
    return _SHORT <= digits <= _LONG and (digits > _SHORT or "/" in said or said[0] == "(")


def _end_of_account(plain: str, start: int, end: int) -> int:
    """Return where an IBAN ends, words that follow it left; 0 when its key (ISO 13616) proves none.

    A country gives its numbers one length; where it is not known, all that is written must be the number.
    """
    at = [place for place in range(start, end) if plain[place].isalnum()]
    size = _LENGTHS.get(plain[start : start + 2], len(at))
    if size > len(at):
        return 0
    said = "".join(plain[place] for place in at[:size])
    return at[size - 1] + 1 if int("".join(str(int(c, 36)) for c in said[4:] + said[:4])) % 97 == 1 else 0


def _is_secu(said: str) -> bool:
    """Check the key of a NIR; Corsica counts as 19 and 18. Without key, only a month and a department can tell."""
    plain = re.sub(r"[^0-9ab]", "", said)
    number = (
        int(plain[:13].replace("2a", "19").replace("2b", "18"))
        if plain[:13].replace("a", "").replace("b", "")
        else 0
    )
    return len(plain) == 15 and 97 - number % 97 == int(plain[13:])
