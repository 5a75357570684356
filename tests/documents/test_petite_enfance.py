"""Accueil du jeune enfant: who exercises what, in the convention and commune by commune; the schéma and its conformity."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ctg_docs
from ctg_docs import checks
from ctg_docs.documents._communs.annexes.schema import AnnexeSchema
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.documents.schema_petite_enfance.context import build
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.engine.pdf.page_numbers import destination_name, page_labels, write_page_numbers
from ctg_docs.errors import MissingToolError
from ctg_docs.gabarit.copie import read_text
from ctg_docs.models.annexe import Annexe, ContenuAnnexe
from ctg_docs.models.avenant import AnnexeAvenant
from ctg_docs.models.convention import Thematique
from ctg_docs.models.petite_enfance import ElementSchema
from ctg_docs.ressources import example
from tests.documents.dossiers import ctg
from tests.documents.test_textes_dates import signed, words

COMMUNES = [
    {"nom": "Brion", "population": 12_000, "organisme": "brion"},
    {"nom": "Celle", "population": 3_600},
    {"nom": "Aire", "population": 800},
    {"nom": "Sault"},
]


def convention_de(annee: int, *autorites: dict[str, Any], **convention: Any) -> str:
    texte = words(
        signed(
            annee,
            territoire={"nom": "Val", "communes": COMMUNES},
            petite_enfance={"autorites": list(autorites)},
            convention=convention,
        )
    )
    return texte.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_convention_says_who_exercises_what() -> None:
    texte = convention_de(
        2026,
        {
            "organisme": "cc",
            "competences": ["planifier", "soutenir"],
            "acte": "ses statuts",
            "depuis": "2025-01-01",
        },
        {"organisme": "brion", "competences": ["recenser", "informer"]},
    )
    assert (
        "la Communauté de communes du Val : la planification du développement des modes d’accueil ainsi que le soutien à leur "
        "qualité, sur l’ensemble du territoire, depuis le 1er janvier 2025, en vertu de ses statuts" in texte
    )
    assert "la Commune de Brion : le recensement des besoins et de l’offre ainsi que l’information" in texte
    assert "chaque commune exerce elle-même les autres compétences" in texte
    assert "Les autorités organisatrices de l’accueil du jeune enfant s’engagent" in texte


@pytest.mark.parametrize("annee", [2022, 2024])
def test_nothing_before_the_law(annee: int) -> None:
    assert "autorités organisatrices" not in convention_de(annee, {"organisme": "cc"}, vaut_schema="oui")


def test_nothing_when_the_dossier_names_nobody() -> None:
    assert "les autorités organisatrices de l’accueil" not in convention_de(2026)


def test_a_whole_transfer_leaves_nothing_to_the_communes() -> None:
    texte = convention_de(2026, {"organisme": "cc"}, vaut_schema="oui")
    assert "les quatre compétences, sur l’ensemble du territoire" in texte
    assert "chaque commune exerce elle-même" not in texte
    assert "tient lieu, en application de l’article L. 214-2 du même code" in texte


def test_each_commune_has_its_line() -> None:
    dossier = ctg(
        territoire={"nom": "Val", "communes": COMMUNES},
        organismes=[
            {"id": "cc", "nature": "communaute_communes", "nom": "Communauté du Val", "sigle": "CCV"}
        ],
        petite_enfance={
            "autorites": [{"organisme": "cc", "competences": ["recenser"], "communes": ["Celle"]}]
        },
    )
    lignes = build(dossier, Situation())[0].contenu.exercices
    assert [(e.recenser, e.informer, e.planifier) for e in lignes] == [
        ("La commune", "La commune", "La commune"),
        ("CCV", "La commune", "La commune"),
        ("La commune", "La commune", "Non obligatoire"),
        ("La commune", "La commune", "Selon la population"),
    ]


@pytest.fixture(scope="module")
def complet() -> ctg_docs.Ctg:
    return ctg_docs.load(example("pays-auvrelle"))


def schema(dossier: ctg_docs.Ctg) -> AnnexeSchema:
    return build(dossier, Situation(final=True))[0].contenu


def test_the_complete_example_stands_for_a_schema(complet: ctg_docs.Ctg) -> None:
    document = schema(complet)
    assert document.bilan == "Les 11 éléments demandés par le décret ont une réponse."
    assert [c.reference for c in document.conformite][:4] == ["I, 1°", "I, 2°", "I, 3°", "I, 4°\u00a0a)"]
    assert document.complet
    assert {c.manque for c in document.conformite} == {""}
    for rang, (partie, ligne) in enumerate(zip(document.parties, document.conformite, strict=True), 2):
        assert (ligne.rang, ligne.element, ligne.demande) == (rang, partie.element, partie.titre)
        assert partie.texte or partie.complement or partie.actions or partie.offre or partie.indicateurs
    assert ctg_docs.check(complet, final=True) == []


def copie(modele: Any, **champs: Any) -> Any:
    return modele.model_copy(update=champs)


def sans(dossier: ctg_docs.Ctg, element: ElementSchema) -> ctg_docs.Ctg:
    """The same dossier without anything that answers an element: volets, fiches that name it, data that say it."""
    enfance, diagnostic = dossier.petite_enfance, dossier.diagnostic
    assert diagnostic
    champs: dict[str, Any] = {
        "petite_enfance": copie(enfance, volets=tuple(v for v in enfance.volets if v.element is not element)),
        "fiches_actions": tuple(fiche_sans(f, element) for f in dossier.fiches_actions),
    }
    if element is ElementSchema.OFFRE:
        types = {"eaje", "rpe", "laep"}
        champs["equipements"] = tuple(e for e in dossier.equipements if e.type.value not in types)
    if element is ElementSchema.BESOINS:
        autres = tuple(c for c in diagnostic.constats if c.thematique is not Thematique.PETITE_ENFANCE)
        champs["diagnostic"] = copie(diagnostic, constats=autres)
    if element is ElementSchema.OBJECTIFS:
        autres = tuple(map(objectif_sans_theme, dossier.strategie.objectifs))
        champs["strategie"] = copie(dossier.strategie, objectifs=autres)
    return dossier.model_copy(update=champs).with_provenance(dossier.provenance)


def fiche_sans(fiche: Any, element: ElementSchema) -> Any:
    champs: dict[str, Any] = {
        "schema_petite_enfance": tuple(e for e in fiche.schema_petite_enfance if e is not element)
    }
    if element is ElementSchema.INVESTISSEMENTS and fiche.budget:
        lignes = (x for x in fiche.budget.lignes if x.type.value != "investissement")
        champs["budget"] = copie(fiche.budget, lignes=tuple(lignes))
    if element is ElementSchema.MOYENS and fiche.budget:
        montants = ("montant_euros", "montant_min_euros", "montant_max_euros")
        lignes = (copie(x, **dict.fromkeys(montants)) for x in fiche.budget.lignes)
        champs["budget"] = copie(fiche.budget, lignes=tuple(lignes))
    if element is ElementSchema.CALENDRIER:
        champs["calendrier"] = None
    if element is ElementSchema.INDICATEURS:
        champs["indicateurs"] = tuple(copie(i, cible=None) for i in fiche.indicateurs)
    return copie(fiche, **champs)


def objectif_sans_theme(objectif: Any) -> Any:
    return copie(
        objectif,
        thematiques=tuple(t for t in objectif.thematiques if t.value != "petite_enfance"),
        sous_objectifs=tuple(map(objectif_sans_theme, objectif.sous_objectifs)),
    )


@pytest.mark.parametrize("element", ElementSchema)
def test_removing_any_element_is_told_with_its_place_and_seen(
    complet: ctg_docs.Ctg, element: ElementSchema
) -> None:
    dossier = sans(complet, element)
    bloquants = checks.run(dossier, final=True, gravites=[ctg_docs.Severity.BLOCKING])
    (probleme,) = [p for p in bloquants if p.code == "CTG115"]
    assert probleme.value == element.value
    assert (probleme.place.file, probleme.path) == ("petite_enfance.yaml", "petite_enfance.volets")
    assert probleme.place.line
    assert element.reference in probleme.message
    assert f"«\u00a0{element.value}\u00a0»" in probleme.suggestion
    document = schema(dossier)
    assert document.bilan == "10\u00a0éléments sur 11 ont une réponse."
    (ligne,) = [c for c in document.conformite if c.manque]
    assert ligne.demande == element.libelle
    (partie,) = [p for p in document.parties if p.titre == ligne.demande]
    assert partie.texte
    assert "compléter" in partie.texte.text


def test_a_dossier_that_says_nothing_has_no_schema() -> None:
    with pytest.raises(Inapplicable, match="schéma"):
        build(ctg(), Situation())


def avec_annexe(dossier: ctg_docs.Ctg) -> ctg_docs.Ctg:
    annexe = Annexe(id="schema", contenu=ContenuAnnexe.SCHEMA)
    convention = dossier.convention.model_copy(update={"annexes": (*dossier.convention.annexes, annexe)})
    return dossier.model_copy(update={"convention": convention}).with_provenance(dossier.provenance)


def avec_annexe_d_avenant(dossier: ctg_docs.Ctg) -> ctg_docs.Ctg:
    annexe = AnnexeAvenant(id="schema", contenu=ContenuAnnexe.SCHEMA)
    *premiers, dernier = dossier.avenants
    avenant = dernier.model_copy(update={"annexes": (*dernier.annexes, annexe)})
    return dossier.model_copy(update={"avenants": (*premiers, avenant)}).with_provenance(dossier.provenance)


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("schema_petite_enfance", lambda dossier: dossier),
        ("convention", avec_annexe),
        ("avenant", avec_annexe_d_avenant),
    ],
)
def test_the_pages_told_by_the_table_are_those_of_the_pdf(
    kind: str, change: Callable[[ctg_docs.Ctg], ctg_docs.Ctg], complet: ctg_docs.Ctg, tmp_path: Path
) -> None:
    try:
        find_office()
    except MissingToolError as error:
        pytest.skip(str(error))
    ctg_docs.generate(change(complet), [kind], out=tmp_path, final=True, pdf=True)
    found = [(word, word.with_suffix(".pdf")) for word in sorted(tmp_path.glob("*.docx"))]
    word, pdf = next((w, p) for w, p in found if "Zones où l’offre" in read_text(w.read_bytes()))
    labels = page_labels(pdf.read_bytes())
    told = {destination_name(f"schema_{e.value}"): "" for e in ElementSchema}
    assert set(told) <= set(labels)
    pages = [int(labels[name]) for name in told]
    assert pages == sorted(pages)
    assert pages[0] > 1 or pages[-1] > pages[0]
    assert write_page_numbers(word.read_bytes(), labels) == word.read_bytes()
    printed = [int(n) for n in re.findall(r"Partie \d+, page\W(\d+)", read_text(word.read_bytes()))]
    assert printed == pages


def test_the_convention_carries_the_schema_as_an_annexe(complet: ctg_docs.Ctg) -> None:
    (document,) = ctg_docs.render(avec_annexe(complet), "convention", final=True)
    texte = read_text(document.data)
    assert "Schéma de l’accueil du jeune enfant" in texte
    assert "4. Zones où l’offre est insuffisante" in texte
    assert "Les 11 éléments demandés par le décret ont une réponse." in texte
    assert "13. Conformité à l’article D." in texte.replace("\u00a0", " ")


def test_an_annexe_without_a_word_of_the_schema_is_told() -> None:
    vide = avec_annexe(ctg())
    assert [p.value for p in ctg_docs.check(vide) if p.code == "CTG007"] == ["schema_petite_enfance"]
