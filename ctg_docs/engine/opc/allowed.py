"""What a template may be made of: the parts of a Word document, its pictures, its charts. All else stays behind.

Relationships are read as XML, since the same one may be spelled in many ways; their kinds are allow-listed.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import unquote

from ctg_docs.engine.opc.names import CT, RELS, TYPES_PART, qn, rels_name
from ctg_docs.engine.opc.package import Member, pack
from ctg_docs.engine.opc.xml import to_bytes
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["keep_allowed"]

Called = Callable[[str], bool]
Parse = Callable[[bytes, str], "_Element"]

_IMPLIED = frozenset(
    [
        "officeDocument",
        "core-properties",
        "extended-properties",
        "custom-properties",
        "styles",
        "stylesWithEffects",
        "settings",
        "fontTable",
        "theme",
        "numbering",
        "footnotes",
        "endnotes",
        "comments",
        "font",
        "chartStyle",
        "chartColorStyle",
        "chartUserShapes",
        "diagramDrawing",
        "themeOverride",
    ]
)
"""Kinds that a part has by the mere relationship."""

_CALLED = frozenset(
    [
        "header",
        "footer",
        "image",
        "chart",
        "chartEx",
        "hyperlink",
        "diagramData",
        "diagramLayout",
        "diagramQuickStyle",
        "diagramColors",
    ]
)
"""Kinds that a part calls by the identifier of the relationship: without a call they show nothing."""

_LEFT_OUT = frozenset(
    [
        "thumbnail",
        "printerSettings",
        "customXml",
        "customXmlProps",
        "glossaryDocument",
        "package",
        "people",
        "commentsExtended",
        "commentsIds",
        "commentsExtensible",
        "keyMapCustomizations",
        "webSettings",
        "recipientData",
        "attachedTemplate",
        "mailMergeSource",
        "mailMergeHeaderSource",
        "documenttasks",
        "classificationlabels",
    ]
)
"""What Word notes for itself or for its author, that no page shows."""

_ALWAYS = ("word/settings.xml",)
_CALLS = tuple(
    qn(f"w:{name}") for name in ("attachedTemplate", "printerSettings", "dataSource", "headerSource")
)
_CALLS += ("{http://schemas.openxmlformats.org/drawingml/2006/chart}externalData",)
_ACTIVE = re.compile(
    r"vba|macro|activex|oleobject|msdownload|x-msi|octet-stream|javascript|webextension", re.IGNORECASE
)
_LINK = re.compile(r"(?:https?://|mailto:|tel:|#|\{\{)", re.IGNORECASE)
_REMOTE = re.compile(r"(?:https?:|ftp:|//|\\\\|file://+[^/]*[^/:]/)", re.IGNORECASE)
_TAG = re.compile(rb"\{\{|\{%")


def keep_allowed(members: dict[str, Member], parse: Parse) -> None:
    """Take out of a package what no page shows; refuse what would act or be fetched when the document is opened.

    Args:
        members: the files of the package; changed.
        parse: strict XML parser, that raises `TemplateError`.

    Raises:
        TemplateError: an active or remote content, by its name.
    """
    _refuse_active(members, parse)
    reached = _walk(members, parse)
    kept = {TYPES_PART, rels_name(""), *reached, *(rels_name(part) for part in reached)}
    for name in [name for name in members if name not in kept and not _has_tags(members[name])]:
        del members[name]
    _forget_types(members, parse)


def _has_tags(member: Member) -> bool:
    """True for a part that nothing fills and yet holds a tag: it stays, to be told with its place."""
    fills = member.name.startswith(
        "customXml/"
    )  # what a control shows of it stands in the text, and is filled there
    return member.name.endswith(".xml") and not fills and bool(_TAG.search(member.unpack()))


def _refuse_active(members: dict[str, Member], parse: Parse) -> None:
    types = parse(members[TYPES_PART].unpack(), TYPES_PART) if TYPES_PART in members else ()
    for entry in types:
        kind = entry.get("ContentType", "")
        where = entry.get("PartName", "")[1:] or f"*.{entry.get('Extension', '')}"
        if _ACTIVE.search(kind) and _is_there(where, members):
            raise TemplateError(
                f"Le modèle contient des macros ou un programme ({where}) : enregistrez-le au format .docx."
            )


def _is_there(where: str, members: dict[str, Member]) -> bool:
    ending = where[1:].lower() if where.startswith("*") else ""
    return any(name.lower().endswith(ending) if ending else name == where for name in members)


def _walk(members: dict[str, Member], parse: Parse) -> set[str]:
    """Return the parts that can be reached, relationships cleaned on the way."""
    leads = {rels_name(part): _clean_relations(members, part, parse) for part in ("", *members)}
    reached, waiting = set(_ALWAYS), ["", *_ALWAYS]
    while waiting:
        found = leads.get(rels_name(waiting.pop()), set()) & members.keys() - reached
        reached |= found
        waiting += found
    return reached


def _clean_relations(members: dict[str, Member], part: str, parse: Parse) -> set[str]:
    """Take out the relationships that lead to nothing we keep; return the parts that the others lead to."""
    name = rels_name(part)
    if name not in members:
        return set()
    root = parse(members[name].unpack(), name)
    called = _calls(members[part].unpack(), part, parse) if part else _nothing
    judged = [(relation, _judge(relation, part, called)) for relation in root]
    judged = [(r, None if t and _is_remark(r, members.get(t)) else t) for r, t in judged]
    gone = [relation for relation, target in judged if target is None]
    for relation in gone:
        root.remove(relation)
    if gone:
        members[name] = pack(name, to_bytes(root))
        _forget_calls(members, part, {str(relation.get("Id")) for relation in gone}, parse)
    return {target for _, target in judged if target}


def _is_remark(relation: _Element, member: Member | None) -> bool:
    """True for comments and properties of the author's own; those that hold tags are a part of the document."""
    kind = relation.get("Type", "").rsplit("/", 1)[-1]
    return kind in {"comments", "custom-properties"} and member is not None and not _has_tags(member)


