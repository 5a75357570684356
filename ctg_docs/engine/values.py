"""What a context may hold beside texts and numbers. Light: loads neither lxml nor jinja2."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

__all__ = ["Chart", "Linked", "Picture", "Properties", "Rich", "Series"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture printed where its value stands.

    Attributes:
        data: bytes of a PNG, JPEG or GIF file.
        alt: what the picture says, read aloud by a screen reader; `""` means purely decorative.
        width_mm: width on the page; from the file's own resolution when neither size is given.
        height_mm: height on the page; keeps the proportions when only one size is given.
        crop: True to fill both sizes without stretching: what exceeds is hidden, as much on either side.
    """

    data: bytes = field(repr=False)
    alt: str
    width_mm: float | None = None
    height_mm: float | None = None
    crop: bool = False


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a chart that share a name in its legend.

    Attributes:
        values: one per category; None leaves a gap.
        look: 0 dark, 1 light, 2 hatched, 3 dotted, 4 white; the position of the series by default.
        marked: rank of the one bar that is dark among them.
    """

    name: str
    values: tuple[Decimal | int | None, ...]
    look: int | None = None
    marked: int | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """A native bar chart printed where its value stands, editable in Word with its data.

    Attributes:
        categories: labels of the bars.
        alt: what the chart says, read aloud by a screen reader.
        direction: `bar` lies, `col` stands.
        stacked: True to put the series of a category end to end.
        number_format: of the labels, in Excel's code; zeros are hidden by default.
        maximum: end of the axis of values, computed by Word when None.
    """

    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    direction: Literal["bar", "col"] = "bar"
    stacked: bool = False
    number_format: str = "#,##0;-#,##0;"
    maximum: int | None = None
    width_mm: float = 157.0
    height_mm: float = 70.0


@dataclass(frozen=True, slots=True)
class Rich:
    """A long text in a small safe Markdown subset, printed with the template's own styles.

    `{{p x }}` prints paragraphs, `- ` and `1. ` lists, `## ` sub-headings; `{{ x }}` prints only what fits inside a
    sentence: `**bold**`, `*italic*`, `[text](https://…)`, web and mail addresses as links.
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text.strip())


@dataclass(frozen=True, slots=True)
class Linked:
    """A plain text whose web and mail addresses are printed as links: what the filter `liens` gives."""

    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file manager, an archive and a screen reader show of the document.

    Attributes:
        created, modified: dates that come from the data, never from the clock.
        status: « projet » or « définitif ».
    """

    title: str = ""
    subject: str = ""
    author: str = ""
    keywords: str = ""
    category: str = ""
    status: str = ""
    language: str = "fr-FR"
    created: date | datetime | None = None
    modified: date | datetime | None = None
    version: str = ""
    description: str = ""
