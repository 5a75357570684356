"""What the dossier of fiches shows: one section per enjeu with its objectives, then its fiches."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.fiches.aisance import aerer
from ctg_docs.documents._communs.fiches.codes import code_de
from ctg_docs.documents._communs.fiches.fiches import BlocFiche, bloc_fiche
from ctg_docs.documents._communs.identite import build_stem, logos_des_parties
from ctg_docs.documents._communs.noms import appellation_organisme
from ctg_docs.documents._communs.photos import Photo, build_photo
from ctg_docs.documents._communs.suivi.statuts import statut_dessine
from ctg_docs.documents._communs.tete import parties, tete
from ctg_docs.documents.contexte import Bloc, ContexteLong, Lecture
from ctg_docs.documents.fiches_actions.pages import ouvrir_sur_la_fiche, pages_de_fiches
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.french import compte, liste_et, majuscule_initiale

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.strategie import Objectif

__all__ = ["CONTEXTE", "ContexteFichesActions", "LigneObjectif", "SectionEnjeu", "build"]


class LigneObjectif(Bloc):
    """A row of the list that opens a section: an objective, a fiche, or the lack of one."""

    nature: str = Field(title="Nature", description="objectif, fiche ou vide")
    code: str = ""
    intitule: str = ""
    pilote: str = ""
    statut: str = ""


class SectionEnjeu(Bloc):
    """An enjeu (or axe, or orientation) with its objectives and its fiches."""

    lecture: ClassVar[Lecture] = Lecture(phrases=frozenset(["points", "constats", "resultats"]))

    titre: str
    photo: Photo | None = None
    texte: Rich | str
    points: tuple[str, ...]
    constats: tuple[str, ...]
    resultats: tuple[str, ...]
    lignes: tuple[LigneObjectif, ...]
    fiches: tuple[BlocFiche, ...]


class ContexteFichesActions(ContexteLong):
    """The dossier of the fiches actions."""

    logos: tuple[Picture, ...]
    periode: str
    titre_couverture: str
    territoire: str
    parties: tuple[str, ...]
    nom_fiches: str = Field(title="Nom des fiches", description="Au pluriel, en minuscules")
    introduction: Rich | str
    synthese: str = Field(title="Synthèse", description="Une phrase qui compte tout")
    sections: tuple[SectionEnjeu, ...]

    def mettre_en_page(self, word: bytes) -> bytes:
        """Return the dossier with air in all its fiches alike where their pages have room."""
        return aerer(word, pages_de_fiches(self.sections, self.introduction, self.synthese))


def _ligne_fiche(ctg: Ctg, fiche: FicheAction) -> LigneObjectif:
    return LigneObjectif(
        nature="fiche",
        code=code_de(ctg, fiche),
        intitule=fiche.intitule,
        pilote=appellation_organisme(ctg, fiche.pilote),
        statut=statut_dessine(fiche.statut),
    )


def _lignes(ctg: Ctg, enjeu: Objectif, codes: dict[str, str]) -> tuple[LigneObjectif, ...]:
    lignes: list[LigneObjectif] = []
    for objectif in enjeu.walk():
        fiches = [f for f in ctg.fiches_ordonnees if f.rattachement == objectif.id]
        if objectif is not enjeu:
            lignes.append(
                LigneObjectif(nature="objectif", code=codes[objectif.id], intitule=objectif.intitule)
            )
        lignes += [_ligne_fiche(ctg, fiche) for fiche in fiches]
        if not ctg.fiches_de(objectif.id) and not objectif.sous_objectifs:
            lignes.append(
                LigneObjectif(nature="vide", intitule=f"Aucune {ctg.strategie.nom_fiche} à ce jour.")
            )
    return tuple(lignes)


def _section(ctg: Ctg, enjeu: Objectif, situation: Situation, codes: dict[str, str]) -> SectionEnjeu:
    niveau = ctg.strategie.niveau_de(enjeu.id)
    nom = majuscule_initiale(niveau.nom) if niveau else ""
    transversal = " (transversal)" if enjeu.transversal else ""
    return SectionEnjeu(
        titre=f"{nom}\u00a0{codes[enjeu.id]} – {enjeu.intitule}{transversal}",
        photo=build_photo(enjeu.photographie, situation),
        texte=Rich(enjeu.texte) if enjeu.texte else "",
        points=enjeu.points,
        constats=enjeu.constats,
        resultats=enjeu.resultats,
        lignes=_lignes(ctg, enjeu, codes),
        fiches=tuple(bloc_fiche(ctg, f, situation) for f in ctg.fiches_de(enjeu.id)),
    )


def _orphelines(ctg: Ctg, situation: Situation) -> tuple[SectionEnjeu, ...]:
    """Return a last section for the fiches attached to nothing, so that none is lost."""
    fiches = [
        f for f in ctg.fiches_ordonnees if f.id not in ctg.codes_fiches or not ctg.objectif(f.rattachement)
    ]
    if not fiches:
        return ()
    return (
        SectionEnjeu(
            titre=f"{majuscule_initiale(ctg.strategie.nom_fiche_pluriel)} à rattacher",
            texte="",
            points=(),
            constats=(),
            resultats=(),
            lignes=tuple(_ligne_fiche(ctg, f) for f in fiches),
            fiches=tuple(bloc_fiche(ctg, f, situation) for f in fiches),
        ),
    )


def _synthese(ctg: Ctg) -> str:
    """Return « Le plan d’actions compte 3 enjeux, 6 objectifs stratégiques et 14 fiches actions. »."""
    strategie = ctg.strategie
    parts = []
    for rang, niveau in enumerate(strategie.niveaux, 1):
        nombre = sum(r == rang for _, r, _ in strategie.walk())
        if nombre:
            parts.append(compte(nombre, niveau.nom, niveau.nom_pluriel))
    parts.append(compte(len(ctg.fiches_actions), strategie.nom_fiche, strategie.nom_fiche_pluriel))
    return f"Le plan d’actions compte {liste_et(parts)}."


def build(ctg: Ctg, situation: Situation) -> Sequence[ContexteFichesActions]:
    """Return the one dossier.

    Raises:
        Inapplicable: the dossier has no fiche.
    """
    if not ctg.fiches_actions:
        raise Inapplicable("le dossier ne contient aucune fiche action")
    codes, nom = ctg.strategie.codes(), majuscule_initiale(ctg.strategie.nom_fiche_pluriel)
    titre = f"{nom} – {ctg.territoire.nom}"
    introduction = Rich(ctg.strategie.introduction) if ctg.strategie.introduction else ""
    synthese = _synthese(ctg)
    sections = (
        *(_section(ctg, enjeu, situation, codes) for enjeu in ctg.strategie.objectifs),
        *_orphelines(ctg, situation),
    )
    return [
        ContexteFichesActions(
            **tete(
                ctg, situation, stem=build_stem("fiches-actions", ctg.territoire.nom), titre=titre, court=nom
            ),
            logos=logos_des_parties(ctg, situation),
            periode=ctg.strategie.periode or ctg.convention.periode or "Période à préciser",
            titre_couverture=nom,
            territoire=ctg.territoire.nom,
            parties=parties(ctg),
            nom_fiches=ctg.strategie.nom_fiche_pluriel,
            introduction=introduction,
            synthese=synthese,
            sections=tuple(
                ouvrir_sur_la_fiche(section, *(() if rang else (introduction, synthese)))
                for rang, section in enumerate(sections)
            ),
        )
    ]


CONTEXTE = ContexteFichesActions
