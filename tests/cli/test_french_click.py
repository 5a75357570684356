"""Every word that click can say has its French one, in the version installed."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import click
import pytest

from ctg_docs.cli.french_click import PLURALS, WORDS, typeset
from ctg_docs.french import typographier

# Said to the programmer who declares a command, never to the user who calls it; and to Windows consoles of old.
FOR_DEVELOPERS = (
    "Could not determine name",
    "No options defined but",
    "Arguments take exactly",
    "Name '{name}' defined twice",
    "Boolean option {decl!r}",
    "Unknown color",
    "DeprecationWarning",
    "Windows error",
)


def _texts() -> list[tuple[str, str]]:
    found = []
    for file in sorted(Path(click.__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "ngettext")
            ):
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.append((node.func.id, first.value))
    return sorted({(kind, text) for kind, text in found if not text.startswith(FOR_DEVELOPERS)})


TEXTS = _texts()


@pytest.mark.parametrize(("kind", "text"), TEXTS)
def test_click_speaks_french(kind: str, text: str) -> None:
    assert len(TEXTS) > 40
    translations = PLURALS[text] if kind == "ngettext" else (WORDS[text],)
    known = {name for _, name, _, _ in Formatter().parse(text) if name} | {
        "choices",
        "formats",
        "len",
        "nargs",
    }
    known |= {"possibilities", "args"}
    for french in translations:
        assert {name for _, name, _, _ in Formatter().parse(french) if name} <= known


def test_the_light_typesetting_is_that_of_texts() -> None:
    words = [*WORDS.values(), *(form for forms in PLURALS.values() for form in forms)]
    assert any(typeset(word) != word for word in words)
    assert [word for word in words if typeset(word) != typographier(word)] == []
