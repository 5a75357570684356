"""Find the headers of a foreign sheet and what each column means: by likeness, unless a person said it."""

from __future__ import annotations

from collections.abc import Mapping as Columns
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from ctg_docs.echanges.etranger.correspondances import IGNORE, Known
from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.french import cle

__all__ = ["FIELDS", "Mapping", "best_headers", "likeness"]

FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "intitule": (
        "action",
        "intitulé",
        "intitulé de l’action",
        "titre",
        "nom de l’action",
        "libellé",
        "actions",
        "fiche action",
        "projet",
    ),
    "niveau_1": ("axe", "enjeu", "orientation", "axe stratégique", "ambition", "axe de travail", "domaine"),
    "niveau_2": ("objectif", "objectif stratégique", "sous-axe", "objectif général"),
    "niveau_3": ("objectif opérationnel", "sous-objectif"),
    "descriptif": ("descriptif", "description", "contenu", "détail", "description de l’action", "modalités"),
    "constat": ("constat", "contexte", "diagnostic", "besoin", "problématique"),
    "objectifs": ("objectifs de l’action", "objectifs visés", "finalité"),
    "resultats_attendus": ("résultats attendus", "résultats", "effets attendus"),
    "publics_cibles": ("public", "publics", "public cible", "publics cibles", "bénéficiaires", "public visé"),
    "pilote": (
        "pilote",
        "porteur",
        "structure pilote",
        "porteur de projet",
        "structure porteuse",
        "chef de file",
    ),
    "pilote_personne": ("référent", "personne pilote", "personne référente", "responsable", "contact", "qui"),
    "partenaires": ("partenaires", "partenariat", "acteurs", "partenaires associés", "partenaires mobilisés"),
    "budget": (
        "budget",
        "coût",
        "montant",
        "coût prévisionnel",
        "budget prévisionnel",
        "financement",
        "plan de financement",
    ),
    "debut": ("début", "date de début", "démarrage", "date de démarrage", "lancement"),
    "fin": ("fin", "date de fin", "échéance", "date limite"),
    "calendrier": ("calendrier", "période", "planning", "échéancier", "année", "quand"),
    "statut": ("statut", "état", "avancement", "état d’avancement", "où en est-on"),
    "priorite": ("priorité", "niveau de priorité"),
    "indicateurs": (
        "indicateurs",
        "indicateur",
        "indicateurs d’évaluation",
        "indicateurs de suivi",
        "évaluation",
    ),
    "thematiques": ("thématique", "thématiques", "thème", "champ"),
    "moyens_humains": ("moyens humains", "moyens", "ressources", "etp"),
    "secteur": ("secteur", "secteur géographique", "territoire", "commune", "lieu", "communes"),
    "conditions": ("conditions", "freins", "points de vigilance"),
    "commentaire": ("commentaire", "commentaires", "observations", "remarques"),
    "numero": ("n°", "numéro", "code", "num", "réf", "référence", "n° action"),
}
"""What a column of a plan d’actions may hold, and what people call it."""

_ENOUGH: Final = 0.78
_DEEPEST: Final = 30


@dataclass(frozen=True, slots=True)
class Mapping:
    """What the columns of a sheet mean.

    Attributes:
        sheet: name of the sheet; row: rank of the headers, from 0.
        columns: rank of each column to (header as written, field or « ignorer »).
        guessed: False when a person wrote it.
    """

    sheet: str
    row: int
    columns: tuple[tuple[int, str, str], ...]
    guessed: bool = True

    @property
    def fields(self) -> frozenset[str]:
        """What the sheet tells."""
        return frozenset(found for _, _, found in self.columns if found != IGNORE)

    def field(self, name: str) -> list[int]:
        """Return the columns of a field."""
        return [rank for rank, _, found in self.columns if found == name]


def best_headers(grid: Grid, known: Known) -> Mapping | None:
    """Return the row of headers of a plan d'actions and what its columns mean; None when there is none.

    Args:
        grid: the sheet.
        known: what a person decided; it wins over the guesses.
    """
    best: Mapping | None = None
    for row in range(min(len(grid.rows), _DEEPEST)):
        found = Mapping(grid.name, row, tuple(_columns(grid, row, known.columns)), guessed=not known.columns)
        enough = "intitule" in found.fields and len(found.fields) >= 2
        if enough and (best is None or len(found.fields) > len(best.fields)):
            best = found
    return best


def _columns(grid: Grid, row: int, written: Columns[str, str]) -> list[tuple[int, str, str]]:
    guesses: list[tuple[float, int, str, str]] = []
    headers: list[tuple[int, str]] = []
    for rank, value in enumerate(grid.rows[row]):
        if not isinstance(value, str) or (row, rank) in grid.merged or len(value) > 60:
            continue
        headers.append((rank, " ".join(value.split())))
        if cle(value) in written:
            guesses.append((2.0, rank, value, written[cle(value)]))
            continue
        guesses += [(likeness(value, names), rank, value, field) for field, names in FIELDS.items()]
    taken: dict[int, str] = {}
    used: set[str] = set()
    for score, rank, _, field in sorted(guesses, key=lambda g: -g[0]):
        if score < _ENOUGH or rank in taken or (field in used and field != IGNORE and score < 2):
            continue
        taken[rank] = field
        used.add(field)
    return [(rank, header, taken.get(rank, IGNORE)) for rank, header in headers]


def likeness(header: str, names: Sequence[str]) -> float:
    """Return how much a header looks like the nearest of these names, from 0 to 1."""
    text = cle(header)
    best = 0.0
    for name in map(cle, names):
        if text == name:
            return 1.0
        words, wanted = set(text.split()), set(name.split())
        inside = 0.85 if wanted <= words and len(words) <= len(wanted) + 3 else 0.0
        best = max(best, inside, SequenceMatcher(None, text, name).ratio() * 0.97)
    return best
