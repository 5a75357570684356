"""docxtpl's own use, by its documentation, through our door: the import is all that changes."""

from __future__ import annotations

import html
import io
import zipfile
from pathlib import Path
from typing import Any

import docxtpl
import jinja2
import pytest
from docx.shared import Mm

import ctg_docs.docxtpl as door
from ctg_docs.errors import TemplateError
from tests.engine.test_docxtpl import PARTS, canonical, cell, grid
from tests.engine.words import PNG, make_docx, p, part, r, table, texts
from tests.engine.words import _png as png


def both(docx: bytes, use: Any, *, parts: tuple[str, ...] = PARTS) -> bytes:
    """Make a document with docxtpl and through the door; compare part by part; return ours."""
    made = []
    for module in (docxtpl, door):
        buffer = io.BytesIO()
        use(module, module.DocxTemplate(io.BytesIO(docx))).save(buffer)
        made.append(buffer.getvalue())
    theirs, ours = made
    names = zipfile.ZipFile(io.BytesIO(docx)).namelist()
    for name in parts:
        if name in names:
            assert canonical(part(ours, name)) == canonical(part(theirs, name)), name
    return ours


def rendered(docx: bytes, context: Any, **options: Any) -> bytes:
    def use(module: Any, tpl: Any) -> Any:
        tpl.render(context(module, tpl) if callable(context) else context, **options)
        return tpl

    return both(docx, use)


def test_the_names_are_all_there() -> None:
    for name in ("DocxTemplate", "InlineImage", "Listing", "RichText", "R", "RichTextParagraph", "RP"):
        assert hasattr(door, name)
        assert hasattr(docxtpl, name)
    public = {name for name in dir(docxtpl.DocxTemplate) if not name.startswith("_")}
    assert public <= set(dir(door.DocxTemplate))
    assert door.Mm is Mm


def test_variables_loops_rows_columns_and_comments() -> None:
    blocks = ["{{ a }} {{ n }} {{ rien }}{{ t }} {{ l }} {{ none }}", "{%p if n > 2 %}", "x", "{%p else %}", "{{ l[0] }}", "{%p endif %}",
              table(["{%tr for x in l %}", ""], ["{{ x }}", "{{ loop.index }}"], ["{%tr endfor %}", ""]),
              grid(cell("{%tc for x in l %}") + cell("{{ x }}") + cell("{%tc endfor %}"), columns=1), "{# note #}{_{ brut }_}"]  # fmt: skip
    context = {"a": "é", "n": 1.5, "t": True, "l": [1, 2], "none": None}
    rendered(make_docx(*blocks, header="{{ a }}", footer="{{ n }}"), context)
    rendered(make_docx(*blocks), context, autoescape=True)


def test_values_that_bring_xml_or_entities() -> None:
    xml = 'a</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">gras</w:t></w:r><w:r><w:t>'
    rendered(
        make_docx("{{ x }} {{ y }} {{ z|e }}"), {"x": xml, "y": html.escape("a & b < c"), "z": "1 < 2 & 3"}
    )


def test_what_docxtpl_spoils_is_right() -> None:
    tpl = door.DocxTemplate(io.BytesIO(make_docx("{{ x }}", "{{ y }}")))
    buffer = io.BytesIO()
    with pytest.raises(TemplateError):
        door.DocxTemplate(io.BytesIO(make_docx("{{ y }}"))).render({"y": "a</w:p>"})
    tpl.render({"x": "Dupont & fils < 5", "y": "<x>"})
    tpl.save(buffer)
    assert texts(buffer.getvalue()) == ["Dupont & fils < 5", "<x>"]


