"""Who was called to a meeting, who came: computed from the composition of the instance and what was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.noms import nom_en_phrase, nom_organisme, nom_personne
from ctg_docs.documents._communs.reunions.reunion import points_a_plat
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import accord_participe, liste_et, majuscule_initiale
from ctg_docs.models.personne import Civilite
from ctg_docs.models.reunion import EtatPresence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Presence, Reunion

__all__ = [
    "Convie",
    "accorde",
    "autres_participants",
    "convie",
    "convies",
    "membres_convoques",
    "non_notes",
    "phrase_presences",
    "presences_par_etat",
]


class Convie(Bloc):
    """A person called to a meeting."""

    id: str = Field(title="Identifiant", description="Identifiant dans le registre ; jamais imprimé")
    nom: str = Field(title="Nom", description="Civilité, prénom et nom")
    structure: str = Field(title="Structure", description="Au titre de quelle structure")
    fonction: str = Field("", title="Fonction", description="Fonction, ou rôle dans l’instance")
    note: str = Field("", title="Précision", description="« représentée par … »")


def membres_convoques(ctg: Ctg, reunion: Reunion) -> dict[str, str | None]:
    """Return the persons called, members of the instance first, with the body each comes for."""
    instance = ctg.instance(reunion.instance)
    membres: dict[str, str | None] = {}
    for membre in instance.membres if instance else ():
        if membre.personne:
            membres.setdefault(membre.personne, membre.organisme)
    for invite in reunion.convocation.invites if reunion.convocation else ():
        membres.setdefault(invite, None)
    return membres


def convies(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[Convie, ...]:
    """Return the persons expected, by structure then by name: who came unexpected has a blank row of the sheet."""
    tous = membres_convoques(ctg, reunion)
    for presence in reunion.presences:
        tous.setdefault(presence.personne, presence.organisme)
    tenue = bool(reunion.presences or reunion.compte_rendu)
    for autre in _tenants(reunion) if tenue else reunion.autres_participants:
        tous.setdefault(autre, None)
    lignes = [convie(ctg, id, organisme, situation) for id, organisme in tous.items()]
    return _ranges(ctg, lignes)


def _nom(ctg: Ctg, id: str) -> tuple[str, str]:
    personne = ctg.personne(id)
    return (personne.nom.casefold(), (personne.prenom or "").casefold()) if personne else ("", id)


def convie(ctg: Ctg, id: str, organisme: str | None, situation: Situation, note: str = "") -> Convie:
    """Return a person as the tables of presences show them."""
    personne = ctg.personne(id)
    masquee = bool(personne and personne.privee and situation.publication)
    return Convie(
        id=id,
        nom=nom_personne(ctg, id, situation),
        structure=nom_organisme(ctg, organisme or (personne.organisme if personne else None), "–"),
        fonction="–" if masquee or personne is None else majuscule_initiale(personne.fonction or ""),
        note=note,
    )


def _tenants(reunion: Reunion) -> tuple[str, ...]:
    """Return who holds the meeting among those noted beside the persons called: who presides, writes or speaks."""
    cr = reunion.compte_rendu
    tenants = {cr.president, cr.secretaire} if cr else set()
    tenants |= {i.personne for point, _ in points_a_plat(reunion.ordre_du_jour) for i in point.intervenants}
    return tuple(id for id in reunion.autres_participants if id in tenants)


def autres_participants(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[Convie, ...]:
    """Return who was there without being called: persons of the register, then those who are only named."""
    tenants = _tenants(reunion)
    connus = [convie(ctg, id, None, situation) for id in reunion.autres_participants if id not in tenants]
    libres = [nom.partition(",") for nom in reunion.participants_libres]
    nommes = [Convie(id="", nom=nom.strip(), structure=suite.strip() or "–") for nom, _, suite in libres]
    return (*connus, *nommes)


def presences_par_etat(
    ctg: Ctg, reunion: Reunion, situation: Situation
) -> dict[EtatPresence, tuple[Convie, ...]]:
    """Return the persons of each state, as it was noted: nobody is absent because nothing is said of him."""
    groupes: dict[EtatPresence, list[Convie]] = {etat: [] for etat in EtatPresence}
    membres = membres_convoques(ctg, reunion)
    for presence in reunion.presences:
        organisme = presence.organisme or membres.get(presence.personne)
        ligne = convie(
            ctg, presence.personne, organisme, situation, _representation(ctg, presence, situation)
        )
        groupes[presence.etat].append(ligne)
    notees = {p.personne for p in reunion.presences}
    groupes[EtatPresence.PRESENT] += [
        convie(ctg, id, membres.get(id), situation) for id in _tenants(reunion) if id not in notees
    ]
    return {etat: _ranges(ctg, groupe) for etat, groupe in groupes.items()}


def non_notes(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[Convie, ...]:
    """Return the persons called of whom nothing is noted; none while no presence is."""
    if not reunion.presences:
        return ()
    notees = {p.personne for p in reunion.presences} | set(reunion.autres_participants)
    membres = membres_convoques(ctg, reunion)
    return _ranges(ctg, [convie(ctg, id, o, situation) for id, o in membres.items() if id not in notees])


def phrase_presences(ctg: Ctg, reunion: Reunion, situation: Situation) -> str:
    """Return « Toutes les personnes convoquées sont présentes, sauf Mme Clair (excusée). », or an empty text."""
    groupes = presences_par_etat(ctg, reunion, situation)
    presents = len(groupes[EtatPresence.PRESENT])
    autres = [
        (c, etat) for etat, convies in groupes.items() if etat is not EtatPresence.PRESENT for c in convies
    ]
    if presents < _PLUSIEURS or len(autres) > _EXCEPTIONS or len(autres) >= presents:
        return ""
    if non_notes(ctg, reunion, situation):
        return ""
    noms = [f"{nom_en_phrase(ctg, c.id, situation)} ({accorde(ctg, c.id, etat)})" for c, etat in autres]
    sauf = f", sauf {liste_et(noms)}" if noms else ""
    return f"Toutes les personnes convoquées sont présentes{sauf}."


_PLUSIEURS, _EXCEPTIONS = 2, 3
"""From how many persons, and up to how many exceptions, « toutes… sauf » is clearer than numbers."""


def accorde(ctg: Ctg, id: str, etat: EtatPresence) -> str:
    """Return a state that agrees with the person: « excusée »."""
    personne = ctg.personne(id)
    feminin = personne is not None and personne.civilite is Civilite.MADAME
    return accord_participe(etat.libelle.lower(), "f" if feminin else "m")


def _ranges(ctg: Ctg, lignes: Iterable[Convie]) -> tuple[Convie, ...]:
    return tuple(sorted(lignes, key=lambda c: (c.structure.casefold(), _nom(ctg, c.id))))


def _representation(ctg: Ctg, presence: Presence, situation: Situation) -> str:
    if presence.represente_par is None:
        return ""
    par = f"par {nom_personne(ctg, presence.represente_par, situation)}"
    if presence.etat is EtatPresence.REPRESENTE:
        return par
    return f"{accorde(ctg, presence.personne, EtatPresence.REPRESENTE)} {par}"
