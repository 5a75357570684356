"""Sigles of family policy and local government with what they stand for as official texts spell them."""

from __future__ import annotations

from typing import Final

__all__ = ["EXPIRES", "GRAPHIES", "SIGLES"]

SIGLES: Final[dict[str, tuple[str, ...]]] = {
    "AAP": ("appel à projets",),
    "ALSH": ("accueil de loisirs sans hébergement",),
    "ARS": ("agence régionale de santé",),
    "BAFA": ("brevet d’aptitude aux fonctions d’animateur",),
    "CA": ("conseil d’administration", "communauté d’agglomération"),
    "CAF": ("caisse d’allocations familiales",),
    "CARSAT": ("caisse d’assurance retraite et de la santé au travail",),
    "CASF": ("code de l’action sociale et des familles",),
    "CC": ("communauté de communes", "conseil communautaire"),
    "CCAS": ("centre communal d’action sociale",),
    "CDC": ("communauté de communes",),
    "CEJ": ("contrat enfance jeunesse",),
    "CGCT": ("code général des collectivités territoriales",),
    "CIAS": ("centre intercommunal d’action sociale",),
    "CLAS": ("contrat local d’accompagnement à la scolarité",),
    "CLS": ("contrat local de santé",),
    "CNAF": ("caisse nationale des allocations familiales", "caisse nationale d’allocations familiales"),
    "COF": ("convention d’objectifs et de financement",),
    "COG": ("convention d’objectifs et de gestion",),
    "COPIL": ("comité de pilotage",),
    "COTECH": ("comité technique",),
    "COTECHS": ("comités techniques",),
    "COPILS": ("comités de pilotage",),
    "CPAM": ("caisse primaire d’assurance maladie",),
    "CRTE": (
        "contrat de relance et de transition écologique",
        "contrat pour la réussite de la transition écologique",
    ),
    "CSS": ("code de la sécurité sociale",),
    "CTG": ("convention territoriale globale",),
    "CU": ("communauté urbaine",),
    "DSP": ("délégation de service public",),
    "EAJE": ("établissement d’accueil du jeune enfant", "établissements d’accueil du jeune enfant"),
    "EPCI": ("établissement public de coopération intercommunale",),
    "ESS": ("économie sociale et solidaire",),
    "ETP": ("équivalent temps plein",),
    "EVS": ("espace de vie sociale",),
    "GMR": ("grandir en milieu rural",),
    "HT": ("hors taxes",),
    "JO": ("journal officiel",),
    "LAEP": ("lieu d’accueil enfants-parents",),
    "MAM": ("maison d’assistants maternels", "maison d’assistantes maternelles"),
    "MJC": ("maison des jeunes et de la culture",),
    "MSA": ("mutualité sociale agricole",),
    "PEDT": ("projet éducatif de territoire", "projet éducatif territorial"),
    "PMI": ("protection maternelle et infantile",),
    "PS": ("prestation de service",),
    "PSU": ("prestation de service unique",),
    "QPV": ("quartier prioritaire de la politique de la ville",),
    "RAM": ("relais assistants maternels", "relais d’assistantes maternelles"),
    "REAAP": ("réseau d’écoute, d’appui et d’accompagnement des parents",),
    "RGPD": ("règlement général sur la protection des données",),
    "RNA": ("répertoire national des associations",),
    "RPE": ("relais petite enfance",),
    "RSA": ("revenu de solidarité active",),
    "SDSF": ("schéma départemental des services aux familles",),
    "SIVOM": ("syndicat intercommunal à vocation multiple",),
    "SIVU": ("syndicat intercommunal à vocation unique",),
    "SPPE": ("service public de la petite enfance",),
    "TTC": ("toutes taxes comprises",),
    "UDAF": ("union départementale des associations familiales",),
    "ZRR": ("zone de revitalisation rurale",),
}
"""Known sigles in capitals and what each may stand for."""

GRAPHIES: Final[tuple[str, ...]] = ("CAF", "CNAF", "CTG", "PEDT", "COPIL", "COTECH", "COG", "CEJ")
"""Sigles that are met as words too (« Caf », « PEdT »): one spelling per document."""

EXPIRES: Final[dict[str, str]] = {
    r"\bRAM\b": "relais petite enfance (RPE)",
    r"(?i)\brelais (?:d’|d'|des )?assistante?s maternel(?:le)?s\b": "relais petite enfance (RPE)",
    r"(?i)\bp[ôo]le[ -]emploi\b": "France Travail",
}
"""Names out of use, as patterns, and what replaced them: RPE since 2021, France Travail since 1er janvier 2024."""
