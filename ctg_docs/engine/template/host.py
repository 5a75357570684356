"""Objects of docxtpl in a context: pictures, sub-documents, links are kept by its own document; we render into it.

The text is rendered by our compiled parts all the same, so that errors, escaping and identifiers are ours; what the
objects brought with them (files, styles, lists) comes from the document that docxtpl saves.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.limits import Limits
from ctg_docs.engine.opc.package import Member, read_members
from ctg_docs.engine.template.door import docxtpl_module

if TYPE_CHECKING:
    from ctg_docs.engine.template.slots import Fresh

__all__ = ["host_of", "hosted_members", "renumbered", "resolve_runs", "stand_in"]

_DRAWING = re.compile(r'(<wp:docPr [^>]*?\bid=")\d+(")')


def host_of(value: Any) -> Any:
    """Return the `DocxTemplate` an object of docxtpl writes into when it is printed, None for anything else."""
    if getattr(value, "stands_alone", False):
        return None
    host = getattr(value, "tpl", None)
    return host if hasattr(type(host), "get_docx") else None


def stand_in(host: Any, part: str) -> None:
    """Tell docxtpl which part is being rendered, so that a picture lands in its relationships."""
    document = host.get_docx()
    parts = {str(p.partname)[1:]: p for p in document.part.package.iter_parts()}
    host.current_rendering_part = parts.get(part, document.part)


def renumbered(xml: str, fresh: Fresh) -> str:
    """Give the drawings of ready XML identifiers of their own."""
    return (
        _DRAWING.sub(lambda m: m.group(1) + fresh.drawing() + m.group(2), xml) if "<wp:docPr" in xml else xml
    )


def resolve_runs(xml: str, ppr: str) -> str:
    """Turn line ends and tabs of ready runs into Word's elements, as docxtpl does."""
    if not xml.startswith(("<w:r", "<w:hyperlink")):
        return str(docxtpl_module().DocxTemplate("").resolve_listing(xml))
    whole = docxtpl_module().DocxTemplate("").resolve_listing(f"<w:p>{ppr}{xml}</w:p>")
    return str(whole[len(f"<w:p>{ppr}") : -len("</w:p>")])


def hosted_members(host: Any, limits: Limits, keep: Callable[[str], bool]) -> Mapping[str, Member]:
    """Return the members of the document docxtpl holds, those we render ourselves left out."""
    buffer = io.BytesIO()
    host.get_docx().save(buffer)
    return {n: m for n, m in read_members(buffer.getvalue(), limits).items() if keep(n)}
