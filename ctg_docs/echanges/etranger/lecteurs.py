"""One cell of a foreign plan to the fields of a fiche, column by column. What is not sure is kept as a note, and told."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final

from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.argent import (
    number_of,
    read_budget,
    read_funders,
    read_object,
    read_receipt,
    read_spent,
)
from ctg_docs.echanges.etranger.colonnes import DONE
from ctg_docs.echanges.etranger.indicateurs import read_indicators, read_measure, read_source, read_value
from ctg_docs.echanges.etranger.montants import read_amounts
from ctg_docs.echanges.etranger.noms import (
    read_carriers,
    read_linked,
    read_partners,
    read_persons,
    read_pilot,
    read_role,
)
from ctg_docs.echanges.etranger.outils_lecture import Host, Reader, as_note, tell
from ctg_docs.echanges.etranger.recueil import Value
from ctg_docs.echanges.etranger.ressemblance import DETAIL
from ctg_docs.french import cle
from ctg_docs.models.base import Choix
from ctg_docs.models.convention import Thematique
from ctg_docs.models.fiche import Origine, Priorite
from ctg_docs.models.moments import Moment
from ctg_docs.models.operation import Statut
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.rapprochement.mots import is_undefined, kind_of

__all__ = ["READERS", "done_word", "one_step"]

_EVERYWHERE: Final = frozenset({"tout le territoire", "territoire", "ensemble du territoire", "l ensemble du territoire", "territoire entier",
                                "toutes les communes", "ensemble des communes", "intercommunal", "tout"})  # fmt: skip
_WHOLE: Final = frozenset(n for n in NatureOrganisme if n.value.startswith(("communaute", "metropole")))
"""Bodies that are the whole territory."""
_RECKONED: Final = {
    "numero": re.compile(
        r"(?:fiche|action|n\s*°|fa)?[\s-]*(?:[A-Za-z]{0,4}[ .-]?\d[\d.\-]*[a-z]?|[A-Z]|[IVX]+)\.?",
        re.IGNORECASE,
    ),
    "annee": re.compile(r"20\d\d"),
    "calcul": re.compile(r"[-+]?\d[\d\s\u00a0\u202f.,]*\s*(?:%|[kKM]?\s*€|euros?)?"),
}
"""What the dossier finds itself: the number of an action, a sum."""
_ETP: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:etp|équivalents? temps[ -]plein)|etp\s*:?\s*(\d+(?:[.,]\d+)?)", re.IGNORECASE
)


def _text(field: str) -> Reader:
    return lambda _host, at: {field: valeurs.text_of(at.value).strip()}


def _list(field: str) -> Reader:
    return lambda _host, at: {field: valeurs.items(valeurs.text_of(at.value))}


def _report(host: Host, at: Value) -> dict[str, Any]:
    if is_undefined(valeurs.text_of(at.value)):
        return {}
    if not at.column.moment:
        return as_note(host, at)
    return {"suivi": [{"texte": valeurs.text_of(at.value).strip(), "annee": at.column.moment.debut.year}]}


def _choice(field: str, kind: type[Choix]) -> Reader:
    def read(host: Host, at: Value) -> dict[str, Any]:
        typed = valeurs.text_of(at.value).strip()
        found = kind.read(typed)
        if found is None and (part := next((p for p in _first_parts(typed, kind) if kind.read(p)), "")):
            found = kind.read(part)
            tell(host, at, f"{found.libelle if found else ''}, le reste en note")
            return {field: found.value if found else "", **as_note(host, at)}
        if found is None:
            if is_undefined(typed):
                return {}
            if kind is Statut and (origin := Origine.read(typed)):
                return {"origine": origin.value}
            return as_note(host, at, reason="mot inconnu")
        if not found.is_plainly(typed):
            tell(host, at, found.libelle)
        return {field: found.value}

    return read


def _origin(host: Host, at: Value) -> dict[str, Any]:
    """Read where an action comes from; « Nouvelle action : oui » says it too."""
    yes = cle(valeurs.text_of(at.value)) in ("oui", "o", "x")
    if yes and "nouvelle" in cle(at.column.header).split()[:2]:
        return {"origine": Origine.NOUVELLE.value}
    return _choice("origine", Origine)(host, at)


def _first_parts(text: str, kind: type[Choix]) -> Iterator[str]:
    """Yield the words before the first stop of a text, those after it when it begins by a number, then its first words.

    « 1 – haute », « en attente agrément Caf », « Reporté en 2026 »: but « réalisé à 50 % » is not done.
    """
    text = re.sub(r"^\s*(?:l['’])?actions?\s+(?=\S)", "", text, flags=re.IGNORECASE)
    parts = [p.strip() for p in re.split(r"[.,;:()\n/]|\s[–—-]\s|\bdepuis\b", text) if p.strip()]
    yield from parts[: 2 if parts and parts[0].isdigit() else 1]
    words = parts[0].split() if parts and kind is Statut and not _HALF.search(text.casefold()) else []
    heads = (" ".join(words[:n]) for n in range(min(len(words) - 1, _LEAD), 0, -1))
    yield from (head for head in heads if len(head) >= _WORD)


_LEAD: Final = 4
"""Words of the longest state: « en cours de réalisation »."""
_WORD: Final = 4
"""Letters of the shortest one that a sentence may begin with: « fait », not « ok »."""
_HALF: Final = re.compile(r"%|\b(?:partie\w*|sauf|presque|pas|non|en partie|sur \d+|que)\b|\d+ sur \d+")
"""What takes back a part of the state before it."""


_DONE_WORDS: Final = {
    "oui": Statut.REALISE, "o": Statut.REALISE, "x": Statut.REALISE, "non": Statut.A_VENIR, "n": Statut.A_VENIR,
    **dict.fromkeys(
        ("en partie", "partiellement", "partiel", "partielle", "realise en partie", "fait en partie", "partiellement realise", "realise partiellement"),
        Statut.EN_COURS,
    ),
}  # fmt: skip
"""What people answer to « Réalisé ? »."""


def done_word(text: str) -> Statut | None:
    """Return the state that an answer to « Réalisé ? » tells."""
    return _DONE_WORDS.get(cle(text))


def _progress(host: Host, at: Value) -> dict[str, Any]:
    """Read a progress in words, or in percents: done, not begun, or on the way; the figure is kept as a note."""
    typed = valeurs.text_of(at.value).strip()
    asked = DONE.match(cle(DETAIL.sub(" ", at.column.header))) is not None
    if " " in typed and not asked and (said := done_word(typed)):
        tell(host, at, f"{said.libelle}, le reste en note")
        return {"statut": said.value, **as_note(host, at)}
    if asked and (said := done_word(typed)):
        tell(host, at, said.libelle)
        return {"statut": said.value}
    shown = f"{typed} %" if "%" in at.column.header and "%" not in typed else typed
    share = re.fullmatch(r"(?:env(?:iron)?\.?|~|≈|près de)?\s*(\d{1,3})(?:[.,]\d+)?\s*%", shown)
    if share is None or int(share[1]) > 100:
        going = not Statut.read(typed) and re.search(
            r"(?<!pas )(?<!plus )\ben cours\b(?! d['’]ann[ée]e)", typed, re.IGNORECASE
        )
        if going and not _HALF.search(typed[: going.start()].casefold()):
            tell(host, at, f"{Statut.EN_COURS.libelle}, le reste en note")
            return {"statut": Statut.EN_COURS.value, **as_note(host, at)}
        return _choice("statut", Statut)(host, at)
    found = {"0": Statut.A_VENIR, "100": Statut.REALISE}.get(share[1], Statut.EN_COURS)
    tell(host, at, f"{found.libelle}, le chiffre en note")
    return {"statut": found.value, **as_note(host, at)}


def _themes(_host: Host, at: Value) -> dict[str, Any]:
    themes, tags = [], []
    for text in re.split(r"\n|;|,|/", valeurs.text_of(at.value)):
        if found := Thematique.read(text.strip()):
            themes.append(found.value)
        elif text.strip():
            tags.append(text.strip())
    return {k: v for k, v in (("thematiques", themes), ("tags", tags)) if v}


def _means(host: Host, at: Value) -> dict[str, Any]:
    typed = valeurs.text_of(at.value)
    amounts, words = read_amounts(typed)
    if amounts and not words and "€" in typed:
        return read_budget(host, at)
    return {"moyens_humains": list(_posts(at))}


def _posts(at: Value) -> Iterator[dict[str, Any]]:
    exact = number_of(at)
    if exact is not None:
        yield {"texte": at.column.header, "etp": exact}
        return
    for text in valeurs.items(valeurs.text_of(at.value)):
        found = _ETP.findall(text)
        values = [a or b for a, b in found]
        yield {"texte": text, **({"etp": Decimal(values[0].replace(",", "."))} if len(values) == 1 else {})}


def _area(host: Host, at: Value) -> dict[str, Any]:
    text = valeurs.text_of(at.value).strip()
    names = [t.strip() for t in re.split(r"\n|;|,", text) if t.strip()]
    everywhere = [cle(n) in _EVERYWHERE or re.fullmatch(r"toutes?|tous", cle(n)) is not None for n in names]
    if all(known or kind_of(n) in _WHOLE for n, known in zip(names, everywhere, strict=True)):
        if not all(everywhere):
            tell(host, at, "Tout le territoire")  # it is named: a reader sees which one was meant
        return {"territoire_entier": True}
    if any(not re.search(r"[^\W\d_]{2}", n) for n in names):
        return as_note(host, at, reason="ce n’est pas un lieu")
    return {"territoire_entier": False, "secteur_geographique": names}


def _steps(_host: Host, at: Value) -> dict[str, Any]:
    return {"etapes": [one_step(text) for text in valeurs.items(valeurs.text_of(at.value))]}


def one_step(text: str) -> dict[str, Any]:
    """Part « Recruter (09/2025) », « sept. 2025 : recruter », « Travaux : janvier 2026 à mai 2027 », « Recruter – fait »."""
    done = re.search(r"\s*[(:–-]\s*(?:fait|réalisée?s?|terminée?s?|ok)\)?\s*$", text, re.IGNORECASE)
    name = text[: done.start()] if done else text
    found: dict[str, Any] = {"realise": True} if done else {}
    for pattern in _STEPS:
        match = pattern.fullmatch(name.strip())
        if match and (read := _when(match["when"])):
            return {"nom": match["what"].strip(), "echeance": read, **found}
    return {"nom": name.strip(), **found}


_STEPS: Final = (
    re.compile(r"(?P<what>.+?)\s*\((?P<when>[^()]*\d{2})\)"),
    re.compile(r"(?P<what>.+?)(?:\s*:|\s[–—-])\s+(?P<when>.*\d{2})"),
    re.compile(r"(?P<when>[^:]*\d{2}|T[1-4] \d{4})\s*:\s*(?P<what>.+)"),
    re.compile(r"(?P<what>.+?),?\s+(?:en |à la |à |au |pour |d[èe]s (?:la )?)?(?P<when>(?:rentr[ée]e|fin|d[ée]but|mi|[ée]t[ée]|printemps|automne|hiver)[ -]?.*\d{4})"),
)  # fmt: skip
"""Ways to say a step with its day: in brackets, after or before a colon, behind « rentrée 2027 »."""


def _when(text: str) -> str:
    """Return the moment, or the span, that a text says and nothing more; nothing when it says neither."""
    if whole := valeurs.moment(text):
        return str(whole)
    said, all_of_it = valeurs.span_of(text)
    if not all_of_it or "fin" not in said or "debut" not in said:
        return ""
    try:
        return str(Moment.parse(f"{said['debut']}/{said['fin']}"))
    except ValueError:
        return ""


def _counted(host: Host, at: Value) -> dict[str, Any]:
    """Skip a number or a sum, that the dossier finds itself; words in their column are a note."""
    text = valeurs.text_of(at.value).strip()
    if is_undefined(text) or _RECKONED[at.column.field].fullmatch(text):
        return {}
    return as_note(host, at, reason="ce n’est ni un numéro ni un total")


READERS: Final[dict[str, Reader]] = {
    **{
        field: _text(field)
        for field in (
            "descriptif",
            "constat",
            "conditions",
            "moyens_techniques",
            "pilote_service",
            "participation_texte",
        )
    },
    **{
        field: _list(field)
        for field in ("objectifs", "resultats_attendus", "publics_cibles", "documents", "tags")
    },
    "note": as_note,
    "pilote": read_pilot,
    "co_porteurs": read_carriers,
    "en_lien_avec": read_linked,
    "pilote_personne": read_persons("pilote_personne"),
    "elu_referent": read_persons("elu_referent"),
    "charge_cooperation": read_persons("charge_cooperation"),
    "partenaires": read_partners,
    "budget": read_budget,
    "financeur": read_funders,
    "recette": read_receipt,
    "montant_financeur": read_receipt,
    "depense": read_spent,
    "bilan": _report,
    "statut": _progress,
    "priorite": _choice("priorite", Priorite),
    "origine": _origin,
    "indicateurs": read_indicators(),
    "indicateurs_qualitatifs": read_indicators("qualitatif"),
    "thematiques": _themes,
    "moyens_humains": _means,
    "secteur": _area,
    "etapes": _steps,
    "numero": _counted,
    "annee": _counted,
    "calcul": _counted,
    "cible": read_value("cible"),
    "initiale": read_value("valeur_initiale"),
    "mesure": read_measure,
    "source": read_source,
    "poste": lambda _host, at: read_object(at),
    "role": read_role,
}
"""Root of a field to what reads its cells."""
