"""The directory: bodies by kind, persons by body, personal data kept out of the published version."""

from __future__ import annotations

import pytest

from ctg_docs.documents.annuaire.context import Annuaire, build
from ctg_docs.documents.kind import Inapplicable, Situation
from tests.documents.dossiers import CAF, CC, PERSONNES, ctg

JOIGNABLES = [
    {**p, "organisme": "cc", "courriel": f"{p['id']}@val.example", "privee": p["id"] == "b"}
    for p in PERSONNES
]


def annuaire(publication: bool = False) -> Annuaire:
    return build(ctg(personnes=JOIGNABLES), Situation(publication=publication))[0]


def test_bodies_and_persons_are_counted_and_grouped() -> None:
    document = annuaire()

    assert document.resume == "2\u00a0organismes et 3\u00a0personnes."
    assert [g.titre for g in document.organismes] == [
        "Caisse d’allocations familiales",
        "Communauté de communes",
    ]
    assert [(g.titre, len(g.personnes)) for g in document.personnes] == [("Communauté de communes du Val", 3)]


def test_parties_are_told_newcomers_included() -> None:
    parties = [{"id": "p", "organismes": ["caf"]}]
    avenants = [{"id": "avenant-1", "nouveaux_signataires": [{"id": "n", "organismes": ["cc"]}]}]

    groupes = build(ctg(signataires=parties, avenants=avenants), Situation())[0].organismes

    assert [o.precisions for g in groupes for o in g.organismes] == [("partie à la convention",)] * 2


def test_published_version_shows_no_address_of_a_person_and_no_private_name() -> None:
    document = annuaire(publication=True)
    text = document.model_dump_json()

    assert "a@val.example" in annuaire().model_dump_json()
    assert "@val.example" not in text
    assert "BLANC" not in text
    assert "ARNAUD" in text


def test_person_without_body_comes_last() -> None:
    personnes = [{**PERSONNES[0]}, {**PERSONNES[1], "organisme": "caf"}]

    groupes = build(ctg(personnes=personnes), Situation())[0].personnes

    assert [g.titre for g in groupes] == ["Caf de l’Ain", "Sans organisme"]


def test_siren_is_shown_only_without_a_siret() -> None:
    organismes = [{**CAF, "siren": "732829320"}, {**CC, "siren": "732829320", "siret": "73282932000074"}]

    lignes = [o for g in build(ctg(organismes=organismes), Situation())[0].organismes for o in g.organismes]

    assert [" ".join(o.identifiants).replace("\u00a0", " ").replace("\u202f", " ") for o in lignes] == [
        "SIREN 732 829 320",
        "SIRET 732 829 320 00074",
    ]


def test_says_why_there_is_nothing() -> None:
    with pytest.raises(Inapplicable, match="ni organisme ni personne"):
        build(ctg(organismes=[], personnes=[]), Situation())
