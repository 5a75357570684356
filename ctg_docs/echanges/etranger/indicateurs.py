"""The cells of indicators: what is measured, from where, to what target, and what it was in a year."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, Final

from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.argent import number_of
from ctg_docs.echanges.etranger.outils_lecture import Host, Reader, as_note, tell
from ctg_docs.echanges.etranger.recueil import Value
from ctg_docs.echanges.etranger.ressemblance import year_of
from ctg_docs.french import cle
from ctg_docs.rapprochement.mots import is_undefined

__all__ = ["read_indicators", "read_measure", "read_source", "read_value"]

_AIMED: Final = (
    re.compile(
        r"(?P<what>.*[^\W\d_]{3}.*?)\s*\(\s*(?:valeur )?(?:cibles?|objectifs?|vis[ée]e?s?|attendue?s?|pr[ée]vue?s?)\s*:?\s*(?P<aim>[^()]*\d[^()]*)\)",
        re.IGNORECASE,
    ),
    re.compile(
        r"(?P<what>[^:=]*[^\W\d_]{3}[^:=]*?)\s*(?:[:=]|→|≥|>)\s*(?P<aim>(?:[≥>~]\s*|au moins |environ |objectif |cible )?\d[^:=]{0,24})"
    ),
)
"""« Nombre d’ateliers (cible 40) », « Places créées : 12 »."""
_LONGEST: Final = 500
"""Letters of an indicator with its target; a longer cell is told as it is, and costs no search."""
_DONE: Final = re.compile(r"realise|atteint|obtenu|constate|mesure|bilan")
"""Headers under which the number of an indicator is what it was, not what it is to be."""
_EXACT: Final = re.compile(
    r"(\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,](\d+))?\s*(%|(?!(?:et|à|par|en|ou|dont|sur)\b)[^\W\d_]+)?"
)
"""A figure and the word that it counts: « 1 200 », « 45 % », « 3 mois »."""
_BY: Final = re.compile(
    r"(?P<said>.+?),? (?:en|d['’]ici(?: à)?|(?:à )?fin|pour|avant) (?P<year>20\d\d)", re.IGNORECASE
)


def read_indicators(nature: str = "") -> Reader:
    """Return the reader of what is measured, with the target that a text says behind it."""
    kind = {"nature": nature} if nature else {}

    def read(host: Host, at: Value) -> dict[str, Any]:
        texts = [t for t in valeurs.items(valeurs.text_of(at.value)) if not is_undefined(t)]
        return {"indicateurs": [{**_aimed(host, at, text), **kind} for text in texts]}

    return read


def _parted(text: str) -> tuple[str, str]:
    """Return the words of an indicator and those of the target behind them; nothing when it says none."""
    if len(text) > _LONGEST:
        return text, ""
    found = next((m for pattern in _AIMED if (m := pattern.fullmatch(text.strip()))), None)
    if found is None or _DONE.search(cle(found["what"])):
        return text, ""
    return found["what"].strip(), re.sub(r"^(?:objectif|cible) ", "", found["aim"].strip())


def _aimed(host: Host, at: Value, text: str) -> dict[str, Any]:
    """Part an indicator from its target, unless its header speaks of what was done."""
    name, aim = _parted(text)
    if not aim or _DONE.search(cle(at.column.header)):
        return {"intitule": text}
    tell(host, at, f"{name}, cible {aim}", text)
    return {"intitule": name, **_figure("cible", aim)}


def _figure(field: str, typed: str) -> dict[str, Any]:
    """Return a figure with its unit and its year, « 12 mois en 2028 »; a target in words when it is none."""
    dated = _BY.fullmatch(typed) if field == "cible" else None
    exact = _EXACT.fullmatch(dated["said"] if dated else typed)
    if exact is None:
        return {"cible_texte": typed} if field == "cible" else {}
    whole = re.sub(r"\s", "", exact[1])
    return {
        field: Decimal(f"{whole}.{exact[2]}" if exact[2] else whole),
        **({"unite": exact[3]} if exact[3] else {}),
        **({"date_cible": dated["year"]} if dated else {}),
    }


def read_value(field: str) -> Reader:
    """Read the number beside an indicator: its target, or where it starts from."""

    def read(host: Host, at: Value) -> dict[str, Any]:
        typed = valeurs.text_of(at.value).strip()
        if is_undefined(typed):
            return {}
        subject = _parted(at.column.payer)[0] if at.column.payer else _subject(at.column.header)
        if not subject:
            return as_note(host, at, reason="aucun indicateur à côté")
        exact = number_of(at)
        told: dict[str, Any] = {field: exact} if exact is not None else _figure(field, typed)
        if not told:
            return as_note(host, at, reason="ce n’est pas un nombre")
        if field == "cible" and (year := year_of(at.column.header)):
            told["date_cible"] = str(year)
        return {"indicateurs": [{"intitule": subject, **told}]}

    return read


_TARGET: Final = re.compile(
    r"\b(?:valeurs?|cibles?|objectifs?|vis[ée]e?s?|attendue?s?|pr[ée]vue?s?|initiale?s?|de d[ée]part|chiffr[ée]e?s?|[àa] atteindre)\b|[()–-]",
    re.IGNORECASE,
)


def _subject(header: str) -> str:
    """Return the indicator that a header names with its target: « Nb bénéficiaires » of « Nb bénéficiaires cible »."""
    rest = " ".join(_TARGET.sub(" ", header).split())
    return rest if re.match(r"(?:nb|nombre|taux|part|effectifs?)\b\W*\w{3}", rest, re.IGNORECASE) else ""


def read_source(host: Host, at: Value) -> dict[str, Any]:
    """Read where the figure of the indicator beside comes from."""
    if not at.column.payer:
        return as_note(host, at, reason="aucun indicateur à côté")
    return {
        "indicateurs": [
            {"intitule": _parted(at.column.payer)[0], "source": valeurs.text_of(at.value).strip()}
        ]
    }


def read_measure(host: Host, at: Value) -> dict[str, Any]:
    """Read what the indicator beside was in a year."""
    typed, year = valeurs.text_of(at.value).strip(), at.column.moment
    if is_undefined(typed):
        return {}
    if not at.column.payer or year is None:
        return as_note(host, at, reason="aucun indicateur à côté" if year else "son année n’est pas dite")
    exact = number_of(at)
    told = {"valeur": exact} if exact is not None else _figure("valeur", typed)
    done = (
        {"annee": year.debut.year, "valeur": told["valeur"]}
        if told
        else {"annee": year.debut.year, "texte": typed}
    )
    unit = {"unite": told["unite"]} if "unite" in told else {}
    return {"indicateurs": [{"intitule": _parted(at.column.payer)[0], "realisations": [done], **unit}]}
