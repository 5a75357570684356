"""The governance chart as boxes and lines on a sheet or a slide: pure arithmetic, no file format."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from ctg_docs.documents._communs.gouvernance.instances import (
    composition_instance,
    groupe_instance,
    niveaux_instances,
    nom_instance,
    verbes_en_phrase,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import liste_et, majuscule_initiale
from ctg_docs.holes import is_hole

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.gouvernance import Instance

__all__ = ["DIAPO", "PAGE", "Boite", "Format", "Ligne", "Organigramme", "Trait", "build_organigramme"]

Role = Literal["verbe", "nom", "detail", "groupe"]
_MM_PAR_POINT = 0.3528
_LARGEUR_LETTRE = {"verbe": 0.60, "nom": 0.54, "detail": 0.50, "groupe": 0.54}
"""Width of a letter, in parts of its size: capitals are wide."""
_MARGE, _HAUTEUR_GROUPE = 2.0, 1.9
_PAR_RANG = 4


@dataclass(frozen=True, slots=True)
class Format:
    """Where the chart is drawn.

    Attributes:
        largeur, hauteur: room at hand, in millimetres.
        colonne: width of the verbs, at the left.
        corps: size of the smallest text, in points.
        ecart: height left between two levels, where the arrows are.
    """

    largeur: float
    hauteur: float
    colonne: float
    corps: float
    ecart: float


PAGE = Format(largeur=157, hauteur=205, colonne=44, corps=9, ecart=8)
"""A portrait page of text."""
DIAPO = tuple(
    Format(largeur=302, hauteur=133, colonne=100, corps=corps, ecart=6) for corps in (24, 22, 20, 18, 16)
)
"""A slide under its title: the largest letters first."""


class Ligne(Bloc):
    """A line of text in a box."""

    texte: str
    role: Role


class Boite(Bloc):
    """A box, in millimetres from the top left corner."""

    x: float
    y: float
    largeur: float
    hauteur: float
    aspect: Literal["plein", "teinte", "blanc"]
    lignes: tuple[Ligne, ...]


class Trait(Bloc):
    """A straight line; `fleche` puts a head at its end."""

    x1: float
    y1: float
    x2: float
    y2: float
    fleche: bool


class Organigramme(Bloc):
    """The chart and what a screen reader says of it."""

    largeur: float
    hauteur: float
    corps: float
    detail: bool
    boites: tuple[Boite, ...]
    traits: tuple[Trait, ...]
    texte_alternatif: str
    relie: bool


def build_organigramme(ctg: Ctg, *formats: Format) -> Organigramme | None:
    """Return the chart with what fits: names, verbs and composition, else names and verbs; None when nothing does.

    Args:
        ctg: the dossier.
        *formats: where it may be drawn; the composition is tried in the last, names in each from the first.
    """
    niveaux = niveaux_instances(ctg)
    if not niveaux:
        return None
    essais = [(formats[-1], True), *((format, False) for format in formats)]
    for format, detail in essais:
        chart = _Dessin(ctg, format, detail).draw(niveaux)
        if chart.hauteur <= format.hauteur:
            return chart
    return None


class _Dessin:
    """Places the levels one under the other."""

    def __init__(self, ctg: Ctg, format: Format, detail: bool) -> None:
        self.ctg, self.format, self.detail = ctg, format, detail
        self.boites: list[Boite] = []
        self.traits: list[Trait] = []
        self.places: dict[str, Boite] = {}
        self.relie = any(ctg.instance(i.rend_compte_a) for i in ctg.gouvernance.instances)

    def draw(self, niveaux: Sequence[Sequence[Instance]]) -> Organigramme:
        y = 0.0
        for rang, niveau in enumerate(niveaux):
            haut = y
            y = self._niveau(niveau, y)
            if rang:
                self._liens(niveaux[rang - 1], niveau, haut)
            y += self.format.ecart
        return Organigramme(
            largeur=self.format.largeur,
            corps=self.format.corps,
            detail=self.detail,
            hauteur=max(0.0, y - self.format.ecart),
            boites=tuple(self.boites),
            traits=tuple(self.traits),
            texte_alternatif=_alternative(self.ctg, niveaux, self.relie),
            relie=self.relie,
        )

    def _niveau(self, niveau: Sequence[Instance], y: float) -> float:
        """Place a level and return its foot: the common verbs at the left, then the boxes, four to a row."""
        communs = len({i.verbes for i in niveau}) == 1 and bool(niveau[0].verbes)
        gauche = self.format.colonne if communs else 0.0
        rangees = [niveau[i : i + _PAR_RANG] for i in range(0, len(niveau), _PAR_RANG)]
        colonnes = min(len(niveau), _PAR_RANG)
        intervalle = 3.0 if colonnes > 1 else 0.0
        depart = gauche + (intervalle if communs else 0.0)
        largeur = (self.format.largeur - depart - intervalle * (colonnes - 1)) / colonnes
        verbes = tuple(Ligne(texte=v, role="verbe") for v in niveau[0].verbes) if communs else ()
        haut, rang_y = y, y
        for rangee in rangees:
            contenus = [self._contenu(i, verbes=not communs) for i in rangee]
            hauteur = max(
                self._hauteur(c, largeur) + self._groupes(i) for c, i in zip(contenus, rangee, strict=True)
            )
            if communs and len(rangees) == 1:
                hauteur = max(hauteur, self._hauteur(verbes, gauche))
            for rang, (instance, lignes) in enumerate(zip(rangee, contenus, strict=True)):
                x = depart + rang * (largeur + intervalle)
                boite = Boite(x=x, y=rang_y, largeur=largeur, hauteur=hauteur, aspect="teinte", lignes=lignes)
                self._place(instance, boite)
            rang_y += hauteur + 3.0
        pied = rang_y - 3.0
        if communs:
            self.boites.append(
                Boite(x=0, y=haut, largeur=gauche, hauteur=pied - haut, aspect="plein", lignes=verbes)
            )
        return pied

    def _contenu(self, instance: Instance, *, verbes: bool) -> tuple[Ligne, ...]:
        lignes = [Ligne(texte=nom_instance(instance), role="nom")]
        if verbes:
            lignes += [Ligne(texte=v, role="verbe") for v in instance.verbes]
        if self.detail:
            lignes += [
                Ligne(texte=t, role="detail") for t in composition_instance(instance) if not is_hole(t)
            ]
        return tuple(lignes)

    def _place(self, instance: Instance, boite: Boite) -> None:
        """Keep the box of an instance, with a small box at its foot for each of its groups."""
        self.boites.append(boite)
        self.places[instance.id] = boite
        bande = self._groupes(instance)
        if not bande:
            return
        noms = instance.groupes
        pas = (boite.largeur - 2 * _MARGE - 2 * (len(noms) - 1)) / len(noms)
        for rang, nom in enumerate(noms):
            self.boites.append(
                Boite(
                    x=boite.x + _MARGE + rang * (pas + 2),
                    y=boite.y + boite.hauteur - bande,
                    largeur=pas,
                    hauteur=bande - _MARGE,
                    aspect="blanc",
                    lignes=(Ligne(texte=nom, role="groupe"),),
                )
            )

    def _groupes(self, instance: Instance) -> float:
        return self._interligne * _HAUTEUR_GROUPE + _MARGE if instance.groupes else 0.0

    @property
    def _interligne(self) -> float:
        return self.format.corps * _MM_PAR_POINT * 1.24

    def _hauteur(self, lignes: Sequence[Ligne], largeur: float) -> float:
        """Return the height of a text set in a width, its margins included."""
        total = 2 * _MARGE + 0.5
        for ligne in lignes:
            lettre = self.format.corps * _MM_PAR_POINT * _LARGEUR_LETTRE[ligne.role]
            signes = max(4, int((largeur - 2 * _MARGE - 1) / lettre))
            total += len(textwrap.wrap(ligne.texte, signes)) * self._interligne
        return total

    def _liens(self, dessus: Sequence[Instance], niveau: Sequence[Instance], haut: float) -> None:
        """Join the first row of a level to the level above: arrows for who reports, else a plain line."""
        premiers = niveau[:_PAR_RANG]
        if not self.relie:
            x = self.format.largeur / 2
            self.traits.append(Trait(x1=x, y1=haut, x2=x, y2=haut - self.format.ecart, fleche=False))
            return
        milieu = haut - self.format.ecart / 2
        for chef in dessus:
            place = self.places[chef.id]
            x = place.x + place.largeur / 2
            centres = [_centre(self.places[i.id]) for i in premiers if i.rend_compte_a == chef.id]
            if not centres:
                continue
            self.traits += [Trait(x1=c, y1=haut, x2=c, y2=milieu, fleche=False) for c in centres]
            self.traits.append(
                Trait(x1=min(x, *centres), y1=milieu, x2=max(x, *centres), y2=milieu, fleche=False)
            )
            self.traits.append(Trait(x1=x, y1=milieu, x2=x, y2=haut - self.format.ecart, fleche=True))


def _centre(boite: Boite) -> float:
    return boite.x + boite.largeur / 2


def _alternative(ctg: Ctg, niveaux: Sequence[Sequence[Instance]], relie: bool) -> str:
    """Say the whole chart in two sentences."""
    instances = [i for niveau in niveaux for i in niveau]
    dits = [
        f"{nom_instance(i)} ({verbes_en_phrase(liste_et(i.verbes))})" if i.verbes else nom_instance(i)
        for i in instances
    ]
    phrase = f"Organigramme de la gouvernance, de l’instance qui décide aux groupes\u00a0: {', '.join(dits)}."
    liens = [
        f"{groupe_instance(i, court=True)} propose {groupe_instance(chef, court=True).a}"
        for i in instances
        if (chef := ctg.instance(i.rend_compte_a))
    ]
    return f"{phrase} {majuscule_initiale(', '.join(liens))}." if relie and liens else phrase
