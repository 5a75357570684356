"""What the portrait shows: what to remember, figures put forward, charts, what changed, services, communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.carte.dessin import Carte, build_carte
from ctg_docs.documents._communs.chiffres.courbes import LigneEvolution, build_evolutions
from ctg_docs.documents._communs.chiffres.donnees import CarteChiffre, Donnee, build_cartes, build_donnees
from ctg_docs.documents._communs.chiffres.graphiques import GraphiqueChiffres, build_graphiques
from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.tete import tete
from ctg_docs.documents.contexte import Bloc, ContexteDeTableaux
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Rich
from ctg_docs.french import compte, liste_et, nombre
from ctg_docs.gabarit.dessin import Dessin
from ctg_docs.holes import hole
from ctg_docs.models.equipement import TypeEquipement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.territoire import Commune, Territoire

__all__ = ["CONTEXTE", "Portrait", "build"]

_SANS_SECTEUR = "Sans secteur"


class LigneServices(Bloc):
    """The services of a type."""

    type: str
    nombre: str
    lieux: str = Field(title="Lieux", description="Communes où ils sont")


class LigneSecteur(Bloc):
    """A sector with its communes, the most peopled first."""

    nom: str
    communes: str
    population: str


class Portrait(ContexteDeTableaux):
    """The portrait."""

    titre_document: str
    sous_titre: str
    presentation: Rich | None
    retenir: tuple[str, ...] = Field(title="À retenir", description="Synthèse du diagnostic")
    cartes: tuple[tuple[CarteChiffre, ...], ...]
    carte: Dessin | None = Field(title="Carte", description="Secteurs, communes et services")
    carte_note: str = Field(title="Sous la carte", description="Crédit, projection, ce qui manque")
    graphiques: tuple[GraphiqueChiffres, ...]
    evolutions: tuple[LigneEvolution, ...]
    services: tuple[LigneServices, ...]
    secteurs: tuple[LigneSecteur, ...]
    donnees: tuple[Donnee, ...] = Field(title="Données", description="Tout ce qui est dessiné, en tableau")


CONTEXTE = Portrait


def build(ctg: Ctg, situation: Situation) -> Sequence[Portrait]:
    """Return the one portrait.

    Raises:
        Inapplicable: the diagnosis has no figure to show.
    """
    ctg = connu_le(ctg, situation)
    diagnostic = ctg.diagnostic
    donnees = diagnostic.donnees if diagnostic else ()
    cartes, graphiques = build_cartes(donnees), build_graphiques(ctg.territoire.nom, donnees)
    evolutions = build_evolutions(donnees)
    if diagnostic is None or not (cartes or graphiques or evolutions):
        raise Inapplicable(
            "le diagnostic n’a aucun chiffre à dessiner\u00a0: ni mis en avant, ni comparé, ni suivi dans le temps"
        )
    territoire, carte = ctg.territoire, build_carte(ctg, situation)
    contexte = Portrait(
        **tete(
            ctg,
            situation,
            stem=build_stem("portrait-territoire", territoire.nom),
            titre=f"Portrait du territoire – {territoire.nom}",
            court="Portrait du territoire",
        ),
        titre_document=territoire.nom,
        sous_titre=_sous_titre(territoire),
        presentation=Rich(territoire.presentation) if territoire.presentation else None,
        retenir=diagnostic.synthese,
        cartes=cartes,
        carte=carte.dessin if isinstance(carte, Carte) else None,
        carte_note=carte.note if isinstance(carte, Carte) else hole(f"carte\u00a0: {carte}") if carte else "",
        graphiques=graphiques,
        evolutions=evolutions,
        services=_services(ctg),
        secteurs=_secteurs(territoire),
        donnees=build_donnees(donnees),
    )
    return [contexte]


def _sous_titre(territoire: Territoire) -> str:
    """Return « Deux-Sèvres – 62 communes – 48 000 habitants (Insee 2021) »."""
    total = territoire.population_totale
    habitants = f"{nombre(total)} habitants" if total is not None else ""
    if habitants and territoire.date_population:
        habitants += f" ({territoire.date_population})"
    communes = compte(len(territoire.communes), "commune") if territoire.communes else ""
    return " – ".join(p for p in (territoire.departement or "", communes, habitants) if p)


def _services(ctg: Ctg) -> tuple[LigneServices, ...]:
    par_type = {kind: [e for e in ctg.equipements if e.type is kind] for kind in TypeEquipement}
    return tuple(
        LigneServices(
            type=kind.libelle,
            nombre=str(len(eux)),
            lieux=", ".join(dict.fromkeys(e.commune for e in eux if e.commune)) or "–",
        )
        for kind, eux in par_type.items()
        if eux
    )


def _secteurs(territoire: Territoire) -> tuple[LigneSecteur, ...]:
    """Return the sectors as the dossier orders them; communes without one come last; one row when none has."""
    lots: dict[str, list[Commune]] = {secteur: [] for secteur in territoire.secteurs}
    sans = [c for c in territoire.communes if not c.secteur]
    for commune in territoire.communes:
        if commune.secteur:
            lots.setdefault(commune.secteur, []).append(commune)
    if sans:
        lots[_SANS_SECTEUR if any(lots.values()) else "Tout le territoire"] = sans
    return tuple(_secteur(nom, communes) for nom, communes in lots.items() if communes)


def _secteur(nom: str, communes: Sequence[Commune]) -> LigneSecteur:
    peuplees = sorted(communes, key=lambda c: -(c.population or 0))
    connues = [c.population for c in communes if c.population is not None]
    return LigneSecteur(
        nom=nom,
        communes=liste_et([c.nom for c in peuplees]),
        population=nombre(sum(connues)) if len(connues) == len(communes) else "–",
    )
