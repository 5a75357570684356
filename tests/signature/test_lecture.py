"""A heuristic reader of tagged PDFs (outloud) on one real document of each kind: what it doubts is known and justified."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import outloud
import pytest

import ctg_docs
from ctg_docs.engine.pdf.parallel import finish_any
from tests.signature.conftest import Handed

JUSTIFIED: Mapping[str, tuple[str, set[str]]] = {
    "TBL-014": (
        "Rules are not always a table's: paragraphs that share a border or a tint, signature boxes, read one after the "
        "other. A table is only looked for on the page where it begins.",
        {"avenant", "bilan_annuel", "compte_rendu", "convention", "evaluation", "feuille_emargement"}
        | {"fiche_action", "fiches_actions"},
    ),
    "TAG-002": (
        "What is printed again on each page is decoration: the head row of a table that goes on, the footer, above the "
        "title of a slide the point of the agenda.",
        {
            "presentation",
            "ordre_du_jour",
            "releve_decisions",
            "convention",
            "cooperateurs",
            "equipements",
            "evaluation",
            "fiche_action",
            "fiches_actions",
            "schema_petite_enfance",
        },
    ),
    "TBL-012": (
        "Empty cells are what these tables are for: to be signed, or to show months without work.",
        {"feuille_emargement", "presentation", "retroplanning"},
    ),
    "ORD-001": (
        "The boxes of a chart, the names of a map are read from the top; the converter paints them from the bottom.",
        {"gouvernance", "convention", "portrait_territoire"},
    ),
    "LNK-010": (
        "Slides are shown, not followed, and Impress leaves the links of slides without tags.",
        {"presentation"},
    ),
    "PAG-001": ("The same heading may begin several pages.", {"avenant", "convention", "fiches_actions"}),
}


@pytest.fixture(scope="module")
def pdfs(handed: Handed, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A final PDF of each kind; those of the dossier de signature are taken from it."""
    found = {
        "convention": handed.signature / "01-convention-pays-d-auvrelle.pdf",
        "fiches_actions": handed.folder / "fiches-actions-pays-d-auvrelle.pdf",
        "bordereau": handed.signature / "bordereau.pdf",
        "a_lire": handed.signature / "00-a-lire.pdf",
        "releve_decisions": min(handed.folder.glob("*releve-decisions.pdf")),
    }
    words = {}
    for kind in (kind.nom for kind in ctg_docs.kinds() if kind.nom not in found):
        words[kind] = ctg_docs.render(handed.ctg, kind, final=True)[0].data
    folder = tmp_path_factory.mktemp("lecture")
    for kind, finished in finish_any(words).items():
        assert not finished.error
        found[kind] = folder / f"{kind}.pdf"
        found[kind].write_bytes(finished.pdf)
    return found


def test_every_kind_reads_well_aloud(pdfs: dict[str, Path]) -> None:
    assert len(pdfs) > 18
    doubts = {
        (kind, finding.rule, finding.page, finding.message)
        for kind, path in pdfs.items()
        for finding in outloud.check(str(path)).findings
        if finding.severity != "info" and kind not in JUSTIFIED.get(finding.rule, ("", set()))[1]
    }
    assert doubts == set()
