"""One cell of a foreign plan to the fields of a fiche, column by column."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Protocol

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.etranger import valeurs
from ctg_docs.echanges.etranger.grilles import Cell, Grid
from ctg_docs.echanges.etranger.registre import Register
from ctg_docs.french import cle
from ctg_docs.models.convention import Thematique
from ctg_docs.problems import Problem

__all__ = ["READERS", "Host"]

_SHARED: Final = re.compile(r"\s+en lien avec\s+|\s+avec\s+|\s*/\s*|\s*\+\s*|\n|;", re.IGNORECASE)


class Host(Protocol):
    """What a reader needs: where it reads, whom it knows, to whom it tells."""

    grid: Grid
    register: Register
    problems: list[Problem]


def _text(field: str) -> Callable[[Host, int, int, Cell], dict[str, Any]]:
    return lambda _plan, _row, _column, value: {field: valeurs.text_of(value).strip()}


def _list(field: str) -> Callable[[Host, int, int, Cell], dict[str, Any]]:
    return lambda _plan, _row, _column, value: {field: valeurs.items(valeurs.text_of(value))}


def _pilot(plan: Host, row: int, column: int, value: Cell) -> dict[str, Any]:
    place, typed = plan.grid.place(row, column), valeurs.text_of(value)
    names = [n for n in _SHARED.split(typed) if n and n.strip()]
    ids = list(dict.fromkeys(plan.register.body(n if len(names) == 1 else n.strip(), place) for n in names))
    if len(ids) > 1:
        plan.problems.append(note("TAB028", place, value=typed, after=names[0].strip()))
        return {"pilote": ids[0], "co_porteurs": ids[1:]}
    return {"pilote": ids[0]}


def _person(plan: Host, row: int, column: int, value: Cell) -> dict[str, Any]:
    return {"pilote_personne": plan.register.person(valeurs.text_of(value), plan.grid.place(row, column))}


def _partners(plan: Host, row: int, column: int, value: Cell) -> dict[str, Any]:
    place = plan.grid.place(row, column)
    names = [n for n in re.split(r"\n|;|,|•", valeurs.text_of(value)) if n.strip()]
    ids = dict.fromkeys(plan.register.body(n.strip(" -"), place) for n in names)
    return {"partenaires": [{"organisme": id} for id in ids]}


def _budget(plan: Host, row: int, column: int, value: Cell) -> dict[str, Any]:
    found = valeurs.amount(value)
    if isinstance(value, str):
        plan.problems.append(note("TAB022", plan.grid.place(row, column), value=value, after=_told(found)))
    return {"budget": found}


def _told(budget: dict[str, Any]) -> str:
    if budget.get("sans_incidence"):
        return "sans incidence financière"
    lines = budget.get("lignes")
    if not lines:
        return "commentaire, sans montant"
    line = lines[0]
    low, high = line.get("montant_min_euros"), line.get("montant_max_euros")
    text = f"{line['montant_euros']} €" if "montant_euros" in line else f"de {low} à {high} €"
    return " ".join([text, *(str(line[k]).replace("_", " ") for k in ("base", "taxe") if k in line)])


def _status(plan: Host, row: int, column: int, value: Cell) -> dict[str, Any]:
    typed = valeurs.text_of(value)
    found = valeurs.status(typed)
    if found is None:
        plan.problems.append(note("TAB026", plan.grid.place(row, column), value=typed))
        return {"conditions": typed.strip()}
    if cle(typed) != cle(found.libelle):
        plan.problems.append(note("TAB022", plan.grid.place(row, column), value=typed, after=found.libelle))
    return {"statut": found.value}


def _priority(plan: Host, row: int, column: int, value: Cell) -> dict[str, Any]:
    found = valeurs.priority(valeurs.text_of(value))
    if found is None:
        plan.problems.append(note("TAB026", plan.grid.place(row, column), value=value))
        return {}
    return {"priorite": found.value}


def _indicators(_plan: Host, _row: int, _column: int, value: Cell) -> dict[str, Any]:
    return {"indicateurs": [{"intitule": text} for text in valeurs.items(valeurs.text_of(value))]}


def _themes(_plan: Host, _row: int, _column: int, value: Cell) -> dict[str, Any]:
    themes, tags = [], []
    for text in re.split(r"\n|;|,|/", valeurs.text_of(value)):
        try:
            themes.append(Thematique(text.strip()).value)
        except ValueError:
            tags += [text.strip()] if text.strip() else []
    return {k: v for k, v in (("thematiques", themes), ("tags", tags)) if v}


def _means(_plan: Host, _row: int, _column: int, value: Cell) -> dict[str, Any]:
    return {"moyens_humains": [{"texte": text} for text in valeurs.items(valeurs.text_of(value))]}


def _area(_plan: Host, _row: int, _column: int, value: Cell) -> dict[str, Any]:
    text = valeurs.text_of(value).strip()
    if cle(text) in ("tout le territoire", "territoire", "ensemble du territoire"):
        return {"territoire_entier": "oui"}
    return {
        "territoire_entier": "non",
        "secteur_geographique": [t.strip() for t in re.split(r"\n|;|,", text) if t.strip()],
    }


READERS: Final[dict[str, Callable[[Host, int, int, Cell], dict[str, Any]]]] = {
    **{field: _text(field) for field in ("descriptif", "constat", "conditions")},
    **{field: _list(field) for field in ("objectifs", "resultats_attendus", "publics_cibles")},
    "commentaire": _list("documents"),
    "pilote": _pilot,
    "pilote_personne": _person,
    "partenaires": _partners,
    "budget": _budget,
    "statut": _status,
    "priorite": _priority,
    "indicateurs": _indicators,
    "thematiques": _themes,
    "moyens_humains": _means,
    "secteur": _area,
}
