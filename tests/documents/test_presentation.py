"""The slides: order of the story, sizes, titles, notes, room for long texts."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from pptx import Presentation
from pptx.util import Mm

from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.presentation.context import build
from ctg_docs.documents.presentation.diapo import Carte, Puce, cartes, paginer, puces, repartir
from ctg_docs.documents.presentation.mesures import HAUTEUR
from ctg_docs.documents.presentation.render import render
from tests.documents.dossiers import ctg
from tests.documents.test_kinds import documents, dossier
from tests.validators import word_findings

EXEMPLES = ("mellois-en-poitou", "pays-auvrelle")


@cache
def slides(exemple: str) -> list[Any]:
    (document,) = documents(exemple, "presentation")
    return list(Presentation(BytesIO(document.data)).slides)


def titles(exemple: str) -> list[str]:
    return [slide.shapes.title.text_frame.text for slide in slides(exemple)]


def test_refuses_a_dossier_that_has_nothing_to_tell() -> None:
    with pytest.raises(Inapplicable, match="rien à présenter"):
        build(ctg(), Situation())


def test_the_partners_meeting_is_told_in_the_order_of_the_source() -> None:
    found = [re.sub(r"(Historique – 2016).*", r"\1", title) for title in titles("mellois-en-poitou")]
    story = [
        "Convention territoriale globale de services aux familles",
        "Ordre du jour",
        "Qu’est-ce qu’une convention territoriale globale\u00a0?",
        "Le cadre",
        "Historique – 2016",
        "Aujourd’hui, 19\u00a0janvier 2024",
        "Articulation avec les autres projets",
        "Les projets voisins",
        "Les domaines d’intervention possibles",
        "L’évaluation de la précédente CTG a mis en évidence",
        "Les 3 enjeux 2023-2027",
        "Enjeu 1 – Piloter et valoriser la coopération",
        "Enjeu 2 – Accompagner les parcours socio-éducatifs",
        "Enjeu 3 – Faciliter l’accessibilité aux droits et aux services",
        "La gouvernance",
        "Les coopérateurs (1/2)",
        "Les missions des coopérateurs",
        "Construction du plan d’actions",
        "Groupe d’Élaboration du Plan d’Actions",
        "Rétroplanning",
        "Merci de votre attention et participation",
    ]

    assert [found.index(title) for title in story] == sorted(found.index(title) for title in story)


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_every_slide_has_a_true_title_a_number_and_notes(exemple: str) -> None:
    for rang, slide in enumerate(slides(exemple), start=1):
        assert slide.shapes.title.text_frame.text
        assert slide.notes_slide.notes_text_frame.text
        numbers = [s for s in slide.placeholders if s._element.xpath(".//p:ph[@type='sldNum']")]
        assert len(numbers) == (0 if rang == 1 else 1)
        assert all(
            n.text_frame.text == str(rang) or n._element.xpath(".//a:fld//a:t")[0].text == str(rang)
            for n in numbers
        )


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_no_text_is_under_sixteen_points_and_all_is_french(exemple: str) -> None:
    for slide in slides(exemple):
        for run in slide._element.xpath(".//a:r[normalize-space(a:t)]/a:rPr"):
            assert int(run.get("sz", 1600)) >= 1600, etree.tostring(run)
            assert run.get("lang", "fr-FR") == "fr-FR"


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_shapes_stay_on_the_slide(exemple: str) -> None:
    for slide, titre in zip(slides(exemple), titles(exemple), strict=True):
        for shape in slide.shapes:
            assert shape.left >= 0, titre
            assert shape.left + shape.width <= Mm(338.7), titre
            assert shape.top + shape.height <= Mm(190.6), f"{titre}: {shape.name}"


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_drawings_tables_and_pictures_have_an_alternative_text(exemple: str) -> None:
    seen = 0
    for slide in slides(exemple):
        for shape in slide.shapes:
            if shape.shape_type is not None and str(shape.shape_type).startswith(
                ("GROUP", "TABLE", "PICTURE")
            ):
                seen += 1
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name
    assert seen >= 3


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_each_slide_says_where_one_is_in_the_agenda(exemple: str) -> None:
    reunion = next(r.id for r in dossier(exemple).reunions if r.instance is None)
    found = build(dossier(exemple), Situation(reunion=reunion))[0].diapos
    corps = [d for d in found if d.etape != (0, 0)]
    assert len(corps) == len(found) - 3, "the cover, the agenda and the thanks have no place in it"
    assert all(d.fil for d in corps)
    assert [d.etape for d in corps] == sorted(d.etape for d in corps)
    gouvernance = next(d for d in corps if d.titre == "La gouvernance")
    assert gouvernance.fil == {"mellois-en-poitou": "3 – La gouvernance"}.get(
        exemple, "2.2 – Gouvernance et moyens"
    )


def test_portraits_stand_under_their_direction_and_none_is_lost() -> None:
    for exemple in EXEMPLES:
        pages = [d for d in build(dossier(exemple), Situation())[0].diapos if d.forme == "portraits"]
        portraits = [b for d in pages for b in d.cartes]
        postes = dossier(exemple).cooperation.postes
        assert len(portraits) == len(postes)
        dites = [b.note for b in portraits if b.note and not b.note.endswith("(suite)")]
        connues = list(dict.fromkeys(p.direction for p in postes if p.direction))
        assert dites == connues + ["Autres postes"] * (bool(connues) and not all(p.direction for p in postes))
        assert all(page.cartes[0].note for page in pages if connues), "who goes on is said on the next slide"
        assert max(len(d.cartes) for d in pages) - min(len(d.cartes) for d in pages) <= 3, "balanced"


def test_the_calendar_is_drawn_with_a_bar_a_step_told_in_words() -> None:
    [planning] = [
        s
        for s, t in zip(slides("mellois-en-poitou"), titles("mellois-en-poitou"), strict=True)
        if t == "Rétroplanning"
    ]
    [group] = [s for s in planning.shapes if str(s.shape_type).startswith("GROUP")]
    dit = group._element.xpath("./p:nvGrpSpPr/p:cNvPr")[0].get("descr")
    planche = next(d.planche for d in build(dossier("mellois-en-poitou"), Situation())[0].diapos if d.planche)
    assert all(rangee.titre in dit for rangee in planche.rangees)
    assert "Signature administrative\u00a0: ◆\u00a018/12, Déc. 2023." in dit


def test_file_says_its_title_author_language_and_the_date_of_the_dossier() -> None:
    (document,) = documents("mellois-en-poitou", "presentation")
    properties = Presentation(BytesIO(document.data)).core_properties

    assert properties.title == "Présentation – CTG Mellois en Poitou 2023-2027"
    assert properties.author == "Communauté de communes Mellois en Poitou"
    assert properties.language == "fr-FR"
    assert f"{properties.created:%Y-%m-%d}" == "2024-01-19"


def test_colours_and_font_of_the_dossier_are_those_of_the_theme() -> None:
    base = ctg(presentation={"cadre": ["Une phrase"]}, charte={"couleur": "#0A5F38", "police": "Arial"})
    deck = Presentation(BytesIO(render(build(base, Situation())[0])))
    theme = next(
        r.target_part for r in deck.slide_master.part.rels.values() if r.reltype.endswith("/theme")
    ).blob.decode()

    assert re.search(r'<a:accent1><a:srgbClr val="0A5F38"/>', theme)
    assert theme.count('<a:latin typeface="Arial"') == 2


def test_a_meeting_asked_for_gives_its_agenda() -> None:
    base = dossier("pays-auvrelle")
    found = build(base, Situation(reunion="2025-04-03-copil"))[0]
    reunion = base.reunion("2025-04-03-copil")

    assert reunion is not None
    assert any(reunion.titre in p.texte for p in found.diapos[0].puces)


def test_a_slide_says_nothing_of_what_comes_with_the_letter() -> None:
    base = dossier("pays-auvrelle")
    for inscription, dit in (
        ("Par courriel à ctg@x.example, ou par le coupon ci-joint", "Par courriel à ctg@x.example"),
        ("Par téléphone ou par courriel avant le 3 mai", "Par téléphone ou par courriel avant le 3 mai"),
        ("Par le bulletin joint", ""),
    ):
        called = {"inscription": inscription, "date_envoi": date(2024, 1, 2)}
        reunions = tuple(
            r.model_copy(update={"convocation": r.convocation.model_copy(update=called)})
            if r.convocation
            else r
            for r in base.reunions
        )
        asked = Situation(reunion="2024-02-01-reunion-partenariale")
        found = build(base.model_copy(update={"reunions": reunions}), asked)[0]
        puces = {p.etiquette: p.texte for d in found.diapos for p in d.puces}
        assert puces.get("Comment\u00a0?", "") == dit


def test_the_complete_example_is_told_in_twenty_five_slides_none_nearly_empty() -> None:
    found = slides("pays-auvrelle")
    assert len(found) <= 25
    followed = [t for t in titles("pays-auvrelle") if re.search(r"\(\d+/\d+\)$", t)]
    assert all("Ordre du jour" not in t for t in followed)


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_logos_stand_above_the_names_of_the_parties(exemple: str) -> None:
    cover = slides(exemple)[0]
    pictures = [s for s in cover.shapes if str(s.shape_type).startswith("PICTURE") and s.height < Mm(30)]
    names = [s for s in cover.shapes if s.has_text_frame and s.top > Mm(130) and s.text_frame.text]
    for picture in pictures:
        assert all(picture.top + picture.height <= name.top for name in names)
        assert picture.left + picture.width <= Mm(325)
        assert picture.height >= Mm(9), "a logo is seen from the back of the room"


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_dates_of_a_slide_are_of_one_size(exemple: str) -> None:
    for slide, title in zip(slides(exemple), titles(exemple), strict=True):
        if title.startswith("Historique"):
            dates = [s for s in slide.shapes if s.has_text_frame and s.left == Mm(20) and s.text_frame.text]
            assert (
                len(
                    {
                        r.font.size
                        for s in dates
                        for p in s.text_frame.paragraphs
                        for r in p.runs
                        if r.font.bold
                    }
                )
                <= 2
            )


@given(st.lists(st.floats(1, 60), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_heights_are_shared_out_in_order_over_the_fewest_pages(besoins: list[float]) -> None:
    pages = repartir(besoins, 100)
    assert [i for page in pages for i in page] == list(range(len(besoins)))
    assert all(sum(besoins[i] for i in page) <= 100 + 1e-6 for page in pages)
    greedy, left = 0, 0.0
    for besoin in besoins:
        greedy, left = (greedy + 1, 100 - besoin) if greedy == 0 or besoin > left else (greedy, left - besoin)
    assert len(pages) == greedy


@pytest.mark.parametrize("nombre", [1, 40])
def test_lists_are_shared_out_so_that_each_slide_holds_its_own(nombre: int) -> None:
    found = puces("Titre", [Puce(texte="Une phrase assez longue pour deux lignes. " * 4)] * nombre)

    assert sum(len(d.puces) for d in found) == nombre
    assert (len(found) > 1) == (nombre > 1)
    assert all(d.titre == "Titre" for d in found) == (nombre == 1)


def test_a_text_longer_than_a_slide_goes_on_with_the_next() -> None:
    long = "mot " * 900
    pages = paginer([Puce(texte=long)], HAUTEUR)

    assert len(pages) > 1
    assert sum(p.texte.count("mot") for page in pages for p in page) == 900


def test_boxes_that_would_not_hold_their_words_become_a_list() -> None:
    serrees = cartes("cartes", "T", [Carte(titre="A", lignes=("long texte " * 80,))] * 4)
    larges = cartes("cartes", "T", [Carte(titre="A", lignes=("court",))] * 4)

    assert {d.forme for d in serrees} == {"puces"}
    assert [d.forme for d in larges] == ["cartes"]
    assert larges[0].corps == 28


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_outside_validators_find_nothing(exemple: str, tmp_path: Path) -> None:
    (document,) = documents(exemple, "presentation")
    path = tmp_path / document.name
    path.write_bytes(document.data)

    assert word_findings(path) == []
