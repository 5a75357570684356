"""Figures that statistical offices publish, by commune or EPCI: read, picked for a territory, put in the diagnosis."""

from ctg_docs.echanges.chiffres.reprise import Reprise, take_figures

__all__ = ["Reprise", "take_figures"]
