"""What docxtpl renders, we render to the same document; where we differ, a test says why."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pytest
from docxtpl import DocxTemplate, InlineImage, Listing, RichText, RichTextParagraph
from jinja2 import Environment
from lxml import etree

from ctg_docs.engine import Template
from ctg_docs.holes import hole
from tests.engine.words import PNG, audit, make_docx, p, part, r, table, texts

PARTS = ("word/document.xml", "word/header1.xml", "word/footer1.xml", "word/footnotes.xml")
#: identifiers, which both number in their own way, and revision marks, which we drop
_NUMBERS = re.compile(r'(<(?:wp:docPr|pic:cNvPr|pic:nvPicPr) [^>]*?\bid=")\d+')
_EMPTY_RUN = re.compile(
    r"<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?></w:t></w:r>|<w:t(?: [^>]*)?></w:t>"
)
_PICTURE = re.compile(r'(name|r:embed|r:id)="[^"]*"')


def canonical(xml: str) -> str:
    tree = etree.fromstring(re.sub(r">\s*\n\s*<", "><", xml).encode())
    for node in tree.iter(etree.Element):
        if node.tag.endswith("}t"):
            node.attrib.pop("{http://www.w3.org/XML/1998/namespace}space", "")
    text = etree.tostring(tree, method="c14n", exclusive=True).decode()
    text = _EMPTY_RUN.sub("", _NUMBERS.sub(r"\1N", re.sub(r"<w:t></w:t>|<w:t/>", "", text)))
    return _PICTURE.sub(r'\1=""', text)


def same(docx: bytes, context: Callable[[Any], dict[str, Any]], parts: tuple[str, ...] = PARTS) -> bytes:
    """Render with both and compare every part; return ours."""
    theirs = DocxTemplate(io.BytesIO(docx))
    theirs.render(context(theirs), jinja_env=Environment(autoescape=True))
    buffer = io.BytesIO()
    theirs.save(buffer)
    template = Template.load(docx, tidy=False)
    host = template.docxtpl()
    ours = template.render(context(host), docxtpl=host)
    import zipfile

    names = zipfile.ZipFile(io.BytesIO(docx)).namelist()
    for name in parts:
        if name in names:
            assert canonical(part(ours, name)) == canonical(part(buffer.getvalue(), name)), name
    return ours


def cell(text: str, properties: str = "") -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{properties}</w:tcPr>{p(text)}</w:tc>'


def grid(*rows: str, columns: int = 2) -> str:
    cols = '<w:gridCol w:w="2000"/>' * columns
    body = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{cols}</w:tblGrid>{body}</w:tbl>'


ITEMS = [{"nom": "Une & deux", "xs": ["a", "b"], "ok": True}, {"nom": "<Trois>", "xs": [], "ok": False}]
LOOP, END = "{%p for i in items %}", "{%p endfor %}"

PLAIN: list[tuple[str, list[str]]] = [
    ("variables", ["Bonjour {{ nom }}, {{ items[0].nom }} {{ items|length }} {{ nom|upper }}."]),
    ("balises coupées", ["<w:p>" + r("Le {") + r("{ no", "<w:b/>") + r("m }", "<w:i/>") + r("} fin") + "</w:p>"]),
    ("styles de caractères", ["<w:p>" + r("{{ nom }}", "<w:b/><w:color w:val='FF0000'/>") + r(" suite") + "</w:p>"]),
    ("paragraphes", [LOOP, "{{ loop.index }} {{ i.nom }}", "{%p if i.ok %}", "oui", "{%p else %}", "non", "{%p endif %}", END]),
    ("elif", ["{% if nom == 'x' %}a{% elif items %}b{% else %}c{% endif %}"]),
    ("lignes", [table(["A", "B"], ["{%tr for i in items %}", ""], ["{{ i.nom }}", "{{ i.ok }}x"], ["{%tr endfor %}", ""])]),
    ("lignes imbriquées", [table(["{%tr for i in items %}"], ["{{ i.nom }}"], ["{%tr for x in i.xs %}"], ["- {{ x }}"],
                                 ["{%tr endfor %}"], ["{%tr endfor %}"])]),
    ("colonnes", [grid(cell("{%tc for i in items %}") + cell("{{ i.nom }}") + cell("{%tc endfor %}"), columns=1)]),
    ("colonnes en moins", [grid(cell("{%tc for i in items[:1] %}") + cell("{{ i.nom }}") + cell("{%tc endfor %}"), columns=3)]),
    ("fond de cellule", [grid(cell("{% cellbg couleur %}{{ nom }}", '<w:shd w:val="clear" w:fill="FFFFFF"/>'), columns=1)]),
    ("cellule étalée", [grid(cell("{% colspan 2 %}{{ nom }}"), cell("a") + cell("b"))]),
    ("fusion verticale", [grid("{%tr%}".join([]) or cell("{%tr for i in items %}"), cell("{% vm %}Commun") + cell("{{ i.nom }}"),
                               cell("{%tr endfor %}"))]),
    ("fusion horizontale", [grid(cell("{%tc for i in items %}") + cell("{% hm %}Titre") + cell("{%tc endfor %}"),
                                 cell("{%tc for i in items %}") + cell("{{ i.nom }}") + cell("{%tc endfor %}"))]),
    ("suites conditionnelles", ["<w:p>" + r("a ") + r("{%r if nom %}") + r("dans", "<w:b/>") + r("{%r endif %}") + r(" b") + "</w:p>"]),
    ("commentaires", ["a{# caché #}b", "{#p tout le paragraphe #}", "fin"]),
    ("with, set et macro", ["{% set x = 'é' %}{% with y = x %}{{ y }}{% endwith %}{% macro m(a) %}[{{ a }}]{% endmacro %}{{ m(nom) }}"]),
    ("bloc set", ["{% set x %}a{{ nom }}b{% endset %}{{ x }}{{ x }}"]),
    ("bloc filter", ["{% filter upper %}abc {{ items[0].xs[0] }}{% endfilter %}"]),
    ("boucle récursive", ["{% for n in arbre recursive %}{{ n.t }}({{ loop(n.fils) }}){% endfor %}"]),
    ("boucle filtrée et else", ["{% for i in items if i.ok %}{{ i.nom }}{% else %}rien{% endfor %}{% for z in [] %}{% else %}vide{% endfor %}"]),
    ("groupby", ["{% for k, v in items|groupby('ok') %}{{ v|map(attribute='nom')|join(', ') }};{% endfor %}"]),
    ("accolades protégées", ["{_{ nom }_} {_% if %_}"]),
    ("tirets", ["{{- nom -}}", "<w:p>" + r("a ") + r("{%- if nom -%}") + r(" b ") + r("{%- endif -%}") + r(" c") + "</w:p>"]),
    ("échappement", ["{{ '<' }} {{ nom|e }} {{ nom|safe if false else 'x' }} {% if 1 < 2 and 3 > 2 %}ok{% endif %}"]),
    ("liste à la ligne", ["{{ lignes }}", "<w:p><w:pPr><w:jc w:val='center'/></w:pPr>" + r("{{ lignes }}", "<w:b/>") + "</w:p>"]),
    ("raw", ["{% raw %}texte brut{% endraw %}"]),
    ("nombres", ["{{ 3 }} {{ 2.5 }} {{ 7 // 2 }} {{ 7 % 4 }} {{ -1|abs }} {{ 'a' ~ 1 }} {{ [3,1,2]|sort|join('-') }}"]),
    ("tests", ["{% if nom is defined and rien is not defined %}{{ nom if nom is string else 0 }}{% endif %}"]),
    ("lien", ['<w:p><w:hyperlink w:anchor="a">' + r("voir {{ nom }}") + "</w:hyperlink></w:p>"]),
]  # fmt: skip

CONTEXT: dict[str, Any] = {
    "nom": "L'Été & <fils> “œ”",
    "items": ITEMS,
    "couleur": "FFF4C2",
    "arbre": [{"t": "a", "fils": [{"t": "b", "fils": []}]}],
    "lignes": Listing("un\ndeux\tfin & <x>\anouveau\fpage"),
}


@pytest.mark.parametrize("blocks", [b for _, b in PLAIN], ids=[n for n, _ in PLAIN])
def test_same_document_as_docxtpl(blocks: list[str]) -> None:
    blocks = [b.replace("{{ i.ok }}x", "{{ 1 if i.ok else 0 }}") for b in blocks]
    same(make_docx(*blocks), lambda _: CONTEXT)


def test_same_headers_footers_and_footnotes() -> None:
    notes = f'<w:footnote w:id="2">{p("{{ nom }}")}</w:footnote>'
    same(
        make_docx(
            "{{ nom }}", header="{{ nom }}", footer=p("{% if nom %}{{ nom }}{% endif %}"), footnotes=notes
        ),
        lambda _: CONTEXT,
    )


def test_same_rich_text() -> None:
    def context(_: Any) -> dict[str, Any]:
        rich = RichText("gras", bold=True, color="#ff0000")
        rich.add(" & italique", italic=True, size=24, style="Corps")
        return {"rt": rich, "rp": RichTextParagraph(rich, parastyle="Corps")}

    same(make_docx("avant {{r rt }} après", "{{p rp }}", table(["{{r rt }}"])), context)


def test_same_link_in_rich_text() -> None:
    def context(tpl: Any) -> dict[str, Any]:
        rich = RichText("voir ")
        rich.add("le site", url_id=tpl.build_url_id("https://caf.fr"), underline=True)
        return {"rt": rich}

    ours = same(make_docx("{{r rt }}"), context)
    assert "https://caf.fr" in part(ours, "word/_rels/document.xml.rels")
    assert audit(ours) == []


def test_same_pictures_in_body_and_header() -> None:
    def context(tpl: Any) -> dict[str, Any]:
        return {"logo": InlineImage(tpl, io.BytesIO(PNG)), "items": ITEMS}

    rows = table(["{%tr for i in items %}"], ["{{ i.nom }} {{ logo }}"], ["{%tr endfor %}"])
    ours = same(make_docx("{{ logo }}", rows, header="{{ logo }}"), context)
    drawings = re.findall(r'<wp:docPr id="(\d+)"', part(ours) + part(ours, "word/header1.xml"))
    assert len(drawings) == len(set(drawings)) == 4
    assert audit(ours) == []


def test_same_sub_document() -> None:
    def context(tpl: Any) -> dict[str, Any]:
        sub = tpl.new_subdoc()
        sub.add_paragraph("Dans l’annexe")
        return {"annexe": sub}

    same(make_docx("avant", "{{p annexe }}", "après"), context)


# Where docxtpl is wrong


def test_a_rich_text_inside_a_sentence_keeps_the_end_of_the_sentence() -> None:
    """docxtpl drops what follows `{{ rt }}` in its run: it wants `{{r rt }}`."""
    document = Template.load(make_docx("avant {{ rt }} après")).render({"rt": RichText("gras", bold=True)})
    assert texts(document) == ["avant gras après"]


def test_a_plain_text_in_a_run_tag_is_printed() -> None:
    """docxtpl prints nothing for `{{r x }}` when `x` is plain text."""
    assert texts(Template.load(make_docx("a {{r x }} b", "{{p x }}")).render({"x": "é"})) == ["a é b", "é"]


def test_braces_in_a_value_stay_as_they_are() -> None:
    """docxtpl turns `{_{ x }_}` of a value into `{{ x }}`."""
    assert texts(Template.load(make_docx("{{ x }}")).render({"x": "{_{ y }_}"})) == ["{_{ y }_}"]


def test_an_apostrophe_inside_a_literal_stays() -> None:
    """docxtpl turns ’ into ' inside tags, and the tag no longer parses."""
    assert texts(Template.load(make_docx("{{ 'l’été' }} {{ ’l’été’ }} {{ “a” }}")).render({})) == [
        "l’été l’été a"
    ]


