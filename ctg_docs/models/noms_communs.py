"""Common nouns and sigles that begin the names of bodies, by gender. Keys: small letters, no accent, singular."""

from __future__ import annotations

from typing import Final

__all__ = [
    "COLLECTIVITES",
    "FEMININS",
    "LIEUX_FEMININS",
    "LIEUX_MASCULINS",
    "MASCULINS",
    "SIGLES_FEMININS",
    "SIGLES_MASCULINS",
]


def _mots(texte: str) -> frozenset[str]:
    return frozenset(texte.split())


FEMININS: Final = _mots(
    """
    academie agence agglomeration amicale antenne assistance association banque bibliotheque caisse cellule
    chambre circonscription cite clinique collectivite commission communaute commune compagnie confederation
    conference cooperative coordination creche croix-rouge delegation direction ecole education entente
    entreprise epicerie equipe eurometropole faculte federation ferme fondation garderie gendarmerie halte
    halte-garderie inspection institution intercommunalite ligue ludotheque mairie maison maternite
    mediatheque metropole micro-creche mission municipalite mutualite mutuelle partie permanence plateforme
    police polyclinique pouponniere prefecture prefete protection rectrice regie region residence ressourcerie section
    societe sous-direction sous-prefecture sous-prefete structure union unite universite ville
    """
)
MASCULINS: Final = _mots(
    """
    accueil atelier bureau cabinet campus centre cercle cinema club collectif college comite commissariat
    conseil conservatoire consortium departement dispositif district espace etablissement etat fonds foyer
    gestionnaire groupe groupement haut-commissariat hopital hospice institut jardin lieu lycee ministere
    mouvement multi-accueil musee observatoire office ordre organisme parc partenaire planning point pole
    prefet recteur rectorat regroupement relais reseau secours secretariat service sous-prefet syndicat territoire theatre
    tribunal
    """
)
LIEUX_MASCULINS: Final = _mots(
    """
    bassin canton golfe grand massif pays plateau territoire val
    """
)
"""Nouns of places: the names of intercommunalities that begin with one keep their common noun before."""
LIEUX_FEMININS: Final = _mots(
    """
    baie plaine presqu’ile vallee
    """
)
SIGLES_FEMININS: Final = _mots(
    """
    adapei adil admr anah anct apei ars ca caf carsat cc cci ccmsa ccss cdc cgss cma cnaf cnam cnav cpam cps
    cpts cramif cssm cu ddcs ddcspp ddets ddetspp ddt ddtm direccte dpjj drac drajes dreets drjscs dsden
    eurl fcpe fol ligue mam mda mdj mdph mds mfr mjc msa pep pjj pmi sa sarl sas sci scic scop udaf una unaf
    uraf
    """
)
SIGLES_MASCULINS: Final = _mots(
    """
    cada camsp caue ccas cd cfa ch chr chrs chru chs chu cias cidff clic cmpp cnfpt cpie cr crc crij crous
    ehpad epcc epci ept esat evs gh ght ghu gip greta ime itep laep petr plie pnr rectorat rpe savs sdis
    sdjes sessad sictom sirp sirs sivom sivos sivu smep smictom
    """
)
COLLECTIVITES: Final = _mots(
    """
    agglomeration ca cc cdc collectivite communaute commune cu departement district epci ept eurometropole groupement
    intercommunalite metropole municipalite petr region regroupement sivom sivos sivu syndicat ville
    """
)
"""Those that a territory is called by: « la Communauté de communes du Val », « le SIVU des Coteaux »."""
