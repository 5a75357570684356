"""PDFs joined as annexes: signed, locked, damaged, with fields, strangely named; told by check, kept byte for byte."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents.options import Options
from ctg_docs.engine.pdf.inspection import Inspection, inspect
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.engine.pdf.together import Asked, finish_together
from ctg_docs.errors import DataError, MissingToolError
from ctg_docs.gabarit.copie import read_text
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.problems import Severity
from ctg_docs.signature.dossier import DossierSignature, SourcePiece, build_dossier
from ctg_docs.signature.jointes import joined
from ctg_docs.steps.attached import joined_faults
from ctg_docs.steps.render import render_kind, template_source
from tests.engine.pdf.conftest import rich_document
from tests.engine.pdf.proof import failures
from tests.engine.pdf.test_signatures import _identity, _sign
from tests.signature.conftest import EXAMPLE

TAGGED = (EXAMPLE / "annexes" / "convention-donnees.pdf").read_bytes()
FINAL = Options(final=True)


def changed(change: Callable[[pikepdf.Pdf], None], **saving: object) -> bytes:
    """Return the annexe of the example after a change."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(TAGGED)) as pdf:
        change(pdf)
        pdf.save(out, **saving)  # type: ignore[arg-type]  # the options of one save or another
    return out.getvalue()


def with_field(pdf: pikepdf.Pdf) -> None:
    field = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T="nom", Type=pikepdf.Name.Annot,
                               Subtype=pikepdf.Name.Widget, Rect=pikepdf.Array([0, 0, 9, 9]))  # fmt: skip
    group = pikepdf.Dictionary(T="groupe", FT=pikepdf.Name.Tx, Kids=pikepdf.Array([pdf.make_indirect(field)]))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([pdf.make_indirect(group)]))


def nothing(_: pikepdf.Pdf) -> None:
    pass


@pytest.fixture(scope="module")
def signed() -> bytes:
    return _sign(TAGGED, "Cachet", _identity("Direction de la protection des données"))


LOCKED = changed(nothing, encryption=pikepdf.Encryption(user="secret", owner="secret"))
FIELDS = changed(with_field)
CUT = TAGGED[: len(TAGGED) // 2]


@pytest.mark.parametrize(
    ("data", "seen"),
    [
        (TAGGED, Inspection()),
        (changed(nothing, encryption=pikepdf.Encryption(owner="secret", user="")), Inspection()),
        (FIELDS, Inspection(fields=True)),
    ],
)
def test_what_a_pdf_is(data: bytes, seen: Inspection) -> None:
    assert inspect(data) == seen


def test_a_signature_is_seen_and_an_empty_field_for_one_is_none(signed: bytes) -> None:
    from ctg_docs.engine.pdf.signature_fields import SignatureBox, add_signature_fields

    assert inspect(signed) == Inspection(signed=True)
    with pikepdf.open(io.BytesIO(TAGGED)) as pdf:
        box = SignatureBox(next(iter(pdf.Root.Dests.keys()))[1:], "X", "X") if "/Dests" in pdf.Root else None
    if box:
        assert inspect(add_signature_fields(TAGGED, [box])) == Inspection()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (LOCKED, "mot de passe"),
        (CUT, "abîmé"),
        (b"", "vide"),
        (b" \n", "vide"),
        (b"PK\x03\x04", ""),
        (b"%PDF-1.7", ""),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, word: str) -> None:
    assert word in inspect(data).fault
    assert inspect(data).fault


def loaded(place: Path, data: bytes, name: str = "convention-donnees.pdf") -> ctg_docs.Ctg:
    """Return the complete example with another annexe."""
    folder = place / "dossier"
    if not folder.exists():
        shutil.copytree(EXAMPLE, folder)
    (folder / "annexes" / "convention-donnees.pdf").unlink()
    (folder / "annexes" / name).write_bytes(data)
    main = folder / "ctg.yaml"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("annexes/convention-donnees.pdf", f'"annexes/{name}"'), encoding="utf-8")
    return ctg_docs.load(folder)


