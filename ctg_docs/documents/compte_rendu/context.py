"""What the minutes show: who came, what was said on each item, what was decided, what is to be done."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.gouvernance.instances import phrase_quorum
from ctg_docs.documents._communs.noms import nom_en_phrase, nom_personne
from ctg_docs.documents._communs.parties.cases import CaseSignature, RangSignatures
from ctg_docs.documents._communs.reunions.decisions import LigneDecision, decisions_de, decisions_ordonnees
from ctg_docs.documents._communs.reunions.mots import MOTS
from ctg_docs.documents._communs.reunions.papier import PapierReunion, tete_papier
from ctg_docs.documents._communs.reunions.presences import (
    Convie,
    autres_participants,
    non_notes,
    phrase_presences,
    presences_par_etat,
)
from ctg_docs.documents._communs.reunions.reunion import (
    Fait,
    LigneAgenda,
    faits_tenue,
    intervenants,
    points_a_plat,
    quand,
    reunions_pour,
)
from ctg_docs.documents._communs.reunions.suites import qui_ensemble
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Rich
from ctg_docs.french import accord, cle, compte, date_jour, date_longue, heure, liste_et, majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs
from ctg_docs.models.parametres import FormatHeure
from ctg_docs.models.reunion import EtatCompteRendu, EtatPresence, NaturePoint

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import ActionAFaire, Reunion

__all__ = ["CONTEXTE", "CompteRenduContexte", "GroupePresence", "LigneAction", "PointTraite", "build"]

_TITRES = {
    EtatPresence.PRESENT: ("personne présente", "personnes présentes"),
    EtatPresence.REPRESENTE: ("personne représentée", "personnes représentées"),
    EtatPresence.EXCUSE: ("personne excusée", "personnes excusées"),
    EtatPresence.ABSENT: ("personne absente", "personnes absentes"),
}


_ETATS = {EtatCompteRendu.PROJET: "Projet de compte rendu", EtatCompteRendu.VALIDE: "Compte rendu validé"}


class GroupePresence(Bloc):
    """Persons in the same state."""

    titre: str = Field(title="Titre", description="« 12 personnes présentes »")
    personnes: tuple[Convie, ...] = Field(title="Personnes", description="Par structure puis par nom")


class LigneAction(Bloc):
    """Something to do."""

    quoi: str = Field(title="Quoi", description="Ce qui est à faire")
    qui: str = Field(title="Qui", description="Qui s’en charge")
    quand: str = Field(title="Quand", description="Échéance")


class PointTraite(LigneAgenda):
    """An item of the agenda as it was dealt with."""

    echanges: Rich = Field(title="Échanges", description="Ce qui s’est dit")
    sans_echange: bool = Field(title="Sans échange", description="Vrai si rien n’est noté sur ce point")
    decisions: tuple[LigneDecision, ...] = Field(title="Décisions", description="Prises sur ce point")
    conclusions: tuple[LigneDecision, ...] = Field(
        (), title="Conclusions", description="Décisions sur le point entier, après son dernier sous-point"
    )
    actions: tuple[LigneAction, ...] = Field(title="Actions", description="À faire après ce point")


class CompteRenduContexte(PapierReunion):
    """The minutes of one meeting."""

    offerts: ClassVar[frozenset[str]] = MOTS - {"points"}

    introduction: Rich = Field(title="Introduction", description="Ouverture de la séance")
    resume_presences: str = Field(title="Résumé des présences", description="« 12 présents, 2 excusés »")
    presences: tuple[GroupePresence, ...] = Field(title="Présences", description="Un groupe par état")
    approbation: str = Field(title="Approbation", description="Du compte rendu précédent, ou vide")
    points: tuple[PointTraite, ...] = Field((), title="Points", description="Dans l’ordre du jour")
    decisions_libres: tuple[LigneDecision, ...] = Field(title="Autres décisions", description="Sans point")
    actions: tuple[LigneAction, ...] = Field(title="Actions", description="Toutes les actions à faire")
    questions_diverses: Rich = Field(title="Questions diverses", description="Texte, ou vide")
    prochaine: str = Field(title="Prochaine réunion", description="Une phrase, ou vide")
    cloture: str = Field(title="Clôture", description="« La séance est levée à 17 h 15. »")
    approbation_tacite: str = Field(title="Approbation tacite", description="Délai d’observations, ou vide")
    rangs: tuple[RangSignatures, ...] = Field(title="Signatures", description="Présidence et secrétariat")


CONTEXTE = CompteRenduContexte


def build(ctg: Ctg, situation: Situation) -> Sequence[CompteRenduContexte]:
    """Return the minutes of each meeting that was held."""
    reunions = reunions_pour(
        ctg,
        situation,
        lambda r: r.compte_rendu is not None or bool(r.presences) or bool(r.decisions),
        "aucune réunion n’a de compte rendu, de présences ni de décisions",
    )
    return [_build(ctg, reunion, situation) for reunion in reunions]


def _serree(ctg: Ctg) -> bool:
    return ctg.parametres.format_heure is FormatHeure.COMPACT


def _faits(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[Fait, ...]:
    cr = reunion.compte_rendu
    faits = [f for f in faits_tenue(ctg, reunion) if f.etiquette != "Participants"]
    if cr and cr.heure_debut_reelle:
        faits = [f for f in faits if f.etiquette != "Durée"]
        reels = f"Ouverture à {heure(cr.heure_debut_reelle, serree=_serree(ctg))}"
        if cr.heure_fin_reelle:
            reels += f", clôture à {heure(cr.heure_fin_reelle, serree=_serree(ctg))}"
        date, *suite = (f for f in faits if f.etiquette != "Horaires")
        faits = [date, Fait(etiquette="Horaires", texte=reels), *suite]
    ou = f"reunions.{reunion.id}.compte_rendu"
    president = nom_en_phrase(ctg, cr.president if cr else None, situation) or hole(
        "présidence de la séance", f"{ou}.president"
    )
    secretaire = nom_en_phrase(ctg, cr.secretaire if cr else None, situation) or hole(
        "secrétaire de séance", f"{ou}.secretaire"
    )
    faits += [Fait(etiquette="Présidence", texte=president), Fait(etiquette="Rédaction", texte=secretaire)]
    if cr:
        envoi = f", envoyé le {date_longue(cr.date_envoi)}" if cr.date_envoi else ""
        faits.append(Fait(etiquette="État", texte=f"{_ETATS[cr.etat]}{envoi}"))
    return tuple(faits)


def _presences(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[GroupePresence, ...]:
    groupes = presences_par_etat(ctg, reunion, situation)
    presents = [
        GroupePresence(titre=compte(len(personnes), *_TITRES[etat]), personnes=personnes)
        for etat, personnes in groupes.items()
        if personnes
    ]
    if inconnus := non_notes(ctg, reunion, situation):
        titre = compte(len(inconnus), "personne", "personnes") + " dont la présence n’est pas notée"
        presents.append(GroupePresence(titre=titre, personnes=inconnus))
    autres = autres_participants(ctg, reunion, situation)
    if autres:
        titre = compte(len(autres), "autre personne présente", "autres personnes présentes")
        presents.append(GroupePresence(titre=titre, personnes=autres))
    return tuple(presents)


def _resume(ctg: Ctg, reunion: Reunion, situation: Situation, groupes: Sequence[GroupePresence]) -> str:
    if not groupes:
        return "Présences non relevées."
    phrase = phrase_presences(ctg, reunion, situation) or f"{liste_et([g.titre for g in groupes])}."
    instance = ctg.instance(reunion.instance)
    quorum = phrase_quorum(instance.quorum) if instance and instance.quorum else ""
    return f"{phrase} {quorum.rstrip(' .')}." if quorum.startswith("Quorum") else phrase


def _action(ctg: Ctg, action: ActionAFaire, situation: Situation) -> LigneAction:
    """Return something to do as the meeting asked for it: what was done of it since is no business of its minutes."""
    sans = "–" if action.fait else "à fixer"
    return LigneAction(
        quoi=action.quoi,
        qui=majuscule_initiale(qui_ensemble(ctg, action, situation)),
        quand=action.quand.libelle if action.quand else sans,
    )


_APPROBATION = ("compte rendu", "proces verbal", "pv", "releve de decisions")


def _textes_de_points(reunion: Reunion) -> dict[int, str]:
    """Return what the minutes say of an item by its title, by rank: it is printed under that item, under no second heading."""
    cr, trouves = reunion.compte_rendu, dict[int, str]()
    for rang, (point, _) in enumerate(points_a_plat(reunion.ordre_du_jour)):
        titre = cle(point.titre)
        if cr and cr.questions_diverses and titre.startswith("questions diverses"):
            trouves = {r: t for r, t in trouves.items() if t != cr.questions_diverses}
            trouves[rang] = cr.questions_diverses
        approuve = cr and cr.approbation_precedent and cr.approbation_precedent not in trouves.values()
        if approuve and titre.startswith("approbation") and any(mot in titre for mot in _APPROBATION):
            trouves[rang] = (cr and cr.approbation_precedent) or ""
    return trouves


def _traite(
    ctg: Ctg, reunion: Reunion, situation: Situation, par_point: Mapping[str, Sequence[LigneDecision]]
) -> tuple[PointTraite, ...]:
    traites, textes = [], _textes_de_points(reunion)
    for rang, (point, sous) in enumerate(points_a_plat(reunion.ordre_du_jour)):
        dit = blocs(point.echanges, textes.get(rang))
        siennes = () if point.sous_points else tuple(par_point.get(point.id or "", ()))
        actions = tuple(
            _action(ctg, a, situation) for a in reunion.actions if point.id and a.point == point.id
        )
        pause = point.nature is NaturePoint.PAUSE
        traites.append(
            PointTraite(
                titre=point.titre,
                sous_point=sous,
                pause=pause,
                intervenants=intervenants(ctg, point, situation),
                echanges=Rich(dit),
                sans_echange=not (dit or siennes or actions or point.sous_points or pause),
                decisions=siennes,
                actions=actions,
            )
        )
    return tuple(traites)


def _concluded(
    reunion: Reunion, traites: Sequence[PointTraite], par_point: Mapping[str, Sequence[LigneDecision]]
) -> tuple[PointTraite, ...]:
    """Return the items, the decisions on one that has sub-items after the last of these."""
    conclus = list(traites)
    for rang, (point, _) in enumerate(points_a_plat(reunion.ordre_du_jour)):
        if siennes := par_point.get(point.id or "", ()) if point.sous_points else ():
            dernier = rang + sum(1 for _ in points_a_plat(point.sous_points))
            dits = (*siennes, *conclus[dernier].conclusions)
            conclus[dernier] = conclus[dernier].model_copy(update={"conclusions": dits})
    return tuple(conclus)


def _par_point(ctg: Ctg, reunion: Reunion, situation: Situation) -> dict[str, list[LigneDecision]]:
    """Return the decisions under the item they answer; those of no item under an empty name."""
    connus = {point.id for point, _ in points_a_plat(reunion.ordre_du_jour)}
    groupes: dict[str, list[LigneDecision]] = {}
    for decision, ligne in zip(
        decisions_ordonnees(reunion), decisions_de(ctg, reunion, situation), strict=True
    ):
        point = decision.point if decision.point in connus else None
        groupes.setdefault(point or "", []).append(ligne)
    return groupes


def _sauf(texte: str | None, dits: Collection[str]) -> str:
    return "" if texte is None or texte in dits else texte


def _prochaine(ctg: Ctg, reunion: Reunion) -> str:
    cr = reunion.compte_rendu
    suivante = ctg.reunion(cr.prochaine_reunion) if cr else None
    if suivante:
        return f"Prochaine réunion\u00a0: {quand(suivante)} («\u00a0{suivante.titre}\u00a0»)."
    if cr and cr.prochaine_date:
        quand_dit = cr.prochaine_date
        jour = date_jour(quand_dit.debut) if quand_dit.is_day else quand_dit.libelle
        return f"Prochaine réunion\u00a0: {jour}."
    return ""


def _tacite(ctg: Ctg) -> str:
    jours = ctg.parametres.delai_approbation_jours
    if jours is None:
        return ""
    return (
        f"Sans observation dans {accord(jours, 'le', 'les')} {compte(jours, 'jour')} qui {accord(jours, 'suit', 'suivent')} "
        "son envoi, ce compte rendu est réputé approuvé."
    )


def _cloture(ctg: Ctg, reunion: Reunion) -> str:
    cr = reunion.compte_rendu
    fin = cr.heure_fin_reelle if cr else None
    rien = (
        "Aucune décision n’est prise. "
        if cr and cr.etat is EtatCompteRendu.VALIDE and not reunion.decisions
        else ""
    )
    return f"{rien}La séance est levée{f' à {heure(fin, serree=_serree(ctg))}' if fin else ''}."


def _signatures(ctg: Ctg, reunion: Reunion, situation: Situation) -> tuple[RangSignatures, ...]:
    cr = reunion.compte_rendu
    cases = []
    for numero, (pour, id) in enumerate(
        (
            ("Présidence de la séance", cr.president if cr else None),
            ("Secrétariat", cr.secretaire if cr else None),
        ),
        1,
    ):
        personne = ctg.personne(id)
        nom = nom_personne(
            ctg, id, situation, hole(f"nom pour « {pour.lower()} »", f"reunions.{reunion.id}.compte_rendu")
        )
        qualite = majuscule_initiale((personne.fonction if personne else None) or "\u00a0")
        cases.append(CaseSignature(numero=numero, pour=pour, qualite=qualite, nom=nom))
    return (RangSignatures(gauche=cases[0], droite=cases[1]),)


def _build(ctg: Ctg, reunion: Reunion, situation: Situation) -> CompteRenduContexte:
    cr = reunion.compte_rendu
    presences = _presences(ctg, reunion, situation)
    ailleurs = _textes_de_points(reunion).values()
    decisions = _par_point(ctg, reunion, situation)
    libres = decisions.pop("", [])
    tete = tete_papier(ctg, reunion, situation, "Compte rendu", "compte-rendu")
    return CompteRenduContexte(
        **{**tete, "points": _concluded(reunion, _traite(ctg, reunion, situation, decisions), decisions)},
        faits=_faits(ctg, reunion, situation),
        introduction=Rich((cr.introduction if cr else None) or ""),
        resume_presences=_resume(ctg, reunion, situation, presences),
        presences=presences,
        approbation=_sauf(cr.approbation_precedent if cr else None, ailleurs),
        decisions_libres=tuple(libres),
        actions=tuple(_action(ctg, a, situation) for a in reunion.actions),
        questions_diverses=Rich(_sauf(cr.questions_diverses if cr else None, ailleurs)),
        prochaine=_prochaine(ctg, reunion),
        cloture=_cloture(ctg, reunion),
        approbation_tacite=_tacite(ctg),
        rangs=_signatures(ctg, reunion, situation),
    )
