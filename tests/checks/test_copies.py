"""A file copied beside the first, as shared folders do when two people write at once: what differs is said."""

from __future__ import annotations

from pathlib import Path

import pytest

import ctg_docs
from ctg_docs import checks


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("", ""), "Les deux disent la même chose"),
        (("statut: en_cours", "statut: realise"), "Ils diffèrent par « Statut »"),
    ],
)
def test_a_copy_is_named_with_what_it_says_otherwise(
    change: tuple[str, str], said: str, tmp_path: Path
) -> None:
    fiche = "- id: laep\n  intitule: Ouvrir un LAEP\n  statut: en_cours\n"
    (tmp_path / "ctg.yaml").write_text("territoire:\n  nom: Val d’Arz\n", encoding="utf-8")
    (tmp_path / "fiches").mkdir()
    (tmp_path / "fiches" / "laep.yaml").write_text(fiche, encoding="utf-8")
    (tmp_path / "fiches" / "laep-PC-ANNE.yaml").write_text(fiche.replace(*change), encoding="utf-8")
    (found,) = (p for p in checks.run(ctg_docs.load(tmp_path)) if p.code == "CTG301")
    assert "dans fiches/laep-PC-ANNE.yaml" in found.message.replace("\\", "/")
    assert said in (found.suggestion or "").replace("\xa0", " ")
