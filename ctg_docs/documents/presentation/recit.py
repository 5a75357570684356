"""The first part of the story: agenda, what a CTG is, its history, its neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.calendrier.annees import annees_historique
from ctg_docs.documents._communs.reunions.reunion import agenda
from ctg_docs.documents.presentation.diapo import (
    Carte,
    Diapo,
    Forme,
    Puce,
    cartes,
    hauteur_puce,
    largeur_etiquette,
    paginer,
    puces,
    repartir,
    tableau,
)
from ctg_docs.documents.presentation.mesures import HAUTEUR
from ctg_docs.french import compte, date_longue, liste_et, minuscule_initiale
from ctg_docs.models.articulation import NatureProjet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.articulation import ProjetArticule
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.reunion import Reunion

__all__ = ["tell_agenda", "tell_articulation", "tell_history", "tell_what"]

_LIGNE_DU_TEMPS = 26.0
_CORPS_FRISE = 20
_VOISINS_EN_TABLE = 3
"""Neighbouring plans from which a table tells them better than a slide each."""
_COLONNES_VOISINS = (84.0, 138.0, 80.0)


def tell_agenda(ctg: Ctg, reunion: Reunion | None, situation: Situation) -> Iterator[Diapo]:
    """Yield the agenda of the meeting, as its papers print it."""
    if reunion is None or not reunion.ordre_du_jour:
        return
    lignes = [
        Puce(
            etiquette=ligne.numero or "–",
            texte=" – ".join(p for p in (ligne.heure, ligne.titre, ligne.intervenants) if p),
            discret=ligne.sous_point or ligne.pause,
        )
        for ligne in agenda(ctg, reunion, situation)
    ]
    notes = f"Objet de la réunion\u00a0: {reunion.objet}." if reunion.objet else ""
    yield from puces("Ordre du jour", lignes, commentaire=notes)


def tell_what(ctg: Ctg) -> Iterator[Diapo]:
    """Yield the definition and the frame."""
    presentation = ctg.presentation
    question = "Qu’est-ce qu’une convention territoriale globale\u00a0?"
    deux = [
        *_groupe("Définition", presentation.definition),
        *_groupe("Cadre", presentation.cadre),
    ]
    if presentation.definition and presentation.cadre and len(paginer(deux, HAUTEUR, 20)) == 1:
        yield from puces(question, deux, commentaire="La définition, puis le cadre, phrase par phrase.")
        return
    if presentation.definition:
        yield from puces(question, [Puce(texte=t) for t in presentation.definition],
                         commentaire="La définition, phrase par phrase.")  # fmt: skip
    if presentation.cadre:
        yield from puces("Le cadre", [Puce(texte=t) for t in presentation.cadre], commentaire=question)


def _groupe(nom: str, phrases: Sequence[str]) -> Iterator[Puce]:
    """Yield sentences under one label, at the left of the first."""
    for rang, phrase in enumerate(phrases):
        yield Puce(etiquette="" if rang else nom, texte=phrase)


def tell_history(ctg: Ctg, reunion: Reunion | None) -> Iterator[Diapo]:
    """Yield the line of time, a few years a slide, then today."""
    annees = annees_historique(ctg)
    reperes = tuple(a.libelle for a in annees)
    for libelles, lignes in _etapes_du_temps(ctg):
        documents = [f.document for a in annees if a.libelle in libelles for f in a.faits if f.document]
        yield Diapo(
            forme="frise",
            titre=f"Historique – {_annees(libelles)}",
            puces=lignes,
            reperes=reperes,
            actifs=libelles,
            corps=_CORPS_FRISE,
            commentaire=f"Documents\u00a0: {liste_et(documents)}."
            if documents
            else "L’histoire de la démarche.",
        )
    if reunion and reunion.buts and reunion.date:
        titre = f"Aujourd’hui, {date_longue(reunion.date)}"
        boites = [Carte(titre=str(rang), lignes=(but,)) for rang, but in enumerate(reunion.buts, start=1)]
        yield from cartes("cartes", titre, boites, chapeau=reunion.objet or "", commentaire=reunion.titre)


def _annees(libelles: Sequence[str]) -> str:
    """Return « 2016 à 2018 » of « 2016-2017 » and « 2018 », whichever begins first and ends last."""
    annees = sorted(a for libelle in libelles for a in libelle.split("-"))
    return " à ".join(dict.fromkeys((annees[0], annees[-1])))


def _etapes_du_temps(ctg: Ctg) -> Iterator[tuple[tuple[str, ...], tuple[Puce, ...]]]:
    """Share the facts out over as few slides as hold them, as full as each other, with the years of each."""
    faits = [
        (annee.libelle, Puce(etiquette=_date(f.date, annee.libelle), texte=f"◆\u00a0{f.texte}" if f.marquant else f.texte))
        for annee in annees_historique(ctg)
        for f in annee.faits
    ]  # fmt: skip
    etiquette = largeur_etiquette(puce for _, puce in faits)
    besoins = [hauteur_puce(puce, etiquette, _CORPS_FRISE) for _, puce in faits]
    for page in repartir(besoins, HAUTEUR - _LIGNE_DU_TEMPS):
        lignes = tuple(faits[i][1] for i in page)
        for morceau in paginer(lignes, HAUTEUR - _LIGNE_DU_TEMPS, _CORPS_FRISE):
            yield tuple(dict.fromkeys(faits[i][0] for i in page)), morceau


def _date(date: str, annee: str) -> str:
    if date == "–":
        return annee
    return date if date[-4:].isdigit() else f"{date} {annee}"


def tell_articulation(ctg: Ctg) -> Iterator[Diapo]:
    """Yield the drawing of the plans, what each covers, what the CTG adds, and the fields it may open."""
    articulation = ctg.articulation
    titre = "Articulation avec les autres projets"
    englobants = [p for p in articulation.projets if p.englobe]
    autres = [p for p in articulation.projets if not p.englobe]
    if articulation.projets:
        boites = [_projet(p) for p in (*englobants[:1], *englobants[1:], *autres)]
        forme: Forme = "ensemble" if englobants else "cartes"
        yield from cartes(
            forme, titre, boites, chapeau=articulation.regle or "", commentaire=articulation.regle or titre
        )
    yield from _voisins([p for p in articulation.projets if p.texte])
    yield from _apports(ctg)


def _apports(ctg: Ctg) -> Iterator[Diapo]:
    """Yield the fields that the CTG may open under what it brings, on one slide when it holds both."""
    apports, domaines = ctg.articulation.apport_ctg, ctg.articulation.domaines_possibles
    boites = [Carte(titre=d) for d in domaines]
    notes = f"{compte(len(domaines), 'domaine')} que la CTG peut ouvrir."
    titre = "Les domaines d’intervention possibles"
    ensemble = (
        cartes("cartes", titre, boites, chapeau=_en_suite(apports), commentaire=notes) if boites else ()
    )
    if len(ensemble) == 1 and ensemble[0].forme == "cartes":
        yield from ensemble
        return
    if apports:
        yield from puces("Ce que la CTG apporte", [Puce(texte=t) for t in apports])
    if boites:
        yield from cartes("cartes", titre, boites, commentaire=notes)


def _voisins(projets: Sequence[ProjetArticule]) -> Iterator[Diapo]:
    """Yield the plans side by side when they are few, else as a table, on as few slides as hold it."""
    titre, notes = "Les projets voisins", f"{liste_et([*(_nom(p) for p in projets), 'la CTG'])}."
    boites = [Carte(titre=_nom(p), lignes=tuple(t for t in (p.texte, *_reperes(p)) if t)) for p in projets]
    ensemble = (
        cartes("cartes", titre, boites, commentaire=notes) if 0 < len(projets) < _VOISINS_EN_TABLE else ()
    )
    if [d.forme for d in ensemble] == ["cartes"]:
        yield from ensemble
    elif projets:
        lignes = [(_nom(p), p.texte or "–", _en_suite(_reperes(p)) or "–") for p in projets]
        yield from tableau(
            titre,
            ("Projet", "Ce qu’il apporte", "Repères"),
            lignes,
            _COLONNES_VOISINS,
            lambda rangs: f"{liste_et([*(_nom(projets[i]) for i in rangs), 'la CTG'])}.",
        )


def _en_suite(phrases: Sequence[str]) -> str:
    return "\u202f; ".join(p if not rang else minuscule_initiale(p) for rang, p in enumerate(phrases))


def _nom(projet: ProjetArticule) -> str:
    return f"{projet.nom} ({projet.sigle})" if projet.sigle and projet.sigle not in projet.nom else projet.nom


def _projet(projet: ProjetArticule) -> Carte:
    return Carte(titre=_nom(projet), lignes=projet.mentions, accent=projet.nature is NatureProjet.CTG)


def _reperes(projet: ProjetArticule) -> list[str]:
    periode = " – ".join(m.libelle for m in (projet.debut, projet.fin) if m)
    signature = f"Signature\u00a0: {projet.date_signature.libelle}" if projet.date_signature else ""
    return [t for t in (f"Période\u00a0: {periode}" if periode else "", signature, *projet.mentions) if t]
