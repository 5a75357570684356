"""Find the headers of a foreign sheet and what each column means: by likeness, corrected in a small file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Final

from ctg_docs.echanges.etranger.grilles import Grid
from ctg_docs.errors import DataError
from ctg_docs.french import cle
from ctg_docs.sources.nodes import flatten
from ctg_docs.sources.report import Report
from ctg_docs.sources.write import dump_yaml
from ctg_docs.sources.yaml_file import parse_yaml

__all__ = ["FIELDS", "Mapping", "mapping_text", "recognise"]

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

IGNORE: Final = "ignorer"
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

    def field(self, name: str) -> list[int]:
        """Return the columns of a field."""
        return [rank for rank, _, found in self.columns if found == name]


def recognise(grids: Sequence[Grid], known: str | None = None) -> tuple[Grid, Mapping]:
    """Return the sheet that looks most like a plan d’actions, and what its columns mean.

    Args:
        grids: the sheets.
        known: a mapping file corrected by a person; its columns win over the guesses.

    Raises:
        DataError: no sheet has the title of the actions, or the mapping file can't be read.
    """
    written = _read(known) if known else {}
    best: tuple[int, Grid, Mapping] | None = None
    for grid in grids:
        for row in range(min(len(grid.rows), _DEEPEST)):
            found = _columns(grid, row, written)
            score = len({field for _, _, field in found if field != IGNORE})
            if (
                any(field == "intitule" for _, _, field in found)
                and score >= 2
                and (best is None or score > best[0])
            ):
                best = score, grid, Mapping(grid.name, row, tuple(found), guessed=not written)
    if best is None:
        raise DataError(
            "Aucune feuille ne ressemble à un plan d’actions : il faut une ligne d’en-têtes avec au moins l’intitulé "
            "de l’action et une autre colonne connue (pilote, partenaires, budget, échéance…)."
        )
    return best[1], best[2]


def _columns(grid: Grid, row: int, written: dict[str, str]) -> list[tuple[int, str, str]]:
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


def mapping_text(mapping: Mapping, file: str) -> str:
    """Return the small file that a person corrects, and that the next import reads."""
    head = (
        f"# Colonnes de « {file} ». Corrigez à droite, puis relancez l’import : ce fichier sera suivi.\n"
        f"# Champs possibles : {', '.join(FIELDS)}, {IGNORE}.\n"
    )
    return head + dump_yaml({"colonnes": {header: field for _, header, field in mapping.columns}})


def _read(text: str) -> dict[str, str]:
    report = Report()
    node = parse_yaml(text, "correspondances", report)
    parsed = flatten(node, report) if node is not None else None
    columns = parsed.data.get("colonnes") if parsed is not None and isinstance(parsed.data, dict) else None
    if report.has_errors or not isinstance(columns, dict):
        raise DataError("Le fichier de correspondances ne peut pas être lu.", report.problems)
    unknown = [v for v in columns.values() if v not in FIELDS and v != IGNORE]
    if unknown:
        raise DataError(
            f"Correspondances : champ inconnu « {unknown[0]} ». Champs possibles : {', '.join(FIELDS)}, {IGNORE}."
        )
    return {cle(str(header)): str(field) for header, field in columns.items()}
