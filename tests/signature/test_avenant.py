"""The dossier de signature of an avenant: the fiches that it adds and changes are in the very file that is signed."""

from __future__ import annotations

from pathlib import Path

import ctg_docs
from ctg_docs.steps.deliver import deliver
from tests.documents.feuilles import lire
from tests.office import needs_poppler


@needs_poppler
def test_the_signed_avenant_contains_its_fiches(ctg: ctg_docs.Ctg, tmp_path: Path) -> None:
    deliver(ctg, ["avenant"], out=tmp_path / "sortie", final=True, pdf=True, archive=True)

    dossier = tmp_path / "sortie" / "dossier-de-signature"
    complet = lire((dossier / "dossier-complet.pdf").read_bytes())
    tetes = [[texte.replace("\u00a0", " ") for _, texte in page.lignes[:3]] for page in complet]
    codes = [ctg.codes_fiches[f.fiche].replace("\u00a0", " ") for f in ctg.avenants[0].fiches if f.fiche]
    assert len(codes) == 3
    assert [sum(any(t.startswith(code) for t in tete) for tete in tetes) for code in codes] == [1, 1, 1]

    bordereau = " ".join(
        texte for page in lire((dossier / "bordereau.pdf").read_bytes()) for _, texte in page.lignes
    )
    assert all(code in bordereau.replace("\u00a0", " ") for code in codes)
