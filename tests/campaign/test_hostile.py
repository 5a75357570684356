"""Files made to cost or to crash: each is answered by a sentence, within bounds of time and memory."""

from __future__ import annotations

import io
import json
import multiprocessing
import signal
import sys
import time
import zipfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.echanges.feuilles import open_book
from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.package import read_members
from ctg_docs.engine.opc.xml import parse_xml
from ctg_docs.errors import DataError, TemplateError
from ctg_docs.limits import LIMITS, BoundError, check_package, check_xml, open_zip, receiving, within
from tests.campaign.commands import outcome, readers_of
from tests.campaign.hostile import DOSSIERS, FILES, changed, merged, write_dossier

_CHEAP = (
    "fusion-entiere.xlsx", "case-egaree.xlsx", "deux-cases-egarees.xlsx", "reference-folle.xlsx", "entites.xlsx",
    "nombre-long.xlsx", "imbrique.xlsx", "cases-repetees.ods", "fusion-entiere.ods", "espaces.ods", "repetition-longue.ods",
    "imbrique.ods", "cellules-larges.docx", "paragraphes.docx", "donnees-latin1.docx", "donnees-profondes.docx", "joint-nul.pdf",
    "joint-inconnu.pdf", "joint-abime.pdf", "joint-profond.pdf", "profond.json", "nombre-long.json",
)  # fmt: skip
"""Those that cost a tenth of a second; `make campaign` plays them all."""
_CPU, _MEMORY = 20, 3 << 30


@pytest.mark.parametrize("name", _CHEAP)
def test_each_command_answers_a_hostile_file(name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    file.write_bytes(FILES[name]())
    before = time.process_time()
    assert readers_of(file)
    for reader in readers_of(file):
        outcome(reader, file)
    assert time.process_time() - before < _CPU


@pytest.mark.parametrize(
    "name", ["entier.yaml", "logo-long.yaml", "nom-300.yaml", "niveau-vide.yaml", "profond.yaml", "alias.yaml",
             "profond.json", "entier.json", "cles.toml", "tables-pointees.toml", "entier.toml", "liste.toml", "valeurs.toml",
             "valeurs.json"]
)  # fmt: skip
def test_a_hostile_dossier_is_told_in_few_words(name: str, tmp_path: Path) -> None:
    folder = write_dossier(name, tmp_path / "d")
    before = time.process_time()
    outcome("check", next(folder.iterdir()))
    assert time.process_time() - before < _CPU


def test_what_is_merged_is_read_whatever_the_area() -> None:
    sheet = open_book(FILES["fusion-entiere.xlsx"](), "a.xlsx").sheets[0]
    assert sheet.at(1, 1).value == "Intitulé de l’action"
    assert sheet.size == (1, 1)  # as in Excel, what a merged area covers holds nothing


def test_a_stray_space_is_no_row() -> None:
    assert open_book(FILES["case-egaree.xlsx"](), "a.xlsx").sheets[0].size == (2, 2)


def test_a_stray_value_is_named() -> None:
    with pytest.raises(DataError) as refused:
        open_book(FILES["deux-cases-egarees.xlsx"](), "a.xlsx")
    assert "XFD1048575" in str(refused.value.problems[0])


def test_merged_areas_are_cut_at_what_the_sheet_holds() -> None:
    tall = open_book(merged("A1:A1048576", "D1:XFD9"), "a.xlsx").sheets[0]
    assert {place: cell.value for place, cell in tall.cells.items()} == {
        (1, 1): "Intitulé de l’action", (1, 2): "Pilote", (2, 2): "Caf"
    }  # fmt: skip
    assert tall.covered == {(2, 1): (1, 1)}
    assert open_book(FILES["fusions-nombreuses.xlsx"](), "a.xlsx").sheets[0].size == (2, 1)


def test_a_member_that_lies_about_its_size_is_no_way_around() -> None:
    bomb = changed(FILES["nombre-long.xlsx"](), {"xl/theme/theme1.xml": b" " * (LIMITS.xml + 1)})
    with pytest.raises(DataError, match="ne peut pas être lu"):
        open_book(bomb, "a.xlsx")


def test_whatever_a_reader_raises_becomes_a_sentence() -> None:
    for fault in (
        IndexError("x"),
        RecursionError(),
        MemoryError(),
        UnicodeDecodeError("utf-8", b"", 0, 1, ""),
    ):
        with pytest.raises(DataError, match=r"« plan\.xlsx » ne peut pas être lu"), receiving("plan.xlsx"):
            raise fault
    with pytest.raises(KeyboardInterrupt), receiving("plan.xlsx"):
        raise KeyboardInterrupt


def test_a_fault_of_our_own_code_is_no_damaged_file() -> None:
    """The module that raises decides: a reader of somebody else's stumbles on the file, ours has a bug."""
    wrong: Any = object()
    for ours in (lambda: check_package(wrong, ["a.xml"]), lambda: check_xml(wrong)):
        with pytest.raises(AttributeError), receiving("plan.xlsx"):
            ours()
    empty = io.BytesIO()
    zipfile.ZipFile(empty, "w").close()
    for theirs in (
        lambda: check_package(open_zip(empty.getvalue()), ["a.xml"]),  # KeyError of zipfile
        lambda: json.loads("[" * 100_000),  # RecursionError
        lambda: "é".encode().decode("ascii"),
        lambda: check_xml(io.BytesIO(b"<a>")),  # ExpatError
    ):
        with pytest.raises(DataError, match="abîmé"), receiving("plan.xlsx"):
            theirs()


def _turn() -> None:
    while True:
        with suppress(Exception):  # a reader that swallows what stops it
            sum(range(1000))


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="no clock of the processor")
def test_a_reader_that_counts_nothing_has_a_clock() -> None:
    with pytest.raises(BoundError, match="trop de temps"), within(0.05):
        _turn()
    assert signal.getitimer(signal.ITIMER_VIRTUAL) == (0.0, 0.0)
    assert signal.getsignal(signal.SIGVTALRM) is signal.SIG_DFL
    with within(60.0), within(0.05):  # the outer clock holds
        sum(range(3_000_000))


