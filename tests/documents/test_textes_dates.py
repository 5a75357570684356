"""Texts in their time: the printed convention cites nothing that did not exist on its day, nor what the dossier lacks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ctg_docs.documents._communs.parties.citations import fusionner, references
from ctg_docs.documents.convention.context import ContexteConvention
from ctg_docs.french import sans_accents
from ctg_docs.holes import plain
from ctg_docs.models.dispositifs import DISPOSITIFS, VISAS, cog_en_cours
from ctg_docs.models.passages import PASSAGES, rediger
from ctg_docs.models.textes_legaux import ARTICLES, CONVENTIONS_CNAF, LOIS
from tests.documents.dossiers import convention

ANNEES = (2016, 2018, 2020, 2022, 2024, 2026, 2028)
ORGANISMES = [
    {"id": "caf", "nature": "caf", "nom": "Caf de l’Ain"},
    {"id": "msa", "nature": "msa", "nom": "MSA Ain-Rhône"},
    {"id": "cc", "nature": "communaute_communes", "nom": "Communauté de communes du Val"},
    {"id": "brion", "nature": "commune", "nom": "Commune de Brion"},
    {"id": "celle", "nature": "commune", "nom": "Commune de Celle"},
    {"id": "aire", "nature": "commune", "nom": "Commune d’Aire"},
]
SIGNATAIRES = [
    {"id": "caf", "organismes": ["caf"], "nom_court": "la Caf"},
    {"id": "msa", "organismes": ["msa"], "nom_court": "la MSA"},
    {"id": "cc", "organismes": ["cc"], "nom_court": "la Communauté de communes"},
    {"id": "aire", "organismes": ["aire"], "nom_court": "Aire"},
    {"id": "communes", "organismes": ["brion", "celle"], "nom_court": "les communes"},
]


def signed(annee: int, **fields: Any) -> ContexteConvention:
    """Return the convention of five parties, signed in March."""
    base = {
        "date_signature_administrative": f"{annee}-03-15",
        "date_debut": f"{annee}-01-01",
        "date_fin": f"{annee + 4}-12-31",
    }
    autres = {k: v for k, v in fields.items() if k != "convention"}
    return convention(
        convention={**base, **fields.get("convention", {})},
        organismes=ORGANISMES,
        signataires=SIGNATAIRES,
        **autres,
    )


def words(contexte: ContexteConvention) -> str:
    """Return all that is printed, blanks made plain."""
    return plain(contexte.model_dump_json()).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_catalogue_is_dated() -> None:
    assert len(DISPOSITIFS) >= 5
    assert all(d.source for d in DISPOSITIFS.values())
    assert all(d.fin is None or d.debut < d.fin for d in DISPOSITIFS.values())
    assert {e for p in PASSAGES.values() for w in p for e in w.exige} <= set(DISPOSITIFS)
    assert {annee for annee in ANNEES if cog_en_cours(date(annee, 9, 1)) is None} == {2028}


@pytest.mark.parametrize("suite", [None, "rien", "cej", "ctg", "ctg_et_cej"])
@pytest.mark.parametrize("annee", ANNEES)
def test_nothing_later_than_itself(annee: int, suite: str | None) -> None:
    texte, jour = words(signed(annee, convention={"fait_suite": suite})), date(annee, 3, 15)
    plat = sans_accents(texte).lower()
    assert all((DISPOSITIFS, LOIS, ARTICLES, VISAS, CONVENTIONS_CNAF))
    for dispositif in DISPOSITIFS.values():
        if dispositif.debut > jour:
            assert sans_accents(dispositif.nom).lower() not in plat
    for loi in LOIS.values():
        assert loi.date <= jour or loi.numero not in texte
    for article in ARTICLES.values():
        assert article.debut is None or article.debut <= jour or article.numero not in texte
    for visa in VISAS:
        assert visa.depuis is None or visa.depuis <= jour or visa.citation[:40] not in texte
    for cog in CONVENTIONS_CNAF:
        citee = f"Vu la convention d’objectifs et de gestion {cog.periode}" in texte
        assert citee is (cog.signature <= jour <= date(cog.annees[1], 12, 31))


@pytest.mark.parametrize("annee", ANNEES)
def test_a_predecessor_is_named_only_when_the_dossier_says_so(annee: int) -> None:
    for suite, cej, ctg in (
        (None, False, False), ("rien", False, False), ("cej", True, False), ("ctg", False, True),
        ("ctg_et_cej", True, True),
    ):  # fmt: skip
        texte = words(signed(annee, convention={"fait_suite": suite, "periode_precedente": "2010-2013"}))
        if suite is not None:
            assert ("enfance jeunesse" in texte) is cej
            assert ("fait suite à la convention territoriale globale 2010-2013" in texte) is ctg


def test_the_evaluation_of_the_previous_convention_tells_what_is_followed() -> None:
    faite = {"nature": "precedente", "periode": "2018-2022", "constats": ["Trop d’actions"]}
    assert "fait suite à la convention territoriale globale 2018-2022" in words(
        signed(2024, evaluations=[faite])
    )


@pytest.mark.parametrize(
    ("annee", "phrase"),
    [
        (2016, "ses prestations de service et ses aides"),
        (2018, "ses prestations de service et ses aides"),
        (2020, "À l’échéance des contrats enfance jeunesse"),
        (2028, "bonus territoire"),
    ],
)
def test_the_caf_finances_by_what_exists(annee: int, phrase: str) -> None:
    texte = words(signed(annee, convention={"fait_suite": "cej" if annee == 2020 else None}))
    assert phrase in texte


@pytest.mark.parametrize(
    ("debut", "fin", "dit"),
    [(2024, 2027, None), (2024, 2028, "2023-2027"), (2026, 2030, "2023-2027"), (2016, 2019, "2013-2017"),
     (2028, 2032, None)],
)  # fmt: skip
def test_a_convention_that_outlives_the_national_one_says_so(debut: int, fin: int, dit: str | None) -> None:
    texte = words(signed(debut, convention={"date_fin": f"{fin}-12-31"}))
    assert ("celle qui lui succède" in texte) is (dit is not None)
    if dit:
        assert f"La convention d’objectifs et de gestion {dit} conclue" in texte


def test_an_unknown_day_cites_what_still_lasts() -> None:
    assert "bonus territoire" in rediger("preambule", None, periode="")
    assert not rediger("preambule", date(2018, 1, 1), periode="")


@pytest.mark.parametrize("present", [True, False])
def test_no_diagnosis_no_word_of_it(present: bool) -> None:
    objectifs = {"objectifs": [{"id": "o", "intitule": "Grandir"}]}
    fields: dict[str, Any] = {"strategie": objectifs}
    if present:
        fields["diagnostic"] = {"synthese": ["Peu de places"]}
    texte = words(signed(2024, **fields))
    assert ("diagnostic partagé" in texte) is present
    assert ("actualisation du diagnostic" in texte) is present


@pytest.mark.parametrize(
    ("annexe", "attendu"), [(False, "inscrites au plan d’actions"), (True, "présentées à")]
)
def test_fiches_are_said_to_be_where_they_are(annexe: bool, attendu: str) -> None:
    fiches = [{"id": f"f{i}", "intitule": f"Action {i}", "rattachement": "o"} for i in (1, 2)]
    annexes = [{"id": "fiches", "contenu": "fiches_actions"}] if annexe else []
    texte = words(
        signed(
            2024,
            strategie={"objectifs": [{"id": "o", "intitule": "Grandir"}]},
            fiches_actions=fiches,
            convention={"annexes": annexes},
        )
    )
    assert f"deux fiches actions, {attendu}" in texte


@pytest.mark.parametrize("annee", [2018, 2026])
def test_communes_have_no_statutes(annee: int) -> None:
    texte = words(signed(annee))
    assert "les communes exercent" in texte.lower()
    assert "leurs statuts" not in texte


def test_the_deciding_instance_is_called_by_its_name() -> None:
    for nom, nature, attendu in (
        ("Comité de suivi", "autre", "au comité de suivi"),
        ("Comité stratégique", "copil", "au comité stratégique"),
        ("Conférence des partenaires", "copil", "à la conférence des partenaires"),
        ("Agora", "autre", "à l’instance de pilotage (Agora)"),
    ):
        instances = [{"id": "suivi", "nom": nom, "nature": nature}]
        texte = words(signed(2024, gouvernance={"instances": instances}))
        assert "comité de pilotage" not in texte
        assert f"Un bilan est présenté chaque année {attendu}." in texte.replace("\u00a0", " ")


CADRE = [v.citation for v in VISAS]


@pytest.mark.parametrize(
    "ajout",
    [
        "le code de l’action sociale et des familles",
        "le CASF",
        "la loi n°2004-809 du 13 août 2004 relative aux droits et libertés des communes",
        "les articles L. 263-1, L. 223-1 et L. 227-1 à 3 du Code de la sécurité sociale",
        "l'arrêté du 3 octobre 2001",
        "la circulaire Cnaf n° 2020-01",
    ],
)
def test_a_text_of_the_frame_is_cited_once_in_its_right_form(ajout: str) -> None:
    assert fusionner(CADRE, [ajout]) == CADRE


@pytest.mark.parametrize(
    "ajout",
    [
        "la loi n° 2014-173 du 21 février 2014 de programmation pour la ville et la cohésion urbaine",
        "le projet éducatif de territoire",
        "l’article L. 551-1 du code de l’éducation",
        "la convention d’objectifs et de gestion 2018-2022",
    ],
)
def test_another_text_is_kept(ajout: str) -> None:
    assert fusionner(CADRE, [ajout]) == [*CADRE, ajout]
    assert fusionner(CADRE, [ajout, ajout]) == [*CADRE, ajout]


def test_more_than_the_frame_takes_its_place() -> None:
    plus = "le code général des collectivités territoriales, notamment son article L. 5211-10"
    rang = CADRE.index("le code général des collectivités territoriales")
    assert references(CADRE[rang]) < references(plus)
    assert fusionner(CADRE, [plus]) == [*CADRE[:rang], plus, *CADRE[rang + 1 :]]


@pytest.mark.parametrize(
    ("field", "written", "hole"),
    [
        ("date_signature_administrative", "octobre 2019", "date de signature, octobre 2019"),
        ("date_debut", "2019-10", "premier jour d’effet, octobre 2019"),
        ("date_debut", "2019", "premier jour d’effet, 2019"),
        ("date_fin", "fin juin 2023", "dernier jour d’effet, fin juin 2023"),
        ("date_fin", "2023-T2", "dernier jour d’effet, 2e trimestre 2023"),
    ],
)
def test_a_day_half_known_is_a_hole_that_says_it(field: str, written: str, hole: str) -> None:
    text = words(signed(2019, convention={field: written}))
    assert f"[à compléter : {hole}]" in text
    assert "2019-10" not in text
    assert "durée]" not in text


def test_years_alone_give_a_duration() -> None:
    text = words(signed(2021, convention={"date_debut": "2021", "date_fin": "2025"}))
    assert "pour une durée de cinq ans" in text
