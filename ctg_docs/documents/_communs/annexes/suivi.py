"""Annexes « Évaluation » and « Délibérations »: how it will be judged, and who decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.french import date_courte, date_longue, majuscule_initiale, minuscule_initiale, nombre
from ctg_docs.holes import hole
from ctg_docs.markdown import ponctuer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.indicateur import Indicateur

__all__ = ["AnnexeDeliberations", "AnnexeEvaluation", "build_deliberations", "build_evaluation"]

_TIRET = "–"


class LigneQuestion(Bloc):
    """An evaluative question."""

    critere: str
    question: str
    methode: str


class LigneIndicateur(Bloc):
    """An indicator of an action."""

    code: str
    intitule: str
    unite: str
    initial: str
    cible: str
    cible_texte: str
    source: str


class AnnexeEvaluation(Bloc):
    """What the annexe shows."""

    texte: Rich | None
    transversaux: tuple[str, ...]
    questions: tuple[LigneQuestion, ...]
    indicateurs: tuple[LigneIndicateur, ...]


class LigneActe(Bloc):
    """An act of a party."""

    organisme: str
    organe: str
    acte: str
    date: str
    objet: str


class AnnexeDeliberations(Bloc):
    """What the annexe shows."""

    actes: tuple[LigneActe, ...]
    fichiers: tuple[str, ...]


def build_evaluation(ctg: Ctg) -> AnnexeEvaluation:
    """Return the questions, then every indicator by action."""
    dispositif = ctg.dispositif_evaluation
    return AnnexeEvaluation(
        texte=Rich(dispositif.texte) if dispositif.texte else None,
        transversaux=ponctuer(dispositif.indicateurs_transversaux),
        questions=tuple(
            LigneQuestion(critere=q.critere.libelle, question=q.question, methode=q.methode or _TIRET)
            for q in dispositif.questions
        ),
        indicateurs=tuple(_indicateur(ctg, f, i) for f in ctg.fiches_ordonnees for i in f.indicateurs),
    )


def _indicateur(ctg: Ctg, fiche: FicheAction, indicateur: Indicateur) -> LigneIndicateur:
    return LigneIndicateur(
        code=ctg.codes_fiches.get(fiche.id, _TIRET),
        intitule=indicateur.intitule,
        unite=indicateur.unite or _TIRET,
        initial=_valeur(indicateur.valeur_initiale),
        cible=_valeur(indicateur.cible),
        cible_texte=f"Cible : {minuscule_initiale(indicateur.cible_texte)}" if indicateur.cible_texte else "",
        source=indicateur.source or _TIRET,
    )


def _valeur(valeur: Decimal | None) -> str:
    return nombre(valeur) if valeur is not None else _TIRET


def build_deliberations(parties: Sequence[Partie]) -> AnnexeDeliberations:
    """Return one row per act of a deliberating party, missing ones as holes."""
    actes, fichiers = [], []
    for partie in parties:
        for decision in partie.actes:
            acte, nom = decision.acte, majuscule_initiale(decision.organisme.groupe.nom)
            numero = f" n°\u00a0{acte.numero}" if acte and acte.numero else ""
            nature = decision.nature.libelle
            date = (
                date_courte(acte.date)
                if acte and acte.date
                else hole(
                    f"date de la {nature.lower()} {decision.organisme.groupe.de}", f"{decision.chemin}.date"
                )
            )
            organe = majuscule_initiale(decision.organe)
            objet = (acte.objet if acte else None) or hole("objet", f"{decision.chemin}.objet")
            actes.append(
                LigneActe(organisme=nom, organe=organe, acte=f"{nature}{numero}", date=date, objet=objet)
            )
            if acte and acte.fichier:
                jour = f" du {date_longue(acte.date)}" if acte.date else ""
                fichiers.append(f"{nom}\u00a0: {minuscule_initiale(nature)}{numero}{jour}")
    return AnnexeDeliberations(actes=tuple(actes), fichiers=tuple(fichiers))
