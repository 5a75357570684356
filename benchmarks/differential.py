"""Render each template of a folder with docxtpl and with this engine, on data made up from its tags, and compare.

    python -m benchmarks.differential FOLDER

Each template is said equal, different (the part and the first difference), refused (what docxtpl only makes by losing
words), failed (by both), or failed by ours alone; with the time of each. The exit code is 1 when ours alone fails.
"""

from __future__ import annotations

import io
import re
import sys
import time
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment
from lxml import etree

from benchmarks.contexts import contexts
from ctg_docs.docxtpl import DocxTemplate as Ours
from ctg_docs.engine import Template
from ctg_docs.engine.template.dialect import DOCXTPL
from ctg_docs.errors import TemplateError

__all__ = ["Verdict", "compare", "main"]

_PARTS = re.compile(r"word/(document\d*|header\d*|footer\d*|footnotes)\.xml$")
_NUMBERS = re.compile(
    r'(<(?:wp:docPr|pic:cNvPr|w:bookmarkStart|w:bookmarkEnd|w:ins|w:del|v:shape) [^>]*?\b(?:w:)?id=")[^"]*'
)
_MARKS = re.compile(r' w:rsid\w*="[^"]*"| w14:(?:paraId|textId)="[^"]*"| xml:space="preserve"')
_EMPTY = re.compile(r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?(?:<w:t></w:t>)?</w:r>|<w:t></w:t>")
_FAILURES = (Exception,)


@dataclass
class Verdict:
    """What came of one template: `equal`, `different`, `refused`, `failed`, `ours alone fails`."""

    name: str
    word: str = "equal"
    why: str = ""
    theirs_ms: float = 0.0
    ours_ms: float = 0.0
    rendered: int = 0
    notes: list[str] = field(default_factory=list)


def canonical(xml: bytes) -> str:
    """Return the XML of a part without what each engine numbers or notes in its own way."""
    text: str = etree.tostring(etree.fromstring(xml), method="c14n", exclusive=True).decode()
    text = re.sub(r">\s*\n\s*<", "><", text)
    text = _NUMBERS.sub(r"\1N", _MARKS.sub("", text))
    return _EMPTY.sub("", _EMPTY.sub("", text))


def first_difference(theirs: bytes, ours: bytes) -> str:
    """Return the part that differs and where, empty when none does."""
    packages = [zipfile.ZipFile(io.BytesIO(made)) for made in (theirs, ours)]
    names = [{n for n in package.namelist() if _PARTS.match(n)} for package in packages]
    for name in sorted(names[0] & names[1]):
        left, right = (canonical(package.read(name)) for package in packages)
        if left != right:
            at = next(
                (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b),
                min(len(left), len(right)),
            )
            start = max(0, at - 40)
            return f"{name}: docxtpl « {left[start : at + 60]} », ours « {right[start : at + 60]} »"
    return ""


class _Theirs(DocxTemplate):  # type: ignore[misc]  # docxtpl has no types
    """docxtpl, that says when it had to repair the XML it made: words are lost then."""

    spoiled = False

    def fix_tables(self, xml: str) -> Any:
        """Repair the tables, and note whether the XML was well formed before."""
        try:
            etree.fromstring(xml)
        except etree.XMLSyntaxError:
            self.spoiled = True
        return super().fix_tables(xml)


def _render(document: Any, context: dict[str, Any]) -> tuple[bytes, float]:
    start, buffer = time.perf_counter(), io.BytesIO()
    document.render(context, Environment(autoescape=True))
    document.save(buffer)
    return buffer.getvalue(), (time.perf_counter() - start) * 1000


def compare(data: bytes, name: str) -> Verdict:
    """Render a template with both engines on every made-up context."""
    verdict = Verdict(name)
    try:
        paths = Template.load(data, tidy=False, trusted=True, printing=DOCXTPL).variables()
    except TemplateError as error:
        verdict.notes.append(f"{type(error).__name__}: {error.message.splitlines()[0]}")
        paths = []
    for way, context in contexts(paths):
        _compare_one(verdict, data, way, context)
    if not verdict.rendered and verdict.word == "equal":
        verdict.word, verdict.why = "failed", "; ".join(verdict.notes)
    return verdict


def _compare_one(verdict: Verdict, data: bytes, way: str, context: dict[str, Any]) -> None:
    try:
        document = _Theirs(io.BytesIO(data))
        theirs, spent = _render(document, context)
    except _FAILURES as error:
        verdict.notes.append(f"docxtpl fails on {way}: {type(error).__name__} {str(error)[:100]}")
        return
    verdict.theirs_ms += spent
    try:
        ours, spent = _render(Ours(io.BytesIO(data)), context)
    except TemplateError as error:
        word = "refused" if document.spoiled else "ours alone fails"
        verdict.word, verdict.why = word, f"{way}: {error.message.splitlines()[0]}"
        return
    except _FAILURES as error:
        verdict.word, verdict.why = "ours alone fails", f"{way}: {type(error).__name__} {str(error)[:200]}"
        return
    verdict.ours_ms += spent
    verdict.rendered += 1
    if document.spoiled:
        verdict.notes.append(f"docxtpl spoils the document on {way}")
        return
    difference = first_difference(theirs, ours)
    if difference and verdict.word == "equal":
        verdict.word, verdict.why = "different", f"{way}: {difference}"


def main(arguments: list[str]) -> int:
    """Compare every Word file of a folder; return 1 when ours alone fails on one."""
    if len(arguments) != 1 or not Path(arguments[0]).is_dir():
        sys.stderr.write((__doc__ or "") + "\n")
        return 2
    counts: dict[str, int] = {}
    for path in sorted(p for p in Path(arguments[0]).rglob("*") if p.suffix.lower() in {".docx", ".dotx"}):
        found = compare(path.read_bytes(), path.name)
        counts[found.word] = counts.get(found.word, 0) + 1
        times = f"docxtpl {found.theirs_ms:.0f} ms, ours {found.ours_ms:.0f} ms" if found.rendered else ""
        sys.stdout.write(f"{found.word:16} {path.relative_to(arguments[0])}  {times}\n")
        sys.stdout.writelines(f"{'':17}{line}\n" for line in [found.why, *found.notes] if line)
    sys.stdout.write(", ".join(f"{word}: {count}" for word, count in sorted(counts.items())) + "\n")
    return int("ours alone fails" in counts)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
