"""What other tools give and take: workbooks, forms, comparisons, avenants, open data. Prints nothing, reads no clock."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from ctg_docs.echanges.constats import DETAIL, is_left_out
from ctg_docs.engine.opc.aside import writing_sheets
from ctg_docs.errors import DataError, OutputError
from ctg_docs.formulaires.constats import is_left_out as is_left_out_of_form
from ctg_docs.limits import read_received, receiving
from ctg_docs.problems import Problem, Severity
from ctg_docs.steps.given import Files, Names, file_list, name_list
from ctg_docs.steps.load import opened
from ctg_docs.steps.write import reason_of, replace_all, write_all, write_tree

if TYPE_CHECKING:
    from ctg_docs.echanges.comparaison import Change
    from ctg_docs.models import Ctg

__all__ = [
    "Import",
    "apply_import",
    "export_workbook",
    "prepare_figures",
    "prepare_import",
    "write_changes",
    "write_new",
]

_WORDS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".odt", ".rtf")
"""What goes to the reader of forms; it says what to do with those it can't read."""


@dataclass(frozen=True, slots=True)
class Import:
    """What files would change in a dossier; nothing is written yet.

    Attributes:
        dossier: where it is, or will be.
        old: what it holds; None when it does not exist yet.
        new: what it would hold.
        changes: the differences, in the order of the dossier.
        problems: what was converted or left out, with its place: nothing of it stopped the import.
        left: those that tell of what was not taken: there the dossier keeps what it says.
        kept: small files to keep in the dossier: what was decided about foreign workbooks, what was taken from ours.
        pages: what became of each column and row of the foreign plans.
        offered: the bodies and persons that the files name and no register has.
    """

    dossier: Path
    old: Ctg | None
    new: Ctg
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    left: tuple[Problem, ...] = ()
    kept: Mapping[str, bytes] = field(default_factory=dict)
    pages: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()

    @property
    def summaries(self) -> tuple[str, ...]:
        """The account of each foreign plan without the list of its cells, which the file kept beside the dossier has."""
        return tuple(page.partition(DETAIL)[0].rstrip() for page in self.pages)


def export_workbook(ctg: Ctg | str | Path, *, whole: bool = False) -> bytes:
    """Return a dossier as an Excel workbook: a handful of sheets when it only prepares meetings.

    Args:
        ctg: the dossier, or where it is.
        whole: True for all the sheets of a convention whatever it holds.

    Raises:
        MissingToolError: openpyxl is not installed.
    """
    from ctg_docs.echanges.classeur import write_workbook

    with writing_sheets():
        return write_workbook(opened(ctg), fitted=not whole)


def prepare_import(
    files: Files,
    dossier: str | Path,
    *,
    mapping: str | Path | None = None,
    remove: bool = False,
    force: bool = False,
    create: bool = False,
) -> Import:
    """Read workbooks and forms, and say what they would change in a dossier.

    A value or a row of a workbook that can't be taken is left as the dossier has it: see `Import.left`.

    Args:
        files: the file or files to read, in order.
        dossier: where it is, or will be.
        mapping: file that says what the columns of a foreign workbook mean.
        remove: True to take away what a workbook that does not say where it comes from does not have.
        force: True to follow a file where the dossier changed too since the file was made or last taken.
        create: True to add to the registers the bodies and persons that the files name and that they do not have.

    Raises:
        DataError: a file can't be read, or nothing of it can be taken; forms contradict each other.
        MissingToolError: an optional package is needed.
    """
    from ctg_docs.echanges.comparaison import compare
    from ctg_docs.steps.take import is_plan, read_file

    dossier = Path(dossier)
    old = _existing(dossier)
    new, problems, kept, pages = old, list[Problem](), dict[str, bytes](), list[str]()
    offered = dict[str, None]()
    given = _text(Path(mapping)) if mapping is not None else None
    words = list[Path]()
    given_files = file_list(files)
    for file in (f for f in given_files if f.suffix.lower() in _WORDS):
        with receiving(file.name):
            words += [] if is_plan(file) else [file]
    for file in (f for f in given_files if f not in words):
        with receiving(file.name):
            found = read_file(file, new, dossier, given, kept=kept, remove=remove, force=force, create=create)
        kept |= found.kept
        offered |= dict.fromkeys(found.offered)
        pages += [found.page] if found.page else []
        problems += found.problems
        new = found.ctg if found.ctg is not None else new
    if words:
        from ctg_docs.steps.forms import read_words, remembered

        with receiving(", ".join(file.name for file in words)):
            filled = read_words(words, new, dossier, force=force)
        kept |= remembered(words, dossier, filled)
        problems += filled.problems
        new = filled.ctg if filled.ctg is not None else new
        _refuse(filled.problems, problems)
    if new is None:
        _refuse(problems, problems)
        raise DataError("Import refusé : rien n’a pu être lu. Rien n’a été écrit.", problems)
    changes = compare(old or _blank(new), new)
    return Import(dossier, old, new, changes, *_told(problems), kept, tuple(pages), tuple(offered))


def prepare_figures(
    file: str | Path, dossier: str | Path, *, variables: Names = (), source: str | None = None
) -> Import:
    """Read a file of figures that Insee, the Caf or others publish, and say what it would change in the diagnosis.

    Args:
        file: CSV of any separator and encoding, alone in a .zip or not, or a workbook; by commune or EPCI code.
        dossier: where it is; its communes and bodies say which rows are its own.
        variables: the code or codes to take beside those that the diagnosis has and those that are known.
        source: what is printed as source of the new figures.

    Raises:
        DataError: the file can't be read, or has no row of the territory.
        MissingToolError: an optional package is needed.
    """
    from ctg_docs.echanges.chiffres import take_figures
    from ctg_docs.echanges.comparaison import compare
    from ctg_docs.steps.load import load

    file, old = Path(file), load(dossier)
    with receiving(file.name):
        data = read_received(file)
        found = take_figures(data, file.name, old, variables=name_list(variables), source=source)
    return Import(Path(dossier), old, found.ctg, compare(old, found.ctg), *_told(found.problems))


