"""Bodies and persons that a file cites and no register has, added to the registers when somebody asks for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ctg_docs.echanges.constats import note
from ctg_docs.echanges.tableaux.assemblage import key_of
from ctg_docs.echanges.tableaux.identifiants import NAMED, free, slug
from ctg_docs.echanges.tableaux.lignes import Row, column_at
from ctg_docs.echanges.tableaux.references import References, references_of, registers
from ctg_docs.echanges.tableaux.schema import tables
from ctg_docs.problems import Problem
from ctg_docs.rapprochement import KEYS, PEOPLE
from ctg_docs.rapprochement.mots import kind_of, split_person

__all__ = ["enrol"]

_WHAT: Final = {PEOPLE: "personne inconnue", "organismes": "organisme inconnu"}


def enrol(found: dict[str, list[Row]], references: References) -> Iterator[Problem]:
    """Add a row to its register for each name like no other there, and cite that row instead; tell each.

    Args:
        found: the rows of the file over those of the dossier, by table.
        references: what their names stand for.
    """
    added: dict[tuple[str, str], str] = {}
    cited = [
        (row, header, register, column)
        for table in tables()
        for row in found.get(table.name, ())
        for header, register, column in references_of(table)
        if column is not None and register in KEYS and row.values.get(header) is not None
    ]
    for row, header, register, column in cited:
        typed = references.parts(register, column, row.values.get(header))
        for text in (t for t in typed if references.is_new(register, t)):
            key = register, KEYS[register](text)
            if key not in added:
                added[key] = _add(found, register, text)
                place = row.places.get(header, row.place)
                yield note("TAB025", place, value=text, what=_WHAT[register])
        ids = [added.get((register, KEYS[register](t)), t) for t in typed]
        if ids != typed:
            row.values[header] = "\n".join(ids)


def _add(found: dict[str, list[Row]], register: str, text: str) -> str:
    """Add a row for a name to its register; return its identifier."""
    table = registers()[register]
    rows = found.setdefault(table.name, [])
    taken = {key_of(r.values.get(NAMED)) for r in rows}
    if register == PEOPLE:
        civility, first, family = split_person(text)
        said = {"civilite": civility, "prenom": first, "nom": family}
    else:
        said = {"nature": kind_of(text).value, "nom": " ".join(text.split())}
    id = free(slug(text), taken)
    values = {
        column_at(table, (field,)).header: value for field, value in {"id": id, **said}.items() if value
    }
    rows.append(Row({h: values.get(h) for h in table.headers}))
    return id
