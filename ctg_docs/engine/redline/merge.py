"""Write the file with tracked changes: the new package, with what it lost from the old one brought along."""

from __future__ import annotations

import copy
import posixpath
from datetime import datetime
from itertools import count

from lxml import etree

from ctg_docs.engine.opc.names import CT, RELS, TYPES_PART, qn, rels_name
from ctg_docs.engine.opc.xml import to_bytes
from ctg_docs.engine.redline.blocks import Merge
from ctg_docs.engine.redline.marks import Marker
from ctg_docs.engine.redline.side import FORMER, REL_ATTRIBUTES, Node, Side

__all__ = ["redline"]

_VML = "urn:schemas-microsoft-com:vml"
_NUMBERING = "word/numbering.xml"
_DOC_PR = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"


def redline(old: bytes, new: bytes, *, author: str, date: datetime) -> bytes:
    """Return one document with real tracked changes: accepted, it says `new`; rejected, `old`.

    Which header a section bears is that of the new file: Word tracks no such change. Bookmarks, link targets are those of the new file; styles, theme and properties too.

    Args:
        old: the former .docx.
        new: the new .docx.
        author: who the changes are signed by.
        date: when, as written in each mark.

    Raises:
        TemplateError: one of the files is no Word document.
    """
    before, after = Side(old), Side(new)
    transplant = _Transplant(before, after)
    marker = Marker(author, date.strftime("%Y-%m-%dT%H:%M:%SZ"))
    merge = Merge(before, after, marker, transplant)
    for part in after.stories:
        if part in before.parts:
            root, source = after.root(part), before.root(part)
            body = root.find(qn("w:body"))
            old_body = source.find(qn("w:body"))
            merge.story(part, source if old_body is None else old_body, root if body is None else body)
            transplant.written.add(part)
    return transplant.finish()


