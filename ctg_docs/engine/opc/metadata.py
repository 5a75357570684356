"""Take away from an Office file who wrote it and where: names of authors, company, remarks. Knows no domain."""

from __future__ import annotations

import re
from collections.abc import Callable

from ctg_docs.engine.opc.opening import open_package
from ctg_docs.engine.opc.package import pack

__all__ = ["clean_metadata"]

_COMPANY = re.compile(r"<(Company|Manager|HyperlinkBase|Template)>.*?</\1>", re.DOTALL)
_PROPERTIES = re.compile(r"<property .*?</property>", re.DOTALL)
_PERSONS = re.compile(r"<w15:person .*?</w15:person>|<w15:person [^>]*/>", re.DOTALL)
_REMARKS = re.compile(r"<w:comment .*?</w:comment>", re.DOTALL)
_MARKS = re.compile(
    r"<w:comment(?:RangeStart|RangeEnd) [^>]*/>|<w:r(?: [^>]*)?>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    r"<w:commentReference [^>]*/></w:r>"
)
_AUTHOR = re.compile(r'( w:(?:author|initials|userId)=)"[^"]*"')


def clean_metadata(data: bytes) -> bytes:
    """Return the same file without its authors' names, remarks, company and own properties.

    Texts, styles and the properties written for the reader (title, subject, language) stay.

    Raises:
        TemplateError: not an Office file.
    """
    package = open_package(data, wanted="office")
    for name, member in list(package.members.items()):
        clean = _cleaner(name)
        if clean is None:
            continue
        before = member.unpack().decode("utf-8", "surrogateescape")
        after = clean(before)
        if after != before:
            package.members[name] = pack(name, after.encode("utf-8", "surrogateescape"))
    return package.write()


def _cleaner(name: str) -> Callable[[str], str] | None:
    if name == "docProps/app.xml":
        return lambda text: _COMPANY.sub("", text)
    if name == "docProps/custom.xml":
        return lambda text: _PROPERTIES.sub("", text)
    if name == "word/people.xml":
        return lambda text: _PERSONS.sub("", text)
    if name == "word/comments.xml":
        return lambda text: _REMARKS.sub("", text)
    if name.startswith("word/") and name.endswith(".xml"):
        return lambda text: _AUTHOR.sub(r'\1""', _MARKS.sub("", text))
    return None