def test_a_modulo_is_allowed_in_a_paragraph_tag() -> None:
    """docxtpl #644: `%` or `}` in `{%p %}` is a syntax error."""
    blocks = ["{%p if n % 2 %}", "impair", "{%p endif %}", "{%p if {'a': 1}['a'] %}", "oui", "{%p endif %}"]
    assert texts(Template.load(make_docx(*blocks)).render({"n": 3})) == ["impair", "oui"]


def test_properties_are_escaped_once() -> None:
    """docxtpl writes `L&#39;eau &amp; la` in the title, and leaves five properties alone."""
    core = (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ x }}</dc:title></cp:coreProperties>'
    )
    document = Template.load(make_docx("x", core=core)).render({"x": "L'eau & la vie"})
    root = etree.fromstring(part(document, "docProps/core.xml").encode())
    assert root[0].text == "L'eau & la vie"


def test_objects_of_docxtpl_keep_theme_contents_and_holes() -> None:
    blocks = ["[[sommaire]]", p("{{ titre }}", "Titre1"), p("{{ logo }}", rpr='<w:color w:val="1F4E79"/>')]
    template = Template.load(make_docx(*blocks), palette={"1F4E79": "0A5F38"})
    host = template.docxtpl()
    document = template.render(
        {"titre": hole("titre"), "logo": InlineImage(host, io.BytesIO(PNG))}, docxtpl=host
    )
    assert '<w:color w:val="0A5F38"/>' in part(document)
    assert 'w:styleId="Acompleter"' in part(document, "word/styles.xml")
    assert 'w:styleId="TOC1"' in part(document, "word/styles.xml")
    assert audit(document) == []
