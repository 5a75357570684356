"""Make the fields of a form from the models: titles, help and lists are theirs."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, Final

from ctg_docs.echanges.tableaux import Column
from ctg_docs.echanges.tableaux.schema import Table, table_of, tables
from ctg_docs.formulaires.description import Champ, Colonne, Formulaire, Ligne, Rubrique, Serie
from ctg_docs.formulaires.points import POINTS
from ctg_docs.formulaires.valeurs import Registres, form_of, shown
from ctg_docs.french import date_longue
from ctg_docs.models.annotations import model_in
from ctg_docs.models.base import Modele
from ctg_docs.models.ctg import Ctg
from ctg_docs.sources.write import to_plain

__all__ = ["Atelier", "fingerprint"]

_RICH: Final = frozenset(
    {"constat", "descriptif", "introduction", "approbation_precedent", "questions_diverses", "echanges"}
)
"""Texts that the documents print with the small Markdown subset."""
_YEARS: Final = {
    name: Column((name,), (name,), title, "", f"Une année par ligne : {sample}.", "annees", many=True)
    for name, title, sample in (("realisations", "Réalisé", "2025 : 42"), ("bonus", "Bonus", "2025 : 12 000"))
}
"""Lists inside a row that one field holds."""
_TITRES: Final = {
    "compte_rendu.heure_debut_reelle": "Heure d’ouverture",
    "compte_rendu.heure_fin_reelle": "Heure de clôture",
    "compte_rendu.introduction": "Introduction de la séance",
    "compte_rendu.date_envoi": "Date d’envoi",
}
"""Titles that say more than those of the models, which are read under a heading."""


def fingerprint(ctg: Ctg) -> str:
    """Return a short mark of all the facts of a dossier: the same facts, the same mark."""
    text = json.dumps(to_plain(ctg), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]


class Atelier:
    """Makes the fields of one element.

    Args:
        ctg: the dossier.
        noms: names of the lists that hold the element, as `table_of` takes them; empty for the whole dossier.
        element: the element.
        liste: steps to that list in the data, when they are more than its name.
    """

    def __init__(self, ctg: Ctg, noms: tuple[str, ...], element: Any, liste: tuple[str, ...] = ()) -> None:
        self.ctg, self.noms, self.element = ctg, noms, element
        self.liste = liste or noms
        self.registres = Registres(ctg)
        self.table = table_of(noms) if noms else tables()[0]

    def champs(self, chemins: str) -> tuple[Champ, ...]:
        """Return the fields of these paths, dotted and separated by blanks."""
        return tuple(self._champ(self.table, path, path, self.element) for path in chemins.split())

    def cases(self, chemin: str) -> tuple[Champ, ...]:
        """Return one box per value of a list of closed values."""
        column = _column(self.table, chemin)
        present = set(_at(self.element, column.path) or ())
        return tuple(
            Champ(f"{chemin}={m.value}", m.libelle, column.header, "case", column, column.keys,
                  "oui" if m in present else "non", valeur=str(m.value))
            for m in column.choice or ()
        )  # fmt: skip

    def serie(
        self,
        chemin: str,
        titre: str,
        colonnes: tuple[Colonne, ...],
        *,
        fixe: bool = False,
        attendus: Sequence[Any] = (),
    ) -> Serie:
        """Return a table of rows; `attendus` are rows proposed, which count once they are completed."""
        path = tuple(chemin.split("."))
        items = _at(self.element, path) or ()
        nom = path[-1]
        table = table_of((*self.noms, nom))
        names = [name for colonne in colonnes for name in colonne.champs]
        rows: list[tuple[Any, dict[str, Any] | None]] = [(item, to_plain(item)) for item in items]
        blanks = 2 if any(len(colonne.champs) > 3 for colonne in colonnes) else 3
        rows += [(item, None) for item in attendus] + ([] if fixe else [(None, None)] * blanks)
        lignes = tuple(
            Ligne(i, tuple(self._champ(table, n, f"{nom}[{i}].{n}", item) for n in names), data)
            for i, (item, data) in enumerate(rows)
        )
        return Serie(nom, path, titre, "", colonnes, lignes, fixe)

    def formulaire(
        self,
        kind: str,
        *,
        nom_fichier: str,
        surtitre: str,
        titre: str,
        blocs: Iterable[Rubrique | Serie],
        paysage: bool = False,
    ) -> Formulaire:
        """Return the form, marked with the version of the dossier."""
        version = self.ctg.version
        said = [f"version {version.numero}" if version.numero else ""]
        said += [f"du {date_longue(version.date)}" if version.date else ""]
        name = " ".join(s for s in said if s)
        return Formulaire(
            kind,
            str(getattr(self.element, "id", "")),
            self.liste,
            nom_fichier,
            surtitre,
            titre,
            (),
            (fingerprint(self.ctg), name),
            tuple(blocs),
            paysage,
        )

    def _choices(self, column: Column) -> Column:
        """Let the items of its agenda be chosen where the rows of a meeting name one."""
        if column.path != ("point",):
            return column
        return replace(column, register=f"{POINTS}{self.element.id}")

    def _champ(self, table: Table, chemin: str, tag: str, element: Any) -> Champ:
        column = self._choices(_column(table, chemin))
        forme = form_of(column, rich=column.path[-1] in _RICH)
        value = None if element is None else _at(element, column.path)
        texte = shown(column, value, self.registres)
        if forme == "case" and not texte:
            texte = "non"
        if element is None and forme != "case":
            texte = ""
        options = self.registres.options(column) if forme in ("choix", "registre") else ()
        titre = _TITRES.get(chemin) or column.header.rpartition("– ")[2]
        defaut = _default(table.model, column.path)
        return Champ(tag, titre, column.help, forme, column, column.keys, texte, options, defaut=defaut)


def _default(model: type[Modele], path: Sequence[str]) -> Any:
    info = model.model_fields[path[0]]
    if len(path) == 1:
        return None if info.is_required() else to_plain(info.get_default(call_default_factory=True))
    inner: Any = model_in(info.annotation)
    return _default(inner, path[1:])


def _column(table: Table, chemin: str) -> Column:
    path = tuple(chemin.split("."))
    return _YEARS.get(chemin) or next(c for c in table.columns if c.path == path)


def _at(element: Any, path: Sequence[str]) -> Any:
    for step in path:
        if element is None:
            return None
        element = getattr(element, step, None)
    return element
