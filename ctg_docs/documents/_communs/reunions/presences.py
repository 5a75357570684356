"""Who was called to a meeting, who came: computed from the composition of the instance and what was noted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.noms import nom_organisme, nom_personne
from ctg_docs.documents.contexte import Bloc
from ctg_docs.models.reunion import EtatPresence

if TYPE_CHECKING:
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Presence, Reunion

__all__ = ["Convie", "convie", "convies", "membres_convoques", "presences_par_etat"]


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
    """Return the persons called and those noted beside, by structure then by name."""
    tous = membres_convoques(ctg, reunion)
    for presence in reunion.presences:
        tous.setdefault(presence.personne, presence.organisme)
    for autre in reunion.autres_participants:
        tous.setdefault(autre, None)
    lignes = [convie(ctg, id, organisme, situation) for id, organisme in tous.items()]
    return tuple(sorted(lignes, key=lambda c: (c.structure.casefold(), _nom(ctg, c.id))))


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
        fonction="–" if masquee or personne is None else personne.fonction or "",
        note=note,
    )


def presences_par_etat(
    ctg: Ctg, reunion: Reunion, situation: Situation
) -> dict[EtatPresence, tuple[Convie, ...]]:
    """Return the persons of each state; a member called and not noted is absent, once a presence was noted."""
    notees = {p.personne: p for p in reunion.presences}
    groupes: dict[EtatPresence, list[Convie]] = {etat: [] for etat in EtatPresence}
    membres = membres_convoques(ctg, reunion)
    for presence in reunion.presences:
        organisme = presence.organisme or membres.get(presence.personne)
        ligne = convie(
            ctg, presence.personne, organisme, situation, _representation(ctg, presence, situation)
        )
        groupes[presence.etat].append(ligne)
    if notees:
        for id, organisme in membres.items():
            if id not in notees:
                groupes[EtatPresence.ABSENT].append(convie(ctg, id, organisme, situation))
    return {
        e: tuple(sorted(g, key=lambda c: (c.structure.casefold(), _nom(ctg, c.id))))
        for e, g in groupes.items()
    }


def _representation(ctg: Ctg, presence: Presence, situation: Situation) -> str:
    if presence.etat is EtatPresence.REPRESENTE and presence.represente_par:
        return f"par {nom_personne(ctg, presence.represente_par, situation)}"
    return ""