def _told(problems: Sequence[Problem]) -> tuple[tuple[Problem, ...], tuple[Problem, ...]]:
    """Return what an import that goes on tells, none of it an error, and what of it tells of something not taken."""
    milder = [(p, replace(p, severity=Severity.WARNING)) for p in problems]
    left = tuple(mild for p, mild in milder if is_left_out(p) or is_left_out_of_form(p))
    return tuple(mild for _, mild in milder), left


def apply_import(ready: Import, stamp: str) -> tuple[list[Path], Path | None]:
    """Write what an import changes; return the files and the archive of the previous state.

    Args:
        ready: what `prepare_import` returned.
        stamp: the date and hour that name the archive, `20240119-1615`.

    Raises:
        DataError: the dossier can't be written as it should read.
        OutputError: the system refuses.
    """
    return write_changes(ready.dossier, ready.old, ready.new, stamp, ready.kept)


def write_changes(
    dossier: str | Path, old: Ctg | None, new: Ctg, stamp: str, kept: Mapping[str, bytes] | None = None
) -> tuple[list[Path], Path | None]:
    """Write a changed dossier and keep the previous state in an archive beside it.

    Args:
        dossier: where it is.
        old: what it said; None when it does not exist yet.
        new: what it will say.
        stamp: the date and hour that name the archive.
        kept: what to remember beside it: both are written, or neither.

    Raises:
        DataError: the dossier can't be written as it should read.
        OutputError: the system refuses.
    """
    from ctg_docs.echanges.ecriture import new_files, plan_files

    dossier = Path(dossier)
    base = dossier if old is None or dossier.is_dir() else dossier.parent
    if old is None:
        return write_tree({n: d for n, d in new_files(new).items() if d is not None}, dossier, kept), None
    plan = plan_files(dossier, old, new)
    archive = _keep(dossier, stamp) if plan else None
    files = {**plan, **(kept or {})}
    return replace_all(files, base) if files else [], archive


def write_new(ctg: Ctg | str | Path, folder: str | Path) -> list[Path]:
    """Write a dossier that does not exist yet, with the files it names; return its files.

    Raises:
        OutputError: a file exists, or the system refuses.
    """
    from ctg_docs.echanges.ecriture import new_files

    ctg = opened(ctg)
    files = {name: data for name, data in new_files(ctg).items() if data is not None}
    carried = ctg.provenance
    files |= dict(carried.files) | {f"modeles/{kind}.docx": data for kind, data in carried.templates.items()}
    return write_tree(files, Path(folder))


def _refuse(found: Sequence[Problem], problems: Sequence[Problem]) -> None:
    errors = sum(p.severity is Severity.ERROR for p in found)
    if errors:
        count = "1 problème" if errors == 1 else f"{errors} problèmes"
        raise DataError(f"Import refusé : {count}. Rien n’a été écrit.", problems)


def _existing(dossier: Path) -> Ctg | None:
    from ctg_docs.steps.load import load

    if dossier.is_dir() and not any(
        (dossier / f"ctg{s}").exists() for s in (".yaml", ".yml", ".json", ".toml")
    ):
        return None
    return load(dossier) if dossier.exists() else None


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise DataError(f"« {path} » n’existe pas ou ne peut pas être lu.") from fault


def _blank(new: Ctg) -> Ctg:
    """Return an empty dossier, its levels named as those of the new one: nothing of it is a change."""
    from ctg_docs.models import Ctg

    levels = {"niveaux": new.strategie.niveaux}
    empty = Ctg.model_validate({"territoire": {"nom": ""}})
    return empty.model_copy(update={"strategie": empty.strategie.model_copy(update=levels)})


def _keep(dossier: Path, stamp: str) -> Path:
    """Write the archive of a dossier beside it, for its owner alone, under a name that no other archive has.

    Plain files only: an editor's lock, a pipe, a socket or a link is no part of a dossier.
    """
    base = dossier if dossier.is_dir() else dossier.parent
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as package:
        for file in _plain_files(dossier):
            name = os.fsencode(file.relative_to(base).as_posix()).decode("utf-8", "replace")
            try:
                info = zipfile.ZipInfo.from_file(file, name, strict_timestamps=False)
                package.writestr(info, file.read_bytes(), zipfile.ZIP_DEFLATED)
            except OSError as fault:
                raise OutputError(
                    f"« {file} » ne peut pas être mis à l’abri ({reason_of(fault)}) : rien n’est écrit."
                ) from fault
    home = dossier.resolve()
    rank, name = 1, f"{home.stem}-avant-{stamp}.zip"
    while True:
        try:
            return write_all([(name, out.getvalue())], home.parent, force=False, private=True)[0]
        except OutputError:
            if not (home.parent / name).exists():
                raise
            rank += 1
            name = f"{home.stem}-avant-{stamp}-{rank}.zip"


def _plain_files(dossier: Path) -> list[Path]:
    if not dossier.is_dir():
        return [dossier]
    found = (Path(where, name) for where, _, names in os.walk(dossier) for name in names)
    return sorted(path for path in found if stat.S_ISREG(path.lstat().st_mode))
