"""Names of the files written: whatever the territory is called."""

from __future__ import annotations

import pytest

import ctg_docs


@pytest.mark.parametrize(("nom", "attendu"), [("🎉", "convention.docx"), ("Val " * 60, "convention-val-")])
def test_a_file_name_is_never_empty_nor_too_long(nom: str, attendu: str) -> None:
    ctg = ctg_docs.Ctg.model_validate({"territoire": {"nom": nom}})

    [document] = ctg_docs.render(ctg, "convention")

    assert document.name.startswith(attendu)
    assert len(document.name) <= 160
