"""What a template from a stranger may not hold: entities, contents fetched from elsewhere, endless tags."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.allowed import keep_allowed
from ctg_docs.engine.opc.authors import forget_authors
from ctg_docs.engine.opc.live import check_live
from ctg_docs.engine.opc.media import clean_picture
from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.opc.package import Member, pack
from ctg_docs.engine.opc.svg import clean_svg
from ctg_docs.engine.opc.xml import drop_marks, to_bytes
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from lxml.etree import _Element

__all__ = ["check_members", "clean_members"]

_OTHER_ENCODING = re.compile(rb"<\?xml[^>]*encoding=[\"'](?!utf-8|UTF-8)")
_TAG = re.compile(rb"\{[{%]")
_UTF16 = {b"\xff\xfe", b"\xfe\xff"}


def check_members(
    members: dict[str, Member],
    limits: Limits,
    parse: Callable[[bytes, str], _Element],
    *,
    trusted: bool = False,
) -> None:
    """Refuse a package whose XML no one should read.

    Args:
        members: the files of the package.
        limits: how much a template may hold.
        parse: strict XML parser, that raises `TemplateError`.
        trusted: the template is the developer's own: its objects, fields, data and author are kept.

    Raises:
        TemplateError: with a French sentence that says what to do.
    """
    tags = elements = 0
    for name, member in list(members.items()):
        if not name.endswith((".xml", ".rels")):
            continue
        data = member.unpack()
        if b"<!DOCTYPE" in data[:10_000] or b"<!ENTITY" in data[:10_000] or data[:2] in _UTF16:
            raise TemplateError(
                f"La partie « {name} » déclare un type de document ou un codage inhabituel : refusé."
            )
        tags += len(_TAG.findall(data))
        if tags > limits.tags:
            raise TemplateError(f"Le modèle contient plus de {limits.tags} balises.")
        elements += data.count(b"<")
        if elements > 2 * limits.elements:
            raise TemplateError(
                f"Le modèle compte plus de {limits.elements} éléments : aucun document de Word n’en a autant."
            )
        root = parse(data, name)
        if len(data) > limits.text and _has_long_paragraph(root, limits.text):
            raise TemplateError(
                f"Un paragraphe du modèle compte plus de {limits.text} caractères : aucun document n’en a autant."
            )
        if name.endswith(".xml") and not trusted:
            check_live(root, name)
        other = _OTHER_ENCODING.match(data) is not None
        if (other or _may_hold_marks(data)) and (drop_marks(root) or other):
            members[name] = pack(name, to_bytes(root))


def _has_long_paragraph(root: _Element, most: int) -> bool:
    """True when the text of a paragraph, whatever runs it is cut into, is out of all proportion."""
    return any(sum(map(len, map(str, node.itertext()))) > most for node in root.iter(qn("w:p")))


def _may_hold_marks(data: bytes) -> bool:
    """True when a part in UTF-8 may hold the engine's own marks, as such or by their numbers."""
    return (b"\xf3" in data and b"\xf3\xb5\xb8" in data) or (b"&" in data and b"&#" in data)


def clean_members(members: dict[str, Member], parse: Callable[[bytes, str], _Element]) -> None:
    """Refuse what would act when the document is opened; leave out what the author's own Word noted.

    Args:
        members: the files of a package in order; some are replaced or taken out.
        parse: strict XML parser, that raises `TemplateError`.

    Raises:
        TemplateError: with a French sentence that says what to do.
    """
    keep_allowed(members, parse)
    _clean_media(members)
    forget_authors(members, parse)


def _clean_media(members: dict[str, Member]) -> None:
    """Judge pictures by what they hold: a program that shows one looks at its bytes, not at its name."""
    for name, member in members.items():
        if name.endswith((".xml", ".rels")):
            continue
        data = member.unpack()
        drawn = name.lower().endswith((".svg", ".svgz")) or b"<svg" in data[:4096] or data[:2] == b"\x1f\x8b"
        clean = clean_svg(data, name) if drawn else clean_picture(data)
        if clean != data:
            members[name] = pack(name, clean)
