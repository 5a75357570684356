"""Plans de financement: typed lines, computed totals."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from pydantic import Field

from ctg_docs.models.base import REFERENCE, Choix, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.identite import Identite
from ctg_docs.models.valeurs import Euros, Nombre

__all__ = [
    "BaseMontant",
    "EtatFinancement",
    "LigneFinancement",
    "PlanFinancement",
    "SensLigne",
    "Taxe",
    "TypeDepense",
]


class SensLigne(Choix):
    """Side of a line."""

    DEPENSE = "depense", "Dépense", "charge", "coût"
    RECETTE = "recette", "Recette", "produit", "financement", "ressource"


class TypeDepense(Choix):
    """Section of a public budget."""

    FONCTIONNEMENT = "fonctionnement", "Fonctionnement"
    INVESTISSEMENT = "investissement", "Investissement"


class BaseMontant(Choix):
    """What an amount is counted for."""

    TOTAL = "total", "total"
    AN = "an", "par an"
    MOIS = "mois", "par mois"
    JOUR = "jour", "par jour"
    HEURE = "heure", "par heure"
    PLACE = "place", "par place"
    SESSION = "session", "par session"
    SEANCE = "seance", "par séance"
    PERSONNE = "personne", "par personne"
    ENFANT = "enfant", "par enfant"
    JEUNE = "jeune", "par jeune"
    FAMILLE = "famille", "par famille"
    HABITANT = "habitant", "par habitant"
    POSTE = "poste", "par poste"
    CLASSE = "classe", "par classe"
    AN_POSTE = "an_poste", "par an et par poste"


class Taxe(Choix):
    """Whether the amount includes VAT."""

    HT = "ht", "HT"
    TTC = "ttc", "TTC"
    NON_SOUMIS = "non_soumis", "non soumis à la TVA", "non soumises à la TVA"


class EtatFinancement(Choix):
    """How sure a receipt is."""

    ACQUIS = "acquis", "Acquis", "obtenu", "notifié", "accordé", "confirmé", "validé"
    SOLLICITE = "sollicite", "Sollicité", "demandé", "en cours", "en attente", "déposé"
    A_DEFINIR = "a_definir", "À définir", "à préciser", "à solliciter", "à confirmer", "à déterminer"


class LigneFinancement(Modele):
    """A line of a plan: dépense or recette."""

    identite: ClassVar[Identite] = Identite(
        "ligne de financement", details=("sens", "financeur", "annee", "montant_euros")
    )

    sens: SensLigne = Field(title="Sens", description="depense ou recette.")
    nature: Texte = Field(title="Nature", description="Ce que la ligne paie ou rapporte.")
    type: TypeDepense = Field(
        default=TypeDepense.FONCTIONNEMENT, title="Type", description="Fonctionnement ou investissement."
    )
    annee: int | None = Field(default=None, ge=2000, le=2100, title="Année", description="Année concernée.")
    montant_euros: Euros | None = Field(
        default=None, title="Montant", description="En euros ; ou une fourchette."
    )
    montant_min_euros: Euros | None = Field(
        default=None, title="Montant minimal", description="Bas de la fourchette."
    )
    montant_max_euros: Euros | None = Field(
        default=None, title="Montant maximal", description="Haut de la fourchette."
    )
    base: BaseMontant = Field(
        default=BaseMontant.TOTAL, title="Base", description="Total, par an, par place, par session…"
    )
    quantite: Nombre | None = Field(
        default=None, title="Quantité", description="Nombre d’unités de la base, pour calculer le total."
    )
    taxe: Taxe | None = Field(default=None, title="Taxe", description="HT, TTC ou non soumis.")
    financeur: Identifiant | None = Field(
        default=None,
        title="Financeur",
        description="Organisme qui finance une recette.",
        json_schema_extra=REFERENCE("organismes"),
    )
    etat: EtatFinancement | None = Field(
        default=None, title="État", description="Acquis, sollicité ou à définir."
    )
    en_nature: OuiNon = Field(
        default=False, title="En nature", description="Contribution en nature, comptée à part."
    )
    realise_euros: Euros | None = Field(
        default=None, title="Réalisé", description="Montant réellement dépensé ou reçu."
    )
    commentaire: Texte | None = Field(
        default=None, title="Commentaire", description="Obligatoire quand la ligne n’a pas de montant."
    )

    @property
    def unitaire(self) -> bool:
        """True for the price of one session, one place, one month…, of which nobody says how many: no total holds it."""
        return self.quantite is None and self.base not in (BaseMontant.TOTAL, BaseMontant.AN)

    @property
    def prix(self) -> Decimal | None:
        """The price of one, when nobody says how many; None for what totals hold."""
        amount = self.montant_euros if self.montant_euros is not None else self.montant_max_euros
        return amount if self.unitaire else None

    @property
    def bornes(self) -> tuple[Decimal, Decimal] | None:
        """The least and the most that count in totals, montant × quantité; None when unknown, or a price of one."""
        most = self.montant_euros if self.montant_euros is not None else self.montant_max_euros
        if most is None or self.unitaire:
            return None
        least = self.montant_min_euros if self.montant_euros is None else None
        times = self.quantite if self.quantite is not None else Decimal(1)
        return (most if least is None else least) * times, most * times

    @property
    def montant_retenu(self) -> Decimal | None:
        """The amount that counts in totals: montant × quantité, or the top of the range; None when unknown."""
        return self.bornes[1] if self.bornes else None


class PlanFinancement(Modele):
    """Costs and receipts of an action. Totals are computed; autofinancement is a receipt line."""

    sans_incidence: OuiNon = Field(
        default=False, title="Sans incidence financière", description="Vrai si l’action ne coûte rien."
    )
    lignes: tuple[LigneFinancement, ...] = Field(
        default=(), title="Lignes", description="Dépenses et recettes."
    )
    commentaire: Texte | None = Field(
        default=None, title="Commentaire", description="Sur fonds propres, à définir…"
    )

    def total(self, sens: SensLigne, *, en_nature: bool = False) -> Decimal:
        """Return the sum of the known amounts of one side, contributions in kind apart."""
        lines = (ln for ln in self.lignes if ln.sens is sens and ln.en_nature is en_nature)
        return sum((ln.montant_retenu or Decimal(0) for ln in lines), Decimal(0))

    def bornes(self, sens: SensLigne) -> tuple[Decimal, Decimal]:
        """Return the least and the most that one side may come to, contributions in kind apart."""
        known = [ln.bornes for ln in self.lignes if ln.sens is sens and not ln.en_nature and ln.bornes]
        return sum((b[0] for b in known), Decimal(0)), sum((b[1] for b in known), Decimal(0))

    def realise(self, sens: SensLigne) -> Decimal:
        """Return what was really spent or received."""
        return sum((ln.realise_euros or Decimal(0) for ln in self.lignes if ln.sens is sens), Decimal(0))

    @property
    def chiffre(self) -> bool:
        """True when at least one amount is known."""
        return any(ln.montant_retenu is not None for ln in self.lignes)