def test_rich_texts_listings_and_links() -> None:
    def context(module: Any, tpl: Any) -> dict[str, Any]:
        rich = module.RichText("gras", bold=True, color="#ff0000")
        rich.add(" site", url_id=tpl.build_url_id("https://caf.fr"), underline=True)
        return {"rt": rich, "rp": module.RichTextParagraph(rich, parastyle="Corps"), "r": module.R("x", italic=True),
                "l": module.Listing("un\ndeux\tfin & <x>\anouveau\fpage")}  # fmt: skip

    ours = rendered(make_docx("avant {{r rt }} après", "{{p rp }}", "{{ l }}", "{{r r }}"), context)
    assert "https://caf.fr" in part(ours, "word/_rels/document.xml.rels")


def test_pictures_in_body_rows_and_header() -> None:
    def context(module: Any, tpl: Any) -> dict[str, Any]:
        image = module.InlineImage(tpl, io.BytesIO(PNG), width=Mm(20), height=Mm(10))
        return {"logo": image, "l": [module.InlineImage(tpl, io.BytesIO(PNG)), image]}

    rows = table(["{%tr for x in l %}"], ["{{ x }}"], ["{%tr endfor %}"])
    rendered(make_docx("{{ logo }}", rows, header="{{ logo }}"), context)


def picture(name: str, relation: str) -> str:
    space = 'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
    uri = "http://schemas.openxmlformats.org/drawingml/2006/picture"
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9525" cy="9525"/><wp:docPr id="1" name="{name}"/><a:graphic>'
        f'<a:graphicData uri="{uri}"><pic:pic {space}><pic:nvPicPr><pic:cNvPr id="0" name="{name}" title="titre"/>'
        f'<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed="{relation}"/></pic:blipFill><pic:spPr/></pic:pic>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
    )


def with_media() -> bytes:
    image = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
    package = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/package"
    return make_docx(
        "{{ x }}",
        picture("logo.png", "rP"),
        '<w:p><w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" '
        'ProgID="Excel.Sheet.12" r:id="rE"/></w:object></w:r></w:p>',
        files={"word/media/image1.png": PNG, "word/embeddings/a.xlsx": b"OLD"},
        rels=f'<Relationship Id="rP" Type="{image}" Target="media/image1.png"/>'
        f'<Relationship Id="rE" Type="{package}" Target="embeddings/a.xlsx"/>',
        types='<Default Extension="png" ContentType="image/png"/><Default Extension="xlsx" ContentType="application/x"/>',
    )


@pytest.mark.parametrize("when", ["before", "after", "never"])
@pytest.mark.parametrize("call", ["pic", "title", "media", "embedded", "zipname"])
def test_replacements(call: str, when: str, tmp_path: Path) -> None:
    new = tmp_path / "new.png"
    new.write_bytes(png(3, 3))
    old = tmp_path / "old.xlsx"
    old.write_bytes(b"OLD")

    def replace(tpl: Any) -> None:
        calls: dict[str, Any] = {
            "pic": lambda: tpl.replace_pic("logo.png", str(new)),
            "title": lambda: tpl.replace_pic("titre", io.BytesIO(png(3, 3))),
            "media": lambda: tpl.replace_media(io.BytesIO(PNG), str(new)),
            "embedded": lambda: tpl.replace_embedded(str(old), str(new)),
            "zipname": lambda: tpl.replace_zipname("word/embeddings/a.xlsx", str(new)),
        }
        calls[call]()

    def use(_module: Any, tpl: Any) -> Any:
        if when != "after":
            replace(tpl)
        if when != "never":
            tpl.render({"x": 1})
        if when == "after":
            replace(tpl)
        return tpl

    if when == "never" and call in {"pic", "title"}:  # docxtpl forgets to make its map of pictures then
        buffer = io.BytesIO()
        use(door, door.DocxTemplate(io.BytesIO(with_media()))).save(buffer)
        ours = buffer.getvalue()
    else:
        ours = both(with_media(), use)
    target = "word/media/image1.png" if call in {"pic", "title", "media"} else "word/embeddings/a.xlsx"
    with zipfile.ZipFile(io.BytesIO(ours)) as archive:
        assert archive.read(target) == png(3, 3)