class _Transplant:
    """Brings into the new package the pictures, links, charts and lists that deleted passages need."""

    def __init__(self, old: Side, new: Side) -> None:
        self.old, self.new = old, new
        self.written: set[str] = set()
        self._parts: dict[str, str] = {}
        self._links: dict[tuple[str, str], str] = {}
        self._new_links: dict[str, list[tuple[str, str, str, bool]]] = {}
        self._lists: dict[str, str] = {}
        self._rank = count(1)
        self._drawings = count(500_000)

    def adopt(self, node: Node, part: str) -> None:
        """Make the identifiers of a passage mean in the new package what they meant in the old one."""
        for inner in node.iter():
            if not isinstance(inner.tag, str):
                continue
            for name in REL_ATTRIBUTES & set(inner.attrib):
                inner.set(name, self._link(part, inner.get(name)))
            if inner.tag == qn("w:numId"):
                inner.set(qn("w:val"), self._list(str(inner.get(qn("w:val")))))
            elif inner.tag == _DOC_PR:
                inner.set("id", str(next(self._drawings)))
        self._rename_shapes(node)

    def _rename_shapes(self, node: Node) -> None:
        """Give the old drawings of headers (VML) names of their own, the references to them too."""
        shapes = [n for n in node.iter(f"{{{_VML}}}*") if n.get("id")]
        renamed = {n.get("id"): f"{n.get('id')}_ancien{next(self._drawings)}" for n in shapes}
        for shape in shapes:
            shape.set("id", renamed[shape.get("id")])
        for shape in node.iter(f"{{{_VML}}}shape"):
            kind = str(shape.get("type", "")).removeprefix("#")
            if kind in renamed:
                shape.set("type", f"#{renamed[kind]}")

    def learn(self, old: Node, new: Node) -> None:
        """Note that two paragraphs or tables are the same: so are their lists."""
        name, value = qn("w:numId"), qn("w:val")
        for a, b in zip(old.iter(name), new.iter(name), strict=False):
            x, y = str(a.get(value)), str(b.get(value))
            if self.old.lists.get(x) == self.new.lists.get(y):
                self._lists.setdefault(x, y)

    def _link(self, part: str, identifier: str) -> str:
        key = (part, identifier)
        if key not in self._links:
            target, kind = self.old.links(part).get(identifier, ("", ""))
            if not kind:
                return identifier
            external = target not in self.old.parts
            rank = f"rIdAncien{next(self._rank)}"
            self._links[key] = rank
            self._new_links.setdefault(part, []).append(
                (rank, kind, target if external else self._part(target), external)
            )
        return self._links[key]

    def _part(self, name: str) -> str:
        """Copy a part, and those it needs, under a name of its own; the same bytes are not copied twice."""
        if name in self._parts:
            return self._parts[name]
        if self.new.parts.get(name) == self.old.parts[name] and rels_name(name) not in self.old.parts:
            self._parts[name] = name
            return name
        folder, _, file = name.rpartition("/")
        copied = f"{folder}/{FORMER}{file}"
        self._parts[name] = copied
        self.new.parts[copied] = self.old.parts[name]
        self._declare(name, copied)
        inner = self.old.links(name)
        if inner:
            links = _no_links()
            for identifier, (target, kind) in inner.items():
                outside = target not in self.old.parts
                here = target if outside else _relative(copied, self._part(target))
                _add_link(links, identifier, kind, here, external=outside)
            self.new.parts[rels_name(copied)] = to_bytes(links)
        return copied

    def _declare(self, name: str, copied: str) -> None:
        types, former = self.new.root(TYPES_PART), self.old.root(TYPES_PART)
        own = next((o for o in former if o.get("PartName") == f"/{name}"), None)
        if own is not None:
            twin = copy.deepcopy(own)
            twin.set("PartName", f"/{copied}")
            types.append(twin)
        else:
            suffix = name.rpartition(".")[2]
            known = {str(d.get("Extension")).lower() for d in types.findall(f"{{{CT}}}Default")}
            default = next((d for d in former if str(d.get("Extension")).lower() == suffix.lower()), None)
            if suffix.lower() not in known and default is not None:
                types.insert(0, copy.deepcopy(default))
        self.written.add(TYPES_PART)

    def _list(self, identifier: str) -> str:
        if identifier in ("0", "") or identifier not in self.old.lists:
            return identifier
        if identifier not in self._lists:
            same = self.old.parts[_NUMBERING] == self.new.parts.get(_NUMBERING)
            self._lists[identifier] = identifier if same else self._copy_list(identifier)
        return self._lists[identifier]

    def _copy_list(self, identifier: str) -> str:
        """Add to the new numbering a list of the same look; it counts on its own."""
        source, target = self.old.root(_NUMBERING), self.new.root(_NUMBERING)
        num = copy.deepcopy(
            next(n for n in source.findall(qn("w:num")) if n.get(qn("w:numId")) == identifier)
        )
        looks = [k for k, v in self.new.lists.items() if v == self.old.lists[identifier]]
        link = num.find(qn("w:abstractNumId"))
        if looks:
            twin = next(n for n in target.findall(qn("w:num")) if n.get(qn("w:numId")) == looks[0])
            link.set(qn("w:val"), twin.find(qn("w:abstractNumId")).get(qn("w:val")))
        else:
            wanted = link.get(qn("w:val"))
            look = copy.deepcopy(
                next(a for a in source.findall(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == wanted)
            )
            fresh = str(
                1 + max(int(a.get(qn("w:abstractNumId"))) for a in target.findall(qn("w:abstractNum")))
            )
            look.set(qn("w:abstractNumId"), fresh)
            link.set(qn("w:val"), fresh)
            target.findall(qn("w:abstractNum"))[-1].addnext(look)
        new = str(1 + max(int(n.get(qn("w:numId"))) for n in target.findall(qn("w:num"))))
        num.set(qn("w:numId"), new)
        target.findall(qn("w:num"))[-1].addnext(num)
        self.written.add(_NUMBERING)
        return new

    def finish(self) -> bytes:
        """Return the package."""
        for part, links in self._new_links.items():
            name = rels_name(part)
            root = self.new.root(name) if name in self.new.parts else _no_links()
            for identifier, kind, target, external in links:
                shown = target if external else _relative(part, target)
                _add_link(root, identifier, kind, shown, external=external)
            self.new.parts[name] = to_bytes(root)
        for part in self.written:
            self.new.parts[part] = to_bytes(self.new.root(part))
        return self.new.save()


def _no_links() -> Node:
    return etree.fromstring(f'<Relationships xmlns="{RELS}"/>')


def _relative(part: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(part) or ".")


def _add_link(root: Node, identifier: str, kind: str, target: str, *, external: bool) -> None:
    link = etree.SubElement(root, f"{{{RELS}}}Relationship")
    link.set("Id", identifier)
    link.set("Type", kind)
    link.set("Target", target)
    if external:
        link.set("TargetMode", "External")
