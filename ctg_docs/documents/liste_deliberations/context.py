"""What the list shows: every délibération examined in a sitting, and the day before which it is posted up."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.actes import resultat
from ctg_docs.documents._communs.identite import build_stem
from ctg_docs.documents._communs.tete import build_entete
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.french import date_longue, majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.models.deliberation import NatureActe
from ctg_docs.models.nature import NatureOrganisme
from ctg_docs.models.publicite import AVEC_LISTE, DELAI_LISTE_JOURS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Deliberation
    from ctg_docs.models.organisme import Organisme

__all__ = ["CONTEXTE", "ListeDeliberations", "build"]


class LigneDeliberation(Bloc):
    """A délibération examined: its number, its object, what became of it."""

    numero: str
    objet: str
    sort: str


class ListeDeliberations(Contexte):
    """The list of a sitting."""

    collectivite: str
    sous_titre: str = Field(title="Sous-titre", description="Organe et jour de la séance")
    lignes: tuple[LigneDeliberation, ...]
    publicite: str = Field(title="Publicité", description="« Affichée … et mise en ligne le … »")
    textes: str = Field(title="Textes", description="L’article qui demande la liste")


CONTEXTE = ListeDeliberations


def build(ctg: Ctg, situation: Situation) -> Sequence[ListeDeliberations]:
    """Return one list per sitting of a commune or of a group of communes.

    Raises:
        Inapplicable: the dossier holds no délibération of theirs that is dated.
    """
    seances: dict[tuple[str, date], list[Deliberation]] = {}
    for acte in ctg.deliberations:
        organisme = ctg.organisme(acte.organisme)
        jour = (acte.seance.date if acte.seance else None) or acte.date
        if organisme and jour and organisme.nature in AVEC_LISTE and acte.nature is NatureActe.DELIBERATION:
            seances.setdefault((organisme.id, jour), []).append(acte)
    if not seances:
        raise Inapplicable("le dossier n’a pas de délibération datée d’une commune ou d’un groupement")
    listes = [
        _liste(ctg, situation, organisme, jour, actes)
        for (id, jour), actes in seances.items()
        if (organisme := ctg.organisme(id)) and (_entiere(actes) or not situation.final)
    ]
    if not listes:
        raise Inapplicable(
            "une liste est entière ou n’est pas\u202f: remplissez `autres_deliberations` de la séance (vide s’il n’y en a "
            "pas), `date_liste` (le jour où elle sera affichée), le numéro, l’objet et le vote de l’acte"
        )
    return listes


def _entiere(actes: Sequence[Deliberation]) -> bool:
    affichee = any(a.seance and a.seance.date_liste for a in actes)
    return (
        affichee and _autres_dites(actes) is not None and all(a.numero and a.objet and a.vote for a in actes)
    )


def _liste(
    ctg: Ctg, situation: Situation, organisme: Organisme, jour: date, actes: Sequence[Deliberation]
) -> ListeDeliberations:
    organe = (
        next((a.organe_nomme for a in actes if a.organe), None)
        or organisme.organe
        or hole("organe délibérant", f"organismes.{organisme.id}.organe")
    )
    affichee = next((a.seance.date_liste for a in actes if a.seance and a.seance.date_liste), None)
    communale = organisme.nature is NatureOrganisme.COMMUNE
    stem = build_stem("liste-deliberations", organisme.id, jour.isoformat())
    entete = build_entete(ctg, situation, "Liste des délibérations", "liste")
    nom = majuscule_initiale(organisme.groupe.nom)
    return ListeDeliberations(
        **entete | {"file_stem": stem, "auteur": nom, "titre": f"Liste des délibérations – {nom}"},
        collectivite=nom,
        sous_titre=f"{majuscule_initiale(organe)} – séance du {date_longue(jour)}",
        lignes=tuple(sorted((*map(_ligne, actes), *_autres(actes)), key=lambda d: (not d.numero, d.numero))),
        publicite=_publicite(
            affichee, jour, "à la mairie" if communale else "au siège", f"deliberations.{actes[0].id}.seance"
        ),
        textes="Article L.\u00a02121-25 du code général des collectivités territoriales"
        + ("." if communale else ", applicable en vertu de l’article L.\u00a05211-1 du même code."),
    )


def _ligne(acte: Deliberation) -> LigneDeliberation:
    return LigneDeliberation(
        numero=acte.numero or hole("numéro", f"deliberations.{acte.id}.numero"),
        objet=acte.objet or hole("objet", f"deliberations.{acte.id}.objet"),
        sort=resultat(acte) if acte.vote else hole("sens du vote", f"deliberations.{acte.id}.vote"),
    )


def _autres_dites(actes: Sequence[Deliberation]) -> tuple[str, ...] | None:
    """Return the other matters of the sitting; None when the dossier says nothing: an empty list that was written means none."""
    seances = [a.seance for a in actes if a.seance]
    ecrites = tuple(dict.fromkeys(t for s in seances for t in s.autres_deliberations))
    return ecrites if ecrites or any("autres_deliberations" in s.model_fields_set for s in seances) else None


def _autres(actes: Sequence[Deliberation]) -> list[LigneDeliberation]:
    ecrites = _autres_dites(actes)
    if ecrites is None:
        manque = hole("autres délibérations de la séance", f"deliberations.{actes[0].id}.seance")
        return [LigneDeliberation(numero="", objet=manque, sort="")]
    lignes = []
    for texte in ecrites:
        lue = re.fullmatch(r"(?:(\S*\d\S*) [–-] )?(.+?)(?: [–-] (\w+))?", texte)
        numero, objet, sort = lue.groups("") if lue else ("", texte, "")
        lignes.append(LigneDeliberation(numero=numero, objet=objet, sort=sort))
    return lignes


def _publicite(affichee: date | None, jour: date, ou: str, chemin: str) -> str:
    limite = date_longue(jour + timedelta(days=DELAI_LISTE_JOURS))
    le = date_longue(affichee) if affichee else hole(f"jour d’affichage, le {limite} au plus tard", chemin)
    return f"Liste affichée {ou} et mise en ligne le {le}."
