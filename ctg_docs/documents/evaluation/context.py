"""What an evaluation shows: questions by criterion, objectives judged, figures of the whole period, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents._communs.chiffres.courbes import LigneEvolution, build_evolutions
from ctg_docs.documents._communs.connu import connu_le
from ctg_docs.documents._communs.identite import build_author, build_stem, logos_des_parties
from ctg_docs.documents._communs.suivi.avancement import annees_suivies
from ctg_docs.documents._communs.suivi.chiffres import (
    LigneAvancement,
    LigneBudgetEnjeu,
    graphique_avancement,
    groupes_du_plan,
    ligne_avancement,
    ligne_budget,
)
from ctg_docs.documents._communs.tete import date_de_version, parties, tete
from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.documents.evaluation.resultats import (
    LigneIndicateurAnnees,
    LigneResultat,
    annees_evaluees,
    graphique_resultats,
    lignes_indicateurs,
    lignes_resultats,
    objectifs_a_reprendre,
    phrase_resultats,
)
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Chart, Picture, Rich
from ctg_docs.french import accord, cle, compte, majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.models.evaluation import Critere, Evaluation, NatureEvaluation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.evaluation import QuestionEvaluative

__all__ = ["CONTEXTE", "BlocQuestion", "ContexteEvaluation", "SectionCritere", "build"]


class BlocQuestion(Bloc):
    """A question, how it was studied, what was found, the answer."""

    question: str
    methode: Rich | str
    constats: tuple[str, ...]
    conclusion: Rich | str


class SectionCritere(Bloc):
    """The questions of a criterion."""

    titre: str
    questions: tuple[BlocQuestion, ...]


class ContexteEvaluation(Contexte):
    """An evaluation."""

    logos: tuple[Picture, ...]
    periode: str
    titre_couverture: str
    territoire: str
    parties: tuple[str, ...]
    date: str
    methode: Rich | str
    dispositif: Rich | str
    indicateurs_transversaux: tuple[str, ...]
    essentiel: tuple[str, ...] = Field(title="L’essentiel", description="L’évaluation en quelques phrases")
    evolutions: tuple[LigneEvolution, ...] = Field(title="Évolutions", description="Chiffres du territoire")
    nom_enjeu: str
    criteres: tuple[SectionCritere, ...]
    graphique_resultats: Chart | None
    resultats: tuple[LigneResultat, ...]
    graphique_avancement: Chart | None
    avancement: tuple[LigneAvancement, ...]
    avancement_total: LigneAvancement | None
    annees: tuple[str, ...]
    indicateurs: tuple[LigneIndicateurAnnees, ...]
    budget: tuple[LigneBudgetEnjeu, ...]
    budget_total: LigneBudgetEnjeu | None
    constats: tuple[str, ...]
    enseignements: tuple[str, ...]
    recommandations: tuple[str, ...]
    a_reprendre: tuple[str, ...]


_STEMS = {
    NatureEvaluation.PRECEDENTE: "evaluation-precedente",
    NatureEvaluation.MI_PARCOURS: "evaluation-mi-parcours",
    NatureEvaluation.FINALE: "evaluation-finale",
}


def _questions(ctg: Ctg, evaluation: Evaluation) -> list[QuestionEvaluative]:
    """Return the questions asked, then those that were planned and that nobody answered."""
    posees = list(evaluation.questions)
    if evaluation.nature is not NatureEvaluation.FINALE:
        return posees
    connues = {cle(q.question) for q in posees}
    return posees + [q for q in ctg.dispositif_evaluation.questions if cle(q.question) not in connues]


def _bloc(question: QuestionEvaluative) -> BlocQuestion:
    return BlocQuestion(
        question=question.question,
        methode=Rich(question.methode) if question.methode else "",
        constats=question.constats,
        conclusion=Rich(question.conclusion)
        if question.conclusion
        else hole("réponse à la question", "evaluations"),
    )


def _criteres(questions: Sequence[QuestionEvaluative]) -> tuple[SectionCritere, ...]:
    return tuple(
        SectionCritere(titre=critere.libelle, questions=tuple(map(_bloc, siennes)))
        for critere in Critere
        if (siennes := [q for q in questions if q.critere is critere])
    )


_TOUTES = {1: "renseignée", 2: "toutes deux renseignées"}


def _essentiel(ctg: Ctg, evaluation: Evaluation, questions: Sequence[QuestionEvaluative]) -> tuple[str, ...]:
    phrases = [phrase_resultats(ctg, evaluation)]
    if questions:
        sans = sum(not q.conclusion for q in questions)
        phrase = f"{compte(len(questions), 'question évaluative', 'questions évaluatives')}"
        phrases.append(f"{phrase}, dont {sans} {accord(sans, 'reste', 'restent')} sans réponse." if sans
                       else f"{phrase}, {_TOUTES.get(len(questions), 'toutes renseignées')} à ce jour.")  # fmt: skip
    return tuple(phrase for phrase in phrases if phrase)


def _evaluations(ctg: Ctg, situation: Situation) -> tuple[Evaluation, ...]:
    """Return the evaluations that make a document; a draft may be prepared from the planned questions."""
    faites = tuple(
        e
        for e in ctg.evaluations
        if e.nature is not NatureEvaluation.PRECEDENTE or e.questions or e.resultats
    )
    finale = any(e.nature is NatureEvaluation.FINALE for e in faites)
    if finale or situation.final or not ctg.dispositif_evaluation.questions:
        return faites
    return (*faites, Evaluation(nature=NatureEvaluation.FINALE))


def _contexte(ctg: Ctg, evaluation: Evaluation, situation: Situation) -> ContexteEvaluation:
    titre, propre = evaluation.nature.libelle, evaluation.nature is not NatureEvaluation.PRECEDENTE
    ctg = connu_le(ctg, situation, evaluation.date.fin if evaluation.date else None) if propre else ctg
    questions = _questions(ctg, evaluation)
    annees = annees_evaluees(ctg, evaluation) if propre else ()
    suivies = [a for a in annees_suivies(ctg) if a in annees]
    groupes = groupes_du_plan(ctg) if suivies else ()
    dispositif = ctg.dispositif_evaluation
    periode = evaluation.periode.libelle if evaluation.periode else ctg.convention.periode if propre else ""
    head = tete(
        ctg,
        situation,
        stem=build_stem(_STEMS[evaluation.nature], ctg.territoire.nom),
        titre=f"{titre} – {ctg.territoire.nom}",
        court=titre,
    )
    if not propre:
        head["titre_courant"] = " ".join(p for p in ("CTG", ctg.territoire.nom, periode) if p)
    return ContexteEvaluation(
        **head,
        logos=logos_des_parties(ctg, situation) if propre else (),
        periode=periode or "Période à préciser",
        titre_couverture=titre,
        territoire=ctg.territoire.nom,
        parties=parties(ctg) if propre else (build_author(ctg),),  # nobody wrote who signed the previous one
        date=evaluation.date.libelle if evaluation.date else "",
        methode=Rich(evaluation.methode)
        if evaluation.methode
        else hole("méthode de l’évaluation", "evaluations"),
        dispositif=Rich(dispositif.texte) if dispositif.texte and propre else "",
        indicateurs_transversaux=dispositif.indicateurs_transversaux if propre else (),
        essentiel=_essentiel(ctg, evaluation, questions),
        evolutions=build_evolutions(ctg.diagnostic.donnees) if ctg.diagnostic and propre else (),
        nom_enjeu=majuscule_initiale(ctg.strategie.niveaux[0].nom),
        criteres=_criteres(questions),
        graphique_resultats=graphique_resultats(ctg, evaluation),
        resultats=lignes_resultats(ctg, evaluation),
        graphique_avancement=graphique_avancement(groupes, suivies[-1], date_de_version(ctg, situation))
        if suivies
        else None,
        avancement=tuple(ligne_avancement(nom, fiches, suivies[-1]) for nom, fiches in groupes),
        avancement_total=_total(ctg, suivies),
        annees=tuple(map(str, annees)),
        indicateurs=lignes_indicateurs(ctg, annees),
        budget=tuple(ligne_budget(nom, fiches, suivies) for nom, fiches in groupes),
        budget_total=ligne_budget("Ensemble du plan", ctg.fiches_actions, suivies) if suivies else None,
        constats=evaluation.constats,
        enseignements=evaluation.enseignements,
        recommandations=evaluation.recommandations,
        a_reprendre=objectifs_a_reprendre(ctg, evaluation),
    )


def _total(ctg: Ctg, suivies: Sequence[int]) -> LigneAvancement | None:
    return ligne_avancement("Ensemble du plan", ctg.fiches_actions, suivies[-1]) if suivies else None


def build(ctg: Ctg, situation: Situation) -> Sequence[ContexteEvaluation]:
    """Return one context per evaluation.

    Raises:
        Inapplicable: no evaluation was made, and no question is planned.
    """
    evaluations = _evaluations(ctg, situation)
    if not evaluations:
        raise Inapplicable("aucune évaluation finale ou à mi-parcours n’est renseignée")
    return [_contexte(ctg, evaluation, situation) for evaluation in evaluations]


CONTEXTE = ContexteEvaluation
