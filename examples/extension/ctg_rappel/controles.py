"""A check of this package: its code is its own, its severity never refuses a document."""

from __future__ import annotations

from collections.abc import Iterator

from ctg_docs.extension import Examen, Finding, Severity, regle
from ctg_rappel.retards import fiches_en_retard

__all__: list[str] = []


@regle(
    "RAP001", Severity.WARNING, "une action en retard a une personne à qui écrire", source="usage du réseau"
)
def personne_a_relancer(examen: Examen) -> Iterator[Finding]:
    """A reminder that names nobody is read by nobody."""
    late = {fiche.id for fiche in fiches_en_retard(examen.ctg, examen.date)}
    for rank, fiche in enumerate(examen.ctg.fiches_actions):
        if fiche.id in late and fiche.pilote_personne is None:
            yield Finding(
                f"L’action « {fiche.intitule} » est en retard et personne n’est nommé pour la piloter.",
                ("fiches_actions", rank, "pilote_personne"),
                suggestion="Nommer la personne pilote, à qui le rappel sera adressé.",
            )
