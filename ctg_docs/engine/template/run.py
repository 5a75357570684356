"""What one document gathers while it is rendered: pictures, links, fresh list numbers, identifiers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.media import clean_picture
from ctg_docs.engine.opc.names import REL, rels_name
from ctg_docs.engine.template.charts import (
    CHART_TYPE,
    WORKBOOK_TYPE,
    chart_drawing,
    chart_relations,
    chart_xml,
)
from ctg_docs.engine.template.dialect import Printing
from ctg_docs.engine.template.pictures import drawing_xml, read_size
from ctg_docs.engine.template.slots import Fresh
from ctg_docs.engine.template.workbook import write_workbook
from ctg_docs.engine.word.runs import clean, escape

if TYPE_CHECKING:
    from ctg_docs.engine.opc.package import Member
    from ctg_docs.engine.template.environment import Budget
    from ctg_docs.engine.values import Chart, Picture
    from ctg_docs.engine.word.numbering import Numbering
    from ctg_docs.engine.word.styles import StyleSheet

__all__ = ["Run"]


class Run:
    """The state of one rendering; made new for each document, shared by nothing.

    Attributes:
        raw: a value brought its own XML, so the result has to be parsed before it is written.
        own_relations: the relationships of the template, by name of their file.
        host: docxtpl's document, when a value belongs to one.
        media: new files by package name.
        types: content types of new files that their extension doesn't tell.
        relations: new relationships by part: identifier by (type, target).
    """

    def __init__(
        self, budget: Budget, styles: StyleSheet, numbering: Numbering, printing: Printing | None = None
    ) -> None:
        self.budget, self.styles, self.numbering = budget, styles, numbering
        self.printing = printing or Printing()
        self.own_relations: Mapping[str, Member] = {}
        self.raw = False
        self.host: Any = None
        self.media: dict[str, bytes] = {}
        self.types: dict[str, str] = {}
        self.relations: dict[str, dict[tuple[str, str], str]] = {}
        self.restarted: list[tuple[int, str]] = []
        self.fresh = Fresh(self.restart)

    def drawing(self, part: str, picture: Picture, room_mm: float = 0.0) -> str:
        """Store a picture once and return its drawing element."""
        size, data = read_size(picture.data), clean_picture(picture.data)
        name = f"media/image-{hashlib.sha256(data).hexdigest()[:16]}.{size.extension}"
        self.media[f"word/{name}"] = data
        relation = self.relate(part, REL["image"], name)
        return drawing_xml(relation, int(self.fresh.drawing()), picture, size, room_mm)

    def chart(self, part: str, chart: Chart) -> str:
        """Store a chart with its workbook and return its drawing element."""
        number = 1 + sum(kind == CHART_TYPE for kind in self.types.values())
        name, workbook = f"charts/graphique{number}.xml", f"embeddings/graphique{number}.xlsx"
        self.media[f"word/{name}"] = chart_xml(chart)
        self.media[f"word/charts/_rels/graphique{number}.xml.rels"] = chart_relations(f"../{workbook}")
        self.media[f"word/{workbook}"] = write_workbook(chart)
        self.types |= {f"/word/{name}": CHART_TYPE, f"/word/{workbook}": WORKBOOK_TYPE}
        return chart_drawing(self.relate(part, REL["chart"], name), int(self.fresh.drawing()), chart)

    def types_xml(self) -> str:
        """Return the content types of the new files, to be put at the end of `[Content_Types].xml`."""
        return "".join(
            f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in self.types.items()
        )

    def link(self, part: str, url: str) -> str:
        """Return the relationship of an outside address."""
        return self.relate(part, REL["hyperlink"], clean(url))

    def relate(self, part: str, kind: str, target: str) -> str:
        """Return the identifier of a new relationship of a part, the same for the same target."""
        known = self.relations.setdefault(part, {})
        return known.setdefault((kind, target), f"rIdGen{len(known) + 1}")

    def restart(self, number: str) -> int:
        """Return a fresh numId that counts like list `number`, from its beginning."""
        fresh = self.numbering.greatest + 1 + len(self.restarted)
        self.restarted.append((fresh, self.numbering.abstract.get(number, "0")))
        return fresh

    def known(self, part: str) -> set[str]:
        """Return the identifiers of the relationships a part has, those of its template included."""
        member = self.own_relations.get(rels_name(part))
        own = set(_ID.findall(member.unpack().decode("utf-8", "replace"))) if member is not None else set()
        return own | set(self.relations.get(part, _NONE).values())

    def relations_xml(self, part: str) -> str:
        """Return the new relationships of a part, to be put at the end of its list."""
        return "".join(
            f'<Relationship Id="{identifier}" Type="{kind}" Target="{escape(target)}"'
            + (' TargetMode="External"/>' if kind == REL["hyperlink"] else "/>")
            for (kind, target), identifier in self.relations.get(part, _NONE).items()
        )

    def numbering_xml(self) -> str:
        """Return the new lists, to be put after the others in `word/numbering.xml`."""
        return "".join(
            f'<w:num w:numId="{fresh}"><w:abstractNumId w:val="{abstract}"/>{self._starts(abstract)}</w:num>'
            for fresh, abstract in self.restarted
        )

    def _starts(self, abstract: str) -> str:
        return "".join(
            f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{level.start}"/></w:lvlOverride>'
            for depth, level in sorted(self.numbering.levels.get(abstract, {}).items())
        )


_ID = re.compile(r'<Relationship\b[^>]*?\bId="([^"]*)"')
_NONE: Mapping[tuple[str, str], str] = {}
