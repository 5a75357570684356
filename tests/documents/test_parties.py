"""Agreement of the parties: the cases of the domain notes, §2.2."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents._communs.parties.comparution import comparution
from ctg_docs.documents._communs.parties.parties import presenter
from ctg_docs.holes import plain
from tests.documents.dossiers import CC, ctg, partie


def phrase(organisme: dict[str, Any], *representants: dict[str, Any], **fields: Any) -> str:
    return plain(comparution(partie(organisme, *representants, **fields))[0])


def body(nature: str, nom: str, **fields: Any) -> dict[str, Any]:
    return {"id": "o", "nature": nature, "nom": nom, **fields}


@pytest.mark.parametrize(
    ("organisme", "debut"),
    [
        (body("etat", "État"), "**L’État**, représenté par"),
        (body("departement", "Département de l’Ain"), "**Le Département de l’Ain**, représenté par"),
        (body("commune", "Commune d’Angers"), "**La Commune d’Angers**, représentée par"),
        (body("association", "Amis", pluriel=True), "**Les Amis**, représentées par"),
        (body("syndicat", "SIVOM du Val"), "**Le SIVOM du Val**, représenté par"),
    ],
)
def test_name_of_the_body_commands_article_and_participle(organisme: dict[str, Any], debut: str) -> None:
    assert phrase(organisme, {"personne": "a", "qualite": "Présidente"}).startswith(debut)


@pytest.mark.parametrize(
    ("representants", "attendu"),
    [
        ([("a", "Présidente")], "par sa Présidente, Madame Anne ARNAUD, dûment autorisée"),
        ([("b", "Président")], "par son Président, Monsieur Bruno BLANC, dûment autorisé à"),
        ([("a", "Adjointe")], "par son Adjointe, Madame Anne ARNAUD, dûment autorisée"),
        ([("a", "Adjointe au maire")], "par l’Adjointe au maire, Madame Anne ARNAUD"),
        ([("a", "Présidente du conseil d’administration")], "par la Présidente du conseil d’administration, Madame"),
        ([("b", "Président"), ("a", "Directrice")],
         "par son Président, Monsieur Bruno BLANC, et par sa Directrice, Madame Anne ARNAUD, dûment autorisés"),
        ([("a", "Présidente"), ("c", "Directrice")], "Madame Chloé CLAIR, dûment autorisées"),
    ],
)  # fmt: skip
def test_persons_command_possessive_and_authorisation(
    representants: list[tuple[str, str]], attendu: str
) -> None:
    assert attendu in phrase(CC, *({"personne": p, "qualite": q} for p, q in representants))


def test_gender_of_the_capacity_may_differ_from_the_person() -> None:
    maire = {"personne": "a", "qualite": "Maire", "genre_qualite": "masculin"}

    assert "par son Maire, Madame Anne ARNAUD, dûment autorisée" in phrase(CC, maire)


def test_masculine_capacity_of_a_woman_is_recognised() -> None:
    assert "par son Président, Madame Anne ARNAUD" in phrase(CC, {"personne": "a", "qualite": "Président"})


def test_interim_and_delegation_are_said() -> None:
    interim = {"personne": "b", "qualite": "Directeur", "par_interim": True}
    delegue = {
        "personne": "b",
        "qualite": "Vice-président",
        "delegation": {"delegant": "la Présidente", "reference": "arrêté n° 12", "date": "2024-03-01"},
    }

    assert "par son Directeur par intérim, Monsieur" in phrase(CC, interim)
    assert "agissant par délégation de la Présidente (arrêté n° 12 du 1er\u00a0mars 2024)" in phrase(
        CC, delegue
    )


def test_missing_representative_is_a_hole() -> None:
    assert "par [à compléter\u00a0: représentant de la Communauté de communes du Val], dûment" in phrase(CC)


def test_act_is_cited_with_its_organ_number_and_date() -> None:
    acte = {"id": "d", "organisme": "cc", "numero": "2023-10-112", "date": "2023-10-19"}
    signataire = {"id": "p", "organismes": ["cc"], "nom_court": "le Val", "deliberations": ["d"]}
    dossier = ctg(deliberations=[acte], signataires=[signataire])

    texte = comparution(presenter(dossier, dossier.signataires[0]))[0]

    assert (
        "par délibération du conseil communautaire n°\u00a02023-10-112 du 19 octobre 2023, ci-après" in texte
    )


def test_missing_act_of_a_deliberating_party_is_a_hole() -> None:
    texte = phrase(CC, {"personne": "a", "qualite": "Présidente"}, delibere=None)

    assert (
        "à intervenir le [à compléter\u00a0: date de la délibération de la Communauté de communes du Val]"
        in texte
    )


def communes() -> dict[str, Any]:
    noms = ("Commune de Brion", "Commune d’Angers")
    return {
        "organismes": [{"id": f"c{i}", "nature": "commune", "nom": nom} for i, nom in enumerate(noms)],
        "signataires": [
            {
                "id": "communes",
                "organismes": ["c0", "c1"],
                "nom_court": "les Communes",
                "delibere": False,
                "representants": [
                    {"personne": "a", "qualite": "Maire", "organisme": "c0"},
                    {"personne": "c", "qualite": "Maire", "organisme": "c1"},
                ],
            }
        ],
    }


def test_grouped_communes_agree_in_the_plural() -> None:
    dossier = ctg(**communes())

    texte, membres = comparution(presenter(dossier, dossier.signataires[0]))

    assert texte == (
        "**Les communes de Brion et d’Angers**, représentées par leurs maires, dûment autorisées à signer la présente "
        "convention, ci-après dénommées «\u00a0les Communes\u00a0»"
    )
    assert membres == (
        "la Commune de Brion\u00a0: Madame Anne ARNAUD, Maire",
        "la Commune d’Angers\u00a0: Madame Chloé CLAIR, Maire",
    )


def test_markdown_signs_of_a_name_are_escaped() -> None:
    assert "**La Caf \\*du\\* Val**" in phrase(body("caf", "Caf *du* Val"))
