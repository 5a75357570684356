"""The governance: levels, chart, members, meetings."""

from __future__ import annotations

import re
from typing import Any

import pytest

from ctg_docs.documents._communs.gouvernance.dessin import draw_organigramme
from ctg_docs.documents._communs.gouvernance.instances import niveaux_instances
from ctg_docs.documents._communs.gouvernance.organigramme import DIAPO, PAGE, Organigramme, build_organigramme
from ctg_docs.documents.gouvernance.context import Gouvernance, build
from ctg_docs.documents.kind import Inapplicable, Situation
from tests.documents.dossiers import ctg


def instance(id: str, nature: str = "groupe_travail", **fields: Any) -> dict[str, Any]:
    return {"id": id, "nom": f"Instance {id}", "nature": nature, **fields}


def gouvernance(*instances: dict[str, Any], publication: bool = False, **fields: Any) -> Gouvernance:
    dossier = ctg(gouvernance={"instances": instances}, **fields)
    return build(dossier, Situation(publication=publication))[0]


def chart_of(*instances: dict[str, Any]) -> Organigramme:
    chart = build_organigramme(ctg(gouvernance={"instances": instances}), PAGE)
    assert chart is not None
    return chart


def test_refuses_a_dossier_without_instance() -> None:
    with pytest.raises(Inapplicable, match="pas d’instance"):
        gouvernance()


def test_levels_follow_who_reports_to_whom() -> None:
    dossier = ctg(
        gouvernance={
            "instances": [
                instance("groupe-a", rend_compte_a="cotech"),
                instance("copil", "copil"),
                instance("cotech", "cotech", rend_compte_a="copil"),
                instance("groupe-b", rend_compte_a="cotech"),
            ]
        }
    )

    assert [[i.id for i in niveau] for niveau in niveaux_instances(dossier)] == [
        ["copil"],
        ["cotech"],
        ["groupe-a", "groupe-b"],
    ]


def test_levels_without_links_follow_the_order_and_the_nature() -> None:
    dossier = ctg(
        gouvernance={
            "instances": [
                instance("bureau", "bureau"),
                instance("copil", "copil"),
                instance("a"),
                instance("b"),
            ]
        }
    )

    assert [[i.id for i in niveau] for niveau in niveaux_instances(dossier)] == [
        ["bureau"],
        ["copil"],
        ["a", "b"],
    ]


def test_a_circle_of_reports_ends() -> None:
    chart = chart_of(instance("a", rend_compte_a="b"), instance("b", rend_compte_a="a"))

    assert len(chart.boites) == 2


def test_arrows_stand_only_where_the_dossier_says_who_proposes() -> None:
    libre = chart_of(instance("copil", "copil"), instance("cotech", "cotech"))
    relie = chart_of(instance("copil", "copil"), instance("cotech", "cotech", rend_compte_a="copil"))

    assert [t.fleche for t in libre.traits] == [False]
    assert sum(t.fleche for t in relie.traits) == 1
    assert "L’instance cotech propose à l’instance copil" in relie.texte_alternatif


def test_common_verbs_stand_once_beside_the_level_else_in_each_box() -> None:
    communs = chart_of(instance("a", verbes=["SUIT"]), instance("b", verbes=["SUIT"]))
    propres = chart_of(instance("a", verbes=["SUIT"]), instance("b", verbes=["ÉCRIT"]))

    assert [b.aspect for b in communs.boites].count("plein") == 1
    assert [b.aspect for b in propres.boites] == ["teinte", "teinte"]


@pytest.mark.parametrize("nombre", [1, 3, 5, 12])
def test_boxes_stay_on_the_page_and_never_overlap(nombre: int) -> None:
    chart = chart_of(*(instance(f"g{i}", composition=[{"texte": "Des membres " * 6}]) for i in range(nombre)))

    assert len(chart.boites) >= nombre
    for rang, boite in enumerate(chart.boites):
        assert boite.x >= 0
        assert boite.y >= 0
        assert boite.x + boite.largeur <= chart.largeur + 0.01
        assert boite.y + boite.hauteur <= chart.hauteur + 0.01
        for autre in chart.boites[rang + 1 :]:
            assert (
                boite.x + boite.largeur <= autre.x + 0.01
                or autre.x + autre.largeur <= boite.x + 0.01
                or boite.y + boite.hauteur <= autre.y + 0.01
                or autre.y + autre.hauteur <= boite.y + 0.01
            )


