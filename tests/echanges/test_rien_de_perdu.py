"""Any layout of a foreign plan: each filled cell ends in the dossier or is told with its words, and is counted once."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from ctg_docs.errors import DataError
from ctg_docs.sources.write import to_plain
from ctg_docs.steps.imports import Import, apply_import, prepare_import

HEADS = (
    "Action", "Axe", "Thématique", "Objectif opérationnel", "Sous-action", "Descriptif", "Constat", "Objectifs", "Public visé", "Pilote",
    "Co-porteurs", "Référent", "Élu référent", "Partenaires", "Budget", "Budget 2027", "Financeurs", "Part Caf", "Début", "Échéance", "Calendrier",
    "Statut", "Priorité", "Indicateurs", "Moyens humains", "Communes concernées", "Étapes", "Freins", "Bilan 2025", "Observations",
    "Suivi interne", "T1 2026", "2028", "N°", "Résultats attendus", "Exercice", "Valeur cible", "Part MSA (%)", "Où ?",
    "Quels partenaires seront associés ?", "Responsable de l’action", "Prévu ou réalisé", "Montant", "Bailleur",
)  # fmt: skip
SHAPES = ("mot{n} clair", "Mot{n} MOT", "- mot{n}\n- suite{n}", "mot{n} ; suite{n}", "CC de Mot{n}", "{n} 000 €", "mot{n} (à définir)", "{n} % mot{n}", "le mot{n} du 3 mai", "mot{n} : {n} €")  # fmt: skip


@st.composite
def sheets(draw: st.DrawFn) -> tuple[list[list[Any]], list[str]]:
    """A title, headers in any order, rows with holes, lines of no table; and the words of each cell below the headers."""
    heads = ["Action", *draw(st.lists(st.sampled_from(HEADS[1:]), min_size=2, max_size=7, unique=True))]
    heads = draw(st.permutations(heads))
    rows: list[list[Any]] = [["Plan d’actions"], [], list(heads)] if draw(st.booleans()) else [list(heads)]
    words: list[str] = []

    def fill(shape: str) -> str:
        words.append(f"mot{100 + len(words)}")
        text = shape.format(n=words[-1][3:])
        if words[-1] not in text.lower():
            words[-1] = words[-1][3:]
        return text

    for _ in range(draw(st.integers(1, 5))):
        row: list[Any] = []
        for head in heads:
            empty = draw(st.integers(0, 9)) < (2 if head == "Action" else 3)
            row.append(None if empty else fill(draw(st.sampled_from(SHAPES))))
        rows.append(row)
        if draw(st.integers(0, 9)) == 0:
            rows.append([fill("Remarque : mot{n}")])
    return rows, words


def told(ready: Import) -> str:
    """All that an import says, in the dossier and beside it, as one text."""
    said = " ".join(f"{p.message} {p.value}" for p in ready.problems)
    return f"{to_plain(ready.new)} {said} {' '.join(ready.pages)}".lower().replace("\u202f", " ")


CAMPAIGN = settings().max_examples > 100
FEW_OR_MANY = settings(
    max_examples=settings().max_examples if CAMPAIGN else 30,
    deadline=None,
    derandomize=not CAMPAIGN,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=list(HealthCheck),
)


@given(sheets())
@FEW_OR_MANY
def test_no_filled_cell_is_lost_and_nothing_changes_the_second_time(
    given: tuple[list[list[Any]], list[str]],
) -> None:
    rows, words = given
    at = rows_of(rows).index("Action")
    named = (str(r[at] or "") for r in rows_below(rows) if at < len(r))
    if not any(re.search(r"\w", name) and not name.startswith("Remarque") for name in named):
        return  # no action
    with TemporaryDirectory() as base:
        book = openpyxl.Workbook()
        sheet: Any = book.active
        for row in rows:
            sheet.append(row)
        path = Path(base) / "plan.xlsx"
        book.save(path)
        try:
            ready = prepare_import([path], Path(base) / "neuf")
        except DataError:  # refused by name: one action alone, no other column that says anything
            assert sum(r[at] is not None for r in rows_below(rows) if at < len(r)) <= 2
            return
        apply_import(ready, "x")
        assert [c.sentence for c in prepare_import([path], Path(base) / "neuf").changes] == []
    text = told(ready)
    assert [w for w in words if w not in text] == []
    filled = sum(v is not None for row in rows for v in row)
    (counts,) = [
        re.findall(r"(\d+) (?:prises|converties|en note|laissées|titres|cases)", page) for page in ready.pages
    ]
    *fates, whole = map(int, counts)
    assert sum(fates) == whole == filled
    if fates[3]:
        assert ready.left


def rows_of(rows: list[list[Any]]) -> list[Any]:
    return next(r for r in rows if "Action" in r)


def rows_below(rows: list[list[Any]]) -> list[list[Any]]:
    width = len(rows_of(rows))
    return [[*r, *[None] * (width - len(r))] for r in rows[rows.index(rows_of(rows)) + 1 :]]
