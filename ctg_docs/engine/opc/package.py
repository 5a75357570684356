"""Read and write the zip of a Word file, byte for byte the same each time. Knows zip, not Word."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Any

from ctg_docs.engine.limits import Limits
from ctg_docs.errors import TemplateError
from ctg_docs.formats import UnreadableError, Wanted
from ctg_docs.limits import BoundError, open_zip

_fast: Any
try:
    _fast = import_module("isal.isal_zlib")
except ImportError:  # the extra `rapide` is not installed
    _fast = None

__all__ = [
    "Deflater",
    "Member",
    "Static",
    "deflate",
    "pack",
    "read_members",
    "sizes_told",
    "slow_deflate",
    "write_package",
]

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_DATE = 1 << 5 | 1  # 1 January 1980: the same each time
_CHUNK = 1 << 18
_SLOW: ContextVar[bool] = ContextVar("slow_deflate", default=False)
_FIRST = ("[Content_Types].xml", "_rels/.rels")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the package, kept compressed.

    Attributes:
        method: 0 stored, 8 deflated, as in the zip format.
        packed: the bytes as they lie in the zip.
    """

    name: str
    method: int
    crc: int
    size: int
    packed: bytes

    def unpack(self) -> bytes:
        """Return the bytes of the file itself."""
        return self.packed if self.method == 0 else zlib.decompress(self.packed, -15)


@contextmanager
def slow_deflate() -> Iterator[None]:
    """Compress with zlib only, in this thread: the same bytes on every machine, for tests and measures."""
    token = _SLOW.set(True)
    try:
        yield
    finally:
        _SLOW.reset(token)


def deflate(data: bytes, *, fast: bool = True) -> bytes:
    """Compress with isal when installed and `fast`, else with zlib level 6."""
    if fast and _fast is not None and not _SLOW.get():
        packed: bytes = _fast.compress(data, 1, -15)
        return packed
    return zlib.compress(data, 6, -15)


def pack(name: str, data: bytes, *, fast: bool = True) -> Member:
    """Return a member that holds `data`."""
    return Member(name, 8, zlib.crc32(data), len(data), deflate(data, fast=fast))


def sizes_told(data: bytes) -> dict[str, int]:
    """Return the unpacked size of each file as the directory of a zip tells it, nothing unpacked; none when it is no zip."""
    try:
        with open_zip(data) as archive:
            return {entry.filename: entry.file_size for entry in archive.infolist()}
    # all that a damaged directory makes `zipfile` raise: the sizes only share the work, the reader tells the fault
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, struct.error):
        return {}


def read_members(data: bytes, limits: Limits, wanted: Wanted = "word") -> dict[str, Member]:
    """Return the files of a zip by name, after checking every bound a stranger could abuse.

    Args:
        data: the zip.
        limits: its bounds.
        wanted: what it should be, for the message when it is something else.

    Raises:
        TemplateError: not a zip, encrypted, too big, too many files, a doubled or dangerous name.
    """
    try:
        with open_zip(data) as archive:
            entries = archive.infolist()
    except BoundError as bound:
        raise TemplateError(f"Ce fichier ne peut pas être lu : {bound}.") from bound
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        EOFError,
        struct.error,
        UnicodeError,
    ) as error:
        raise UnreadableError(data, wanted) from error
    _check_directory(entries, limits)
    members: dict[str, Member] = {}
    taken: list[tuple[int, int]] = []
    left = limits.unpacked
    for entry in entries:
        if entry.filename.endswith("/"):
            continue
        member, span = _read_one(data, entry, left)
        left -= member.size
        taken.append(span)
        members[entry.filename] = member
    taken.sort()
    if any(end > start for (_, end), (start, _) in pairwise(taken)):
        raise TemplateError("Archive zip piégée : des fichiers s’y chevauchent.")
    return members


