"""What a context may hold beside texts and numbers. Light: loads neither lxml nor jinja2."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

__all__ = ["Picture", "Properties", "Rich"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture printed where its value stands.

    Attributes:
        data: bytes of a PNG, JPEG or GIF file.
        alt: what the picture says, read aloud by a screen reader; `""` means purely decorative.
        width_mm: width on the page; from the file's own resolution when neither size is given.
        height_mm: height on the page; keeps the proportions when only one size is given.
    """

    data: bytes
    alt: str
    width_mm: float | None = None
    height_mm: float | None = None


@dataclass(frozen=True, slots=True)
class Rich:
    """A long text in a small safe Markdown subset, printed with the template's own styles.

    `{{p x }}` prints paragraphs, `- ` and `1. ` lists, `## ` sub-headings; `{{ x }}` prints only what fits inside a
    sentence: `**bold**`, `*italic*`, `[text](https://…)`.
    """

    text: str

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text.strip())


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
