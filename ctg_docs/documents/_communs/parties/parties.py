"""The parties of a convention: names, agreement, the acts by which they decided.

Pure: reads the models, composes French, knows no template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.french import Groupe, date_longue, de, liste_et, majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.markdown import annoncer, echapper
from ctg_docs.models.deliberation import NatureActe
from ctg_docs.models.denomination import complement_de, nommer_court
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.models.signataire import unir

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Deliberation
    from ctg_docs.models.organisme import Organisme
    from ctg_docs.models.personne import Personne
    from ctg_docs.models.signataire import Representant, Signataire

__all__ = [
    "ActePartie",
    "Partie",
    "acte_en_phrase",
    "decrire_toutes",
    "exercer",
    "intervenir",
    "noms_couverture",
    "presenter",
    "presenter_toutes",
]


_CAISSES = frozenset([NatureOrganisme.CAF, NatureOrganisme.MSA])


@dataclass(frozen=True, slots=True)
class ActePartie:
    """The act by which a body of a party decided, or the lack of one.

    Attributes:
        organisme: the body.
        organe: « le conseil communautaire », empty when none is known.
        acte: the act of the dossier, None when it is missing.
        chemin: where the dossier tells it.
        attendu: True while what it approves is not signed: it may still be to come.
    """

    organisme: Organisme
    organe: str
    acte: Deliberation | None
    chemin: str
    attendu: bool

    @property
    def nature(self) -> NatureActe:
        """What the act is: as the dossier says, else a decision of a fund, the délibération of any other body."""
        if self.acte:
            return self.acte.nature
        return NatureActe.DECISION if self.organisme.nature in _CAISSES else NatureActe.DELIBERATION


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

    @property
    def noms(self) -> tuple[Groupe, ...]:
        """The full names to list: one, or those of its bodies when nothing names them together."""
        ensemble = self.signataire.designation or self.natures == {NatureOrganisme.COMMUNE}
        return (
            (self.nom,) if ensemble or len(self.organismes) < 2 else tuple(o.groupe for o in self.organismes)
        )

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


def decrire_toutes(ctg: Ctg) -> tuple[Partie, ...]:
    """Return the parties as prose describes them: those of one ensemble together."""
    return tuple(presenter(ctg, signataire) for signataire in unir(ctg.signataires))


def presenter(ctg: Ctg, signataire: Signataire, *, signe: bool | None = None) -> Partie:
    """Return a party, what is missing shown as holes.

    Args:
        ctg: the dossier.
        signataire: the party.
        signe: True when what it signs is signed; as for the convention by default.
    """
    signe = ctg.convention.signee_le is not None if signe is None else signe
    organismes = tuple(o for id in signataire.organismes if (o := ctg.organisme(id)))
    premier = organismes[0] if organismes else None
    seul = premier is not None and len(organismes) == 1
    representants = tuple(
        (r, ctg.personne(r.personne), ctg.organisme(r.organisme) or (premier if seul else None))
        for r in signataire.representants
    )
    nom = _nom(signataire, organismes)
    court = (
        signataire.nom_court
        or (premier.nom_court if seul and premier else None)
        or hole(
            f"nom court – {nom.nom}" if organismes or signataire.designation else "nom court",
            f"signataires.{signataire.id}.nom_court",
        )
    )
    return Partie(
        signataire=signataire,
        organismes=organismes,
        nom=nom,
        court=nommer_court(court, nom),
        representants=representants,
        actes=_actes(ctg, signataire, organismes, attendu=not signe),
    )


def _nom(signataire: Signataire, organismes: Sequence[Organisme]) -> Groupe:
    groupes = [o.groupe for o in organismes]
    feminin, pluriel = all(g.feminin for g in groupes), len(groupes) > 1
    if signataire.designation:
        return Groupe.lire(signataire.designation, feminin=feminin, pluriel=pluriel)
    if not groupes:
        return Groupe(hole("organisme signataire", f"signataires.{signataire.id}.organismes"))
    if not pluriel:
        return groupes[0]
    if all(o.nature is NatureOrganisme.COMMUNE for o in organismes):
        return Groupe(f"communes {liste_et(map(complement_de, groupes))}", "les", True, True)
    return Groupe(liste_et(map(str, groupes)), "", feminin, pluriel)


def _actes(
    ctg: Ctg, signataire: Signataire, organismes: Sequence[Organisme], *, attendu: bool
) -> tuple[ActePartie, ...]:
    cites = [a for id in signataire.deliberations if (a := ctg.deliberation(id))]
    autres = [a for a in ctg.deliberations if a.avenant is None and a not in cites]
    found: list[ActePartie] = []
    for organisme in organismes:
        acte = next((a for a in [*cites, *autres] if a.organisme == organisme.id), None)
        delibere = signataire.delibere if signataire.delibere is not None else bool(organisme.organe)
        if acte is not None or delibere:
            organe = (acte.organe_nomme if acte else "") or organisme.organe
            chemin = f"deliberations.{acte.id}" if acte else f"signataires.{signataire.id}.deliberations"
            found.append(ActePartie(organisme, organe, acte, chemin, attendu))
    return tuple(found)


def exercer(qui: Groupe, competences: Sequence[str]) -> str:
    """Return « La Commune exerce les compétences suivantes : … »."""
    exerce = f"{echapper(qui.sujet)} {qui.verbe('exerce', 'exercent')}"
    return annoncer(exerce, "la compétence suivante", "les compétences suivantes", competences)


def intervenir(qui: Groupe, domaines: Sequence[str], ou: str = "") -> str:
    """Return « La MSA intervient notamment dans les domaines suivants : … », « Sur le territoire, la Caf… »."""
    sujet = f"{ou}, {qui}" if ou else qui.sujet
    intervient = f"{echapper(sujet)} {qui.verbe('intervient', 'interviennent')} notamment dans"
    return annoncer(intervient, "le domaine suivant", "les domaines suivants", domaines)


def acte_en_phrase(acte: ActePartie, *, de_qui: bool = False) -> str:
    """Return « la délibération du conseil communautaire n° 2023-112 du 19 octobre 2023 »; « à intervenir » before it is taken.

    Args:
        acte: the act, or what is known of a missing one.
        de_qui: True to say whose organ it is: « … du conseil communautaire de la Communauté de communes … ».
    """
    mot = "l’arrêté" if acte.nature is NatureActe.ARRETE else f"la {acte.nature.libelle.lower()}"
    organe = f" {de(acte.organe)}" if acte.organe else ""
    if de_qui or not acte.organe:
        organe += f" {acte.organisme.groupe.de}"
    numero = f" n°\u00a0{acte.acte.numero}" if acte.acte and acte.acte.numero else ""
    if acte.acte and acte.acte.date:
        return f"{mot}{echapper(organe)}{echapper(numero)} du {date_longue(acte.acte.date)}"
    quoi = f"date de {mot} {acte.organisme.groupe.de}"
    du = "à intervenir le" if acte.attendu and not numero else "du"
    return f"{mot}{echapper(organe)}{echapper(numero)} {du} {hole(quoi, f'{acte.chemin}.date')}"


def noms_couverture(partie: Partie) -> tuple[str, ...]:
    """Return what the foot of a cover calls a party: the name of the group it bears, else each body."""
    if partie.signataire.groupe and len(partie.noms) == 1:
        return (partie.nom.sujet,)
    return tuple(majuscule_initiale(nom.nom) for nom in partie.noms)
