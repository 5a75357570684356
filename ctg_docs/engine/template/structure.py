"""What can be seen in the Word file itself: words that would vanish, tags where nothing renders them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn
from ctg_docs.engine.template.tags import find_tags
from ctg_docs.engine.word.spots import Passage, Spot, paragraph_text
from ctg_docs.problems import Place, Problem, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element

    from ctg_docs.engine.template.source import Source

__all__ = ["check_part", "check_silent_parts"]

_HOIST = re.compile(r"\{[{%](tr|tc|p) ")
_CURLY = re.compile(r"[“”„]|(?<![A-Za-zÀ-ÿ])[‘’]|[‘’](?![A-Za-zÀ-ÿ])")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_DASH = re.compile(r"^\{[{%]-|-[%}]\}$")
_HOLDER = {"tr": qn("w:tr"), "tc": qn("w:tc"), "p": qn("w:p")}
_NAME = {"tr": "toute sa ligne", "tc": "toute sa cellule", "p": "tout son paragraphe"}
_ALONE = {"tr": "une ligne", "tc": "une cellule", "p": "un paragraphe"}


def check_part(found: Iterable[Passage], file: str) -> Iterator[Problem]:
    """Yield what is wrong with the tags of a part before Jinja reads them."""
    for paragraph, spot, text, _ in found:
        try:
            tags = [text[start:end] for start, end in find_tags(text)]
        except ValueError:
            continue
        for tag in tags:
            yield from _check_tag(tag, paragraph, text, spot, file)


def _check_tag(tag: str, paragraph: _Element, text: str, spot: Spot, file: str) -> Iterator[Problem]:
    hoist = _HOIST.match(tag)
    if hoist:
        yield from _check_hoisted(tag, hoist.group(1), paragraph, spot, file)
    if _CURLY.search(tag):
        straight = re.sub("[“”„]", '"', re.sub(r"(?<![A-Za-zÀ-ÿ])[‘’]|[‘’](?![A-Za-zÀ-ÿ])", "'", tag))
        message = f"Word a remplacé les guillemets de la balise « {tag} » ; ils sont compris, mais fragiles."
        yield _problem(
            "MOD114",
            message,
            spot,
            file,
            tag,
            suggestion=f"Écrivez « {straight} ».",
            severity=Severity.WARNING,
        )
    if _DASH.search(tag) and text.strip() != tag:
        message = f"Le tiret de « {tag} » efface le texte voisin, mise en forme comprise."
        yield _problem(
            "MOD115",
            message,
            spot,
            file,
            tag,
            suggestion="Utilisez « {%p … %} » seul dans un paragraphe.",
            severity=Severity.WARNING,
        )


def _check_hoisted(tag: str, kind: str, paragraph: _Element, spot: Spot, file: str) -> Iterator[Problem]:
    """A `{%tr` tag erases its whole row, a `{%tc` tag its cell, a `{%p` tag its paragraph (docxtpl #161)."""
    holder = paragraph if kind == "p" else next(paragraph.iterancestors(_HOLDER[kind]), None)
    if holder is None:
        message = f"« {tag} » n’a de sens que dans un tableau."
        yield _problem("MOD117", message, spot, file, tag)
        return
    words = " ".join(paragraph_text(p) for p in (holder.iter(qn("w:p")) if kind != "p" else [paragraph]))
    lost = " ".join(_COMMENT.sub(" ", words.replace(tag, " ", 1)).split())
    if kind == "p" and paragraph.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None:
        message = f"« {tag} » effacerait la fin de section que porte son paragraphe."
        yield _problem(
            "MOD008", message, spot, file, tag, suggestion="Mettez la balise dans le paragraphe d’avant."
        )
    if lost:
        message = f"Le texte « {lost[:120]} » disparaîtrait : « {tag} » efface {_NAME[kind]}."
        yield _problem(
            "MOD008", message, spot, file, tag, suggestion=f"Mettez la balise seule dans {_ALONE[kind]}."
        )


def _problem(
    code: str,
    message: str,
    spot: Spot,
    file: str,
    value: str,
    *,
    suggestion: str = "",
    severity: Severity = Severity.ERROR,
) -> Problem:
    told = spot._replace(expression=value).quoting(message)
    return Problem(code, severity, told, spot.place(file), value=value[:80], suggestion=suggestion)


#: what a Word user knows of the parts nothing fills
_SILENT = (
    ("word/charts/", "un graphique"),
    ("word/diagrams/", "un SmartArt"),
    ("word/glossary/", "un bloc de construction (insertion rapide)"),
    ("word/styles", "un nom de style"),
    ("word/settings", "un réglage du document"),
)


def check_silent_parts(source: Source, file: str) -> Iterator[Problem]:
    """Yield the tags that stand in parts nothing renders."""
    rendered = {name for name, _ in source.text_parts()}
    rendered |= {name for name, kind in source.types.items() if "comments" in kind.lower()}
    for name in source.members:
        if (
            name in rendered
            or not name.startswith(("word/", "docProps/", "customXml/"))
            or not name.endswith(".xml")
        ):
            continue
        xml = source.members[name].unpack()
        text = re.sub("<[^>]*>", "", xml.decode("utf-8", "replace")) if b"{" in xml else ""
        for match in list(re.finditer(r"\{\{.{1,200}?\}\}|\{%.{1,200}?%\}", text))[:5]:
            where = next((words for start, words in _SILENT if name.startswith(start)), name)
            message = f"La balise « {match.group()} » est dans {where}, qui n’est jamais rempli."
            hint = "Écrivez-la dans le texte du document."
            yield Problem("MOD113", Severity.ERROR, message, Place(file, cell=where), value=match.group()[:80],
                          suggestion=hint)  # fmt: skip
