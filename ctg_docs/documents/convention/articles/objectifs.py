"""Article « Objectifs partagés »: the strategy of the dossier, with its computed numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Literal

from ctg_docs.documents._communs.photos import Photo, build_photo
from ctg_docs.documents.contexte import Bloc, Lecture
from ctg_docs.documents.convention.faits import compter
from ctg_docs.engine.values import Rich
from ctg_docs.french import cle, le, majuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs, ponctuer
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.base import Genre

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.strategie import Objectif

__all__ = ["Enjeu", "LigneObjectif", "build_enjeux", "suite", "write"]


class LigneObjectif(Bloc):
    """A line under an enjeu: an objective of the second or third level, or what explains the one above."""

    genre: Literal["objectif", "sous_objectif", "texte", "point"]
    code: str = ""
    texte: str


class Enjeu(Bloc):
    """An objective of the first level and all that hangs from it."""

    lecture: ClassVar[Lecture] = Lecture(phrases=frozenset(["constats", "points", "resultats"]))

    titre: str
    photo: Photo | None = None
    texte: Rich
    constats: tuple[str, ...]
    points: tuple[str, ...]
    lignes: tuple[LigneObjectif, ...]
    resultats: tuple[str, ...]


def write(f: Faits) -> str:
    """Return the text before the objectives."""
    strategie = f.ctg.strategie
    if not strategie.objectifs:
        trou = hole("enjeux et objectifs", "strategie")
        return f"Les parties retiennent les objectifs suivants : {trou}."
    niveau = strategie.niveaux[0]
    feminin = niveau.genre is Genre.FEMININ
    nombre = len(strategie.objectifs)
    suivants = f"suivant{'e' if feminin else ''}{'s' if nombre > 1 else ''}"
    combien = compter(nombre, niveau.nom, niveau.nom_pluriel, feminin=feminin)
    if cle(combien) in cle(strategie.introduction or ""):
        combien = niveau.nom_pluriel  # counted already
    lesquels = f"les {combien}" if nombre > 1 else le(niveau.nom, niveau.genre.value)
    return blocs(
        strategie.introduction,
        f"{_au_regard(f)} les parties retiennent, pour la durée de la convention, {lesquels} {suivants}.",
    )


def _au_regard(f: Faits) -> str:
    if not f.diagnostic:
        return "Au regard des besoins du territoire,"
    return f"Au regard des besoins mis en évidence par le diagnostic partagé{f.renvoi(ContenuAnnexe.DIAGNOSTIC)},"


def build_enjeux(f: Faits) -> tuple[Enjeu, ...]:
    """Return the objectives of the first level, in order."""
    codes, nom = f.ctg.strategie.codes(), f.ctg.strategie.niveaux[0].nom
    return tuple(
        Enjeu(
            titre=f"{majuscule_initiale(nom)} {codes[o.id]} – {o.intitule}{' (transversal)' * o.transversal}",
            photo=build_photo(o.photographie, f.situation),
            texte=Rich(o.texte or ""),
            constats=ponctuer(o.constats),
            points=ponctuer(o.points),
            lignes=tuple(_lignes(o, codes, 1)),
            resultats=ponctuer(o.resultats),
        )
        for o in f.ctg.strategie.objectifs
    )


def _lignes(objectif: Objectif, codes: dict[str, str], rang: int) -> Iterator[LigneObjectif]:
    for sous in objectif.sous_objectifs:
        genre: Literal["objectif", "sous_objectif"] = "objectif" if rang == 1 else "sous_objectif"
        yield LigneObjectif(genre=genre, code=codes[sous.id], texte=sous.intitule)
        if sous.texte:
            yield LigneObjectif(genre="texte", texte=sous.texte)
        for point in ponctuer((*sous.constats, *sous.points, *sous.resultats)):
            yield LigneObjectif(genre="point", texte=point)
        yield from _lignes(sous, codes, rang + 1)


def suite(f: Faits) -> str:
    """Return the text after the objectives: the actions, or how they will be written."""
    fiches, strategie = len(f.ctg.fiches_actions), f.ctg.strategie
    if not strategie.objectifs:
        return ""
    seul = sum(1 for _ in strategie.walk()) == 1
    if fiches:
        decline = compter(fiches, strategie.nom_fiche, strategie.nom_fiche_pluriel, feminin=True)
        traduit = "Cet objectif se traduit" if seul else "Ces objectifs se traduisent"
        return f"{traduit} par {decline}{_ou(f, fiches)}."
    return (
        f"Le plan d’actions qui traduit {'cet objectif' if seul else 'ces objectifs'} est élaboré avec les partenaires du "
        "territoire dans le cadre de la gouvernance prévue par la présente convention. Une fois validé par "
        f"{f.pilotage}, il y est annexé."
    )


def _ou(f: Faits, fiches: int) -> str:
    """Return where the fiches are: whole in their annexe, or only listed in that of the plan."""
    if entieres := f.annexe(ContenuAnnexe.FICHES_ACTIONS):
        return f", {'présentée' if fiches == 1 else 'présentées'} à {entieres}"
    if plan := f.annexe(ContenuAnnexe.PLAN_ACTIONS):
        return f", {'inscrite' if fiches == 1 else 'inscrites'} au plan d’actions ({plan.removeprefix('l’')})"
    return ""
