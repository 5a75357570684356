"""Annexe « Diagnostic partagé »: method, key figures, findings by theme, communes of the territory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field

from ctg_docs.documents._communs.carte.dessin import Carte, build_carte
from ctg_docs.documents._communs.chiffres.donnees import CarteChiffre, Donnee, build_cartes, build_donnees
from ctg_docs.documents._communs.chiffres.graphiques import GraphiqueChiffres, build_graphiques
from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Rich
from ctg_docs.french import liste_et, nombre
from ctg_docs.gabarit.dessin import Dessin
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs, echapper, points

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.diagnostic import ConstatThematique, Diagnostic

__all__ = ["AnnexeDiagnostic", "build_diagnostic"]

_TIRET = "–"


class Constat(Bloc):
    """The findings on a theme."""

    titre: str
    texte: Rich | None
    atouts: tuple[str, ...]
    faiblesses: tuple[str, ...]
    besoins: tuple[str, ...]

    @property
    def tableau(self) -> bool:
        """True when there is something to put in columns."""
        return bool(self.atouts or self.faiblesses or self.besoins)


class CommuneDuTerritoire(Bloc):
    """A commune of the perimeter."""

    nom: str
    code_insee: str
    secteur: str
    population: str


class AnnexeDiagnostic(Bloc):
    """What the annexe shows."""

    texte: Rich | None = Field(title="Texte", description="Contexte, méthode, attentes, synthèse")
    cartes: tuple[tuple[CarteChiffre, ...], ...] = Field(title="Cartes", description="Chiffres phares")
    graphiques: tuple[GraphiqueChiffres, ...]
    donnees: tuple[Donnee, ...]
    constats: tuple[Constat, ...]
    carte: Dessin | None = Field(None, title="Carte", description="Communes, secteurs ou teintes, services")
    carte_note: str = Field("", title="Sous la carte", description="Crédit, projection, ce qui manque")
    communes: tuple[CommuneDuTerritoire, ...]
    population: str = Field(title="Population", description="Total, ou tiret")


def build_diagnostic(ctg: Ctg, situation: Situation) -> AnnexeDiagnostic:
    """Return the annexe, empty where the dossier says nothing."""
    diagnostic = ctg.diagnostic
    chiffres = diagnostic.donnees if diagnostic else ()
    total = ctg.territoire.population_totale
    texte = _texte(ctg, diagnostic) if diagnostic else ""
    return AnnexeDiagnostic(
        texte=Rich(texte) if texte else None,
        cartes=build_cartes(chiffres),
        graphiques=build_graphiques(ctg.territoire.nom, chiffres),
        donnees=build_donnees(chiffres),
        **_carte(ctg, situation),
        constats=tuple(_constat(c) for c in diagnostic.constats) if diagnostic else (),
        communes=tuple(
            CommuneDuTerritoire(
                nom=c.nom,
                code_insee=c.code_insee or _TIRET,
                secteur=c.secteur or _TIRET,
                population=nombre(c.population) if c.population is not None else _TIRET,
            )
            for c in ctg.territoire.communes
        ),
        population=nombre(total) if total is not None else _TIRET,
    )


def _carte(ctg: Ctg, situation: Situation) -> dict[str, Any]:
    """Return the map and its note; the reason why it can't be drawn is a hole, unless only the tool is absent."""
    try:
        carte = build_carte(ctg, situation)
    except Inapplicable:
        return {}
    if isinstance(carte, Carte):
        return {"carte": carte.dessin, "carte_note": carte.note}
    return {"carte_note": hole(f"carte\u00a0: {carte}")} if carte else {}


def _texte(ctg: Ctg, diagnostic: Diagnostic) -> str:
    qui = [echapper(o.nom) for id in diagnostic.contributeurs if (o := ctg.organisme(id))]
    return blocs(
        blocs("## Le contexte", diagnostic.contexte) if diagnostic.contexte else "",
        blocs("## La méthode", diagnostic.methode) if diagnostic.methode else "",
        f"Ont contribué au diagnostic : {liste_et(qui)}." if qui else "",
        blocs("Le diagnostic s’appuie sur les travaux suivants :", points(diagnostic.sources))
        if diagnostic.sources
        else "",
        blocs("## Les attentes", points(diagnostic.attentes)) if diagnostic.attentes else "",
        blocs("## La synthèse", points(diagnostic.synthese)) if diagnostic.synthese else "",
    )


def _constat(constat: ConstatThematique) -> Constat:
    return Constat(
        titre=constat.titre or (constat.thematique.libelle if constat.thematique else "Autres constats"),
        texte=Rich(constat.texte) if constat.texte else None,
        atouts=constat.atouts,
        faiblesses=constat.faiblesses,
        besoins=constat.besoins,
    )
