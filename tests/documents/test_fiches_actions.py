"""The dossier of fiches: same rows everywhere, computed codes, balanced totals, honest gaps."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.documents._communs.fiches.rangees import Rangee, apparier
from ctg_docs.documents.fiches_actions.context import ContexteFichesActions, build
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Rich
from ctg_docs.holes import holes_in, is_hole
from tests.documents.plan_exemple import donnees, dossier
from tests.documents.rendu import PROJET, check_snapshot, contract_findings, render, text_of
from tests.validators import word_findings


def contexte(**changements: Any) -> ContexteFichesActions:
    (seul,) = build(dossier(**changements), PROJET)
    return seul


def fiche(code: str) -> Any:
    return next(f for s in contexte().sections for f in s.fiches if f.code == code)


def test_text_is_the_reviewed_one() -> None:
    check_snapshot("fiches_actions", text_of("fiches_actions", contexte()))


def test_template_asks_only_for_what_the_context_has() -> None:
    assert contract_findings("fiches_actions") == []


def test_outside_validators_find_nothing(tmp_path: Path) -> None:
    path = tmp_path / "fiches.docx"
    path.write_bytes(render("fiches_actions", contexte()))
    assert word_findings(path) == []


def test_each_enjeu_is_a_section_and_unattached_fiches_come_last() -> None:
    titres = [s.titre for s in contexte().sections]
    assert titres == [
        "Enjeu\u00a01 – Piloter et valoriser la coopération (transversal)",
        "Enjeu\u00a02 – Accompagner les parcours socio-éducatifs",
        "Enjeu\u00a03 – Faciliter l’accès aux droits",
        "Fiches actions à rattacher",
    ]
    codes = [[f.code for f in s.fiches] for s in contexte().sections]
    assert codes[:3] == [["1.1.1"], ["2.1.1.1", "2.2.1", "2.2.2"], []]
    assert is_hole(codes[3][0])


def test_an_enjeu_without_fiche_says_so() -> None:
    (vide,) = contexte().sections[2].lignes
    assert (vide.nature, vide.intitule) == ("vide", "Aucune fiche action à ce jour.")


def test_the_summary_counts_each_level() -> None:
    assert contexte().synthese == (
        "Le plan d’actions compte 3\u00a0enjeux, 3\u00a0objectifs stratégiques, 1\u00a0objectif opérationnel "
        "et 5\u00a0fiches actions."
    )


def test_every_fiche_has_the_same_rows_in_the_same_order() -> None:
    fiches = [f for s in contexte().sections for f in s.fiches]
    libelles = {
        tuple(r.libelle.replace("Élue référente", "Élu·e référent·e") for r in f.rangees) for f in fiches
    }
    assert len(libelles) == 1
    assert len({tuple(r.libelle for r in f.suites) for f in fiches}) == 1
    assert all(ligne for f in fiches for r in f.rangees for ligne in r.lignes)


def test_a_row_that_no_fiche_fills_is_dropped_from_all() -> None:
    libelles = {r.libelle for s in contexte().sections for f in s.fiches for r in (*f.rangees, *f.suites)}
    assert "Participation" not in libelles
    assert {"Porteur juridique", "Fiches liées", "Priorité"} <= libelles


def test_missing_fields_of_a_final_document_are_holes() -> None:
    vide = fiche("1.1.1")
    textes = [vide.constat, vide.descriptif, vide.pilote, vide.calendrier, vide.publics, vide.budget.phrase]
    assert all(is_hole(t) for t in textes)
    assert holes_in(vide.version) == ["date de la version", "rédacteur"]
    optionnel = next(r for r in vide.rangees if r.libelle == "Co-porteurs")
    assert optionnel.lignes == ("non renseigné",)


def test_the_lineage_goes_from_the_top() -> None:
    assert fiche("2.1.1.1").fil == (
        "Enjeu\u00a02 – Accompagner les parcours socio-éducatifs",
        "Objectif stratégique\u00a02.1 – Développer l’accueil du jeune enfant",
        "Objectif opérationnel\u00a02.1.1 – Créer des places",
    )


def test_linked_fiches_are_cited_by_their_computed_code() -> None:
    liees = next(r for r in fiche("2.1.1.1").suites if r.libelle == "Fiches liées")
    assert liees.lignes == ("Voir la fiche 2.2.1 – Créer un lieu d’accueil enfants-parents",)


def test_totals_are_computed_and_balanced_in_kind_apart() -> None:
    budget = fiche("2.1.1.1").budget
    assert (budget.total_depenses, budget.total_recettes) == ("420\u202f000", "420\u202f000")
    assert budget.total_nature == "15\u202f000"
    assert budget.solde == "Plan équilibré\u00a0: les recettes couvrent les dépenses."
    personnel = budget.depenses[1]
    assert personnel.precisions == (
        "2024, 40\u202f000\u00a0€ par poste × 3, réalisé\u00a0: 118\u202f000\u00a0€"
    )
    assert (personnel.part, personnel.montant) == ("29\u00a0%", "120\u202f000")


@pytest.mark.parametrize(
    ("lignes", "solde"),
    [
        ([("depense", 100), ("recette", 60)], "Il reste 40\u00a0€ à financer."),
        ([("depense", 100), ("recette", 130)], "Les recettes dépassent les dépenses de 30\u00a0€."),
        ([("depense", 100)], "Seules les dépenses sont connues."),
        ([("recette", 100)], "Seules les recettes sont connues."),
        (
            [("depense", 100), ("recette", None)],
            "Tous les montants ne sont pas connus\u00a0: les totaux portent sur ceux qui le sont.",
        ),
    ],
)
def test_the_balance_is_said_in_words(lignes: list[tuple[str, int | None]], solde: str) -> None:
    plan = {"lignes": [{"sens": s, "nature": "x", "montant_euros": m} for s, m in lignes]}
    section = contexte(
        fiches_actions=[{"id": "f", "intitule": "Agir", "rattachement": "e1", "budget": plan}]
    ).sections[0]
    assert section.fiches[0].budget.solde == solde


def test_a_range_is_shown_whole_in_its_line_and_in_its_total() -> None:
    budget = fiche("2.2.2").budget
    assert budget.depenses[0].montant == "3\u202f000 à 4\u202f000"
    assert budget.total_depenses == "3\u202f000 à 4\u202f000"


def test_years_say_in_words_what_the_shade_shows() -> None:
    cases = fiche("2.1.1.1").cases
    assert [(c.annee, c.texte, c.active) for c in cases] == [
        ("2023", "mars à déc.", True),
        ("2024", "toute l’année", True),
        ("2025", "toute l’année", True),
        ("2026", "–", False),
        ("2027", "–", False),
    ]


def test_operations_stand_side_by_side_up_to_three_then_are_stacked() -> None:
    assert fiche("2.1.1.1").operations_colonnes == 2
    for nombre, colonnes in ((1, 0), (3, 3), (4, 0)):
        operations = [{"intitule": f"Opération {i}"} for i in range(nombre)]
        fiches = [{"id": "f", "intitule": "Agir", "rattachement": "e1", "operations": operations}]
        seule = contexte(fiches_actions=fiches).sections[0].fiches[0]
        assert (len(seule.operations), seule.operations_colonnes) == (nombre, colonnes)


def test_an_empty_field_of_an_operation_inherits() -> None:
    lignes = {ligne.libelle: ligne.valeurs for ligne in fiche("2.1.1.1").grille}
    assert lignes["Pilote"] == ("comme l’action", "Centre social Le Rivage")
    assert lignes["Statut"] == ("Réalisé", "comme l’action")
    assert "Budget" not in lignes


def test_a_private_person_is_masked_online() -> None:
    fiches = [{"id": "f", "intitule": "Agir", "rattachement": "e1", "charge_cooperation": "habitante"}]
    (public,) = build(dossier(fiches_actions=fiches), replace(PROJET, publication=True))
    rangee = next(r for r in public.sections[0].fiches[0].rangees if r.libelle == "Chargée de coopération")
    assert rangee.lignes == ("[nom masqué]",)


def test_rich_texts_keep_their_marks() -> None:
    constat = fiche("2.1.1.1").constat
    assert isinstance(constat, Rich)
    assert "**aucune**" in constat.text


def test_forty_fiches_with_long_titles_make_forty_pages_of_one_kind() -> None:
    fiches = [
        {"id": f"f{i}", "intitule": f"Agir {i} " + "très " * 50, "rattachement": "o11"} for i in range(40)
    ]
    section = contexte(fiches_actions=fiches).sections[0]
    assert [f.code for f in section.fiches][-1] == "1.1.40"
    assert text_of("fiches_actions", contexte(fiches_actions=fiches)).count("[FicheTitre]") == 40


def test_continuous_numbering_and_prefix_are_followed() -> None:
    strategie = donnees()["strategie"] | {"numerotation": {"prefixe": "FA", "continue": True}}
    codes = [f.code for s in contexte(strategie=strategie).sections for f in s.fiches]
    assert codes[:4] == [f"FA\u00a0{n}" for n in (1, 2, 3, 4)]


def test_without_fiche_the_kind_is_refused_with_a_reason() -> None:
    with pytest.raises(Inapplicable, match="aucune fiche action"):
        build(dossier(fiches_actions=[]), PROJET)


@pytest.mark.parametrize(
    ("nom", "prefixe", "citation"),
    [
        ("fiche action", "", "Voir la fiche 2.2.1 – "),
        ("fiche action", "FA", "Voir la fiche FA\u00a02.2.1 – "),
        ("fiche action", "Fiche", "Voir la fiche 2.2.1 – "),
        ("action", "Action", "Voir l’action 2.2.1 – "),
    ],
)
def test_a_fiche_is_cited_by_the_name_of_the_territory(nom: str, prefixe: str, citation: str) -> None:
    strategie = donnees()["strategie"] | {"nom_fiche": nom, "numerotation": {"prefixe": prefixe}}
    sections = contexte(strategie=strategie).sections
    liees = next(r for r in sections[1].fiches[0].suites if r.libelle == "Fiches liées")
    assert liees.lignes[0].startswith(citation)


@pytest.mark.parametrize(
    ("choix", "final", "attendu"),
    [
        (None, False, ("non renseigné",)),
        (None, True, None),
        ("montrer", True, ("–",)),
        ("retirer", False, None),
    ],
)
def test_rows_without_content(choix: str | None, final: bool, attendu: tuple[str, ...] | None) -> None:
    """A draft shows what may still be told; a final paper leaves it out, unless the dossier asks for it."""
    base = dossier(parametres={"rubriques_vides": choix} if choix else {})
    (page,) = build(base, replace(PROJET, final=final))
    vide = next(f for s in page.sections for f in s.fiches if f.code == "1.1.1")
    lignes = {r.libelle: r.lignes for r in (*vide.rangees, *vide.suites)}
    assert lignes.get("Co-porteurs") == attendu
    assert holes_in(" ".join(lignes["Publics cibles"])), "what a final document needs is always asked for"
    if final:
        assert "non renseigné" not in text_of("fiches_actions", page).casefold()


def test_short_neighbours_stand_side_by_side_and_none_is_lost() -> None:
    courte, longue = Rangee(libelle="A", lignes=("x",)), Rangee(libelle="B", lignes=("mot " * 30,))
    for rangees in ((courte,) * 3, (courte, longue, courte), (longue, courte, courte), (), (courte,) * 4):
        lignes = apparier(rangees)
        assert tuple(r for ligne in lignes for r in ligne.rangees) == rangees
    assert [len(ligne.rangees) for ligne in apparier((courte, courte, longue, courte))] == [2, 1, 1]


def test_what_all_the_lines_of_a_side_say_is_written_once() -> None:
    ligne = {"sens": "depense", "montant_euros": 100, "annee": 2024, "taxe": "ttc"}
    plan = {"lignes": [{**ligne, "nature": "a"}, {**ligne, "nature": "b", "commentaire": "Devis"}]}
    section = contexte(
        fiches_actions=[{"id": "f", "intitule": "Agir", "rattachement": "e1", "budget": plan}]
    ).sections[0]
    budget = section.fiches[0].budget
    assert budget.titre_depenses == "Dépenses (2024, TTC)"
    assert [d.precisions for d in budget.depenses] == ["–", "Devis"]
