"""Strategy: levels with free names, objectives as a tree, and the numbers that their position gives."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from pydantic import ConfigDict, Field, model_validator

from ctg_docs.french import compte
from ctg_docs.models.base import Choix, Genre, Identifiant, Modele, OuiNon, Texte
from ctg_docs.models.convention import Thematique
from ctg_docs.models.identite import Identite
from ctg_docs.models.organisme import Photographie

__all__ = [
    "Construction",
    "EtapeConstruction",
    "EtatEtape",
    "Niveau",
    "Numerotation",
    "Objectif",
    "Strategie",
]


class Niveau(Modele):
    """A level above the fiche action: enjeu, axe, orientation, objectif stratégique…"""

    identite: ClassVar[Identite] = Identite("Niveau")

    nom: Texte = Field(title="Nom", description="Au singulier, en minuscules : enjeu.")
    pluriel: Texte | None = Field(
        default=None, title="Pluriel", description="Nom au pluriel ; « s » ajouté si vide."
    )
    genre: Genre = Field(default=Genre.MASCULIN, title="Genre", description="Genre grammatical du nom.")

    @property
    def nom_pluriel(self) -> str:
        """« enjeux », « objectifs stratégiques »."""
        if self.pluriel:
            return self.pluriel
        return " ".join(
            f"{w}x" if w.endswith(("eu", "eau")) else w if w.endswith(("s", "x")) else f"{w}s"
            for w in self.nom.split()
        )


class Objectif(Modele):
    """A node of the strategy, at any level. Its number is its position; its title carries none."""

    identite: ClassVar[Identite] = Identite("Objectif", registre="objectifs")

    id: Identifiant = Field(title="Identifiant", description="Nom stable : enjeu-cooperation.")
    intitule: Texte = Field(
        max_length=300, title="Intitulé", description="Sans numéro : Piloter et valoriser la coopération."
    )
    niveau: int | None = Field(
        default=None,
        ge=1,
        le=3,
        title="Niveau",
        description="Rang du niveau, si un niveau est sauté ; déduit sinon.",
    )
    texte: Texte | None = Field(default=None, title="Texte", description="Explication de l’objectif.")
    points: tuple[Texte, ...] = Field(
        default=(), title="Points", description="Points essentiels, une phrase chacun."
    )
    constats: tuple[Texte, ...] = Field(
        default=(), title="Constats", description="Constats du diagnostic qui le fondent."
    )
    transversal: OuiNon = Field(
        default=False, title="Transversal", description="Vrai si l’objectif traverse les autres."
    )
    photographie: Photographie | None = Field(
        default=None,
        title="Photographie",
        description="Pour un objectif du premier niveau : à son article et sur sa diapositive.",
    )
    thematiques: tuple[Thematique, ...] = Field(
        default=(), title="Thématiques", description="Champs concernés."
    )
    resultats: tuple[Texte, ...] = Field(
        default=(), title="Résultats attendus", description="Effets attendus."
    )
    sous_objectifs: tuple[Objectif, ...] = Field(
        default=(), title="Sous-objectifs", description="Niveau suivant."
    )

    def walk(self) -> Iterator[Objectif]:
        """Yield this objective then all those below, in order."""
        yield self
        for child in self.sous_objectifs:
            yield from child.walk()


class Numerotation(Modele):
    """How fiches are numbered."""

    prefixe: Texte = Field(default="", title="Préfixe", description="Devant le numéro : FA.")
    continue_: OuiNon = Field(
        default=False,
        alias="continue",
        title="Numérotation continue",
        description="Vrai : 1, 2, 3 dans tout le plan ; faux : 1.2.1 d’après le rattachement.",
    )

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)


class EtatEtape(Choix):
    """State of a step."""

    A_VENIR = "a_venir", "À venir"
    EN_COURS = "en_cours", "En cours"
    REALISE = "realise", "Réalisée"
    VALIDE = "valide", "Validée"
    REPORTE = "reporte", "Reportée"


class EtapeConstruction(Modele):
    """A step in the construction of the action plan."""

    identite: ClassVar[Identite] = Identite("Étape")

    titre: Texte = Field(title="Titre", description="Objectifs stratégiques, Plan d’actions, Fiches actions…")
    etat: EtatEtape | None = Field(default=None, title="État", description="État de l’étape.")
    points: tuple[Texte, ...] = Field(default=(), title="Points", description="Contenu, une phrase chacun.")
    position_actuelle: OuiNon = Field(
        default=False, title="Position actuelle", description="Vrai pour l’étape « Nous en sommes là »."
    )
    reunion: Identifiant | None = Field(
        default=None,
        title="Réunion",
        description="Réunion qui réalise l’étape.",
        json_schema_extra={"reference": "reunions"},
    )


class Construction(Modele):
    """How the plan is built, step by step."""

    etapes: tuple[EtapeConstruction, ...] = Field(default=(), title="Étapes", description="Dans l’ordre.")


def _niveaux() -> tuple[Niveau, ...]:
    return (Niveau(nom="enjeu"), Niveau(nom="objectif stratégique"), Niveau(nom="objectif opérationnel"))


class Strategie(Modele):
    """The hierarchy: one to three levels above the fiche action, free names, levels may be skipped."""

    niveaux: tuple[Niveau, ...] = Field(
        default_factory=_niveaux,
        min_length=1,
        max_length=3,
        title="Niveaux",
        description="Du plus haut au plus bas.",
    )
    nom_fiche: Texte = Field(
        default="fiche action", title="Nom des fiches", description="Au singulier : fiche action."
    )
    nom_fiche_pluriel: Texte = Field(
        default="fiches actions", title="Nom au pluriel", description="fiches actions."
    )
    periode: Texte | None = Field(
        default=None, title="Période", description="Si la stratégie en dit une : stratégie 2024-2027."
    )
    introduction: Texte | None = Field(
        default=None, title="Introduction", description="Texte avant les objectifs."
    )
    numerotation: Numerotation = Field(
        default_factory=Numerotation, title="Numérotation", description="Numéros des fiches."
    )
    objectifs: tuple[Objectif, ...] = Field(
        default=(), title="Objectifs", description="Premier niveau, dans l’ordre."
    )
    construction: Construction | None = Field(
        default=None, title="Construction", description="Étapes de la construction du plan d’actions."
    )

    @model_validator(mode="after")
    def _depth(self) -> Strategie:
        for objectif, rang, _ in self.walk():
            if rang > len(self.niveaux):
                raise ValueError(
                    f"« {objectif.intitule} » est au niveau {rang}, mais la stratégie n’a que {compte(len(self.niveaux), 'niveau', 'niveaux')}"
                )
        return self

    def walk(self) -> Iterator[tuple[Objectif, int, str]]:
        """Yield each objective with the rank of its level (from 1) and its code (« 1.2 »), in order."""

        def below(nodes: tuple[Objectif, ...], rang: int, prefix: str) -> Iterator[tuple[Objectif, int, str]]:
            for i, node in enumerate(nodes, 1):
                code, level = f"{prefix}{i}", node.niveau or rang
                yield node, level, code
                yield from below(node.sous_objectifs, level + 1, f"{code}.")

        yield from below(self.objectifs, 1, "")

    def codes(self) -> dict[str, str]:
        """Return the code of each objective by its identifier."""
        return {o.id: code for o, _, code in self.walk()}

    def objectif(self, id: str) -> Objectif | None:
        """Return an objective of any level, or None."""
        return next((o for o, _, _ in self.walk() if o.id == id), None)

    def lignee(self, id: str) -> tuple[Objectif, ...]:
        """Return the objective preceded by those above it, from the top; empty when unknown."""

        def search(nodes: tuple[Objectif, ...]) -> tuple[Objectif, ...]:
            for node in nodes:
                if node.id == id:
                    return (node,)
                if found := search(node.sous_objectifs):
                    return (node, *found)
            return ()

        return search(self.objectifs)

    def niveau_de(self, id: str) -> Niveau | None:
        """Return the level of an objective, or None when it is unknown."""
        return next((self.niveaux[rang - 1] for o, rang, _ in self.walk() if o.id == id), None)
