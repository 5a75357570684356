"""Sigles of family policy and local government with what they stand for as official texts spell them."""

from __future__ import annotations

from typing import Final

__all__ = ["AMBIGUS", "COURANTS", "GRAPHIES", "MIXTES", "PLURIELS", "SIGLES"]

SIGLES: Final[dict[str, tuple[str, ...]]] = {
    "AAP": ("appel à projets",),
    "AEEH": ("allocation d’éducation de l’enfant handicapé",),
    "AESH": ("accompagnant d’élèves en situation de handicap",),
    "ALSH": ("accueil de loisirs sans hébergement",),
    "AO": ("autorité organisatrice",),
    "ARS": ("agence régionale de santé",),
    "BAFA": ("brevet d’aptitude aux fonctions d’animateur",),
    "BAFD": ("brevet d’aptitude aux fonctions de directeur",),
    "CA": ("conseil d’administration", "communauté d’agglomération"),
    "CAF": ("caisse d’allocations familiales",),
    "CARSAT": ("caisse d’assurance retraite et de la santé au travail",),
    "CASF": ("code de l’action sociale et des familles",),
    "CC": ("communauté de communes", "conseil communautaire"),
    "CCAS": ("centre communal d’action sociale",),
    "CDC": ("communauté de communes",),
    "CDSF": ("comité départemental des services aux familles",),
    "CEJ": ("contrat enfance jeunesse",),
    "CGCT": ("code général des collectivités territoriales",),
    "CIAS": ("centre intercommunal d’action sociale",),
    "CLAS": ("contrat local d’accompagnement à la scolarité",),
    "CLS": ("contrat local de santé",),
    "CNAF": ("Caisse nationale des allocations familiales", "Caisse nationale d’allocations familiales"),
    "COF": ("convention d’objectifs et de financement",),
    "COG": ("convention d’objectifs et de gestion",),
    "COPIL": ("comité de pilotage",),
    "COTECH": ("comité technique",),
    "COTECHS": ("comités techniques",),
    "COPILS": ("comités de pilotage",),
    "CPOM": ("contrat pluriannuel d’objectifs et de moyens",),
    "CPAM": ("caisse primaire d’assurance maladie",),
    "CRPA": ("code des relations entre le public et l’administration",),
    "CRTE": (
        "contrat de relance et de transition écologique",
        "contrat pour la réussite de la transition écologique",
    ),
    "CSS": ("code de la sécurité sociale",),
    "CSP": ("code de la santé publique", "catégorie socioprofessionnelle"),
    "CTG": ("convention territoriale globale",),
    "CU": ("communauté urbaine",),
    "DSDEN": ("direction des services départementaux de l’Éducation nationale",),
    "DSP": ("délégation de service public",),
    "EAJE": ("établissement d’accueil du jeune enfant", "établissements d’accueil du jeune enfant"),
    "EPCI": ("établissement public de coopération intercommunale",),
    "ESS": ("économie sociale et solidaire",),
    "ETP": ("équivalent temps plein",),
    "EVS": ("espace de vie sociale",),
    "FALC": ("facile à lire et à comprendre",),
    "FRR": ("France ruralités revitalisation",),
    "GMR": ("Grandir en milieu rural",),
    "HT": ("hors taxes",),
    "JO": ("Journal officiel",),
    "LAEP": ("lieu d’accueil enfants-parents",),
    "MAM": ("maison d’assistants maternels", "maison d’assistantes maternelles"),
    "MDPH": ("maison départementale des personnes handicapées",),
    "MJC": ("maison des jeunes et de la culture",),
    "MSA": ("Mutualité sociale agricole",),
    "PAEJ": ("point d’accueil et d’écoute jeunes",),
    "PEDT": ("projet éducatif de territoire", "projet éducatif territorial"),
    "PIJ": ("point information jeunesse",),
    "PLH": ("programme local de l’habitat",),
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
"""Known sigles in capitals and what each may stand for, the usual wording first."""

GRAPHIES: Final[tuple[str, ...]] = ("CAF", "CNAF", "CTG", "PEDT", "COPIL", "COTECH", "COG", "CEJ")
"""Sigles that are met as words too (« Caf », « PEdT »): one spelling per document."""

MIXTES: Final[dict[str, str]] = {
    "CAF": "Caf",
    "CNAF": "Cnaf",
    "COG": "Cog",
    "COPIL": "Copil",
    "COTECH": "Cotech",
    "CTG": "Ctg",
    "PEDT": "PEdT",
}
"""Sigles that are also written as words (style of the Cnaf, of the Éducation nationale)."""

AMBIGUS: Final[frozenset[str]] = frozenset(
    ["CA", "CC", "CDC", "COPILS", "COTECHS", "CRTE", "CSP", "CSS", "CU", "JO", "PS", "RAM"]
)
"""Several things, a plural or a name out of use: never developed unless the dossier says which."""

COURANTS: Final[frozenset[str]] = frozenset(["HT", "TTC"])
"""Units of an amount, that everybody reads."""

PLURIELS: Final[dict[str, str]] = {
    "AAP": "appels à projets",
    "AESH": "accompagnants d’élèves en situation de handicap",
    "ALSH": "accueils de loisirs sans hébergement",
    "CAF": "caisses d’allocations familiales",
    "CCAS": "centres communaux d’action sociale",
    "CEJ": "contrats enfance jeunesse",
    "CIAS": "centres intercommunaux d’action sociale",
    "CLAS": "contrats locaux d’accompagnement à la scolarité",
    "CLS": "contrats locaux de santé",
    "COF": "conventions d’objectifs et de financement",
    "COPIL": "comités de pilotage",
    "COTECH": "comités techniques",
    "CPOM": "contrats pluriannuels d’objectifs et de moyens",
    "CTG": "conventions territoriales globales",
    "DSP": "délégations de service public",
    "EAJE": "établissements d’accueil du jeune enfant",
    "EPCI": "établissements publics de coopération intercommunale",
    "ETP": "équivalents temps plein",
    "EVS": "espaces de vie sociale",
    "LAEP": "lieux d’accueil enfants-parents",
    "MAM": "maisons d’assistants maternels",
    "MJC": "maisons des jeunes et de la culture",
    "PEDT": "projets éducatifs de territoire",
    "PIJ": "points information jeunesse",
    "QPV": "quartiers prioritaires de la politique de la ville",
    "REAAP": "réseaux d’écoute, d’appui et d’accompagnement des parents",
    "RPE": "relais petite enfance",
    "SIVOM": "syndicats intercommunaux à vocation multiple",
    "SIVU": "syndicats intercommunaux à vocation unique",
    "UDAF": "unions départementales des associations familiales",
    "ZRR": "zones de revitalisation rurale",
}
"""The first meaning in the plural, where it is met so."""
