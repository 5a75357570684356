"""The library twin: everything in memory, nothing printed, files written whole or not at all."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import docx
import pytest

import ctg_docs
from ctg_docs import Ctg, DataError, OutputError, Severity, TemplateError
from ctg_docs.documents.kind import Inapplicable, Kind
from ctg_docs.documents.options import Options
from ctg_docs.ressources import example, template_path
from ctg_docs.steps.batch import prepare, unfilled
from ctg_docs.steps.build import compose
from ctg_docs.steps.check import diagnose
from ctg_docs.steps.holes import holes_of
from ctg_docs.steps.load import load
from ctg_docs.steps.render import render_kind
from ctg_docs.steps.types import Document
from ctg_docs.steps.write import write, write_all

MINIMAL = "territoire:\n  nom: Pays d’Essai\n"

TOY = {
    "__init__.py": "",
    "context.py": """
from collections.abc import Mapping
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.holes import hole

class Essai(Contexte):
    lieu: str

    def side_files(self) -> Mapping[str, bytes]:
        return {"essai.ics": b"BEGIN"} if self.projet else {}

CONTEXTE = Essai

def build(ctg, situation):
    if not ctg.personnes:
        raise Inapplicable("aucune personne")
    lieu = ctg.convention.lieu_signature or hole("lieu de signature")
    titre = f"Essai {situation.date_version or ''}"
    return [Essai(file_stem="essai", titre=titre, lieu=lieu, projet=not situation.final)]
