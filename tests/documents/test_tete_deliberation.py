"""What an act calls its body, and the period of what it approves."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.deliberation.context import build
from ctg_docs.documents.kind import Situation
from tests.documents.dossiers import CAF
from tests.documents.test_deliberation import dossier, flat


@pytest.mark.parametrize(
    ("nom", "entete"),
    [("Y", "Commune d’Y"), ("Le Haÿ", "Commune du Haÿ"), ("Ville de Salles", "Ville de Salles")],
)
def test_head_of_an_act_names_the_body_not_the_place(nom: str, entete: str) -> None:
    commune = {"id": "cc", "nature": "commune", "nom": nom}

    assert (
        build(dossier({"date": "2023-10-19"}, organismes=[CAF, commune]), Situation())[0].collectivite.nom
        == entete
    )


def test_period_is_said_once() -> None:
    champs = {"date_debut": "2025-01-01", "date_fin": "2029-12-31"}
    avec = act_of({**champs, "titre": "Convention territoriale globale 2025-2029"})
    sans = act_of(champs)

    assert avec.count("2025-2029") == sans.count("2025-2029") == 1


def act_of(convention: dict[str, Any]) -> str:
    return flat(
        build(dossier({"date": "2025-02-01"}, convention=convention), Situation())[0].dispositif[0].text
    )
