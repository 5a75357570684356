"""A small dossier with meetings, made inside the tests."""

from __future__ import annotations

from typing import Any

from ctg_docs.models.ctg import Ctg
from tests.documents.dossiers import ctg

__all__ = ["COPIL", "dossier", "reunion"]

COPIL: dict[str, Any] = {
    "id": "copil",
    "nature": "copil",
    "nom": "Comité de pilotage",
    "sigle": "COPIL",
    "membres": [
        {"personne": "a", "organisme": "cc"},
        {"personne": "b", "organisme": "caf"},
        {"personne": "c", "organisme": "cc"},
    ],
}


def reunion(id: str = "2024-01-19-copil", **fields: Any) -> dict[str, Any]:
    """Return a meeting of the steering committee."""
    return {"id": id, "titre": "Comité de pilotage", "instance": "copil", "date": "2024-01-19", **fields}


def dossier(*reunions: dict[str, Any], **fields: Any) -> Ctg:
    """Return a dossier of three members, two bodies and these meetings."""
    return ctg(gouvernance={"instances": [COPIL]}, reunions=reunions, **fields)
