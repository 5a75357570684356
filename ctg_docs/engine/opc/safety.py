"""What a template from a stranger may not hold: entities, contents fetched from elsewhere, endless tags."""

from __future__ import annotations

import re
from collections.abc import Callable

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.package import Member, pack
from ctg_docs.errors import TemplateError

__all__ = ["check_members"]

_RELATION = re.compile(rb"<Relationship [^>]*>")
_TYPE = re.compile(rb'Type="[^"]*/([^"/]+)"')
_TARGET = re.compile(rb'Target="([^"]*)"')
_REMOTE = re.compile(rb"(?:https?:|ftp:|//|\\\\|file://+[^/]*[^/:]/)", re.IGNORECASE)
_UTF16 = {b"\xff\xfe", b"\xfe\xff"}
_SETTINGS = "word/settings.xml"


def check_members(members: dict[str, Member], limits: Limits, parse: Callable[[bytes, str], object]) -> None:
    """Refuse a package no one should open; leave out what the author's own Word noted.

    Args:
        members: the files of the package; some are replaced.
        limits: how much a template may hold.
        parse: strict XML parser, that raises `TemplateError`.

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
        tags += data.count(b"{{") + data.count(b"{%")
        if tags > limits.tags:
            raise TemplateError(f"Le modèle contient plus de {limits.tags} balises.")
        elements += data.count(b"<")
        if elements > 2 * limits.elements:
            raise TemplateError(
                f"Le modèle compte plus de {limits.elements} éléments : aucun document de Word n’en a autant."
            )
        parse(data, name)
        if name.endswith(".rels"):
            _check_relations(members, name, data)


def _check_relations(members: dict[str, Member], name: str, data: bytes) -> None:
    """Refuse what Word would fetch by itself: remote templates, linked pictures, programs. Links are for clicking.

    A template of the author's own disk, which Word notes in most files, is no document of ours: it is left out.
    """
    for relation in _RELATION.findall(data):
        kind = _TYPE.search(relation)
        word = kind.group(1) if kind else b""
        if b'TargetMode="External"' not in relation or word == b"hyperlink":
            continue
        target = _TARGET.search(relation)
        if word != b"attachedTemplate" or target is None or _REMOTE.match(target.group(1)):
            raise TemplateError(
                f"Le modèle va chercher un contenu hors de lui-même ({name}) : incorporez l’image ou l’objet dans Word."
            )
        members[name] = pack(name, data.replace(relation, b""))
        if _SETTINGS in members:
            settings = re.sub(rb"<w:attachedTemplate [^>]*/>", b"", members[_SETTINGS].unpack())
            members[_SETTINGS] = pack(_SETTINGS, settings)
