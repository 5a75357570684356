"""Instances of the governance as documents tell them: names, composition, levels from the deciding one down."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctg_docs.french import Groupe, cle, compte, minuscule_initiale
from ctg_docs.holes import hole

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.gouvernance import Instance

__all__ = [
    "composition_instance",
    "frequence_instance",
    "groupe_instance",
    "niveaux_instances",
    "nom_instance",
    "phrase_quorum",
    "verbes_en_phrase",
]

_FEMININS: Final = (
    "assemblee", "cellule", "commission", "conference", "coordination", "delegation", "direction", "equipe", "instance",
    "mission", "reunion", "section", "table",
)  # fmt: skip
_PLURIELS: Final = ("ateliers", "cellules", "comites", "commissions", "equipes", "groupes", "tables")


def nom_instance(instance: Instance) -> str:
    """Return « Comité de pilotage partenarial (COPIL) »."""
    if instance.sigle and instance.sigle not in instance.nom:
        return f"{instance.nom} ({instance.sigle})"
    return instance.nom


def groupe_instance(instance: Instance, *, court: bool = False) -> Groupe:
    """Return an instance as a sentence names it: « le comité de pilotage (COPIL) », « la conférence des maires ».

    Args:
        instance: the instance.
        court: True to name it by its sigle, « le COPIL », when it has one.
    """
    nom = instance.sigle if court and instance.sigle else minuscule_initiale(nom_instance(instance))
    tete = cle(instance.nom).split(" ")[0]
    feminin, pluriel = tete.removesuffix("s") in _FEMININS, tete in _PLURIELS
    return Groupe.defini(nom, feminin=feminin, pluriel=pluriel and not (court and instance.sigle))


def verbes_en_phrase(verbes: str) -> str:
    """Return verbs in small letters, which a screen reader does not spell; sigles stay."""
    return re.sub(r"\b(ctg|copil|cotech|pedt|caf|msa)\b", lambda m: m[1].upper(), verbes.lower())


def composition_instance(instance: Instance) -> tuple[str, ...]:
    """Return the announced composition, one category a line, with its limit per structure; a hole when unknown."""
    lignes = tuple(
        f"{r.texte} ({compte(r.max_par_structure, 'personne')} au plus par structure)"
        if r.max_par_structure
        else r.texte
        for r in instance.composition
    )
    return lignes or (
        hole(f"composition – {instance.nom}", f"gouvernance.instances.{instance.id}.composition"),
    )


def phrase_quorum(texte: str) -> str:
    """Return « Quorum : la moitié des membres », « Pas de quorum »."""
    if texte.strip(" .").lower() == "aucun":
        return "Pas de quorum"
    return f"Quorum\u00a0: {texte[0].lower()}{texte[1:]}"


def frequence_instance(instance: Instance) -> str:
    """Return how often it meets, « – » when nothing says it."""
    if instance.frequence:
        return instance.frequence
    promises = instance.reunions_par_an
    return f"{compte(promises, 'réunion')} par an au moins" if promises else "–"


def niveaux_instances(ctg: Ctg) -> tuple[tuple[Instance, ...], ...]:
    """Return the instances by level, from the deciding one down.

    The level follows « rend compte à »; an instance linked to none stands under the one written before it, beside it
    when both are of the same nature.
    """
    rangs: dict[str, int] = {}
    precedente: Instance | None = None
    for instance in ctg.gouvernance.instances:
        rang = _profondeur(ctg, instance)
        if rang == 0 and precedente is not None and not _is_chef(ctg, instance):
            rang = rangs[precedente.id] + (precedente.nature is not instance.nature)
        rangs[instance.id] = rang
        precedente = instance
    groupes = (
        tuple(i for i in ctg.gouvernance.instances if rangs[i.id] == rang)
        for rang in range(max(rangs.values(), default=-1) + 1)
    )
    return tuple(groupe for groupe in groupes if groupe)


def _is_chef(ctg: Ctg, instance: Instance) -> bool:
    return any(autre.rend_compte_a == instance.id for autre in ctg.gouvernance.instances)


def _profondeur(ctg: Ctg, instance: Instance) -> int:
    vues = {instance.id}
    chef = ctg.instance(instance.rend_compte_a)
    while chef is not None and chef.id not in vues:
        vues.add(chef.id)
        chef = ctg.instance(chef.rend_compte_a)
    return len(vues) - 1
