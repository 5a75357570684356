"""The fiche de mission: one page per post, what its holder leads, who signs; nothing of it without a post."""

from __future__ import annotations

import pytest

import ctg_docs
from ctg_docs.documents.fiche_mission.context import build
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.ressources import example
from tests.documents.dossiers import ctg


def test_each_post_has_its_own() -> None:
    dossier = ctg_docs.load(example())
    fiches = build(dossier, Situation())
    assert len(fiches) == len(dossier.cooperation.postes) > 1
    assert len({fiche.file_stem for fiche in fiches}) == len(fiches)
    assert all(fiche.missions or fiche.communes for fiche in fiches)
    assert all(fiche.rangs for fiche in fiches)


def test_the_actions_are_those_that_its_holder_leads() -> None:
    dossier = ctg_docs.load(example())
    for poste, fiche in zip(dossier.cooperation.postes, build(dossier, Situation()), strict=True):
        own = [f for f in dossier.fiches_actions if poste.personne and f.pilote_personne == poste.personne]
        assert len(fiche.actions) == len(own), fiche.fonction
    assert any(fiche.actions for fiche in build(dossier, Situation()))


def test_without_a_post_there_is_none() -> None:
    with pytest.raises(Inapplicable, match="pas de poste"):
        build(ctg(), Situation())
