"""Forty kinds of secrets in more than forty kinds of places: no output of `--publication` tells one."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from pydantic import BaseModel

import ctg_docs
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.personne import Personne
from ctg_docs.signature.fuites import find_leaks
from ctg_docs.steps.batch import prepare
from ctg_docs.steps.deliver import deliver
from tests.campaign.hostile import changed
from tests.campaign.secrets import PERSONS, SECRETS, TEXT, found_in
from tests.engine.words import HEAD, NAMESPACES, make_docx

_EXAMPLE = Path(__file__).parents[2] / "examples" / "pays-auvrelle"
_NAMES = {"nom", "nom_court", "sigle", "prenom", "departement", "region", "visio", "numero"}


class _Planting:
    """Puts the secrets at the end of the first text of each field of each model."""

    def __init__(self) -> None:
        self.places: set[tuple[str, str]] = set()

    def model(self, value: BaseModel) -> BaseModel:
        changes = {name: self.any(value, name, getattr(value, name)) for name in type(value).model_fields}
        return value.model_copy(update=changes)

    def any(self, owner: BaseModel, name: str, held: Any) -> Any:
        if isinstance(held, BaseModel):
            return self.model(held)
        if isinstance(held, tuple):
            return tuple(self.any(owner, name, item) for item in held)
        place = (type(owner).__name__, name)
        if type(held) is not str or " " not in held or name in _NAMES or place in self.places:
            return held
        self.places.add(place)
        return f"{held} {TEXT}"


@pytest.fixture(scope="module")
def planted() -> tuple[Ctg, int]:
    whole, planting = ctg_docs.load(_EXAMPLE), _Planting()
    ctg = planting.model(whole)
    assert isinstance(ctg, Ctg)
    persons = (*ctg.personnes, *map(Personne.model_validate, PERSONS))
    ctg = ctg.model_copy(update={"personnes": persons})
    pictures = {
        name: _photo("PNG") if name.endswith(".png") else data
        for name, data in whole.provenance.files.items()
    }
    return ctg.with_provenance(replace(whole.provenance, files=MappingProxyType(pictures))), len(
        planting.places
    )


def _photo(kind: str) -> bytes:
    """Return a picture whose metadata hold the secrets in each way that its format has."""
    image, out = Image.new("RGB", (40, 30), "navy"), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = TEXT
    if kind == "JPEG":
        image.save(out, "JPEG", exif=exif, comment=TEXT.encode())
        return out.getvalue() + TEXT.encode()
    texts = PngInfo()
    texts.add_text("Author", TEXT.encode("latin-1", "ignore").decode("latin-1"))
    texts.add_text("Comment", TEXT.encode("latin-1", "ignore").decode("latin-1"), zip=True)
    texts.add_itxt("XML:com.adobe.xmp", TEXT)
    texts.add_itxt("Place", TEXT, zip=True)
    image.save(out, "PNG", pnginfo=texts, exif=exif)
    return out.getvalue() + TEXT.encode()


def test_no_text_of_a_dossier_leaks(planted: tuple[Ctg, int]) -> None:
    ctg, places = planted
    assert len(SECRETS) == 40
    assert places > 80
    batch = prepare(ctg, publication=True)
    assert len(batch.documents) > 40
    assert {Path(d.name).suffix for d in batch.documents} >= {".docx", ".pptx", ".txt"}
    told = {d.name: secrets for d in batch.documents if (secrets := found_in(d.name, d.data))}
    assert told == {}
    assert [p for p in batch.problems if p.blocking] == []


def test_no_pdf_leaks(planted: tuple[Ctg, int], tmp_path: Path, office: Path) -> None:
    assert office
    delivery = deliver(planted[0], ["historique"], out=tmp_path, publication=True, pdf=True, archive=True)
    pdfs = [path for path in delivery.paths if path.suffix == ".pdf"]
    assert pdfs
    assert {
        path.name: found for path in delivery.paths if (found := found_in(path.name, path.read_bytes()))
    } == {}


@pytest.fixture
def office() -> Path:
    from ctg_docs.engine.pdf.office import find_office
    from ctg_docs.errors import MissingToolError

    try:
        return find_office()
    except MissingToolError as error:
        pytest.skip(str(error))


def _paragraph(inside: str) -> str:
    return f"<w:p>{inside}</w:p>"


def _run(inside: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{inside}</w:r>"


_SAID = TEXT.replace("&", "&amp;").replace('"', "&quot;")
_ROOT = f"<a>{_SAID}</a>"
_HEADER = f"<w:hdr {NAMESPACES}>{_paragraph(_run(f'<w:t>{_SAID}</w:t>'))}</w:hdr>"
_INSIDE: dict[str, str] = {
    "signet": f'<w:bookmarkStart w:id="9901" w:name="{_SAID}"/><w:bookmarkEnd w:id="9901"/>',
    "texte masqué": _run(f"<w:t>{_SAID}</w:t>", "<w:vanish/>"),
    "texte supprimé": f'<w:del w:id="1" w:author="{_SAID}" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>{_SAID}</w:delText></w:r></w:del>',
    "auteur d’une révision": f'<w:ins w:id="2" w:author="{_SAID}" w:date="2024-01-01T00:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins>',
    "étiquette d’un contrôle": f'<w:sdt><w:sdtPr><w:alias w:val="{_SAID}"/><w:tag w:val="{_SAID}"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt>',
    "champ": f'<w:fldSimple w:instr="COMMENTS {_SAID}"><w:r><w:t>x</w:t></w:r></w:fldSimple>',
    "lien interne": f'<w:hyperlink w:anchor="{_SAID}" w:tooltip="{_SAID}"><w:r><w:t>x</w:t></w:r></w:hyperlink>',
    "texte visible": _run(f"<w:t>{_SAID}</w:t>"),
}
_PARTS: dict[str, dict[str, str]] = {
    "XML personnalisé": {"customXml/item9.xml": _ROOT},
    "en-tête inutilisé": {"word/header9.xml": _HEADER},
    "glossaire": {"word/glossary/document.xml": f"<w:glossaryDocument {NAMESPACES}><!-- {_SAID} --></w:glossaryDocument>"},
    "classeur joint": {"word/embeddings/x.xlsx": _SAID},
    "commentaires": {"word/comments.xml": f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="{_SAID}">{_paragraph(_run(f"<w:t>{_SAID}</w:t>"))}</w:comment></w:comments>'},
    "commentaires renommés": {"word/remarques.xml": f'<w:comments {NAMESPACES}><w:comment w:id="0" w:author="x">{_paragraph(_run(f"<w:t>{_SAID}</w:t>"))}</w:comment></w:comments>'},
    "personnes": {"word/people.xml": f"<a>{_SAID}</a>"},
    "variables": {"word/settings.xml": f'<w:settings {NAMESPACES}><w:docVars><w:docVar w:name="x" w:val="{_SAID}"/></w:docVars></w:settings>'},
    "publipostage": {"word/settings.xml": f'<w:settings {NAMESPACES}><w:mailMerge><w:mainDocumentType w:val="formLetters"/><w:connectString w:val="{_SAID}"/></w:mailMerge></w:settings>'},
    "propriétés": {"docProps/core.xml": f'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{_SAID}</dc:creator><cp:lastModifiedBy>{_SAID}</cp:lastModifiedBy></cp:coreProperties>'},
    "propriétés d’application": {"docProps/app.xml": f'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>{_SAID}</Company><Manager>{_SAID}</Manager><Template>{_SAID}</Template></Properties>'},
    "propriétés libres": {"docProps/custom.xml": _ROOT},
    "vignette": {"docProps/thumbnail.jpeg": _SAID},
    "nom d’une partie": {"word/media/quernec-anne-laure.xml": "<a/>"},
    "partie cachée": {".hidden": _SAID},
    "macros": {"word/vbaData.xml": _ROOT},
    "déclaration": {"word/webSettings.xml": f"{HEAD}<!-- {_SAID} --><w:webSettings {NAMESPACES}/>"},
}  # fmt: skip


def _template(place: str) -> bytes:
    if place in _INSIDE:
        return make_docx(_paragraph(_INSIDE[place]), _paragraph(_run("<w:t>Suite</w:t>")))
    return changed(make_docx("Suite"), {name: text.encode() for name, text in _PARTS[place].items()})


@pytest.mark.parametrize("place", [*_INSIDE, *_PARTS])
def test_no_place_of_a_template_leaks(place: str, planted: tuple[Ctg, int], tmp_path: Path) -> None:
    """What is in a template is gone, or refused by name."""
    (tmp_path / "historique.docx").write_bytes(_template(place))
    try:
        batch = prepare(planted[0], ["historique"], publication=True, templates=tmp_path)
    except (DataError, TemplateError) as error:
        refused = error
    else:
        told = {d.name: found for d in batch.documents if (found := found_in(d.name, d.data))}
        assert told == {}
        assert place != "texte visible"
        return
    assert refused.problems or place in refused.message


@pytest.mark.parametrize("make", [lambda: _photo("PNG"), lambda: _photo("JPEG")])
def test_no_picture_leaks(make: Callable[[], bytes], planted: tuple[Ctg, int]) -> None:
    ctg = planted[0]
    photo = make()
    assert found_in("logo", photo)
    files = {name: photo if name.endswith(".png") else data for name, data in ctg.provenance.files.items()}
    shown = ctg.with_provenance(replace(ctg.provenance, files=MappingProxyType(files)))
    for publication in (True, False):  # pictures lose it in every output
        for document in prepare(
            shown, ["presentation"], publication=publication, sans_donnees=True
        ).documents:
            if publication:
                assert found_in(document.name, document.data) == set()
            assert b"XML:com.adobe" not in document.data


def test_a_pdf_that_tells_is_refused_by_its_bytes(planted: tuple[Ctg, int]) -> None:
    """The judge of the final bytes reads pages, properties, notes and attached files."""
    import pikepdf

    for place in ("page", "titre", "note", "jointe", "signet"):
        with pikepdf.new() as pdf:
            page = pdf.add_blank_page()
            if place == "page":
                font = pikepdf.Dictionary(
                    Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
                )
                page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
                page.obj.Contents = pdf.make_stream(b"BT /F1 9 Tf 9 9 Td [(Mme Quer) -3 (nec)] TJ ET")
            elif place == "titre":
                pdf.docinfo["/Title"] = "Lettre à Mme Quernec"
            elif place == "note":
                note = pikepdf.Dictionary(
                    Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Contents=pikepdf.String("Mme Quernec")
                )
                page.obj.Annots = pikepdf.Array([pdf.make_indirect(note)])
            elif place == "jointe":
                pdf.attachments["liste.txt"] = b"Mme Quernec"
            else:
                with pdf.open_outline() as outline:
                    outline.root.append(pikepdf.OutlineItem("Mme Quernec", 0))
            pdf.save(out := io.BytesIO())
        leaks = find_leaks(planted[0], [("essai.pdf", out.getvalue())])
        assert [leak.blocking for leak in leaks] == [True], place
