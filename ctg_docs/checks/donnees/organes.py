"""Which organ decides and who usually signs, by kind of body (usage met in signed conventions, never a hard rule)."""

from __future__ import annotations

from typing import Final

from ctg_docs.models.organisme import NatureOrganisme as N

__all__ = ["FEMININS", "MASCULINS", "ORGANES", "TITULAIRES"]

_COMMUNAUTAIRE = ("conseil communautaire", "conseil de communauté", "bureau communautaire")

ORGANES: Final[dict[N, tuple[str, ...]]] = {
    N.COMMUNE: ("conseil municipal",),
    N.COMMUNAUTE_COMMUNES: _COMMUNAUTAIRE,
    N.COMMUNAUTE_AGGLOMERATION: _COMMUNAUTAIRE,
    N.COMMUNAUTE_URBAINE: _COMMUNAUTAIRE,
    N.METROPOLE: (
        "conseil métropolitain",
        "conseil de métropole",
        "conseil de la métropole",
        *_COMMUNAUTAIRE,
    ),
    N.SYNDICAT: ("comité syndical", "conseil syndical", "bureau syndical"),
    N.DEPARTEMENT: ("conseil départemental", "commission permanente", "assemblée départementale"),
    N.REGION: ("conseil régional", "commission permanente"),
    N.CAF: ("conseil d’administration", "commission d’action sociale", "commission de l’action sociale"),
    N.MSA: ("conseil d’administration", "comité d’action sanitaire et sociale"),
    N.ORGANISME_UNIQUE: ("conseil d’administration", "conseil de la caisse", "commission d’action sociale"),
    N.COLLECTIVITE: ("conseil territorial", "conseil exécutif", "assemblée", "commission permanente"),
    N.CCAS: ("conseil d’administration",),
    N.CIAS: ("conseil d’administration",),
}
"""Organs met for each kind; a kind that is not listed is not checked."""

_INTERCO = ("président",)

TITULAIRES: Final[dict[N, tuple[str, ...]]] = {
    N.COMMUNE: ("maire",),
    N.COMMUNAUTE_COMMUNES: _INTERCO,
    N.COMMUNAUTE_AGGLOMERATION: _INTERCO,
    N.COMMUNAUTE_URBAINE: _INTERCO,
    N.METROPOLE: _INTERCO,
    N.SYNDICAT: _INTERCO,
    N.DEPARTEMENT: _INTERCO,
    N.REGION: _INTERCO,
    N.CAF: ("président", "directeur"),
    N.MSA: ("président", "directeur"),
    N.ORGANISME_UNIQUE: ("président", "directeur"),
    N.COLLECTIVITE: _INTERCO,
    N.ARS: ("directeur",),
    N.ETABLISSEMENT_SANTE: ("directeur",),
    N.EDUCATION_NATIONALE: ("recteur", "inspecteur d’académie", "directeur académique"),
    N.ORDRE_PROFESSIONNEL: _INTERCO,
    N.CPTS: _INTERCO,
    N.CCAS: ("président", "vice-président"),
    N.CIAS: ("président", "vice-président"),
    N.CPAM: ("directeur",),
    N.CARSAT: ("directeur",),
    N.ETAT: ("préfet", "sous-préfet", "secrétaire général"),
}
"""Capacities that sign without a delegation; anybody else needs one."""

FEMININS: Final[dict[str, str]] = {
    "présidente": "président",
    "vice-présidente": "vice-président",
    "directrice": "directeur",
    "adjointe": "adjoint",
    "conseillère": "conseiller",
    "préfète": "préfet",
    "sous-préfète": "sous-préfet",
    "déléguée": "délégué",
    "gérante": "gérant",
    "chargée": "chargé",
    "mairesse": "maire",
    "rectrice": "recteur",
    "inspectrice": "inspecteur",
    "administratrice": "administrateur",
    "coordinatrice": "coordinateur",
    "coordonnatrice": "coordonnateur",
    "gouverneure": "gouverneur",
}
"""Capacities whose gender shows, feminine to masculine. « Maire » and « Chef » suit both."""

MASCULINS: Final[dict[str, str]] = {m: f for f, m in FEMININS.items() if m != "maire"}
"""The same, masculine to feminine."""
