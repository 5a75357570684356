"""Text alternatives: pictures, charts, drawn shapes, old VML shapes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import qn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from ctg_docs.engine.a11y.document import Story

__all__ = ["faulty_pictures"]

_DRAWING, _DESCRIPTION, _TEXT = qn("w:drawing"), qn("wp:docPr"), qn("w:t")
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML = "{urn:schemas-microsoft-com:vml}"
_RULE = "{urn:schemas-microsoft-com:office:office}hr"
_SHAPES = tuple(
    f"{_VML}{n}" for n in ("shape", "rect", "roundrect", "oval", "line", "polyline", "group", "image")
)
_USELESS = re.compile(
    r"(?i)\S+\.(?:png|jpe?g|gif|bmp|tiff?|svg|emf|wmf|webp)|(?:image|picture|photo|graphique|dessin|logo|sans titre)\s*\d*"
)


def faulty_pictures(part: Story) -> Iterator[tuple[str, _Element, str, str]]:
    """Yield code, element, sentence and suggestion for each picture that says nothing to who can't see it."""
    for drawing in part.root.iter(_DRAWING):
        described = next(drawing.iter(_DESCRIPTION), None)
        if described is None or not _is_decorative(described):
            said = "" if described is None else described.get("descr") or described.get("title") or ""
            yield from _judge(drawing, said, _kind(drawing))
    for shape in part.root.iter(*_SHAPES):
        if next(shape.iterancestors(f"{_VML}group"), None) is None and not _speaks(shape, part):
            yield from _judge(shape, shape.get("alt") or "", "Cette forme")


def _judge(node: _Element, said: str, kind: str) -> Iterator[tuple[str, _Element, str, str]]:
    advice = "Dire en une phrase ce qu’on y voit, ou la marquer comme décorative."
    if not said.strip():
        yield "ACC007", node, f"{kind} n’a pas de texte de remplacement.", advice
    elif _USELESS.fullmatch(said.strip()):
        yield "ACC008", node, f"Le texte de remplacement « {said.strip()} » ne dit pas ce qu’on voit.", advice


def _kind(drawing: _Element) -> str:
    uri = next((node.get("uri") or "" for node in drawing.iter(qn("a:graphicData"))), "")
    return {"chart": "Ce graphique", "picture": "Cette image"}.get(uri.rpartition("/")[2], "Ce dessin")


def _is_decorative(described: _Element) -> bool:
    return any((node.get("val") or "1") in ("1", "true") for node in described.iter(_DECORATIVE))


def _speaks(shape: _Element, part: Story) -> bool:
    """True for what needs no alternative: a rule, an ornament of a header said to be one (`alt=""`), a box with text."""
    if shape.get(_RULE) or (shape.get("alt") == "" and not part.is_body):
        return True
    return any(node.text and node.text.strip() for node in shape.iter(_TEXT))