""",
    "render.py": "def render(contexte):\n    return contexte.lieu.encode()\n",
}


def docx_with(text: str) -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(out)
    return out.getvalue()


def text_of(data: bytes) -> str:
    return "\n".join(p.text for p in docx.Document(io.BytesIO(data)).paragraphs)


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Kind]:
    """A document kind outside the package, with a template of its own."""
    package = tmp_path / "genre" / "essai_toy"
    package.mkdir(parents=True)
    for name, code in TOY.items():
        (package / name).write_text(code, encoding="utf-8")
    (package / "template.py").write_text("def build_template():\n    raise NotImplementedError\n")
    monkeypatch.syspath_prepend(str(package.parent))
    yield Kind("Essai", "Un essai.", nom="essai", package="essai_toy")
    for name in [name for name in sys.modules if name.startswith("essai_toy")]:
        del sys.modules[name]


@pytest.fixture
def dossier(tmp_path: Path) -> Callable[..., Path]:
    def write_files(text: str = MINIMAL, **modeles: bytes) -> Path:
        base = tmp_path / "dossier"
        (base / "modeles").mkdir(parents=True)
        (base / "ctg.yaml").write_text(text, encoding="utf-8")
        for kind, data in modeles.items():
            (base / "modeles" / f"{kind}.docx").write_bytes(data)
        return base

    return write_files


PERSON = MINIMAL + "personnes:\n- {id: a, nom: Belliot}\n"


def test_public_names_are_all_there() -> None:
    assert len(dir(ctg_docs)) > 80
    for name in dir(ctg_docs):
        assert getattr(ctg_docs, name) is not None
    with pytest.raises(AttributeError, match="inexistant"):
        _ = ctg_docs.inexistant  # type: ignore[attr-defined]  # the mistake is the point


def test_load_gives_a_dossier_or_all_its_problems(dossier: Callable[..., Path]) -> None:
    base = dossier(MINIMAL + "convention:\n  etat: x\n  y: 1\n")
    with pytest.raises(DataError) as caught:
        load(base)
    assert [p.place.line for p in caught.value.problems] == [4, 5]
    (base / "ctg.yaml").write_text(MINIMAL, encoding="utf-8")
    assert load(base).territoire.nom == "Pays d’Essai"
    assert load(base) == load(base / "ctg.yaml")


def test_diagnose_adds_the_checks_and_hides_the_echoes(dossier: Callable[..., Path]) -> None:
    text = MINIMAL + (
        "organismes:\n- {id: caf, nature: cafe, nom: Caf}\n- {id: cc, nature: communaute_communes, nom: CC}\n"
        "- {id: msa, nature: msa, nom: MSA, siren: '123456789'}\n"
        "personnes:\n- {id: anne, prenom: Anne}\n"
        "signataires:\n- id: caf\n  organismes: [caf]\n  representants: [{personne: anne, qualite: Directrice}]\n"
        "- id: x\n  organismes: [absent]\n"
    )
    problems = diagnose(dossier(text)).problems
    by_path = {(p.code, p.path): p for p in problems}
    errors = {p.path for p in problems if p.severity is Severity.ERROR}
    assert errors == {"organismes[0].nature", "personnes[0].nom"}
    unknown = [p.path for p in problems if p.code == "CTG003"]
    assert unknown == ["signataires[1].organismes[0]"]
    siren = next(p for (code, _), p in by_path.items() if code == "CTG701")
    assert (siren.path, siren.place.line) == ("organismes[2].siren", 6)


def test_a_template_with_the_name_of_no_kind_is_told(dossier: Callable[..., Path]) -> None:
    base = dossier(MINIMAL, conventoin=b"x", convention=b"x")
    (found,) = [p for p in diagnose(base).problems if p.code == "GEN002"]
    assert (found.place.file, found.severity) == ("modeles/conventoin.docx", Severity.WARNING)
    assert "convention.docx" in found.suggestion


def test_render_uses_the_folder_then_the_dossier_then_the_shipped_template(
    dossier: Callable[..., Path], toy: Kind, tmp_path: Path
) -> None:
    ctg = load(dossier(PERSON, essai=docx_with("du dossier {{ lieu }}")))
    (document, side) = render_kind(ctg, toy, Options())
    assert text_of(document.data) == "du dossier [à compléter\N{NO-BREAK SPACE}: lieu de signature]"
    assert (document.name, document.holes) == ("essai.docx", ("lieu de signature",))
    assert (side.name, side.data) == ("essai.ics", b"BEGIN")
    (tmp_path / "miens").mkdir()
    (tmp_path / "miens" / "essai.docx").write_bytes(docx_with("à moi"))
    (document, _) = render_kind(ctg, toy, Options(templates=tmp_path / "miens"))
    assert text_of(document.data) == "à moi"
    with pytest.raises(TemplateError, match=r"essai\.docx"):
        render_kind(
            Ctg.model_validate({"territoire": {"nom": "x"}, "personnes": [{"id": "a", "nom": "b"}]}),
            toy,
            Options(),
        )


def test_same_input_same_bytes_with_dates_from_the_data(dossier: Callable[..., Path], toy: Kind) -> None:
    ctg = load(dossier(PERSON + "version: {date: 2024-01-19}\n", essai=docx_with("x")))
    first, again = (render_kind(ctg, toy, Options())[0].data for _ in range(2))
    assert first == again
    core = zipfile.ZipFile(io.BytesIO(first)).read("docProps/core.xml").decode()
    assert "2024-01-19" in core
    assert "Essai 2024-01-19" in core
    other = render_kind(ctg, toy, Options(date_version=date(2024, 2, 1)))[0].data
    assert "Essai 2024-02-01" in zipfile.ZipFile(io.BytesIO(other)).read("docProps/core.xml").decode()


def test_a_kind_may_write_its_own_bytes(dossier: Callable[..., Path], toy: Kind) -> None:
    ctg = load(dossier(PERSON + "convention: {lieu_signature: Melle}\n"))
    kind = Kind("Essai", "x", extension=".txt", nom="essai", package=toy.package)
    document = render_kind(ctg, kind, Options())[0]
    assert (document.name, document.data, document.holes) == ("essai.txt", b"Melle", ())


def test_a_kind_without_data_says_why(dossier: Callable[..., Path], toy: Kind) -> None:
    with pytest.raises(Inapplicable, match="aucune personne"):
        render_kind(load(dossier()), toy, Options())


def test_a_final_document_with_a_hole_is_refused(dossier: Callable[..., Path], toy: Kind) -> None:
    ctg = load(dossier(PERSON, essai=docx_with("{{ lieu }}")))
    (found,) = unfilled(ctg, compose(ctg, [toy], Options(final=True))[0], ())
    assert (found.code, found.blocking) == ("GEN001", True)
    assert "lieu de signature" in found.message


def test_final_refuses_before_anything_is_made() -> None:
    ctg = Ctg.model_validate({"territoire": {"nom": "x"}})
    with pytest.raises(DataError) as caught:
        prepare(ctg, ["convention"], final=True)
    assert caught.value.problems
    assert all(p.blocking for p in caught.value.problems)


def test_holes_are_found_in_every_corner_of_a_context() -> None:
    from ctg_docs.documents.contexte import Contexte
    from ctg_docs.engine import Rich
    from ctg_docs.holes import hole

    class Profond(Contexte):
        liste: tuple[dict[str, str], ...] = ()
        riche: Rich = Rich("")

    contexte = Profond(
        file_stem="x", titre=f"T {hole('b')}", liste=({"k": hole("a")},), riche=Rich(hole("c") + hole("a"))
    )
    assert sorted(holes_of(contexte)) == ["a", "b", "c"]


DOCUMENTS = [Document("a.docx", b"A", "x"), Document("b.docx", b"B", "x")]


def test_writing_refuses_everything_before_the_first_file(tmp_path: Path) -> None:
    (tmp_path / "b.docx").write_bytes(b"ancien")
    with pytest.raises(OutputError, match=r"b\.docx"):
        write(DOCUMENTS, tmp_path)
    assert sorted(f.name for f in tmp_path.iterdir()) == ["b.docx"]
    assert [p.read_bytes() for p in write(DOCUMENTS, tmp_path, force=True)] == [b"A", b"B"]
    assert sorted(f.name for f in tmp_path.iterdir()) == ["a.docx", "b.docx"]


@pytest.mark.parametrize("name", ["../a.docx", "a/b.docx", "a\x00.docx", ".cache", "x" * 250, "a:b.docx", ""])
def test_a_name_that_is_no_file_name_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutputError):
        write([Document(name, b"", "x")], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_two_documents_of_one_name_are_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="même nom"):
        write_all([("A.docx", b""), ("a.docx", b"")], tmp_path, force=True)


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    (tmp_path / "b.docx").mkdir()
    with pytest.raises(OutputError):
        write(DOCUMENTS, tmp_path, force=True)
    assert [f.name for f in tmp_path.iterdir()] == ["b.docx"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root écrit partout")
def test_a_folder_without_permission_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError, match="accès refusé"):
        write(DOCUMENTS, tmp_path)


def test_shipped_files_are_found_in_a_wheel_and_in_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "ctg_docs"
    package.mkdir()
    assert template_path("convention", package) == tmp_path / "templates" / "convention.docx"
    assert example("e", package) == tmp_path / "examples" / "e"
    (package / "templates").mkdir()
    (package / "exemples" / "e").mkdir(parents=True)
    assert template_path("convention", package) == package / "templates" / "convention.docx"
    assert example("e", package) == package / "exemples" / "e"


def test_a_new_dossier_is_read_without_error_and_keeps_its_name(tmp_path: Path) -> None:
    paths = ctg_docs.init(tmp_path / "pays-d'essai")
    assert (tmp_path / "pays-d'essai" / "ctg.yaml") in paths
    assert load(tmp_path / "pays-d'essai").territoire.nom == "Pays d'essai"
    with pytest.raises(OutputError, match="contient déjà"):
        ctg_docs.init(tmp_path / "pays-d'essai")


def test_a_broken_template_of_the_dossier_is_named(tmp_path: Path) -> None:
    (tmp_path / "ctg.yaml").write_text("territoire: {nom: Val}\n", encoding="utf-8")
    (tmp_path / "modeles").mkdir()
    (tmp_path / "modeles" / "convention.docx").write_bytes(b"x")
    with pytest.raises(TemplateError, match=r"Modèle : « convention\.docx »"):
        ctg_docs.render(load(tmp_path), "convention")


def test_the_system_says_why_in_french(tmp_path: Path) -> None:
    loop = tmp_path / "a"
    loop.symlink_to(loop)
    with pytest.raises(OutputError, match=r"un lien tourne en rond|n’est pas un dossier"):
        write([], loop / "b")


def test_a_kind_that_lacks_a_package_stops_nothing_unless_it_was_asked(
    dossier: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pptx", None)
    ctg = load(dossier(MINIMAL + "historique:\n  - {date: 2018, texte: Signature}\n"))
    batch = prepare(ctg)
    assert "convention" in {document.kind for document in batch.documents}
    assert ["ctg-docs[diapos]" in reason for kind, reason in batch.skipped if kind.nom == "presentation"] == [
        True
    ]
    with pytest.raises(ctg_docs.MissingToolError):
        prepare(ctg, ["presentation"])
