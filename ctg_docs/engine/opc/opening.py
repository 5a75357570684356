"""Open an Office file and put it in order, once for all who read it.

Word on line calls the body `word/document2.xml`; other programs have their own ways. Parts that every reader looks for
get the names Word on a desk gives them; models (`.dotx`) become documents; macros are left out.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.names import BODY, CT, MAIN_TYPES, REL, RELS, STANDARD, TYPES_PART, rels_name
from ctg_docs.engine.opc.office import Package, resolve
from ctg_docs.engine.opc.package import Member, read_members
from ctg_docs.formats import UnreadableError, Wanted

__all__ = ["open_package"]

_FAMILIES: Final[dict[Wanted, tuple[str, ...]]] = {
    "word": ("word",),
    "slides": ("slides",),
    "office": ("word", "slides"),
    "excel": (),
    "pdf": (),
}
Check = Callable[[dict[str, Member]], None]

_MACROS = ("vbaproject", "vbadata", "keymapcustomizations", "attachedtoolbars")


def open_package(
    data: bytes,
    limits: Limits | None = None,
    *,
    wanted: Wanted = "word",
    check: Check | None = None,
    huge: bool = False,
) -> Package:
    """Open a file and put its parts in order.

    Args:
        data: the file.
        limits: how much it may hold.
        wanted: what it must be.
        check: looks at the files before any is parsed; may change them.
        huge: see `parse_xml`; only for files made here.

    Raises:
        TemplateError: not such a file, or a file that no one should open; says what it is and what to do.
    """
    members = read_members(data, limits or Limits(), wanted)
    if check is not None:
        check(members)
    package = Package(members, huge=huge)
    _put_in_order(package, data, wanted)
    return package


def _put_in_order(package: Package, data: bytes, wanted: Wanted) -> None:
    """Find the main part, give parts their usual names, leave macros out, make a model a document.

    Raises:
        TemplateError: another kind of file.
    """
    types = package.tree(TYPES_PART)
    if types is not None:
        package.types = {
            o.get("PartName", "")[1:]: o.get("ContentType", "") for o in types.iter(f"{{{CT}}}Override")
        }
    package.main = next((r.target for r in package.relations("") if r.kind == REL["document"]), "")
    family = MAIN_TYPES.get(package.types.get(package.main) or _default(package, package.main), "")
    if package.main not in package.members or family not in _FAMILIES[wanted]:
        raise UnreadableError(data, wanted)
    name, kind = BODY[family]
    _rename(package, _unusual(package, name))
    _drop_macros(package)
    if package.types.get(package.main) != kind:
        _declare(package, package.main, kind)


def _default(package: Package, part: str) -> str:
    """Return the content type that the extension of a part tells."""
    types, extension = package.tree(TYPES_PART), part.rpartition(".")[2].lower()
    found = () if types is None else types.iter(f"{{{CT}}}Default")
    return next((d.get("ContentType", "") for d in found if d.get("Extension", "").lower() == extension), "")


def _declare(package: Package, part: str, kind: str) -> None:
    """Write the content type of a part."""
    types = package.tree(TYPES_PART)
    if types is None:
        return
    overrides = (o for o in types.iter(f"{{{CT}}}Override") if o.get("PartName") == f"/{part}")
    override = next(overrides, None)
    if override is None:
        override = types.makeelement(f"{{{CT}}}Override", {"PartName": f"/{part}"})
        types.append(override)
    override.set("ContentType", kind)
    package.types[part] = kind
    package.seal(TYPES_PART)


def _unusual(package: Package, body: str) -> dict[str, str]:
    """Return the new name of each part that bears an unusual one; who stands in the way takes the old one."""
    usual = {package.main: body}
    for relation in package.relations(package.main) if body == BODY["word"][0] else ():
        if not relation.outside and relation.kind in STANDARD:
            usual.setdefault(relation.target, STANDARD[relation.kind])
    moved = {old: new for old, new in usual.items() if old != new and old in package.members}
    return {new: old for old, new in moved.items() if new in package.members} | moved


def _rename(package: Package, names: Mapping[str, str]) -> None:
    if not names:
        return
    for rels in [name for name in package.members if name.endswith(".rels")]:
        _point(package, rels, names)
    both = {**names, **{rels_name(old): rels_name(new) for old, new in names.items()}}
    package.members = {
        both.get(n, n): replace(m, name=both[n]) if n in both else m for n, m in package.members.items()
    }
    package.trees = {both.get(n, n): root for n, root in package.trees.items()}
    package.types = {names.get(n, n): kind for n, kind in package.types.items()}
    types = package.tree(TYPES_PART)
    for override in () if types is None else types.iter(f"{{{CT}}}Override"):
        name = override.get("PartName", "")[1:]
        override.set("PartName", f"/{names.get(name, name)}")
    package.main = names.get(package.main, package.main)
    package.seal(TYPES_PART)


def _point(package: Package, rels: str, names: Mapping[str, str]) -> None:
    """Make the relationships of a part say the new names, from its own new place."""
    folder, _, file = rels.removesuffix(".rels").rpartition("_rels/")
    owner, changed = folder + file, False
    place = posixpath.dirname(names.get(owner, owner))
    root = package.tree(rels)
    for link in () if root is None else root.iter(f"{{{RELS}}}Relationship"):
        if link.get("TargetMode") == "External":
            continue
        target = package.existing(resolve(owner, link.get("Target", "")))
        if target in names or place != posixpath.dirname(owner):
            link.set("Target", posixpath.relpath(f"/{names.get(target, target)}", f"/{place}"))
            changed = True
    if changed:
        package.seal(rels)


def _drop_macros(package: Package) -> None:
    gone = {name for name in package.members if any(m in name.lower() for m in _MACROS)}
    if not gone:
        return
    package.macros = True
    for rels in [name for name in package.members if name.endswith(".rels") and name not in gone]:
        folder, _, file = rels.removesuffix(".rels").rpartition("_rels/")
        root = package.tree(rels)
        links = [] if root is None else list(root.iter(f"{{{RELS}}}Relationship"))
        dead = [n for n in links if package.existing(resolve(folder + file, n.get("Target", ""))) in gone]
        for link in dead:
            link.getparent().remove(link)  # type: ignore[union-attr] # a relationship has a parent
        if dead:
            package.seal(rels)
    types = package.tree(TYPES_PART)
    for entry in [] if types is None else list(types):
        macro = "vba" in entry.get("ContentType", "").lower()
        if types is not None and (macro or package.existing(entry.get("PartName", "")[1:]) in gone):
            types.remove(entry)
    for name in gone:
        package.members.pop(name)
        package.trees.pop(name, None)
        package.types.pop(name, None)
    package.seal(TYPES_PART)
