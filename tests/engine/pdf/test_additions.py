"""Attacks of the literature: what comes between the file to sign and its signature, and what comes after."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import PageObject
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from ctg_docs.engine.pdf.additions import additions
from ctg_docs.engine.pdf.conformance import mend
from ctg_docs.engine.pdf.signature_fields import add_signature_fields, signature_boxes
from ctg_docs.engine.pdf.signatures import sign_check
from ctg_docs.engine.pdf.signed_reading import read_tables
from ctg_docs.engine.pdf.table_roles import table_roles
from ctg_docs.limits import BoundError
from tests.engine.pdf.conftest import PROPERTIES, Sample
from tests.engine.pdf.test_signatures import NAMES, Identity, _identity, _sign

Name = generic.NameObject
Page: Any = PageObject
Dictionary: Any = generic.DictionaryObject


@pytest.fixture(scope="module")
def who() -> Identity:
    return _identity("Claire X")


@pytest.fixture(scope="module")
def piece(sample: Sample) -> bytes:
    pdf = mend(sample.raw, PROPERTIES, tables=table_roles(sample.word))
    return add_signature_fields(pdf, signature_boxes(sample.word))


def _update(data: bytes, change: Callable[[Any], None]) -> bytes:
    writer: Any = IncrementalPdfFileWriter(io.BytesIO(data), strict=False)
    change(writer)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def _drawing(writer: Any) -> Any:
    return writer.add_object(generic.StreamObject(stream_data=b"0 g 0 0 600 900 re f"))


def _replaced_page(writer: Any) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    page[Name("/Contents")] = _drawing(writer)
    writer.update_container(page)


def _swapped_object(writer: Any) -> None:
    """The stream of the page itself is written anew under its number."""
    page = writer.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    stream = page.raw_get("/Contents")
    held = stream.get_object()
    stream = held.raw_get(0) if isinstance(held, generic.ArrayObject) else stream
    writer.objects[(0, stream.reference.idnum)] = generic.StreamObject(stream_data=b"0 g 0 0 600 900 re f")


def _added_page(writer: Any) -> None:
    writer.insert_page(
        Page(
            contents=_drawing(writer),
            media_box=generic.ArrayObject(map(generic.NumberObject, (0, 0, 600, 900))),
        )
    )


def _note_over_the_page(writer: Any) -> None:
    page = writer.find_page_for_modification(0)[0].get_object()
    note = {"/Type": "/Annot", "/Subtype": "/FreeText"}
    item = Dictionary({Name(k): Name(v) for k, v in note.items()})
    item[Name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 600, 900)))
    page.setdefault(Name("/Annots"), generic.ArrayObject()).append(writer.add_object(item))
    writer.update_container(page)


def _text_field(writer: Any) -> None:
    """The shadow: a field laid over the page, to be filled once it is signed."""
    field = Dictionary(
        {Name("/FT"): Name("/Tx"), Name("/T"): generic.pdf_string("ombre"), Name("/Subtype"): Name("/Widget")}
    )
    field[Name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 600, 900)))
    form = writer.root["/AcroForm"]
    form["/Fields"].append(writer.add_object(field))
    writer.update_container(form["/Fields"])
    page = writer.find_page_for_modification(0)[0].get_object()
    page.setdefault(Name("/Annots"), generic.ArrayObject()).append(form["/Fields"].raw_get(-1))
    writer.update_container(page)


def _field_over_the_page(writer: Any) -> None:
    field = writer.root["/AcroForm"]["/Fields"][0]
    field[Name("/Rect")] = generic.ArrayObject(map(generic.NumberObject, (0, 0, 600, 900)))
    writer.update_container(field)


def _fields_taken_out(writer: Any) -> None:
    del writer.root["/AcroForm"]
    writer.update_root()


def _action_on_opening(writer: Any) -> None:
    writer.root[Name("/OpenAction")] = Dictionary({Name("/S"): Name("/JavaScript")})
    writer.update_root()


def _asked_by_nobody(writer: Any) -> None:
    append_signature_field(writer, SigFieldSpec("Personne", box=(10, 10, 100, 50)))


ATTACKS = [
    _replaced_page,
    _swapped_object,
    _added_page,
    _note_over_the_page,
    _text_field,
    _field_over_the_page,
    _fields_taken_out,
    _action_on_opening,
]


def test_signatures_are_the_only_addition(piece: bytes, who: Identity) -> None:
    once = _sign(piece, NAMES[0], who)
    twice = _sign(once, NAMES[1], who)
    assert [additions(data, len(piece)) for data in (once, twice)] == [[], []]


@pytest.mark.parametrize("attack", ATTACKS)
def test_change_before_the_signature_is_told(
    piece: bytes, who: Identity, attack: Callable[[Any], None]
) -> None:
    forged = _update(piece, attack)
    assert forged.startswith(piece)
    assert additions(forged, len(piece)) != []
    field = "Autre" if attack is _fields_taken_out else NAMES[0]
    assert additions(_sign(forged, field, who), len(piece)) != []


@pytest.mark.parametrize("attack", ATTACKS)
def test_change_after_the_signature_is_told(
    piece: bytes, who: Identity, attack: Callable[[Any], None]
) -> None:
    forged = _update(_sign(piece, NAMES[0], who), attack)
    assert additions(forged, len(piece)) != []
    report = sign_check(forged)
    assert report.altered
    assert not report.complete


def test_field_that_nobody_asked_for_is_told(piece: bytes, who: Identity) -> None:
    assert "personne n’a demandé" in additions(_sign(piece, "Inconnu", who), len(piece))[0]
    forged = _sign(_update(piece, _asked_by_nobody), NAMES[0], who)
    assert "personne n’a demandé" in additions(forged, len(piece))[0]


def test_change_between_two_signatures_is_told(piece: bytes, who: Identity) -> None:
    forged = _sign(_update(_sign(piece, NAMES[0], who), _replaced_page), NAMES[1], who)
    assert additions(forged, len(piece)) != []
    assert sign_check(forged).altered


def test_shadow_filled_after_the_signature_is_told(piece: bytes, who: Identity) -> None:
    signed = _sign(_update(piece, _text_field), NAMES[0], who)
    assert not sign_check(
        signed
    ).altered  # nothing changed since it was signed; `additions` tells what came before

    def fill(writer: Any) -> None:
        field = writer.root["/AcroForm"]["/Fields"][-1]
        field[Name("/V")] = generic.pdf_string("1 000 000 €")
        writer.update_container(field)

    assert sign_check(_update(signed, fill)).altered


def test_update_that_says_nothing_is_told(piece: bytes, who: Identity) -> None:
    signed = _sign(piece, NAMES[0], who)
    start = signed.rindex(b"startxref")
    before = signed[start:].split()[1]
    table = b"xref\n0 0\ntrailer\n<< /Size 1 /Root 1 0 R /Prev " + before + b" >>\n"
    empty = signed + b"\n" + table + b"startxref\n%d\n%%%%EOF\n" % (len(signed) + 1)
    assert sign_check(empty).altered
    assert additions(empty, len(piece)) != []


def test_another_file_after_the_signature_is_told(piece: bytes, who: Identity) -> None:
    forged = _sign(piece, NAMES[0], who) + piece
    assert additions(forged, len(piece)) != []
    assert sign_check(forged).altered


def test_file_that_does_not_chain_back_is_told(piece: bytes, sample: Sample, who: Identity) -> None:
    """The bytes to sign stand first, and nothing of them is read."""
    other = mend(sample.raw, PROPERTIES)
    forged = piece + _sign(other, "Madame X", who)
    assert additions(forged, len(piece)) != []


def test_signed_fields_taken_out_are_told(piece: bytes, who: Identity) -> None:
    report = sign_check(_update(_sign(piece, NAMES[0], who), _fields_taken_out))
    assert report.fields == ()
    assert report.altered
    assert "plus reliée" in report.faults[0]


def test_empty_fields_taken_out_are_told(piece: bytes) -> None:
    report = sign_check(_update(piece, _fields_taken_out))
    assert report.altered
    assert "cases de signature" in report.faults[0]


def test_certificate_made_by_oneself_is_told(piece: bytes, who: Identity) -> None:
    state = sign_check(_sign(piece, NAMES[0], who)).fields[0]
    assert state.sound
    assert not state.valid
    assert state.remarks == ("certificat que son titulaire s’est fait lui-même",)


def _ways(writer: Any) -> None:
    """Sixty objects that each name the next one twice: two to the power of sixty ways to the last."""
    last = writer.add_object(Dictionary({Name("/Z"): generic.pdf_string("z")}))
    for _ in range(60):
        last = writer.add_object(Dictionary({Name("/A"): last, Name("/B"): last}))
    writer.root[Name("/PieceInfo")] = last
    writer.update_root()


def _field_below_itself(writer: Any) -> None:
    field = Dictionary({Name("/T"): generic.pdf_string("a")})
    here = writer.add_object(field)
    field[Name("/Kids")] = generic.ArrayObject([here])
    form = writer.root["/AcroForm"]
    form["/Fields"].append(here)
    writer.update_container(form["/Fields"])


def _last_written_anew(writer: Any) -> None:
    """The last of the sixty: each way to it would have to be judged."""
    held = writer.root["/PieceInfo"]
    while "/A" in held:
        held = held["/A"]
    held[Name("/Z")] = generic.pdf_string("y")
    writer.update_container(held)


def test_objects_that_name_each_other_for_ever_are_told(piece: bytes, who: Identity) -> None:
    """A stranger's file, signed by himself: comparing its revisions would follow each way."""
    forged = _sign(_sign(_update(piece, _ways), NAMES[0], who), NAMES[1], who)
    before = time.process_time()
    assert not sign_check(forged).altered  # they were there when it was signed
    assert additions(forged, len(piece)) != []
    with pytest.raises(BoundError, match="renvoient trop souvent"):
        sign_check(_update(forged, _last_written_anew))
    assert time.process_time() - before < 5


def test_field_that_stands_below_itself_is_told(piece: bytes) -> None:
    assert additions(_update(piece, _field_below_itself), len(piece)) != []


def test_what_is_packed_is_read_as_pyhanko_reads_it(piece: bytes) -> None:
    with pikepdf.open(io.BytesIO(piece)) as pdf:
        pdf.save(packed := io.BytesIO(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    usual: Any = PdfFileReader(packed, strict=False)
    ours = read_tables(packed.getvalue())
    refs = sorted(usual.xrefs.explicit_refs_in_revision(0), key=lambda ref: ref.idnum)
    assert len(refs) > 30
    for ref in refs:
        same = generic.Reference(ref.idnum, ref.generation, ours)
        read, told = (
            re.sub(r" at 0x\w+", "", repr(held)) for held in (ours.get_object(same), usual.get_object(ref))
        )
        assert read == told
