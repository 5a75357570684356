"""What docxtpl's `replace_pic`, `replace_media`, `replace_embedded` and `replace_zipname` ask of a finished document."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.names import NS, RELS, qn, rels_name
from ctg_docs.engine.opc.package import Member, Static, pack, read_members, write_package
from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.errors import TemplateError

if TYPE_CHECKING:
    from ctg_docs.engine.limits import Limits

__all__ = ["asks", "replaced"]

_PICTURE = f"{{{NS['pic']}}}pic"
_SHOWS = ("word/document", "word/header", "word/footer")


def asks(host: Any) -> bool:
    """True when something was asked to be replaced."""
    return bool(
        host.pics_to_replace or host.crc_to_new_media or host.crc_to_new_embedded or host.zipname_to_replace
    )


def replaced(document: bytes, host: Any, limits: Limits) -> bytes:
    """Return the document, its pictures and objects replaced as docxtpl's document asks.

    Raises:
        ValueError: a picture of that name is not there, as docxtpl says it.
    """
    members = read_members(document, limits)
    if not getattr(host, "saves_itself", False):
        _all_there(members, host)
    found: set[str] = set()
    for name, picture in _pictures(members):
        wanted = next((w for w in picture[1:] if w in host.pics_to_replace), None)
        if wanted is not None and picture[0] in members:
            members[picture[0]] = pack(picture[0], host.pics_to_replace[wanted])
            found.add(wanted)
        host.pic_map[picture[1]] = (posixpath.relpath(picture[0], posixpath.dirname(name)), None)
    missing = sorted(set(host.pics_to_replace) - found)
    if missing and not host.allow_missing_pics:
        raise ValueError(f"Picture {missing[0]} not found in the docx template")
    absent = sorted(set(host.zipname_to_replace) - set(members))
    if absent and not getattr(host, "saves_itself", False):
        raise TemplateError(
            f"« {absent[0]} », à remplacer, n’est pas dans le document : chargez le modèle avec trusted=True."
        )
    for name, member in members.items():
        data = _new_data(name, member, host)
        if data is not None:
            members[name] = pack(name, data)
    pieces: list[bytes] = []
    write_package(Static(members.values()), (), pieces.append)
    return b"".join(pieces)


def _all_there(members: dict[str, Member], host: Any) -> None:
    """Refuse to replace what the document has not.

    A stranger's template loses its objects, and its pictures what they say of their author: the file given is no longer
    the one inside.
    """
    known = {member.crc for member in members.values()}
    for word, asked in (("L’image", host.crc_to_new_media), ("L’objet", host.crc_to_new_embedded)):
        if set(asked) - known:
            raise TemplateError(
                f"{word} à remplacer n’est pas dans le document : aucun de ses fichiers n’a ce contenu. Donnez le fichier tel "
                "qu’il est dans le modèle, et chargez un modèle à vous avec trusted=True, qui garde ses fichiers intacts."
            )


def _new_data(name: str, member: Member, host: Any) -> bytes | None:
    """Return what takes the place of a file of the package."""
    if name in host.zipname_to_replace:
        return bytes(host.zipname_to_replace[name])
    known = {"word/media/": host.crc_to_new_media, "word/embeddings/": host.crc_to_new_embedded}
    data = next((by_crc.get(member.crc) for folder, by_crc in known.items() if name.startswith(folder)), None)
    return None if data is None else bytes(data)


def _pictures(members: dict[str, Member]) -> Iterator[tuple[str, tuple[str, str, str, str]]]:
    """Yield, for each picture shown, its part and (file, name, title, description)."""
    for name in [n for n in members if n.startswith(_SHOWS) and n.endswith(".xml")]:
        rels = members.get(rels_name(name))
        body = members[name].unpack()
        if rels is None or b"<pic:pic" not in body:
            continue
        targets = {
            r.get("Id"): posixpath.normpath(posixpath.join(posixpath.dirname(name), r.get("Target", "")))
            for r in parse_xml(rels.unpack(), name).iter(f"{{{RELS}}}Relationship")
        }
        for picture in parse_xml(body, name).iter(_PICTURE):
            about = picture.find(f".//{qn('pic:cNvPr')}")
            blip = picture.find(f".//{qn('a:blip')}")
            target = targets.get(blip.get(qn("r:embed"), "")) if blip is not None else None
            if about is not None and target is not None:
                yield name, (target, about.get("name", ""), about.get("title", ""), about.get("descr", ""))
