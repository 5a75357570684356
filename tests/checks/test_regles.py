"""Every rule seen firing at the right path, seen silent on what looks alike."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctg_docs import checks
from ctg_docs.problems import Severity
from tests.checks import cas_convention, cas_muets, cas_petite_enfance, cas_publicite, cas_strategie
from tests.checks.chemins import Changements
from tests.checks.fabrique import problemes
from tests.documents.rendu import check_snapshot

FIRING = [*cas_convention.FIRING, *cas_strategie.FIRING, *cas_petite_enfance.FIRING, *cas_publicite.FIRING]
SILENT = [*cas_muets.SILENT, *cas_petite_enfance.SILENT, *cas_publicite.SILENT]


def test_valid_dossier_has_no_problem() -> None:
    assert problemes(final=True) == []


@pytest.mark.parametrize(("code", "chemin", "changements"), FIRING)
def test_rule_fires(code: str, chemin: str, changements: Changements) -> None:
    trouves = [p for p in problemes(changements) if p.code == code]
    assert chemin in {p.path for p in trouves}


def test_what_each_rule_says_is_the_reviewed_text() -> None:
    """Every case above with all that its rule says: count, path, sentence, remedy; `UPDATE_SNAPSHOTS=1` writes it."""
    lines = []
    for code, chemin, changements in FIRING:
        lines.append(f"# {code} {chemin}")
        lines += [f"{p.path} : {p.message}{p.suggestion and ' → ' + p.suggestion}"
                  for p in problemes(changements) if p.code == code]  # fmt: skip
    check_snapshot("constats", "\n".join(lines) + "\n", Path(__file__).parent)


@pytest.mark.parametrize(("code", "changements"), SILENT)
def test_rule_stays_silent(code: str, changements: Changements) -> None:
    assert [str(p) for p in problemes(changements) if p.code == code] == []


def test_every_rule_has_a_firing_and_a_silent_case() -> None:
    codes = [r.code for r in checks.catalogue()]
    assert len(codes) > 60
    assert set(codes) == {code for code, _, _ in FIRING} == {code for code, _ in SILENT}


def test_every_finding_reads_as_a_french_sentence() -> None:
    trouves = [p for _, _, changements in FIRING for p in problemes(changements)]
    assert len(trouves) > len(FIRING)
    for p in trouves:
        assert p.path, p
        assert p.message[0].isupper() or p.message[0] in "«0123456789", p
        assert p.message.rstrip("»\u00a0")[-1] in ".?", p
        assert " :" not in p.message, p
        assert " »" not in p.message, p
        assert len(p.value) <= 80, p


@pytest.mark.parametrize("regle", checks.catalogue(), ids=lambda r: r.code)
def test_catalogue_documents_each_rule(regle: checks.Regle) -> None:
    assert regle.titre
    assert regle.source
    assert regle.cherche.__doc__
    assert regle.severity in (Severity.BLOCKING, Severity.WARNING)
