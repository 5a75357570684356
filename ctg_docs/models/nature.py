"""Kinds of bodies, and what each proposes: grammar, signatory, deciding organ."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from ctg_docs.models.base import Choix, Genre

__all__ = ["FAMILLE", "INTERCOMMUNAUX", "PROFILS", "Attache", "ModePublicite", "NatureOrganisme", "Profil"]


class NatureOrganisme(Choix):
    """Kind of a body; it proposes its grammar, its signatory and its deciding organ."""

    CAF = "caf", "Caisse d’allocations familiales"
    MSA = "msa", "Mutualité sociale agricole"
    COMMUNE = "commune", "Commune", "mairie", "ville"
    COMMUNAUTE_COMMUNES = "communaute_communes", "Communauté de communes", "CC", "ComCom", "CdC"
    COMMUNAUTE_AGGLOMERATION = (
        "communaute_agglomeration", "Communauté d’agglomération", "CA", "agglo", "agglomération",
    )  # fmt: skip
    COMMUNAUTE_URBAINE = "communaute_urbaine", "Communauté urbaine", "CU"
    METROPOLE = "metropole", "Métropole"
    SYNDICAT = (
        "syndicat",
        "Syndicat intercommunal ou mixte",
        "syndicat",
        "SIVU",
        "SIVOM",
        "syndicat mixte",
        "PETR",
    )
    DEPARTEMENT = "departement", "Département", "conseil départemental", "CD"
    REGION = "region", "Région", "conseil régional"
    ETAT = "etat", "État", "préfecture", "sous-préfecture", "DDETS", "DDETSPP", "DRAC", "SDJES"
    CPAM = "cpam", "Caisse primaire d’assurance maladie"
    CARSAT = "carsat", "Caisse d’assurance retraite et de la santé au travail"
    FRANCE_TRAVAIL = "france_travail", "France Travail", "Pôle emploi"
    CCAS = "ccas", "Centre communal d’action sociale"
    CIAS = "cias", "Centre intercommunal d’action sociale"
    ASSOCIATION = "association", "Association", "association loi 1901", "asso"
    ENTREPRISE = "entreprise", "Entreprise", "société", "SARL", "SAS", "SCOP"
    ETABLISSEMENT_PUBLIC = "etablissement_public", "Établissement public", "EPCC", "collège", "lycée"
    ARS = "ars", "Agence régionale de santé"
    ETABLISSEMENT_SANTE = (
        "etablissement_sante", "Établissement de santé", "hôpital", "centre hospitalier", "CH", "CHU", "clinique",
    )  # fmt: skip
    EDUCATION_NATIONALE = "education_nationale", "Éducation nationale", "DSDEN", "rectorat", "académie"
    ORDRE_PROFESSIONNEL = "ordre_professionnel", "Ordre professionnel"
    CPTS = "cpts", "Communauté professionnelle territoriale de santé"
    ORGANISME_UNIQUE = (
        "organisme_unique", "Organisme unique de sécurité sociale", "CSSM", "caisse de sécurité sociale",
    )  # fmt: skip
    COLLECTIVITE = "collectivite", "Collectivité à statut particulier", "collectivité d’outre-mer"
    AUTRE = "autre", "Autre organisme"


class ModePublicite(Choix):
    """How the acts of a body are made public (CGCT L. 2131-1)."""

    EN_LIGNE = "en_ligne", "En ligne", "électronique", "site internet"
    AFFICHAGE = "affichage", "Affichage"
    PAPIER = "papier", "Papier", "publication sur papier"


class Attache(Enum):
    """How a proper name follows the common noun of its kind."""

    DE = auto()
    """« la commune de Melle », « le département de la Gironde »."""
    APPOSEE = auto()
    """« la communauté de communes Mellois en Poitou », « l’association Familles rurales »."""
    SEULE = auto()
    """Alone, without article: « France Travail »."""


@dataclass(frozen=True, slots=True)
class Profil:
    """What a kind of body proposes; each proposal can be overridden in the dossier.

    Attributes:
        genre: grammatical gender of the name, unless its first noun says another.
        commun: common noun set before a name that has none.
        attache: how the proper name follows it.
        organe: deciding organ, with its article; empty when none is cited (État, CPAM…).
        qualites: usual capacities of the signatory, masculine then feminine, most usual first.
        collectivite: True for the bodies that can carry a CTG beside the Caf.
        incertaine: True when the common noun of the kind says too little: the dossier is asked for the phrase.
    """

    genre: Genre
    commun: str
    attache: Attache = Attache.APPOSEE
    organe: str = ""
    qualites: tuple[tuple[str, str], ...] = ()
    collectivite: bool = False
    incertaine: bool = False


_F, _M = Genre.FEMININ, Genre.MASCULIN
_DE, _APPOSEE = Attache.DE, Attache.APPOSEE
_PRESIDENT = ("Président", "Présidente")
_DIRECTEUR = ("Directeur", "Directrice")
_CONSEIL_CA = "le conseil d’administration"
_CONSEIL_CC = "le conseil communautaire"
_INTERCO = (_PRESIDENT, ("Vice-président", "Vice-présidente"))
_CAISSE = (("Président du conseil d’administration", "Présidente du conseil d’administration"), _DIRECTEUR)
_N = NatureOrganisme

PROFILS: Final[dict[NatureOrganisme, Profil]] = {
    _N.CAF: Profil(_F, "Caf", _DE, _CONSEIL_CA, _CAISSE),
    _N.MSA: Profil(_F, "MSA", _APPOSEE, _CONSEIL_CA, _CAISSE),
    _N.COMMUNE: Profil(
        _F, "commune", _DE, "le conseil municipal",
        (("Maire", "Maire"), ("Adjoint au maire", "Adjointe au maire")), collectivite=True,
    ),
    _N.COMMUNAUTE_COMMUNES: Profil(_F, "communauté de communes", _APPOSEE, _CONSEIL_CC, _INTERCO, True),
    _N.COMMUNAUTE_AGGLOMERATION: Profil(
        _F, "communauté d’agglomération", _APPOSEE, _CONSEIL_CC, _INTERCO, True
    ),
    _N.COMMUNAUTE_URBAINE: Profil(_F, "communauté urbaine", _APPOSEE, _CONSEIL_CC, _INTERCO, True),
    _N.METROPOLE: Profil(_F, "métropole", _APPOSEE, "le conseil métropolitain", _INTERCO, True),
    _N.SYNDICAT: Profil(_M, "syndicat", _APPOSEE, "le comité syndical", (_PRESIDENT,), True),
    _N.DEPARTEMENT: Profil(
        _M, "département", _DE, "la commission permanente",
        (("Président du conseil départemental", "Présidente du conseil départemental"),),
    ),
    _N.REGION: Profil(
        _F, "région", _APPOSEE, "la commission permanente",
        (("Président du conseil régional", "Présidente du conseil régional"),),
    ),
    _N.ETAT: Profil(
        _M, "service de l’État", _APPOSEE, "", (("Préfet", "Préfète"), ("Sous-préfet", "Sous-préfète")),
        incertaine=True,
    ),
    _N.CPAM: Profil(_F, "CPAM", _DE, "", (_DIRECTEUR,)),
    _N.CARSAT: Profil(_F, "Carsat", _APPOSEE, "", (_DIRECTEUR,)),
    _N.FRANCE_TRAVAIL: Profil(_M, "", Attache.SEULE, "", (_DIRECTEUR,)),
    _N.CCAS: Profil(_M, "CCAS", _DE, _CONSEIL_CA, _INTERCO),
    _N.CIAS: Profil(_M, "CIAS", _DE, _CONSEIL_CA, _INTERCO),
    _N.ASSOCIATION: Profil(_F, "association", _APPOSEE, _CONSEIL_CA, (_PRESIDENT,)),
    _N.ENTREPRISE: Profil(_F, "entreprise", _APPOSEE, "", (("Gérant", "Gérante"), _DIRECTEUR)),
    _N.ETABLISSEMENT_PUBLIC: Profil(_M, "établissement public", _APPOSEE, _CONSEIL_CA, (_DIRECTEUR,)),
    _N.ARS: Profil(_F, "ARS", _APPOSEE, "", (("Directeur général", "Directrice générale"),)),
    _N.ETABLISSEMENT_SANTE: Profil(_M, "établissement de santé", _APPOSEE, "", (_DIRECTEUR,)),
    _N.EDUCATION_NATIONALE: Profil(
        _F, "académie", _DE, "",
        (("Directeur académique", "Directrice académique"), ("Recteur", "Rectrice"), ("Inspecteur", "Inspectrice")),
    ),
    _N.ORDRE_PROFESSIONNEL: Profil(_M, "ordre", _APPOSEE, "", (_PRESIDENT,), incertaine=True),
    _N.CPTS: Profil(_F, "CPTS", _APPOSEE, "", (_PRESIDENT,)),
    _N.ORGANISME_UNIQUE: Profil(_F, "caisse", _APPOSEE, _CONSEIL_CA, _CAISSE),
    _N.COLLECTIVITE: Profil(
        _F, "collectivité", _DE, "le conseil territorial", _INTERCO, collectivite=True
    ),
    _N.AUTRE: Profil(_M, "organisme", _APPOSEE, incertaine=True),
}  # fmt: skip
"""Who signs and which organ decides, by kind (usage met in signed conventions; never a hard rule)."""

FAMILLE: Final = frozenset([NatureOrganisme.CAF, NatureOrganisme.ORGANISME_UNIQUE])
"""Who carries the branche Famille: a Caf, or the single fund of a territory (CSSM of Mayotte, CCSS of Lozère)."""

INTERCOMMUNAUX: Final = frozenset([_N.COMMUNAUTE_COMMUNES, _N.COMMUNAUTE_AGGLOMERATION, _N.COMMUNAUTE_URBAINE,
                                   _N.METROPOLE, _N.SYNDICAT])  # fmt: skip
"""Groups of communes: their signature covers their communes."""
