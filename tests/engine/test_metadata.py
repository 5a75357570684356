"""Authors, company and remarks leave a file; what it says stays."""

from __future__ import annotations

import pytest

from ctg_docs.engine.opc.metadata import clean_metadata
from ctg_docs.errors import TemplateError
from tests.engine.words import make_docx, p, part, r, texts

APP = "<Properties><Application>Word</Application><Company>Mairie</Company><Manager>Léa Roy</Manager></Properties>"
OWN = '<Properties><property fmtid="{1}" pid="2" name="Auteur"><vt:lpwstr>Léa Roy</vt:lpwstr></property></Properties>'
REMARK = (
    '<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>Texte</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:rPr><w:b/></w:rPr>'
    '<w:commentReference w:id="0"/></w:r><w:ins w:id="1" w:author="Léa Roy" w:date="2024-01-01T00:00:00Z"><w:r><w:t> ajouté'
    "</w:t></w:r></w:ins></w:p>"
)


def test_names_of_authors_leave_and_the_text_stays() -> None:
    files: dict[str, str | bytes] = {
        "docProps/app.xml": APP,
        "docProps/custom.xml": OWN,
        "word/comments.xml": '<w:comments><w:comment w:id="0" w:author="Léa Roy"><w:p/></w:comment></w:comments>',
        "word/people.xml": '<w15:people><w15:person w15:author="Léa Roy"><w15:presenceInfo/></w15:person></w15:people>',
    }
    before = make_docx(REMARK, "Suite", files=files)
    after = clean_metadata(before)
    for name in (*files, "word/document.xml"):
        assert "Léa Roy" in part(before, name) or name == "word/document.xml"
        assert "Roy" not in part(after, name)
        assert "comment" not in part(after, "word/document.xml")
    assert "Mairie" not in part(after, "docProps/app.xml")
    assert texts(after) == texts(before)
    assert clean_metadata(after) == after


def test_a_clean_file_says_the_same() -> None:
    made = make_docx("Texte")
    assert part(clean_metadata(made)) == part(made)


def test_what_is_no_office_file_is_refused() -> None:
    with pytest.raises(TemplateError):
        clean_metadata(b"note")


def test_hidden_texts_places_and_names_of_controls_are_gone() -> None:
    body = (
        '<w:p><w:bookmarkStart w:id="1" w:name="SECRETUM"/><w:bookmarkEnd w:id="1"/>'
        '<w:bookmarkStart w:id="2" w:name="ancre"/><w:bookmarkEnd w:id="2"/><w:hyperlink w:anchor="ancre">'
        + r("voir")
        + "</w:hyperlink></w:p>"
        + p("SECRETUM", rpr="<w:vanish/>")
        + p("montré", rpr='<w:vanish w:val="0"/>')
        + '<w:sdt><w:sdtPr><w:alias w:val="SECRETUM"/><w:tag w:val="SECRETUM"/></w:sdtPr><w:sdtContent>'
        + p("contenu")
        + "</w:sdtContent></w:sdt>"
    )
    xml = part(clean_metadata(make_docx(body)))
    assert "SECRETUM" not in xml
    for word in ("ancre", "voir", "montré", "contenu"):
        assert word in xml