def test_composition_leaves_the_chart_when_it_has_no_room_and_the_chart_the_page_in_the_end() -> None:
    longue = [{"texte": "Une longue catégorie de membres " * 4}] * 12
    sans_detail = gouvernance(
        *(instance(f"i{i}", "copil" if i % 2 else "cotech", composition=longue) for i in range(8))
    )
    sans_dessin = gouvernance(*(instance(f"i{i}", "copil" if i % 2 else "cotech") for i in range(40)))

    assert sans_detail.organigramme is not None
    assert "SchemaDetail" not in sans_detail.organigramme.__html__()
    assert sans_dessin.organigramme is None
    assert len(sans_dessin.instances) == 40


def test_a_slide_takes_the_largest_letters_that_fit() -> None:
    court = build_organigramme(ctg(gouvernance={"instances": [instance("copil", "copil")]}), *DIAPO)
    long = build_organigramme(
        ctg(
            gouvernance={
                "instances": [
                    instance(f"i{i}", "copil" if i % 2 else "cotech", verbes=["SUIT"]) for i in range(7)
                ]
            }
        ),
        *DIAPO,
    )

    assert court is not None
    assert long is not None
    assert long.corps < 24


def test_drawing_is_shapes_with_words_as_text_and_an_alternative() -> None:
    xml = draw_organigramme(
        chart_of(instance("copil", "copil", nom="Comité « A & B »", verbes=["DÉCIDE"]))
    ).__html__()

    assert xml.count("<wps:wsp>") == 2
    assert "Comité « A &amp; B »" in xml
    assert re.search(
        r'<wp:docPr id="1" name="Organigramme" descr="Organigramme de la gouvernance[^"]*décide', xml
    )
    assert "<mc:Fallback>" in xml


def test_composition_unknown_is_a_hole_and_limits_agree() -> None:
    document = gouvernance(
        instance("copil", "copil", composition=[{"texte": "Structures", "max_par_structure": 2}]),
        instance("gt"),
    )

    assert document.instances[0].composition == ("Structures (2\u00a0personnes au plus par structure)",)
    assert "[à compléter" in document.instances[1].composition[0]


def test_members_name_their_body_their_role_and_whom_they_replace() -> None:
    membres = [
        {"personne": "a", "organisme": "cc", "role": "president"},
        {"personne": "b", "role": "suppleant", "suppleant_de": "a"},
        {"organisme": "caf"},
    ]
    document = gouvernance(instance("copil", "copil", membres=membres))

    assert [(m.nom, m.structure, m.role) for m in document.details[0].membres] == [
        ("Mme\u00a0Anne ARNAUD", "Communauté de communes du Val", "Présidence"),
        ("M.\u00a0Bruno BLANC", "–", "Suppléance de Mme\u00a0Anne ARNAUD"),
        ("À désigner", "Caf de l’Ain", "Titulaire"),
    ]
    assert document.details[0].nombre == "2\u00a0membres désignés et 1\u00a0à désigner"


def test_private_members_are_masked_online() -> None:
    personnes = [{"id": "p", "civilite": "mme", "nom": "Secret", "privee": True}]
    document = gouvernance(
        instance("copil", "copil", membres=[{"personne": "p"}]), publication=True, personnes=personnes
    )

    assert document.details[0].membres[0].nom == "[nom masqué]"


def test_meetings_are_in_the_order_of_time_and_say_their_state() -> None:
    document = gouvernance(
        instance("copil", "copil", sigle="COPIL"),
        version={"date": "2024-02-01"},
        reunions=[
            {"id": "sans", "titre": "Sans date"},
            {"id": "apres", "titre": "Après", "date": "2024-03-01", "instance": "copil"},
            {"id": "avant", "titre": "Avant", "date": "2024-01-19"},
        ],
    )

    assert [(r.titre, r.etat) for r in document.reunions] == [
        ("Avant", "Passée"),
        ("Après", "À venir"),
        ("Sans date", "À confirmer"),
    ]
    assert document.reunions[1].instance == "COPIL"
