"""One cell of a foreign plan to the fields of a fiche, column by column. What is not sure is kept as a note, and told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any, Final, Protocol

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.lignes import Value
from ctg_docs.echanges.etranger.montants import read_amounts
from ctg_docs.echanges.etranger.mots import is_group, is_person, is_undefined, kind_of, names_in
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.french import cents, cle, nombre
from ctg_docs.models.base import Choix
from ctg_docs.models.convention import Thematique
from ctg_docs.models.fiche import Origine, Priorite
from ctg_docs.models.finance import EtatFinancement
from ctg_docs.models.operation import Statut
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.problems import Place, Problem

__all__ = ["READERS", "Host", "as_note"]

_COST: Final = "Coût de l’action"
_EVERYWHERE: Final = frozenset({"tout le territoire", "territoire", "ensemble du territoire", "l ensemble du territoire", "territoire entier",
                                "toutes les communes", "ensemble des communes", "intercommunal", "tout"})  # fmt: skip
_ETP: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:etp|équivalents? temps[ -]plein)|etp\s*:?\s*(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_LINK: Final = re.compile(r"\s+en (?:lien|partenariat|lien étroit) avec\s+(?:la |le |les |l['’])?", re.IGNORECASE)
_LEAD: Final = re.compile(
    r"^(?:\d+(?:[.,]\d+)?\s*%\s*)?(?:(?:montants?|subventions?|financements?|participations?|aides?|contributions?|parts?)\s*)?"
    r"(?:de la |de l['’]|du |des |de |d['’]|par la |par le |par )?(?=\S)|\s*(?:soit|\d+(?:[.,]\d+)?\s*%|:)\s*$",
    re.IGNORECASE,
)


class Host(Protocol):
    """What a reader needs: where it reads, whom it knows, to whom it tells."""

    grid: Grid
    register: Register
    problems: list[Problem]


Reader = Callable[[Host, Value], dict[str, Any]]


def _place(host: Host, at: Value) -> Place:
    return host.grid.place(at.row, at.rank)


def as_note(host: Host, at: Value, said: str = "", reason: str = "") -> dict[str, Any]:
    """Keep a value as a note of the fiche, and tell it when it was not meant to be one."""
    typed = " ".join(valeurs.text_of(at.value).split()) if not said else said
    if reason or at.column.guessed and at.column.field == "note" and not _is_remark(at.column.header):
        why = reason or "colonne sans champ"
        host.problems.append(note("TAB039", _place(host, at), value=typed, header=at.column.header, reason=why))
    return {"notes": [f"{at.column.header} : {typed}"]}


def _is_remark(header: str) -> bool:
    from ctg_docs.echanges.etranger.champs import ENOUGH, FIELDS, likeness

    return likeness(header, FIELDS["note"]) >= ENOUGH


def _told(host: Host, at: Value, after: str, value: str = "") -> None:
    host.problems.append(note("TAB022", _place(host, at), value=value or valeurs.text_of(at.value), after=after))


def _text(field: str) -> Reader:
    return lambda _host, at: {field: valeurs.text_of(at.value).strip()}


def _list(field: str) -> Reader:
    return lambda _host, at: {field: valeurs.items(valeurs.text_of(at.value))}


def _bodies(host: Host, at: Value, typed: str) -> tuple[list[str], list[str], list[str]]:
    """Return the bodies that a text names, the groups without a name, and what names nobody yet."""
    ids: list[str] = []
    groups: list[str] = []
    undefined: list[str] = []
    for name in names_in(typed):
        if is_undefined(name):
            undefined.append(name)
        elif host.register.knows(name) is None and is_group(name):
            groups.append(name)
        else:
            ids.append(host.register.body(name, _place(host, at)))
    return list(dict.fromkeys(ids)), groups, undefined


def _pilot(host: Host, at: Value) -> dict[str, Any]:
    typed = valeurs.text_of(at.value)
    lead, *linked = _LINK.split(typed)
    ids, groups, undefined = _bodies(host, at, lead)
    found: dict[str, Any] = {}
    if undefined and not ids:
        _told(host, at, "rien : pas encore désigné")
    if ids:
        found["pilote"] = ids[0]
    if len(ids) > 1:
        host.problems.append(note("TAB028", _place(host, at), value=typed, after=names_in(lead)[0]))
        found["co_porteurs"] = ids[1:]
    if linked:
        found["_liens"] = "\n".join(linked)
    if groups:
        found |= as_note(host, at, " ; ".join(groups), "ce n’est pas le nom d’un organisme")
    return found


def _carriers(host: Host, at: Value) -> dict[str, Any]:
    ids, groups, _ = _bodies(host, at, valeurs.text_of(at.value))
    return {"co_porteurs": ids} | (as_note(host, at, " ; ".join(groups), "ce n’est pas le nom d’un organisme") if groups else {})


def _persons(field: str) -> Reader:
    def read(host: Host, at: Value) -> dict[str, Any]:
        names = names_in(valeurs.text_of(at.value))
        persons = list(dict.fromkeys(host.register.person(n, _place(host, at)) for n in names if is_person(n)))
        others = [n for n in names if not is_person(n) and not is_undefined(n)]
        if any(is_undefined(n) for n in names) and not persons:
            _told(host, at, "rien : personne de désigné")
        found: dict[str, Any] = {field: persons[0]} if persons else {}
        if field == "pilote_personne" and len(persons) > 1:
            found["pilotes_personnes"] = persons[1:]
        elif len(persons) > 1:
            others += [names[rank] for rank in range(1, len(persons))]
        roles = [f"{n}" for n in names if is_person(n) and "(" in n]
        if roles:
            found["notes"] = [f"{at.column.header} : {' ; '.join(roles)}"]
        if others:
            kept = as_note(host, at, " ; ".join(others), "ce n’est pas le nom d’une personne")
            found["notes"] = [*found.get("notes", []), *kept["notes"]]
        return found

    return read


def _partners(host: Host, at: Value) -> dict[str, Any]:
    ids, groups, undefined = _bodies(host, at, valeurs.text_of(at.value))
    if undefined and not ids and not groups:
        _told(host, at, "rien : pas encore désignés")
    found: dict[str, Any] = {"partenaires": [{"organisme": id} for id in ids]} if ids else {}
    return found | ({"partenaires_texte": ", ".join(groups)} if groups else {})


def _linked(_host: Host, at: Value) -> dict[str, Any]:
    return {"_liens": valeurs.text_of(at.value).strip()}


def _year(at: Value) -> dict[str, int]:
    return {"annee": at.column.moment.debut.year} if at.column.moment else {}


def _number(at: Value) -> Decimal | None:
    if isinstance(at.value, int | float) and not isinstance(at.value, bool):
        return cents(Decimal(repr(at.value)))
    return None


def _budget(host: Host, at: Value) -> dict[str, Any]:
    exact = _number(at)
    if exact is not None:
        return {"budget": {"lignes": [{"sens": "depense", "nature": _COST, "montant_euros": exact, **_year(at)}]}}
    typed = valeurs.text_of(at.value)
    amounts, words = read_amounts(typed)
    if amounts and all(a.facts.get("sans_incidence") for a in amounts) and not words:
        return {"budget": {"sans_incidence": True}}
    lines: list[dict[str, Any]] = []
    for amount in (a for a in amounts if not a.facts.get("sans_incidence")):
        payer = re.sub(_LEAD, "", re.sub(_LEAD, "", amount.label)).strip(" :")
        known = _payer(host, at, payer)
        if known is None and amount.part:
            words.append(amount.text)
            continue
        line = amount.line(payer or _COST, "recette") | {"financeur": known} if known else amount.line(amount.label or _COST)
        lines.append({**_year(at), **line})
    found: dict[str, Any] = {"lignes": lines} if lines else {}
    if words:
        found["commentaire"] = "\n".join(words)
    _tell_budget(host, at, lines, words)
    return {"budget": found} if found else {}


def _tell_budget(host: Host, at: Value, lines: list[dict[str, Any]], words: list[str]) -> None:
    typed = " ".join(valeurs.text_of(at.value).split())
    said = " + ".join(_shown(line) for line in lines)
    if words and (not all(is_undefined(w) for w in words)):
        said = f"{said} ; le reste en commentaire" if said else "commentaire, sans montant"
    if said and cle(said) != cle(typed.replace("euros", "").replace("€", "")):
        _told(host, at, said, typed)


def _shown(line: dict[str, Any]) -> str:
    low, high = line.get("montant_min_euros"), line.get("montant_max_euros")
    text = f"{nombre(line['montant_euros'])} €" if "montant_euros" in line else f"de {nombre(low)} à {nombre(high)} €" if low is not None and high is not None else ""
    times = f"{line['quantite']} ×" if "quantite" in line else ""
    side = "recette" if line["sens"] == "recette" else ""
    facts = (str(line[k]).replace("_", " ") for k in ("base", "taxe", "annee") if k in line)
    return " ".join(p for p in (times, text, *facts, side) if p)


def _payer(host: Host, at: Value, name: str) -> str | None:
    """Return the body that a label names as a funder: one that is known, or whose kind is said."""
    if not name or is_undefined(name) or len(name) > 80:
        return None
    known = host.register.knows(name)
    if known is None and kind_of(name) is not NatureOrganisme.AUTRE and not is_group(name):
        return host.register.body(name, _place(host, at))
    return known


def _funders(host: Host, at: Value) -> dict[str, Any]:
    """Read who pays: no amount is made of a percentage."""
    lines: list[dict[str, Any]] = []
    words: list[str] = []
    for name in names_in(valeurs.text_of(at.value)):
        amounts, _ = read_amounts(name)
        label = amounts[0].label if amounts and amounts[0].label else re.sub(r"[\s:(]*\d+(?:[.,]\d+)?\s*%\)?", "", name).strip(" :-–")
        if is_undefined(label):
            words.append(name)
            continue
        payer = _payer(host, at, label)
        line: dict[str, Any] = {"sens": "recette", "nature": label, **_year(at)}
        if payer:
            line["financeur"] = payer
        if len(amounts) == 1 and not amounts[0].facts.get("sans_incidence"):
            line = amounts[0].line(label, "recette") | line
        elif name != label:
            line["commentaire"] = name
        else:
            line["commentaire"] = "montant non précisé"
        lines.append(line)
    found: dict[str, Any] = {"lignes": lines} if lines else {}
    return {"budget": found | ({"commentaire": "\n".join(words)} if words else {})} if found or words else {}


def _receipt(host: Host, at: Value) -> dict[str, Any]:
    """Read what the funder of a column gives."""
    column = at.column
    payer = column.payer or column.header
    exact = _number(at)
    line: dict[str, Any] = {"sens": "recette", "nature": column.nature or payer, **_year(at)}
    if exact == 0:
        return {}
    if exact is None:
        amounts, words = read_amounts(valeurs.text_of(at.value))
        if len(amounts) == 1 and not words:
            if amounts[0].facts.get("sans_incidence"):
                return {}
            line = amounts[0].line(str(line["nature"]), "recette") | line
        else:
            state = EtatFinancement.read(valeurs.text_of(at.value))
            line |= {"etat": state.value} if state else {}
            line["commentaire"] = valeurs.text_of(at.value).strip()
    else:
        line["montant_euros"] = exact
    known = _payer(host, at, payer)
    return {"budget": {"lignes": [line | ({"financeur": known} if known else {})]}}


def _spent(host: Host, at: Value) -> dict[str, Any]:
    exact = _number(at)
    if exact is None:
        amounts, words = read_amounts(valeurs.text_of(at.value))
        if len(amounts) != 1 or words or amounts[0].high is not None:
            return as_note(host, at, reason="ce n’est pas un montant")
        exact = amounts[0].low
    return {"suivi": [{"depense_euros": exact, **_year(at)}]}


def _report(host: Host, at: Value) -> dict[str, Any]:
    if not at.column.moment:
        return as_note(host, at)
    return {"suivi": [{"texte": valeurs.text_of(at.value).strip(), **_year(at)}]}


def _choice(field: str, kind: type[Choix]) -> Reader:
    def read(host: Host, at: Value) -> dict[str, Any]:
        typed = valeurs.text_of(at.value).strip()
        found = kind.read(typed)
        if found is None:
            if is_undefined(typed):
                return {}
            return as_note(host, at, reason="mot inconnu")
        if cle(typed) != cle(found.libelle):
            _told(host, at, found.libelle)
        return {field: found.value}

    return read


def _indicators(nature: str = "") -> Reader:
    def read(_host: Host, at: Value) -> dict[str, Any]:
        texts = [t for t in valeurs.items(valeurs.text_of(at.value)) if not is_undefined(t)]
        return {"indicateurs": [{"intitule": t, **({"nature": nature} if nature else {})} for t in texts]}

    return read


def _themes(_host: Host, at: Value) -> dict[str, Any]:
    themes, tags = [], []
    for text in re.split(r"\n|;|,|/", valeurs.text_of(at.value)):
        if found := Thematique.read(text.strip()):
            themes.append(found.value)
        elif text.strip():
            tags.append(text.strip())
    return {k: v for k, v in (("thematiques", themes), ("tags", tags)) if v}


def _means(_host: Host, at: Value) -> dict[str, Any]:
    return {"moyens_humains": list(_posts(at))}


def _posts(at: Value) -> Iterator[dict[str, Any]]:
    exact = _number(at)
    if exact is not None:
        yield {"texte": at.column.header, "etp": exact}
        return
    for text in valeurs.items(valeurs.text_of(at.value)):
        found = _ETP.findall(text)
        values = [a or b for a, b in found]
        yield {"texte": text, **({"etp": Decimal(values[0].replace(",", "."))} if len(values) == 1 else {})}


def _area(_host: Host, at: Value) -> dict[str, Any]:
    text = valeurs.text_of(at.value).strip()
    if cle(text) in _EVERYWHERE:
        return {"territoire_entier": True}
    return {"territoire_entier": False, "secteur_geographique": [t.strip() for t in re.split(r"\n|;|,", text) if t.strip()]}


def _steps(_host: Host, at: Value) -> dict[str, Any]:
    return {"etapes": [_step(text) for text in valeurs.items(valeurs.text_of(at.value))]}


def _step(text: str) -> dict[str, Any]:
    """Part « Recruter (09/2025) », « sept. 2025 : recruter », « Recruter – fait »."""
    done = re.search(r"\s*[(:–-]\s*(?:fait|réalisée?s?|terminée?s?|ok)\)?\s*$", text, re.IGNORECASE)
    name = text[: done.start()] if done else text
    found: dict[str, Any] = {"realise": True} if done else {}
    for pattern, when, what in ((r"(.+?)\s*\(([^()]*\d{4})\)", 2, 1), (r"([^:]*\d{4}|T[1-4] \d{4})\s*:\s*(.+)", 1, 2)):
        match = re.fullmatch(pattern, name)
        if match and (read := valeurs.moment(match[when])):
            return {"nom": match[what].strip(), "echeance": str(read), **found}
    return {"nom": name.strip(), **found}


def _skip(_host: Host, _at: Value) -> dict[str, Any]:
    return {}


READERS: Final[dict[str, Reader]] = {
    **{field: _text(field) for field in ("descriptif", "constat", "conditions", "moyens_techniques", "pilote_service", "participation_texte")},
    **{field: _list(field) for field in ("objectifs", "resultats_attendus", "publics_cibles", "documents", "tags")},
    "note": as_note,
    "pilote": _pilot,
    "co_porteurs": _carriers,
    "en_lien_avec": _linked,
    "pilote_personne": _persons("pilote_personne"),
    "elu_referent": _persons("elu_referent"),
    "charge_cooperation": _persons("charge_cooperation"),
    "partenaires": _partners,
    "budget": _budget,
    "financeur": _funders,
    "recette": _receipt,
    "montant_financeur": _receipt,
    "depense": _spent,
    "bilan": _report,
    "statut": _choice("statut", Statut),
    "priorite": _choice("priorite", Priorite),
    "origine": _choice("origine", Origine),
    "indicateurs": _indicators(),
    "indicateurs_qualitatifs": _indicators("qualitatif"),
    "thematiques": _themes,
    "moyens_humains": _means,
    "secteur": _area,
    "etapes": _steps,
    "numero": _skip,
    "calcul": _skip,
}
"""Root of a field to what reads its cells."""
