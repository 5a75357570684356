"""Plans of others: how they are written for a test, and what an officer would check with the file beside."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl

from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.operation import Operation
from ctg_docs.steps.imports import Import, apply_import, prepare_import

Rows = list[list[Any]]
Facts = dict[str, Any]
Sheets = dict[str, tuple[Rows, tuple[str, ...]]]
Builder = Callable[[Path], tuple[Path, dict[str, Facts]]]


def workbook(path: Path, sheets: Sheets) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, (rows, merged) in sheets.items():
        sheet: Any = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for area in merged:
            sheet.merge_cells(area)
    book.save(path)
    return path


def ods(path: Path, rows: Rows, spans: dict[tuple[int, int], tuple[int, int]]) -> Path:
    """Write a sheet of LibreOffice, some cells spanning (rows, columns)."""
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    covered = {
        (r + i, c + j): True for (r, c), (h, w) in spans.items() for i in range(h) for j in range(w) if i or j
    }
    document = OpenDocumentSpreadsheet()
    table = Table(name="Feuille1")
    for r, row in enumerate(rows):
        line = TableRow()
        for c, value in enumerate(row):
            height, width = spans.get((r, c), (1, 1))
            if (r, c) in covered:
                line.addElement(CoveredTableCell())
                continue
            kind = (
                {"valuetype": "float", "value": value} if isinstance(value, int) else {"valuetype": "string"}
            )
            cell = TableCell(
                numberrowsspanned=height, numbercolumnsspanned=width, **(kind if value is not None else {})
            )
            for part in str(value).split("\n") if value is not None else ():
                cell.addElement(P(text=part))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    out = io.BytesIO()
    document.write(out)
    path.write_bytes(out.getvalue())
    return path


def word(path: Path, title: str, rows: Rows) -> Path:
    """Write a document with a table whose blank first cells are merged with those above."""
    import docx

    document = docx.Document()
    document.add_heading(title, 1)
    document.add_paragraph("Validé en comité de pilotage le 12 mars 2026.")
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, value in enumerate(row):
            if value is not None:
                table.cell(r, c).text = value
    for c in (0, 1):
        start = 1
        for r in range(2, len(rows) + 1):
            if r == len(rows) or rows[r][c] is not None:
                if r - start > 1:
                    table.cell(start, c).merge(table.cell(r - 1, c))
                start = r
    document.save(str(path))
    return path


def names(ctg: Ctg) -> dict[str, str]:
    return {o.id: o.nom for o in ctg.organismes} | {p.id: p.nom_usuel for p in ctg.personnes}


def facts(ctg: Ctg) -> dict[str, Facts]:
    """What each action says, in plain words: what an officer would check with the workbook beside."""
    said = names(ctg)
    found: dict[str, Facts] = {}
    for fiche in ctg.fiches_actions:
        one: Facts = {"axes": [o.intitule for o in ctg.strategie.lignee(fiche.rattachement or "")]}
        parts: tuple[FicheAction | Operation, ...] = (fiche, *fiche.operations)
        for part in parts:
            path = "" if part is fiche else f"{part.intitule} / "
            pilots = [part.pilote] if part.pilote else []
            one[f"{path}pilotes"] = [said[i] for i in (*pilots, *part.co_porteurs)]
            partners = [getattr(p, "organisme", p) for p in part.partenaires]
            one[f"{path}partenaires"] = [
                *(said[str(i)] for i in partners),
                *((part.partenaires_texte or "").split(", ") if part.partenaires_texte else []),
            ]
            one[f"{path}publics"] = list(part.publics_cibles)
            one[f"{path}indicateurs"] = [i.intitule for i in part.indicateurs]
            one[f"{path}statut"] = part.statut.libelle if part.statut else None
            one[f"{path}dates"] = (
                [str(d) if d else None for d in (part.calendrier.debut, part.calendrier.fin)]
                if part.calendrier
                else []
            )
            one[f"{path}argent"] = [
                (
                    ("+" if ligne.sens == "recette" else "-")
                    + (said[ligne.financeur] if ligne.financeur else ligne.nature),
                    ligne.annee,
                    str(ligne.montant_euros) if ligne.montant_euros is not None else None,
                )
                for ligne in (part.budget.lignes if part.budget else ())
            ]
            one[f"{path}descriptif"] = part.descriptif
        one |= {
            "personnes": [
                said[i]
                for i in ([fiche.pilote_personne] if fiche.pilote_personne else [])
                + list(fiche.pilotes_personnes)
            ],
            "élu": said.get(fiche.elu_referent or ""),
            "constat": fiche.constat,
            "objectifs": list(fiche.objectifs),
            "résultats": list(fiche.resultats_attendus),
            "étapes": [e.nom for e in fiche.etapes],
            "notes": list(fiche.notes),
            "postes": [(m.texte, str(m.etp) if m.etp is not None else None) for m in fiche.moyens_humains],
            "secteurs": list(fiche.secteur_geographique),
            "priorité": fiche.priorite.libelle if fiche.priorite else None,
        }
        found[fiche.intitule] = one
    return found


def wrong(ready: Import, wanted: dict[str, Facts]) -> Iterable[str]:
    found = facts(ready.new)
    assert list(found) == list(wanted)
    for title, said in wanted.items():
        for path, value in said.items():
            if found[title].get(path) != value:
                yield f"{title} / {path}: {found[title].get(path)!r}, not {value!r}"


def check(plan: Builder, base: Path) -> None:
    """A plan says in its fields what is expected, and says nothing new the second time."""
    path, wanted = plan(base)
    first = prepare_import([path], base / "neuf")
    assert list(wrong(first, wanted)) == []
    apply_import(first, "x")
    again = prepare_import([path], base / "neuf")
    assert [c.sentence for c in again.changes] == []
    assert again.new == prepare_import([path], base / "neuf").new
