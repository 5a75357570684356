"""Historique: what happened, each event with the precision that is known."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment

__all__ = ["Evenement"]


class Evenement(Modele):
    """An event of the démarche."""

    identite: ClassVar[Identite] = Identite("Événement")

    date: Moment = Field(title="Date", description="Jour, mois, année ou années : 2016-2017.")
    texte: Texte = Field(title="Fait", description="Ce qui s’est passé.")
    marquant: OuiNon = Field(
        default=False, title="Marquant", description="Vrai pour une étape mise en avant."
    )
    document: Texte | None = Field(default=None, title="Document", description="Document qui l’atteste.")
