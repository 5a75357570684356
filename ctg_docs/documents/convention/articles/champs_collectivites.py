"""Article « Champs d’intervention des collectivités »: the competences that each one exercises."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ctg_docs.documents._communs.parties.parties import exercer
from ctg_docs.documents.convention.articles import petite_enfance
from ctg_docs.documents.convention.articles.ensembles import nommer_ensemble, reunir
from ctg_docs.french import cle, liste_et
from ctg_docs.markdown import blocs, echapper
from ctg_docs.models.dispositifs import en_cours
from ctg_docs.models.organisme import NatureOrganisme as Nature

if TYPE_CHECKING:
    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.french import Groupe
    from ctg_docs.models.organisme import Organisme

__all__ = ["titre", "write"]

_PAR_LA_LOI = {Nature.METROPOLE, Nature.COLLECTIVITE}
"""Bodies whose competences come from the law, not from statutes."""
_ENFANTS = "d’accueil du jeune enfant"
_CHAMPS: Final = {
    _ENFANTS: re.compile(r"petite enfance|jeunes? enfants?|creche"),
    "d’enfance": re.compile(r"(?<!petite )enfance"),
    "de jeunesse": re.compile(r"jeunes\b(?! enfant)|jeunesse"),
    "de vie scolaire et périscolaire": re.compile(r"\b(?:peri)?scolaires?"),
    "d’animation de la vie locale": re.compile(r"vie (?:sociale|locale)"),
}
"""Fields of a commune, and the words by which a group of communes says that it exercises them."""


def titre(f: Faits) -> str:
    """Return the title that fits the parties: « Champs d’intervention de la Communauté de communes »."""
    if 0 < len(f.collectivites) <= 2:
        return f"Champs d’intervention {f.noms_de(f.collectivites)}"
    return "Champs d’intervention des collectivités"


def write(f: Faits) -> str:
    """Return the text of the article."""
    ensembles = reunir(f.collectivites, _a_ses_competences)
    return blocs(*(_champ(f, e, titre=len(ensembles) > 1) for e in ensembles), petite_enfance.champ(f))


def _a_ses_competences(p: Partie) -> bool:
    return any(o.competences for o in p.organismes)


def _champ(f: Faits, ensemble: tuple[Partie, ...], *, titre: bool) -> str:
    qui = nommer_ensemble(ensemble, f.decrites)
    sujet = echapper(qui.sujet)
    entete = f"## {sujet}" if titre else ""
    if len(ensemble) == 1:
        return blocs(entete, _une_partie(f, ensemble[0]))
    if ensemble[0].natures == {Nature.COMMUNE}:
        return blocs(entete, _communales(f, qui, "sur leur territoire respectif"))
    return blocs(entete, _propres(sujet, qui, {n for p in ensemble for n in p.natures}))


def _propres(sujet: str, qui: Groupe, natures: set[Nature]) -> str:
    """Return what bodies that are no commune exercise: by the law for some, by their statutes for the others."""
    if natures <= _PAR_LA_LOI:
        ses, lui = ("leurs", "leur") if qui.pluriel else ("ses", "lui")
        transferees = f" et celles qui {lui} ont été transférées" if Nature.METROPOLE in natures else ""
        return (
            f"{sujet} {qui.verbe('exerce', 'exercent')}, en matière de services aux familles, les compétences que la loi "
            f"{lui} attribue{transferees}. {ses.capitalize()} délibérations en précisent l’étendue."
        )
    return _statuts(sujet, qui)


def _statuts(sujet: str, qui: Groupe) -> str:
    ses, lui = ("leurs", "leur") if qui.pluriel else ("ses", "lui")
    return (
        f"{sujet} {qui.verbe('exerce', 'exercent')}, dans le cadre de {ses} statuts, les compétences qui {lui} ont été "
        f"transférées par {ses} membres en matière de services aux familles. {ses.capitalize()} statuts et {ses} "
        "délibérations en précisent l’étendue."
    )


def _une_partie(f: Faits, p: Partie) -> str:
    if len(p.organismes) == 1:
        return _competences(f, p.organismes[0], p.court)
    precisees = [o for o in p.organismes if o.competences]
    return blocs(
        _communales(f, p.court, "sur leur territoire respectif")
        if p.natures == {Nature.COMMUNE}
        else f.passage("champ_groupe", sujet=p.sujet),
        *(_competences(f, o, o.groupe) for o in precisees),
    )


def _competences(f: Faits, organisme: Organisme, qui: Groupe) -> str:
    sujet = echapper(qui.sujet)
    if organisme.competences:
        return exercer(qui, organisme.competences)
    if organisme.nature is Nature.COMMUNE:
        return _communales(f, qui, "au plus près des habitants")
    return _propres(sujet, qui, {organisme.nature})


def _communales(f: Faits, qui: Groupe, ou: str) -> str:
    """Return what communes exercise: the fields that no group of the dossier says its own, never what they transferred."""
    transferes = _transferes(f)
    garde = f.passage("autorite_communes") if _ENFANTS not in transferes else ""
    siennes = [champ for champ in _CHAMPS if champ not in transferes and not (garde and champ == _ENFANTS)]
    lui, elle, a = ("leur", "elles", "ont") if qui.pluriel else ("lui", "elle" if qui.feminin else "il", "a")
    reserve = f" et qu’{elle} n’{a} pas transférées" if garde or transferes else ""
    notamment = f", notamment en matière {liste_et(siennes)}" if siennes else ""
    return (
        f"{echapper(qui.sujet)} {qui.verbe('exerce', 'exercent')}, {ou}, les compétences que la loi {lui} "
        f"attribue{reserve}{notamment}{garde}."
    )


def _transferes(f: Faits) -> frozenset[str]:
    """Return the fields that a group of communes exercises: a party that says so, or who organises early childhood."""
    groupes = [o for p in f.collectivites for o in p.organismes if o.nature is not Nature.COMMUNE]
    dits = cle(" ".join(c for o in groupes for c in o.competences))
    champs = {champ for champ, mots in _CHAMPS.items() if mots.search(dits)}
    autorites = {a.organisme for a in f.ctg.petite_enfance.autorites if en_cours("autorite", f.jour)}
    return frozenset(champs | ({_ENFANTS} if autorites else set()))
