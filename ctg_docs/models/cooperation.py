"""Chargés de coopération: posts, shares of time, vacancies."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, REQUIS, Identifiant, Modele, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.moments import Moment
from ctg_docs.models.valeurs import Nombre

__all__ = ["Cofinancement", "Cooperation", "PosteCooperation"]


class Cofinancement(Modele):
    """Share of a post paid by a body."""

    identite: ClassVar[Identite] = Identite("cofinancement", d_un_autre=True)

    financeur: Identifiant = Field(
        title="Financeur", description="Qui paie.", json_schema_extra=REFERENCE("organismes")
    )
    part_pourcent: Nombre = Field(title="Part", description="En pourcentage ; la somme fait 100.")


class PosteCooperation(Modele):
    """A post; it exists without a person."""

    identite: ClassVar[Identite] = Identite("Poste")

    id: Identifiant = Field(title="Identifiant", description="Nom stable du poste.")
    intitule_fonction: Texte = Field(title="Fonction", description="Intitulé libre : Responsable de secteur.")
    personne: Identifiant | None = Field(
        default=None,
        title="Personne",
        description="Vide si le poste est vacant.",
        json_schema_extra=REFERENCE("personnes"),
    )
    vacance: Texte | None = Field(default=None, title="Vacance", description="En cours de recrutement.")
    employeur: Identifiant | None = Field(
        default=None,
        title="Employeur",
        description="Qui emploie.",
        json_schema_extra=REFERENCE("organismes", requis=True),
    )
    direction: Texte | None = Field(default=None, title="Direction", description="Direction ou service.")
    perimetre: Texte | None = Field(
        default=None, title="Périmètre", description="Secteur, thème ou tranche d’âges."
    )
    etp_poste: Nombre | None = Field(default=None, title="ETP du poste", description="1 = temps plein.")
    etp_ctg: Nombre | None = Field(
        default=None, title="ETP CTG", description="Part consacrée à la CTG.", json_schema_extra=REQUIS
    )
    debut: Moment | None = Field(default=None, title="Début", description="Prise de poste.")
    fin: Moment | None = Field(default=None, title="Fin", description="Fin de poste.")
    cofinancements: tuple[Cofinancement, ...] = Field(
        default=(), title="Cofinancements", description="Parts du coût."
    )
    missions: tuple[Texte, ...] = Field(
        default=(), title="Missions", description="Missions propres au poste."
    )

    @property
    def vacant(self) -> bool:
        """True when nobody holds the post."""
        return self.personne is None


class Cooperation(Modele):
    """The coordination of the CTG: posts and what they do."""

    introduction: Texte | None = Field(
        default=None, title="Introduction", description="Texte avant la liste."
    )
    base: Texte | None = Field(
        default=None, title="Origine des postes", description="postes de l’ancien CEJ."
    )
    missions: tuple[Texte, ...] = Field(
        default=(), title="Missions", description="Missions principales communes."
    )
    directions: tuple[Texte, ...] = Field(
        default=(), title="Directions", description="Directions concernées."
    )
    nombre_annonce: int | None = Field(
        default=None, title="Nombre annoncé", description="Vérifié contre la liste."
    )
    etp_annonce: Nombre | None = Field(
        default=None,
        title="ETP annoncés",
        description="Total annoncé ; vérifié quand chaque part est connue.",
    )
    postes: tuple[PosteCooperation, ...] = Field(
        default=(), title="Postes", description="Dans l’ordre d’impression."
    )

    @property
    def etp_total(self) -> Decimal | None:
        """Sum of the shares when each is known, else the announced total, else None."""
        shares = [p.etp_ctg for p in self.postes if p.etp_ctg is not None]
        if shares and len(shares) == len(self.postes):
            return sum(shares, Decimal(0))
        return self.etp_annonce