@pytest.mark.parametrize(
    ("data", "name", "code", "severity"),
    [
        (LOCKED, "a.pdf", "SIG004", Severity.BLOCKING),
        (CUT, "coupé.pdf", "SIG004", Severity.BLOCKING),
        (b"", "vide.pdf", "SIG004", Severity.BLOCKING),
        (FIELDS, "formulaire.pdf", "SIG005", Severity.WARNING),
        (TAGGED, "Étude : suite.pdf", "SIG006", Severity.WARNING),
        (TAGGED, "point..pdf", "SIG006", Severity.WARNING),
        (TAGGED, "très bonne étude (v2), n° 3.pdf", "", Severity.WARNING),
    ],
)
def test_check_final_names_the_annexe(
    tmp_path: Path, data: bytes, name: str, code: str, severity: Severity
) -> None:
    ctg = loaded(tmp_path, data, name)
    found = joined_faults(ctg, ["convention"], FINAL)
    assert [p.code for p in found] == ([code] if code else [])
    assert joined_faults(ctg, ["bilan_annuel"], FINAL) == joined_faults(ctg, ["convention"], Options()) == []
    for problem in found:
        assert problem.severity is severity
        assert name in problem.message
        assert problem.place.file == "ctg.yaml"
        assert problem.path.startswith("convention.annexes[")
        assert problem.place.line


def test_check_and_generate_say_the_same_of_a_locked_annexe(tmp_path: Path) -> None:
    ctg = loaded(tmp_path, LOCKED)
    (told,) = ctg_docs.check(ctg, ["convention"], final=True)
    assert told.code == "SIG004"
    with pytest.raises(DataError) as refused:
        ctg_docs.render(ctg, "convention", final=True)
    assert [p.code for p in refused.value.problems] == ["SIG004"]


def test_an_avenant_joins_its_own_files() -> None:
    ctg = ctg_docs.load(EXAMPLE)
    avenant = ctg.avenants[0]
    annexe = avenant.annexes[0].model_copy(
        update={"contenu": ContenuAnnexe.FICHIER, "fichier": "annexes/convention-donnees.pdf"}
    )
    avec = avenant.model_copy(update={"annexes": (annexe,)})
    autre = ctg.model_copy(update={"avenants": (avec,)}).with_provenance(ctg.provenance)
    (piece,) = joined(autre, "avenant-1")
    assert (piece.data, piece.chemin) == (TAGGED, ("avenants", 0, "annexes", 0, "fichier"))


def made(ctg: ctg_docs.Ctg) -> DossierSignature:
    """Return a dossier de signature whose act is short: what is looked at here is what it joins."""
    try:
        find_office()
    except MissingToolError as error:
        pytest.skip(str(error))

    def render(kind: str, pieces: tuple[object, ...]) -> bytes:
        return render_kind(ctg, get_kind(kind), Options(final=True, pieces=pieces))[0].data  # type: ignore[arg-type]  # pieces of this dossier

    templates = {k: template_source(ctg, get_kind(k), FINAL) for k in ("bordereau", "a_lire")}
    piece = SourcePiece("convention", "Convention", "convention", rich_document())
    options = Options(final=True, archive=True)
    work = build_dossier(ctg, [piece], render, templates=templates, options=options)
    [dossier] = finish_together({"dossier": work}, Asked({}))[0].values()
    assert isinstance(dossier, DossierSignature)
    return dossier


def test_a_signed_annexe_still_verifies_and_the_rest_stays_conform(tmp_path: Path, signed: bytes) -> None:
    dossier = made(loaded(tmp_path, signed, "Étude : signée.pdf"))
    assert dossier.files["02-etude-signee.pdf"] == signed
    assert [p.code for p in dossier.problems if p.code.startswith("SIG")] == ["SIG003", "SIG006"]
    place = tmp_path / "dossier-de-signature"
    place.mkdir()
    for name, data in dossier.files.items():
        (place / name).parent.mkdir(exist_ok=True)
        (place / name).write_bytes(data)
    report = ctg_docs.sign_check(place / "02-etude-signee.pdf")
    assert [(f.signed, f.sound) for f in report.fields] == [(True, True)]
    assert ctg_docs.verify(place) == []
    for name in ("dossier-complet.pdf", "01-convention.pdf", "00-a-lire.pdf", "bordereau.pdf"):
        assert failures(dossier.files[name], archive=True) == []
    with (
        pikepdf.open(place / "dossier-complet.pdf") as whole,
        pikepdf.open(place / "01-convention.pdf") as act,
    ):
        assert len(whole.pages) == len(act.pages)
    with pikepdf.open(place / "00-a-lire.pdf") as notice:
        assert len(notice.pages) == 1
    assert "02-etude-signee.pdf" in read_text(dossier.files["bordereau.docx"])
