"""Article « Échanges de données »: why, in what form, under which rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import majuscule_initiale
from ctg_docs.markdown import blocs, echapper, liste

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    return blocs(
        "Les parties se communiquent les données utiles à la connaissance des besoins, à la conduite des actions et à "
        "leur évaluation. Ces échanges portent sur des données agrégées ou rendues anonymes.",
        f"Lorsqu’un échange de données à caractère personnel est nécessaire, il respecte {f.passage('donnees')}. Il fait "
        f"l’objet d’une convention particulière{_annexe(f)}, qui en précise la finalité, le "
        "contenu, la durée de conservation et les mesures de sécurité.",
        "Chaque partie ne collecte que les données nécessaires à ses missions, ne les utilise à aucune autre fin, et "
        f"informe sans délai {'l’autre' if f.a_deux else 'les autres'} de toute violation de données à caractère personnel "
        f"qui {'la' if f.a_deux else 'les'} concerne.",
        _delegues(f),
    )


def _annexe(f: Faits) -> str:
    ids = [a.id for a in f.annexes]
    voulue = f.convention.convention_donnees
    return f", jointe en annexe {ids.index(voulue) + 1}" if voulue in ids else ""


def _delegues(f: Faits) -> str:
    if f.situation.publication:
        return ""
    adresses = [
        f"{echapper(majuscule_initiale(o.appellation))} : {echapper(o.delegue_a_la_protection)}"
        for p in f.parties
        for o in p.organismes
        if o.delegue_a_la_protection
    ]
    if not adresses:
        return ""
    return blocs(
        "Les droits d’accès, de rectification et d’opposition s’exercent auprès du délégué à la protection des données "
        "de la partie concernée :",
        liste(adresses),
    )
