"""A body in a sentence: the article, the gender and the number that its name, its kind or the dossier give."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.french import Groupe
from ctg_docs.models.deliberation import Deliberation
from ctg_docs.models.denomination import complement_de, nommer_court, nommer_organe
from ctg_docs.models.nature import NatureOrganisme
from ctg_docs.models.organisme import Organisme
from ctg_docs.models.personne import Personne
from ctg_docs.models.titres import titre_en_phrase
from tests.models.noms_organismes import NOMS, Nom


def organisme(nature: str, nom: str, **fields: Any) -> Organisme:
    return Organisme.model_validate({"id": "o", "nature": nature, "nom": nom, **fields})


def test_there_are_names_of_every_kind() -> None:
    assert len(NOMS) >= 60
    assert {n.nature for n in NOMS} == {n.value for n in NatureOrganisme}


@pytest.mark.parametrize("nom", NOMS, ids=lambda n: f"{n.nature}-{n.nom}")
def test_phrase_of_a_name(nom: Nom) -> None:
    trouve = organisme(nom.nature, nom.nom).denomination

    assert (str(trouve.groupe), trouve.groupe.de) == (nom.defini, nom.de)
    assert f"{'f' if trouve.groupe.feminin else 'm'}{'p' if trouve.groupe.pluriel else 's'}" == nom.accord
    assert trouve.sure


@pytest.mark.parametrize(
    ("champs", "defini", "accord"),
    [
        ({"article": "", "genre": "feminin"}, "Enfance et Partage", "représentée"),
        ({"article": "la", "genre": "feminin"}, "la Enfance et Partage", "représentée"),
        ({"genre": "masculin"}, "l’Enfance et Partage", "représenté"),
        ({"pluriel": True}, "les Enfance et Partage", "représentés"),
        ({"nom_en_phrase": "la fondation Enfance et Partage"}, "la fondation Enfance et Partage", "représentée"),
        ({"nom_en_phrase": "les équipes d’Enfance"}, "les équipes d’Enfance", "représentées"),
        ({"nom_en_phrase": "Enfance et Partage", "genre": "feminin"}, "Enfance et Partage", "représentée"),
    ],
)  # fmt: skip
def test_the_dossier_has_the_last_word(champs: dict[str, Any], defini: str, accord: str) -> None:
    trouve = organisme("autre", "Enfance et Partage", **champs).denomination

    assert (str(trouve.groupe), trouve.groupe.accorder("représenté"), trouve.sure) == (defini, accord, True)


@pytest.mark.parametrize(("nature", "nom"), [("autre", "Familles rurales"), ("etat", "Cohésion 79")])
def test_what_cannot_be_deduced_is_said(nature: str, nom: str) -> None:
    trouve = organisme(nature, nom).denomination

    assert not trouve.sure
    assert str(trouve.groupe).endswith(f" {nom}")  # still French: « l’organisme Familles rurales »


@pytest.mark.parametrize(
    ("court", "dit"),
    [
        ("la Caf", "la Caf"),
        ("La Caf", "la Caf"),
        ("LA CAF", "la CAF"),
        ("Commune de Salles", "la Commune de Salles"),
        ("Communauté de Communes du Bazois", "la Communauté de Communes du Bazois"),
        ("SIVOM", "le SIVOM"),
        ("l'Agence", "l'Agence"),
        ("Les Communes", "les Communes"),
        ("Mellois en Poitou", "Mellois en Poitou"),
        ("Le Barp", "Le Barp"),
        ("la Partie 2", "la Partie 2"),
    ],
)
def test_short_name_takes_the_article_of_its_noun(court: str, dit: str) -> None:
    assert str(nommer_court(court, Groupe("x", "", True))).replace("’", "'") == dit.replace("’", "'")


@pytest.mark.parametrize(
    ("nom", "complement"),
    [
        ("Commune de Brion", "de Brion"),
        ("Le Barp", "du Barp"),
        ("Ville d’Angers", "d’Angers"),
        ("Les Ulmes", "des Ulmes"),
        ("COMMUNE DE MELLE", "DE MELLE"),
    ],
)
def test_complement_of_a_list_of_communes(nom: str, complement: str) -> None:
    assert complement_de(organisme("commune", nom).groupe) == complement


@pytest.mark.parametrize(
    ("titre", "phrase"),
    [
        ("Convention Territoriale Globale", "la convention territoriale globale"),
        ("CONVENTION TERRITORIALE GLOBALE DU MELLOIS", "la convention territoriale globale du Mellois"),
        ("Convention territoriale globale (CTG)", "la convention territoriale globale (CTG)"),
        ("Projet social de territoire", "le projet social de territoire"),
        ("Grandir ensemble", "la convention «\u00a0Grandir ensemble\u00a0»"),
    ],
)
def test_title_in_a_sentence(titre: str, phrase: str) -> None:
    assert str(titre_en_phrase(titre)) == phrase


@pytest.mark.parametrize(
    ("champs", "complet"),
    [
        ({"civilite": "m", "titre": "Dr"}, "Docteur Jean ROUX"),
        ({"civilite": "mme", "titre": "Docteure"}, "Docteure Jean ROUX"),
        ({"titre": "Me"}, "Maître Jean ROUX"),
        ({"civilite": "mme"}, "Madame Jean ROUX"),
        ({}, "Jean ROUX"),
    ],
)
def test_title_of_a_person_in_full(champs: dict[str, str], complet: str) -> None:
    personne = Personne.model_validate({"id": "p", "prenom": "Jean", "nom": "Roux", **champs})

    assert personne.nom_complet == complet


@pytest.mark.parametrize(
    ("ecrit", "nomme"),
    [
        ("comité syndical", "le comité syndical"),
        ("Conseil municipal", "le conseil municipal"),
        ("Le Conseil municipal", "le Conseil municipal"),
        ("commission permanente", "la commission permanente"),
        ("COMITÉ SYNDICAL", "le comité syndical"),
        ("L'assemblée départementale", "l’assemblée départementale"),
        ("le bureau", "le bureau"),
        ("directoire", "directoire"),
    ],
)
def test_an_organ_takes_its_article(ecrit: str, nomme: str) -> None:
    assert nommer_organe(ecrit) == nomme
    acte = Deliberation.model_validate({"id": "d", "organisme": "o", "organe": ecrit})
    assert acte.organe_nomme == organisme("syndicat", "SIVU", organe_deliberant=ecrit).organe == nomme
