"""The sigles of a dossier: what its own settings, bodies and projects say, then the list of usage."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.french import cle, minuscule_initiale
from ctg_docs.models.sigles import AMBIGUS, COURANTS, MIXTES, PLURIELS, SIGLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.models.ctg import Ctg

__all__ = ["Sens", "build_lexique"]

_SIGLE = re.compile(r"[^\W\d_]{2,12}\d{0,3}")


@dataclass(frozen=True, slots=True)
class Sens:
    """What a sigle stands for in a dossier.

    Attributes:
        sigle: as the dossier spells it, or in capitals.
        nom: what it stands for.
        pluriel: the same in the plural, empty when unknown.
        commun: the common noun behind a proper name: « centre communal d’action sociale ».
        propre: True for the name of one body: « Centre communal d’action sociale de Melle ».
        formes: how it may be written.
    """

    sigle: str
    nom: str
    pluriel: str = ""
    commun: str = ""
    propre: bool = False
    formes: tuple[str, ...] = ()


def build_lexique(ctg: Ctg) -> dict[str, Sens]:
    """Return the meaning of each sigle by its capitals: the settings first, the bodies, the list, then the rest.

    A sigle of two bodies keeps its common meaning, if it has one.
    """
    lexique = {s.sigle: s for s in map(_usuel, SIGLES) if s is not None}
    for sigle, nom in _projets(ctg):
        if sigle.upper() not in lexique:
            _ajouter(lexique, sigle, nom)
    comptes = Counter((o.sigle or "").upper() for o in ctg.organismes)
    for o in ctg.organismes:
        if o.sigle and comptes[o.sigle.upper()] == 1:
            _ajouter(lexique, o.sigle, o.nom, propre=True)
    for propre in ctg.parametres.sigles:
        _ajouter(lexique, propre.sigle, propre.sens)
    return lexique


def _usuel(sigle: str) -> Sens | None:
    if sigle in AMBIGUS or sigle in COURANTS:
        return None
    nom = SIGLES[sigle][0]
    return Sens(sigle, nom, PLURIELS.get(sigle, ""), nom, formes=_formes(sigle, sigle))


def _projets(ctg: Ctg) -> Iterator[tuple[str, str]]:
    for instance in ctg.gouvernance.instances:
        yield instance.sigle or "", minuscule_initiale(instance.nom)
    for projet in ctg.articulation.projets:
        yield projet.sigle or "", projet.nom


def _ajouter(lexique: dict[str, Sens], sigle: str, nom: str, *, propre: bool = False) -> None:
    """Add a meaning of the dossier; one that holds the sigle, or says no more, explains nothing."""
    capitales, nom = sigle.upper(), " ".join(nom.split())
    has_capitals = sum(c.isupper() for c in sigle) > 1 or capitales in SIGLES
    if not has_capitals or not _SIGLE.fullmatch(sigle) or not cle(nom) or cle(sigle) in cle(nom).split():
        return
    connu = lexique.get(capitales)
    meme = connu is not None and cle(connu.nom) == cle(nom)
    lexique[capitales] = Sens(
        sigle,
        nom,
        connu.pluriel if connu and (meme or propre) else "",
        (connu.commun if connu else "") if propre else nom,
        propre=propre,
        formes=_formes(capitales, sigle),
    )


def _formes(capitales: str, sigle: str) -> tuple[str, ...]:
    mixte = MIXTES.get(capitales)
    return tuple(dict.fromkeys(f for f in (capitales, sigle, mixte) if f))
