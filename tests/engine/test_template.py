from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from pydantic import BaseModel

from ctg_docs.engine import Picture, Properties, Rich, Template
from ctg_docs.engine.opc import package
from ctg_docs.errors import TemplateError
from ctg_docs.holes import hole
from tests.engine.words import make_docx, p, part, table, texts


class Fiche(BaseModel):
    titre: str


class Contexte(BaseModel):
    territoire: str
    fiches: tuple[Fiche, ...] = ()


def render(*blocks: str, **context: object) -> list[str]:
    return texts(Template.load(make_docx(*blocks)).render(context))


def test_prints_a_field_of_a_pydantic_model() -> None:
    document = Template.load(make_docx("Territoire : {{ territoire }}")).render(
        Contexte(territoire="Mellois")
    )
    assert texts(document) == ["Territoire : Mellois"]


def test_a_template_and_a_picture_are_shown_without_their_bytes() -> None:
    assert len(repr(Template.load(make_docx("{{ a }}")))) < 300
    assert len(repr(Picture(b"x" * 1000, "Un logo"))) < 300


def test_prints_a_mapping() -> None:
    assert render("{{ a }} et {{ b.c }}", a="un", b={"c": "deux"}) == ["un et deux"]


def test_escapes_what_xml_would_read() -> None:
    assert render("{{ a }}", a='Enfance & <jeunesse> ]]> "l\'été" {{ b }} {% c %}') == [
        'Enfance & <jeunesse> ]]> "l\'été" {{ b }} {% c %}'
    ]


def test_repeats_paragraphs_and_rows() -> None:
    fiches = [Fiche(titre="Un"), Fiche(titre="Deux")]
    rows = table(["{%tr for f in fiches %}"], ["{{ loop.index }}. {{ f.titre }}"], ["{%tr endfor %}"])
    found = render("{%p for f in fiches %}", "{{ f.titre }}", "{%p endfor %}", rows, fiches=fiches)
    assert found == ["Un", "Deux", "1. Un", "2. Deux"]


def test_prints_line_ends_and_tabs_as_word_does() -> None:
    assert render("{{ a }}", a="un\ndeux\ttrois") == ["un\ndeux\ttrois"]


def test_prints_a_hole_in_its_own_style() -> None:
    document = Template.load(make_docx("Fait le {{ d }}.")).render({"d": hole("date")})
    assert texts(document) == ["Fait le [à compléter\u00a0: date]."]
    assert '<w:rPr><w:rStyle w:val="Acompleter"/></w:rPr><w:t xml:space="preserve">[à compléter' in part(
        document
    )
    assert 'w:styleId="Acompleter"' in part(document, "word/styles.xml")


def test_a_formatting_filter_lets_a_hole_through() -> None:
    assert render("{{ d|date_longue }}", d=hole("date")) == ["[à compléter\u00a0: date]"]


def test_renders_headers_footers_and_footnotes() -> None:
    document = Template.load(
        make_docx(
            "x",
            header="{{ a }}",
            footer="{{ b }}",
            footnotes=f'<w:footnote w:id="2">{p("{{ c }}")}</w:footnote>',
        )
    ).render({"a": "haut", "b": "bas", "c": "note"})
    found = [texts(document, f"word/{name}.xml") for name in ("header1", "footer1", "footnotes")]
    assert found == [["haut"], ["bas"], ["note"]]


def test_writes_the_properties_it_is_given() -> None:
    document = Template.load(make_docx("x")).render(
        {}, properties=Properties(title=f"A & {hole('b')}", author="Caf")
    )
    core = part(document, "docProps/core.xml")
    assert "<dc:title>A &amp; [à compléter\u00a0: b]</dc:title><dc:creator>Caf</dc:creator>" in core


def test_rich_text_uses_the_styles_of_the_template() -> None:
    text = Rich("Un **mot**\n\n- a\n- b\n\n1. un\n\n## Suite\n\n1. deux")
    document = Template.load(make_docx("{{p t }}")).render({"t": text})
    xml = part(document)
    assert texts(document) == ["Un mot", "a", "b", "un", "Suite", "deux"]
    for style in ("Corps", "Puces", "Numeros", "Intertitre"):
        assert f'<w:pStyle w:val="{style}"/>' in xml
    assert '<w:numId w:val="3"/>' in xml
    assert '<w:numId w:val="4"/>' in xml
    assert part(document, "word/numbering.xml").count("<w:startOverride") == 2


def test_fills_the_table_of_contents_with_numbered_headings() -> None:
    document = Template.load(
        make_docx(
            "[[sommaire]]",
            p("{{ a }}", "Titre1"),
            p("Objet", "Titre2"),
            p("Durée", "Titre2"),
            p("B", "Titre1"),
        )
    ).render({"a": "Cadre"})
    assert texts(document)[:4] == [
        "I.\u00a0Cadre\t ",
        "Article 1 – Objet\t ",
        "Article 2 – Durée\t ",
        "II.\u00a0B\t ",
    ]


def test_same_input_gives_same_bytes_also_in_threads() -> None:
    template = Template.load(
        make_docx("{% for x in xs %}{{ x }}{% endfor %}", "[[sommaire]]", p("T", "Titre1"))
    )
    contexts = [{"xs": [str(n)] * 50} for n in range(8)]
    alone = [template.render(c) for c in contexts]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(template.render, contexts)) == alone


def test_an_unknown_field_is_refused_with_its_place_and_a_suggestion() -> None:
    template = Template.load(make_docx(p("Gouvernance", "Titre1"), table(["a", "Pilote : {{ f.titr }}"])))
    with pytest.raises(TemplateError) as caught:
        template.render({"f": Fiche(titre="x")})
    (problem,) = caught.value.problems
    assert problem.code == "MOD004"
    assert problem.place.cell == "corps, sous « Gouvernance », tableau 1, ligne 1, colonne 2"
    assert problem.suggestion == "Vouliez-vous « titre » ?"
    assert problem.value == "{{ f.titr }}"


def test_colours_and_fonts_are_replaced() -> None:
    template = Template.load(
        make_docx(p("x", rpr='<w:rFonts w:ascii="Carlito"/><w:color w:val="1F4E79"/>')),
        palette={"1F4E79": "0A5F38"},
        fonts={"Carlito": "Arial"},
    )
    assert '<w:rFonts w:ascii="Arial"/><w:color w:val="0A5F38"/>' in part(template.render({}))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{{ xs|first }}", "pas de premier élément"),
        ("{{ xs[4] }}", "pas d’élément n° 5"),
        ("{% for x in 'a' %}{{ loop.previtem }}{% endfor %}", "pas d’élément précédent"),
        ("{{ xs|sum(start='a') + 1 }}", "Le calcul a échoué"),
    ],
)
def test_what_is_absent_is_said_in_french(text: str, message: str) -> None:
    with pytest.raises(TemplateError, match=message):
        Template.load(make_docx(text)).render({"xs": []})


def test_a_condition_without_else_prints_nothing() -> None:
    assert render("a{{ 'b' if xs }}c", xs=[]) == ["ac"]


def test_without_the_fast_deflate_the_document_is_the_same() -> None:
    template = Template.load(
        make_docx("{% for x in xs %}{{ x }}{% endfor %}", "[[sommaire]]", p("T", "Titre1"))
    )
    context = {"xs": ["é & à"] * 5000}
    fast = template.render(context)
    with package.slow_deflate():
        slow = template.render(context)
    assert part(slow) == part(fast)
    assert slow != fast