def test_a_picture_that_is_not_there() -> None:
    for module in (docxtpl, door):
        tpl = module.DocxTemplate(io.BytesIO(with_media()))
        tpl.replace_pic("absente.png", io.BytesIO(PNG))
        tpl.render({})
        with pytest.raises(ValueError, match=r"absente\.png"):
            tpl.save(io.BytesIO())
        tpl.allow_missing_pics = True
        tpl.save(io.BytesIO())


def test_filters_tests_functions_extensions_and_undefined_of_an_environment() -> None:
    env = jinja2.Environment(extensions=["jinja2.ext.do", "jinja2.ext.loopcontrols"])
    env.filters["exclame"] = lambda text: f"{text} !"
    env.tests["court"] = lambda text: len(text) < 3
    env.globals["salut"] = lambda nom: f"Bonjour {nom}"
    text = "{% do l.append('c') %}{% for x in l %}{% if x == 'b' %}{% continue %}{% endif %}{{ x|exclame }}{% endfor %}{{ salut(l[0]) }}"
    docx = make_docx(text, "{% if 'ab' is court %}oui{% endif %}")

    def use(_module: Any, tpl: Any) -> Any:
        tpl.render({"l": ["a", "b"]}, env)
        return tpl

    both(docx, use)
    env.filters["exclame"] = lambda text: f"{text} ?"
    both(docx, use)  # the same names, other functions
    env.undefined = jinja2.StrictUndefined
    tpl = door.DocxTemplate(io.BytesIO(make_docx("{{ rien }}")))
    with pytest.raises(TemplateError, match="rien"):
        tpl.render({}, env)


def test_variables_asked_for() -> None:
    docx = make_docx("{{ a.b }}{% for x in xs %}{{ x }}{{ c }}{% endfor %}", header="{{ titre }}")
    for module in (docxtpl, door):
        tpl = module.DocxTemplate(io.BytesIO(docx))
        assert tpl.get_undeclared_template_variables() == {"a", "xs", "c", "titre"}
        assert tpl.get_undeclared_template_variables(context={"a": 1}) == {"xs", "c", "titre"}


def test_the_document_before_and_after() -> None:
    def use(_module: Any, tpl: Any) -> Any:
        tpl.get_docx().add_paragraph("ajout {{ x }}")
        assert "{{ x }}" in tpl.get_xml()
        tpl.render({"x": "é"})
        assert "ajout é" in tpl.get_xml()
        return tpl

    assert texts(both(make_docx("{{ x }}"), use))[-1] == "ajout é"
    tpl, buffer = door.DocxTemplate(io.BytesIO(make_docx("{{ x }}"))), io.BytesIO()
    use(door, tpl).docx.add_paragraph("fin")  # docxtpl writes it in a body it has thrown away
    assert tpl.paragraphs[-1].text == "fin"
    tpl.save(buffer)
    assert texts(buffer.getvalue())[-2:] == ["ajout é", "fin"]


def test_the_same_object_renders_again(tmp_path: Path) -> None:
    path = tmp_path / "modele.docx"
    path.write_bytes(make_docx("{{ x }}", header="{{ x }}"))
    tpl = door.DocxTemplate(str(path))
    for value in ("un", "deux"):
        tpl.render({"x": value})
        tpl.save(tmp_path / f"{value}.docx")
        assert texts((tmp_path / f"{value}.docx").read_bytes()) == [value]


def test_what_docxtpl_takes_without_a_word_is_taken() -> None:
    rendered(make_docx("avant {%p if x %} perdu", "gardé", "{%p endif %}"), {"x": 1})
    rendered(
        make_docx("<w:p>" + r("{{ x.y }}") + r("{{ x.append(2) or '' }}") + "</w:p>", p("{{ x }}")),
        lambda _module, _tpl: {"x": [1]},
    )
    rendered(make_docx("{% set d = dict(a=1) %}{{ d.a }}{{ lipsum is defined }}"), {})
