"""Keep compiled templates on disk, so that the second cold start does not compile.

A cached template is code: it is read only from a folder and a file that nobody but the user can write, and only when
the seal made with the folder's own secret is right. Whatever goes wrong, the template is simply compiled again.
"""

from __future__ import annotations

import hashlib
import hmac
import marshal
import os
import stat
import sys
from dataclasses import astuple
from functools import cache as once
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.package import Member, Static
from ctg_docs.engine.template.loaded import Loaded, Part, root_of
from ctg_docs.engine.template.notes import Notes
from ctg_docs.engine.template.toc import Contents
from ctg_docs.engine.word.numbering import Level, Numbering
from ctg_docs.engine.word.spots import Spot, Tag
from ctg_docs.engine.word.styles import StyleSheet

if TYPE_CHECKING:
    from ctg_docs.engine.template.environment import TemplateEnvironment

__all__ = ["default_folder", "fetch", "key_of", "store"]

_SECRET, _KEPT, _SEAL = "secret", 64, 32


def default_folder() -> Path:
    """Return the user's own folder for caches."""
    base = os.environ.get("XDG_CACHE_HOME") or str(Path.home() / ".cache")
    return Path(base) / "ctg-docs" / "templates"


@once
def _versions() -> str:
    """What a compiled template depends on beside its content: Python, the libraries, this very engine."""
    engine = Path(__file__).parents[1]
    files = [
        *(path for folder in ("", "opc", "word", "template") for path in (engine / folder).glob("*.py")),
        *(Path(found) / "__init__.py" for found in map(_folder, ("jinja2", "docxtpl"))),
    ]
    marks = sorted((str(p), p.stat().st_size, p.stat().st_mtime_ns) for p in files)
    return repr((sys.implementation.cache_tag, sys.version_info[:3], marks))


def _folder(package: str) -> str:
    """Return where a package lies, without importing it."""
    spec = find_spec(package)
    return next(iter(spec.submodule_search_locations or ()), "") if spec is not None else ""


def key_of(data: bytes, name: str, environment: TemplateEnvironment, options: object) -> str:
    """Return the name under which a template is kept."""
    words = repr((name, environment.dialect.key(), options, _versions()))
    return hashlib.sha256(hashlib.sha256(data).digest() + words.encode()).hexdigest()


def fetch(folder: Path, key: str, environment: TemplateEnvironment) -> Loaded | None:
    """Return a kept template; None when there is none, or none that can be trusted."""
    try:
        secret = _secret(folder)
        sealed = _read_private(folder / f"{key}.bin") if secret else b""
        seal, payload = sealed[:_SEAL], sealed[_SEAL:]
        if not secret or not hmac.compare_digest(seal, hmac.digest(secret, key.encode() + payload, "sha256")):
            return None
        return _thaw(marshal.loads(payload), environment)
    except (OSError, ValueError, EOFError, TypeError, KeyError):
        return None


def store(folder: Path, key: str, loaded: Loaded) -> None:
    """Keep a template; another process that keeps the same at the same time does no harm."""
    try:
        secret = _secret(folder)
        if not secret:
            return
        payload = marshal.dumps(_freeze(loaded))
        _write_new(folder, hmac.digest(secret, key.encode() + payload, "sha256") + payload).replace(
            folder / f"{key}.bin"
        )
        _prune(folder)
    except (OSError, ValueError):
        return


def _write_new(folder: Path, data: bytes) -> Path:
    """Write a file that nobody else can read, under a name of its own."""
    import tempfile

    handle, name = tempfile.mkstemp(dir=folder)
    with os.fdopen(handle, "wb") as file:
        file.write(data)
    return Path(name)


def _prune(folder: Path) -> None:
    kept = sorted(folder.glob("*.bin"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in kept[_KEPT:]:
        path.unlink(missing_ok=True)


def _private(path: Path) -> bool:
    """True when nobody but the user can write here, and it is no link to elsewhere."""
    found = path.lstat()
    if stat.S_ISLNK(found.st_mode):
        return False
    return os.name != "posix" or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def _read_private(path: Path) -> bytes:
    if not _private(path):
        raise PermissionError(path)
    return path.read_bytes()


def _secret(folder: Path) -> bytes:
    """Return the folder's own secret, made once; empty when the folder can't be trusted."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _private(folder):
        return b""
    path = folder / _SECRET
    if not path.exists():
        made = _write_new(folder, os.urandom(32))
        try:
            os.link(made, path)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return _read_private(path)


def _freeze(loaded: Loaded) -> dict[str, Any]:
    """Turn a template into what `marshal` writes."""
    parts = [
        (
            p.name,
            p.label,
            [(tuple(tag.spot), *tag[1:]) for tag in p.tags],
            dict(p.lines),
            p.names,
            p.code,
            p.proved,
            p.fragile,
            p.grids,
            p.whole,
        )
        for p in loaded.parts
    ]
    numbering, styles = loaded.numbering, loaded.styles
    return {
        "parts": parts,
        "static": [astuple(m) for m in loaded.static.members],
        "loose": [astuple(m) for m in loaded.loose.values()],
        "styles": (dict(styles.ids), dict(styles.levels), dict(styles.numbering)),
        "levels": {a: {n: astuple(v) for n, v in levels.items()} for a, levels in numbering.levels.items()},
        "numbering": (dict(numbering.abstract), dict(numbering.overrides), numbering.greatest),
        "names": (loaded.numbering_part, loaded.core_part),
        "contents": astuple(loaded.contents) if loaded.contents else None,
        "drops": loaded.drops,
        "notes": [(n.part, n.kind, sorted(n.called)) for n in loaded.notes],
    }


def _thaw(frozen: dict[str, Any], environment: TemplateEnvironment) -> Loaded:
    parts = []
    for name, label, tags, lines, names, code, proved, fragile, grids, whole in frozen["parts"]:
        root, debug = root_of(environment, code)
        made = tuple(Tag(Spot(*spot), *rest) for spot, *rest in tags)
        parts.append(Part(name, label, made, lines, names, code, root, debug, proved=proved, fragile=fragile,
                          grids=grids, whole=whole))  # fmt: skip
    levels = {a: {n: Level(*v) for n, v in found.items()} for a, found in frozen["levels"].items()}
    members = [Member(*fields) for fields in frozen["loose"]]
    numbering_part, core_part = frozen["names"]
    return Loaded(
        tuple(parts),
        Static(Member(*fields) for fields in frozen["static"]),
        {member.name: member for member in members},
        StyleSheet(*frozen["styles"]),
        Numbering(levels, *frozen["numbering"]),
        numbering_part,
        core_part,
        Contents(*frozen["contents"]) if frozen["contents"] else None,
        frozen["drops"],
        tuple(Notes(part, kind, frozenset(called)) for part, kind, called in frozen["notes"]),
    )
