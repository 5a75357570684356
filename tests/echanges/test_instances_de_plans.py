"""The table of instances that comes with a plan: who sits where, how often; read twice, it says nothing more."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl

from ctg_docs.rapprochement.mots import split_person
from ctg_docs.steps.imports import apply_import, prepare_import

PLAN = [
    ["Action", "Pilote", "Échéance"],
    ["Ouvrir un LAEP", "Caf du Gers", "2026"],
    ["Tenir un forum", "MSA", "2027"],
]


def book(tmp_path: Path, rows: list[list[Any]], merged: str = "") -> Path:
    made = openpyxl.Workbook()
    plan: Any = made.active
    for row in PLAN:
        plan.append(row)
    sheet = made.create_sheet("Gouvernance")
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    made.save(tmp_path / "plan.xlsx")
    return tmp_path / "plan.xlsx"


def test_a_row_for_each_member_gives_persons_bodies_and_words(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        [
            ["GOUVERNANCE DE LA CTG"],
            ["Instance", "Nom", "Structure", "Rôle", "Mail / tél."],
            ["COPIL\n(2 fois / an)", "M. Bernard SOULÈS", "CC du Val", "Président", "b.soules@val.example"],
            [None, "S. Daubriac", "Caf du Gers", "Conseillère", "05 62 00 11 22"],
            [None, "à désigner", "Conseil départemental 32", None, None],
            [None, "Mme Fourcade (psychologue)", "libérale", "idem", None],
            [None, "des parents", None, None, None],
            ["Groupe de travail parentalité", "Nathalie V.", "idem", "membre", None],
        ],
        "A3:A7",
    )
    ready = prepare_import([path], tmp_path / "neuf")
    copil, group = ready.new.gouvernance.instances
    assert (copil.nom, copil.nature.value, copil.frequence) == ("COPIL", "copil", "2 fois / an")
    assert group.nature.value == "groupe_travail"
    names = {o.id: o.nom for o in ready.new.organismes}
    persons = {p.id: p for p in ready.new.personnes}
    seats = [
        (
            persons[m.personne].nom if m.personne else "",
            names.get(m.organisme or "", ""),
            m.role.value,
            m.precision,
        )
        for m in copil.membres
    ]
    assert seats == [
        ("Soulès", "CC du Val", "president", "Président"),
        ("Daubriac", "Caf du Gers", "titulaire", "Conseillère"),
        ("", "Conseil départemental 32", "titulaire", None),
        ("Fourcade", "", "titulaire", "psychologue, Conseillère, libérale"),
    ]
    assert [c.texte for c in copil.composition] == ["des parents"]
    soules = next(p for p in persons.values() if p.nom == "Soulès")
    assert (soules.courriel, soules.fonction, names[soules.organisme or ""]) == (
        "b.soules@val.example", "Président", "CC du Val",
    )  # fmt: skip
    assert [f.intitule for f in ready.new.fiches_actions] == ["Ouvrir un LAEP", "Tenir un forum"]
    assert not ready.left
    apply_import(ready, "1")
    assert not prepare_import([path], tmp_path / "neuf").changes


def test_a_row_for_each_instance_keeps_the_composition_in_words(tmp_path: Path) -> None:
    path = book(
        tmp_path,
        [
            ["Instance", "Composition", "Fréquence"],
            ["Comité de pilotage", "Président, maires, Caf : Mme Saint-Yves (directrice)", "1 fois par an"],
            ["GT Jeunesse", "à constituer", "trimestriel"],
        ],
    )
    copil, group = prepare_import([path], tmp_path / "neuf").new.gouvernance.instances
    assert [c.texte for c in copil.composition] == [
        "Président",
        "maires",
        "Caf : Mme Saint-Yves (directrice)",
    ]
    assert (copil.frequence, group.composition, group.frequence) == ("1 fois par an", (), "trimestriel")


def test_a_table_of_actions_by_instance_is_no_table_of_instances(tmp_path: Path) -> None:
    path = book(tmp_path, [["Instance", "Décision", "Date"], ["COPIL", "Valider le plan", "12/06/2025"]])
    assert not prepare_import([path], tmp_path / "neuf").new.gouvernance.instances


def test_an_initial_is_no_family_name() -> None:
    assert split_person("S. Daubriac") == ("", "S.", "Daubriac")
    assert split_person("J.-P. ROUX")[2] == "Roux"


def test_a_name_between_brackets_or_of_signs_alone_takes_no_other_instance(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Instance", "Composition", "Fréquence"],
        ["COPIL", "Les maires", "1 fois par an"],
        ["(commission jeunesse)", "Les animateurs", "mensuel"],
        ["–", "Les familles", None],
    ]
    found = prepare_import([book(tmp_path, rows)], tmp_path / "neuf").new.gouvernance.instances
    assert [(i.nom, [c.texte for c in i.composition]) for i in found] == [
        ("COPIL", ["Les maires"]),
        ("commission jeunesse", ["Les animateurs", "Les familles"]),
    ]
