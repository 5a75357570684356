"""Word forms: filled as Word writes, and through LibreOffice."""

from __future__ import annotations

import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.engine.word.controls import bookmark_of
from ctg_docs.formulaires import describe, read_forms, write_form
from ctg_docs.formulaires.questions import KINDS, subjects
from ctg_docs.models import Ctg
from ctg_docs.models.finance import SensLigne
from ctg_docs.models.operation import Statut
from ctg_docs.models.reunion import EtatPresence
from ctg_docs.ressources import examples
from ctg_docs.steps.load import load
from tests.formulaires.formulaire import FICHE, fiche, taken
from tests.formulaires.word import W, add_row, controls, edited, fill, put, row_of, run
from tests.office import fill_in_word, has_uno, resave
from tests.validators import word_findings

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.mark.parametrize("folder", examples(), ids=lambda p: p.name)
def test_a_form_nobody_touched_changes_nothing(folder: Path) -> None:
    dossier = load(folder)
    made = 0
    for kind in KINDS:
        for id in subjects(dossier, kind)[:3]:
            assert taken(write_form(dossier, describe(dossier, kind, id)), dossier) == dossier
            made += 1
    assert made >= 4


@pytest.mark.parametrize("kind", KINDS)
def test_validators_find_nothing(auvrelle: Ctg, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "f.docx"
    path.write_bytes(write_form(auvrelle, describe(auvrelle, kind, subjects(auvrelle, kind)[0])))
    assert word_findings(path) == []


def test_a_fiche_filled_in_word_comes_back_field_for_field(auvrelle: Ctg, fiche_form: bytes) -> None:
    data = fill(
        fiche_form,
        {
            "intitule": "Ouvrir un multi-accueil de vingt-quatre places",
            "pilote": "Département d’Auvrelle-et-Sarne",
            "statut": "En retard",
            "constat": ["Premier paragraphe.", "Second paragraphe."],
            "objectifs": ["Créer des places", "Former les équipes"],
            "thematiques=enfance": True,
            "territoire_entier": True,
            "calendrier.fin": date(2028, 6, 30),
            "calendrier.debut": "mars 2025",
            "lignes[0].montant_euros": "700 000,50 €",
            "lignes[0].base": "par an",
            "indicateurs[0].cible": "60",
            "indicateurs[0].date_cible": "2029",
            "operations[0].descriptif": ["Tout le programme"],
            "etapes[3].realise": True,
        },
    )
    new = fiche(taken(data, auvrelle))
    assert new.intitule == "Ouvrir un multi-accueil de vingt-quatre places"
    assert new.pilote == next(o.id for o in auvrelle.organismes if o.nom == "Département d’Auvrelle-et-Sarne")
    assert new.statut is Statut.EN_RETARD
    assert new.constat == "Premier paragraphe.\n\nSecond paragraphe."
    assert new.objectifs == ("Créer des places", "Former les équipes")
    assert [str(t.value) for t in new.thematiques] == ["petite_enfance", "enfance"]
    assert new.territoire_entier
    assert new.calendrier is not None
    assert str(new.calendrier.fin) == "2028-06-30"
    assert str(new.calendrier.debut) == "2025-03"
    assert new.budget is not None
    line, before = new.budget.lignes[0], fiche(auvrelle).budget
    assert line.montant_euros == Decimal("700000.50")
    assert line.base.libelle == "par an"
    assert before is not None
    assert new.budget.lignes[1:] == before.lignes[1:]
    assert new.indicateurs[0].cible == 60
    assert str(new.indicateurs[0].date_cible) == "2029"
    assert new.operations[0].descriptif == "Tout le programme"
    assert new.operations[0].indicateurs == fiche(auvrelle).operations[0].indicateurs
    assert new.etapes[3].realise


def test_rich_text_keeps_bold_and_lists(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        control = controls(root, "descriptif")[0]
        put(control, ["Avant", "un", "deux"])
        first, one, two = control.find(f"{W}sdtContent").findall(f"{W}p")
        first.append(run(" gras", "b"))
        for item in (one, two):
            item.find(f"{W}pPr/{W}pStyle").set(f"{W}val", "ListBullet")

    assert fiche(taken(edited(fiche_form, edit), auvrelle)).descriptif == "Avant **gras**\n\n- un\n- deux"


def test_rows_are_added_by_the_plus_and_by_the_blank_rows(auvrelle: Ctg, fiche_form: bytes) -> None:
    count = len(fiche(auvrelle).indicateurs)

    def edit(root: Any) -> None:
        put(controls(root, f"indicateurs[{count}].intitule")[0], "Familles en horaires décalés")
        put(controls(root, f"indicateurs[{count}].nature")[0], "Quantitatif")
        new = add_row(root, "lignes[]")
        put(controls(new, tag_like(new, "sens"))[0], "Recette")
        put(controls(new, tag_like(new, "nature"))[0], "Fondation")
        put(controls(new, tag_like(new, "montant_euros"))[0], "1 500")

    new = fiche(taken(edited(fiche_form, edit), auvrelle))
    assert new.indicateurs[:count] == fiche(auvrelle).indicateurs
    assert new.indicateurs[count].intitule == "Familles en horaires décalés"
    assert new.budget is not None
    added = [line for line in new.budget.lignes if line.nature == "Fondation"]
    assert [(line.sens, line.montant_euros) for line in added] == [(SensLigne.RECETTE, Decimal(1500))]


def tag_like(node: Any, name: str) -> str:
    tags = [str(t.get(f"{W}val")) for t in node.iter(f"{W}tag")]
    return next(t for t in tags if t.endswith(f"].{name}"))


def test_a_row_taken_away_goes_and_the_others_stay(auvrelle: Ctg, fiche_form: bytes) -> None:
    def edit(root: Any) -> None:
        row = row_of(controls(root, "indicateurs[1].intitule")[0])
        item = row.getparent().getparent()
        item.getparent().remove(item)

    before = fiche(auvrelle).indicateurs
    assert fiche(taken(edited(fiche_form, edit), auvrelle)).indicateurs == (before[0], *before[2:])


def test_a_field_emptied_is_emptied(auvrelle: Ctg, fiche_form: bytes) -> None:
    new = fiche(taken(fill(fiche_form, {"pilote_service": "", "objectifs": [""]}), auvrelle))
    assert new.pilote_service is None
    assert new.objectifs == ()


def test_minutes_bring_attendance_decisions_and_things_to_do(auvrelle: Ctg) -> None:
    reunion = next(r for r in auvrelle.reunions if r.presences and r.ordre_du_jour)
    known = len(reunion.decisions)
    data = fill(
        write_form(auvrelle, describe(auvrelle, "compte_rendu", reunion.id)),
        {
            "presences[0].etat": "Excusé",
            f"decisions[{known}].texte": "Valider le calendrier",
            f"decisions[{known}].echeance": date(2025, 3, 1),
            f"actions[{len(reunion.actions)}].quoi": "Écrire aux maires",
            "ordre_du_jour[0].echanges": ["Le constat est partagé."],
        },
    )
    new = taken(data, auvrelle).reunion(reunion.id)
    assert new is not None
    assert new.presences[0].etat is EtatPresence.EXCUSE
    assert new.decisions[:known] == reunion.decisions
    assert (new.decisions[known].id, new.decisions[known].texte) == (
        "valider-le-calendrier",
        "Valider le calendrier",
    )
    assert str(new.decisions[known].echeance) == "2025-03-01"
    assert new.actions[-1].quoi == "Écrire aux maires"
    assert new.ordre_du_jour[0].echanges == "Le constat est partagé."
    assert new.ordre_du_jour[1:] == reunion.ordre_du_jour[1:]


def test_equipements_and_instances_come_back(auvrelle: Ctg) -> None:
    count = len(auvrelle.equipements)
    values: dict[str, Any] = {
        "equipements[0].places": "26",
        "equipements[0].bonus": ["2025 : 12 000 – COF", "2026 : 12 500 €"],
        f"equipements[{count}].nom": "Ludothèque des Rives",
        f"equipements[{count}].type": "Ludothèque",
    }
    new = taken(fill(write_form(auvrelle, describe(auvrelle, "equipements")), values), auvrelle)
    assert new.equipements[0].places == 26
    assert [(b.annee, b.montant_euros, b.source) for b in new.equipements[0].bonus] == [
        (2025, Decimal(12000), "COF"),
        (2026, Decimal(12500), None),
    ]
    assert new.equipements[1:count] == auvrelle.equipements[1:]
    assert new.equipements[count].id == "ludotheque-des-rives"
    instance = auvrelle.gouvernance.instances[0]
    person = auvrelle.personnes[0]
    rank = len(instance.membres)
    form = write_form(auvrelle, describe(auvrelle, "instance", instance.id))
    after = taken(
        fill(form, {f"membres[{rank}].personne": person.nom_usuel, "frequence": "deux fois par an"}), auvrelle
    )
    found = after.instance(instance.id)
    assert found is not None
    assert found.membres[rank].personne == person.id
    assert found.frequence == "deux fois par an"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_form_saved_by_libreoffice_comes_back_field_for_field(
    auvrelle: Ctg, fiche_form: bytes, tmp_path: Path
) -> None:
    values: dict[str, Any] = {"statut": "Réalisé", "objectifs": ["Un", "Deux"], "thematiques=enfance": True,
                              "indicateurs[0].cible": "60", "calendrier.fin": date(2028, 6, 30)}  # fmt: skip
    wanted = taken(fill(fiche_form, values), auvrelle)
    (tmp_path / "f.docx").write_bytes(fill(fiche_form, values))
    saved = resave(tmp_path / "f.docx", "docx:MS Word 2007 XML", tmp_path)
    read = read_forms([("f.docx", saved)], auvrelle)
    assert {p.code for p in read.problems} <= {"FRM015"}
    assert read.ctg == wanted


@pytest.mark.skipif(not has_uno(), reason="LibreOffice can't be driven: python3-uno is not installed")
def test_a_form_filled_in_libreoffice_comes_back_field_for_field(
    auvrelle: Ctg, fiche_form: bytes, tmp_path: Path
) -> None:
    old = fiche(auvrelle)
    assert old.budget is not None
    count = len(old.indicateurs)
    typed: dict[str, Any] = {
        "intitule": "Ouvrir vingt-quatre places",
        "pilote": "Mutualité sociale agricole Auvrelle-Sarne",
        "statut": "Réalisé",
        "objectifs": ["Créer des places", "Former les équipes"],
        "constat": ["Premier paragraphe.", "Second paragraphe."],
        "thematiques=enfance": True,
        "territoire_entier": not old.territoire_entier,
        "calendrier.fin": date(2028, 6, 30),
        "lignes[0].montant_euros": "700 000,50",
        "lignes[0].base": "par an",
        "indicateurs[0].date_cible": date(2029, 12, 31),
        "indicateurs[1].realisations": ["2024\u00a0: 3", "2025\u00a0: 12"],
        f"indicateurs[{count}].intitule": "Familles en horaires décalés",
        f"indicateurs[{count}].nature": "Quantitatif",
        "etapes[3].realise": True,
    }
    wanted = taken(fill(fiche_form, typed), auvrelle)
    (tmp_path / "f.docx").write_bytes(fiche_form)
    values = {
        bookmark_of(tag, block=isinstance(value, list)): {"date": value.isoformat()}
        if isinstance(value, date)
        else value
        for tag, value in typed.items()
    }
    read = read_forms([("f.docx", fill_in_word(tmp_path / "f.docx", values, tmp_path))], auvrelle)
    assert {p.code for p in read.problems} <= {"FRM015"}
    assert read.ctg == wanted
    assert [f.id for f in wanted.fiches_actions if f != auvrelle.fiche(f.id)] == [FICHE]
