"""Eight plans of eight shapes, made as officers make them: what each says stands in the right field at the first try."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.operation import Operation
from ctg_docs.steps.imports import Import, apply_import, prepare_import

Rows = list[list[Any]]
Facts = dict[str, Any]
Sheets = dict[str, tuple[Rows, tuple[str, ...]]]


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


# --- what is looked at -------------------------------------------------------------------------------------------------


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


# --- the plans ---------------------------------------------------------------------------------------------------------


def classic(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One row per action, levels filled down, a help row, three headers « Montant », a total, a source."""
    head = ["N°", "Orientation", "Objectif stratégique", "Fiche-action", "Chef de file", "Élu(e) référent(e)", "Financeur 1", "Montant", "Financeur 2", "Montant", "Coût total (k€)", "Degré de priorité", "Échéance"]  # fmt: skip
    rows: Rows = [
        ["CTG du Pays de Retz – plan d’actions 2026-2030", *[None] * 12],
        [],
        head,
        ["1", "Champ libre", "Champ libre", "Texte court", "Liste déroulante", "Nom Prénom", "Liste déroulante", "en euros", "Liste déroulante", "en euros", "en milliers d’euros", "1 à 3", "mm/aaaa"],
        ["1.1", "Orientation A. Grandir", "OS 1 – Accueillir tôt", "Ouvrir une micro-crèche", "Commune de Pornic", "Mme Anne LE GOFF", "Caf", 45000, "MSA", 5000, 92.5, "Haute", "rentrée 2027"],
        ["1.2", None, None, "Former les assistantes maternelles", "RPE du Pays", "Anne Le Goff", "Caf", "3 000 €", None, None, 4, 2, "T2 2026"],
        ["1.3", None, "OS 2 – Informer", "Créer un guichet unique", "CC du Pays de Retz", None, "Département", "à définir", None, None, 0.75, "faible", "fin juin 2026"],
        ["2.1", "Orientation B. S’engager", "OS 3 – Participer", "Lancer un conseil des jeunes", "Commune de Pornic ; Mission locale", "M. Yves ROY", None, None, None, None, None, "moyenne", "09/2026"],
        [None, None, None, "TOTAL", None, None, None, 48000, None, 5000, 97.25, None, None],
        ["Source : comité technique du 3 mars 2026", *[None] * 12],
    ]  # fmt: skip
    grandir = "Grandir"
    return workbook(base / "classique.xlsx", {"PA": (rows, ("A1:M1",))}), {
        "Ouvrir une micro-crèche": {
            "axes": [grandir, "Accueillir tôt"],
            "pilotes": ["Commune de Pornic"],
            "élu": "Anne Le Goff",
            "argent": [
                ("+Caf", None, "45000"),
                ("+MSA", None, "5000"),
                ("-Coût de l’action", None, "92500"),
            ],
            "priorité": "Élevée",
            "dates": [None, "rentrée 2027"],
        },
        "Former les assistantes maternelles": {
            "axes": [grandir, "Accueillir tôt"],
            "pilotes": ["RPE du Pays"],
            "élu": "Anne Le Goff",
            "argent": [("+Caf", None, "3000"), ("-Coût de l’action", None, "4000")],
            "priorité": "Moyenne",
            "dates": [None, "2026-T2"],
        },
        "Créer un guichet unique": {
            "axes": [grandir, "Informer"],
            "pilotes": ["CC du Pays de Retz"],
            "élu": None,
            "argent": [("+Département", None, None), ("-Coût de l’action", None, "750")],
            "priorité": "Basse",
            "dates": [None, "fin juin 2026"],
        },
        "Lancer un conseil des jeunes": {
            "axes": ["S’engager", "Participer"],
            "pilotes": ["Commune de Pornic", "Mission locale"],
            "élu": "Yves Roy",
            "priorité": "Moyenne",
            "dates": [None, "2026-09"],
        },
    }


