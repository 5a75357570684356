"""Put the articles in order: ours, those that the dossier rewrites, adds or removes."""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ctg_docs.documents._communs.parties.articles import ordonner_articles
from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.convention.articles import (
    champs_caisses,
    champs_collectivites,
    collaboration,
    communication,
    confidentialite,
    donnees,
    duree,
    engagements,
    evaluation,
    fin,
    objectifs,
    objet,
    recours,
    revision,
)
from ctg_docs.documents.convention.articles.tableaux import TableauArticle
from ctg_docs.engine.values import Rich
from ctg_docs.markdown import blocs
from ctg_docs.models.convention import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Callable

    from ctg_docs.documents.convention.faits import Faits

__all__ = ["Article", "build_articles"]

_TEXTES: Final[dict[str, Callable[[Faits], str]]] = {
    "objet": objet.write,
    "champs_caisses": champs_caisses.write,
    "champs_collectivites": champs_collectivites.write,
    "objectifs": objectifs.write,
    "donnees": donnees.write,
    "communication": communication.write,
    "evaluation": evaluation.write,
    "duree": duree.write,
    "revision": revision.write,
    "fin": fin.write,
    "recours": recours.write,
    "confidentialite": confidentialite.write,
}
_TABLEAUX: Final[dict[str, ModuleType]] = {"engagements": engagements, "collaboration": collaboration}
_TITRES: Final[dict[str, Callable[[Faits], str]]] = {
    "champs_caisses": champs_caisses.titre,
    "champs_collectivites": champs_collectivites.titre,
}


class Article(Bloc):
    """An article as printed; its number is its rank, given by the style."""

    titre: str = Field(title="Titre", description="Titre sans numéro")
    preliminaire: bool = Field(False, title="Préliminaire", description="Vrai pour un article sans numéro")
    texte: Rich = Field(title="Texte", description="Paragraphes, listes, intertitres")
    enjeux: tuple[objectifs.Enjeu, ...] = Field(
        (), title="Enjeux", description="Pour l’article des objectifs"
    )
    tableau: TableauArticle | None = Field(
        None, title="Tableau", description="Une ligne par partie qui s’engage, ou par instance"
    )
    fin: Rich = Field(Rich(""), title="Fin", description="Texte après les enjeux ou le tableau")

    @property
    def mots(self) -> str:
        """The whole text, what the table says included; not the enjeux."""
        return blocs(self.texte.text, self.tableau.mots if self.tableau else "", self.fin.text)


def build_articles(f: Faits) -> tuple[Article, ...]:
    """Return the articles in order: ours first, each followed by those that the dossier puts after it."""
    convention = f.convention
    ajouts = {a.id: a for a in convention.articles_supplementaires}
    articles: list[Article] = []
    for id in ordonner_articles(convention):
        if id in ajouts:
            ajout = ajouts[id]
            texte = Rich(ajout.texte)
            articles.append(Article(titre=ajout.titre, preliminaire=ajout.preliminaire, texte=texte))
        else:
            articles.append(_article(f, id))
    return tuple(articles)


def _article(f: Faits, id: str) -> Article:
    modifie = next((m for m in f.convention.articles if m.id == id), None)
    titre = (modifie.titre if modifie else None) or (_TITRES[id](f) if id in _TITRES else ARTICLES[id])
    complement = modifie.complement if modifie else None
    if modifie and modifie.texte:
        return Article(titre=titre, texte=Rich(blocs(modifie.texte, complement)))
    if id == "objectifs":
        fin = Rich(blocs(objectifs.suite(f), complement))
        return Article(titre=titre, texte=Rich(objectifs.write(f)), enjeux=objectifs.build_enjeux(f), fin=fin)
    if id in _TABLEAUX:
        module = _TABLEAUX[id]
        fin = Rich(blocs(module.end(f), complement))
        return Article(titre=titre, texte=Rich(module.write(f)), tableau=module.build_table(f), fin=fin)
    return Article(titre=titre, texte=Rich(blocs(_TEXTES[id](f), complement)))
