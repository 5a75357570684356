"""Article « Objet »: what the convention is for, in which fields, on which territory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import liste_et
from ctg_docs.markdown import blocs, echapper, liste
from ctg_docs.models.organisme import NatureOrganisme

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]

_BUTS = (
    "identifier les besoins prioritaires des habitants du territoire",
    "définir les champs d’intervention à privilégier au regard de l’écart entre ces besoins et l’offre existante",
    "pérenniser l’offre de services et en optimiser l’organisation, par la mobilisation des cofinancements",
    "développer des actions nouvelles qui répondent aux besoins non satisfaits",
)


def write(f: Faits) -> str:
    """Return the text of the article."""
    return blocs(
        "La présente convention définit le projet social partagé par les parties en faveur des familles et des "
        f"habitants {echapper(f.de_territoire)}, et organise leur coopération pour le mettre en œuvre.",
        "Elle vise à :",
        liste(_BUTS),
        _champs(f),
        _charte(f),
        "La convention est un cadre politique et stratégique. Elle ne se substitue ni aux conventions d’objectifs et "
        "de financement conclues avec les gestionnaires d’équipements et de services, ni aux compétences propres de "
        "chacune des parties.",
    )


def _champs(f: Faits) -> str:
    themes = [t.libelle.lower() for t in f.convention.thematiques]
    if not themes:
        return ""
    debut = "Elle porte sur le champ suivant" if len(themes) == 1 else "Elle porte sur les champs suivants"
    return f"{debut} : {liste_et(themes)}. D’autres champs peuvent y être ajoutés par avenant."


def _charte(f: Faits) -> str:
    """Say which charter of the MSA the convention stands for; empty without one."""
    charte = f.convention.charte
    if not charte:
        return ""
    msa = f.de_nature(NatureOrganisme.MSA)
    entre = f" entre {msa.dit} et les autres parties" if msa else ""
    return f"Elle tient également lieu de {echapper(charte)}{entre}, pour la même durée."
