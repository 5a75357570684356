"""The table of the instances of a plan, « Instance | Composition | Fréquence » or a row per member, to the gouvernance."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.echanges.tableaux.identifiants import free, slug
from ctg_docs.french import adresse_dans, cle
from ctg_docs.models.gouvernance import NatureInstance, RoleMembre
from ctg_docs.rapprochement.mots import is_group, is_person, is_undefined, names_in

__all__ = ["Instances", "tells_instances"]

_HEADERS: Final = {
    "instance": r"(?:nom (?:de l )?)?(?:instances?|comites?)(?: de gouvernance)?(?: copil.*)?",
    "composition": r"composition(?: .*)?|membres|participants|qui|acteurs|partenaires",
    "nom": r"(?:prenom )?noms?(?: prenom)?|personnes?|representants?|nom du membre|membre",
    "structure": r"structures?|organismes?|institution|employeur|pour qui|entite",
    "role": r"roles?|fonctions?|qualites?|titre|fonction role",
    "contact": r"contacts?|mails?(?: tel)?|courriel|telephone|coordonnees|tel|mail telephone",
    "frequence": r"frequence.*|rythme|periodicite|reunions?(?: par an)?|nombre de reunions.*|quand|calendrier",
    "missions": r"missions?|objet|role de l instance|objectifs?",
}
_DEEPEST: Final = 8
_FEWEST: Final = 2
"""Headers of the smallest table of instances, their name included."""
_OFTEN: Final = re.compile(r"fois|an\b|mois|mensuel|trimestr|semestr|besoin|annuel", re.IGNORECASE)
_NATURES: Final = (
    (r"copil|comite de pilotage|comite strategique", NatureInstance.COPIL),
    (r"cotech|comite technique", NatureInstance.COTECH),
    (r"gt\b|gtt\b|groupes? (?:de travail|thematiques?|projet)|commission", NatureInstance.GROUPE_TRAVAIL),
    (r"bureau|conseil communautaire", NatureInstance.BUREAU),
)
_PHONE: Final = re.compile(r"(?:\+33|0)\s?\d(?:[ .]?\d\d){4}")


def tells_instances(grid: Grid) -> bool:
    """True for a table whose rows are instances or their members."""
    return _headers(grid) is not None


def _headers(grid: Grid) -> tuple[int, dict[int, str]] | None:
    """Return the row of the headers and what each column says."""
    for row in range(min(len(grid.rows), _DEEPEST)):
        said = {
            c: next((f for f, words in _HEADERS.items() if re.fullmatch(words, cle(text_of(v)))), "")
            for c, v in grid.own(row).items()
        }
        fields = [f for f in said.values() if f]
        first = next(iter(said.values()), "")
        if first == "instance" and len(set(fields)) >= _FEWEST and len(fields) == len(said):
            return (row, said) if set(fields) & {"composition", "nom", "structure"} else None
    return None


class Instances:
    """The tables of instances among the sheets that are no plan."""

    def __init__(self, grids: Sequence[Grid], register: Register) -> None:
        self._grids, self._register = grids, register
        self._spots: dict[int, set[tuple[int, int]]] = {}

    def spots(self, grid: Grid) -> frozenset[tuple[int, int]]:
        """Return the cells of a sheet that were read."""
        return frozenset(self._spots.get(id(grid), ()))

    def write(self, data: dict[str, Any]) -> None:
        """Put the instances in the data of a dossier: new ones, and what those of the same name lack."""
        for grid in self._grids:
            self._table(grid, data.setdefault("gouvernance", {}).setdefault("instances", []))

    def _table(self, grid: Grid, instances: list[dict[str, Any]]) -> None:
        found = _headers(grid)
        if found is None:
            return
        top, fields = found
        current: dict[str, Any] | None = None
        last: dict[str, str] = {}
        for row in range(top + 1, len(grid.rows)):
            own = {fields[c]: text_of(v).strip() for c, v in grid.own(row).items() if c in fields}
            said = {f: last.get(f, "") if cle(text) == "idem" else text for f, text in own.items()}
            last |= said
            name = said.pop("instance", "")
            if re.search(r"\w", name):
                current = _instance(instances, name)
            if current is None or not own:
                continue
            self._spots.setdefault(id(grid), set()).update((row, c) for c in grid.own(row) if c in fields)
            if often := said.pop("frequence", ""):
                current.setdefault("frequence", often)
            if aims := said.pop("missions", ""):
                _add(current, "missions", aims)
            for part in _parts(said.pop("composition", "")):
                _add(current, "composition", {"texte": part})
            if said:
                self._member(grid, row, current, said)

    def _member(self, grid: Grid, row: int, instance: dict[str, Any], said: dict[str, str]) -> None:
        """Add a person, or a body that has not named its own yet; words that name neither are a line of the composition."""
        place = grid.place(row, min(grid.own(row)))
        name, body, role = said.get("nom", ""), said.get("structure", ""), said.get("role", "")
        fits = bool(body) and not is_undefined(body) and not is_group(body)
        organisme = self._register.body(body, place) if fits else None
        person = self._register.person(name, place) if is_person(name) else None
        if person is None and (organisme is None or not (is_undefined(name) or not name)):
            _add(instance, "composition", {"texte": " – ".join(v for v in said.values() if v)})
            return
        known = next((p for p in self._register.persons if p["id"] == person), {})
        contact = said.get("contact", "")
        phone = _PHONE.search(contact)
        facts = {
            "organisme": organisme,
            "fonction": role,
            "courriel": adresse_dans(contact),
            "telephone": phone and phone[0],
        }
        for field, value in facts.items() if known else ():
            if value:
                known.setdefault(field, value)
        kind = next(
            filter(None, (RoleMembre.read(p) for p in re.split(r"[,;/(]|\bet\b", role) if p.strip())), None
        )
        bracket = re.search(r"\(([^()]+)\)", name)
        more = [
            t
            for t in (
                bracket[1] if bracket else "",
                role,
                "" if known else said.get("contact", ""),
                "" if fits else body,
            )
            if t
        ]
        member = {"personne": person, "organisme": organisme, "role": kind.value if kind else None,
                  "precision": ", ".join(more)}  # fmt: skip
        seats = instance.setdefault("membres", [])
        if all((m.get("personne"), m.get("organisme")) != (person, organisme) for m in seats):
            seats.append({k: v for k, v in member.items() if v})


def _instance(instances: list[dict[str, Any]], typed: str) -> dict[str, Any]:
    """Return the instance of a name, made when there is none; « COPIL (2 fois / an) » says how often it meets."""
    name = re.split(r"\n|\(", typed)[0].strip(" :-–") or typed.strip(" \n()")
    rest = typed[typed.index(name) + len(name) :].strip(" \n()")
    known = next((i for i in instances if cle(name) in (cle(i["nom"]), cle(i.get("sigle") or ""))), None)
    if known is None:
        nature = next((n for words, n in _NATURES if re.match(words, cle(name))), NatureInstance.AUTRE)
        known = {"id": free(slug(name), {i["id"] for i in instances}), "nom": name, "nature": nature.value}
        instances.append(known)
    if rest:
        known.setdefault("frequence", rest) if _OFTEN.search(rest) else _add(
            known, "composition", {"texte": rest}
        )
    return known


def _parts(text: str) -> list[str]:
    return [part for line in text.split("\n") for part in names_in(line)] if not is_undefined(text) else []


def _add(instance: dict[str, Any], field: str, item: Any) -> None:
    if item not in (items := instance.setdefault(field, [])):
        items.append(item)
