"""What the papers that speak of many territories show: frozen contexts, rendered by the engine as every document is."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.engine import Properties, Template

__all__ = ["LigneLot", "LigneTerritoire", "PapierLot", "PapierSuivi", "write_paper"]


class LigneLot(Bloc):
    """A dossier of a batch."""

    territoire: str
    etat: str
    fichiers: str
    manques: str
    problemes: str
    empreinte: str
    duree: str


class PapierLot(Contexte):
    """The bordereau of a batch."""

    sous_titre: str
    resume: str
    lignes: tuple[LigneLot, ...]


class LigneTerritoire(Bloc):
    """A territory on a day."""

    territoire: str
    urgence: str
    etat: str
    fin: str
    reunion: str
    retards: str
    alertes: str


class PapierSuivi(Contexte):
    """The table of a department."""

    sous_titre: str
    resume: str
    lignes: tuple[LigneTerritoire, ...]


def write_paper(
    contexte: Contexte, build_template: Callable[[], bytes], *, jour: date | None = None
) -> bytes:
    """Return the Word file of a paper, dated of a day when one is known."""
    template = Template.load(build_template(), name=f"{contexte.file_stem}.docx")
    properties = Properties(title=contexte.titre, language=contexte.langue, created=jour, modified=jour)
    return template.render(contexte, properties=properties)
