"""A dossier on disk to a `Ctg`, as far as it can be read, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, cast

from ctg_docs.models.annotations import is_list
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.provenance import Provenance
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.sources.files import read_files, read_templates
from ctg_docs.sources.folder import Layout, Raw, read_dossier, read_text_dossier
from ctg_docs.sources.report import Path, Report
from ctg_docs.sources.validate import Validated, validate

__all__ = ["Diagnostic", "Source", "diagnose", "is_data"]

Source = str | FilePath | bytes | Mapping[str, Any]
"""A dossier: where it is on disk, or its data."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What came out of reading a dossier.

    Attributes:
        ctg: the dossier without its faulty values; None when nothing could be read.
        problems: everything wrong, in the order of the files.
        origins: path of each value of `ctg` to its path as written, for those that differ or not.
        removed: paths, as written, of the values left out of `ctg`.
        removed_ids: identifiers that belonged to elements left out.
    """

    ctg: Ctg | None
    problems: tuple[Problem, ...]
    origins: Mapping[Path, Path] = field(default_factory=lambda: MappingProxyType({}))
    removed: tuple[Path, ...] = ()
    removed_ids: frozenset[str] = frozenset()

    @property
    def has_errors(self) -> bool:
        """True when the dossier can't be used as it is."""
        return any(p.severity is Severity.ERROR for p in self.problems)


def diagnose(source: Source, *, files: Mapping[str, bytes] = MappingProxyType({})) -> Diagnostic:
    """Read a dossier and return all that is wrong with it. Never raises on bad input.

    Args:
        source: where it is, a folder or a single file; or the data themselves, a mapping, or the text or bytes of YAML, JSON
            or TOML. A text is taken for the data when it has several lines or begins with « { ».
        files: with data, the bytes of the pictures and attached files that they name.
    """
    report = Report()
    raw = None
    if is_data(source):
        raw = _read_data(source, report)
    elif isinstance(source, str | FilePath) and str(source):
        raw = _read(FilePath(source), report)
    else:
        kind = "un chemin vide" if source == "" else f"une valeur de type {type(source).__name__}"
        report.add("LEC034", Place(), kind=kind)
    if raw is None:
        return Diagnostic(None, tuple(report.problems))
    if raw.base is None:
        raw.files = files
    outcome = validate(Ctg, raw.data, raw.places)
    report.problems += outcome.problems
    ctg = _with_files(outcome, raw, report) if outcome.model else None
    problems = tuple(sorted(report.problems, key=lambda p: (p.place, p.path)))
    return Diagnostic(ctg, problems, outcome.origins, outcome.removed, outcome.removed_ids)


def is_data(source: Source) -> bool:
    """True for data, False for the place of a dossier."""
    if isinstance(source, str):
        return "\n" in source or source.lstrip().startswith("{")
    return isinstance(source, bytes | bytearray | memoryview | Mapping)


def _read_data(source: Source, report: Report) -> Raw | None:
    if isinstance(source, Mapping):
        return Raw(None, "", data=_plain(source), places={(): Place()})
    return read_text_dossier(
        source if isinstance(source, str | bytes) else bytes(cast("bytes", source)), report
    )


def _plain(value: Any) -> Any:
    """Return mappings as dicts and sequences as lists, all the way down."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value


def _read(path: FilePath, report: Report) -> Raw | None:
    try:
        if not path.exists():
            close = get_close_matches(path.name, [f.name for f in path.parent.iterdir()], n=1)
            advice = f"Vouliez-vous « {path.with_name(close[0])} » ?" if close else ""
            if ": " in str(path):
                advice = "Un texte d’une seule ligne est pris pour un chemin : pour des données, terminez-le par un retour à la ligne."
            report.add("LEC001", Place(str(path)), suggestion=advice)
            return None
        return read_dossier(path, _layout(), report)
    except PermissionError:
        report.add("LEC006", Place(str(path)), reason="accès refusé")
    except (OSError, ValueError):
        report.add("LEC001", Place(str(path)))
    return None


def _layout() -> Layout:
    fields = Ctg.model_fields
    folders = {name: name for name, info in fields.items() if is_list(info.annotation)}
    return Layout(frozenset(fields), {**folders, "fiches": "fiches_actions"})


def _with_files(outcome: Validated[Ctg], raw: Raw, report: Report) -> Ctg | None:
    if outcome.model is None:
        return None
    base = raw.base if raw.base is not None else raw.files
    files = read_files(outcome.model, base, outcome.places, outcome.origins, report)
    provenance = Provenance(
        places=MappingProxyType(dict(outcome.places)),
        base=raw.base,
        files=MappingProxyType(files),
        templates=MappingProxyType(read_templates(raw.base, report) if raw.base is not None else {}),
    )
    return outcome.model.with_provenance(provenance)
