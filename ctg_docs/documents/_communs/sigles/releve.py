"""The sigles and legal texts of one document, met from its first page to its last, and what to add where."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.sigles.developpement import develop, is_explained, is_free
from ctg_docs.documents._communs.sigles.passages import Chemin, read_passages
from ctg_docs.documents._communs.sigles.textes_cites import Mention, read_mentions
from ctg_docs.french.sigles import sens_avant
from ctg_docs.models.lexique import Sens
from ctg_docs.models.textes_legaux import CODES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ctg_docs.documents.contexte import Contexte

__all__ = ["Releve", "Usages", "compile_formes"]

_FIN = "\x00"
_EXPLIQUE = re.compile(r"\(([A-Z][A-Za-z]*[A-Z][A-Za-z]*)\)")
_PORTEE = 200


@dataclass(frozen=True, slots=True)
class Usages:
    """What a dossier knows of its sigles.

    Attributes:
        lexique: meaning of each, by its capitals.
        formes: finds them in a text, however they are spelled.
        noms: finds the proper names that hold one.
        intacts: texts in which nothing is inserted.
    """

    lexique: Mapping[str, Sens]
    formes: re.Pattern[str]
    noms: re.Pattern[str]
    intacts: tuple[str, ...]


def compile_formes(lexique: Mapping[str, Sens]) -> re.Pattern[str]:
    """Return what finds the sigles of a lexicon as words of their own: not in an address, a number, a file name."""
    formes = sorted({forme for sens in lexique.values() for forme in sens.formes}, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, formes))})(?![\w@]|[-.]\w)")


_COLLE = re.compile(r"[\w.@-]")
"""Before a sigle, makes it a piece of another word. Looked at after the match: before it, the search is twice slower."""


class Releve:
    """One pass over a document.

    Args:
        contexte: the document.
        usages: what its dossier knows.

    Attributes:
        employes: the sigles used, by their capitals, as first spelled.
        lexique: what they stand for, with what the document itself explains.
        ajouts: the texts that change, whole, by their place.
    """

    def __init__(self, contexte: Contexte, usages: Usages) -> None:
        self._textes, self._libres = read_passages(contexte)
        self._debuts = [0, *accumulate(len(t) + 1 for t in self._textes)]
        self._texte = _FIN.join(self._textes) + _FIN
        self._usages = usages
        self.lexique = {**usages.lexique, **_appris(self._texte, usages.lexique)}
        self.employes: dict[str, str] = {}
        self._connus: set[str] = set()
        self._retouches: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
        self._parcourir()
        self.ajouts: dict[Chemin, str] = {self._libres[n].chemin: self._ecrire(n) for n in self._retouches}

    @property
    def inexpliques(self) -> tuple[str, ...]:
        """The sigles used that nothing in the document explains, by their capitals."""
        return tuple(s for s in self.employes if s not in self._connus)

    def _parcourir(self) -> None:
        appris = len(self.lexique) > len(self._usages.lexique)
        formes = compile_formes(self.lexique) if appris else self._usages.formes
        mentions = list(read_mentions(self._texte))
        sigles = [
            (m.start(), m.end(), m[0].upper())
            for m in formes.finditer(self._texte)
            if not _COLLE.match(self._texte[m.start() - 1])
        ]
        derniers = {sigle: debut for debut, _, sigle in sigles}
        for m in mentions:
            if self._abregeable(m):
                derniers[m.cle] = max(m.debut, derniers.get(m.cle, 0))
        evenements: list[tuple[int, int, str | Mention]] = [*sigles, *((m.debut, m.fin, m) for m in mentions)]
        for debut, fin, quoi in sorted(evenements, key=lambda e: e[:2]):
            if isinstance(quoi, str):
                self._rencontrer(debut, fin, quoi)
            elif quoi.code:
                self._citer_code(quoi, reparait=derniers.get(quoi.cle, 0) > quoi.debut)
            else:
                self._citer_loi(quoi)

    def _rencontrer(self, debut: int, fin: int, sigle: str) -> None:
        """Develop a sigle at its first use, unless the words around explain it."""
        self.employes.setdefault(sigle, self._texte[debut:fin])
        if sigle in self._connus:
            return
        rang = self._rang(debut)
        ligne, gauche = self._ligne(rang, debut, fin)
        place = (ligne, debut - gauche, fin - gauche, self.lexique[sigle])
        if is_explained(*place):
            self._connus.add(sigle)
        elif self._permis(debut, fin) and (ajout := develop(*place, riche=self._libres[rang].riche)):
            self._retoucher(debut, debut, ajout[0])
            self._retoucher(fin, fin, ajout[1])
            self._connus.add(sigle)

    def _citer_code(self, m: Mention, *, reparait: bool) -> None:
        """Give a code its sigle if it comes again; then its sigle stands for it in lists of citations."""
        if m.cle in self._connus:
            if self._abregeable(m):
                self._retoucher(m.debut, m.fin, m.cle)
        elif reparait and self._permis(m.debut, m.fin):
            self._retoucher(m.fin, m.fin, f" ({m.cle})")
            self._connus.add(m.cle)
            self.lexique.setdefault(m.cle, Sens(m.cle, CODES[m.cle]))
            self.employes.setdefault(m.cle, m.cle)

    def _citer_loi(self, m: Mention) -> None:
        """Give a law its title, once."""
        if m.cle in self._connus or (m.suite and not self._permis(m.debut, m.fin)):
            return
        self._retoucher(m.fin, m.fin, m.suite)
        self._connus.add(m.cle)

    def _abregeable(self, m: Mention) -> bool:
        libre = self._libres.get(self._rang(m.debut))
        return libre is not None and libre.citation and m.code and self._permis(m.debut, m.fin)

    def _permis(self, debut: int, fin: int) -> bool:
        """True where words may be added: in a sentence, outside names, quotations and the wording of an act."""
        rang = self._rang(debut)
        if rang not in self._libres:
            return False
        ligne, gauche = self._ligne(rang, debut, fin)
        if not is_free(ligne, debut - gauche, fin - gauche) or self._nomme(
            ligne, debut - gauche, fin - gauche
        ):
            return False
        place = debut - self._debuts[rang]
        return not any(_couvre(intact, self._textes[rang], place) for intact in self._usages.intacts)

    def _nomme(self, ligne: str, debut: int, fin: int) -> bool:
        return any(n.start() <= debut and fin <= n.end() for n in self._usages.noms.finditer(ligne))

    def _rang(self, place: int) -> int:
        return bisect_right(self._debuts, place) - 1

    def _ligne(self, rang: int, debut: int, fin: int) -> tuple[str, int]:
        """Return the paragraph around a place, and where it begins."""
        premier, dernier = self._debuts[rang], self._debuts[rang + 1] - 1
        gauche = max(premier, self._texte.rfind("\n", premier, debut) + 1)
        suite = self._texte.find("\n", fin, dernier)
        return self._texte[gauche : suite if suite >= 0 else dernier], gauche

    def _retoucher(self, debut: int, fin: int, texte: str) -> None:
        rang = self._rang(debut)
        base = self._debuts[rang]
        if texte:
            self._retouches[rang].append((debut - base, fin - base, texte))

    def _ecrire(self, rang: int) -> str:
        texte = self._textes[rang]
        for debut, fin, ajout in sorted(self._retouches[rang], reverse=True):
            texte = texte[:debut] + ajout + texte[fin:]
        return texte


def _couvre(intact: str, texte: str, place: int) -> bool:
    debut = texte.find(intact)
    while 0 <= debut <= place:
        if place < debut + len(intact):
            return True
        debut = texte.find(intact, debut + 1)
    return False


def _appris(texte: str, lexique: Mapping[str, Sens]) -> dict[str, Sens]:
    """Return the sigles that the document itself explains: « point information jeunesse (PIJ) »."""
    appris: dict[str, Sens] = {}
    for trouve in _EXPLIQUE.finditer(texte):
        sigle = trouve[1]
        if sigle.upper() in lexique or sigle.upper() in appris:
            continue
        avant = texte[max(0, trouve.start() - _PORTEE) : trouve.start()].rpartition(_FIN)[2]
        if nom := sens_avant(avant, sigle):
            appris[sigle.upper()] = Sens(sigle, nom, commun=nom, formes=(sigle,))
    return appris
