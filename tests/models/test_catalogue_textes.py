"""Every legal sentence of the product cites an entry of the catalogue; each entry says where it is read, and when it was."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from ctg_docs.cli.app import application
from ctg_docs.models.catalogue_textes import entrees
from ctg_docs.models.noms_perimes import NOMS_PERIMES
from ctg_docs.models.sigles import SIGLES
from ctg_docs.models.textes_legaux import ARTICLES, AUTRES_TEXTES, DECISIONS, LOIS

ROOT = Path(__file__).parents[2]
_ARTICLE = re.compile(r"\b([LRD])\.[ \u00a0]?(\d{3,4}(?:-\d+)*)(?! habitants)")
_NUMBERED = re.compile(
    r"(?i)\b(loi|ordonnance|décret|circulaire)s?\b[^.;:()\n]{0,14}?n°[ \u00a0\u202f]?(\d{2,4}-\d{1,4})"
)
_ARRETE = re.compile(r"\barrêté du (1er|\d{1,2}) (\w+) (\d{4}) relatif")
_COURT = re.compile(r"\b(?:CE|Conseil d’État),?[^.;)]{0,60}?n°[ \u00a0\s]*(\d{6})")
NOT_CITED = {"L. 2141-3"}
"""A reference that a docstring gives as the example of a wrong one."""


def sentences() -> Iterator[tuple[str, str]]:
    """Yield every text of the package, of the templates and of the guide, with where it is."""
    for path in sorted((ROOT / "ctg_docs").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.name, node.value
    for path in (*sorted((ROOT / "templates").glob("*.txt")), *sorted((ROOT / "docs").glob("*.md"))):
        yield path.name, path.read_text(encoding="utf-8")


def cited() -> Iterator[tuple[str, str, bool]]:
    """Yield what is cited, where, and whether the catalogue knows it."""
    autres = {t.numero for t in AUTRES_TEXTES}
    arretes = {t.date for t in AUTRES_TEXTES if t.nature == "arrêté"}
    decisions = {d.numero for d in DECISIONS}
    for where, text in sentences():
        for found in _ARTICLE.finditer(text):
            name = f"{found[1]}. {found[2]}"
            yield name, where, name in ARTICLES or name in NOT_CITED
        for found in _NUMBERED.finditer(text):
            yield found[0], where, found[2] in LOIS or found[2] in autres
        for found in _ARRETE.finditer(text):
            yield found[0], where, any(str(d.day) == found[1] and str(d.year) == found[3] for d in arretes)
        for found in _COURT.finditer(text):
            yield found[0], where, found[1] in decisions


def test_every_legal_sentence_cites_an_entry() -> None:
    found = list(cited())
    assert len({name for name, _, _ in found}) > 40
    assert [(name, where) for name, where, known in found if not known] == []


def test_each_entry_says_where_it_is_read() -> None:
    listed = entrees()
    assert len(listed) > 70
    assert len({e.titre for e in listed}) == len(listed)
    for entree in listed:
        assert entree.titre
        assert entree.source
        assert entree.verifie is None or date(2026, 11, 1) <= entree.verifie
        assert entree.jusqu_a is None or entree.depuis is None or entree.depuis < entree.jusqu_a
    read = [e.verifie for e in listed]
    assert read == sorted(read, key=lambda d: (d is not None, d or date.min))


def test_the_report_asks_for_what_nobody_read_since() -> None:
    whole = CliRunner().invoke(application, ["textes"])
    old = CliRunner().invoke(application, ["textes", "--avant", "2026-11-30"])
    assert whole.exit_code == old.exit_code == 0
    assert whole.output.startswith("à vérifier")
    assert "relu le 30 novembre 2026" in whole.output
    assert "relu le 30 novembre 2026" not in old.output
    assert "à vérifier" in old.output


@pytest.mark.parametrize("sigle", ["FRR", "CDSF", "PAEJ", "AO", "SPPE"])
def test_the_sigles_of_the_field_are_known(sigle: str) -> None:
    assert SIGLES[sigle]


def test_a_new_name_is_never_an_old_one() -> None:
    for nom in NOMS_PERIMES:
        assert re.search(nom.motif, nom.ancien)
        assert not any(re.search(autre.motif, nom.nouveau) for autre in NOMS_PERIMES)
