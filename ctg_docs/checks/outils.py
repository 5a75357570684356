"""Small tools shared by the rules: near words, edit distance, occurrences. Knows no model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from ctg_docs.french import cle

__all__ = ["compact", "distance", "enumere", "extrait", "phrase_autour", "proche", "singulier"]


def compact(texte: str) -> str:
    """Return the comparison key without blanks: « Le Roy » and « Leroy » become the same."""
    return cle(texte).replace(" ", "")


def singulier(texte: str) -> str:
    """Return the comparison key with the plural marks of its words taken off."""
    return " ".join(mot[:-1] if len(mot) > 3 and mot[-1] in "sx" else mot for mot in cle(texte).split())


def distance(a: str, b: str, limite: int = 2) -> int:
    """Return the number of letters to change, add, take off or swap; `limite` + 1 when more.

    >>> distance("Neuillé", "Neuilly")
    1
    """
    if abs(len(a) - len(b)) > limite:
        return limite + 1
    avant: list[int] = []
    ligne = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        suivante = [i]
        for j, y in enumerate(b, 1):
            cout = min(ligne[j] + 1, suivante[j - 1] + 1, ligne[j - 1] + (x != y))
            if avant and i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cout = min(cout, avant[j - 2] + 1)
            suivante.append(cout)
        avant, ligne = ligne, suivante
    return min(ligne[-1], limite + 1)


def proche(mot: str, choix: Iterable[str]) -> str:
    """Return the choice nearest to a word, or an empty text."""
    par_cle = {cle(c): c for c in reversed(list(choix))}
    trouves = get_close_matches(cle(mot), par_cle, n=1, cutoff=0.7)
    return par_cle[trouves[0]] if trouves else ""


def enumere(noms: Sequence[str], au_plus: int = 30) -> str:
    """Return the names one after the other; « … » stands for those after the first ones."""
    return ", ".join([*noms[:au_plus], *(["…"] if len(noms) > au_plus else [])])


def extrait(texte: str, debut: int, fin: int, marge: int = 25) -> str:
    """Return a piece of a text with what surrounds it, cut at words."""
    a, b = max(0, debut - marge), min(len(texte), fin + marge)
    morceau = " ".join(texte[a:b].split())
    return f"{'…' if a else ''}{morceau}{'…' if b < len(texte) else ''}"


def phrase_autour(texte: str, debut: int, fin: int) -> tuple[str, str]:
    """Return what comes before and after an occurrence within its sentence."""
    separateurs: Sequence[str] = (". ", "\n", " ; ", "! ", "? ")
    a = max(
        (texte.rfind(s, 0, debut) + len(s) for s in separateurs if texte.rfind(s, 0, debut) >= 0), default=0
    )
    b = min((texte.find(s, fin) for s in separateurs if texte.find(s, fin) >= 0), default=len(texte))
    return texte[a:debut], texte[fin:b]
