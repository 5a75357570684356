"""What a template of a stranger brings along: taken out when no page shows it, refused when it acts or fetches."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from ctg_docs.engine import Template
from ctg_docs.errors import TemplateError
from tests.engine.words import HEAD, MAIN, NAMESPACES, R, make_docx, p, part, r

SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
STRICT = 'xmlns:s="http://purl.oclc.org/ooxml/wordprocessingml/main"'
OUT = "http://127.0.0.1:9/x.png"


def _files(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _render(docx: bytes) -> dict[str, bytes]:
    return _files(Template.load(docx).render({"x": "y"}))


def _zip(files: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as package:
        for name, data in files.items():
            package.writestr(name, data)
    return output.getvalue()


def _with_relations(text: str | bytes) -> bytes:
    files = _files(make_docx("{{ x }}"))
    files["word/_rels/document.xml.rels"] = text if isinstance(text, bytes) else text.encode()
    return _zip(files)


SPELLINGS = {
    "new line": f'<Relationship\nId="a"\nType="{R}/image"\nTarget="{OUT}"\nTargetMode="External"/>',
    "tabs": f'<Relationship\tId="a"\tType="{R}/image"\tTarget="{OUT}"\tTargetMode="External"\t/>',
    "single quotes": f"<Relationship Id='a' Type='{R}/image' Target='{OUT}' TargetMode='External'/>",
    "reference": f'<Relationship Id="a" Type="{R}/image" Target="{OUT}" TargetMode="&#69;xternal"/>',
    "hexadecimal": f'<Relationship Id="a" Type="{R}/image" Target="{OUT}" TargetMode="Extern&#x61;l"/>',
    "blanks around": f'<Relationship Id="a" Type="{R}/image" Target="{OUT}" TargetMode = " External "/>',
    "sign in a value": f'<Relationship Id="a>" Type="{R}/image" Target="{OUT}" TargetMode="External"/>',
    "open and closed": f'<Relationship Id="a" Type="{R}/image" Target="{OUT}" TargetMode="External"></Relationship>',
    "prefix": f'<p:Relationship xmlns:p="{SPACE}" Id="a" Type="{R}/image" Target="{OUT}" TargetMode="External"/>',
    "other order": f'<Relationship TargetMode="External" Target="{OUT}" Type="{R}/image" Id="a"/>',
    "kind in references": f'<Relationship Id="a" Type="{R}/im&#97;ge" Target="{OUT}" TargetMode="External"/>',
    "strict kind": f'<Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/image" Target="{OUT}" TargetMode="External"/>',
    "no mode": f'<Relationship Id="a" Type="{R}/image" Target="{OUT}"/>',
    "share": f'<Relationship Id="a" Type="{R}/image" Target="\\\\serveur\\x.png" TargetMode="External"/>',
    "file": f'<Relationship Id="a" Type="{R}/image" Target="file:///etc/x.png" TargetMode="External"/>',
    "unknown mode": f'<Relationship Id="a" Type="{R}/image" Target="x" TargetMode="external"/>',
    "sound": f'<Relationship Id="a" Type="{R}/audio" Target="{OUT}" TargetMode="External"/>',
    "object": f'<Relationship Id="a" Type="{R}/oleObject" Target="embeddings/a.bin"/>',
    "program": f'<Relationship Id="a" Type="{R}/package" Target="file:///a.exe" TargetMode="External"/>',
    "chunk": f'<Relationship Id="a" Type="{R}/aFChunk" Target="a.html"/>',
    "sub-document": f'<Relationship Id="a" Type="{R}/subDocument" Target="a.docx" TargetMode="External"/>',
    "control": f'<Relationship Id="a" Type="{R}/control" Target="activeX/activeX1.xml"/>',
    "web extension": '<Relationship Id="a" Type="http://schemas.microsoft.com/office/2011/relationships/webextension" Target="we/1.xml"/>',
    "ribbon": '<Relationship Id="a" Type="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility" Target="ui.xml"/>',
    "header that is no XML": f'<Relationship Id="a" Type="{R}/styles" Target="styles.bin"/>',
}  # fmt: skip


@pytest.mark.parametrize("name", SPELLINGS)
def test_relationship_is_refused_however_it_is_spelled(name: str) -> None:
    styles = f'<Relationship Id="rIdS" Type="{R}/styles" Target="styles.xml"/>'
    head = f'{HEAD}<Relationships xmlns="{SPACE}">'
    with pytest.raises(TemplateError, match=r"hors de lui-même|ne reprend pas"):
        Template.load(_with_relations(f"{head}{styles}{SPELLINGS[name]}</Relationships>"))


def test_relationships_in_utf_16_are_refused() -> None:
    text = f'<Relationships xmlns="{SPACE}">{SPELLINGS["other order"]}</Relationships>'
    with pytest.raises(TemplateError):
        Template.load(_with_relations(text.encode("utf-16")))


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ms-word:ofe|u|http://x",
        "\\\\serveur\\partage",
        "vbscript:x",
    ],
)
def test_link_that_runs_something_is_refused(target: str) -> None:
    link = f'<w:p><w:hyperlink r:id="rIdL">{r("ici")}</w:hyperlink></w:p>'
    rel = f'<Relationship Id="rIdL" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
    with pytest.raises(TemplateError, match="hors de lui-même"):
        Template.load(make_docx(link, rels=rel))


@pytest.mark.parametrize(
    "target", ["https://www.caf.fr", "mailto:a@b.fr", "tel:3230", "{{ x }}", "%7B%7B%20x%20%7D%7D"]
)
def test_link_to_click_stays(target: str) -> None:
    link = f'<w:p><w:hyperlink r:id="rIdL">{r("ici")}</w:hyperlink></w:p>'
    rel = f'<Relationship Id="rIdL" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
    assert b"hyperlink" in _render(make_docx(link, rels=rel))["word/_rels/document.xml.rels"]


def _field(*codes: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inner = "".join(f"<w:r><w:instrText>{code}</w:instrText></w:r>" for code in codes)
    return f"<w:p>{mark.format('begin')}{inner}{mark.format('separate')}{r('1')}{mark.format('end')}</w:p>"


LIVE = {
    "INCLUDETEXT": _field(' INCLUDETEXT "http://x" '),
    "cut in runs": _field(" INCLU", "DEPICT", 'URE "http://x" '),
    "DDE": _field(" DDEAUTO c:\\\\cmd.exe "),
    "small letters": _field(" includepicture x"),
    "link": _field(" LINK Excel.Sheet x"),
    "import": _field(" IMPORT x"),
    "data base": _field(" DATABASE x"),
    "macro": _field(" MACROBUTTON x y"),
    "referenced": _field(" RD x"),
    "simple": '<w:p><w:fldSimple w:instr=" INCLUDETEXT x ">' + r("a") + "</w:fldSimple></w:p>",
    "filled by the data": _field(" {{ x }} "),
    "inside another": _field(" IF 1 = 1 ").replace(
        "</w:instrText></w:r>",
        '</w:instrText></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        1,
    ),
    "code made by a field": _field(' "http://x" ').replace(
        "<w:r><w:instrText>",
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> QUOTE 68 68 69 </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:instrText>',
        1,
    ),
    "never closed": '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DDE x</w:instrText></w:r></w:p>',
    "altChunk": '<w:altChunk r:id="a"/>',
    "object": "<w:p><w:r><w:object/></w:r></w:p>",
    "control": '<w:p><w:r><w:control r:id="a"/></w:r></w:p>',
    "object of a strict document": f"<s:object {STRICT}/>",
    "field of a strict document": _field(" DDEAUTO x ").replace("w:", "s:").replace("<s:p>", f"<s:p {STRICT}>", 1),
    "field without a space": f'<w:p><w:fldSimple instr="DDEAUTO x">{r("a")}</w:fldSimple></w:p>',
    "drawing from elsewhere": '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="http://x/a.png"/>'
    "</v:shape></w:pict></w:r></w:p>",
    "drawing linked": '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:'
    'office:office"><v:imagedata o:href="http://x/a.png"/></v:shape></w:pict></w:r></w:p>',
    "picture linked": '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><a:blip r:link="a"/>'
    "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>",
}  # fmt: skip


@pytest.mark.parametrize("name", LIVE)
def test_what_acts_on_opening_is_refused(name: str) -> None:
    with pytest.raises(TemplateError, match="retirez-le dans Word"):
        Template.load(make_docx("{{ x }}", LIVE[name]))


def test_fields_of_a_document_stay() -> None:
    codes = (
        " PAGE ",
        " TOC \\o 1-3 ",
        ' HYPERLINK "{{ x }}" ',
        " = 1 + 1 ",
        " DATE \\@ dd/MM/yyyy ",
        "REF a \\h",
        "",
    )
    assert b"PAGE" in _render(make_docx("{{ x }}", *map(_field, codes)))["word/document.xml"]


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("application/vnd.ms-office.vbaProject", "word/donnees.bin"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "word/document.xml"),
        ("application/vnd.ms-office.activeX+xml", "word/a.xml"),
        ("application/vnd.openxmlformats-officedocument.oleObject", "word/o.bin"),
        ("application/x-msdownload", "word/setup.exe"),
    ],
)
def test_program_under_any_name_is_refused(kind: str, name: str) -> None:
    types = f'<Override PartName="/{name}" ContentType="{kind}"/>'
    with pytest.raises(TemplateError):
        Template.load(make_docx("x", files={name: b"MZ"} if name != "word/document.xml" else {}, types=types))


def _remains() -> bytes:
    """A template with the word SECRETUM in every place that no page shows."""
    hidden = {
        "word/header9.xml": f"<w:hdr {NAMESPACES}>{p('SECRETUM')}</w:hdr>",
        "word/glossary/document.xml": f"<w:glossaryDocument {NAMESPACES}/><!-- SECRETUM -->",
        "customXml/item9.xml": "<a>SECRETUM</a>",
        "word/embeddings/x.xlsx": "SECRETUM",
        "word/comments.xml": f'<w:comments {NAMESPACES}><w:comment w:id="1" w:author="SECRETUM">{p("SECRETUM")}</w:comment></w:comments>',
        "word/people.xml": "<a>SECRETUM</a>",
        "word/printerSettings1.bin": "SECRETUM",
        "docProps/thumbnail.jpeg": "SECRETUM",
        "docProps/custom.xml": "<Properties><property>SECRETUM</property></Properties>",
        "docProps/app.xml": "<Properties><Template>C:\\SECRETUM\\a.dotm</Template><Company>SECRETUM</Company><Manager>SECRETUM</Manager></Properties>",
        "word/settings.xml": f'<w:settings {NAMESPACES}><w:docVars><w:docVar w:name="a" w:val="SECRETUM"/></w:docVars></w:settings>',
    }
    kinds = {
        "header": "header9.xml", "glossaryDocument": "glossary/document.xml", "customXml": "../customXml/item9.xml",
        "package": "embeddings/x.xlsx", "comments": "comments.xml", "people": "people.xml", "settings": "settings.xml",
        "printerSettings": "printerSettings1.bin",
    }  # fmt: skip
    rels = "".join(
        f'<Relationship Id="h{n}" Type="{R}/{k}" Target="{t}"/>' for n, (k, t) in enumerate(kinds.items())
    )
    body = (
        '<w:p><w:ins w:id="3" w:author="SECRETUM">'
        + r("{{ x }}")
        + '</w:ins><w:r><w:commentReference w:id="1"/></w:r></w:p>'
    )
    files: dict[str, str | bytes] = {
        name: f"{HEAD}{text}" if name.endswith(".xml") else text for name, text in hidden.items()
    }
    return make_docx(body, files=files, rels=rels, types=f'<Override PartName="/word/header9.xml" ContentType="{MAIN}.header+xml"/>')  # fmt: skip


def test_what_no_page_shows_stays_with_the_template() -> None:
    found = _render(_remains())
    assert [name for name, data in found.items() if b"SECRETUM" in data] == []
    assert b"commentReference" not in found["word/document.xml"]
    assert b"header9" not in found["[Content_Types].xml"]
    assert b"docVars" not in found["word/settings.xml"]


def test_pictures_of_a_template_lose_their_metadata() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "JPEG", comment=b"SECRETUM")
    blip = (
        '<w:p><w:r><w:drawing><wp:inline><a:graphic><a:graphicData uri="x"><a:blip r:embed="rIdP"/></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )
    rel = f'<Relationship Id="rIdP" Type="{R}/image" Target="media/image1.jpeg"/>'
    found = _render(
        make_docx("{{ x }}", blip, files={"word/media/image1.jpeg": picture.getvalue()}, rels=rel)
    )
    assert found["word/media/image1.jpeg"].startswith(b"\xff\xd8")
    assert b"SECRETUM" not in found["word/media/image1.jpeg"]


def test_comment_that_quotes_a_tag_is_neither_rendered_nor_signed() -> None:
    comments = f'{HEAD}<w:comments {NAMESPACES}><w:comment w:id="1" w:author="Jeanne">{p("{{ x }}")}</w:comment></w:comments>'
    rel = f'<Relationship Id="c" Type="{R}/comments" Target="comments.xml"/>'
    types = f'<Override PartName="/word/comments.xml" ContentType="{MAIN}.comments+xml"/>'
    document = Template.load(
        make_docx("a", files={"word/comments.xml": comments}, rels=rel, types=types)
    ).render({})
    assert "{{ x }}" in part(document, "word/comments.xml")
    assert "Jeanne" not in part(document, "word/comments.xml")
