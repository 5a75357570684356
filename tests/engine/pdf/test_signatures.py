from __future__ import annotations

import io
import re
import signal
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.content import RawContent
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import BoxConstraints
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.stamp import BaseStampStyle, StaticStampStyle

import ctg_docs
from ctg_docs.engine.pdf import signed_reading
from ctg_docs.engine.pdf.assembly import Piece, merge
from ctg_docs.engine.pdf.conformance import Attachment, mend
from ctg_docs.engine.pdf.opening import open_pdf
from ctg_docs.engine.pdf.signature_fields import SignatureBox, add_signature_fields, signature_boxes
from ctg_docs.engine.pdf.signatures import sign_check
from ctg_docs.engine.pdf.table_roles import table_roles
from ctg_docs.errors import ConversionError, DataError
from ctg_docs.limits import LIMITS
from tests.engine.pdf.conftest import PROPERTIES, Sample
from tests.engine.pdf.proof import failures, open_bytes

NAMES = ["Madame X", "Monsieur Y"]


@dataclass(frozen=True)
class Identity:
    signer: SimpleSigner
    certificate: bytes


def _identity(name: str) -> Identity:
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    pkcs12 = serialization.pkcs12.serialize_key_and_certificates(
        name.encode(), key, certificate, None, serialization.BestAvailableEncryption(b"secret")
    )
    signer = SimpleSigner.load_pkcs12_data(pkcs12, (), b"secret")
    return Identity(signer, certificate.public_bytes(serialization.Encoding.PEM))


def _sign(pdf: bytes, field: str, identity: Identity, stamp: BaseStampStyle | None = None) -> bytes:
    output = io.BytesIO()
    metadata = PdfSignatureMetadata(field_name=field, subfilter=SigSeedSubFilter.PADES)
    signer = PdfSigner(metadata, identity.signer, stamp_style=stamp)
    signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(pdf)), output=output)
    return output.getvalue()


@pytest.fixture(scope="module")
def identities() -> list[Identity]:
    return [_identity(name) for name in ("Claire X", "Paul Y")]


@pytest.fixture(scope="module")
def blank(sample: Sample) -> bytes:
    pdf = mend(sample.raw, PROPERTIES, tables=table_roles(sample.word))
    return add_signature_fields(pdf, signature_boxes(sample.word))


@pytest.fixture(scope="module")
def signed(blank: bytes, identities: list[Identity]) -> bytes:
    for name, identity in zip(NAMES, identities, strict=True):
        blank = _sign(blank, name, identity)
    return blank


def _fields(pdf: bytes) -> Iterator[Any]:
    with open_bytes(pdf) as opened:
        yield from opened.Root.AcroForm.Fields


def test_boxes_are_named_after_the_signatories(sample: Sample) -> None:
    assert signature_boxes(sample.word) == [
        SignatureBox("signature_1", "Madame X", "Signature de Madame X, pour la Caf"),
        SignatureBox("signature_2-bis", "Monsieur Y", "Signature de Monsieur Y, pour la commune"),
    ]


def test_file_to_sign_keeps_both_conformances(blank: bytes) -> None:
    assert failures(blank) == []


def test_archive_to_sign_keeps_both_conformances(sample: Sample) -> None:
    archive = mend(sample.raw, PROPERTIES, attachments=[Attachment("ctg.json", b"{}", "Données")])
    assert failures(add_signature_fields(archive, signature_boxes(sample.word)), archive=True) == []


def test_field_lies_in_the_white_above_the_name(blank: bytes) -> None:
    with open_bytes(blank) as pdf:
        destinations = pdf.Root.Dests
        top, name = destinations["/signature5F1"], destinations["/signature5F15Fnom"]
        left, bottom, right, upper = (float(v) for v in pdf.Root.AcroForm.Fields[0].Rect)
        assert left == pytest.approx(float(top[2]), abs=0.1)
        assert float(name[3]) < bottom < upper <= float(top[3]) + 0.1
        assert right < float(destinations["/signature5F2-bis"][2])
        assert pdf.Root.AcroForm.Fields[0].P.objgen == pdf.pages[2].obj.objgen


