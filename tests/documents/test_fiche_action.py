"""One file per fiche: sortable names, the fiche asked for, the same page as in the dossier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ctg_docs.documents.fiche_action.context import build
from ctg_docs.documents.fiches_actions.context import build as build_dossier
from ctg_docs.documents.kind import Inapplicable
from tests.documents.plan_exemple import dossier
from tests.documents.rendu import PROJET, check_snapshot, contract_findings, text_of


def test_one_file_per_fiche_in_the_order_of_the_plan() -> None:
    assert [c.file_stem for c in build(dossier(), PROJET)] == [
        "fiche-action-01-01-01-vide",
        "fiche-action-02-01-01-01-micro-creche",
        "fiche-action-02-02-01-parents",
        "fiche-action-02-02-02-ludo",
        "fiche-action-a-rattacher-orpheline",
    ]


def test_only_the_fiche_asked_for() -> None:
    (seule,) = build(dossier(), replace(PROJET, action="parents"))
    assert seule.titre == "Fiche action 2.2.1 – Créer un lieu d’accueil enfants-parents"
    assert seule.pied == "Fiche action 2.2.1 – version V2 du 3 février 2025"


def test_the_page_is_that_of_the_dossier() -> None:
    (dans_le_dossier,) = build_dossier(dossier(), PROJET)
    (seule,) = build(dossier(), replace(PROJET, action="micro-creche"))
    assert seule.fiche == dans_le_dossier.sections[1].fiches[0]


def test_text_is_the_reviewed_one_and_its_title_the_first_heading() -> None:
    (seule,) = build(dossier(), replace(PROJET, action="micro-creche"))
    texte = text_of("fiche_action", seule)
    assert texte.startswith("[FicheTitreSeule] 2.1.1.1\u2003Ouvrir une micro-crèche à Montaubrac")
    check_snapshot("fiche_action", texte)


def test_template_asks_only_for_what_the_context_has() -> None:
    assert contract_findings("fiche_action") == []


def test_refusals_say_why() -> None:
    with pytest.raises(Inapplicable, match="pas de fiche « inconnue »"):
        build(dossier(), replace(PROJET, action="inconnue"))
    with pytest.raises(Inapplicable, match="aucune fiche action"):
        build(dossier(fiches_actions=[]), PROJET)