def _forget_calls(members: dict[str, Member], part: str, gone: set[str], parse: Parse) -> None:
    """Take out what called a relationship that is gone: Word repairs a file that calls nothing."""
    if not part.endswith(".xml"):
        return
    root = parse(members[part].unpack(), part)
    calls = [node for node in root.iter(*_CALLS) if gone & {str(value) for value in node.attrib.values()}]
    for node in calls:
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    if calls:
        members[part] = pack(part, to_bytes(root))


def _calls(data: bytes, part: str, parse: Parse) -> Called:
    """Return what says whether a part calls an identifier: any attribute may do so, however it is written."""
    if not part.endswith(".xml"):
        return _nothing
    if b"&#" not in data:
        return lambda identifier: any(f"{q}{identifier}{q}".encode() in data for q in "\"'")
    values = {str(value) for element in parse(data, part).iter("*") for value in element.values()}
    return values.__contains__


def _nothing(_identifier: str) -> bool:
    return False


def _judge(relation: _Element, part: str, called: Called) -> str | None:
    """Return the part a relationship leads to, nothing for a link, None for what stays behind."""
    if relation.tag != f"{{{RELS}}}Relationship":
        return None
    kind = relation.get("Type", "").rstrip("/").rsplit("/", 1)[-1]
    target = relation.get("Target", "").strip()
    outside = relation.get("TargetMode", "Internal").strip() != "Internal" or bool(_REMOTE.match(target))
    if kind == "attachedTemplate" and outside and _REMOTE.match(target):
        raise _fetches(part, target)
    if kind in _LEFT_OUT and not (outside and kind == "package"):
        return None
    if outside:
        if kind == "hyperlink" and not called(relation.get("Id", "")) and "{{" not in unquote(target):
            return None
        if kind != "hyperlink" or not _LINK.match(unquote(target).strip()):
            raise _fetches(part, target)
        return ""
    if kind not in _IMPLIED | _CALLED or not _has_a_fit_name(kind, target):
        raise TemplateError(
            f"Le modèle contient un objet que ctg-docs ne reprend pas ({kind}, {target}) : retirez-le dans Word."
        )
    if kind in _CALLED and not called(relation.get("Id", "")):
        return None
    return "" if kind == "hyperlink" else _resolve(part, target)


def _has_a_fit_name(kind: str, target: str) -> bool:
    """True unless a part would escape the reading that its name calls for."""
    return kind in {"image", "font", "hyperlink"} or target.endswith(".xml")


def _fetches(part: str, target: str) -> TemplateError:
    return TemplateError(
        f"Le modèle va chercher un contenu hors de lui-même ({rels_name(part)}, « {target[:80]} ») : incorporez l’image ou "
        "l’objet dans Word."
    )


def _resolve(part: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))


def _forget_types(members: dict[str, Member], parse: Parse) -> None:
    """Take out of the table of contents the parts that are gone."""
    if TYPES_PART not in members:
        return
    root = parse(members[TYPES_PART].unpack(), TYPES_PART)
    gone = list(_gone(root, members))
    for entry in gone:
        root.remove(entry)
    if gone:
        members[TYPES_PART] = pack(TYPES_PART, to_bytes(root))


def _gone(root: _Element, members: dict[str, Member]) -> Iterator[_Element]:
    for entry in root.iter(f"{{{CT}}}Override"):
        if entry.get("PartName", "")[1:] not in members:
            yield entry
