"""Native Word charts: editable, with their workbook; colours of the theme, readable without colour."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from ctg_docs.engine.opc.names import NS, REL, RELS, XML_HEAD
from ctg_docs.engine.template.workbook import SHEET, column_letters
from ctg_docs.engine.word.runs import flat

if TYPE_CHECKING:
    from ctg_docs.engine.values import Chart, Series

__all__ = ["CHART_TYPE", "WORKBOOK_TYPE", "chart_drawing", "chart_relations", "chart_xml"]

CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_EMU_MM = 36_000
_SIZE = 900
_AXES = '<c:axId val="111111111"/><c:axId val="222222222"/>'


def _solid(colour: str) -> str:
    return f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'


def _pattern(preset: str, colour: str) -> str:
    return (
        f'<a:pattFill prst="{preset}"><a:fgClr><a:schemeClr val="{colour}"/></a:fgClr>'
        '<a:bgClr><a:schemeClr val="bg1"/></a:bgClr></a:pattFill>'
    )


#: fill of each series and colour of its labels (None: on a white ground); apart by lightness and pattern, not hue alone
_LOOKS: tuple[tuple[str, str | None], ...] = (
    (_solid("accent1"), "bg1"),
    (_solid("accent3"), "tx2"),
    (_pattern("wdUpDiag", "accent2"), None),
    (_pattern("pct10", "accent4"), None),
    (_solid("bg1"), "tx2"),
)


def _text(size: int, colour: str = "tx2", bold: bool = False) -> str:
    """Return text properties; `size` in hundredths of a point."""
    return (
        f'<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="{size}" b="{int(bold)}">{_solid(colour)}'
        '<a:latin typeface="+mn-lt"/></a:defRPr></a:pPr><a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'
    )


def _line(colour: str, width: int = 6350) -> str:
    return f'<a:ln w="{width}">{_solid(colour)}</a:ln>'


def _column(index: int, count: int) -> str:
    """Return the cells of a column of data: « Feuil1!$B$2:$B$5 »."""
    letters = column_letters(index)
    return f"{SHEET}!${letters}$2:${letters}${count + 1}"


def _categories(chart: Chart) -> str:
    points = "".join(f'<c:pt idx="{i}"><c:v>{flat(c)}</c:v></c:pt>' for i, c in enumerate(chart.categories))
    return (
        f"<c:cat><c:strRef><c:f>{_column(0, len(chart.categories))}</c:f><c:strCache>"
        f'<c:ptCount val="{len(chart.categories)}"/>{points}</c:strCache></c:strRef></c:cat>'
    )


def _values(chart: Chart, series: Series, index: int) -> str:
    points = "".join(
        f'<c:pt idx="{i}"><c:v>{format(Decimal(v), "f")}</c:v></c:pt>'
        for i, v in enumerate(series.values)
        if v is not None
    )
    return (
        f"<c:val><c:numRef><c:f>{_column(index + 1, len(chart.categories))}</c:f><c:numCache>"
        f"<c:formatCode>{flat(chart.number_format)}</c:formatCode>"
        f'<c:ptCount val="{len(chart.categories)}"/>{points}</c:numCache></c:numRef></c:val>'
    )


def _labels(chart: Chart, colour: str | None) -> str:
    place = "ctr" if chart.stacked else "outEnd"
    hatched = chart.stacked and colour is None
    colour = colour if chart.stacked and colour else "tx2"
    ground = _solid("bg1") if hatched else "<a:noFill/>"
    return (
        f'<c:dLbls><c:numFmt formatCode="{flat(chart.number_format)}" sourceLinked="0"/>'
        f"<c:spPr>{ground}<a:ln><a:noFill/></a:ln></c:spPr>{_text(_SIZE, colour, bold=True)}"
        f'<c:dLblPos val="{place}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/>'
        '<c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>'
    )


def _marked(series: Series) -> str:
    if series.marked is None:
        return ""
    return (
        f'<c:dPt><c:idx val="{series.marked}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{_LOOKS[0][0]}{_line('tx2')}</c:spPr></c:dPt>"
    )


def _series(chart: Chart, series: Series, index: int) -> str:
    fill, label = _LOOKS[(index if series.look is None else series.look) % len(_LOOKS)]
    name = f"{SHEET}!${column_letters(index + 1)}$1"
    return (
        f'<c:ser><c:idx val="{index}"/><c:order val="{index}"/><c:tx><c:strRef><c:f>{name}</c:f><c:strCache>'
        f'<c:ptCount val="1"/><c:pt idx="0"><c:v>{flat(series.name)}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
        f'<c:spPr>{fill}{_line("tx2")}</c:spPr><c:invertIfNegative val="0"/>{_marked(series)}{_labels(chart, label)}'
        f"{_categories(chart)}{_values(chart, series, index)}</c:ser>"
    )


def _axes(chart: Chart) -> str:
    horizontal = chart.direction == "bar"
    places = ("l", "b") if horizontal else ("b", "l")
    order = "maxMin" if horizontal else "minMax"
    bounds = f'<c:max val="{chart.maximum}"/><c:min val="0"/>' if chart.maximum else '<c:min val="0"/>'
    return (
        f'<c:catAx><c:axId val="111111111"/><c:scaling><c:orientation val="{order}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{places[0]}"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{_line("accent3")}</c:spPr>{_text(_SIZE)}<c:crossAx val="222222222"/><c:crosses val="autoZero"/>'
        '<c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="222222222"/><c:scaling><c:orientation val="minMax"/>{bounds}</c:scaling>'
        f'<c:delete val="1"/><c:axPos val="{places[1]}"/>'
        f'<c:numFmt formatCode="{flat(chart.number_format)}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        '<c:crossAx val="111111111"/><c:crosses val="autoZero"/><c:crossBetween val="between"/></c:valAx>'
    )


def chart_xml(chart: Chart, *, points: int = 9, workbook: str = "rId1") -> bytes:
    """Return the chart part.

    Args:
        chart: the chart.
        points: size of its words; a slide wants larger ones than a page.
        workbook: relationship of its workbook; empty when the caller adds it.
    """
    series = "".join(_series(chart, s, i) for i, s in enumerate(chart.series))
    legend = (
        f'<c:legend><c:legendPos val="t"/><c:overlay val="0"/>{_text(_SIZE)}</c:legend>'
        if len(chart.series) > 1
        else ""
    )
    data = f'<c:externalData r:id="{workbook}"><c:autoUpdate val="0"/></c:externalData>' if workbook else ""
    grouping, overlap = ("stacked", 100) if chart.stacked else ("clustered", -5)
    written = (
        f'{XML_HEAD}<c:chartSpace xmlns:c="{_C}" xmlns:a="{NS["a"]}" xmlns:r="{NS["r"]}">'
        '<c:date1904 val="0"/><c:lang val="fr-FR"/><c:roundedCorners val="0"/><c:chart>'
        '<c:autoTitleDeleted val="1"/><c:plotArea><c:layout/>'
        f'<c:barChart><c:barDir val="{chart.direction}"/><c:grouping val="{grouping}"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="60"/><c:overlap val="{overlap}"/>{_AXES}</c:barChart>{_axes(chart)}'
        f'<c:spPr><a:noFill/></c:spPr></c:plotArea>{legend}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/>'
        f"</c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{_text(_SIZE)}{data}</c:chartSpace>"
    )
    return written.replace(f'sz="{_SIZE}"', f'sz="{points * 100}"').encode()


def chart_relations(workbook: str) -> bytes:
    """Return the relationships of a chart part: its workbook."""
    return (
        f'{XML_HEAD}<Relationships xmlns="{RELS}"><Relationship Id="rId1" Type="{REL["package"]}" '
        f'Target="{workbook}"/></Relationships>'
    ).encode()


def chart_drawing(relation: str, number: int, chart: Chart) -> str:
    """Return the inline drawing that shows a chart."""
    width, height = round(chart.width_mm * _EMU_MM), round(chart.height_mm * _EMU_MM)
    return (
        f'<w:drawing><wp:inline xmlns:wp="{NS["wp"]}" distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Graphique {number}" descr="{flat(chart.alt)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic xmlns:a="{NS["a"]}"><a:graphicData uri="{_C}">'
        f'<c:chart xmlns:c="{_C}" xmlns:r="{NS["r"]}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
