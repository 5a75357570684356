"""Personnes: one register, so that a name has one spelling and one gender."""

from __future__ import annotations

from typing import ClassVar, Final

from pydantic import Field

from ctg_docs.french import cle, nom_en_capitales
from ctg_docs.models.base import (
    PERSONNEL,
    REFERENCE,
    REQUIS,
    Choix,
    Genre,
    Identifiant,
    Modele,
    OuiNon,
    Texte,
)
from ctg_docs.models.identite import Identite
from ctg_docs.models.valeurs import Courriel, Telephone

__all__ = ["Civilite", "Personne"]


class Civilite(Choix):
    """Title of a person; in full in parties and signatures, abbreviated in lists (M., Mme)."""

    MADAME = "mme", "Madame"
    MONSIEUR = "m", "Monsieur"

    @property
    def abrege(self) -> str:
        """« Mme » or « M. »: never « Mr », never « M » without dot."""
        return "Mme" if self is Civilite.MADAME else "M."

    @property
    def genre(self) -> Genre:
        """Gender of the person."""
        return Genre.FEMININ if self is Civilite.MADAME else Genre.MASCULIN

    @classmethod
    def _missing_(cls, value: object) -> Civilite | None:
        if isinstance(value, str):
            known = {"m.": cls.MONSIEUR, "mr": cls.MONSIEUR, "mme.": cls.MADAME}
            if found := known.get(value.strip().lower()):
                return found
        return super()._missing_(value)


TITRES: Final = {"dr": "Docteur", "docteure": "Docteure", "me": "Maître", "pr": "Professeur"}
"""Titles of usage, abbreviated, and in full for acts and signatures."""


class Personne(Modele):
    """A person of the register: representative, élu, agent, partner."""

    identite: ClassVar[Identite] = Identite("Personne", registre="personnes", par=("nom", "prenom"))

    id: Identifiant = Field(
        title="Identifiant", description="Nom stable et caché, par exemple delphine-belliot."
    )
    civilite: Civilite | None = Field(
        default=None, title="Civilité", description="mme ou m ; donne le genre.", json_schema_extra=REQUIS
    )
    prenom: Texte | None = Field(
        default=None, title="Prénom", description="Prénom usuel.", json_schema_extra=REQUIS
    )
    nom: Texte = Field(title="Nom", description="Nom de famille, en casse ordinaire : Belliot.")
    titre: Texte | None = Field(
        default=None, title="Titre", description="Dr, Me, Pr ; remplace la civilité abrégée."
    )
    fonction: Texte | None = Field(
        default=None, title="Fonction", description="Fonction habituelle, accordée."
    )
    organisme: Identifiant | None = Field(
        default=None,
        title="Organisme",
        description="Organisme auquel la personne appartient.",
        json_schema_extra=REFERENCE("organismes"),
    )
    service: Texte | None = Field(default=None, title="Service", description="Service ou direction.")
    commune: Texte | None = Field(
        default=None, title="Commune", description="Commune représentée, pour un élu."
    )
    courriel: Courriel | None = Field(
        default=None,
        title="Courriel",
        description="Adresse personnelle de travail.",
        json_schema_extra=PERSONNEL,
    )
    telephone: Telephone | None = Field(
        default=None, title="Téléphone", description="Ligne directe.", json_schema_extra=PERSONNEL
    )
    elu: OuiNon = Field(default=False, title="Élu", description="Vrai pour une personne élue.")
    privee: OuiNon = Field(
        default=False,
        title="Personne privée",
        description="Habitant, parent : nom masqué dans la version publiée.",
    )

    @property
    def genre(self) -> Genre | None:
        """Gender of the person, None when the civilité is missing."""
        return self.civilite.genre if self.civilite else None

    @property
    def appel(self) -> str:
        """« Docteur », « Maître », the title in full; else « Madame », « Monsieur »; empty when nothing is said."""
        if not self.titre:
            return self.civilite.libelle if self.civilite else ""
        return TITRES.get(cle(self.titre), self.titre)

    @property
    def nom_affiche(self) -> str:
        """« Delphine BELLIOT »: what signatures and lists show."""
        return " ".join(p for p in (self.prenom, nom_en_capitales(self.nom)) if p)

    @property
    def nom_usuel(self) -> str:
        """« Delphine Belliot »."""
        return " ".join(p for p in (self.prenom, self.nom) if p)

    @property
    def nom_court(self) -> str:
        """« Mme Belliot », « M. Michelet », « Dr Martin »."""
        prefix = self.titre or (self.civilite.abrege if self.civilite else "")
        return f"{prefix}\u00a0{self.nom}" if prefix else self.nom_usuel

    @property
    def nom_complet(self) -> str:
        """« Madame Delphine BELLIOT »: what acts and signatures show."""
        return " ".join(p for p in (self.appel, self.nom_affiche) if p)
