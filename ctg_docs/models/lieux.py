"""French départements with the article that a complement gives them: « de la Gironde », « du Rhône », « de Vaucluse »."""

from __future__ import annotations

from typing import Final

from ctg_docs.french import cle, de

__all__ = ["de_lieu"]

_PAR_ARTICLE: Final = {
    "la ": "Charente, Charente-Maritime, Corrèze, Corse-du-Sud, Côte-d’Or, Creuse, Dordogne, Drôme, Gironde, "
    "Guadeloupe, Guyane, Haute-Corse, Haute-Garonne, Haute-Loire, Haute-Marne, Haute-Saône, Haute-Savoie, "
    "Haute-Vienne, Loire, Loire-Atlantique, Lozère, Manche, Marne, Martinique, Mayenne, Meuse, Moselle, Nièvre, "
    "Sarthe, Savoie, Seine-Maritime, Seine-Saint-Denis, Somme, Vendée, Vienne",
    "le ": "Bas-Rhin, Calvados, Cantal, Cher, Doubs, Finistère, Gard, Gers, Haut-Rhin, Jura, Loiret, Lot, Morbihan, "
    "Nord, Pas-de-Calais, Puy-de-Dôme, Rhône, Tarn, Territoire de Belfort, Val-de-Marne, Val-d’Oise, Var",
    "l’": "Ain, Aisne, Allier, Ardèche, Ariège, Aube, Aude, Aveyron, Essonne, Eure, Hérault, Indre, Isère, Oise, "
    "Orne, Yonne",
    "les ": "Alpes-de-Haute-Provence, Alpes-Maritimes, Ardennes, Bouches-du-Rhône, Côtes-d’Armor, Deux-Sèvres, "
    "Hautes-Alpes, Hautes-Pyrénées, Hauts-de-Seine, Landes, Pyrénées-Atlantiques, Pyrénées-Orientales, Vosges, "
    "Yvelines",
}
"""The others take none: « de Vaucluse », « d’Eure-et-Loir », « de La Réunion »."""

_ARTICLES: Final = {cle(nom): article for article, noms in _PAR_ARTICLE.items() for nom in noms.split(", ")}


def de_lieu(nom: str) -> str:
    """Return « de Melle », « du Barp », « de la Gironde », « des Deux-Sèvres », « d’Eure-et-Loir »."""
    return de(f"{_ARTICLES.get(cle(nom), '')}{nom}")
