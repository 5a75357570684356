"""Numbers that the models compute: codes, votes, totals, names."""

from __future__ import annotations

from decimal import Decimal

import pytest
from pydantic import ValidationError

from ctg_docs.models.convention import Convention
from ctg_docs.models.cooperation import Cooperation
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.deliberation import Vote
from ctg_docs.models.diagnostic import ConstatThematique
from ctg_docs.models.finance import PlanFinancement, SensLigne
from ctg_docs.models.operation import Calendrier
from ctg_docs.models.organisme import PROFILS, NatureOrganisme, Organisme
from ctg_docs.models.personne import Personne
from ctg_docs.models.strategie import Niveau, Strategie
from ctg_docs.models.territoire import Territoire


def _ctg(**parts: object) -> Ctg:
    return Ctg.model_validate({"territoire": {"nom": "Val d’Ombre"}, **parts})


STRATEGIE = {
    "objectifs": [
        {
            "id": "a",
            "intitule": "A",
            "sous_objectifs": [{"id": "a-a", "intitule": "AA"}, {"id": "a-b", "intitule": "AB"}],
        },
        {"id": "b", "intitule": "B"},
    ]
}
FICHES = [
    {"id": "f1", "intitule": "F1", "rattachement": "b"},
    {"id": "f2", "intitule": "F2", "rattachement": "a-b"},
    {"id": "f3", "intitule": "F3", "rattachement": "a"},
    {"id": "f4", "intitule": "F4", "rattachement": "a-b"},
    {"id": "f5", "intitule": "F5"},
]


def test_codes_come_from_positions() -> None:
    assert _ctg(strategie=STRATEGIE).strategie.codes() == {"a": "1", "a-a": "1.1", "a-b": "1.2", "b": "2"}


def test_fiche_code_never_repeats_that_of_a_sub_objective() -> None:
    ctg = _ctg(strategie=STRATEGIE, fiches_actions=FICHES)
    assert ctg.codes_fiches == {"f1": "2.1", "f2": "1.2.1", "f3": "1.3", "f4": "1.2.2"}
    assert not set(ctg.codes_fiches.values()) & set(ctg.strategie.codes().values())


def test_continuous_numbering_with_prefix() -> None:
    numbering = {"numerotation": {"prefixe": "FA", "continue": "oui"}}
    ctg = _ctg(strategie={**STRATEGIE, **numbering}, fiches_actions=FICHES)
    assert ctg.codes_fiches == {
        "f3": "FA\u00a01",
        "f2": "FA\u00a02",
        "f4": "FA\u00a03",
        "f1": "FA\u00a04",
        "f5": "FA\u00a05",
    }


def test_fiches_of_an_objective_include_those_below() -> None:
    ctg = _ctg(strategie=STRATEGIE, fiches_actions=FICHES)
    assert [f.id for f in ctg.fiches_de("a")] == ["f3", "f2", "f4"]
    assert ctg.fiches_de("nulle-part") == ()


def test_too_deep_a_tree_is_refused() -> None:
    with pytest.raises(ValidationError, match=r"au niveau 2, mais la stratégie n’a que 1\sniveau\b"):
        Strategie.model_validate({**STRATEGIE, "niveaux": [{"nom": "axe"}]})


def test_a_finding_that_says_nothing_is_refused() -> None:
    assert ConstatThematique.model_validate({"besoins": ["Un relais"]}).besoins == ("Un relais",)
    for nothing in ({}, {"atouts": [], "texte": ""}):
        with pytest.raises(ValidationError, match="ce constat est vide"):
            ConstatThematique.model_validate(nothing)


def test_lineage_and_level() -> None:
    strategie = Strategie.model_validate(STRATEGIE)
    assert [o.id for o in strategie.lignee("a-b")] == ["a", "a-b"]
    niveau = strategie.niveau_de("a-b")
    assert niveau is not None
    assert niveau.nom == "objectif stratégique"
    assert strategie.niveau_de("z") is None


@pytest.mark.parametrize(
    ("nom", "pluriel"),
    [
        ("enjeu", "enjeux"),
        ("objectif stratégique", "objectifs stratégiques"),
        ("axe", "axes"),
        ("choix", "choix"),
    ],
)
def test_plural_of_a_level(nom: str, pluriel: str) -> None:
    assert Niveau(nom=nom).nom_pluriel == pluriel


