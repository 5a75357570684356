"""Meetings: usable invitations, times in order, attendance, follow-up (CTG503 to CTG509)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, time

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.personnes import nom_personne
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import date_longue, duree, heure, liste_et
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.gouvernance import RoleMembre
from ctg_docs.models.horaires import duree_entre
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.reunion import EtatPresence, PointOrdreDuJour, Reunion, StatutDecision
from ctg_docs.problems import Severity

__all__: list[str] = []


@regle(
    "CTG503",
    Severity.BLOCKING,
    "réunion avec date, heure, lieu ou lien, ordre du jour",
    source="usage des réunions de pilotage",
)
def reunions_completes(examen: Examen) -> Iterator[Finding]:
    """An invitation without them is useless."""
    for i, reunion in enumerate(examen.ctg.reunions):
        lieu = reunion.lieu
        quelque_part = reunion.visio or (lieu and (lieu.nom or lieu.salle or lieu.adresse))
        for nom, present, quoi in (
            ("date", reunion.date, "sa date"),
            ("heure_debut", reunion.heure_debut, "son heure"),
            ("lieu", quelque_part, "son lieu ou un lien de visioconférence"),
            ("ordre_du_jour", reunion.ordre_du_jour, "son ordre du jour"),
        ):
            if not present and not (isinstance(present, time)):
                suggestion = "Choisir parmi les dates proposées." if nom == "date" and reunion.sondage else ""
                yield Finding(
                    f"« {reunion.titre} » : il manque {quoi}.", ("reunions", i, nom), "", suggestion
                )


def _minutes(point: PointOrdreDuJour) -> int:
    return point.duree_minutes or sum(_minutes(sous) for sous in point.sous_points)


def _ordre_des_dates(ctg: Ctg, reunion: Reunion) -> Iterator[tuple[CheminDonnee, date, str]]:
    """Yield each date that is on the wrong side of the meeting, with the sentence that says so."""
    jour, lettre, compte_rendu = reunion.date, reunion.convocation, reunion.compte_rendu
    if jour is None:
        return
    if lettre and lettre.date_envoi and lettre.date_envoi >= jour:
        yield ("convocation", "date_envoi"), lettre.date_envoi, "La convocation doit partir avant la réunion"
    if lettre and lettre.date_limite and lettre.date_limite > jour:
        yield (
            ("convocation", "date_limite"),
            lettre.date_limite,
            "La date limite de réponse doit précéder la réunion",
        )
    if compte_rendu is None:
        return
    if compte_rendu.date_envoi and compte_rendu.date_envoi < jour:
        yield (
            ("compte_rendu", "date_envoi"),
            compte_rendu.date_envoi,
            "Le compte rendu ne peut partir avant la réunion",
        )
    suivante = ctg.reunion(compte_rendu.prochaine_reunion)
    if suivante and suivante.date and suivante.date <= jour:
        yield ("compte_rendu", "prochaine_reunion"), suivante.date, "La prochaine réunion doit être plus tard"
    if compte_rendu.prochaine_date and compte_rendu.prochaine_date.fin <= jour:
        yield (
            ("compte_rendu", "prochaine_date"),
            compte_rendu.prochaine_date.fin,
            "La prochaine date doit être plus tard",
        )


@regle(
    "CTG504",
    Severity.BLOCKING,
    "dates et heures de la réunion dans l’ordre",
    source="usage des réunions de pilotage",
)
def horaires_coherents(examen: Examen) -> Iterator[Finding]:
    """Sent before, ended after, next one later; durations longer than the slot only warn."""
    for i, reunion in enumerate(examen.ctg.reunions):
        chemin: CheminDonnee = ("reunions", i)
        for suite, jour, phrase in _ordre_des_dates(examen.ctg, reunion):
            yield Finding(f"{phrase} ({date_longue(jour)}).", (*chemin, *suite), date_longue(jour))
        reelles = reunion.compte_rendu
        horaires = [(reunion.heure_debut, reunion.heure_fin, (*chemin, "heure_fin"))]
        if reelles:
            fin_reelle = (*chemin, "compte_rendu", "heure_fin_reelle")
            horaires.append((reelles.heure_debut_reelle, reelles.heure_fin_reelle, fin_reelle))
        for debut, fin, ici in horaires:
            if debut and fin and duree_entre(debut, fin) is None:
                yield Finding(
                    f"La réunion finirait ({heure(fin)}) avant de commencer ({heure(debut)}).",
                    ici,
                    heure(fin),
                )
        yield from _trop_long(reunion, chemin)


def _trop_long(reunion: Reunion, chemin: CheminDonnee) -> Iterator[Finding]:
    debut, fin = reunion.heure_debut, reunion.heure_fin
    ecart = duree_entre(debut, fin) if debut and fin else None
    if ecart is None:
        return
    creneau = int(ecart.total_seconds()) // 60
    prevu = sum(map(_minutes, reunion.ordre_du_jour))
    if prevu > creneau:
        yield Finding(
            f"L’ordre du jour dure {duree(prevu)}, la réunion {duree(creneau)}.",
            (*chemin, "ordre_du_jour"),
            duree(prevu),
            severity=Severity.WARNING,
        )


@regle(
    "CTG505",
    Severity.BLOCKING,
    "chaque membre convoqué a un état de présence, une seule fois",
    source="usage des réunions de pilotage",
)
def presences_completes(examen: Examen) -> Iterator[Finding]:
    """présents + représentés + excusés + absents = convoked members. Substitutes and guests may be left out."""
    for i, reunion in enumerate(examen.ctg.reunions):
        chemin: CheminDonnee = ("reunions", i)
        vus: set[str] = set()
        listes: list[tuple[CheminDonnee, str]] = [
            (("presences", j, "personne"), p.personne) for j, p in enumerate(reunion.presences)
        ]
        listes += [(("autres_participants", j), id_) for j, id_ in enumerate(reunion.autres_participants)]
        for suite, id_ in listes:
            if id_ in vus:
                yield Finding(
                    f"{nom_personne(examen.ctg, id_)} figure deux fois parmi les présences.",
                    (*chemin, *suite),
                    id_,
                )
            vus.add(id_)
        if reunion.presences:
            yield from _membres_oublies(examen.ctg, reunion, chemin)


def _membres_oublies(ctg: Ctg, reunion: Reunion, chemin: CheminDonnee) -> Iterator[Finding]:
    instance = ctg.instance(reunion.instance)
    membres = instance.membres if instance else ()
    if not any(m.personne for m in membres):
        return
    facultatifs = (RoleMembre.SUPPLEANT, RoleMembre.INVITE, RoleMembre.EXPERT)
    attendus = {m.personne for m in membres if m.personne and m.role not in facultatifs}
    invites = set(reunion.convocation.invites) if reunion.convocation else set()
    connus = {m.personne for m in membres} | invites
    notes = {p.personne for p in reunion.presences}
    for id_ in sorted(attendus - notes):
        yield Finding(
            f"{nom_personne(ctg, id_)}, membre convoqué, n’est ni présent, ni excusé, ni absent.",
            (*chemin, "presences"),
            id_,
            "Le compte rendu dit que sa présence n’est pas notée.",
            severity=Severity.WARNING,
        )
    for j, presence in enumerate(reunion.presences):
        if presence.personne not in connus:
            yield Finding(
                f"{nom_personne(ctg, presence.personne)} ne figure pas parmi les membres convoqués.",
                (*chemin, "presences", j, "personne"),
                presence.personne,
                "Ajouter la personne à `autres_participants`, ou aux membres de l’instance.",
            )


@regle(
    "CTG510",
    Severity.WARNING,
    "qui préside et qui tient le secrétariat était là",
    source="usage des réunions de pilotage",
)
def bureau_present(examen: Examen) -> Iterator[Finding]:
    """Minutes are signed by two persons who were in the room."""
    for i, reunion in enumerate(examen.ctg.reunions):
        cr, etats = reunion.compte_rendu, {p.personne: p.etat for p in reunion.presences}
        for nom, role, id_ in (
            ("president", "préside la séance", cr.president if cr else None),
            ("secretaire", "tient le secrétariat", cr.secretaire if cr else None),
        ):
            etat = etats.get(id_ or "")
            if id_ and etat not in (None, EtatPresence.PRESENT):
                yield Finding(
                    f"{nom_personne(examen.ctg, id_)} {role}, mais ne figure pas parmi les présents ({etat.libelle.lower()}).",
                    ("reunions", i, "compte_rendu", nom),
                    id_,
                    "Corriger la présence, ou nommer qui l’a fait.",
                )


@regle(
    "CTG506",
    Severity.WARNING,
    "chaque décision a un responsable et une échéance",
    source="usage des réunions de pilotage",
)
def decisions_suivies(examen: Examen) -> Iterator[Finding]:
    """Without them nobody follows. A decision already carried out or dropped needs neither."""
    for i, reunion in enumerate(examen.ctg.reunions):
        for j, decision in enumerate(reunion.decisions):
            if decision.statut in (StatutDecision.FAIT, StatutDecision.ABANDONNE):
                continue
            manques = []
            if not (decision.responsable or decision.responsable_organisme):
                manques.append("un responsable")
            if decision.echeance is None:
                manques.append("une échéance")
            if manques:
                yield Finding(
                    f"Cette décision attend {liste_et(manques)}.",
                    ("reunions", i, "decisions", j),
                    decision.texte,
                )


@regle(
    "CTG508",
    Severity.WARNING,
    "une convocation dit qui la signe, en quelle qualité, et quand elle part",
    source="usage des réunions de pilotage",
)
def convocations_signees(examen: Examen) -> Iterator[Finding]:
    """Blocks nothing: a letter whose day has not come is left out of a final version."""
    for i, reunion in enumerate(examen.ctg.reunions):
        lettre = reunion.convocation
        if lettre is None:
            continue
        signataire = examen.ctg.personne(lettre.signataire)
        manques = {
            "date_envoi": "" if lettre.date_envoi else "quand elle part",
            "signataire": "" if lettre.signataire else "qui la signe",
            "qualite_signataire": ""
            if lettre.qualite_signataire or signataire is None or signataire.fonction
            else f"en quelle qualité signe {signataire.nom_usuel}",
        }
        for nom, quoi in manques.items():
            if quoi:
                yield Finding(
                    f"« {reunion.titre} » : la convocation ne dit pas {quoi}.",
                    ("reunions", i, "convocation", nom),
                    suggestion="Sans cela, elle ne s’écrit qu’en projet.",
                )


@regle(
    "CTG509",
    Severity.WARNING,
    "une réunion tenue a son compte rendu",
    source="usage des réunions de pilotage",
)
def reunions_racontees(examen: Examen) -> Iterator[Finding]:
    """Held means before the date of this version of the dossier: the clock is never read."""
    version = examen.ctg.version.date
    for i, reunion in enumerate(examen.ctg.reunions):
        if version and reunion.date and reunion.date < version and reunion.compte_rendu is None:
            yield Finding(
                f"« {reunion.titre} » s’est tenue le {date_longue(reunion.date)}, sans compte rendu.",
                ("reunions", i),
                date_longue(reunion.date),
                f"ctg-docs form compte_rendu DOSSIER --reunion {reunion.id} écrit un formulaire Word à remplir.",
            )
