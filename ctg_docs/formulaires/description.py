"""What a form asks: fields, tables whose rows repeat, in the order of the page. Knows neither Word nor the dossier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from ctg_docs.echanges.tableaux import Column

__all__ = ["Champ", "Colonne", "Forme", "Formulaire", "Ligne", "Rubrique", "Serie"]

Forme = Literal["texte", "long", "liste", "noms", "choix", "registre", "date", "case"]
"""How a field is filled: a line, rich paragraphs, one item per line, names one per line, closed list, register, date, box."""


@dataclass(frozen=True, slots=True)
class Champ:
    """A field.

    Attributes:
        tag: path of the value, `indicateurs[0].cible`; 64 characters at most, a limit of Word.
        titre: French title; aide: one sentence.
        colonne: how the value is written and read.
        cles: steps to the value from the element or the row, as written in the data.
        texte: what is shown now.
        options: (label, value) of a drop-down.
        valeur: the value that a box adds to a list when ticked; empty for a yes or a no.
        defaut: what the data mean when they don't say it.
    """

    tag: str
    titre: str
    aide: str
    forme: Forme
    colonne: Column
    cles: tuple[str, ...]
    texte: str = ""
    options: tuple[tuple[str, str], ...] = ()
    valeur: str = ""
    defaut: Any = None

    @property
    def bloc(self) -> bool:
        """True when it holds paragraphs and fills a cell of its own."""
        return self.forme in ("long", "liste", "noms")


@dataclass(frozen=True, slots=True)
class Rubrique:
    """A heading and its fields, one per row; `large` puts the field under the heading, on the whole width."""

    titre: str
    champs: tuple[Champ, ...]
    large: bool = False

    @property
    def tous(self) -> tuple[Champ, ...]:
        """Every field."""
        return self.champs


@dataclass(frozen=True, slots=True)
class Colonne:
    """A column of a table of rows: its head, its width in millimetres, the fields in its cells."""

    titre: str
    largeur: float
    champs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ligne:
    """A row; `donnees` is what the dossier says of it, None for a row to fill."""

    rang: int
    champs: tuple[Champ, ...]
    donnees: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Serie:
    """A table whose rows repeat.

    Attributes:
        nom: first word of the tags; cles: steps from the element to the list, as written in the data.
        fixe: True when rows are neither added nor taken away.
    """

    nom: str
    cles: tuple[str, ...]
    titre: str
    aide: str
    colonnes: tuple[Colonne, ...]
    lignes: tuple[Ligne, ...]
    fixe: bool = False

    @property
    def tous(self) -> tuple[Champ, ...]:
        """Every field, row by row."""
        return tuple(champ for ligne in self.lignes for champ in ligne.champs)


@dataclass(frozen=True, slots=True)
class Formulaire:
    """A form.

    Attributes:
        kind: `fiche_action`, `equipements`, `instance`, `compte_rendu`.
        id: identifier of the element; empty when the form is on a whole register.
        liste: steps to the list that holds the element, or to the whole when `id` is empty.
        version: fingerprint of the dossier it was made from, and how a person calls that version.
    """

    kind: str
    id: str
    liste: tuple[str, ...]
    nom_fichier: str
    surtitre: str
    titre: str
    notes: tuple[str, ...]
    version: tuple[str, str]
    blocs: tuple[Rubrique | Serie, ...]
    paysage: bool = False

    def champs(self) -> Iterator[Champ]:
        """Yield every field, in the order of the page."""
        for bloc in self.blocs:
            yield from bloc.tous
