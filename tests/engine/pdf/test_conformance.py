from __future__ import annotations

import json
from collections import Counter

import pikepdf
import pytest

from ctg_docs.engine.pdf.conformance import Attachment, attachments_of, mend
from ctg_docs.engine.pdf.converter import convert
from ctg_docs.engine.pdf.table_roles import table_roles
from ctg_docs.engine.pdf.tree import elements
from ctg_docs.errors import ConversionError
from tests.engine.pdf.conftest import PROPERTIES, Sample
from tests.engine.pdf.proof import failures, open_bytes


@pytest.fixture(scope="module")
def mended(sample: Sample) -> bytes:
    return mend(sample.raw, PROPERTIES, tables=table_roles(sample.word))


def _kinds(pdf: bytes) -> Counter[str]:
    with open_bytes(pdf) as opened:
        return Counter(str(e.S) for e in elements(opened))


def test_converter_alone_falls_short(sample: Sample) -> None:
    assert failures(sample.raw)


def test_mended_file_is_accessible_and_archivable_at_once(mended: bytes) -> None:
    assert failures(mended) == []


def test_file_with_data_is_an_archive_with_attachment(sample: Sample) -> None:
    data = json.dumps({"nom": "Mellois"}).encode()
    attachment = Attachment("ctg.json", data, "Données du dossier")
    archive = mend(sample.raw, PROPERTIES, tables=table_roles(sample.word), attachments=[attachment])
    assert failures(archive, archive=True) == []
    assert attachments_of(archive) == {"ctg.json": data}
    with open_bytes(archive) as pdf:
        assert str(pdf.Root.AF[0].AFRelationship) == "/Source"


def test_same_document_gives_same_bytes(sample: Sample, mended: bytes) -> None:
    assert mend(convert(sample.word), PROPERTIES, tables=table_roles(sample.word)) == mended


def test_dates_and_names_are_those_of_the_document_everywhere(mended: bytes) -> None:
    with open_bytes(mended) as pdf:
        xmp = pdf.Root.Metadata.read_bytes().decode()
        assert pdf.docinfo["/Title"] == "Convention d’essai"
        assert pdf.docinfo["/CreationDate"] == "D:20240119000000+00'00'"
        assert str(pdf.Root.Lang) == "fr-FR"
    assert "Convention d’essai" in xmp
    assert "Caf des Deux-Sèvres &amp; partenaires" in xmp
    assert "2024-01-19T00:00:00Z" in xmp


def test_tables_say_what_their_cells_are(mended: bytes) -> None:
    kinds = _kinds(mended)
    assert kinds["/Table"] == 3
    assert kinds["/TH"] == 2 + 2 + 6
    with open_bytes(mended) as pdf:
        scopes = Counter(
            str(a.Scope)
            for e in elements(pdf)
            if str(e.S) == "/TH"
            for a in (e.A if isinstance(e.A, pikepdf.Array) else [e.A])
            if "/Scope" in a
        )
    assert scopes == {"/Column": 8, "/Row": 2}


def test_signature_boxes_are_read_as_blocks_not_as_a_table(sample: Sample, mended: bytes) -> None:
    assert _kinds(sample.raw)["/Table"] == 4
    assert _kinds(mended)["/Div"] >= 3


def test_decorative_picture_is_left_out_of_the_reading(sample: Sample, mended: bytes) -> None:
    assert _kinds(sample.raw)["/Figure"] == 2
    with open_bytes(mended) as pdf:
        alts = [str(e.Alt) for e in elements(pdf) if str(e.S) == "/Figure"]
    assert alts == ["Logo de la Caf"]


def test_table_without_known_role_still_conforms(sample: Sample) -> None:
    assert failures(mend(sample.raw, PROPERTIES)) == []


def test_file_that_is_no_pdf_is_refused_in_french() -> None:
    with pytest.raises(ConversionError, match="est abîmé"):
        mend(b"PK\x03\x04", PROPERTIES)


def test_untagged_file_is_refused() -> None:
    import io

    output = io.BytesIO()
    blank = pikepdf.new()
    blank.add_blank_page()
    blank.save(output)
    with pytest.raises(ConversionError, match="balisé"):
        mend(output.getvalue(), PROPERTIES)
