"""Cells of names to the registers: who leads, who helps. Groups stay words, nobody is made of « à définir »."""

from __future__ import annotations

import re
from typing import Any, Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.outils_lecture import Host, Reader, as_note, place_of, tell
from ctg_docs.echanges.etranger.recueil import Value
from ctg_docs.french import cle
from ctg_docs.rapprochement.mots import is_group, is_person, is_surely_person, is_undefined, names_in

__all__ = ["read_carriers", "read_linked", "read_partners", "read_persons", "read_pilot", "read_role"]

_LINK: Final = re.compile(
    r"\s+en (?:lien|partenariat|lien étroit) avec\s+(?:la |le |les |l['’])?", re.IGNORECASE
)
_NO_BODY: Final = "ce n’est pas le nom d’un organisme du registre"


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
        elif (id := host.register.body(name, place_of(host, at))) is not None:
            ids.append(id)
        else:
            groups.append(name)
    return list(dict.fromkeys(ids)), groups, undefined


def _without_persons(host: Host, at: Value, typed: str) -> tuple[str, list[str], list[str]]:
    """Part the bodies of a text from the persons beside them, or in brackets behind: « Caf (Mme Roy) »; then unknown ones."""
    names, persons, unknown = list[str](), list[str](), list[str]()
    for name in names_in(typed):
        bare, bracket, inside = name.partition("(")
        whole = name if not bracket or not is_surely_person(inside.strip(") ")) else bare.strip()
        for said in (inside.strip(") ") if whole != name else "", whole):
            if said and is_surely_person(said) and host.register.knows(said) is None:
                id = host.register.person(said, place_of(host, at))
                (unknown if id is None else persons).append(id or said)
            elif said:
                names.append(said)
    return "\n".join(names), list(dict.fromkeys(persons)), unknown


def read_pilot(host: Host, at: Value) -> dict[str, Any]:
    """Read who leads: the first body, the others with it."""
    typed = valeurs.text_of(at.value)
    lead, *linked = _LINK.split(typed)
    lead, persons, unknown = _without_persons(host, at, lead)
    ids, groups, undefined = _bodies(host, at, lead)
    groups += unknown
    found: dict[str, Any] = {}
    if persons:
        found["pilote_personne"] = persons[0]
    if len(persons) > 1:
        found["pilotes_personnes"] = persons[1:]
    if undefined and not ids:
        tell(host, at, "rien : pas encore désigné")
    if ids:
        found["pilote"] = ids[0]
    if len(ids) > 1 and "partenaire" in cle(at.column.header):
        found["partenaires"] = [{"organisme": id} for id in ids[1:]]
        found |= {"partenaires_texte": ", ".join(groups)} if groups else {}
        groups = []
    elif len(ids) > 1:
        host.problems.append(note("TAB028", place_of(host, at), value=typed, after=names_in(lead)[0]))
        found["co_porteurs"] = ids[1:]
    if linked:
        found |= _link(host, at, "\n".join(linked))
    return found | _leaders(at, [], groups)


def _leaders(at: Value, ids: list[str], groups: list[str]) -> dict[str, Any]:
    """Return who leads beside persons: the first body, the others with it, and those that no register knows."""
    found: dict[str, Any] = {"pilote": ids[0]} if ids else {}
    found |= {"co_porteurs": ids[1:]} if ids[1:] else {}
    if groups:
        found["en_lien_avec" if at.operation is not None else "pilote_service"] = ", ".join(groups)
    return found


def read_carriers(host: Host, at: Value) -> dict[str, Any]:
    """Read the other carriers."""
    ids, groups, _ = _bodies(host, at, valeurs.text_of(at.value))
    return {"co_porteurs": ids} | (as_note(host, at, " ; ".join(groups), _NO_BODY) if groups else {})


def read_persons(field: str) -> Reader:
    """Return the reader of a column of persons."""

    def read(host: Host, at: Value) -> dict[str, Any]:
        names = names_in(valeurs.text_of(at.value))
        found_ids = {n: host.register.person(n, place_of(host, at)) for n in names if is_person(n)}
        persons = list(dict.fromkeys(filter(None, found_ids.values())))
        others = [n for n in names if not is_undefined(n) and found_ids.get(n) is None]
        led = any(v.column.field == "pilote" and v.operation == at.operation for v in host.record.values)
        if field == "pilote_personne" and others and not persons and not led:
            return read_pilot(host, at)  # no column says which body leads: « Responsable » does
        if any(is_undefined(n) for n in names) and not persons:
            tell(host, at, "rien : personne de désigné")
        found: dict[str, Any] = {field: persons[0]} if persons else {}
        if field == "pilote_personne" and len(persons) > 1:
            found["pilotes_personnes"] = persons[1:]
        elif len(persons) > 1:
            others += [names[rank] for rank in range(1, len(persons))]
        roles = [f"{n}" for n in names if is_person(n) and "(" in n]
        if roles:
            found["notes"] = [f"{at.column.header} : {' ; '.join(roles)}"]
        if field == "pilote_personne" and others and not led:  # « Maison des adolescents / Perrine Vidal »
            ids, groups, _ = _bodies(host, at, "\n".join(others))
            found |= _leaders(at, ids, groups)
        elif others:
            kept = as_note(host, at, " ; ".join(others), "ce n’est pas le nom d’une personne du registre")
            found["notes"] = [*found.get("notes", []), *kept["notes"]]
        return found

    return read


def read_partners(host: Host, at: Value) -> dict[str, Any]:
    """Read the partners: bodies, and groups in words."""
    ids, groups, undefined = _bodies(host, at, valeurs.text_of(at.value))
    if undefined and not ids and not groups:
        tell(host, at, "rien : pas encore désignés")
    found: dict[str, Any] = {"partenaires": [{"organisme": id} for id in ids]} if ids else {}
    return found | ({"partenaires_texte": ", ".join(groups)} if groups else {})


def read_role(host: Host, at: Value) -> dict[str, Any]:
    """Read what the partner beside does."""
    ids, _, _ = _bodies(host, at, at.column.payer) if at.column.payer else ([], [], [])
    if len(ids) != 1:
        return as_note(host, at, reason="aucun partenaire à côté")
    return {"partenaires": [{"organisme": ids[0], "role": valeurs.text_of(at.value).strip()}]}


def read_linked(host: Host, at: Value) -> dict[str, Any]:
    """Read « en lien avec »."""
    return _link(host, at, valeurs.text_of(at.value).strip())


def _link(host: Host, at: Value, typed: str) -> dict[str, Any]:
    """« En lien avec »: words of an opération; partners of a whole action, with that part."""
    if at.operation is not None:
        return {"en_lien_avec": typed}
    ids, groups, _ = _bodies(host, at, typed)
    found: dict[str, Any] = (
        {"partenaires": [{"organisme": id, "role": "En lien avec le pilote"} for id in ids]} if ids else {}
    )
    return found | ({"partenaires_texte": ", ".join(groups)} if groups else {})
