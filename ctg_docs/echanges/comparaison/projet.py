"""The avenant that a difference calls for, and what no avenant can say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ctg_docs.echanges.comparaison.changements import Change, ChangeKind
from ctg_docs.echanges.comparaison.comparer import compare
from ctg_docs.echanges.comparaison.identites import align
from ctg_docs.echanges.comparaison.noms import Names
from ctg_docs.echanges.comparaison.redaction import FEW, bare, excerpts, is_date, is_progress, many
from ctg_docs.models.annexe import Annexe, ContenuAnnexe
from ctg_docs.models.avenant import (
    TYPE_D_ARTICLE,
    AnnexeAvenant,
    Avenant,
    ChangementAnnexe,
    ChangementFiche,
    ModificationArticle,
    ModificationFiche,
    TypeAvenant,
)
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.liste_annexes import list_annexes
from ctg_docs.models.signataire import Signataire
from ctg_docs.sources.write import dump_yaml, to_plain

__all__ = ["Draft", "draft_avenant", "entry_text"]

_T = TypeAvenant
Wordings = Mapping[str, tuple[str, str]]
"""Identifier of an article to its title and its text."""

_REGISTERS: Final = {"organismes", "personnes", "deliberations", "avenants"}
"""Sections that carry facts for the papers and are no part of what the parties agreed."""

_OWN: Final = {
    "reunions",
    "retroplanning",
    "historique",
    "presentation",
    "version",
    "charte",
    "contact",
    "parametres",
    "evaluations",
    "diagnostic",
    "articulation",
}
_BY_ARTICLE: Final = {"strategie", "gouvernance", "cooperation", "dispositif_evaluation", "territoire"}
_IN_ANNEXE: Final = {
    ContenuAnnexe.DIAGNOSTIC: "diagnostic",
    ContenuAnnexe.EQUIPEMENTS: "equipements",
    ContenuAnnexe.PLAN_ACTIONS: "fiches_actions",
    ContenuAnnexe.GOUVERNANCE: "gouvernance",
    ContenuAnnexe.COOPERATEURS: "cooperation",
    ContenuAnnexe.EVALUATION: "dispositif_evaluation",
    ContenuAnnexe.SCHEMA: "petite_enfance",
}
"""Annexes written from the dossier: what they show."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An avenant to complete.

    Attributes:
        avenant: the entry for the dossier; its dates, its number and its reason are left to who signs.
        told: the changes that it says.
        left: sentences on what an avenant can't express, or what must be decided by hand.
        joined: annexes written from the dossier, to join to the avenant as the new convention prints them.
    """

    avenant: Avenant
    told: tuple[Change, ...]
    left: tuple[str, ...]
    joined: tuple[str, ...]


def draft_avenant(old: Ctg, new: Ctg, wordings_old: Wordings, wordings_new: Wordings) -> Draft:
    """Return the avenant that takes the convention from `old` to `new`.

    Args:
        old: the convention as signed.
        new: the convention as it should be.
        wordings_old: title and text of its articles.
        wordings_new: the same for the new one.
    """
    work = _Work(align(old, new)[0], new)
    work.prolong()
    work.parties()
    work.fiches()
    work.articles(wordings_old, wordings_new)
    work.annexes()
    work.rest()
    rank = len(old.avenants) + 1
    avenant = Avenant(
        id=_free_id(old, rank),
        types=tuple(t for t in TypeAvenant if t in work.types) or (_T.AUTRE,),
        nouvelle_date_fin=work.end,
        nouveaux_signataires=tuple(work.newcomers),
        modifications=tuple(work.wordings),
        fiches=tuple(work.sheets),
        annexes=tuple(work.replaced),
    )
    return Draft(avenant, tuple(work.told), tuple(work.left), tuple(work.joined))


def entry_text(avenant: Avenant) -> str:
    """Return the YAML of an entry, to paste in `avenants:`."""
    return dump_yaml([to_plain(avenant)])


def _free_id(ctg: Ctg, rank: int) -> str:
    known = {a.id for a in ctg.avenants}
    while f"avenant-{rank}" in known:
        rank += 1
    return f"avenant-{rank}"


class _Work:
    def __init__(self, old: Ctg, new: Ctg) -> None:
        self.old, self.new = old, new
        self.changes = list(compare(old, new))
        self.types: set[TypeAvenant] = set()
        self.told: list[Change] = []
        self.left: list[str] = []
        self.end = None if old.convention.date_fin == new.convention.date_fin else new.convention.date_fin
        self.newcomers: list[Signataire] = []
        self.sheets: list[ModificationFiche] = []
        self.wordings: list[ModificationArticle] = []
        self.replaced: list[AnnexeAvenant] = []
        self.joined: list[str] = []

    def _of(self, *path: str | int) -> list[Change]:
        return [c for c in self.changes if c.path[: len(path)] == path]

    def prolong(self) -> None:
        """A later end is a prolongation; an earlier one is no avenant of that type."""
        if self.end is None:
            if self.old.convention.date_fin != self.new.convention.date_fin:
                self.left.append("La date de fin a été effacée : un avenant ne peut pas la retirer.")
            return
        self.told += self._of("convention", "date_fin") + self._of("convention", "duree_annees")
        if self.old.convention.date_fin and self.end.fin <= self.old.convention.date_fin.fin:
            self.left.append(
                "La nouvelle fin n’est pas après l’ancienne : une durée réduite relève d’une résiliation."
            )
            self.end = None
        else:
            self.types.add(_T.PROLONGATION)

    def parties(self) -> None:
        """Newcomers sign; a party can't leave by avenant without its own agreement."""
        before = {s.id: s for s in self.old.signataires}
        for party in self.new.signataires:
            if party.id not in before:
                self.newcomers.append(party)
                self.types.add(_T.AJOUT_PARTIE)
        for change in self._of("signataires"):
            whole = not change.field and len(change.path) == 2
            if whole and change.kind is ChangeKind.AJOUT:
                self.told.append(change)
            elif whole and change.kind is ChangeKind.RETRAIT:
                self.left.append(f"{change.sentence} Une partie se retire par résiliation, pas par avenant.")
            elif "representants" not in change.path:
                self.left.append(f"{change.sentence} L’avenant désigne la partie ainsi, sans le dire.")
            else:
                self.left.append(
                    f"{change.sentence} Qui représente une partie n’est pas une clause : le nouveau représentant "
                    "signe l’avenant, rien d’autre n’est à écrire."
                )

    def fiches(self) -> None:
        """One entry per fiche, with everything that changes in it but its progress."""
        names = Names(self.old)
        before = {f.id: f for f in self.old.fiches_actions}
        after = {f.id: f for f in self.new.fiches_actions}
        for rank, id in enumerate(after):
            if id not in before:
                self.sheets.append(ModificationFiche(fiche=id, changement=ChangementFiche.AJOUTEE))
            else:
                found = [c for c in self._of("fiches_actions", rank) if not is_progress(c)]
                head = names.subject(before[id])
                text = "\n".join(bare(c, head) for c in found)
                if found:
                    self.sheets.append(
                        ModificationFiche(fiche=id, changement=ChangementFiche.MODIFIEE, texte=text)
                    )
        for id, fiche in before.items():
            if id not in after:
                gone = ModificationFiche(intitule=fiche.intitule, changement=ChangementFiche.RETIREE)
                self.sheets.append(gone)
        self.told += [c for c in self._of("fiches_actions") if not is_progress(c)]
        if self.sheets:
            new_plan = not self.old.fiches_actions
            self.types.add(_T.INTEGRATION_PLAN_ACTIONS if new_plan else _T.MODIFICATION_FICHES)

    def articles(self, old: Wordings, new: Wordings) -> None:
        """Old and new wording of each article whose text differs; the duration follows the new end by itself."""
        for id in [*new, *(i for i in old if i not in new)]:
            (_, before), (title, after) = old.get(id, ("", "")), new.get(id, ("", ""))
            if " ".join(before.split()) == " ".join(after.split()) or (id == "duree" and self.end):
                continue
            if id == "objectifs" and not self._of("strategie"):
                continue
            if not after:
                self.wordings.append(
                    ModificationArticle(article=id, ancien=before, nouveau="(article supprimé)")
                )
            elif not before:
                self.wordings.append(ModificationArticle(article=title or id, nouveau=after))
            else:
                old_part, new_part = excerpts(before, after)
                self.wordings.append(ModificationArticle(article=id, ancien=old_part, nouveau=new_part))
            self.types.add(TYPE_D_ARTICLE.get(id, _T.AUTRE))
        if self.wordings:
            self.told += [c for c in self.changes if _is_worded(c) and c not in self.told]

    def annexes(self) -> None:
        """Annexes that are new, whose file or text is another, or whose content in the dossier changed."""
        before = {a.id: a for a in list_annexes(self.old)}
        after = {a.id: a for a in list_annexes(self.new)}
        for id, annexe in after.items():
            inside = self._inside(annexe)
            if before.get(id) == annexe and not inside:
                continue
            what = ChangementAnnexe.REMPLACEE if id in before else ChangementAnnexe.AJOUTEE
            self.replaced.append(AnnexeAvenant(**dict(annexe), changement=what))
            if inside:
                self.joined.append(annexe.titre_effectif)
            self.told += [c for c in inside if c not in self.told]
        for id, annexe in before.items():
            if id not in after:
                gone = dict(annexe) | {"texte": None}
                self.replaced.append(AnnexeAvenant(**gone, changement=ChangementAnnexe.RETIREE))
        if self.replaced:
            self.told += [c for c in self._of("convention", "annexes") if c not in self.told]
            self.types.add(_T.AUTRE)

    def _inside(self, annexe: Annexe) -> list[Change]:
        section = _IN_ANNEXE.get(annexe.contenu)
        return [c for c in self._of(section) if not is_progress(c)] if section else []

    def rest(self) -> None:
        """Say what is left, so that nothing is believed to be in the avenant; many alike in one sentence."""
        silent: dict[str, list[Change]] = {}
        for change in self.changes:
            section = str(change.path[0])
            if change in self.told or section == "signataires":
                continue
            if section in _OWN or section in _REGISTERS or is_progress(change):
                silent.setdefault(change.group, []).append(change)
                continue
            if is_date(change):
                why = (
                    "un avenant ne change ni la date de la signature ni celle de l’effet ; il n’en dit rien."
                )
            else:
                why = "aucun article n’en parle ; ajoutez une modification d’article si les parties en conviennent."
            self.left.append(f"{change.sentence} {why[0].upper()}{why[1:]}")
        for group, found in silent.items():
            told = [c.sentence for c in found] if len(found) <= FEW else [many(group, found)]
            self.left += [
                f"{sentence} Sans effet sur la convention ; l’avenant n’en dit rien." for sentence in told
            ]


_NOT_WORDED: Final = {"visas", "preambule_complement", "titre", "sous_titre", "mention_paraphes", "annexes"}


def _is_worded(change: Change) -> bool:
    """True for what the articles of the convention say."""
    section, *inside = change.path
    if section == "convention":
        return not is_date(change) and not (inside and inside[0] in _NOT_WORDED)
    return section in _BY_ARTICLE
