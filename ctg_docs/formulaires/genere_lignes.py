"""The rows of a table of a generated fiche: which printed row each one comes from, and what changed in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from ctg_docs.formulaires.accord import changes
from ctg_docs.formulaires.description import Champ, Serie
from ctg_docs.formulaires.imprime import Rangs
from ctg_docs.formulaires.relecture import Lexique, Lu
from ctg_docs.formulaires.relecture_lignes import ROWS
from ctg_docs.formulaires.remplissage import Case, Rang
from ctg_docs.formulaires.valeurs import Registres
from ctg_docs.problems import Place
from ctg_docs.rapprochement import Pairs
from ctg_docs.rapprochement.seuils import ALIKE_PRINTED

__all__ = ["Lignes", "is_same_table", "read_rows"]


@dataclass(slots=True)
class Lignes:
    """The rows of a form, None when the table can't be told row by row; `opaques` are changes that can't be read."""

    rangs: list[Rang] | None = None
    opaques: list[tuple[str, str]] = field(default_factory=list)


def is_same_table(before: Sequence[Rangs], after: Sequence[Rangs]) -> bool:
    """True when nobody changed a table."""
    return [_flat(row) for row in before] == [_flat(row) for row in after]


def read_rows(
    serie: Serie, before: Sequence[Rangs], after: Sequence[Rangs], place: Place, registres: Registres
) -> Lignes:
    """Return a table that was changed, as the rows of a form.

    Args:
        serie: the table of the form of the dossier that printed it.
        before: rows as printed.
        after: rows as they are now.
        place: where they are.
        registres: names of that dossier.
    """
    known = [ligne for ligne in serie.lignes if ligne.donnees is not None]
    ranks = _ranks(serie, len(before))
    if len(ranks) != len(known):
        return Lignes(opaques=[(_page(before), _page(after))])
    origins = _align(before, after)
    out, rangs = Lignes(), list[Rang]()
    blank = _named(serie.lignes[-1].champs)
    shown = {ligne.rang: _named(ligne.champs) for ligne in known}
    for origin, row in zip(origins, after, strict=True):
        own = None if origin is None else ranks.get(origin)
        old = None if origin is None else before[origin]
        if old is not None and own is None:
            out.opaques += [_changed(old, row)] if _flat(old) != _flat(row) else []
            continue
        champs = blank if own is None else shown[own]
        texts = {} if own is None else {name: champ.texte for name, champ in champs.items()}
        lu = _read(serie.nom, old, row, champs, registres)
        if lu is None:
            out.opaques.append(_changed(old, row))
        cases = {
            n: Case(c.titre, texts.get(n, ""), (lu or {}).get(n, texts.get(n, "")), place)
            for n, c in champs.items()
        }
        rangs.append(Rang(len(serie.lignes) if own is None else own, cases, place, neuf=own is None))
    out.opaques += [
        (_page([before[i]]), "") for i in range(len(before)) if i not in ranks and i not in origins
    ]
    out.rangs = _in_order(rangs) if serie.nom == "lignes" else rangs
    return out


def _read(
    nom: str, before: Rangs | None, after: Rangs, champs: Mapping[str, Champ], registres: Registres
) -> Lu | None:
    """Return the fields of a row that changed, all of those of a new one; None when they can't be told."""
    lexique, reader = Lexique(registres), ROWS[nom]
    if before is None:
        found = reader(after, lexique, {})
        return None if found is None else {n: t for n, t in found.items() if n in champs}
    if _flat(before) == _flat(after):
        return {}
    texts = {name: champ.texte for name, champ in champs.items()}
    return changes(reader(before, lexique, texts), reader(after, lexique, texts), champs, texts, registres)


def _ranks(serie: Serie, printed: int) -> dict[int, int]:
    """Return the rank in the dossier of each printed row: a plan prints expenses, receipts, then what is in kind."""
    known = [ligne for ligne in serie.lignes if ligne.donnees is not None]
    if serie.nom == "lignes":
        known.sort(key=lambda ligne: _side(ligne.donnees or {}))
    return {place: ligne.rang for place, ligne in enumerate(known) if place < printed}


def _side(line: Mapping[str, Any]) -> int:
    return 2 if line.get("en_nature") else int(line.get("sens") == "recette")


def _align(before: Sequence[Rangs], after: Sequence[Rangs]) -> list[int | None]:
    """Return, for each row of now, the printed row it comes from: equal, of the same name, or alike."""
    pairs = Pairs(after, before)
    pairs.by_mark(lambda a: tuple(_flat(a)), lambda b: tuple(_flat(b)))
    pairs.by_mark(lambda a: (_flat(a)[0],), lambda b: (_flat(b)[0],))
    pairs.alike(lambda a, b: SequenceMatcher(None, _page([b]), _page([a])).ratio(), ALIKE_PRINTED)
    return [pairs.found.get(now) for now in range(len(after))]


def _in_order(rangs: Sequence[Rang]) -> list[Rang]:
    """Put rows in the order of the dossier, each new one after the row above it: a plan is printed side by side."""
    keys: list[int] = []
    for rang in rangs:
        keys.append(rang.rang if not rang.neuf else keys[-1] if keys else -1)
    return [rang for _, rang in sorted(zip(keys, rangs, strict=True), key=lambda pair: pair[0])]


def _named(champs: Sequence[Champ]) -> dict[str, Champ]:
    return {champ.tag.partition("].")[2]: champ for champ in champs}


def _flat(row: Rangs) -> list[str]:
    return [" ".join(words.rich.split()) for words in row.values()]


def _page(rows: Sequence[Rangs]) -> str:
    return "\n".join(" | ".join(" ".join(words.text.split()) for words in row.values()) for row in rows)


def _changed(before: Rangs | None, after: Rangs) -> tuple[str, str]:
    """Return the cells that changed, then and now."""
    heads = [head for head in after if before is None or head not in before or before[head] != after[head]]
    rows = [{head: row[head] for head in heads if head in row} for row in (before or {}, after)]
    return _page(rows[:1]), _page(rows[1:])
