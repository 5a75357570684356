"""Read a Word file into checked parts, ready to be compiled. Knows the package, not Jinja."""

from __future__ import annotations

import posixpath
import re
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
    XML_HEAD,
    qn,
    rels_name,
)
from ctg_docs.engine.opc.package import Member, pack, read_members
from ctg_docs.engine.opc.safety import check_members
from ctg_docs.engine.opc.xml import parse_xml, to_bytes
from ctg_docs.engine.word.runs import HOLE_STYLE
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["Source", "read_source"]

_PICTURES = {"png": "image/png", "jpeg": "image/jpeg", "jpg": "image/jpeg", "gif": "image/gif"}
_CORE = "docProps/core.xml"
_MORE_PROPERTIES = ("docProps/app.xml", "docProps/custom.xml")
_QUOTED_TAG = re.compile(r"%7B%7B.*?%7D%7D", re.IGNORECASE)


@dataclass
class Source:
    """A template while it is being loaded; thrown away afterwards.

    Attributes:
        members: files of the package.
        types: content type by part.
        main: name of the part that holds the body.
        trees: parsed parts, changed in place, written back by `seal`.
    """

    members: dict[str, Member]
    types: dict[str, str]
    main: str
    trees: dict[str, _Element] = field(default_factory=dict)

    def tree(self, name: str) -> _Element | None:
        """Return the root of a part, parsed once; None when the package has no such part."""
        if name not in self.trees and name in self.members:
            self.trees[name] = parse_xml(self.members[name].unpack(), name)
        return self.trees.get(name)

    def sibling(self, kind: str) -> str | None:
        """Return the part the body refers to by a kind of relationship: its styles, its numbering."""
        return next((target for k, target in self.relations(self.main) if k == REL[kind]), None)

    def relations(self, name: str) -> list[tuple[str, str]]:
        """Return (type, part) of the inner relationships of a part."""
        root = self.tree(rels_name(name))
        found = [] if root is None else root.findall(f"{{{RELS}}}Relationship")
        return [
            (r.get("Type", ""), _resolve(name, r.get("Target", "")))
            for r in found
            if r.get("TargetMode") != "External"
        ]

    def text_parts(self) -> list[tuple[str, str]]:
        """Return (name, French label) of the parts whose text is a template, the body first."""
        found = [(n, TEXT_PARTS[t]) for n, t in self.types.items() if t in TEXT_PARTS and n in self.members]
        found += [(rels_name(n), "liens") for n, _ in found if self._open_links(rels_name(n))]
        found += [(n, "propriétés du document") for n in _MORE_PROPERTIES if n in self.members]
        return sorted(found, key=lambda p: (p[0] != self.main, p[0]))

    def _open_links(self, name: str) -> bool:
        """Undo the percent signs Word writes in the tags of an address; True when any address holds a tag."""
        root = self.tree(name)
        links = [] if root is None else [r for r in root if "{{" in unquote(r.get("Target", ""))]
        for link in links:
            link.set("Target", _QUOTED_TAG.sub(lambda m: unquote(m.group()), link.get("Target", "")))
        return bool(links)

    def seal(self) -> None:
        """Write the changed trees back to the members."""
        for name, root in self.trees.items():
            self.members[name] = pack(name, to_bytes(root))


def _resolve(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def read_source(data: bytes, limits: Limits, palette: Mapping[str, str], fonts: Mapping[str, str]) -> Source:
    """Read and check a template file, colours and fonts replaced.

    Raises:
        TemplateError: not a Word file, or a file that no one should open.
    """
    if len(data) > limits.file:
        raise TemplateError(f"Le modèle pèse plus de {limits.file // 1_000_000} Mo.")
    members = read_members(data, limits)
    check_members(members, limits, parse_xml)
    _restyle(members, palette, fonts)
    source = Source(members, {}, "")
    types = source.tree("[Content_Types].xml")
    if types is None:
        raise TemplateError("Ce fichier n’est pas un document Word : il lui manque son sommaire interne.")
    source.types = {
        o.get("PartName", "")[1:]: o.get("ContentType", "") for o in types.iter(f"{{{CT}}}Override")
    }
    source.main = next((t for k, t in source.relations("") if k == REL["document"]), "")
    if source.types.get(source.main) not in TEXT_PARTS or source.main not in members:
        raise TemplateError("Ce fichier n’est pas un document Word.")
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
            types.insert(
                0, types.makeelement(f"{{{CT}}}Default", {"Extension": extension, "ContentType": kind})
            )
    rels = source.tree("_rels/.rels")
    if rels is not None and not any(k == REL["core"] for k, _ in source.relations("")):
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
