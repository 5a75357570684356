"""The document that comes out: unique identifiers, lists that begin again, nothing empty, nothing left over."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from ctg_docs.engine import Picture, Template, lint_file
from ctg_docs.errors import OutputError, TemplateError
from tests.engine.words import HEAD, MAIN, NAMESPACES, PNG, audit, make_docx, p, part, r, table, texts

LOOP, END = "{%p for x in xs %}", "{%p endfor %}"
BOOKMARK = (
    '<w:p><w:bookmarkStart w:id="5" w:name="ancre"/>' + r("{{ x }}") + '<w:bookmarkEnd w:id="5"/></w:p>'
)
DRAWING = (
    '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="1" cy="1"/><wp:docPr id="7" name="Image" descr="{{ x }}"/>'
    '<a:graphic><a:graphicData uri="x"/></a:graphic></wp:inline></w:drawing></w:r></w:p>'
)
CONTROL = (
    '<w:sdt><w:sdtPr><w:id w:val="777"/></w:sdtPr><w:sdtContent>' + p("{{ x }}") + "</w:sdtContent></w:sdt>"
)


def item(text: str, number: str = "2", level: int = 0) -> str:
    numpr = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numpr}</w:pPr>{r(text)}</w:p>"


def render(*blocks: str, **context: object) -> str:
    return part(Template.load(make_docx(*blocks)).render(context))


def lists(xml: str) -> list[str]:
    return re.findall(r'<w:numId w:val="(\d+)"/>', xml)


def test_bookmarks_in_a_loop_get_their_own_identifier_and_name() -> None:
    xml = render(LOOP, BOOKMARK, END, xs=["a", "b", "c"])
    starts = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="(\w+)"/>', xml)
    assert [name for _, name in starts] == ["ancre", "ancre_2", "ancre_3"]
    assert len({number for number, _ in starts}) == 3
    assert re.findall(r'<w:bookmarkEnd w:id="(\d+)"/>', xml) == [number for number, _ in starts]


def test_references_follow_the_bookmark_of_their_turn() -> None:
    link = '<w:p><w:hyperlink w:anchor="ancre">' + r("voir") + "</w:hyperlink></w:p>"
    code = "<w:p><w:r><w:instrText> REF ancre \\h </w:instrText></w:r></w:p>"
    xml = render(LOOP, link, BOOKMARK, code, END, xs=["a", "b"])
    assert re.findall(r'w:anchor="(\w+)"', xml) == ["ancre", "ancre_2"]
    assert re.findall(r"REF (\w+)", xml) == ["ancre", "ancre_2"]


def test_drawings_and_content_controls_in_a_loop_are_unique() -> None:
    xml = render(LOOP, DRAWING, CONTROL, END, DRAWING.replace("{{ x }}", "y"), xs=["a", "b"])
    drawings = re.findall(r'<wp:docPr id="(\d+)"', xml)
    controls = re.findall(r'<w:sdtPr><w:id w:val="(\d+)"/>', xml)
    assert len(set(drawings)) == 3
    assert len(set(controls)) == 2


def test_drawings_are_unique_across_header_and_body() -> None:
    document = Template.load(make_docx(DRAWING.replace("{{ x }}", "a"), "{{ x }}", header=DRAWING)).render(
        {"x": "b"}
    )
    found = re.findall(r'<wp:docPr id="(\d+)"', part(document) + part(document, "word/header1.xml"))
    assert len(set(found)) == len(found) == 2


def test_paragraph_identifiers_are_not_repeated() -> None:
    marked = '<w:p w14:paraId="0A0B0C0D" w14:textId="77777777" w:rsidR="00AA00AA">' + r("{{ x }}") + "</w:p>"
    assert "paraId" not in render(LOOP, marked, END, xs=["a", "b"])


def test_alternative_text_is_rendered() -> None:
    assert 'descr="Logo &lt;b&gt;"' in render(DRAWING, x="Logo <b>")


def test_a_list_begins_again_at_each_turn() -> None:
    xml = render(LOOP, "{{ x }}", item("un"), item("deux"), END, xs=["a", "b"])
    first, second = lists(xml)[:2], lists(xml)[2:]
    assert first[0] == first[1] != second[0] == second[1]


def test_the_items_of_one_list_are_not_cut() -> None:
    xml = render("avant", LOOP, item("{{ x }}"), END, xs=["a", "b", "c"])
    assert lists(xml) == ["2", "2", "2"]


def test_a_list_of_items_begins_again_in_an_outer_loop() -> None:
    xml = render(
        "{%p for g in gs %}", "{{ g[0] }}", "{%p for x in g %}", item("{{ x }}"), END, END, gs=["ab", "cd"]
    )
    found = lists(xml)
    assert found[0] == found[1] != found[2] == found[3]


def test_a_list_numbered_by_its_style_begins_again() -> None:
    xml = render(LOOP, "{{ x }}", p("un", "Numeros"), p("deux", "Numeros"), END, xs=["a", "b"])
    assert len(set(lists(xml))) == 2


def test_headings_go_on_through_loops() -> None:
    assert lists(render(LOOP, p("{{ x }}", "Titre2"), "texte", END, xs=["a", "b"])) == []


def test_a_tag_alone_in_its_paragraph_leaves_nothing() -> None:
    document = Template.load(
        make_docx("{% if a %}", "oui", "{% else %}", "non", "{% endif %}", "fin")
    ).render({"a": 0})
    assert texts(document) == ["non", "fin"]


def test_a_tag_beside_text_stays_where_it_is() -> None:
    document = Template.load(make_docx("{% if a %}", "oui {% endif %}", "fin")).render({"a": 1})
    assert texts(document) == ["", "oui ", "fin"]


def test_an_empty_cell_keeps_a_paragraph() -> None:
    cell = p("{%p if a %}") + p("x") + p("{%p endif %}")
    document = Template.load(make_docx(table([cell, "y"]))).render({"a": False})
    assert "</w:tcPr><w:p/></w:tc>" in part(document)
    assert texts(document) == ["y"]


def test_a_table_without_rows_vanishes() -> None:
    xml = render("a", table(["{%tr for x in xs %}"], ["{{ x }}"], ["{%tr endfor %}"]), "b", xs=[])
    assert "<w:tbl>" not in xml


def test_header_rows_repeat_and_rows_are_not_cut() -> None:
    rows = table(["Nom", "Rôle"], ["{%tr for x in xs %}", ""], ["{{ x }}", ""], ["{%tr endfor %}", ""])
    xml = render(rows, xs=["a", "b"])
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 3
    assert xml.index("<w:tblHeader/>") < xml.index("Nom")


def test_untidied_template_is_left_as_it_is() -> None:
    rows = table(["Nom", "Rôle"], ["{%tr for x in xs %}", ""], ["{{ x }}", ""], ["{%tr endfor %}", ""])
    xml = part(Template.load(make_docx(rows), tidy=False).render({"xs": ["a"]}))
    assert "<w:tblHeader/>" not in xml
    assert "<w:cantSplit/>" not in xml


def test_links_comments_and_properties_are_rendered_too() -> None:
    link = 'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"'
    relation = f'<Relationship Id="rIdL" {link} Target="https://%7B%7B%20site%20%7D%7D/a?b=1&amp;c=2" TargetMode="External"/>'
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ titre }}</dc:title>'
        "<cp:keywords>{{ mots }}</cp:keywords><cp:category>{{ mots }}</cp:category></cp:coreProperties>"
    )
    document = Template.load(make_docx("x", rels=relation, core=core)).render(
        {"site": "caf.fr", "titre": "L'eau & la vie", "mots": "a"}
    )
    assert 'Target="https://caf.fr/a?b=1&amp;c=2"' in part(document, "word/_rels/document.xml.rels")
    assert "<dc:title>L&#39;eau &amp; la vie</dc:title>" in part(document, "docProps/core.xml")
    assert "{{" not in part(document, "docProps/core.xml")


def test_a_tag_in_a_part_nothing_fills_is_refused() -> None:
    with pytest.raises(TemplateError, match="jamais rempli"):
        Template.load(make_docx("x", files={"word/settings.xml": "<settings>{{ x }}</settings>"}))


def test_word_asks_nothing_on_opening() -> None:
    settings = (
        '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:updateFields w:val="true"/></w:settings>'
    )
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/settings"
    document = Template.load(
        make_docx("[[sommaire]]", p("T", "Titre1"), files={"word/settings.xml": settings},
                  rels=f'<Relationship Id="rIdQ" Type="{rel}" Target="settings.xml"/>')
    ).render({})  # fmt: skip
    assert "updateFields" not in part(document, "word/settings.xml")


def test_pictures_carry_their_alternative_text_and_are_stored_once() -> None:
    document = Template.load(make_docx("{{ a }}", "{{ b }}", "{{ c }}", header="{{ a }}")).render(
        {
            "a": Picture(PNG, "Logo de la Caf", width_mm=20),
            "b": Picture(PNG, "Le même"),
            "c": Picture(PNG, ""),
        }
    )
    xml = part(document)
    assert re.findall(r'descr="([^"]*)"', xml) == ["Logo de la Caf", "Le même", ""]
    assert 'cx="720000"' in xml
    assert "decorative" in xml
    assert part(document, "word/_rels/document.xml.rels").count("/image") == 2
    assert part(document, "word/_rels/header1.xml.rels").count("image-") == 1


def test_the_document_satisfies_outside_validators() -> None:
    blocks = ["[[sommaire]]", p("{{ xs[0] }}", "Titre1"), LOOP, "{{ x }}", BOOKMARK, item("un"), END]
    rows = table(["Nom", "Rôle"], ["{%tr for x in xs %}", ""], ["{{ x }}", ""], ["{%tr endfor %}", ""])
    document = Template.load(make_docx(*blocks, rows, "{{ image }}", header="{{ xs[0] }}")).render(
        {"xs": ["a", "b\nc", "d"], "image": Picture(PNG, "Un point")}
    )
    assert audit(document) == []


def test_page_fields_have_a_first_result() -> None:
    field = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText> PAGE </w:instrText></w:r>"
    empty = (
        "<w:p>"
        + r("{{ x }}")
        + field.format("begin")
        + code
        + field.format("separate")
        + field.format("end")
        + "</w:p>"
    )
    simple = '<w:p><w:fldSimple w:instr=" NUMPAGES "/>' + r("{{ x }}") + "</w:p>"
    xml = render(empty, simple, x="")
    assert len(re.findall(r"<w:t[^>]*>1</w:t>", xml)) == 2
    assert xml.index("separate") < xml.index(">1</w:t>") < xml.index('"end"')


def test_a_note_in_a_loop_is_reported() -> None:
    note = "<w:p>" + r("{{ x }}") + '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'
    notes = f'<w:footnote w:id="2">{p("note")}</w:footnote>'
    (problem,) = lint_file(make_docx(LOOP, note, END, footnotes=notes))
    assert problem.code == "MOD120"


def test_a_paragraph_tag_may_not_eat_the_end_of_a_section() -> None:
    section = (
        '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1" w:h="1"/></w:sectPr></w:pPr>' + r("{%p if x %}") + "</w:p>"
    )
    with pytest.raises(TemplateError, match="fin de section"):
        Template.load(make_docx(section, "x", "{%p endif %}"))


def test_identifiers_follow_those_of_parts_copied_as_they_are() -> None:
    still = DRAWING.replace("{{ x }}", "y").replace('id="7"', 'id="500"')
    document = Template.load(make_docx(DRAWING, header=still)).render({"x": "a"})
    assert '<wp:docPr id="501"' in part(document)


def test_endnotes_are_rendered_and_comments_left_alone() -> None:
    files: dict[str, str | bytes] = {
        f"word/{name}.xml": f'{HEAD}<w:{name} {NAMESPACES}><w:{one} w:id="2">{p("{{ x }}")}</w:{one}></w:{name}>'
        for name, one in (("endnotes", "endnote"), ("comments", "comment"))
    }
    types = "".join(
        f'<Override PartName="/word/{n}.xml" ContentType="{MAIN}.{n}+xml"/>' for n in ("endnotes", "comments")
    )
    document = Template.load(make_docx("x", files=files, types=types)).render({"x": "é & è"})
    assert texts(document, "word/endnotes.xml") == ["é & è"]
    assert texts(document, "word/comments.xml") == ["{{ x }}"]


def test_writes_to_a_file_and_to_a_stream(tmp_path: Path) -> None:
    template = Template.load(make_docx("{{ x }}"))
    template.render_to(tmp_path / "a.docx", {"x": "é"})
    stream = io.BytesIO()
    template.render_to(stream, {"x": "é"})
    assert stream.getvalue() == (tmp_path / "a.docx").read_bytes() == template.render({"x": "é"})
    with pytest.raises(OutputError):
        template.render_to(tmp_path / "no" / "a.docx", {"x": "é"})


def noted(kind: str, *blocks: str, texts_of: tuple[str, ...] = ("un", "deux")) -> bytes:
    notes = "".join(f'<w:{kind} w:id="{n}">{p(text)}</w:{kind}>' for n, text in enumerate(texts_of, 2))
    types = f'<Override PartName="/word/{kind}s.xml" ContentType="{MAIN}.{kind}s+xml"/>'
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    rels = f'<Relationship Id="rIdNotes" Type="{relation}/{kind}s" Target="{kind}s.xml"/>'
    xml = f"{HEAD}<w:{kind}s {NAMESPACES}>{notes}</w:{kind}s>"
    return make_docx(*blocks, files={f"word/{kind}s.xml": xml}, types=types, rels=rels)


def call(kind: str, number: int) -> str:
    return f'<w:p><w:r><w:{kind}Reference w:id="{number}"/></w:r></w:p>'


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
@pytest.mark.parametrize("texts_of", [("un", "deux"), ("un {{ a }}", "deux")])
def test_each_call_of_a_note_has_a_note_and_no_other_stays(kind: str, texts_of: tuple[str, ...]) -> None:
    docx = noted(
        kind, "{%p if a %}", call(kind, 2), "{%p endif %}", "{%p for x in xs %}", call(kind, 3), "{%p endfor %}", texts_of=texts_of
    )  # fmt: skip
    template = Template.load(docx)
    for a, count in (("", 0), ("", 3), ("A", 1)):
        made = template.render({"a": a, "xs": range(count)})
        called = re.findall(rf'<w:{kind}Reference w:id="(\d+)"', part(made))
        written = re.findall(rf'<w:{kind} w:id="(\d+)"', part(made, f"word/{kind}s.xml"))
        assert sorted(called) == sorted(written)
        assert len(set(written)) == len(written) == count + bool(a)
        assert (
            texts(made, f"word/{kind}s.xml")
            == [texts_of[0].replace("{{ a }}", a)] * bool(a) + ["deux"] * count
        )
        assert audit(made) == []


def test_a_note_nothing_surrounds_is_left_alone() -> None:
    docx = noted("footnote", call("footnote", 2), "{%p if a %}", call("footnote", 3), "{%p endif %}")
    assert texts(Template.load(docx).render({"a": ""}), "word/footnotes.xml") == ["un"]


def test_references_of_simple_fields_follow_the_bookmark_of_their_turn() -> None:
    mark = '<w:p><w:bookmarkStart w:id="1" w:name="ici"/><w:r><w:t>{{ x }}</w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>'
    field = '<w:p><w:fldSimple w:instr=" REF ici \\h "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    made = part(
        Template.load(make_docx("{%p for x in xs %}", mark, field, "{%p endfor %}")).render({"xs": [1, 2]})
    )
    assert re.findall(r"REF (\w+)", made) == re.findall(r'w:name="(\w+)"', made) == ["ici", "ici_2"]


def test_boxes_of_vml_are_numbered_one_by_one() -> None:
    box = '<w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="_x0000_s1026"/></w:pict></w:r></w:p>'
    made = part(
        Template.load(make_docx(box, "{%p for x in xs %}", box, "{%p endfor %}")).render({"xs": [1, 2]})
    )
    found = re.findall(r'<v:shape [^>]*?id="(\w+)"', made)
    assert len(found) == len(set(found)) == 3


@pytest.mark.parametrize("tidy", [True, False])
def test_rows_without_cells_and_their_table_go(tidy: bool) -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc><w:tcPr/>{p(c)}</w:tc>" for c in cells) + "</w:tr>"

    loop = row("{%tc for x in xs %}", "{{ x }}", "{%tc endfor %}")
    head = "<w:tbl><w:tblPr/><w:tblGrid><w:gridCol w:w='2000'/></w:tblGrid>"
    docx = make_docx("avant", head + loop + row("a") + "</w:tbl>", "entre", head + loop + "</w:tbl>", "après")
    made = Template.load(docx, tidy=tidy).render({"xs": []})
    assert texts(made) == ["avant", "a", "entre", "après"]
    assert (part(made).count("<w:tr"), part(made).count("<w:tbl>")) == (1, 1)
    assert texts(Template.load(docx, tidy=tidy).render({"xs": [1]})) == [
        "avant",
        "1",
        "a",
        "entre",
        "1",
        "après",
    ]
