"""What changed, exactly."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from ctg_docs.documents.options import Options
from ctg_docs.echanges.comparaison import ChangeKind, compare
from ctg_docs.errors import DataError
from ctg_docs.models import Ctg
from ctg_docs.sources import diagnose
from ctg_docs.steps.batch import render
from ctg_docs.steps.compare import diff, open_state
from ctg_docs.steps.imports import write_changes, write_new
from ctg_docs.steps.load import load
from ctg_docs.steps.write import carry
from tests.cli.conftest import run as run_fixture
from tests.strategies import Fabrique, ctgs

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
Run = Callable[..., "subprocess.CompletedProcess[str]"]
run = run_fixture


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture(scope="module")
def mellois() -> Ctg:
    """The Mellois dossier with three fiches and a signatory."""
    ctg = load(EXAMPLES / "mellois-en-poitou")
    enjeux = [o.id for o in ctg.strategie.objectifs]
    data = {
        "fiches_actions": [
            {"id": "a", "intitule": "Ouvrir un accueil", "rattachement": enjeux[0]},
            {"id": "b", "intitule": "Former les équipes", "rattachement": enjeux[0]},
            {"id": "c", "intitule": "Informer les familles", "rattachement": enjeux[1]},
        ]
    }
    with_fiches = Ctg.model_validate({**ctg.model_dump(by_alias=True), **data})
    party = with_fiches.signataires[2]
    representant = {"personne": ctg.personnes[0].id, "qualite": "Président"}
    signed = type(party).model_validate({**party.model_dump(), "representants": [representant]})
    return with_fiches.model_copy(update={"signataires": (*with_fiches.signataires[:2], signed)})


@pytest.fixture(scope="module")
def changed(mellois: Ctg) -> Ctg:
    fiches = list(mellois.fiches_actions)
    fiches[1] = fiches[1].model_copy(update={"rattachement": fiches[2].rattachement})
    party = mellois.signataires[2]
    other = party.representants[0].model_copy(update={"personne": mellois.personnes[1].id})
    return mellois.model_copy(
        update={
            "fiches_actions": tuple(fiches),
            "convention": mellois.convention.model_copy(
                update={"date_signature_administrative": date(2023, 12, 20)}
            ),
            "signataires": (*mellois.signataires[:2], party.model_copy(update={"representants": (other,)})),
        }
    )


def test_says_exactly_what_changed(mellois: Ctg, changed: Ctg) -> None:
    one, two = (mellois.personnes[i].nom_usuel for i in (0, 1))
    enjeux = [o.intitule for o in mellois.strategie.objectifs]
    assert [plain(c.sentence) for c in compare(mellois, changed)] == [
        "Convention : signature administrative, « 18 décembre 2023 » devient « 20 décembre 2023 ».",
        f"Signataire Mellois en Poitou : représentant, « {one} » devient « {two} ».",
        f"Fiche 1.2 « Former les équipes » : déplacement, de « 1.2 (sous “1 {enjeux[0]}”) » à "
        f"« 2.1 (sous “2 {enjeux[1]}”) ».",
    ]


def test_nothing_changed(mellois: Ctg) -> None:
    assert compare(mellois, mellois) == ()


@settings(max_examples=15, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(ctgs(), ctgs())
def test_silent_only_when_equal(a: Ctg, b: Ctg) -> None:
    assert bool(compare(a, b)) == (a != b)
    assert all(c.sentence.endswith(".") for c in compare(a, b))
    assert compare(a, a) == ()


@pytest.mark.parametrize("seed", range(0, 10, 2))
def test_any_dossier_is_rewritten_as_any_other(tmp_path: Path, seed: int) -> None:
    a, b = (Fabrique(seed + n, rempli=0.7).ctg() for n in (0, 1))
    write_new(a, tmp_path / "d")
    before = diagnose(tmp_path / "d").ctg
    assert before == a
    write_changes(tmp_path / "d", before, b, "x")
    assert diagnose(tmp_path / "d").ctg == b


def _lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _lists(inner) for key, inner in value.items()}
    return [_lists(inner) for inner in value] if isinstance(value, tuple | list) else value


def _renamed(value: Any, old: str, new: str) -> Any:
    if isinstance(value, dict):
        return {key: _renamed(inner, old, new) for key, inner in value.items()}
    if isinstance(value, list):
        return [_renamed(inner, old, new) for inner in value]
    return new if value == old else value


Data = dict[str, Any]


def _fiche(data: Data, rank: int = 0) -> Data:
    found: Data = data["fiches_actions"][rank]
    return found


def _line(data: Data) -> Data:
    found: Data = _fiche(data)["operations"][0]["budget"]["lignes"][0]
    return found


MULTI = "Fiche FA 1.1.1.1 « Ouvrir un multi-accueil de vingt places à Vaudreuge »"
COPIL = "Réunion « Comité de pilotage : premiers mois de mise en œuvre »"
SAID: dict[str, tuple[Callable[[Data], Any], list[str]]] = {
    "a name corrected": (
        lambda d: d["personnes"][0].update(nom="VASSEUR-BLANC"),
        ["Personne Hélène Vasseur : nom, désormais « VASSEUR-BLANC »."],
    ),
    "a body renamed": (
        lambda d: d["organismes"][2].update(nom="Communauté de communes d’Auvrelle"),
        [
            "Organisme « Communauté de communes du Pays d’Auvrelle » : nom, désormais "
            "« Communauté de communes d’Auvrelle »."
        ],
    ),
    "an identifier of a person": (
        lambda d: d.update(_renamed(d, "helene-vasseur", "h-vasseur")),
        ["Personne Hélène Vasseur : identifiant, changement sans effet sur les documents."],
    ),
    "an identifier and a name": (
        lambda d: (
            d.update(_renamed(d, "la-passerelle", "passerelle")),
            next(o for o in d["organismes"] if o["id"] == "passerelle").update(nom="La Passerelle"),
        ),
        [
            "Organisme « La Passerelle » : identifiant, changement sans effet sur les documents.",
            "Organisme « Association La Passerelle » : nom, désormais « La Passerelle ».",
        ],
    ),
    "an identifier of a fiche": (
        lambda d: d.update(_renamed(d, "multi-accueil-vaudreuge", "multi-accueil")),
        [f"{MULTI} : identifiant, changement sans effet sur les documents."],
    ),
    "another person in the same place": (
        lambda d: d["signataires"][2]["representants"][0].update(personne="philippe-rocheteau"),
        [
            "Signataire la Communauté de communes : représentant, « Claire Montferrand » devient "
            "« Philippe Rocheteau »."
        ],
    ),
    "registers sorted otherwise": (lambda d: d["personnes"].reverse(), ["Personnes : ordre changé."]),
    "two parties exchanged": (
        lambda d: d["signataires"].insert(0, d["signataires"].pop(1)),
        ["Signataire la Caf : déplacement, du rang 1 au rang 2."],
    ),
    "an item moved, another one new": (
        lambda d: _fiche(d).update(tags=["neuf", "horaires élargis", "accueil collectif"]),
        [f"{MULTI} : mots-clés, ordre changé.", f"{MULTI} : mots-clés, ajout de « neuf »."],
    ),
    "the same amount": (lambda d: _line(d).update(montant_euros="612400.00"), []),
    "an amount": (
        lambda d: _line(d).update(montant_euros=612500),
        [
            f"{MULTI}, opération « Études et travaux », budget, ligne de financement "
            "« Maîtrise d’œuvre et travaux » : montant, « 612 400 € » devient « 612 500 € »."
        ],
    ),
    "a date less precise": (
        lambda d: _fiche(d)["calendrier"].update(fin="2027"),
        [f"{MULTI}, calendrier : fin, « 31 décembre 2027 » devient « 2027 »."],
    ),
    "blanks": (
        lambda d: _fiche(d).update(descriptif=_fiche(d)["descriptif"].replace(". ", ".\n\n")),
        [f"{MULTI} : descriptif, mise en forme changée, même texte."],
    ),
    "a section that goes": (
        lambda d: _fiche(d).update(budget=None),
        [f"{MULTI}, plan de financement : retrait."],
    ),
    "what hangs on a meeting": (
        lambda d: (
            d["reunions"][1]["lieu"].update(salle="Salle bleue"),
            d["reunions"][1]["compte_rendu"].update(etat="projet"),
            d["signataires"][1].update(deliberations=[]),
        ),
        [
            "Signataire la MSA : délibérations, retrait de « décision du 17 octobre 2023 (MSA Auvrelle-Sarne) ».",
            f"{COPIL}, lieu : salle, « Salle du conseil » devient « Salle bleue ».",
            f"{COPIL}, compte rendu : état, « Validé » devient « Projet ».",
        ],
    ),
    "files": (
        lambda d: (
            d["convention"]["annexes"][-1].update(fichier="annexes/b.pdf"),
            d["charte"].update(logo=None),
        ),
        [
            "Charte, logo : retrait.",
            "Annexe « Convention d’échange de données » : fichier, « convention-donnees.pdf » devient « b.pdf ».",
        ],
    ),
}


@pytest.fixture(scope="module")
def complete() -> Ctg:
    return load(EXAMPLES / "pays-auvrelle")


@pytest.mark.parametrize("name", SAID)
def test_says_it_as_one_would_aloud(complete: Ctg, name: str) -> None:
    change, said = SAID[name]
    data = _lists(complete.model_dump(by_alias=True))
    change(data)
    assert [plain(c.sentence) for c in compare(complete, Ctg.model_validate(data))] == said


def test_order_and_moves_are_told_once(mellois: Ctg) -> None:
    first, second, *rest = mellois.personnes
    turned = mellois.model_copy(update={"personnes": (second, first, *rest)})
    found = compare(mellois, turned)
    assert [c.kind.value for c in found] == ["deplacement"]


def test_a_git_revision_and_a_generated_document(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not shutil.which("git"):
        pytest.skip("git absent")
    base = Path(shutil.copytree(EXAMPLES / "caf-commune", tmp_path / "d"))
    identity = ["-c", "user.name=x", "-c", "user.email=x@exemple.fr"]
    for arguments in (["init", "-q"], ["add", "."], [*identity, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *arguments], cwd=base, check=True, capture_output=True)
    (document,) = carry(load(base), render(load(base), "convention"), Options())
    written = tmp_path / "avant.docx"
    written.write_bytes(document.data)
    text = (base / "ctg.yaml").read_text(encoding="utf-8")
    name = load(base).territoire.nom
    (base / "ctg.yaml").write_text(text.replace(f"nom: {name}\n", f"nom: {name} bis\n", 1), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for source in ("HEAD:d", written):
        (change,) = diff(open_state(source), "d").changes
        assert f"« {name} » devient « {name} bis »" in plain(change.sentence)
    with pytest.raises(DataError):
        open_state("absente:d")
    done = run("diff", "HEAD:d", "d", "--docx", "convention", "-o", "rouge")
    assert "\n1 modification.\n" in done.stdout, done.stderr
    with zipfile.ZipFile(
        io.BytesIO((tmp_path / "rouge/convention-modifications.docx").read_bytes())
    ) as package:
        assert b"<w:ins " in package.read("word/document.xml")


def test_objectives_in_another_order_are_told() -> None:
    def ordered(*ids: str) -> Ctg:
        return Ctg.model_validate(
            {
                "territoire": {"nom": "Val"},
                "strategie": {
                    "objectifs": [
                        {
                            "id": i,
                            "intitule": i.title(),
                            "sous_objectifs": [{"id": f"{i}-{n}", "intitule": n} for n in "xy"],
                        }
                        for i in ids
                    ]
                },
            }
        )

    moved = compare(ordered("a", "b", "c"), ordered("c", "a", "b"))
    assert [(c.kind, c.before, c.after) for c in moved] == [(ChangeKind.DEPLACEMENT, "3", "1")]
    assert compare(ordered("a", "b"), ordered("new", "a", "b"))[0].kind is ChangeKind.AJOUT
    assert not [
        c for c in compare(ordered("a", "b"), ordered("new", "a", "b")) if c.kind is ChangeKind.DEPLACEMENT
    ]
    many = compare(ordered(*"abcdefg"), ordered(*"gfedcba"))
    assert [c.sentence for c in many] == ["Objectifs\N{NO-BREAK SPACE}: ordre changé."]


def test_ranks_count_what_both_have_and_no_noun_is_said_twice() -> None:
    def lines(names: str, *communes: str) -> Ctg:
        return Ctg.model_validate(
            {
                "territoire": {"nom": "Val", "communes": [{"nom": c} for c in communes]},
                "fiches_actions": [
                    {
                        "id": "f",
                        "intitule": "Agir",
                        "budget": {"lignes": [{"nature": n, "sens": "depense"} for n in names]},
                    }
                ],
            }
        )

    found = compare(lines("abcdefgh"), lines("bcdefhg", "Commune de Saint-Loup", "Melle"))
    assert [(c.before, c.after) for c in found if c.kind is ChangeKind.DEPLACEMENT] == [("rang 6", "rang 7")]
    assert [c.subject for c in found if c.kind is ChangeKind.AJOUT] == [
        "« Commune de Saint-Loup »",
        "Commune « Melle »",
    ]
