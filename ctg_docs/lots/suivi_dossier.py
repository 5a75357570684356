"""One dossier looked at on a day: what blocks, what ends, what is late, which meeting comes. No clock, no printing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ctg_docs.french import accord, compte, date_longue, liste_et
from ctg_docs.lots.dossiers import Dossier
from ctg_docs.lots.situation import Acte, Suivi, Urgence
from ctg_docs.problems import Problem, Severity

if TYPE_CHECKING:
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.indicateur import Indicateur
    from ctg_docs.models.reunion import Reunion

__all__ = ["row_of"]

_BIENTOT = 183
"""Days before the end of a convention from which its renewal must be prepared: a diagnosis and votes take six months."""

_COMPTE_RENDU = 30
"""Days after a meeting from which its minutes are late (usage: they go out within the month)."""


def row_of(dossier: Dossier, jour: date) -> Suivi:
    """Return where a territory stands on a day. Never raises: a dossier that can't be read has its row too."""
    from ctg_docs.sources import diagnose

    try:
        outcome = diagnose(dossier.chemin)
        errors = [p for p in outcome.problems if p.severity is Severity.ERROR]
        if outcome.ctg is None or errors:
            return _unreadable(dossier, outcome.ctg, errors)
        return _Lecture(dossier, outcome.ctg, jour).row()
    except Exception as bug:  # a bug met by one dossier must not hide all the others
        return unanswered(dossier, f"erreur interne ({type(bug).__name__}\u00a0: {bug})")


def unanswered(dossier: Dossier, reason: str) -> Suivi:
    """Return the row of a dossier that nothing could be learnt of."""
    nom = dossier.chemin.stem
    return Suivi(dossier.nom, nom, Urgence.ILLISIBLE, (f"Dossier non lu\u00a0: {reason}.",), erreurs=1)


def _unreadable(dossier: Dossier, ctg: Ctg | None, errors: Sequence[Problem]) -> Suivi:
    said = " ".join(f"{first.message} ({_place(dossier, first)})" for first in errors[:1])
    more = len(errors) - 1
    return Suivi(
        nom=dossier.nom,
        territoire=ctg.territoire.nom if ctg else dossier.chemin.stem,
        urgence=Urgence.ILLISIBLE,
        alertes=(said + (f" et {compte(more, 'autre erreur', 'autres erreurs')}" if more > 0 else ""),),
        erreurs=len(errors),
    )


def _place(dossier: Dossier, problem: Problem) -> str:
    """Return where a problem is, the dossier too: many have a « ctg.yaml »."""
    place = str(problem.place)
    return f"{dossier.nom}/{place}" if place and dossier.chemin.is_dir() else place or dossier.nom