def operations(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One row per sous-action of LibreOffice, actions merged downwards, budgets of two years under one header."""
    rows: Rows = [
        ["Enjeu", "Action", "Sous-actions", "Qui ?", "Public visé", "Coût prévisionnel", None, "Où en est-on ?"],
        [None, None, None, None, None, 2026, 2027, None],
        ["Enjeu 1 : Vivre ensemble", "A1 – Animer la vie locale", "Café des parents", "Léa SY, Tom BA", "parents", 1200, 1300, "Démarrée"],
        [None, None, "Fête du jeu", "Tom BA", "familles\nenfants", 800, None, "Reportée"],
        [None, "A2 – Aller vers les habitants", "Bus itinérant", "Zoé PONS", "habitants isolés", 15000, 15500, "À lancer"],
        ["Enjeu 2 : Habiter", "A3 – Loger les jeunes", "Intermédiation", "Léa SY", "16-30 ans", None, 9000, "terminé"],
        [None, None, "Foyer", "Zoé PONS", "apprentis", 4000, 4000, "en cours"],
    ]  # fmt: skip
    spans = {(0, c): (2, 1) for c in (0, 1, 2, 3, 4, 7)} | {
        (0, 5): (1, 2),
        (2, 0): (3, 1),
        (2, 1): (2, 1),
        (5, 0): (2, 1),
        (5, 1): (2, 1),
    }
    cost = "-Coût de l’action"
    return ods(base / "sous-actions.ods", rows, spans), {
        "Animer la vie locale": {
            "axes": ["Vivre ensemble"],
            "Café des parents / publics": ["parents"],
            "Café des parents / argent": [(cost, 2026, "1200"), (cost, 2027, "1300")],
            "Café des parents / statut": "En cours",
            "Fête du jeu / publics": ["familles", "enfants"],
            "Fête du jeu / argent": [(cost, 2026, "800")],
            "Fête du jeu / statut": "En pause",
        },
        "Aller vers les habitants": {
            "axes": ["Vivre ensemble"],
            "Bus itinérant / argent": [(cost, 2026, "15000"), (cost, 2027, "15500")],
            "Bus itinérant / statut": "À venir",
        },
        "Loger les jeunes": {
            "axes": ["Habiter"],
            "Intermédiation / argent": [(cost, 2027, "9000")],
            "Intermédiation / statut": "Réalisé",
            "Foyer / publics": ["apprentis"],
            "Foyer / statut": "En cours",
        },
    }


def quarters(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A calendar by quarters under their years, crosses, a word in a quarter, axes as rows across the table."""
    rows: Rows = [
        ["Planning CTG – Communauté d’agglomération du Bocage", *[None] * 9],
        ["Actions", "Structure porteuse", "2026", None, None, None, "2027", None, None, None],
        [None, None, "T1", "T2", "T3", "T4", "T1", "T2", "T3", "T4"],
        ["AXE 1 – PETITE ENFANCE", *[None] * 9],
        ["1. Rénover le multi-accueil", "CA du Bocage", None, "x", "x", "x", None, None, None, None],
        ["2. Créer un LAEP", "Centre social Les Tilleuls", None, None, None, "COPIL", "x", "x", "x", "x"],
        ["AXE 2 – JEUNESSE", *[None] * 9],
        ["3. Ouvrir un espace jeunes", "MJC", "X", None, None, None, "X", None, None, None],
    ]
    merged = ("A1:J1", "C2:F2", "G2:J2", "A2:A3", "B2:B3", "A4:J4", "A7:J7")
    return workbook(base / "trimestres.xlsx", {"Planning": (rows, merged)}), {
        "Rénover le multi-accueil": {
            "axes": ["PETITE ENFANCE"],
            "pilotes": ["CA du Bocage"],
            "dates": ["2026-T2", "2026-T4"],
        },
        "Créer un LAEP": {
            "axes": ["PETITE ENFANCE"],
            "pilotes": ["Centre social Les Tilleuls"],
            "dates": ["2027-T1", "2027-T4"],
            "étapes": ["COPIL"],
        },
        "Ouvrir un espace jeunes": {
            "axes": ["JEUNESSE"],
            "pilotes": ["MJC"],
            "dates": ["2026-T1", "2027-T1"],
        },
    }


def funders(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Receipts by funder, headers on two rows, amounts typed with their unit, comments that nothing explains."""
    rows: Rows = [
        [
            "Axe",
            "Intitulé de l’action",
            "Coût",
            "Plan de financement",
            None,
            None,
            None,
            "Moyens humains",
            "Suivi DGS",
        ],
        [None, None, None, "Subvention Caf", "Part CC", "Région", "Fonds propres", None, None],
        [
            "Handicap",
            "Former à l’inclusion",
            "12 000 € TTC",
            6000,
            4000,
            "sollicitée",
            2000,
            "0,5 ETP coordinateur",
            "vu le 3/2",
        ],
        ["Handicap", "Adapter les locaux", "1,2 M€ HT", 400000, "300 k€", None, 500000, "Temps agent", None],
        [
            "Numérique",
            "Tenir des ateliers",
            "10 séances à 150 €",
            1000,
            500,
            None,
            0,
            "1 animateur ; 2 bénévoles",
            "à revoir",
        ],
    ]
    merged = ("D1:G1", *(f"{c}1:{c}2" for c in "ABCHI"))
    return workbook(base / "financeurs.xlsx", {"Financements": (rows, merged)}), {
        "Former à l’inclusion": {
            "axes": ["Handicap"],
            "argent": [
                ("-Coût de l’action", None, "12000"), ("+Caf", None, "6000"), ("+CC", None, "4000"),
                ("+Région", None, None), ("+Fonds propres", None, "2000"),
            ],
            "postes": [("0,5 ETP coordinateur", "0.5")],
            "notes": ["Suivi DGS : vu le 3/2"],
        },
        "Adapter les locaux": {
            "argent": [("-Coût de l’action", None, "1200000"), ("+Caf", None, "400000"), ("+CC", None, "300000"), ("+Fonds propres", None, "500000")],
            "postes": [("Temps agent", None)],
        },
        "Tenir des ateliers": {
            "axes": ["Numérique"],
            "argent": [("-Coût de l’action", None, "150"), ("+Caf", None, "1000"), ("+CC", None, "500")],
            "postes": [("1 animateur", None), ("2 bénévoles", None)],
            "notes": ["Suivi DGS : à revoir"],
        },
    }  # fmt: skip


def sheets_by_fiche(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One fiche per sheet, labels at the left, values at the right, several lines in a cell, a label nobody knows."""

    def fiche(title: str, pilot: str, **more: Any) -> Rows:
        return [
            ["Fiche action CTG", None],
            ["Axe stratégique", more["axe"]],
            ["Titre :", title],
            ["Diagnostic :", "Peu de places."],
            ["Objectifs poursuivis :", "- Accueillir\n- Informer"],
            ["Porteur de projet :", pilot],
            ["Référent :", more["who"]],
            ["Partenaires mobilisés :", "Caf, Département\nécoles"],
            ["Communes concernées :", "Melle, Celles"],
            ["Budget prévisionnel :", more["cost"]],
            ["Indicateurs d’évaluation :", "Nombre de familles\nTaux de retour"],
            ["Calendrier :", "sept. 2026 à juin 2027"],
            ["État d’avancement :", "Lancée"],
            ["Lien avec le projet de territoire :", "Défi 4"],
        ]

    sheets: Sheets = {
        "FA1": (fiche("Ouvrir une ludothèque", "Ville de Melle", axe="Axe 1 – Grandir", who="Léa Sy", cost="35 000 €"), ("A1:B1",)),
        "FA2": (fiche("Soutenir les aidants", "CIAS", axe="Axe 2 – Prendre soin", who="Dr Hugo MAS", cost="entre 8 000 et 9 000 € par an"), ("A1:B1",)),
    }  # fmt: skip
    shared: Facts = {
        "partenaires": ["Caf", "Département", "écoles"],
        "objectifs": ["Accueillir", "Informer"],
        "indicateurs": ["Nombre de familles", "Taux de retour"],
        "secteurs": ["Melle", "Celles"],
        "dates": ["2026-09", "2027-06"],
        "statut": "En cours",
        "notes": ["Lien avec le projet de territoire : Défi 4"],
    }
    return workbook(base / "fiches.xlsx", sheets), {
        "Ouvrir une ludothèque": shared | {"axes": ["Grandir"], "pilotes": ["Ville de Melle"], "personnes": ["Léa Sy"], "argent": [("-Coût de l’action", None, "35000")]},
        "Soutenir les aidants": shared | {"axes": ["Prendre soin"], "pilotes": ["CIAS"], "personnes": ["Hugo Mas"], "argent": [("-Coût de l’action", None, None)]},
    }  # fmt: skip


def word_table(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A table of a Word document, axes and actions merged downwards, one partner per row."""
    rows: Rows = [
        ["Axe", "Action", "Pilote", "Partenaires", "Échéancier", "Résultats attendus"],
        [
            "Axe 1 : Parentalité",
            "1.1 Soutenir les parents",
            "Centre social",
            "Caf",
            "2026-2027",
            "Moins d’isolement",
        ],
        [None, None, None, "UDAF", None, "Plus de repères"],
        [None, "1.2 Créer un lieu", "Commune de Brion", "PMI", "dès 2027", None],
        [
            "Axe 2 : Mobilité",
            "2.1 Transporter les jeunes",
            "CC du Val et Région",
            "Lycées",
            "été 2026",
            "Des navettes",
        ],
        [None, None, None, "SNCF", None, None],
    ]
    return word(base / "plan.docx", "Plan d’actions de la CTG de la Communauté de communes du Val", rows), {
        "Soutenir les parents": {
            "axes": ["Parentalité"],
            "pilotes": ["Centre social"],
            "partenaires": ["Caf", "UDAF"],
            "dates": ["2026", "2027"],
            "résultats": ["Moins d’isolement", "Plus de repères"],
        },
        "Créer un lieu": {
            "axes": ["Parentalité"],
            "pilotes": ["Commune de Brion"],
            "partenaires": ["PMI"],
            "dates": ["2027", None],
        },
        "Transporter les jeunes": {
            "axes": ["Mobilité"],
            "pilotes": ["CC du Val", "Région"],
            "partenaires": ["SNCF", "Lycées"],
            "dates": ["été 2026", None],
            "résultats": ["Des navettes"],
        },
    }


def pasted(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A CSV of Excel for Mac: UTF-16, tabs, title lines, rows that go on, headings repeated for each axe."""
    head = "Action\tDescriptif\tPilote\tPartenaires\tÉtapes\tDébut\tFin"
    lines = [
        "Plan d’actions, version 3, à valider",
        "Axe 1 - Santé",
        head,
        "Informer sur le Mois sans tabac\tCampagne, affiches\tCPTS\tCPAM, pharmacies\tRédiger (03/2026)\tjanv-26\tnov-26",
        "\t\t\tLigue\tImprimer (09/2026)\t\t",
        "Recruter un médiateur\tUn poste partagé\tCCAS de Niort\tARS\t\t01/04/2026\t2028",
        "Axe 2 - Logement",
        head,
        "Ouvrir une maison des aînés\tDix places\tDépartement\tbailleurs, CCAS de Niort\t\t2ᵉ trimestre 2026\tmi-2027",
    ]
    path = base / "mac.txt"
    path.write_bytes("\r".join(lines).encode("utf-16"))
    return path, {
        "Informer sur le Mois sans tabac": {
            "axes": ["Santé"],
            "descriptif": "Campagne, affiches",
            "pilotes": ["CPTS"],
            "partenaires": ["CPAM", "Ligue", "pharmacies"],
            "étapes": ["Rédiger", "Imprimer"],
            "dates": ["2026-01", "2026-11"],
        },
        "Recruter un médiateur": {
            "axes": ["Santé"],
            "pilotes": ["CCAS de Niort"],
            "partenaires": ["ARS"],
            "dates": ["2026-04-01", "2028"],
        },
        "Ouvrir une maison des aînés": {
            "axes": ["Logement"],
            "pilotes": ["Département"],
            "partenaires": ["CCAS de Niort", "bailleurs"],
            "dates": ["2026-T2", "mi-2027"],
        },
    }


def by_axis(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One sheet per axe, the same headers, a skipped level, a title of another sheet, lists in cells."""
    head = [
        "Objectifs opérationnels",
        "Actions",
        "Pilotes",
        "Partenaires associés",
        "Indicateurs",
        "Budget 2026",
        "Bilan 2025",
    ]
    one: Rows = [
        ["Axe 1 : Accès aux droits"], [], head,
        ["Aller vers", "Tenir des permanences", "France services / CCAS de Lens", "Caf ; MSA ; CPAM", "Nombre de rendez-vous ; délai", 2500, "12 permanences"],
        [None, "Former les secrétaires de mairie", "CDG 62", "mairies", "Agents formés", None, None],
    ]  # fmt: skip
    two: Rows = [
        ["Axe 2 : Cadre de vie"], [], head,
        ["Rencontrer", "Ouvrir un tiers-lieu", "Association L’Étincelle", "à définir", "Fréquentation", "20 000 €", "sans objet"],
    ]  # fmt: skip
    path = workbook(
        base / "axes.xlsx", {"Axe 1": (one, ()), "Axe 2": (two, ()), "Listes": ([["Oui"], ["Non"]], ())}
    )
    return path, {
        "Tenir des permanences": {
            "axes": ["Accès aux droits", "Aller vers"],
            "pilotes": ["France services", "CCAS de Lens"],
            "partenaires": ["Caf", "MSA", "CPAM"],
            "indicateurs": ["Nombre de rendez-vous", "délai"],
            "argent": [("-Coût de l’action", 2026, "2500")],
        },
        "Former les secrétaires de mairie": {
            "axes": ["Accès aux droits", "Aller vers"],
            "pilotes": ["CDG 62"],
            "partenaires": ["mairies"],
            "indicateurs": ["Agents formés"],
        },
        "Ouvrir un tiers-lieu": {
            "axes": ["Cadre de vie", "Rencontrer"],
            "pilotes": ["Association L’Étincelle"],
            "partenaires": [],
            "argent": [("-Coût de l’action", 2026, "20000")],
        },
    }


PLANS: tuple[Callable[[Path], tuple[Path, dict[str, Facts]]], ...] = (
    classic, operations, quarters, funders, sheets_by_fiche, word_table, pasted, by_axis,
)  # fmt: skip


def wrong(ready: Import, wanted: dict[str, Facts]) -> Iterable[str]:
    found = facts(ready.new)
    assert list(found) == list(wanted)
    for title, said in wanted.items():
        for path, value in said.items():
            if found[title].get(path) != value:
                yield f"{title} / {path}: {found[title].get(path)!r}, not {value!r}"


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.__name__)
def test_what_a_plan_says_stands_in_its_field(
    plan: Callable[[Path], tuple[Path, dict[str, Facts]]], tmp_path: Path
) -> None:
    path, wanted = plan(tmp_path)
    assert list(wrong(prepare_import([path], tmp_path / "neuf"), wanted)) == []


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.__name__)
def test_the_same_plan_again_changes_nothing(
    plan: Callable[[Path], tuple[Path, dict[str, Facts]]], tmp_path: Path
) -> None:
    path, _ = plan(tmp_path)
    first = prepare_import([path], tmp_path / "neuf")
    apply_import(first, "x")
    again = prepare_import([path], tmp_path / "neuf")
    assert [c.sentence for c in again.changes] == []
    assert again.new == prepare_import([path], tmp_path / "neuf").new
