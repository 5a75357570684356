"""Whatever a dossier says, reading and checking answer with problems, never with an exception."""

from __future__ import annotations

import functools
from collections.abc import Hashable
from datetime import date, time
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, cast, get_args, get_origin

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from ctg_docs.models import Ctg
from ctg_docs.models.annotations import names_of
from ctg_docs.models.moments import Moment
from ctg_docs.problems import Severity
from ctg_docs.sources import Diagnostic, diagnose
from ctg_docs.sources.validate import validate
from ctg_docs.sources.write import dump, dump_files, to_plain
from ctg_docs.steps.check import with_checks

EXAMPLES = sorted(p.parent for p in (Path(__file__).resolve().parents[2] / "examples").glob("*/ctg.yaml"))


_VALUES = st.sampled_from(
    ["caf", "a", "2023", "2023-12-18", "31/02/2023", "-1", "1e400", "NaN", "oui", "", "é" * 400, "1" * 5000, "12 €"]
) | st.none() | st.booleans() | st.text(max_size=8)  # fmt: skip
_TYPED: dict[type, st.SearchStrategy[Any]] = {
    date: st.sampled_from(["2023-12-18", "31/02/2023", "1er janvier 2024"]),
    Moment: st.sampled_from(
        ["2023", "2016-2017", "mars 2024", "2024-04/05", "2024-T3", "19 janvier 2024", "x"]
    ),
    time: st.sampled_from(["16 h 15", "16:15", "25:00"]),
    Decimal: st.sampled_from(["1", "12 500,50 €", "-3", "1e400", "0"]),
    int: st.sampled_from(["1", "2024", "-1", "99999999999999999999"]),
    bool: st.sampled_from(["oui", "non", True]),
    str: st.sampled_from(["a", "b", "caf", "Une phrase : « é »", "…", "2"]),
}


@functools.cache
def _of(annotation: Any, depth: int) -> st.SearchStrategy[Any]:
    """Return mostly well-shaped data for a field, with junk now and then."""
    origin, arguments = (
        get_origin(annotation),
        [a for a in get_args(annotation) if a not in (type(None), ...)],
    )
    if origin is tuple:
        return st.lists(_of(arguments[0], depth), max_size=2)
    if arguments:
        return _of(arguments[0], depth)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return _fields(annotation, depth + 1) if depth < 4 else st.none()
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return st.sampled_from([m.value for m in annotation])
    return _TYPED.get(annotation, _VALUES)


def _fields(model: type[BaseModel], depth: int) -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        name: (info, _of(cast("Hashable", info.annotation), depth)) for name, info in names_of(model).items()
    }

    @st.composite
    def build(draw: st.DrawFn) -> dict[str, Any]:
        optional = [name for name, (info, _) in fields.items() if not info.is_required()]
        chosen = set(draw(st.lists(st.sampled_from(optional), max_size=5))) if optional else set()
        data = {
            name: draw(values)
            for name, (info, values) in fields.items()
            if info.is_required() or name in chosen
        }
        if data and draw(st.integers(0, 9)) == 0:
            data[draw(st.sampled_from(sorted(fields)))] = draw(_VALUES)
        return data

    return build()


_DOSSIERS = _fields(Ctg, 0)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_DOSSIERS)
def test_any_data_give_problems_or_a_dossier(data: dict[str, Any]) -> None:
    outcome = validate(Ctg, data, {})
    assert outcome.problems or outcome.model is not None
    assert all(p.code.startswith("CHP") and p.message for p in outcome.problems)
    read = Diagnostic(outcome.model, outcome.problems, outcome.origins, outcome.removed, outcome.removed_ids)
    checked = with_checks(read, final=True)
    assert len(checked.problems) >= len(outcome.problems)
    if outcome.model is not None and not outcome.problems:
        assert Ctg.model_validate(to_plain(outcome.model)) == outcome.model


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.name)
def test_every_example_is_read_and_written_back_unchanged(example: Path, tmp_path: Path) -> None:
    assert EXAMPLES
    outcome = diagnose(example)
    assert [p for p in outcome.problems if p.severity is Severity.ERROR] == []
    assert outcome.ctg is not None
    (tmp_path / "un.yaml").write_text(dump(outcome.ctg), encoding="utf-8")
    assert diagnose(tmp_path / "un.yaml").ctg == outcome.ctg
    for name, text in dump_files(outcome.ctg).items():
        (tmp_path / "d" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "d" / name).write_text(text, encoding="utf-8")
    assert diagnose(tmp_path / "d").ctg == outcome.ctg
