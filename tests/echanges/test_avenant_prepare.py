"""The avenant that says what changed from one dossier to another."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ctg_docs.echanges.comparaison import compare
from ctg_docs.errors import DataError
from ctg_docs.models import Ctg
from ctg_docs.models.avenant import TypeAvenant
from ctg_docs.models.moments import Moment
from ctg_docs.steps.batch import prepare, render
from ctg_docs.steps.check import check
from ctg_docs.steps.compare import avenant, diff
from ctg_docs.steps.load import load
from tests.cli.conftest import run as run_fixture
from tests.echanges.petit import plain
from tests.variante import load_pair

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture


@pytest.fixture(scope="module")
def prolonged() -> tuple[Ctg, Ctg]:
    old = load(EXAMPLES / "pays-auvrelle")
    old = old.model_copy(update={"avenants": ()}).with_provenance(old.provenance)
    fiches = list(old.fiches_actions)
    fiches[3] = fiches[3].model_copy(update={"rattachement": fiches[8].rattachement})
    convention = {"date_fin": Moment.parse("2028-12-31"), "preavis_mois": 6}
    meeting = old.reunions[0].model_copy(update={"visio": "https://exemple.fr"})
    new = old.model_copy(
        update={
            "fiches_actions": tuple(fiches),
            "convention": old.convention.model_copy(update=convention),
            "reunions": (meeting, *old.reunions[1:]),
        }
    )
    return old, new.with_provenance(old.provenance)


def test_the_avenant_says_what_it_can_and_the_rest_aloud(prolonged: tuple[Ctg, Ctg]) -> None:
    draft, _ = avenant(*prolonged)
    written = draft.avenant
    assert written.types == (TypeAvenant.PROLONGATION, TypeAvenant.MODIFICATION_FICHES, TypeAvenant.AUTRE)
    assert str(written.nouvelle_date_fin) == "2028-12-31"
    (notice,) = written.modifications
    assert notice.article == "fin"
    assert "préavis de trois mois" in plain(notice.ancien or "")
    assert "préavis de six mois" in plain(notice.nouveau)
    (fiche,) = written.fiches
    assert "Déplacement" in (fiche.texte or "")
    assert draft.joined == ("Plan d’actions et moyens mobilisés",)
    assert len(draft.left) == 1
    assert "Réunion" in draft.left[0]
    total = {c.sentence for c in compare(*prolonged)}
    assert {c.sentence for c in draft.told} | {
        s for s in total if any(s in left for left in draft.left)
    } == total


def test_the_avenant_quotes_what_differs_and_not_what_is_only_measured() -> None:
    draft, _ = avenant(*load_pair())
    worded = {m.article: m for m in draft.avenant.modifications}
    assert (worded["confidentialite"].ancien or "").startswith("Les signataires sont tenus au secret")
    domains = worded["champs_collectivites"]
    told = "(…)\n\nLa Commune du Plessis-Sarne exerce les compétences suivantes : l’accueil périscolaire"
    assert plain(domains.nouveau).startswith(told)
    assert plain(domains.ancien or "").startswith(told)
    assert domains.nouveau != domains.ancien
    assert not any("statut" in (f.texte or "") or "bilan de" in (f.texte or "") for f in draft.avenant.fiches)
    left = plain(" ".join(draft.left))
    assert "Fiches actions : 13 changements du suivi." in left
    assert "Réunions : 30 changements." in left
    assert (
        "Convention : visas ajoutés, ajout de « le projet de territoire “Auvrelle 2032” ». Aucun article"
        in left
    )
    assert "Équipements et services soutenus" in draft.joined


def test_the_avenant_passes_the_final_gate_once_dated(prolonged: tuple[Ctg, Ctg]) -> None:
    draft, whole = avenant(*prolonged)
    acts = [d.id for d in whole.deliberations]
    dated = draft.avenant.model_copy(
        update={
            "numero": 1,
            "motif": "Achever le plan d’actions.",
            "date_signature": Moment.of(date(2027, 10, 4)),
            "date_effet": date(2027, 10, 4),
            "lieu_signature": "Vaudreuge",
            "deliberations": tuple(acts[:0]),
        }
    )
    final = whole.model_copy(update={"avenants": (dated,)}).with_provenance(whole.provenance)
    kept = load(EXAMPLES / "pays-auvrelle")
    known = {(p.code, p.path) for p in check(kept, final=True)}
    new = [p for p in check(final, final=True) if p.blocking and (p.code, p.path) not in known]
    assert [p for p in new if p.path.startswith("avenants")] == []
    (document,) = render(final, "avenant")
    assert document.data


def test_one_avenant_among_several() -> None:
    whole = load(EXAMPLES / "pays-auvrelle")
    second = whole.avenants[0].model_copy(update={"id": "avenant-2", "numero": 2})
    several = whole.model_copy(update={"avenants": (*whole.avenants, second)})
    several = several.with_provenance(whole.provenance)
    batch = prepare(several, avenant="avenant-2")
    assert [document.name for document in batch.documents] == ["avenant-2.docx"]
    with pytest.raises(DataError, match="Aucun avenant «\N{NO-BREAK SPACE}avenant-3"):
        prepare(several, avenant="avenant-3")


def test_newcomers_join_and_leavers_are_told(prolonged: tuple[Ctg, Ctg]) -> None:
    old, _ = prolonged
    less = old.model_copy(update={"signataires": old.signataires[:-1]}).with_provenance(old.provenance)
    joined, _ = avenant(less, old)
    assert [s.id for s in joined.avenant.nouveaux_signataires] == [old.signataires[-1].id]
    left, whole = avenant(old, less)
    assert any("résiliation" in sentence for sentence in left.left)
    assert len(whole.signataires) == len(old.signataires)


def test_articles_touched_are_named(prolonged: tuple[Ctg, Ctg]) -> None:
    found = plain(", ".join(diff(*prolonged).articles))
    assert "Durée de la convention" in found
    assert "Fin de la convention" in found


def test_the_command_writes_a_dossier(run: Run, tmp_path: Path) -> None:
    for name in "ab":
        shutil.copytree(EXAMPLES / "caf-commune", tmp_path / name)
    file = tmp_path / "b" / "ctg.yaml"
    text = file.read_text(encoding="utf-8")
    for old, new in (
        ("date_fin: 31 décembre 2030", "date_fin: 31 décembre 2031"),
        ("Dernier contrat", "Contrat"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8")
    shown = run("avenant", "a", "b")
    assert shown.returncode == 0, shown.stderr
    assert shown.stdout.startswith("  - id: avenant-1\n") or shown.stdout.startswith("- id: avenant-1\n")
    assert "Non dit par l’avenant (1)" in plain(shown.stderr)
    assert run("avenant", "a", "b", "-o", "c").returncode == 0
    assert [a.id for a in load(tmp_path / "c").avenants] == ["avenant-1"]
    assert run("avenant", "a", "a").returncode == 3


@pytest.mark.parametrize("place", ["b", "c"])
def test_the_draft_goes_into_the_dossier_that_continues(run: Run, tmp_path: Path, place: str) -> None:
    text = (EXAMPLES / "caf-commune" / "ctg.yaml").read_text("utf-8")
    for name in ("a", "b", "c"):
        (tmp_path / name).mkdir()
        changed = text.replace("preavis_mois: 6", "preavis_mois: 3") if name == "b" else text
        (tmp_path / name / "ctg.yaml").write_text(changed, encoding="utf-8")
    done = run("avenant", tmp_path / "a", tmp_path / "b", "--dans", tmp_path / place)
    assert done.returncode == 0, done.stderr
    after = load(tmp_path / place)
    (entry,) = after.avenants
    assert [m.article for m in entry.modifications] == ["fin"]
    assert after.convention.preavis_mois == 6
    both = run("avenant", tmp_path / "a", tmp_path / "b", "--dans", tmp_path / "c", "-o", tmp_path / "d")
    assert both.returncode == 2


def test_an_annexe_is_added_or_removed_and_said_so() -> None:
    old = load(EXAMPLES / "caf-commune")
    charte = {"id": "charte", "contenu": "texte", "titre": "Charte", "texte": "Une charte."}
    convention = old.convention.model_validate({**old.convention.model_dump(), "annexes": [charte]})
    new = old.model_copy(update={"convention": convention}).with_provenance(old.provenance)
    for before, after, change in ((old, new, "ajoutee"), (new, old, "retiree")):
        draft, _ = avenant(before, after)
        assert [(a.titre, a.changement) for a in draft.avenant.annexes] == [("Charte", change)]
