"""Attacks of the literature on signed PDFs: universal forgery, shadows by tables, evil annotations, sneaky signatures."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner
from pyhanko.sign.fields import MDPPerm

from ctg_docs.engine.pdf.additions import additions
from ctg_docs.engine.pdf.signatures import sign_check
from ctg_docs.errors import ConversionError
from tests.engine.pdf.test_additions import (
    Name,
    _asked_by_nobody,
    _drawing,
    _note_over_the_page,
    _update,
    piece,
    who,
)
from tests.engine.pdf.test_signatures import NAMES, Identity, _sign

__all__ = ["piece", "who"]


def _told(data: bytes) -> bool:
    """True when a file is refused, or said to be no longer what was signed."""
    try:
        return sign_check(data).altered
    except ConversionError:
        return True


def _same_length(pattern: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda data: re.sub(pattern, lambda m: new.ljust(len(m[0])), data, flags=re.DOTALL)


_RANGE, _CONTENTS = rb"/ByteRange\s*\[[^\]]*\]", rb"/Contents\s*<[0-9a-fA-F]{200,}>"
FORGERIES = {
    "no range": _same_length(_RANGE, b""),
    "range null": _same_length(_RANGE, b"/ByteRange null"),
    "range empty": _same_length(_RANGE, b"/ByteRange []"),
    "range of nothing": _same_length(_RANGE, b"/ByteRange [0 0 0 0]"),
    "range before the file": _same_length(_RANGE, b"/ByteRange [0 -9 -9 -9]"),
    "range from behind": _same_length(_RANGE, b"/ByteRange [99 9 0 9]"),
    "range of texts": _same_length(_RANGE, b"/ByteRange [(a) /B 0 0]"),
    "no contents": _same_length(_CONTENTS, b""),
    "contents null": _same_length(_CONTENTS, b"/Contents null"),
    "contents empty": _same_length(_CONTENTS, b"/Contents <>"),
    "contents zero": _same_length(_CONTENTS, b"/Contents <00>"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_universal_forgery_is_told(piece: bytes, who: Identity, name: str) -> None:
    """A signature that says nothing of what it covers, or holds nothing, is none."""
    signed = _sign(piece, NAMES[0], who)
    forged = FORGERIES[name](signed)
    assert forged != signed
    assert _told(forged)


def _first_page(writer: Any) -> Any:
    return writer.find_page_for_modification(0)[0].get_object()


def _covered(piece: bytes) -> tuple[bytes, int, bytes]:
    """Return a piece whose first page draws two objects, the number of the second, and what is prepared to take its place."""
    held: list[int] = []

    def draw(writer: Any) -> None:
        page = _first_page(writer)
        shown, cover = page.raw_get("/Contents"), _drawing(writer)
        held.append(cover.reference.idnum)
        page[Name("/Contents")] = generic.ArrayObject(
            [*(shown if isinstance(shown, generic.ArrayObject) else [shown]), cover]
        )
        writer.update_container(page)

    drawn = _update(piece, draw)
    return drawn, held[0], b"%d 0 obj\n<< /Length 0 >>\nstream\n\nendstream\nendobj\n" % held[0]


def _table(signed: bytes, number: int, place: int | None) -> bytes:
    """Add a table alone, which says where an object is, or that it is no more: nothing else is written after the signature."""
    before = signed[signed.rindex(b"startxref") :].split()[1]
    root = re.findall(rb"/Root\s+(\d+ \d+ R)", signed)[-1]
    line = b"0000000000 00001 f \n" if place is None else b"%010d 00000 n \n" % place
    size = max(int(n) for n in re.findall(rb"/Size\s+(\d+)", signed))
    table = b"xref\n%d 1\n%strailer\n<< /Size %d /Root %s /Prev %s >>\n" % (number, line, size, root, before)
    start = len(signed) + 1
    return signed + b"\n" + table + b"startxref\n%d\n%%%%EOF\n" % start


@pytest.mark.parametrize("way", ["hide", "replace", "hide and replace"])
def test_shadow_is_told(piece: bytes, who: Identity, way: str) -> None:
    """What covers a page when it is signed is taken away, written anew, or given its twin that was in the signed bytes."""
    drawn, number, twin = _covered(piece)
    place = None
    if way == "hide and replace":  # the twin stands in what is signed, where no table leads to it
        end = drawn.rindex(b"startxref")
        place = end
        drawn = drawn[:end] + twin + drawn[end:]
    signed = _sign(drawn, NAMES[0], who)
    assert not sign_check(signed).altered  # nothing changed since
    assert additions(signed, len(piece)) != []  # but it is not the piece
    if way == "replace":
        place = len(signed) + 1
        signed += b"\n" + twin
    assert _told(_table(signed, number, place))


def _certified(piece: bytes, who: Identity, permission: MDPPerm) -> bytes:
    meta = PdfSignatureMetadata(field_name=NAMES[0], certify=True, docmdp_permissions=permission)
    out = io.BytesIO()
    PdfSigner(meta, who.signer).sign_pdf(IncrementalPdfFileWriter(io.BytesIO(piece)), output=out)
    return out.getvalue()


@pytest.mark.parametrize("permission", list(MDPPerm))
def test_evil_annotation_is_told_whatever_the_certification_allows(
    piece: bytes, who: Identity, permission: MDPPerm
) -> None:
    certified = _certified(piece, who, permission)
    assert not _told(certified)
    forged = _update(certified, _note_over_the_page)
    assert _told(forged)
    assert additions(forged, len(piece)) != []


@pytest.mark.parametrize("permission", [MDPPerm.FILL_FORMS, MDPPerm.ANNOTATE])
def test_sneaky_signature_is_told(piece: bytes, who: Identity, permission: MDPPerm) -> None:
    """A field of the attacker's own, signed by himself over a certified piece."""
    certified = _certified(piece, who, permission)
    forged = _sign(_update(certified, _asked_by_nobody), "Personne", who)
    assert any("personne n’a demandé" in told for told in additions(forged, len(piece)))
    assert len(sign_check(forged).fields) > len(sign_check(certified).fields)


def test_signature_put_in_the_place_of_another_is_told(piece: bytes, who: Identity) -> None:
    """The dictionary of a signature written anew, as it was, so that what follows looks as if it had been there."""

    def again(writer: Any) -> None:
        _first_page(writer)[Name("/Contents")] = _drawing(writer)
        writer.update_container(_first_page(writer))
        writer.update_container(writer.root["/AcroForm"]["/Fields"][0]["/V"])

    forged = _update(_sign(piece, NAMES[0], who), again)
    assert _told(forged)
    assert additions(forged, len(piece)) != []
