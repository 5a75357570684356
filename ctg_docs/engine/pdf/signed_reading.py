"""Read a PDF that was signed: pyHanko's reader, quick on our files and bounded on those of strangers."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, cached_property
from typing import Any

from ctg_docs.engine.pdf.opening import LOCKED, require
from ctg_docs.engine.pdf.signed_ways import Objects, Ways
from ctg_docs.errors import ConversionError
from ctg_docs.formats import refusal
from ctg_docs.limits import LIMITS, BoundError, within

__all__ = ["open_signed", "quiet", "read_tables", "under"]

_END, _LAST = re.compile(rb"startxref\s+\d+\s+%%EOF"), 1024
"""How a PDF ends, and how far from its end: there alone readers look for it."""

_PAIR = re.compile(rb"[\s\0]*(\d{1,10})[\s\0]+(\d{1,10})(?!\d)")
"""A number of an object and where it begins, at the head of a stream of objects."""
_VISITS, _PER_OBJECT, _ALL_VISITS = 20_000, 10, 3_000_000
"""Times that the objects of a revision are looked at, whatever they are; more for each of them; in all revisions.

Comparing two revisions follows each way to each object. Ours have two ways to an object; objects that each name the next one
twice have two to the power of their number.
"""


def open_signed(data: bytes) -> Any:
    """Return what reads a signed PDF, for several checks: what it has understood of the file is kept.

    Raises:
        ConversionError: not a readable PDF.
        MissingToolError: pyHanko is absent.
    """
    require("pyhanko", "pyhanko_certvalidator")
    if b"%PDF-" not in data[:1024]:
        raise ConversionError(str(refusal(data, "pdf")))
    try:
        reader = read_tables(data)
    except BoundError:
        raise
    except Exception as error:  # a damaged file breaks its reader in any way
        raise ConversionError(str(refusal(data, "pdf"))) from error
    if reader.encrypted:
        raise ConversionError(LOCKED)
    return reader


def read_tables(data: bytes) -> Any:
    """Return pyHanko's reader of a PDF. No table is looked for where a file that ends as it should doesn't tell it.

    Raises:
        ValueError: the file has no end, or what it holds is out of all proportion; others are pyHanko's.
    """
    from pyhanko.pdf_utils.decode_limits import DecodeLimits, StreamDecodeLimits

    if not _END.search(data[-_LAST:]):
        raise ValueError("no end")
    limits = DecodeLimits(per_stream=StreamDecodeLimits(max_output_size=LIMITS.attachment))
    with within(LIMITS.seconds):
        return _reader()(io.BytesIO(data), strict=False, decode_limits=limits)


@cache
def _reader() -> Any:
    """Return pyHanko's reader, which only exists with its extra."""
    from pyhanko.pdf_utils.generic import NullObject, Reference, read_object
    from pyhanko.pdf_utils.misc import PdfReadError, PdfStreamError
    from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader, RawPdfPath

    class Revision(HistoricalResolver):
        """A revision whose objects are not looked at for ever."""

        visits = 0
        ways: Any = None

        def get_object(self, ref: Any, as_metadata_stream: bool = False) -> Any:
            reader: Any = self.reader
            self.visits += 1
            reader.visits += 1
            if self.visits > _VISITS + _PER_OBJECT * len(self.cache) or reader.visits > _ALL_VISITS:
                raise BoundError("ses objets renvoient trop souvent les uns aux autres")
            return super().get_object(ref, as_metadata_stream)

        def _load_reverse_xref_cache(self) -> None:
            reader: Any = self.reader
            self.ways = self.ways or Ways(reader.objects, self.revision)

        def _get_usages_of_ref(self, ref: Any) -> set[Any]:
            self._load_reverse_xref_cache()
            return {RawPdfPath(*way) for way in self.ways.to((ref.idnum, ref.generation))}

    class Reader(PdfFileReader):
        """A reader that looks once at what a stream of objects holds: it is asked for each of a hundred in turn."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            self.visits, self._packed = 0, dict[int, tuple[bytes, int, dict[int, int]]]()
            super().__init__(*arguments, **options)

        @cached_property
        def objects(self) -> Objects:
            return Objects(self)

        def get_historical_resolver(self, revision: int) -> Any:
            held: Any = self._historical_resolver_cache
            if revision not in held:
                held[revision] = Revision(self, revision)
            return held[revision]

        def _get_object_from_stream(self, idnum: int, stmnum: int, idx: int) -> Any:
            if stmnum not in self._packed:
                self._packed[stmnum] = _unpacked(Reference(stmnum, 0, self).get_object())
            data, count, places = self._packed[stmnum]
            if not 0 <= idx < count or idnum not in places:
                return NullObject()
            try:
                packed = io.BytesIO(data)
                packed.seek(places[idnum])
                return read_object(packed, Reference(idnum, 0, self))
            except (PdfReadError, PdfStreamError):
                return NullObject()

    return Reader


def _unpacked(stream: Any) -> tuple[bytes, int, dict[int, int]]:
    """Return what a stream of objects holds, how many objects it says, and where each one begins; the first of two wins."""
    from pyhanko.pdf_utils.decode_limits import DecodePurpose

    if stream["/Type"] != "/ObjStm":
        raise ValueError("no stream of objects")
    data, first, count = (
        stream.read_data(DecodePurpose.OBJECT_STREAM),
        int(stream["/First"]),
        int(stream["/N"]),
    )
    places: dict[int, int] = {}
    pair = _PAIR.match(data)
    while pair and len(places) < count:
        places.setdefault(int(pair[1]), first + int(pair[2]))
        pair = _PAIR.match(data, pair.end())
    return data, count, places


def under(holder: Any, key: str) -> Any:
    """Return what a dictionary holds, references followed, which `get` of pyHanko doesn't do."""
    if key not in holder:
        return {}
    return holder[key]


@contextmanager
def quiet() -> Iterator[None]:
    """Keep pyHanko's own log of what the report tells anyway."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
