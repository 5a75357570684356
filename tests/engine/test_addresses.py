from __future__ import annotations

import re

import pytest

from ctg_docs.engine import Rich, Template
from ctg_docs.engine.word.addresses import cut_addresses
from ctg_docs.holes import hole
from tests.engine.words import make_docx, part, texts


def links(document: bytes) -> dict[str, str]:
    """The words of each link, and where it leads."""
    relations = part(document, "word/_rels/document.xml.rels")
    targets = dict(re.findall(r'Id="([^"]*)"[^>]*Target="([^"]*)" TargetMode="External"', relations))
    found = re.findall(r'<w:hyperlink r:id="([^"]*)">(.*?)</w:hyperlink>', part(document))
    return {re.sub(r"<[^>]*>", "", inner): targets[identifier] for identifier, inner in found}


def render(block: str, **context: object) -> bytes:
    return Template.load(make_docx(block)).render(context)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Écrire à accueil@caf-79.fr.", ["mailto:accueil@caf-79.fr"]),
        ("a.b-c@d.e.fr ; f_g@h.fr", ["mailto:a.b-c@d.e.fr", "mailto:f_g@h.fr"]),
        ("(www.caf.fr)", ["https://www.caf.fr"]),
        ("Voir https://x.fr/a?b=1&c=d, puis", ["https://x.fr/a?b=1&c=d"]),
        ("https://fr.wikipedia.org/wiki/Melle_(Deux-Sèvres)", ["https://fr.wikipedia.org/wiki/Melle_(Deux-S%C3%A8vres)"]),
        ("« https://x.fr/é »", ["https://x.fr/%C3%A9"]),
        ("un@deux, http://, www., 3 @ 4, x@y.", []),
    ],
)  # fmt: skip
def test_addresses_are_found_as_people_type_them(text: str, found: list[str]) -> None:
    pieces = list(cut_addresses(text))
    assert [address for _, address in pieces if address] == found
    assert "".join(piece for piece, _ in pieces) == text


def test_addresses_of_a_filtered_value_are_links() -> None:
    document = render("Contact : {{ a | liens }} !", a="Mme X – x@caf.fr – www.caf.fr")
    assert links(document) == {"x@caf.fr": "mailto:x@caf.fr", "www.caf.fr": "https://www.caf.fr"}
    assert texts(document) == ["Contact : Mme X – x@caf.fr – www.caf.fr !"]


def test_a_value_without_address_is_printed_as_ever() -> None:
    assert render("{{ a | liens }}", a="05 49 & <rien>") == render("{{ a }}", a="05 49 & <rien>")
    assert texts(render("{{ a | liens }}", a=hole("courriel"))) == ["[à compléter\u00a0: courriel]"]


def test_marks_of_markdown_stay_words_in_a_filtered_value() -> None:
    document = render("{{ a | liens }}", a="**a_b@caf.fr** [x](https://y.fr)")
    assert texts(document) == ["**a_b@caf.fr** [x](https://y.fr)"]
    assert links(document) == {"a_b@caf.fr": "mailto:a_b@caf.fr", "https://y.fr": "https://y.fr"}


def test_addresses_of_a_rich_text_are_links() -> None:
    document = render("{{p a }}", a=Rich("- **Écrire** à x@caf.fr ;\n- *voir https://caf.fr/a\\_b*."))
    assert links(document) == {"x@caf.fr": "mailto:x@caf.fr", "https://caf.fr/a_b": "https://caf.fr/a_b"}


def test_words_of_a_link_are_not_a_link_again() -> None:
    document = render("{{ a }}", a=Rich("[www.caf.fr](https://www.caf.fr/deux-sevres)"))
    assert links(document) == {"www.caf.fr": "https://www.caf.fr/deux-sevres"}
    assert part(document).count("<w:hyperlink ") == 1


@pytest.mark.parametrize(
    ("written", "where"),
    [
        ("https://x.fr/a_(b)", "https://x.fr/a_(b)"),
        ("https://x.fr/été à Noël", "https://x.fr/%C3%A9t%C3%A9%20%C3%A0%20No%C3%ABl"),
        ("<https://x.fr/un deux>", "https://x.fr/un%20deux"),
        ('https://x.fr/"x"', "https://x.fr/%22x%22"),
        ('https://x.fr "Le site"', "https://x.fr"),
        ("https://x.fr/#un#deux", "https://x.fr/#un%23deux"),
        ("https://x.fr/a%20b", "https://x.fr/a%20b"),
        ("www.x.fr", "https://www.x.fr"),
        ("mailto:a@x.fr", "mailto:a@x.fr"),
    ],
)
def test_links_of_a_rich_text_lead_where_they_say(written: str, where: str) -> None:
    document = render("{{ a }}", a=Rich(f"Voir [b]({written}), puis (c)."))
    assert links(document) == {"b": where}
    assert texts(document) == ["Voir b, puis (c)."]


@pytest.mark.parametrize(
    "text", ["2*3*4", "2**3**4", "habitant*e*s", "***", "5 * 3 * 2", "[sic] (note)", "[a](b)"]
)
def test_signs_that_are_no_marks_are_printed(text: str) -> None:
    assert texts(render("{{ a }}", a=Rich(text))) == [text]