class _Lecture:
    """A sound dossier, read on a day."""

    def __init__(self, dossier: Dossier, ctg: Ctg, jour: date) -> None:
        self._dossier, self._ctg, self._jour = dossier, ctg, jour

    def row(self) -> Suivi:
        actes = self._actes()
        fin = max((a.fin for a in actes if a.fin), default=None)
        jours = (fin - self._jour).days if fin else None
        prochaine = min(self._reunions(), key=lambda r: r.date or date.max, default=None)
        blocking = self._blocking()
        fiches = [f for f in self._ctg.fiches_actions if self._fiche_en_retard(f)]
        indicateurs, decisions = self._indicateurs(), self._decisions()
        retards = (
            _late({"action": len(fiches), "indicateur": len(indicateurs), "décision": decisions}),
            self._compte_rendu_manquant(),
        )
        urgence = self._urgence(jours, any(retards), bool(blocking))
        alertes = (self._fin(fin, jours), *retards, _bloque(blocking))
        return Suivi(
            nom=self._dossier.nom,
            territoire=self._ctg.territoire.nom,
            urgence=urgence,
            alertes=tuple(alerte for alerte in alertes if alerte),
            etat=self._ctg.convention.etat.libelle,
            fin=fin,
            jours=jours,
            actes=actes,
            prochaine_reunion=prochaine.date if prochaine else None,
            reunion=prochaine.titre if prochaine else "",
            actions=len(self._ctg.fiches_actions),
            actions_en_retard=len(fiches),
            indicateurs_en_retard=len(indicateurs),
            decisions_en_retard=decisions,
            compte_rendu=max((r.date for r in self._ctg.reunions if r.compte_rendu and r.date), default=None),
            bloquants=len(blocking),
            manques=self._manques(),
        )

    def _urgence(self, jours: int | None, late: bool, blocking: bool) -> Urgence:
        if jours is not None and jours < 0:
            return Urgence.ECHUE
        if late:
            return Urgence.RETARD
        if jours is not None and jours <= _BIENTOT:
            return Urgence.ECHEANCE
        return Urgence.A_COMPLETER if blocking else Urgence.A_JOUR

    def _actes(self) -> tuple[Acte, ...]:
        from ctg_docs.documents._communs.parties.avenants import nommer_avenant

        fin = self._ctg.convention.date_fin
        acts = [Acte("Convention", fin.fin if fin else None)]
        for avenant in self._ctg.avenants:
            if avenant.base is None and (new := avenant.nouvelle_date_fin) is not None:
                acts.append(Acte(nommer_avenant(avenant), new.fin))
        return tuple(acts)

    def _reunions(self) -> list[Reunion]:
        return [r for r in self._ctg.reunions if r.date and r.date >= self._jour]

    def _fiche_en_retard(self, fiche: FicheAction) -> bool:
        from ctg_docs.documents._communs.suivi.avancement import EN_DIFFICULTE, FINIS, statut_en

        statut = statut_en(fiche, self._jour.year)
        if statut in EN_DIFFICULTE:
            return True
        calendrier = fiche.calendrier
        if statut in FINIS or calendrier is None or calendrier.recurrente or calendrier.fin is None:
            return False
        return calendrier.fin.fin < self._jour

    def _indicateurs(self) -> list[Indicateur]:
        """Return the indicators whose target is due and that have no measure since."""
        known = [
            i
            for f in self._ctg.fiches_actions
            for i in (*f.indicateurs, *(i for o in f.operations for i in o.indicateurs))
        ]
        return [
            i
            for i in known
            if i.date_cible
            and i.date_cible.fin < self._jour
            and not any(r.annee >= i.date_cible.fin.year for r in i.realisations)
        ]

    def _decisions(self) -> int:
        from ctg_docs.models.reunion import StatutDecision

        opened = (StatutDecision.A_FAIRE, StatutDecision.EN_COURS)
        return sum(
            d.statut in opened and d.echeance is not None and d.echeance.fin < self._jour
            for r in self._ctg.reunions
            for d in r.decisions
        )

    def _compte_rendu_manquant(self) -> str:
        held = [r for r in self._ctg.reunions if r.date and r.date < self._jour]
        last = max(held, key=lambda r: r.date or date.min, default=None)
        if (
            last is None
            or last.date is None
            or last.compte_rendu
            or (self._jour - last.date).days <= _COMPTE_RENDU
        ):
            return ""
        return f"Pas de compte rendu de la réunion du {date_longue(last.date)}."

    def _blocking(self) -> list[Problem]:
        from ctg_docs.checks import run

        found = run(self._ctg, final=True, date=self._jour, gravites=(Severity.ERROR, Severity.BLOCKING))
        return [problem for problem in found if problem.blocking]

    def _manques(self) -> int:
        from ctg_docs.documents import get_kind
        from ctg_docs.documents.kind import Inapplicable, Situation
        from ctg_docs.steps.holes import holes_of

        try:
            contexts = get_kind("convention").build(self._ctg, Situation(pictures=self._ctg.provenance.files))
        except Inapplicable:
            return 0
        return sum(len(holes_of(context)) for context in contexts)

    def _fin(self, fin: date | None, jours: int | None) -> str:
        if fin is None or jours is None:
            return "La date de fin n’est pas connue."
        if jours < 0:
            return f"La convention a pris fin le {date_longue(fin)}."
        if jours <= _BIENTOT:
            return f"La convention prend fin le {date_longue(fin)}, dans {compte(jours, 'jour')}."
        return ""


def _late(numbers: Mapping[str, int]) -> str:
    late = liste_et(compte(number, nom) for nom, number in numbers.items() if number)
    return f"{late} en retard." if late else ""


def _bloque(blocking: Sequence[Problem]) -> str:
    if not blocking:
        return ""
    how = accord(len(blocking), "bloque", "bloquent")
    first = f"{', d’abord' if blocking[1:] else ''}\u00a0: {blocking[0].message}"
    return f"{compte(len(blocking), 'point')} {how} la version définitive{first}"
