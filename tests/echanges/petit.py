"""A dossier of a few rows for the traps of workbooks, and how a person types in them."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl

from ctg_docs.models import Ctg

__all__ = ["DATA", "edited", "minimal", "plain", "put"]

DATA: dict[str, Any] = {
    "territoire": {"nom": "Val d’Essai"},
    "organismes": [
        {"id": "caf", "nature": "caf", "nom": "Caf des Deux-Sèvres", "sigle": "CAF79"},
        {"id": "mjc", "nature": "association", "nom": "Maison des jeunes"},
        {"id": "ludo", "nature": "association", "nom": "Ludothèque du Val"},
    ],
    "personnes": [{"id": "lea", "nom": "Noël", "prenom": "Léa"}, {"id": "ali", "nom": "Roux", "prenom": "Ali"}],
    "strategie": {"objectifs": [{"id": "agir", "intitule": "Agir"}]},
    "fiches_actions": [
        {
            "id": "guide",
            "intitule": "Écrire un guide",
            "statut": "en_cours",
            "pilote": "caf",
            "rattachement": "agir",
            "calendrier": {"debut": "2024-03"},
            "indicateurs": [{"intitule": "Exemplaires", "unite": "exemplaires"}, {"intitule": "Lecteurs"}],
            "budget": {"lignes": [{"sens": "depense", "nature": "Impression", "montant_euros": 1200}]},
            "moyens_humains": [{"texte": "Une coordinatrice", "etp": "0.5"}],
        },
        {"id": "forum", "intitule": "Tenir un forum", "pilote": "mjc", "indicateurs": [{"intitule": "Familles"}]},
        {"id": "cafe", "intitule": "Animer un café", "co_porteurs": ["caf", "mjc"]},
    ],
    "reunions": [{"id": "copil", "titre": "Comité", "date": "2024-01-19"}],
}  # fmt: skip


def minimal(**sections: object) -> Ctg:
    """Return a dossier of hardly more than these sections."""
    return Ctg.model_validate({"territoire": {"nom": "Essai"}, **sections})


def edited(data: bytes, edit: Callable[[Any], object]) -> bytes:
    """Return a workbook once somebody worked in it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    edit(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(book: Any, sheet: str, row: int, header: str, value: Any) -> str:
    """Type a value in a cell; return « Fiches!D12 »."""
    column = next(c.column for c in book[sheet][2] if plain(str(c.value)) == header)
    cell = book[sheet].cell(row, column)
    cell.value = value
    return f"{sheet}!{cell.coordinate}"


def plain(text: str) -> str:
    """Return a text with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