def test_fields_say_their_name_to_a_screen_reader(blank: bytes) -> None:
    assert next(str(f.TU) for f in _fields(blank)) == "Signature de Madame X, pour la Caf"


def test_fields_are_found_again_after_merging(sample: Sample) -> None:
    pdf = mend(sample.raw, PROPERTIES, tables=table_roles(sample.word))
    merged = merge([Piece(pdf, "Un", "a."), Piece(pdf, "Deux", "b.")], PROPERTIES).pdf
    blank = add_signature_fields(merged, signature_boxes(sample.word), prefix="b.")
    assert failures(blank) == []
    with open_bytes(blank) as opened:
        assert opened.Root.AcroForm.Fields[0].P.objgen == opened.pages[5].obj.objgen


def test_box_that_is_not_in_the_pdf_is_an_error(sample: Sample) -> None:
    pdf = mend(sample.raw, PROPERTIES)
    with pytest.raises(ConversionError, match="introuvable"):
        add_signature_fields(pdf, [SignatureBox("signature_9", "Personne", "")])


def test_nobody_signed_yet(blank: bytes) -> None:
    report = sign_check(blank)
    assert report.missing == tuple(NAMES)
    assert not report.complete
    assert not report.altered


def test_one_after_the_other_each_signs_and_all_is_valid(signed: bytes, identities: list[Identity]) -> None:
    report = sign_check(signed, [i.certificate for i in identities])
    assert [(f.name, f.signer, f.valid, f.reason) for f in report.fields] == [
        ("Madame X", "Claire X", True, ""),
        ("Monsieur Y", "Paul Y", True, ""),
    ]
    assert report.complete
    assert all(f.date and f.trusted for f in report.fields)


def test_stamp_that_calls_a_font_from_outside_is_told(signed: bytes) -> None:
    assert any("not embedded" in failure for failure in failures(signed))
    assert [f.archivable for f in sign_check(signed).fields] == [False, False]


def test_signature_without_stamp_keeps_both_conformances(blank: bytes, identities: list[Identity]) -> None:
    nothing = StaticStampStyle(border_width=0, background=RawContent(b"", box=BoxConstraints(100, 50)))
    pdf = _sign(blank, NAMES[0], identities[0], nothing)
    assert [(f.sound, f.archivable) for f in sign_check(pdf).fields] == [(True, True), (False, True)]
    # pyHanko 0.38 writes the metadata anew in another form of RDF, which page-validation 0.11 doesn't read
    assert [f for f in failures(pdf) if "-XMP-" not in f] == []


def test_half_signed_file_says_who_is_missing(blank: bytes, identities: list[Identity]) -> None:
    report = sign_check(_sign(blank, NAMES[1], identities[1]))
    assert report.missing == ("Madame X",)
    assert report.fields[1].sound
    assert not report.fields[1].valid
    assert report.fields[1].trusted is None


def test_unknown_authority_is_told(signed: bytes, identities: list[Identity]) -> None:
    report = sign_check(signed, [identities[0].certificate])
    assert [f.valid for f in report.fields] == [True, False]
    assert "autorité" in report.fields[1].reason


def _is_told(pdf: bytes) -> bool:
    try:
        return sign_check(pdf).altered
    except ConversionError:
        return True


