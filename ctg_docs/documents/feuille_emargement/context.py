"""What the attendance sheet shows: the persons called, by structure, one or two columns to sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.reunions.papier import PapierReunion, tete_papier
from ctg_docs.documents._communs.reunions.presences import convies
from ctg_docs.documents._communs.reunions.reunion import (
    Fait,
    faits_reunion,
    reunions_pour,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import cle, compte

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "FeuilleEmargement", "LigneEmargement", "build"]

_LIGNES_VIDES, _AU_MOINS = 8, 3
"""Blank rows: as many as the page of a small meeting holds, when it holds that few; else on the next page."""
_PLACE, _FAIT, _RANGEE, _LIGNE = 201.5, 10.5, 11.0, 5.8
"""Millimetres: what the first page leaves to facts and rows, what a line of facts takes of it (seen in pages), the height of a row of two lines, that of each more."""
_LARGEURS = (27, 32, 29)
_LARGEUR_FAIT = 72
"""Letters that a line of the name, of the function, of the structure holds."""
_FEUILLE_VIERGE = 22
_FAITS = ("Date", "Horaires", "Durée", "Lieu")
_MIDI = 12
_APRES_MIDI = 14


class LigneEmargement(Bloc):
    """A person who will sign."""

    numero: str = Field(title="Numéro", description="Rang sur la feuille")
    nom: str = Field(title="Nom", description="Civilité, prénom et nom")
    fonction: str = Field(title="Fonction", description="Fonction")
    structure: str = Field(title="Structure", description="Au titre de quelle structure")


class FeuilleEmargement(PapierReunion):
    """The attendance sheet of one meeting."""

    journee: bool = Field(title="Journée", description="Vrai s’il faut signer le matin et l’après-midi")
    lignes: tuple[LigneEmargement, ...] = Field(
        title="Lignes", description="Personnes attendues, par structure"
    )
    lignes_vides: tuple[str, ...] = Field(
        title="Lignes vides", description="Numéros des lignes à remplir à la main"
    )
    attendus: str = Field(title="Attendus", description="« 12 personnes attendues »")
    rgpd: str = Field(title="Données personnelles", description="Finalité, conservation, droits")


CONTEXTE = FeuilleEmargement


def build(ctg: Ctg, situation: Situation) -> Sequence[FeuilleEmargement]:
    """Return the sheet of each meeting, even when nobody is named yet: blank rows are enough."""
    reunions = reunions_pour(ctg, situation, lambda _: True, "le dossier n’a pas de réunion")
    return [_build(ctg, reunion, situation) for reunion in reunions]


def _toute_la_journee(reunion: Reunion) -> bool:
    if reunion.heure_debut and reunion.heure_fin:
        return reunion.heure_debut.hour < _MIDI and reunion.heure_fin.hour >= _APRES_MIDI
    texte = cle(reunion.duree_texte or "")
    return "journee" in texte and "demi" not in texte


def _rgpd(ctg: Ctg, reunion: Reunion) -> str:
    organisme = ctg.organisme(reunion.organisateur)
    responsable = organisme.groupe if organisme else "l’organisateur de la réunion"
    dpd = organisme.delegue_a_la_protection or organisme.courriel if organisme else None
    droits = f" auprès de {dpd}" if dpd else " auprès de l’organisateur"
    return (
        f"Les informations de cette feuille sont recueillies par {responsable} pour attester la présence à la "
        f"réunion\u00a0; elles sont conservées {ctg.parametres.conservation_emargement}. Chacun peut y accéder et "
        f"les faire rectifier{droits}."
    )


def _vides(lignes: Sequence[LigneEmargement], faits: Sequence[Fait]) -> int:
    """Return how many blank rows: a sheet that holds everybody on one page stays one page."""
    if not lignes:
        return _FEUILLE_VIERGE
    dits = sum(-(-len(f.texte) // _LARGEUR_FAIT) for f in faits)
    reste = int((_PLACE - _FAIT * dits - sum(map(_hauteur, lignes))) // _RANGEE)
    return min(reste, _LIGNES_VIDES) if reste >= _AU_MOINS else _LIGNES_VIDES


def _hauteur(ligne: LigneEmargement) -> float:
    nom, fonction, structure = (
        -(-len(texte) // largeur)
        for texte, largeur in zip((ligne.nom, ligne.fonction, ligne.structure), _LARGEURS, strict=True)
    )
    return _RANGEE + _LIGNE * max(0, max(nom + fonction, structure) - 2)


def _build(ctg: Ctg, reunion: Reunion, situation: Situation) -> FeuilleEmargement:
    personnes = convies(ctg, reunion, situation)
    lignes = tuple(
        LigneEmargement(numero=str(rang), nom=p.nom, fonction=p.fonction, structure=p.structure)
        for rang, p in enumerate(personnes, 1)
    )
    rang = len(lignes)
    faits = tuple(f for f in faits_reunion(ctg, reunion) if f.etiquette in _FAITS)
    return FeuilleEmargement(
        **tete_papier(ctg, reunion, situation, "Feuille d’émargement", "feuille-emargement"),
        faits=faits,
        journee=_toute_la_journee(reunion),
        lignes=lignes,
        lignes_vides=tuple(str(rang + i) for i in range(1, _vides(lignes, faits) + 1)),
        attendus=f"{compte(rang, 'personne attendue', 'personnes attendues')}"
        if rang
        else "Participants à inscrire",
        rgpd=_rgpd(ctg, reunion),
    )
