"""Make the converter's PDF conform: PDF/UA-1 and PDF/A in the same file, metadata in step, same bytes each time."""

from __future__ import annotations

import hashlib
import io
import struct
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.pdf.opening import open_pdf, require
from ctg_docs.engine.pdf.streams import settle_streams
from ctg_docs.engine.pdf.xmp import Level, info_of, xmp_packet
from ctg_docs.engine.values import Properties
from ctg_docs.errors import ConversionError
from ctg_docs.limits import LIMITS

if TYPE_CHECKING:
    from pikepdf import Pdf

__all__ = ["Attachment", "attach", "attachments_of", "mend", "save", "write_metadata"]


_PROFILE_DATE = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file carried inside the PDF.

    Attributes:
        name: file name shown to the reader, ASCII.
        description: a French sentence, read aloud.
        mime: type of the content.
        relationship: `Source` (the document was made from it), `Data`, `Supplement`…
    """

    name: str
    data: bytes = field(repr=False)
    description: str
    mime: str = "application/json"
    relationship: str = "Source"


def mend(
    data: bytes,
    properties: Properties,
    *,
    tables: Sequence[str] = (),
    attachments: Sequence[Attachment] = (),
    before: Callable[[Pdf], None] | None = None,
    extra: Callable[[Pdf], None] | None = None,
) -> bytes:
    """Return the PDF made PDF/UA-1 and PDF/A-2b, or PDF/A-3b when it carries files.

    Args:
        data: what the converter gave, tagged.
        properties: title, author, language, dates: never the clock's.
        tables: role of each table, see `structure.mend_structure`; `tableaux.table_roles` reads them in a Word file.
        attachments: files to carry.
        before: a change to do before the tags are mended.
        extra: one more change, done before writing.

    Raises:
        ConversionError: the PDF is not readable or not tagged.
        MissingToolError: pikepdf is absent.
    """
    require("pikepdf")
    from ctg_docs.engine.pdf.structure import mend_structure

    with open_pdf(data, tagged=True) as pdf:
        if before:
            before(pdf)
        mend_structure(pdf, tables)
        for attachment in attachments:
            attach(pdf, attachment, properties)
        if extra:
            extra(pdf)
        write_metadata(pdf, properties)
        return save(pdf)


def write_metadata(pdf: Pdf, properties: Properties) -> None:
    """Write title, language, dates and claims, in the three places that hold them, all the same."""
    from pikepdf import Dictionary, Name

    for key in ("/DocChecksum", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    pdf.trailer.Info = pdf.make_indirect(Dictionary(info_of(properties)))
    level = Level(3 if pdf.attachments else 2)
    packet = pdf.make_stream(xmp_packet(properties, level))
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    root = pdf.Root
    root.Metadata = packet
    _still_profile(pdf)
    root.Lang = properties.language
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/Outlines" in root and "/First" in root.Outlines:
        root.PageMode = Name.UseOutlines


def _still_profile(pdf: Pdf) -> None:
    """Set the date inside the colour profile, which the converter takes from the clock."""
    for intent in pdf.Root.get("/OutputIntents", ()):
        profile = intent.get("/DestOutputProfile")
        if profile is not None:
            data = profile.read_bytes()
            profile.write(data[:24] + _PROFILE_DATE + data[36:])


def save(pdf: Pdf) -> bytes:
    """Return the bytes of the file: the same for the same content."""
    from pikepdf import ObjectStreamMode

    output = io.BytesIO()
    pdf.save(
        output,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        compress_streams=True,
        fix_metadata_version=False,
        min_version="1.7",
    )
    return settle_streams(output.getvalue())


def attachments_of(data: bytes) -> dict[str, bytes]:
    """Return the files carried inside a PDF, by name.

    Raises:
        ConversionError: not a PDF, or one of its attachments is damaged, or out of all proportion.
    """
    require("pikepdf")
    with open_pdf(data) as pdf:
        try:
            return {name: _content(spec.obj) for name, spec in sorted(pdf.attachments.items())}
        except ConversionError:
            raise
        except Exception as error:  # a damaged or hostile file breaks its reader in any way
            raise ConversionError(
                "Une pièce jointe de ce PDF est abîmée : elle ne peut pas être lue."
            ) from error


def _content(spec: Any) -> bytes:
    """Return an attachment, unpacked no further than what any dossier needs."""
    stream = spec["/EF"]["/F"]
    filters = stream.get("/Filter", None)
    names = (
        [] if filters is None else [str(f) for f in (filters if filters._type_name == "array" else [filters])]
    )
    raw: bytes = stream.read_raw_bytes()
    if names not in ([], ["/FlateDecode"]) or (names and "/DecodeParms" in stream):
        raise ConversionError("Une pièce jointe de ce PDF est codée d’une façon que ctg-docs ne lit pas.")
    plain = zlib.decompressobj().decompress(raw, LIMITS.attachment + 1) if names else raw
    if len(plain) > LIMITS.attachment:
        raise ConversionError(f"Une pièce jointe de ce PDF pèse plus de {LIMITS.attachment // 1_000_000} Mo.")
    return plain


def attach(pdf: Pdf, attachment: Attachment, properties: Properties) -> None:
    """Put a file inside an open PDF, which thereby becomes a PDF/A-3."""
    from pikepdf import Array, Dictionary, Name, String

    stream = pdf.make_stream(attachment.data)
    stream.Type, stream.Subtype = Name.EmbeddedFile, Name("/" + attachment.mime)
    digest = hashlib.md5(attachment.data, usedforsecurity=False).digest()
    stream.Params = Dictionary(Size=len(attachment.data), CheckSum=String(digest))
    date = info_of(properties).get("/ModDate") or "D:19800101000000+00'00'"
    stream.Params.ModDate = String(date)
    spec = pdf.make_indirect(
        Dictionary(
            Type=Name.Filespec,
            F=attachment.name,
            UF=attachment.name,
            Desc=attachment.description,
            AFRelationship=Name("/" + attachment.relationship),
            EF=Dictionary(F=stream, UF=stream),
        )
    )
    root = pdf.Root
    if "/Names" not in root:
        root.Names = Dictionary()
    held = list(root.Names.EmbeddedFiles.Names) if "/EmbeddedFiles" in root.Names else []
    pairs = {str(key): value for key, value in zip(held[::2], held[1::2], strict=True)} | {
        attachment.name: spec
    }
    items = [item for key in sorted(pairs) for item in (String(key), pairs[key])]
    root.Names.EmbeddedFiles = Dictionary(Names=Array(items))
    before = list(root.AF) if "/AF" in root else []
    root.AF = Array([*before, spec])