def _check_directory(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    if len(entries) > limits.entries:
        raise TemplateError(f"Archive zip suspecte : {len(entries)} fichiers (limite : {limits.entries}).")
    seen: set[str] = set()
    for entry in entries:
        name = entry.filename
        if name.lower() in seen:
            raise TemplateError(f"Archive zip suspecte : le fichier « {name} » y figure deux fois.")
        seen.add(name.lower())
        if (
            name.startswith(("/", "\\"))
            or ".." in name.split("/")
            or "\\" in name
            or ":" in name
            or "\0" in name
        ):
            raise TemplateError(f"Archive zip suspecte : nom de fichier interdit « {name} ».")
        if entry.flag_bits & 0x1:
            raise TemplateError("Le document est chiffré : enlevez le mot de passe dans Word.")
        if entry.compress_type not in {0, 8}:
            raise TemplateError(f"Méthode de compression inconnue pour « {name} ».")
    if sum(entry.file_size for entry in entries) > limits.unpacked:
        raise TemplateError(
            f"Archive zip suspecte : plus de {limits.unpacked // 1_000_000} Mo une fois décompressée."
        )


def _read_one(data: bytes, entry: zipfile.ZipInfo, left: int) -> tuple[Member, tuple[int, int]]:
    name, offset = entry.filename, entry.header_offset
    broken = TemplateError(f"Le fichier « {name} » du document est abîmé.")
    head = data[offset : offset + 30]
    if offset < 0 or len(head) < 30 or head[:4] != b"PK\x03\x04":
        raise broken
    name_size, extra_size = struct.unpack("<2H", head[26:30])
    start = offset + 30 + name_size + extra_size
    packed = data[start : start + entry.compress_size]
    if entry.compress_type == 0:
        plain = packed
    else:
        engine = zlib.decompressobj(-15)
        try:
            plain = engine.decompress(packed, min(left, entry.file_size) + 1)
        except zlib.error as error:
            raise broken from error
    if len(plain) != entry.file_size or len(packed) != entry.compress_size or zlib.crc32(plain) != entry.CRC:
        raise broken
    return Member(name, entry.compress_type, entry.CRC, entry.file_size, packed), (
        offset,
        start + len(packed),
    )


class Deflater:
    """Compresses a member piece by piece."""

    __slots__ = ("_crc", "_engine", "_packed", "_size", "_waiting", "_weight")

    def __init__(self) -> None:
        self._engine: Any = None  # made for what does not fit in one chunk: it costs as much as a short part
        self._crc = self._size = self._weight = 0
        self._packed: list[bytes] = []
        self._waiting: list[bytes] = []

    def add(self, piece: bytes) -> None:
        """Add a piece; small ones wait for each other."""
        self._waiting.append(piece)
        self._weight += len(piece)
        if self._weight > _CHUNK:
            self._flush()

    def _flush(self) -> None:
        chunk = b"".join(self._waiting)
        self._waiting.clear()
        self._weight = 0
        self._crc = zlib.crc32(chunk, self._crc)
        self._size += len(chunk)
        self._engine = self._engine or _compressobj()
        self._packed.append(self._engine.compress(chunk))

    def member(self, name: str) -> Member:
        """Return the finished member."""
        if self._engine is None:
            return pack(name, b"".join(self._waiting))
        self._flush()
        self._packed.append(self._engine.flush())
        return Member(name, 8, self._crc, self._size, b"".join(self._packed))


def _compressobj() -> Any:
    if _fast is not None and not _SLOW.get():
        return _fast.compressobj(1, 8, -15)
    return zlib.compressobj(6, zlib.DEFLATED, -15)


class Static:
    """The members that no document changes, laid out once: local entries and directory ready to copy."""

    __slots__ = ("body", "count", "directory", "members")

    def __init__(self, members: Iterable[Member]) -> None:
        ordered = sorted(members, key=lambda m: (_FIRST.index(m.name) if m.name in _FIRST else 9, m.name))
        body: list[bytes] = []
        directory: list[bytes] = []
        offset = 0
        for member in ordered:
            local, central = _entry(member, offset)
            body += (local, member.packed)
            directory.append(central)
            offset += len(local) + len(member.packed)
        self.body = b"".join(body)
        self.directory = b"".join(directory)
        self.count = len(ordered)
        self.members = tuple(ordered)

    def replace(self, name: str, change: Callable[[bytes], bytes]) -> Static:
        """Return the same members, one of them changed."""
        return Static(
            pack(name, change(member.unpack())) if member.name == name else member for member in self.members
        )


def _entry(member: Member, offset: int) -> tuple[bytes, bytes]:
    name = member.name.encode()
    flags = 0 if member.name.isascii() else 0x800
    common = (20, flags, member.method, 0, _DATE, member.crc, len(member.packed), member.size, len(name), 0)
    local = _LOCAL.pack(b"PK\x03\x04", *common) + name
    return local, _CENTRAL.pack(b"PK\x01\x02", 20, *common, 0, 0, 0, 0, offset) + name


def write_package(static: Static, members: Iterable[Member], write: Callable[[bytes], object]) -> None:
    """Write the static members as they are, then the others, then the directory."""
    write(static.body)
    offset, count, directory = len(static.body), static.count, [static.directory]
    for member in members:
        local, central = _entry(member, offset)
        write(local)
        write(member.packed)
        directory.append(central)
        offset += len(local) + len(member.packed)
        count += 1
    central = b"".join(directory)
    write(central)
    write(_END.pack(b"PK\x05\x06", 0, 0, count, count, len(central), offset, 0))
