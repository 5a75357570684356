"""Each fault of accessibility seeded in a small Word file is found at its place; what looks alike is not."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.engine.a11y import RULES, check_accessibility
from ctg_docs.engine.a11y.cascade import contrast
from ctg_docs.errors import TemplateError
from ctg_docs.problems import Problem
from tests.engine.words import HEAD, STYLES, R, make_docx, p, r

CORE = (
    f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Convention</dc:title></cp:coreProperties>'
)
VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
BANDED = (
    '<w:style w:type="table" w:styleId="Bande"><w:name w:val="Bande"/><w:tblStylePr w:type="firstRow">'
    '<w:rPr><w:color w:val="FFFFFF"/></w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{}"/></w:tcPr>'
    "</w:tblStylePr></w:style>"
)
PALE = (
    '<w:style w:type="paragraph" w:styleId="Pale"><w:name w:val="Pâle"/><w:rPr><w:color w:val="AAAAAA"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="PaleFils"><w:name w:val="Pâle fils"/><w:basedOn w:val="Pale"/></w:style>'
    '<w:style w:type="character" w:styleId="Doux"><w:name w:val="Doux"/><w:rPr><w:color w:val="999999"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Nuit"><w:name w:val="Nuit"/><w:pPr><w:shd w:val="clear" w:fill="1B2733"/></w:pPr>'
    "</w:style>"
)


def findings(*blocks: str, **parts: Any) -> list[Problem]:
    return check_accessibility(make_docx(*blocks, **{"core": CORE, **parts}), "essai.docx")


def codes(*blocks: str, **parts: str) -> list[str]:
    return [problem.code for problem in findings(*blocks, **parts)]


def rows(*lines: str, properties: str = "") -> str:
    body = "".join(
        f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if line.startswith('#') else ''}"
        + "".join(f"<w:tc>{p(text)}</w:tc>" for text in line.lstrip("#").split("|"))
        + "</w:tr>"
        for line in lines
    )
    return f"<w:tbl><w:tblPr>{properties}</w:tblPr><w:tblGrid/>{body}</w:tbl>"


def picture(attributes: str, inside: str = "", uri: str = "picture") -> str:
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x" {attributes}>{inside}</wp:docPr>'
        f'<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/{uri}"/></a:graphic>'
        "</wp:inline></w:drawing></w:r></w:p>"
    )


def link(words: str, identifier: str = "rIdL") -> str:
    return f'<w:p><w:hyperlink r:id="{identifier}">{r(words) if words else ""}</w:hyperlink></w:p>'


def address(target: str, identifier: str = "rIdL") -> str:
    return f'<Relationship Id="{identifier}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'


def test_plain_document_has_no_fault() -> None:
    assert findings(p("Titre", "Titre1"), "Du texte.", p("Suite", "Titre2"), "Du texte.") == []


def test_title_and_language_are_needed() -> None:
    assert codes("Texte", core="") == ["ACC001"]
    assert codes("Texte", core=CORE.replace("Convention", " ")) == ["ACC001"]
    assert codes("Texte", styles=STYLES.replace('<w:lang w:val="fr-FR"/>', "")) == ["ACC002"]


def test_heading_levels_follow_each_other() -> None:
    outline = '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr><w:r><w:t>Trois</w:t></w:r></w:p>'
    assert codes(p("Un", "Titre1"), outline) == ["ACC003"]
    assert codes(p("Deux", "Titre2")) == ["ACC003"]
    assert codes(p("Un", "Titre1"), p("Deux", "Titre2"), outline, p("Un", "Titre1")) == []


def test_heading_is_never_empty() -> None:
    assert codes(p("Un", "Titre1"), "Texte", p(" ", "Titre2"), "Texte")[0] == "ACC004"


DATA = ("Nom|Âge", "Anne|40", "Bruno|50")


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (rows(*DATA), ["ACC005"]),
        (rows(*DATA, properties='<w:tblLook w:val="04A0" w:firstRow="1" w:firstColumn="0"/>'), ["ACC005"]),
        (rows(*DATA, properties='<w:tblLook w:val="0600" w:firstRow="0" w:firstColumn="0"/>'), ["ACC005"]),
        (rows("Nom|Âge", "#Anne|40", "Bruno|50"), ["ACC006"]),
        (rows("# | ", "Anne|40"), ["ACC006"]),
        (rows("#Nom|Âge", "Anne|40"), []),
        (rows("#Nom|Âge", "#ans|mois", "Anne|40"), []),
        (rows("Encadré"), []),
        (rows("Une", "colonne"), []),
        (rows("Gauche|Droite"), []),
        (rows(*DATA, properties='<w:tblLook w:val="0680" w:firstRow="0" w:firstColumn="1"/>'), []),
        (
            rows(*DATA, properties='<w:tblLook w:val="0600"/><w:tblCaption w:val="Cases de signature"/>'),
            [],
        ),
    ],
)
def test_data_tables_name_their_columns(table: str, expected: list[str]) -> None:
    assert codes("Avant", table, "Après") == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (picture(""), ["ACC007"]),
        (picture('descr=" "'), ["ACC007"]),
        (picture("", uri="chart"), ["ACC007"]),
        (picture('descr="logo.png"'), ["ACC008"]),
        (picture('descr="Image 3"'), ["ACC008"]),
        (picture('descr="Logo de la Caf, trois arcs"'), []),
        (picture('descr=""', DECORATIVE), []),
        (f'<w:p><w:r><w:pict><v:shape {VML} id="s"/></w:pict></w:r></w:p>', ["ACC007"]),
        (f'<w:p><w:r><w:object><v:rect {VML} alt=""/></w:object></w:r></w:p>', ["ACC007"]),
        (f'<w:p><w:r><w:pict><v:rect {VML} alt="Plan du site de Melle"/></w:pict></w:r></w:p>', []),
        (f'<w:p><w:r><w:pict><v:rect {VML} o:hr="t"/></w:pict></w:r></w:p>', []),
        (
            f"<w:p><w:r><w:pict><v:shape {VML}><v:textbox><w:txbxContent>{p('Lu')}</w:txbxContent></v:textbox>"
            "</v:shape></w:pict></w:r></w:p>",
            [],
        ),
    ],
)
def test_pictures_say_what_they_show(block: str, expected: list[str]) -> None:
    assert codes("Avant", block) == expected


def test_ornament_of_a_header_may_be_said_to_be_one() -> None:
    watermark = f'<w:p><w:r><w:pict><v:shape {VML} alt=""><v:textpath string="PROJET"/></v:shape></w:pict></w:r></w:p>'
    assert codes("Texte", header=watermark) == []
    assert codes("Texte", header=watermark.replace(' alt=""', "")) == ["ACC007"]


def test_what_word_keeps_for_older_readers_is_not_looked_at() -> None:
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    shape = picture('descr="Organigramme des instances"')[5:-6]
    old = f"<w:r><w:pict><v:shape {VML}/></w:pict></w:r>"
    both = f'<mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps">{shape}</mc:Choice><mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>'
    assert codes(f"<w:p>{both}</w:p>") == []


def shaded(fill: str, text: str) -> str:
    return f'<w:p><w:pPr><w:shd w:val="clear" w:fill="{fill}"/></w:pPr>{text}</w:p>'


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (p("Gris", rpr='<w:color w:val="AAAAAA"/>'), ["ACC009"]),
        (p("Gris", "Pale"), ["ACC009"]),
        (p("Gris", "PaleFils"), ["ACC009"]),
        (p("Gris", rpr='<w:rStyle w:val="Doux"/>'), ["ACC009"]),
        (p("Jaune", rpr='<w:highlight w:val="darkBlue"/><w:color w:val="333333"/>'), ["ACC009"]),
        (shaded("1F4E79", r("Sombre", '<w:color w:val="1B2733"/>')), ["ACC009"]),
        (p("Sombre", "Nuit", '<w:color w:val="333333"/>'), ["ACC009"]),
        (p("Noir", rpr='<w:color w:val="767676"/>'), []),
        (p("Gris", rpr='<w:color w:val="AAAAAA"/><w:vanish/>'), []),
        (p("Grand", rpr='<w:color w:val="949494"/><w:sz w:val="36"/>'), []),
        (p("Grand et gras", rpr='<w:b/><w:color w:val="949494"/><w:sz w:val="28"/>'), []),
        (p("Grand", rpr='<w:color w:val="949494"/><w:sz w:val="28"/>'), ["ACC009"]),
        (shaded("1F4E79", r("Clair", '<w:color w:val="FFFFFF"/>')), []),
        (p("Automatique", "Nuit"), []),
        (p(" ", rpr='<w:color w:val="AAAAAA"/>') + p("Texte"), ["ACC011"]),
    ],
)
def test_contrast_of_direct_and_style_colours(block: str, expected: list[str]) -> None:
    assert codes("Avant", block, styles=STYLES + PALE) == expected


def test_contrast_in_a_table_takes_its_style_and_its_cells() -> None:
    look = '<w:tblStyle w:val="Bande"/><w:tblLook w:val="0620" w:firstRow="1"/>'
    table = rows("#Nom|Âge", "Anne|40", properties=look)
    assert codes(table, "Après", styles=STYLES + BANDED.format("1F4E79")) == []
    assert codes(table, "Après", styles=STYLES + BANDED.format("E8EEF4")) == ["ACC009"]
    cell = table.replace("<w:tc>", '<w:tc><w:tcPr><w:shd w:val="clear" w:fill="FFFFFF"/></w:tcPr>', 1)
    assert codes(cell, "Après", styles=STYLES + BANDED.format("1F4E79")) == ["ACC009"]


def test_contrast_in_a_drawn_shape() -> None:
    wps = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
    white = p("Instance", rpr='<w:color w:val="FFFFFF"/>')
    inside = f"<w:txbxContent>{white}</w:txbxContent>"
    shape = (
        f'<wps:wsp xmlns:wps="{wps}"><wps:spPr><a:solidFill><a:srgbClr val="{{}}"/></a:solidFill></wps:spPr>'
        f"<wps:txbx>{inside}</wps:txbx></wps:wsp>"
    )
    drawing = picture('descr="Organigramme des instances"').replace(
        'picture"/>', f'picture">{shape}</a:graphicData>'
    )
    assert codes(drawing.format("1F4E79")) == []
    assert codes(drawing.format("E8EEF4")) == ["ACC009"]


def test_ratio_is_that_of_the_rule() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("FFFFFF", "767676") == contrast("767676", "FFFFFF")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Cliquez ici", ["ACC010"]),
        ("ici.", ["ACC010"]),
        ("", ["ACC010"]),
        ("https://www.exemple.fr/une/tres/longue/adresse/que/personne/ne/lira?page=3", ["ACC014"]),
        ("www.melloisenpoitou.fr", []),
        ("Guide des familles", []),
    ],
)
def test_links_say_where_they_lead(words: str, expected: list[str]) -> None:
    assert codes("Avant", link(words), rels=address("https://exemple.fr/guide")) == expected


def test_same_words_lead_to_the_same_place() -> None:
    both = (link("Guide"), link("Guide", "rIdM"))
    same = address("https://a.fr") + address("https://a.fr", "rIdM")
    assert codes(*both, rels=same) == []
    assert codes(
        *both, rels=same.replace('a.fr" TargetMode="External"/><', 'b.fr" TargetMode="External"/><')
    ) == ["ACC014"]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (("Un", "<w:p/>", "Deux"), ["ACC011"]),
        (("Un", p("\u00a0"), "Deux"), ["ACC011"]),
        (("Un", "<w:p><w:r><w:br/></w:r></w:p>", "Deux"), ["ACC011"]),
        (("Un<br>", "<w:p><w:r><w:t>a</w:t><w:br/><w:br/><w:br/><w:t>b</w:t></w:r></w:p>"), ["ACC011"]),
        (("Nom :      Duval",), ["ACC012"]),
        (("<w:p><w:r><w:t>Nom</w:t><w:tab/><w:tab/><w:t>Duval</w:t></w:r></w:p>",), ["ACC012"]),
        (("Nom : …………………………",), ["ACC012"]),
        (("Nom : ____________",), ["ACC012"]),
        (("Il faut :", "- du temps", "- des moyens"), ["ACC013"]),
        (("Il faut :", "•\u00a0du temps", "•\u00a0des moyens", "•\u00a0du soin"), ["ACC013"] * 2),
        (("Un", rows("Seul"), "<w:p/>", rows("Autre"), "<w:p/>"), []),
        (("Un", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>', "Deux"), []),
        (("Un", '<w:p><w:bookmarkStart w:id="1" w:name="ici"/><w:bookmarkEnd w:id="1"/></w:p>', "Deux"), []),
        (("Un", "<w:p><w:pPr><w:sectPr/></w:pPr></w:p>", "Deux"), []),
        ((rows("Plein| ", "|"),), ["ACC005"]),
        (("<w:p><w:r><w:t>Nom</w:t><w:tab/><w:t>Duval</w:t></w:r></w:p>",), []),
        (("Et ensuite… la suite.",), []),
        (("– Bonjour, dit-elle.", "Il répondit.", "– Bonsoir."), []),
        ((p("- un", "Numeros"), p("- deux", "Numeros")), []),
    ],
)
def test_blanks_do_not_make_the_layout(blocks: tuple[str, ...], expected: list[str]) -> None:
    assert codes(*blocks) == expected


def test_each_finding_says_where_and_what_to_do() -> None:
    table = rows("#Nom|Âge", "Anne|40")
    pale = table.replace(r("40"), r("40", '<w:color w:val="CCCCCC"/>'))
    [found] = findings("Un", rows("#A|B", "1|2"), "Deux", pale)
    assert (found.code, str(found.place)) == ("ACC009", "essai.docx (corps, tableau 2, ligne 2, colonne 2)")
    assert found.message.startswith("Le texte #CCCCCC sur fond #FFFFFF a un contraste de 1,6, pour 4,5")
    [missing] = findings("Un", rows(*DATA))
    assert str(missing.place) == "essai.docx (corps, tableau 1)"
    [empty] = findings("Un", "<w:p/>", "Trois")
    assert str(empty.place) == "essai.docx (corps, paragraphe 2)"


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(TemplateError):
        check_accessibility(b"PK nothing")


def test_rules_are_named_in_french() -> None:
    assert list(RULES) == [f"ACC{n:03}" for n in range(1, len(RULES) + 1)]
    assert all(title for _, title in RULES.values())
