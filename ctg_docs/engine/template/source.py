"""Read a Word file into checked parts, ready to be compiled. Knows the package, not Jinja."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from lxml import etree

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.names import (
    CORE_PROPERTIES_TYPE,
    CT,
    NS,
    REL,
    RELS,
    TEXT_PARTS,
    TYPES_PART,
    XML_HEAD,
    qn,
    rels_name,
)
from ctg_docs.engine.opc.office import Package
from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.opc.package import Member, pack
from ctg_docs.engine.opc.safety import check_members, clean_members
from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.engine.word.runs import HOLE_STYLE
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Source", "read_source"]

_PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "gif": "image/gif"}
_CORE = "docProps/core.xml"
_MORE_PROPERTIES = ("docProps/app.xml", "docProps/custom.xml")
_BOUND = re.compile(r"customXml/item\d+\.xml$")
_WHOLE_TAG = re.compile(rb"\{\{[^{}]*\}\}|\{%[^{}]*%\}")
_QUOTED_TAG = re.compile(r"%7B%7B.*?%7D%7D", re.IGNORECASE)


def _holds_tag(member: Member) -> bool:
    return _WHOLE_TAG.search(member.unpack()) is not None


@dataclass
class Source(Package):
    """A template while it is being loaded; thrown away afterwards.

    Attributes:
        touched: parts whose trees were changed, and that `seal` writes back.
    """

    touched: set[str] = field(default_factory=set)

    def seal(self, *names: str) -> None:
        """Write changed trees back to the members: those named, or all that were touched."""
        for name in names or self.touched:
            super().seal(name)

    def text_parts(self) -> list[tuple[str, str]]:
        """Return (name, French label) of the parts whose text is a template, the body first."""
        found = [(n, TEXT_PARTS[t]) for n, t in self.types.items() if t in TEXT_PARTS and n in self.members]
        found += [(rels_name(n), "liens") for n, _ in found if self._open_links(rels_name(n))]
        found += [(n, "propriétés du document") for n in _MORE_PROPERTIES if n in self.members]
        found += [
            (n, "données des champs liés")
            for n, m in self.members.items()
            if _BOUND.match(n) and _holds_tag(m)
        ]
        return sorted(found, key=lambda p: (p[0] != self.main, p[0]))

    def _open_links(self, name: str) -> bool:
        """Undo the percent signs Word writes in the tags of an address; True when any address holds a tag."""
        root = self.tree(name)
        links = [] if root is None else [r for r in root if "{{" in unquote(r.get("Target", ""))]
        self.touched |= {name} if links else set()
        for link in links:
            link.set("Target", _QUOTED_TAG.sub(lambda m: unquote(m.group()), link.get("Target", "")))
        return bool(links)


class _Once:
    """Parses a part once for all the checks that read it, as long as none changes it."""

    def __init__(self) -> None:
        self._known: dict[str, tuple[bytes, _Element]] = {}

    def __call__(self, data: bytes, name: str) -> _Element:
        before, root = self._known.get(name, (None, None))
        if root is None or before != data:
            root = parse_xml(data, name)
            self._known[name] = (data, root)
        return root

    def still(self, members: Mapping[str, Member]) -> dict[str, _Element]:
        """Return the trees of the parts that are still as they were read."""
        return {
            name: root
            for name, (data, root) in self._known.items()
            if name in members and (members[name].crc, members[name].size) == (zlib.crc32(data), len(data))
        }


def read_source(
    data: bytes,
    limits: Limits,
    palette: Mapping[str, str] | None = None,
    fonts: Mapping[str, str] | None = None,
    *,
    trusted: bool = False,
) -> Source:
    """Read and check a template file, colours and fonts replaced; a trusted one keeps all it holds.

    Raises:
        TemplateError: not a Word file, or a file that no one should open.
    """
    if len(data) > limits.file:
        raise TemplateError(f"Le modèle pèse plus de {limits.file // 1_000_000} Mo.")
    parse = _Once()

    def check(members: dict[str, Member]) -> None:
        check_members(members, limits, parse, trusted=trusted)

    package = open_package(data, limits, check=check)
    if not trusted:
        clean_members(package.members, parse)
    _restyle(package.members, palette or {}, fonts or {})
    source = Source(package.members, package.types, package.main, macros=package.macros)
    source.known = parse.still(package.members)
    types = source.tree(TYPES_PART)
    if types is not None:
        _complete(source, types)
    return source


def _restyle(members: dict[str, Member], palette: Mapping[str, str], fonts: Mapping[str, str]) -> None:
    """Replace colours (`w:fill="1F4E79"`, `fillcolor="#1F4E79"`) and fonts in every part of the document."""
    swaps = {k.upper(): v.upper() for k, v in palette.items()} | dict(fonts)
    if not swaps:
        return
    pattern = re.compile('="(#?)(' + "|".join(re.escape(k) for k in swaps) + ')"', re.IGNORECASE)
    lower = {k.lower(): v for k, v in swaps.items()}
    for name, member in members.items():
        if name.startswith("word/") and name.endswith(".xml"):
            text = member.unpack().decode("utf-8", "surrogateescape")
            changed = pattern.sub(lambda m: f'="{m.group(1)}{lower[m.group(2).lower()]}"', text)
            if changed != text:
                members[name] = pack(name, changed.encode("utf-8", "surrogateescape"))


def _complete(source: Source, types: _Element) -> None:
    """Add what any document may need: picture types, core properties, the style of holes."""
    known = {d.get("Extension", "").lower() for d in types.iter(f"{{{CT}}}Default")}
    for extension, kind in _PICTURES.items():
        if extension not in known:
            source.touched.add(TYPES_PART)
            types.insert(
                0, types.makeelement(f"{{{CT}}}Default", {"Extension": extension, "ContentType": kind})
            )
    rels = source.tree("_rels/.rels")
    if rels is not None and not any(r.kind == REL["core"] for r in source.relations("")):
        source.touched |= {"_rels/.rels", TYPES_PART}
        rels.append(
            rels.makeelement(
                f"{{{RELS}}}Relationship", {"Id": "rIdCoreGen", "Type": REL["core"], "Target": _CORE}
            )
        )
        types.append(
            types.makeelement(
                f"{{{CT}}}Override", {"PartName": f"/{_CORE}", "ContentType": CORE_PROPERTIES_TYPE}
            )
        )
        source.types[_CORE] = CORE_PROPERTIES_TYPE
        source.members[_CORE] = pack(_CORE, _EMPTY_CORE)
    styles = source.tree(source.sibling("styles") or "")
    if styles is not None and styles.find(f"{qn('w:style')}[@{qn('w:styleId')}='{HOLE_STYLE}']") is None:
        source.touched.add(source.sibling("styles") or "")
        styles.append(etree.fromstring(_HOLE_STYLE_XML))


_EMPTY_CORE = (
    XML_HEAD
    + '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
).encode()
_HOLE_STYLE_XML = (
    f'<w:style xmlns:w="{NS["w"]}" w:type="character" w:customStyle="1" w:styleId="{HOLE_STYLE}">'
    '<w:name w:val="À compléter"/><w:qFormat/><w:rPr><w:shd w:val="clear" w:color="auto" w:fill="FFF4C2"/></w:rPr>'
    "</w:style>"
)
