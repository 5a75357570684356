"""A form that was taken before: what it said then stands for what was printed, so a correction replaces and never doubles."""

from __future__ import annotations

import copy
import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ctg_docs.formulaires.champs import fingerprint
from ctg_docs.formulaires.chantier import Chantier
from ctg_docs.formulaires.description import Champ, Formulaire, Serie
from ctg_docs.formulaires.donnees import pick, put
from ctg_docs.formulaires.egalite import is_same
from ctg_docs.formulaires.remplissage import Case, Rang, Rempli
from ctg_docs.formulaires.valeurs import read_value
from ctg_docs.models.ctg import Ctg
from ctg_docs.rapprochement import Pairs, base_of
from ctg_docs.rapprochement.seuils import ALIKE
from ctg_docs.sources.write import to_plain

__all__ = ["mark_of", "recall", "remember"]

_Texts = Mapping[str, str]


def mark_of(rempli: Rempli) -> str:
    """Return a short mark of what was printed: the copies of one form have the same."""
    text = json.dumps(rempli.record, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


def recall(rempli: Rempli, states: Sequence[tuple[str, bool]]) -> None:
    """Read a form against what it said when it was last taken, if it was.

    Args:
        rempli: the form, as against what was printed.
        states: what `remember` returned each time a copy of it was taken, the last one first; True for this very file.
    """
    known = [(json.loads(text), own) for text, own in states]
    if not known:
        return
    distances = [_distance(rempli, state) for state, _ in known]
    own = next((rank for rank, (_, own) in enumerate(known) if own), None)
    rank = base_of([*distances, _touched(rempli)], own)
    if rank < len(known):
        _print(rempli, known[rank][0])


def remember(chantier: Chantier, rempli: Rempli, form: Formulaire, ctg: Ctg) -> str:
    """Return, as one line of text, what a form said that the dossier took.

    Args:
        chantier: the work, settled.
        rempli: the form.
        form: what it asks.
        ctg: the dossier once the form is taken.
    """
    work = chantier.data.element(form.liste, form.id)
    after = _element(ctg, form)
    fields = {c.tag: c for c in form.champs()}
    element = copy.deepcopy(rempli.record["element"])
    texts: dict[str, str] = {}
    for tag, case in rempli.cases.items():
        if tag in fields:
            texts[tag] = _kept(chantier, fields[tag], case, after, element)
    series: dict[str, list[Any]] = {}
    for serie in (bloc for bloc in form.blocs if isinstance(bloc, Serie) and bloc.lignes):
        models = {c.tag.partition("].")[2]: c for c in serie.lignes[0].champs}
        rows = pick(work, serie.cles) or ()
        final = pick(after, serie.cles) or ()
        before = rempli.record["series"].get(serie.nom, [])
        series[serie.nom] = [
            _row(chantier, rang, models, before, next((f for r, f in zip(rows, final, strict=True) if r is rang.row), None))
            for rang in rempli.series.get(serie.nom, ())
        ]  # fmt: skip
    state = {"mark": fingerprint(ctg), "champs": texts, "series": series, "element": element}
    return json.dumps(state, ensure_ascii=False, separators=(",", ":"))


def _element(ctg: Ctg, form: Formulaire) -> dict[str, Any]:
    plain: Any = to_plain(ctg)
    if not form.id:
        return dict(plain)
    return next((item for item in pick(plain, form.liste) if item["id"] == form.id), {})


def _kept(
    chantier: Chantier, champ: Champ, case: Case, after: Mapping[str, Any], base: dict[str, Any]
) -> str:
    """Return what a field says if the dossier took it, what it said before otherwise; the base follows."""
    if not case.touched or champ.valeur:
        return case.texte
    value, unknown = read_value(champ, case.texte, chantier.registres)
    if not is_same(champ, pick(after, champ.cles), value):
        return case.avant
    put(base, champ.cles, copy.deepcopy(pick(after, champ.cles)))
    return case.avant if unknown else case.texte


def _row(
    chantier: Chantier,
    rang: Rang,
    models: Mapping[str, Champ],
    before: Sequence[dict[str, Any] | None],
    after: dict[str, Any] | None,
) -> list[Any]:
    """Return a row: the rank it was printed with, what its fields said, and the row of the dossier that it stands for."""
    if after is None:
        return [rang.rang, rang.neuf, {name: case.avant for name, case in rang.cases.items()}, None]
    known = before[rang.rang] if rang.rang < len(before) and not rang.neuf else None
    base = copy.deepcopy(after if known is None else known)
    texts = {
        name: _kept(chantier, models[name], case, after, base)
        for name, case in rang.cases.items()
        if name in models
    }
    return [rang.rang, rang.neuf, texts, base]


def _touched(rempli: Rempli) -> int:
    """Return how many fields differ from what was printed."""
    rows = [r for rangs in rempli.series.values() for r in rangs]
    cases = [*rempli.cases.values(), *(c for r in rows for c in r.cases.values())]
    return sum(case.touched for case in cases)


def _distance(rempli: Rempli, state: Mapping[str, Any]) -> int:
    """Return how many fields differ from what a state says."""
    texts: _Texts = state["champs"]
    count = sum(case.texte != texts.get(tag, case.avant) for tag, case in rempli.cases.items())
    for nom, rangs in rempli.series.items():
        now = Counter((name, c.texte) for r in rangs for name, c in r.cases.items() if c.texte)
        then = Counter(
            (n, t) for _, _, texts, _ in state["series"].get(nom, ()) for n, t in texts.items() if t
        )
        count += max((now - then).total(), (then - now).total())
    return count


def _print(rempli: Rempli, state: Mapping[str, Any]) -> None:
    """Make a form read as if it had been printed with what it said."""
    _, name = rempli.version
    record = dict(rempli.record)
    record["formulaire"] = {**record["formulaire"], "version": [state["mark"], name]}
    record["element"] = state["element"]
    record["series"] = dict(record["series"])
    for tag, case in rempli.cases.items():
        rempli.cases[tag] = replace(case, avant=state["champs"].get(tag, case.avant))
    for nom, rangs in rempli.series.items():
        rows = state["series"].get(nom, ())
        record["series"][nom] = [data for *_, data in rows]
        _renumber(rangs, rows)
    rempli.record = record


def _renumber(rangs: Sequence[Rang], rows: Sequence[Sequence[Any]]) -> None:
    """Give each row the rank of what it was, added rows like printed ones; a copy made since stays one of its model."""
    pairs = Pairs(range(len(rangs)), range(len(rows)))
    pairs.where(lambda i, j: [rangs[i].rang, rangs[i].neuf] == rows[j][:2] and not rangs[i].neuf)
    pairs.where(lambda i, j: _texts(rangs[i]) == rows[j][2] and rows[j][1])
    pairs.alike(lambda i, j: _likeness(_texts(rangs[i]), rows[j][2]) if rows[j][1] else 0.0, ALIKE)
    homes = {rangs[i].rang: j for i, j in pairs if not rangs[i].neuf}
    found = dict(iter(pairs))
    for i, rang in enumerate(rangs):
        j = found.get(i)
        if j is None:
            rang.rang = homes.get(rang.rang, len(rows))
            continue
        rang.rang, rang.neuf = j, False
        for name, case in rang.cases.items():
            rang.cases[name] = replace(case, avant=rows[j][2].get(name, case.avant))


def _texts(rang: Rang) -> _Texts:
    return {name: case.texte for name, case in rang.cases.items()}


def _likeness(a: _Texts, b: _Texts) -> float:
    said = {name for name in (*a, *b) if a.get(name) or b.get(name)}
    return sum(a.get(name) == b.get(name) for name in said) / (len(said) or 1)
