"""The parties of a convention: names, agreement, and the sentence that brings each before the reader.

Pure: reads the models, composes French, knows no template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.parties.personnes import (
    accorder_personnes,
    delegation_en_phrase,
    nommer,
    qualite_en_phrase,
)
from ctg_docs.french import Groupe, date_longue, de, liste_et, siret
from ctg_docs.holes import hole
from ctg_docs.markdown import echapper
from ctg_docs.models.deliberation import NatureActe
from ctg_docs.models.denomination import complement_de, nommer_court
from ctg_docs.models.organisme import NatureOrganisme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Deliberation
    from ctg_docs.models.organisme import Organisme
    from ctg_docs.models.personne import Personne
    from ctg_docs.models.signataire import Representant, Signataire

__all__ = [
    "CONVENTION",
    "ActePartie",
    "Partie",
    "acte_en_phrase",
    "comparution",
    "presenter",
    "presenter_toutes",
]

CONVENTION: Final = "la présente convention"
"""What the parties of the convention sign."""


@dataclass(frozen=True, slots=True)
class ActePartie:
    """The act by which a body of a party decided, or the lack of one.

    Attributes:
        organisme: the body.
        organe: « le conseil communautaire », empty when none is known.
        acte: the act of the dossier, None when it is missing.
    """

    organisme: Organisme
    organe: str
    acte: Deliberation | None


@dataclass(frozen=True, slots=True)
class Partie:
    """A party, ready for sentences.

    Attributes:
        nom: full name: « la Communauté de communes … », « les communes de … ».
        court: short name: « la Caf », « Mellois en Poitou ».
        representants: who signs: the link, the person, the body represented.
        actes: what each of its bodies decided.
    """

    signataire: Signataire
    organismes: tuple[Organisme, ...]
    nom: Groupe
    court: Groupe
    representants: tuple[tuple[Representant, Personne | None, Organisme | None], ...]
    actes: tuple[ActePartie, ...]

    @property
    def natures(self) -> frozenset[NatureOrganisme]:
        """Kinds of the bodies."""
        return frozenset(o.nature for o in self.organismes)

    @property
    def collectivite(self) -> bool:
        """True for the bodies that carry the convention beside the funds."""
        return any(o.profil.collectivite for o in self.organismes)

    def accorder(self, participe: str) -> str:
        """Agree a participle with the full name of the party."""
        return self.nom.accorder(participe)

    def verbe(self, singulier: str, pluriel: str) -> str:
        """Return the form of the verb that the short name governs."""
        return self.court.verbe(singulier, pluriel)

    @property
    def dit(self) -> str:
        """Short name inside a rich sentence."""
        return echapper(str(self.court))

    @property
    def de(self) -> str:
        """Short name after « de », inside a rich sentence: « du Département »."""
        return echapper(self.court.de)

    @property
    def sujet(self) -> str:
        """Short name as the first word of a rich sentence."""
        return echapper(self.court.sujet)


def presenter_toutes(ctg: Ctg) -> tuple[Partie, ...]:
    """Return the parties of the convention, in their order."""
    return tuple(presenter(ctg, signataire) for signataire in ctg.signataires)


def presenter(ctg: Ctg, signataire: Signataire) -> Partie:
    """Return a party, what is missing shown as holes."""
    organismes = tuple(o for id in signataire.organismes if (o := ctg.organisme(id)))
    premier = organismes[0] if organismes else None
    seul = premier is not None and len(organismes) == 1
    representants = tuple(
        (r, ctg.personne(r.personne), ctg.organisme(r.organisme) or (premier if seul else None))
        for r in signataire.representants
    )
    nom = _nom(signataire, organismes)
    court = signataire.nom_court or (premier.nom_court if seul and premier else None) or hole("nom court")
    return Partie(
        signataire=signataire,
        organismes=organismes,
        nom=nom,
        court=nommer_court(court, nom),
        representants=representants,
        actes=_actes(ctg, signataire, organismes),
    )


def _nom(signataire: Signataire, organismes: Sequence[Organisme]) -> Groupe:
    groupes = [o.groupe for o in organismes]
    feminin, pluriel = all(g.feminin for g in groupes), len(groupes) > 1
    if signataire.designation:
        return Groupe.lire(signataire.designation, feminin=feminin, pluriel=pluriel)
    if not groupes:
        return Groupe(hole("organisme signataire"))
    if not pluriel:
        return groupes[0]
    if all(o.nature is NatureOrganisme.COMMUNE for o in organismes):
        return Groupe(f"communes {liste_et(map(complement_de, groupes))}", "les", True, True)
    return Groupe(liste_et(map(str, groupes)), "", feminin, pluriel)


def _actes(ctg: Ctg, signataire: Signataire, organismes: Sequence[Organisme]) -> tuple[ActePartie, ...]:
    cites = [a for id in signataire.deliberations if (a := ctg.deliberation(id))]
    autres = [a for a in ctg.deliberations if a.avenant is None and a not in cites]
    found: list[ActePartie] = []
    for organisme in organismes:
        acte = next((a for a in [*cites, *autres] if a.organisme == organisme.id), None)
        delibere = signataire.delibere if signataire.delibere is not None else bool(organisme.organe)
        if acte is not None or delibere:
            organe = (acte.organe if acte else None) or organisme.organe
            found.append(ActePartie(organisme, organe, acte))
    return tuple(found)


def acte_en_phrase(acte: ActePartie, *, de_qui: bool = False) -> str:
    """Return « la délibération du conseil communautaire n° 2023-112 du 19 octobre 2023 ».

    Args:
        acte: the act, or what is known of a missing one.
        de_qui: True to say whose organ it is: « … du conseil communautaire de la Communauté de communes … ».
    """
    nature = acte.acte.nature if acte.acte else NatureActe.DELIBERATION
    mot = "l’arrêté" if nature is NatureActe.ARRETE else f"la {nature.libelle.lower()}"
    organe = f" {de(acte.organe)}" if acte.organe else ""
    if de_qui or not acte.organe:
        organe += f" {acte.organisme.groupe.de}"
    numero = f" n°\u00a0{acte.acte.numero}" if acte.acte and acte.acte.numero else ""
    if acte.acte and acte.acte.date:
        return f"{mot}{echapper(organe)}{echapper(numero)} du {date_longue(acte.acte.date)}"
    quoi = f"date de {mot} {acte.organisme.groupe.de}"
    return f"{mot}{echapper(organe)}{echapper(numero)} du {hole(quoi)}"


def comparution(partie: Partie, signe: str = CONVENTION) -> tuple[str, tuple[str, ...]]:
    """Return the sentence of a party (without its last sign) and the items that follow it, one per body of a group.

    Args:
        partie: the party.
        signe: what it signs.
    """
    tete = f"**{echapper(partie.nom.sujet)}**{_siege(partie)}"
    fin = f"ci-après {partie.accorder('dénommé')} «\u00a0{partie.dit}\u00a0»"
    if partie.signataire.groupe:
        return _comparution_groupee(partie, signe, tete, fin)
    qui = _representation(partie)
    personnes = [personne for _, personne, _ in partie.representants]
    habilite = f"dûment {accorder_personnes('autorisé', personnes)} à signer {signe}{_par_acte(partie)}"
    return f"{tete}, {partie.accorder('représenté')} par {qui}, {habilite}, {fin}", ()


def _siege(partie: Partie) -> str:
    if len(partie.organismes) != 1:
        return ""
    organisme = partie.organismes[0]
    lignes = organisme.adresse.lignes if organisme.adresse else ()
    siege = f", dont le siège est situé {echapper(', '.join(lignes))}" if lignes else ""
    numero = f", SIRET {siret(organisme.siret)}" if organisme.siret else ""
    return f"{siege}{numero}"


def _representation(partie: Partie) -> str:
    if not partie.representants:
        return hole(f"représentant {partie.nom.de}")
    phrases = []
    for representant, personne, organisme in partie.representants:
        morceaux = [f"{qualite_en_phrase(representant, personne, organisme)}, {nommer(personne)}"]
        if delegation := delegation_en_phrase(representant, organisme):
            morceaux.append(delegation)
        phrases.append(echapper(", ".join(morceaux)))
    return liste_et(phrases, sep=", par ", dernier=", et par ")


def _par_acte(partie: Partie) -> str:
    if not partie.actes:
        return ""
    actes = [acte_en_phrase(a).removeprefix("la ") for a in partie.actes]
    return f" par {liste_et(actes)}"


def _comparution_groupee(partie: Partie, signe: str, tete: str, fin: str) -> tuple[str, tuple[str, ...]]:
    personnes = [personne for _, personne, _ in partie.representants]
    maires = partie.natures == {NatureOrganisme.COMMUNE}
    leurs = "leurs maires" if maires else "leurs représentants"
    phrase = (
        f"{tete}, {partie.accorder('représenté')} par {leurs}, dûment {accorder_personnes('autorisé', personnes)} "
        f"à signer {signe}, {fin}"
    )
    return phrase, tuple(_membre(partie, organisme) for organisme in partie.organismes)


def _membre(partie: Partie, organisme: Organisme) -> str:
    nom = echapper(str(organisme.groupe))
    siens = [(r, p) for r, p, o in partie.representants if o is not None and o.id == organisme.id]
    if siens:
        qui = liste_et(
            f"{nommer(p)}, {qualite_en_phrase(r, p, organisme).split(' ', 1)[-1]}" for r, p in siens
        )
    else:
        qui = hole(f"représentant {organisme.groupe.de}")
    acte = next((acte_en_phrase(a) for a in partie.actes if a.organisme.id == organisme.id), "")
    return f"{nom}\u00a0: {echapper(qui)}{', par ' + acte.removeprefix('la ') if acte else ''}"
