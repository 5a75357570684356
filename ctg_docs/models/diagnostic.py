"""Diagnostic partagé: method, data, findings by theme."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field, model_validator

from ctg_docs.models.base import REFERENCE, Identifiant, Modele, Texte
from ctg_docs.models.chiffre import DonneeCle
from ctg_docs.models.convention import Thematique
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment

__all__ = ["ConstatThematique", "Diagnostic"]


class ConstatThematique(Modele):
    """Findings on a theme; one that says nothing is refused, for nothing of it could be printed or kept in a row."""

    identite: ClassVar[Identite] = Identite("constat")

    thematique: Thematique | None = Field(default=None, title="Thématique", description="Champ.")
    titre: Texte | None = Field(default=None, title="Titre", description="Si différent de la thématique.")
    atouts: tuple[Texte, ...] = Field(default=(), title="Atouts", description="Ce qui va.")
    faiblesses: tuple[Texte, ...] = Field(
        default=(), title="Points à améliorer", description="Ce qui manque."
    )
    besoins: tuple[Texte, ...] = Field(default=(), title="Besoins", description="Besoins prioritaires.")
    texte: Texte | None = Field(default=None, title="Texte", description="Analyse.")

    @model_validator(mode="after")
    def _says_something(self) -> ConstatThematique:
        if not any(getattr(self, name) for name in type(self).model_fields):
            raise ValueError(
                "ce constat est vide : donnez-lui une thématique, un titre ou un texte, ou effacez-le"
            )
        return self


class Diagnostic(Modele):
    """The shared diagnosis."""

    date: Moment | None = Field(default=None, title="Date", description="Quand il a été établi.")
    contexte: Texte | None = Field(default=None, title="Contexte", description="Contexte du territoire.")
    attentes: tuple[Texte, ...] = Field(default=(), title="Attentes", description="Attentes des partenaires.")
    methode: Texte | None = Field(default=None, title="Méthode", description="Comment il a été établi.")
    contributeurs: tuple[Identifiant, ...] = Field(
        default=(),
        title="Contributeurs",
        description="Organismes.",
        json_schema_extra=REFERENCE("organismes"),
    )
    sources: tuple[Texte, ...] = Field(
        default=(), title="Diagnostics utilisés", description="Projet de territoire, logement…"
    )
    donnees: tuple[DonneeCle, ...] = Field(default=(), title="Données", description="Chiffres clés.")
    constats: tuple[ConstatThematique, ...] = Field(
        default=(), title="Constats", description="Par thématique."
    )
    synthese: tuple[Texte, ...] = Field(
        default=(), title="Synthèse", description="Constats majeurs, une phrase chacun."
    )
