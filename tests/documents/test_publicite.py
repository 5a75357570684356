"""Publicity on the page: the notice of conclusion, the list of a sitting, the mode told by the act."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

import ctg_docs
from ctg_docs.documents.avis_conclusion import context as avis
from ctg_docs.documents.deliberation import context as deliberation
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.liste_deliberations import context as liste
from ctg_docs.engine.opc.parts import read_part
from ctg_docs.holes import holes_in
from ctg_docs.models.nature import ModePublicite
from ctg_docs.models.publicite import choisit_son_mode, fin_au_plus_tot, mode_de
from ctg_docs.ressources import example
from tests.documents.dossiers import CAF, CC, ctg

FINAL, DRAFT = Situation(final=True), Situation()


@pytest.fixture(scope="module")
def complet() -> ctg_docs.Ctg:
    return ctg_docs.load(example("pays-auvrelle"))


@pytest.mark.parametrize(
    ("organisme", "libre"),
    [
        ({"nature": "commune", "population": 3_499}, True),
        ({"nature": "commune", "population": 3_500}, False),
        ({"nature": "commune"}, None),
        ({"nature": "communaute_communes", "population": 900}, False),
        ({"nature": "syndicat"}, True),
        ({"nature": "ccas"}, True),
        ({"nature": "departement"}, False),
        ({"nature": "caf"}, None),
    ],
)
def test_who_chooses_its_mode(organisme: dict[str, Any], libre: bool | None) -> None:
    dossier = ctg(organismes=[{"id": "x", "nom": "X", "publicite": "affichage", **organisme}])
    assert choisit_son_mode(dossier, dossier.organismes[0]) is libre
    mode = mode_de(dossier, dossier.organismes[0], date(2023, 1, 1))
    concerne = organisme["nature"] != "caf"
    voulu = ModePublicite.EN_LIGNE if libre is False else ModePublicite.AFFICHAGE
    assert mode is (voulu if concerne else None)
    assert mode_de(dossier, dossier.organismes[0], date(2022, 6, 30)) is None


def test_a_commune_may_have_its_population_in_the_territory() -> None:
    dossier = ctg(
        territoire={"nom": "Val", "communes": [{"nom": "Aire", "population": 800, "organisme": "aire"}]},
        organismes=[{"id": "aire", "nature": "commune", "nom": "Aire"}],
    )
    assert choisit_son_mode(dossier, dossier.organismes[0])


@pytest.mark.parametrize(
    ("debut", "fin"),
    [
        (date(2023, 11, 2), date(2024, 1, 2)),
        (date(2023, 12, 31), date(2024, 2, 29)),
        (date(2022, 12, 31), date(2023, 2, 28)),
        (date(2023, 10, 15), date(2023, 12, 15)),
        (date(2023, 7, 31), date(2023, 9, 30)),
    ],
)
def test_two_months_end_on_the_same_day_of_the_month(debut: date, fin: date) -> None:
    assert fin_au_plus_tot(debut) == fin


def test_the_notice_names_object_parties_place_judge_and_delay(complet: ctg_docs.Ctg) -> None:
    convention, avenant = avis.build(complet, FINAL)
    assert [f.texte for f in convention.faits] == [
        "Convention territoriale globale de services aux familles 2024-2027",
        "Pays d’Auvrelle",
        "14 décembre 2023",
        "du 1er\u00a0janvier 2024 au 31 décembre 2027",
    ]
    assert len(convention.parties) == 5
    assert "Maison du Pays" in convention.consultation
    assert "deux mois à compter de la publication du présent avis" in convention.recours
    assert convention.publication == "Avis publié le 20 décembre 2023."
    assert avenant.annonce.startswith("L’avenant n° 1 à la convention".replace("n° ", "n°\u00a0"))
    assert "la Commune de La Chapelle-Orvaine." in avenant.parties
    assert convention.objets == ()
    assert avenant.objets[0] == "de prolonger la convention jusqu’au 31 décembre 2028\u202f;"


def test_no_notice_before_the_signature_nor_a_final_one_without_its_place() -> None:
    with pytest.raises(Inapplicable, match="signé"):
        avis.build(ctg(), DRAFT)
    signee = ctg(convention={"date_signature_administrative": "2024-01-05"})
    assert holes_in(avis.build(signee, DRAFT)[0].consultation) == ["lieu de consultation"]
    with pytest.raises(Inapplicable, match="lieu_consultation"):
        avis.build(signee, FINAL)


def acte(**champs: Any) -> dict[str, Any]:
    seance = champs.pop("seance", {})
    return {
        "id": "d", "organisme": "cc", "numero": "12", "date": "2023-10-19", "objet": "La convention",
        "vote": {"presents": 3, "pour": 3}, "seance": {"date": "2023-10-19", **seance}, **champs,
    }  # fmt: skip


def test_the_list_is_whole_or_it_is_none() -> None:
    dossier = ctg(deliberations=[acte()])
    assert holes_in(liste.build(dossier, DRAFT)[0].lignes[1].objet) == ["autres délibérations de la séance"]
    with pytest.raises(Inapplicable, match="autres_deliberations"):
        liste.build(dossier, FINAL)
    a_afficher = ctg(deliberations=[acte(seance={"autres_deliberations": []})])
    assert holes_in(liste.build(a_afficher, DRAFT)[0].publicite) == [
        "jour d’affichage, le 26 octobre 2023 au plus tard"
    ]
    with pytest.raises(Inapplicable, match="date_liste"):
        liste.build(a_afficher, FINAL)
    seule = ctg(deliberations=[acte(seance={"autres_deliberations": [], "date_liste": "2023-10-24"})])
    (document,) = liste.build(seule, FINAL)
    assert [(d.numero, d.objet, d.sort) for d in document.lignes] == [
        ("12", "La convention", "Adoptée à l’unanimité")
    ]
    assert document.publicite == "Liste affichée au siège et mise en ligne le 24 octobre 2023."


def test_the_list_orders_what_was_examined_and_says_where_it_is_told() -> None:
    autres = ["11 – Budget – Adopté", "Vœu sur la gare", "13 – Voirie, marché - lot 2"]
    seance = {"autres_deliberations": autres, "date_liste": "2023-10-20"}
    commune = {"id": "aire", "nature": "commune", "nom": "Commune d’Aire"}
    dossier = ctg(organismes=[CAF, CC, commune], deliberations=[acte(organisme="aire", seance=seance)])
    (document,) = liste.build(dossier, FINAL)
    assert [(d.numero, d.objet, d.sort) for d in document.lignes] == [
        ("11", "Budget", "Adopté"),
        ("12", "La convention", "Adoptée à l’unanimité"),
        ("13", "Voirie, marché - lot 2", ""),
        ("", "Vœu sur la gare", ""),
    ]
    assert document.publicite == "Liste affichée à la mairie et mise en ligne le 20 octobre 2023."
    assert "L.\u00a05211-1" not in document.textes


def test_two_acts_of_one_sitting_are_one_list_and_a_decision_is_in_none() -> None:
    deux = [acte(seance={"autres_deliberations": [], "date_liste": "2023-10-24"}), acte(id="e", numero="13")]
    assert len(liste.build(ctg(deliberations=deux), FINAL)) == 1
    with pytest.raises(Inapplicable, match="datée"):
        liste.build(ctg(deliberations=[acte(organisme="caf"), acte(nature="decision")]), DRAFT)


def test_the_act_tells_its_mode(complet: ctg_docs.Ctg) -> None:
    dits = {
        d.collectivite.nom: f.texte
        for d in deliberation.build(complet, FINAL)
        for f in d.executoire
        if f.etiquette == "Publication" and "2023" in f.texte
    }
    assert dits["Commune du Plessis-Sarne"] == "24 novembre 2023, affichage"
    assert (
        dits["Communauté de communes du Pays d’Auvrelle"] == "3 novembre 2023, en ligne, jusqu’au 3 mars 2024"
    )


def test_the_word_file_of_a_long_notice_is_tightened_to_its_page(complet: ctg_docs.Ctg) -> None:
    """That of the avenant is a line too long; that of the convention has room."""
    blancs = [
        re.findall(rb'w:after="(\d+)"', read_part(document.data, "word/styles.xml") or b"")
        for document in ctg_docs.render(complet, "avis_conclusion", final=True)
    ]
    convention, avenant = (sum(map(int, found)) for found in blancs)
    assert avenant < convention
