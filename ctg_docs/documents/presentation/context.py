"""What the slides show: the story of the démarche, slide by slide."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.identite import build_stem, logos_des_parties
from ctg_docs.documents._communs.palette import build_fonts, build_palette
from ctg_docs.documents._communs.photos import build_photo
from ctg_docs.documents._communs.tete import date_de_version, nom_ctg, parties, tete
from ctg_docs.documents.contexte import Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.presentation.diapo import Diapo, Puce
from ctg_docs.documents.presentation.enjeux import tell_enjeux
from ctg_docs.documents.presentation.equipe import tell_cooperation
from ctg_docs.documents.presentation.fil import situer
from ctg_docs.documents.presentation.mesures import PHOTO_COUVERTURE
from ctg_docs.documents.presentation.recit import tell_agenda, tell_articulation, tell_history, tell_what
from ctg_docs.documents.presentation.suite import (
    tell_construction,
    tell_funding,
    tell_governance,
    tell_planning,
    tell_thanks,
)
from ctg_docs.documents.presentation.territoire import tell_figures
from ctg_docs.engine.values import Picture
from ctg_docs.french import date_jour
from ctg_docs.models.gouvernance import NatureInstance

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "Presentation", "build"]


class Presentation(Contexte):
    """The slides."""

    diapos: tuple[Diapo, ...]
    logos: tuple[Picture, ...]
    palette: dict[str, str] = Field(title="Palette", description="Couleurs du dossier")
    polices: dict[str, str] = Field(title="Polices", description="Police du dossier")
    jour: date | None = Field(title="Date", description="Date des propriétés du fichier")


CONTEXTE = Presentation


def build(ctg: Ctg, situation: Situation) -> Sequence[Presentation]:
    """Return the one presentation.

    Raises:
        Inapplicable: the dossier says neither what the CTG is, nor its enjeux, nor its governance.
    """
    choisie = _reunion(ctg, situation)
    ctg = connu_le(ctg, situation, choisie.date if choisie else None)
    reunion = ctg.reunion(choisie.id) if choisie else None
    jour = (reunion and reunion.date) or date_de_version(ctg, situation)
    corps = (
        *tell_agenda(ctg, reunion, situation),
        *situer(
            ctg,
            reunion,
            situation,
            (
                ("La convention", tell_what(ctg)),
                ("Historique", tell_history(ctg, reunion)),
                ("Articulation", tell_articulation(ctg)),
                ("Territoire", tell_figures(ctg, situation)),
                ("Enjeux", tell_enjeux(ctg, situation)),
                ("Gouvernance", tell_governance(ctg)),
                ("Coopération", tell_cooperation(ctg, situation)),
                ("Moyens", tell_funding(ctg)),
                ("Plan d’actions", tell_construction(ctg, reunion, jour)),
                ("Calendrier", tell_planning(ctg, situation)),
            ),
        ),
    )
    if not corps:
        raise Inapplicable(
            "le dossier n’a rien à présenter\u00a0: ni définition, ni historique, ni enjeu, ni instance"
        )
    head = tete(
        ctg,
        situation,
        stem=build_stem("presentation", ctg.territoire.nom),
        titre=f"Présentation – {nom_ctg(ctg)}",
        court=reunion.titre if reunion else nom_ctg(ctg),
    )
    head["pied"] = " – ".join(p for p in (_pied(ctg, reunion), "PROJET" if not situation.final else "") if p)
    contexte = Presentation(
        **head,
        diapos=(_couverture(ctg, reunion, situation), *corps, *tell_thanks(ctg)),
        logos=logos_des_parties(ctg, situation),
        palette=build_palette(ctg.charte),
        polices=build_fonts(ctg.charte),
        jour=date_de_version(ctg, situation),
    )
    return [contexte]


def _reunion(ctg: Ctg, situation: Situation) -> Reunion | None:
    """Return the meeting the slides are for: the one asked for, else the next of all the partners; none once all are held."""
    if situation.reunion:
        return ctg.reunion(situation.reunion)
    toutes = []
    for reunion in ctg.reunions:
        instance = ctg.instance(reunion.instance)
        partenariale = instance is None or instance.nature is NatureInstance.REUNION_PARTENARIALE
        toutes += [reunion] if partenariale and reunion.ordre_du_jour else []
    jour = date_de_version(ctg, situation)
    prochaines = [r for r in toutes if r.date is None or jour is None or r.date >= jour]
    return next(iter(prochaines), None)


def _pied(ctg: Ctg, reunion: Reunion | None) -> str:
    return reunion.titre if reunion else nom_ctg(ctg)


def _couverture(ctg: Ctg, reunion: Reunion | None, situation: Situation) -> Diapo:
    quand = date_jour(reunion.date) if reunion and reunion.date else ""
    lignes = [
        " – ".join(p for p in (ctg.territoire.nom, ctg.convention.periode) if p),
        " – ".join(p for p in (reunion.titre if reunion else "", quand) if p),
        ctg.presentation.slogan or "",
    ]
    return Diapo(
        forme="couverture",
        titre=ctg.convention.titre,
        chapeau="\u00a0– ".join(parties(ctg)),
        puces=tuple(Puce(texte=t) for t in lignes if t),
        photo=build_photo(ctg.charte.photographie, situation, PHOTO_COUVERTURE, 170.0),
        commentaire=f"Accueil. {reunion.objet}." if reunion and reunion.objet else "Accueil.",
    )
