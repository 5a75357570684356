"""Governance: composition rules, animation, frequency (CTG501, CTG502), members who are somebody (CTG511)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import compte
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.gouvernance import Instance, NatureInstance, RoleMembre
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []

_HORS_COMPTE = (RoleMembre.SUPPLEANT, RoleMembre.INVITE, RoleMembre.EXPERT)
_ANIMENT = (RoleMembre.PRESIDENT, RoleMembre.CO_PRESIDENT, RoleMembre.ANIMATEUR)
_SANS_RYTHME = (
    NatureInstance.BUREAU,
    NatureInstance.REUNION_PARTENARIALE,
    NatureInstance.GROUPE_ELABORATION,
    NatureInstance.AUTRE,
)


def _trop_par_structure(ctg: Ctg, instance: Instance, chemin: CheminDonnee) -> Iterator[Finding]:
    maxima = [r.max_par_structure for r in instance.composition if r.max_par_structure]
    if not maxima:
        return
    presents = Counter(
        membre.organisme or (personne.organisme if personne else None)
        for membre in instance.membres
        if membre.role not in _HORS_COMPTE
        for personne in (ctg.personne(membre.personne),)
    )
    for id_, nombre in presents.items():
        if id_ and nombre > max(maxima):
            organisme = ctg.organisme(id_)
            yield Finding(
                f"{organisme.nom if organisme else id_} a {compte(nombre, 'personne')} au {instance.nom}, "
                f"pour {max(maxima)} au plus.",
                (*chemin, "membres"),
                nombre,
            )


def _binomes(ctg: Ctg, cotech: Instance, chemin: CheminDonnee) -> Iterator[Finding]:
    if not cotech.membres or not any(r.binome_cooperation for r in cotech.composition):
        return
    charges = {p.personne for p in ctg.cooperation.postes if p.personne}
    au_cotech = {m.personne for m in cotech.membres if m.personne}
    for groupe in ctg.gouvernance.instances:
        membres = {m.personne for m in groupe.membres if m.personne}
        if groupe.nature is not NatureInstance.GROUPE_TRAVAIL or not membres:
            continue
        binome = membres & au_cotech
        if len(binome) < 2 or not binome & charges:
            manque = "deux représentants" if len(binome) < 2 else "un chargé de coopération dans son binôme"
            yield Finding(
                f"« {groupe.nom} » n’a pas {manque} au {cotech.nom}.", (*chemin, "membres"), groupe.id
            )


@regle(
    "CTG501",
    Severity.WARNING,
    "composition des instances selon leurs règles",
    source="règle du Mellois en Poitou",
)
def composition_des_instances(examen: Examen) -> Iterator[Finding]:
    """Two persons per structure; a binôme per group, one of them chargé de coopération."""
    for i, instance in enumerate(examen.ctg.gouvernance.instances):
        chemin = ("gouvernance", "instances", i)
        yield from _trop_par_structure(examen.ctg, instance, chemin)
        yield from _binomes(examen.ctg, instance, chemin)


@regle(
    "CTG502",
    Severity.WARNING,
    "chaque instance a qui l’anime et une fréquence tenue",
    source="usage des conventions signées, article 6",
)
def rythme_des_instances(examen: Examen) -> Iterator[Finding]:
    """Elapsed years are looked at when the dossier holds meetings of that instance."""
    ctg = examen.ctg
    for i, instance in enumerate(ctg.gouvernance.instances):
        chemin = ("gouvernance", "instances", i)
        if instance.nature not in _SANS_RYTHME and not instance.frequence and not instance.reunions_par_an:
            yield Finding(f"La fréquence de « {instance.nom} » n’est pas dite.", (*chemin, "frequence"))
        anime = any(membre.role in _ANIMENT for membre in instance.membres)
        if instance.membres and not anime and instance.nature is not NatureInstance.BUREAU:
            yield Finding(
                f"Personne ne préside ni n’anime « {instance.nom} ».",
                (*chemin, "membres"),
                suggestion="Donner le rôle `president` ou `animateur` à un membre.",
            )
        yield from _frequence_tenue(examen, instance, chemin)


def _frequence_tenue(examen: Examen, instance: Instance, chemin: CheminDonnee) -> Iterator[Finding]:
    tenues = Counter(r.date.year for r in examen.ctg.reunions if r.instance == instance.id and r.date)
    if not (examen.date and instance.reunions_par_an and tenues):
        return
    for annee in examen.ctg.convention.annees:
        if min(tenues) <= annee < examen.date.year and tenues[annee] < instance.reunions_par_an:
            yield Finding(
                f"« {instance.nom} » : {compte(tenues[annee], 'réunion')} en {annee}, pour "
                f"{instance.reunions_par_an} promises.",
                (*chemin, "reunions_par_an"),
                tenues[annee],
            )


@regle(
    "CTG511",
    Severity.BLOCKING,
    "chaque membre d’une instance est une personne ou une structure",
    source="usage des réunions de pilotage",
)
def membres_nommes(examen: Examen) -> Iterator[Finding]:
    """A row without either is nobody: no letter, no line of the attendance sheet, and nothing would tell."""
    for i, instance in enumerate(examen.ctg.gouvernance.instances):
        for j, membre in enumerate(instance.membres):
            if not (membre.personne or membre.organisme):
                yield Finding(
                    f"Le membre n° {j + 1} de « {instance.nom} » n’est ni une personne ni une structure\u202f: "
                    "rien ne lui serait envoyé.",
                    ("gouvernance", "instances", i, "membres", j),
                    suggestion="Donner sa personne ou sa structure, ou retirer la ligne.",
                )
