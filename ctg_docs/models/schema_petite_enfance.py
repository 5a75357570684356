"""What the dossier answers to each element of the schéma: data, texts, fiches; and what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ctg_docs.models.convention import Thematique
from ctg_docs.models.equipement import TypeEquipement
from ctg_docs.models.finance import SensLigne, TypeDepense
from ctg_docs.models.petite_enfance import ElementSchema

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.diagnostic import ConstatThematique
    from ctg_docs.models.equipement import Equipement
    from ctg_docs.models.fiche import FicheAction
    from ctg_docs.models.petite_enfance import VoletSchema
    from ctg_docs.models.strategie import Objectif

__all__ = [
    "Reponse",
    "constats_du_schema",
    "dit_un_schema",
    "fiches_du_schema",
    "objectifs_du_schema",
    "offre_du_schema",
    "reponses",
]

_PETITE_ENFANCE: Final = Thematique.PETITE_ENFANCE
_OFFRE: Final = frozenset([TypeEquipement.EAJE, TypeEquipement.RPE, TypeEquipement.LAEP])


@dataclass(frozen=True, slots=True)
class Reponse:
    """What answers an element.

    Attributes:
        element: what the decree asks.
        donnees: True when data of the dossier answer by themselves.
        volets: texts written for it.
        fiches: those that serve it.
    """

    element: ElementSchema
    donnees: bool
    volets: tuple[VoletSchema, ...]
    fiches: tuple[FicheAction, ...]

    @property
    def donnee(self) -> bool:
        """True when something answers."""
        return self.donnees or bool(self.fiches) or any(v.texte or v.points for v in self.volets)


def dit_un_schema(ctg: Ctg) -> bool:
    """True when the dossier says something of the schéma: competences, volets, fiches, or that the convention stands for it."""
    propre = ctg.petite_enfance.autorites or ctg.petite_enfance.volets or ctg.convention.vaut_schema
    return bool(propre) or any(f.schema_petite_enfance for f in ctg.fiches_actions)


def offre_du_schema(ctg: Ctg) -> tuple[Equipement, ...]:
    """Return the services for children under three."""
    return tuple(e for e in ctg.equipements if e.type in _OFFRE)


def constats_du_schema(ctg: Ctg) -> tuple[ConstatThematique, ...]:
    """Return the findings of the diagnosis on early childhood."""
    constats = ctg.diagnostic.constats if ctg.diagnostic else ()
    return tuple(c for c in constats if c.thematique is _PETITE_ENFANCE)


def objectifs_du_schema(ctg: Ctg) -> tuple[Objectif, ...]:
    """Return the objectives of early childhood that have none below them."""
    return tuple(
        o for o, _, _ in ctg.strategie.walk() if _PETITE_ENFANCE in o.thematiques and not o.sous_objectifs
    )


def fiches_du_schema(ctg: Ctg) -> tuple[FicheAction, ...]:
    """Return the fiches of early childhood: by their theme, or because they name an element."""
    return tuple(
        f for f in ctg.fiches_ordonnees if f.schema_petite_enfance or _PETITE_ENFANCE in f.thematiques
    )


def reponses(ctg: Ctg) -> tuple[Reponse, ...]:
    """Return what answers each element, in the order of the article."""
    fiches = fiches_du_schema(ctg)
    return tuple(_repondre(ctg, element, fiches) for element in ElementSchema)


def _repondre(ctg: Ctg, element: ElementSchema, fiches: Sequence[FicheAction]) -> Reponse:
    porte = _PAR_FICHE.get(element)
    utiles = tuple(f for f in fiches if element in f.schema_petite_enfance or (porte and porte(f)))
    donnees = _DONNEES[element](ctg) if element in _DONNEES else False
    volets = tuple(v for v in ctg.petite_enfance.volets if v.element is element)
    return Reponse(element, bool(donnees), volets, utiles)


def _investit(fiche: FicheAction) -> bool:
    lignes = fiche.plan.lignes if fiche.plan else ()
    return any(x.sens is SensLigne.DEPENSE and x.type is TypeDepense.INVESTISSEMENT for x in lignes)


_DONNEES: Final[dict[ElementSchema, Callable[[Ctg], object]]] = {
    ElementSchema.OFFRE: offre_du_schema,
    ElementSchema.BESOINS: lambda ctg: any(c.besoins or c.texte for c in constats_du_schema(ctg)),
    ElementSchema.OBJECTIFS: objectifs_du_schema,
}
_PAR_FICHE: Final[dict[ElementSchema, Callable[[FicheAction], bool]]] = {
    ElementSchema.INVESTISSEMENTS: _investit,
    ElementSchema.MOYENS: lambda f: bool(f.plan and f.plan.chiffre),
    ElementSchema.CALENDRIER: lambda f: bool(f.calendrier and (f.calendrier.debut or f.calendrier.fin)),
    ElementSchema.INDICATEURS: lambda f: any(i.cible is not None for i in f.indicateurs),
}
"""What a fiche of early childhood answers by itself, without naming the element."""