def test_vote_is_computed_from_its_parts() -> None:
    vote = Vote(
        en_exercice=60, presents=40, pouvoirs=6, ne_participent_pas=1, contre=2, abstentions=3, blancs_nuls=1
    )
    assert (vote.votants_calcules, vote.exprimes_calcules, vote.pour_calcules) == (45, 41, 39)
    assert vote.adopte
    assert not vote.unanime


def test_vote_as_written_wins_over_the_computed_one() -> None:
    vote = Vote(presents=10, votants=12, exprimes=11, pour=4, contre=7, unanimite=True)
    assert (vote.votants_calcules, vote.exprimes_calcules, vote.pour_calcules) == (12, 11, 4)
    assert vote.adopte is False
    assert vote.unanime


def test_vote_without_numbers_tells_nothing() -> None:
    assert Vote().adopte is None
    assert Vote().unanime


def test_tie_is_not_adopted() -> None:
    assert Vote(pour=3, contre=3).adopte is False


def test_totals_leave_contributions_in_kind_apart() -> None:
    plan = PlanFinancement.model_validate(
        {
            "lignes": [
                {
                    "sens": "depense",
                    "nature": "Poste",
                    "montant_euros": "20 000 €",
                    "base": "an",
                    "quantite": 2,
                },
                {"sens": "depense", "nature": "Salle", "montant_euros": 500, "en_nature": "oui"},
                {"sens": "recette", "nature": "Caf", "montant_min_euros": 3000, "montant_max_euros": 4000},
                {"sens": "recette", "nature": "À définir"},
            ]
        }
    )
    assert plan.total(SensLigne.DEPENSE) == Decimal(40000)
    assert plan.total(SensLigne.DEPENSE, en_nature=True) == Decimal(500)
    assert plan.total(SensLigne.RECETTE) == Decimal(4000)


def test_etp_total_is_the_announced_one_while_a_share_is_unknown() -> None:
    posts = [{"id": "p1", "intitule_fonction": "A", "etp_ctg": "0,5"}, {"id": "p2", "intitule_fonction": "B"}]
    assert Cooperation.model_validate({"postes": posts, "etp_annonce": "6,70"}).etp_total == Decimal("6.70")
    assert Cooperation.model_validate({"postes": posts[:1], "etp_annonce": "6,70"}).etp_total == Decimal(
        "0.5"
    )
    assert Cooperation.model_validate({"postes": posts}).etp_total is None


def test_period_is_computed_from_dates() -> None:
    convention = Convention.model_validate({"date_debut": 2023, "date_fin": "31 décembre 2027"})
    assert convention.periode == "2023-2027"
    assert convention.annees == (2023, 2024, 2025, 2026, 2027)
    assert Convention().periode == ""


def test_calendar_touches_the_years_it_covers() -> None:
    calendrier = Calendrier.model_validate({"debut": "2024-T4", "fin": "2026"})
    assert [y for y in range(2022, 2029) if calendrier.touches(y)] == [2024, 2025, 2026]
    assert not Calendrier().touches(2024)
    once = Calendrier.model_validate({"debut": "2024"})
    assert [y for y in range(2022, 2029) if once.touches(y)] == [2024]


def test_population_is_summed_only_when_all_are_known() -> None:
    communes = [{"nom": "A", "population": 100}, {"nom": "B", "population": 50}]
    assert Territoire.model_validate({"nom": "T", "communes": communes}).population_totale == 150
    communes[1].pop("population")
    assert Territoire.model_validate({"nom": "T", "communes": communes}).population_totale is None


def test_each_kind_of_body_has_a_profile() -> None:
    assert set(PROFILS) == set(NatureOrganisme)


@pytest.mark.parametrize(
    ("nature", "nom", "article"),
    [
        ("caf", "Caf des Deux-Sèvres", "la"),
        ("etat", "État", "l’"),
        ("departement", "Département des Deux-Sèvres", "le"),
        ("commune", "Commune d’Aigondigné", "la"),
    ],
)
def test_definite_article(nature: str, nom: str, article: str) -> None:
    body = Organisme.model_validate({"id": "x", "nature": nature, "nom": nom})
    assert body.groupe.article == article


def test_names_of_a_person() -> None:
    person = Personne.model_validate(
        {"id": "p", "civilite": "Madame", "prenom": "Delphine", "nom": "Belliot"}
    )
    assert person.nom_complet == "Madame Delphine BELLIOT"
    assert person.nom_court == "Mme\u00a0Belliot"
    assert Personne(id="p", nom="Belliot").nom_court == "Belliot"