@pytest.mark.parametrize("wide", [" ".join(f'a{n}=">"' for n in range(400_000)), f"a='{'x' * 2_100_000}'"])
def test_a_mark_of_xml_has_a_size(wide: str) -> None:
    for data in (f"<p {wide}/>", f"<p><!--{wide}--></p>", f"<p><?a {wide}?></p>"):
        with pytest.raises(BoundError, match="balises est démesurée"):
            check_xml(io.BytesIO(data.encode()))
        with pytest.raises(TemplateError, match="balises est démesurée"):
            parse_xml(data.encode(), "word/document.xml")
    assert check_xml(io.BytesIO(f"<p>{'x' * 4_000_000}</p>".encode())) == 1


def test_a_package_is_counted_before_it_is_listed() -> None:
    many = changed(FILES["nombre-long.xlsx"](), {f"a/{n}.xml": b"" for n in range(LIMITS.entries)})
    with pytest.raises(DataError) as refused:
        open_book(many, "a.xlsx")
    assert "trop de fichiers" in str(refused.value.problems[0])
    with pytest.raises(TemplateError, match="trop de fichiers"):
        read_members(many, Limits())


def _write(name: str, folder: Path) -> None:
    """Write one file in a process of its own: what it costs to make is not what it costs to read."""
    if name in FILES:
        (folder / name).write_bytes(FILES[name]())
    else:
        write_dossier(name, folder / "d")


def _read(folder: Path, report: multiprocessing.Queue[tuple[float, int]]) -> None:
    """Read one file in a process of its own, so that its peak is told apart."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU * 3, _CPU * 3))
    file = next(folder.rglob("*.*"))
    before = time.process_time()
    for reader in readers_of(file):
        outcome(reader, file)
    report.put((time.process_time() - before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def main() -> int:
    """Play them all; print the seconds and the peak of each."""
    import tempfile

    wrong, context = 0, multiprocessing.get_context("spawn")
    for name in (*FILES, *DOSSIERS):
        with tempfile.TemporaryDirectory() as folder:
            report: multiprocessing.Queue[tuple[float, int]] = context.Queue()
            for target, args in ((_write, (name, Path(folder))), (_read, (Path(folder), report))):
                child = context.Process(target=target, args=args)
                child.start()
                child.join()
            done = not child.exitcode
            seconds, peak = report.get() if done else (0.0, 0)
        good = done and seconds < 5 * len(readers_of(Path(name))) and peak < 500
        wrong += not good
        print(f"{'bon' if good else 'À VOIR':7} {name:28} {seconds:6.1f} s {peak:6} Mo", flush=True)  # noqa: T201 - a report
    return wrong


if __name__ == "__main__":
    sys.exit(main())
