"""Random templates rendered by docxtpl and through our door, compared part by part.

`python -m tests.engine.test_random_templates 2000` tries as many, and the outside validators on some.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from docxtpl import DocxTemplate as Theirs
from jinja2 import Environment

from benchmarks.differential import compare, first_difference, main
from ctg_docs.docxtpl import DocxTemplate as Ours
from tests.engine.templates import random_context, random_template
from tests.engine.words import audit, make_docx

COUNT = 20


def made(kind: Any, seed: int) -> bytes:
    document, buffer = kind(io.BytesIO(random_template(seed))), io.BytesIO()
    document.render(random_context(seed), Environment(autoescape=True))
    document.save(buffer)
    return buffer.getvalue()


def differs(seed: int) -> str:
    """Return the first difference between the two engines; an equation takes no end of line, here."""
    return first_difference(made(Theirs, seed), made(Ours, seed))


@pytest.mark.parametrize("start", range(0, COUNT, 10))
def test_same_as_docxtpl(start: int) -> None:
    assert [(seed, found) for seed in range(start, start + 10) if (found := differs(seed))] == []


def test_documents_are_valid() -> None:
    assert [(seed, found) for seed in range(3) if (found := audit(made(Ours, seed)))] == []


def test_the_tool_compares_the_templates_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.docx").write_bytes(
        make_docx("{{ a.b }}", "{%p for x in l %}", "{{ x.y }}", "{%p endfor %}")
    )
    (tmp_path / "b.docx").write_bytes(make_docx("{{ a|inconnu }}"))
    (tmp_path / "c.docx").write_bytes(make_docx("{%p if x %}", "a", "{% endif %}"))
    assert main([str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert "equal            a.docx" in shown
    assert "failed           b.docx" in shown
    assert "refused          c.docx" in shown
    assert compare(random_template(1), "x").word == "equal"
    assert main(["rien"]) == 2


if __name__ == "__main__":
    bad = [(seed, found) for seed in range(int(sys.argv[1])) if (found := differs(seed))]
    sys.stdout.writelines(f"{seed}: {found}\n" for seed, found in bad)
    invalid = [
        (seed, faults) for seed in range(0, int(sys.argv[1]), 20) if (faults := audit(made(Ours, seed)))
    ]
    sys.stdout.writelines(f"{seed} invalid: {faults}\n" for seed, faults in invalid)
    sys.stdout.write(f"{sys.argv[1]} templates, {len(bad)} differences, {len(invalid)} invalid\n")
    sys.exit(bool(bad or invalid))