def test_each_altered_byte_of_the_signed_part_is_seen(blank: bytes, signed: bytes) -> None:
    assert signed.startswith(blank)
    for place in range(2_000, len(blank), len(blank) // 7):
        altered = bytearray(signed)
        altered[place] ^= 1
        assert _is_told(bytes(altered))


def test_bytes_added_after_the_last_signature_are_seen(signed: bytes) -> None:
    assert not sign_check(signed + b"\n").altered
    report = sign_check(signed + b"\n% bonjour\n")
    assert report.altered
    assert "modifié après" in report.fields[-1].reason
    assert _is_told(signed + b"\n% bonjour\n%%EOF\n")


def test_altered_date_of_the_first_signature_is_seen(signed: bytes) -> None:
    written = re.search(rb"/M \(D(?::|\\072)(\d{4})", signed)
    assert written
    altered = bytearray(signed)
    altered[written.start(1) : written.end(1)] = b"2019"
    report = sign_check(bytes(altered))
    assert report.altered
    assert "ne correspond plus" in report.fields[0].reason


def test_page_changed_after_the_signatures_is_seen(signed: bytes) -> None:
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(signed))
    page, _ = writer.find_page_for_modification(0)
    from pyhanko.pdf_utils import generic

    stream = generic.StreamObject(stream_data=b"q 0 0 100 100 re f Q")
    page.get_object()[generic.NameObject("/Contents")] = writer.add_object(stream)
    writer.update_container(page.get_object())
    output = io.BytesIO()
    writer.write(output)
    report = sign_check(output.getvalue())
    assert report.altered
    assert all(f.changed_since and "modifié après" in f.reason for f in report.fields)


def test_page_taken_out_and_saved_anew_is_seen(signed: bytes) -> None:
    output = io.BytesIO()
    with open_bytes(signed) as pdf:
        del pdf.pages[0]
        pdf.save(output)
    assert sign_check(output.getvalue()).altered


def test_file_without_fields_is_not_complete(sample: Sample) -> None:
    report = sign_check(sample.raw)
    assert report.fields == ()
    assert not report.complete


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "est vide"),
        (b"PK\x03\x04", "abîmé"),
        (b"%PDF-1.7 rien", "PDF est abîmé"),
        (b"texte", "pas un PDF"),
    ],
)
def test_what_is_no_pdf_is_refused_in_french(data: bytes, reason: str) -> None:
    with pytest.raises(ConversionError, match=reason):
        sign_check(data)


def test_a_locked_pdf_is_named(sample: Sample) -> None:
    pikepdf = pytest.importorskip("pikepdf")
    held = io.BytesIO()
    with pikepdf.open(io.BytesIO(sample.raw)) as pdf:
        pdf.save(held, encryption=pikepdf.Encryption(user="u", owner="o"))
    for read in (sign_check, open_pdf):
        with pytest.raises(ConversionError, match="protégé par un mot de passe"):
            read(held.getvalue())


def test_unreadable_authority_is_refused_in_french(blank: bytes) -> None:
    with pytest.raises(ConversionError, match="certificat"):
        sign_check(blank, [b"rien"])


def test_fields_survive_a_reading_by_another_library(blank: bytes) -> None:
    with pikepdf.open(io.BytesIO(blank)) as pdf:
        assert [str(f.T) for f in pdf.Root.AcroForm.Fields] == NAMES


_CATALOGUE = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"


def _endless_table() -> bytes:
    """Twelve million objects in a compressed table of 47 kB."""
    table = zlib.compress(b"\0" * 4 + b"\1\0\x09\0" * 12_000_000, 9)
    head = b"3 0 obj\n<< /Type /XRef /Size 12000000 /W [1 2 1] /Root 1 0 R /Filter /FlateDecode /Length %d >>\nstream\n"
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(_CATALOGUE)
    return _CATALOGUE + head % len(table) + table + end


@pytest.mark.parametrize("filler", [b"\0", b"/ByteRange [", b"<</A", b"startxref 9"])
def test_a_file_without_an_end_is_not_searched_for_one(filler: bytes) -> None:
    before = time.process_time()
    with pytest.raises(ConversionError, match="abîmé"):
        sign_check(_CATALOGUE + filler * (20_000_000 // len(filler)))
    assert time.process_time() - before < 2


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no clock of the processor")
def test_tables_that_never_end_meet_the_clock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signed_reading, "LIMITS", replace(LIMITS, seconds=0.3))
    (tmp_path / "a.pdf").write_bytes(_endless_table())
    before = time.process_time()
    with pytest.raises(DataError, match="prend trop de temps"):
        ctg_docs.sign_check(tmp_path / "a.pdf")
    assert time.process_time() - before < 3
