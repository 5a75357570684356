"""The texts of a context in the order of its pages, and the context again with some of them changed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from ctg_docs.documents.contexte import Bloc, Contexte
from ctg_docs.engine.values import Rich

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ctg_docs.documents.contexte import Lecture

__all__ = ["Chemin", "Libre", "read_passages", "replace_passages"]

C = TypeVar("C", bound=Contexte)
Chemin = tuple["str | int", ...]


class Libre(NamedTuple):
    """A text that may change: a sentence, not a title, a cell or a wording kept intact.

    Attributes:
        chemin: fields and ranks that lead to it.
        riche: True when signs of the small Markdown have a meaning in it.
        citation: True when it cites legal texts.
    """

    chemin: Chemin
    riche: bool
    citation: bool


def read_passages(contexte: Contexte) -> tuple[list[str], dict[int, Libre]]:
    """Return every text that is printed, in reading order, and which of them may change, by rank."""
    lu = _Lu()
    lu.bloc(contexte, contexte.ordre_de_lecture(), ())
    return lu.textes, lu.libres


@cache
def _champs(modele: type[Bloc]) -> tuple[str, ...]:
    return tuple(modele.model_fields)


class _Lu:
    """What was read so far. Lists rather than generators: a dossier of 1,000 fiches holds 160,000 texts."""

    def __init__(self) -> None:
        self.textes: list[str] = []
        self.libres: dict[int, Libre] = {}

    def bloc(self, bloc: Bloc, champs: Iterable[str], chemin: Chemin) -> None:
        lecture, valeurs = bloc.lecture, bloc.__dict__
        self.textes.extend(lecture.imprimes)
        for champ in champs:
            valeur = valeurs[champ]
            if type(valeur) is str and champ not in lecture.phrases:
                self.textes.append(valeur)
            elif valeur:
                self.valeur(valeur, champ, lecture, chemin)

    def valeur(self, valeur: object, champ: str, lecture: Lecture, chemin: Chemin) -> None:
        if type(valeur) is tuple:
            for rang, element in enumerate(valeur):
                self._une(element, champ, lecture, chemin, rang)
        else:
            self._une(valeur, champ, lecture, chemin)

    def _une(self, valeur: object, champ: str, lecture: Lecture, chemin: Chemin, *rang: int) -> None:
        if isinstance(valeur, Bloc):
            self.bloc(valeur, _champs(type(valeur)), (*chemin, champ, *rang))
        elif isinstance(valeur, Rich):
            if champ not in lecture.intacts:
                citation = champ in lecture.citations
                self.libres[len(self.textes)] = Libre((*chemin, champ, *rang), riche=True, citation=citation)
            self.textes.append(valeur.text)
        elif isinstance(valeur, str):
            if champ in lecture.phrases:
                self.libres[len(self.textes)] = Libre((*chemin, champ, *rang), riche=False, citation=False)
            self.textes.append(valeur)


def replace_passages(contexte: C, textes: Mapping[Chemin, str]) -> C:
    """Return the context with other texts at these places."""
    arbre: dict[str | int, Any] = {}
    for chemin, texte in textes.items():
        noeud = arbre
        for pas in chemin[:-1]:
            noeud = noeud.setdefault(pas, {})
        noeud[chemin[-1]] = texte
    return _remplace(contexte, arbre) if arbre else contexte


def _remplace(valeur: Any, arbre: Any) -> Any:
    if isinstance(arbre, str):
        return Rich(arbre) if isinstance(valeur, Rich) else arbre
    if isinstance(valeur, tuple):
        return tuple(_remplace(v, arbre[i]) if i in arbre else v for i, v in enumerate(valeur))
    return valeur.model_copy(update={c: _remplace(getattr(valeur, c), a) for c, a in arbre.items()})
