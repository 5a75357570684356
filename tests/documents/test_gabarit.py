"""The layout builder: what a page promises holds in the file it writes."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from ctg_docs.documents._communs.palette import build_palette, contrast
from ctg_docs.engine import Rich, Template
from ctg_docs.gabarit.catalogue import STYLES
from ctg_docs.gabarit.charte import ACCENT, ENCRE, GRIS, PAYSAGE, PORTRAIT, PRIMAIRE, TEINTE, TROU
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm, Pt
from ctg_docs.models.parametres import Charte
from tests.validators import word_findings

ENTETE = {"titre_courant": "Titre", "mention": "", "projet": False, "pied": "Pied"}


def part(data: bytes, name: str = "word/document.xml") -> str:
    with ZipFile(BytesIO(data)) as archive:
        return archive.read(name).decode()


def table() -> Gabarit:
    g = Gabarit("Essai")
    colonnes = [
        Colonne("Nom", Mm(127), "{{ x.nom }}"),
        Colonne("Euros", Mm(30), "{{ x.euros }}", droite=True),
    ]
    g.tableau(colonnes, boucle="for x in xs", titre="Dépenses", vide="Néant", total=["Total", "{{ total }}"])
    return g


def test_units_convert() -> None:
    assert Mm(25.4).twips == Pt(72).twips == 1440
    assert Pt(11).half_points == 22
    assert (Mm(10) + Mm(5)).mm == 15


def test_every_style_has_one_name_and_stands_on_one_that_exists() -> None:
    ids = [style.id for style in STYLES]

    assert len(set(ids)) == len(ids)
    assert len({style.nom for style in STYLES}) == len(ids)
    assert {style.base for style in STYLES if style.base} <= set(ids)
    assert {style.suite for style in STYLES if style.suite} <= set(ids)


def test_headings_are_the_built_in_ones() -> None:
    styles = part(Gabarit("Essai").build(), "word/styles.xml")

    for niveau in range(1, 5):
        assert f'w:styleId="Heading{niveau}"><w:name w:val="heading {niveau}"/>' in styles
    assert "python-docx" not in styles


def test_no_text_is_smaller_than_nine_points() -> None:
    assert all(s.taille >= Pt(9) for s in STYLES if s.taille and s.id != "SautSection")


@pytest.mark.parametrize(
    ("texte", "fond"),
    [
        (ENCRE, "FFFFFF"),
        (PRIMAIRE, "FFFFFF"),
        (GRIS, "FFFFFF"),
        (ACCENT, "FFFFFF"),
        (ENCRE, TROU),
        (ENCRE, TEINTE),
        (PRIMAIRE, TEINTE),
        (GRIS, TEINTE),
    ],
)
def test_text_is_readable_on_its_background(texte: str, fond: str) -> None:
    assert contrast(texte, fond) >= 4.5


@pytest.mark.parametrize("couleur", ["#0A5F38", "#FFD700", "#FFFFFF", "#000000"])
def test_colours_of_a_dossier_stay_readable(couleur: str) -> None:
    palette = build_palette(Charte(couleur=couleur, accent=couleur))

    assert contrast(palette[PRIMAIRE], palette[TEINTE]) >= 4.5
    assert contrast(palette[ACCENT], "FFFFFF") >= 4.5


def test_theme_replaces_each_colour() -> None:
    template = Template.load(table().build(), palette=build_palette(Charte(couleur="#0A5F38")))

    data = template.render({**ENTETE, "xs": [], "total": "0"})

    styles = part(data, "word/styles.xml")
    assert "0A5F38" in styles
    assert PRIMAIRE not in styles + part(data, "word/header3.xml")


def test_table_repeats_its_head_and_never_splits_a_row() -> None:
    xml = part(table().build())

    assert xml.count("<w:tblHeader/>") == 1
    rows = [row for row in re.findall(r"<w:tr>.*?</w:tr>", xml) if "{%tr" not in row]
    assert len(rows) == 5
    assert ["<w:keepNext/>" in row for row in rows] == [False, True, False, False, False]
    assert all("<w:cantSplit/>" in row for row in rows)
    assert '<w:tblCaption w:val="Dépenses"/>' in xml


def test_a_number_stands_off_the_words_that_follow_and_only_them() -> None:
    g = Gabarit("Essai")
    noms = ("Année", "Montant", "Part", "Source")
    colonnes = [
        Colonne(nom, g.page.texte * 0.25, f"{{{{ e.{nom.lower()} }}}}", droite=nom in noms[1:3])
        for nom in noms
    ]
    g.tableau(colonnes, boucle="for e in lignes", titre="Montants")
    cells = re.findall(r"<w:tc>.*?</w:tc>", part(g.build()))
    ecartees = [
        [nom for nom in noms if nom in cell or nom.lower() in cell] for cell in cells if "<w:tcMar>" in cell
    ]
    assert ecartees == [["Part"], ["Part"]]


def test_empty_table_says_so() -> None:
    data = Template.load(table().build()).render({**ENTETE, "xs": [], "total": "0"})

    assert "Néant" in part(data)


def test_columns_must_fill_the_text() -> None:
    g = Gabarit("Essai")

    with pytest.raises(ValueError, match=r"-57\.0 mm off"):
        g.ajouter_tableau(Tableau([Mm(100)], titre="Court"))


def test_row_must_have_every_cell() -> None:
    with pytest.raises(ValueError, match="1 cells for 2 columns"):
        Tableau([Mm(50), Mm(107)], titre="T").ligne(Cellule("seule"))


def test_widths_of_text_are_those_of_the_charter() -> None:
    assert (PORTRAIT.texte.mm, PAYSAGE.texte.mm) == (157, 247)


def test_stamp_zone_stays_free_on_each_page() -> None:
    data = Gabarit("Essai").build()

    for number, page in ((1, PORTRAIT), (2, PAYSAGE), (3, PORTRAIT)):
        header = part(data, f"word/header{number}.xml")
        indents = {int(n) for n in re.findall(r'<w:ind w:right="(\d+)"/>', header)}
        assert indents == {(page.texte - Mm(100)).twips}


def test_landscape_sheets_have_their_header_and_footer(tmp_path: Path) -> None:
    g = Gabarit("Essai")
    g.paragraphe("Avant")
    with g.paysage():
        g.paragraphe("Large")
    data = Template.load(g.build()).render(ENTETE)

    xml = part(data)
    assert re.findall(r'w:orient="(\w+)"', xml) == ["landscape"]
    assert xml.count("<w:sectPr>") == 2
    path = tmp_path / "essai.docx"
    path.write_bytes(data)
    assert word_findings(path) == []


def test_page_numbers_keep_a_cached_result() -> None:
    footer = part(Gabarit("Essai").build(), "word/footer1.xml")

    assert footer.count('w:fldCharType="separate"') == footer.count('w:fldCharType="end"') == 2
    assert re.search(r'"separate"/></w:r><w:r><w:t xml:space="preserve">1<', footer)


def test_draft_mark_and_watermark_only_on_a_draft() -> None:
    template = Template.load(Gabarit("Essai").build())

    projet = part(template.render({**ENTETE, "projet": True, "mention": "PROJET – V1"}), "word/header1.xml")
    final = part(template.render(ENTETE), "word/header1.xml")

    assert 'string="PROJET"' in projet
    assert "PROJET – V1" in projet
    assert "PROJET" not in final


def test_of_a_text_that_announces_only_its_last_block_stays_with_what_follows() -> None:
    g = Gabarit("Essai")
    g.riche("texte", "CorpsSuivi")
    modele = Template.load(g.build())

    def styles(texte: str) -> list[str]:
        xml = part(modele.render({**ENTETE, "texte": Rich(texte)}))
        lus = re.findall(r'<w:p><w:pPr><w:pStyle w:val="(\w+)"/>(<w:keepNext/>)?', xml)
        return [style + (" lié" if lie else "") for style, lie in lus][:3]

    assert styles("Un.\n\nDeux.\n\nTrois :") == ["Corps", "Corps", "CorpsSuivi"]
    assert styles("Un :\n\n- a\n- b") == ["CorpsSuivi", "ListBullet", "ListBullet lié"]
    assert styles("Un :\n\n1. a\n2. b")[2].endswith(" lié")
