"""What several cells say of one thing put together, then what a plan says of an action put into a fiche that exists.

Union of sets by identity, never a replacement of lists: what the file does not say stays.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ctg_docs.french import cle
from ctg_docs.models.moments import Moment

__all__ = ["again", "complete", "join"]

_KEYS: Final[dict[str, Callable[[dict[str, Any]], object]]] = {
    "partenaires": lambda item: item["organisme"],
    "indicateurs": lambda item: cle(item["intitule"]),
    "operations": lambda item: cle(item["intitule"]),
    "etapes": lambda item: (cle(item["nom"]), item.get("echeance")),
    "moyens_humains": lambda item: cle(item["texte"]),
    "suivi": lambda item: str(item["annee"]),
}
"""List to what names one of its items."""
_PROSE: Final = frozenset(
    {
        "descriptif",
        "constat",
        "conditions",
        "moyens_techniques",
        "participation_texte",
        "partenaires_texte",
        "en_lien_avec",
        "texte",
        "commentaire",
    }
)
_LINE: Final = ("sens", "nature", "annee", "financeur", "type", "base")
"""What names a line of a plan de financement: the same again with another amount is the same line, changed."""


def _identity(field: str, item: Any) -> object:
    if isinstance(item, dict):
        return _KEYS[field](item) if field in _KEYS else tuple(sorted((k, str(v)) for k, v in item.items()))
    return cle(item) or item


def _prose(old: str, new: str) -> str:
    return old if new in old.split("\n") or new == old else f"{old}\n{new}"


def join(found: dict[str, Any], part: dict[str, Any]) -> list[tuple[str, Any]]:
    """Add what a cell says to what the cells before it said; return the values that contradict them."""
    refused: list[tuple[str, Any]] = []
    for field, value in part.items():
        old = found.get(field)
        if old is None:
            found[field] = value
        elif isinstance(value, list):
            found[field] = _lists(field, old, value, refused)
        elif isinstance(value, dict):
            refused += [
                (field, v) for _, v in (_budget(old, value) if field == "budget" else join(old, value))
            ]
        elif field in _PROSE:
            found[field] = _prose(old, value)
        elif old != value:
            refused.append((field, value))
    return refused


def again(found: dict[str, Any], part: dict[str, Any]) -> None:
    """Put together the calendars of an action that several rows tell, « 1er semestre 2025 » then « 2026 »: from first to last."""
    old, new = found.get("calendrier"), part.get("calendrier")
    if not old or not new or old == new or not {"debut", "fin"} & set(old) & set(new):
        return
    spans = [[Moment.parse(c[k]) for k in ("debut", "fin") if c.get(k)] for c in (old, new)]
    said = [" à ".join(dict.fromkeys(m.libelle for m in span)) for span in spans]
    moments = [m for span in spans for m in span]
    words = [old.get("texte") or said[0], new.get("texte") or said[1]]
    found["calendrier"] = {
        **old,
        "debut": str(min(moments)),
        "fin": str(max(moments, key=lambda m: m.fin)),
        "texte": " ; ".join(dict.fromkeys(words)),
    }
    del part["calendrier"]


def _lists(field: str, old: list[Any], new: list[Any], refused: list[tuple[str, Any]]) -> list[Any]:
    known = {_identity(field, item): item for item in old}
    out = list(old)
    for item in new:
        twin = known.get(_identity(field, item))
        if twin is None:
            out.append(item)
            known[_identity(field, item)] = item
        elif isinstance(item, dict) and isinstance(twin, dict):
            refused += join(twin, item)
    return out


def _budget(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, Any]]:
    if new.get("lignes"):
        old.pop("sans_incidence", None)
        old["lignes"] = [*old.get("lignes", []), *new["lignes"]]
    if new.get("sans_incidence") and not old.get("lignes"):
        old["sans_incidence"] = True
    elif new.get("sans_incidence"):
        return [("sans_incidence", True)]
    if new.get("commentaire"):
        old["commentaire"] = (
            _prose(old["commentaire"], new["commentaire"]) if old.get("commentaire") else new["commentaire"]
        )
    return []


def complete(fiche: dict[str, Any], found: dict[str, Any]) -> list[tuple[str, Any]]:
    """Put what a plan says into what the dossier says; return what the dossier already details otherwise.

    A text or a choice takes the value of the plan; a list gains what it lacks; the lines of a budget and the posts,
    which are counted, gain nothing unless the dossier has none: two ways to detail one sum would count it twice.
    """
    refused: list[tuple[str, Any]] = []
    for field, value in found.items():
        old = fiche.get(field)
        if field == "territoire_entier" and fiche.get("secteur_geographique"):
            continue
        if not old or not isinstance(value, list | dict):
            fiche[field] = value
        elif isinstance(value, dict):
            refused += _into_budget(old, value) if field == "budget" else []
            fiche[field] = old if field == "budget" else {**old, **value}
        elif field == "moyens_humains":
            known = {cle(item["texte"]) for item in old}
            refused += [(field, item["texte"]) for item in value if cle(item["texte"]) not in known]
        elif field == "operations":
            refused += _into_operations(old, value)
        else:
            _into_list(field, old, value)
    return refused


def _into_list(field: str, old: list[Any], new: list[Any]) -> None:
    known = {_identity(field, item): item for item in old}
    for item in new:
        twin = known.get(_identity(field, item))
        if twin is None:
            old.append(item)
        elif isinstance(twin, dict):
            twin.update({k: v for k, v in item.items() if k not in twin or not isinstance(v, list | dict)})


def _into_operations(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[tuple[str, Any]]:
    known = {cle(item["intitule"]): item for item in old}
    refused: list[tuple[str, Any]] = []
    for item in new:
        twin = known.get(cle(item["intitule"]))
        if twin is None:
            old.append(item)
        else:
            refused += complete(twin, item)
    return refused


def _named(line: dict[str, Any]) -> tuple[object, ...]:
    defaults = {"type": "fonctionnement", "base": "total"}
    return tuple(cle(str(line.get(k) or defaults.get(k, ""))) for k in _LINE)


def _into_budget(old: dict[str, Any], new: dict[str, Any]) -> list[tuple[str, Any]]:
    if not old.get("lignes") or not new.get("lignes"):
        old.update({k: v for k, v in new.items() if k != "commentaire" or not old.get("commentaire")})
        if old.get("lignes"):
            old.pop("sans_incidence", None)
        return []
    twins: dict[tuple[object, ...], list[dict[str, Any]]] = {}
    for line in old["lignes"]:
        twins.setdefault(_named(line), []).append(line)
    refused: list[tuple[str, Any]] = []
    for line in new["lignes"]:
        same = twins.get(_named(line), [])
        if len(same) == 1 or any(all(str(o.get(k)) == str(v) for k, v in line.items()) for o in same):
            twin = next((o for o in same if all(str(o.get(k)) == str(v) for k, v in line.items())), same[0])
            twin.update(line)
        else:
            refused.append(("budget", line))
    return refused
