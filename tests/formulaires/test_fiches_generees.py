"""Generated fiches edited in Word and read back, place by place and row by row."""

from __future__ import annotations

import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.engine.word.rubrics import read_pages
from ctg_docs.formulaires import Champ, Serie, describe
from ctg_docs.formulaires.accord import is_same_value
from ctg_docs.formulaires.imprime import STYLES, sort_page
from ctg_docs.formulaires.relecture import PLACES, Lexique
from ctg_docs.formulaires.relecture_lignes import ROWS
from ctg_docs.formulaires.valeurs import Registres
from ctg_docs.models import Ctg
from ctg_docs.models.operation import Statut
from tests.formulaires.fiches import (
    cell,
    fiche,
    paragraph,
    printed,
    read,
    row_at,
    said,
    step,
    taken,
    text_of,
    write,
)
from tests.formulaires.fiches import ctg as ctg_fixture
from tests.formulaires.fiches import page as page_fixture
from tests.formulaires.word import W, edited, run

ctg, page = ctg_fixture, page_fixture


@pytest.mark.parametrize("kind", ["fiche_action", "fiches_actions"])
def test_what_nobody_touched_changes_nothing(ctg: Ctg, tmp_path: Path, kind: str) -> None:
    found = read(printed(ctg, kind), ctg, tmp_path)
    assert [str(p) for p in found.problems] == []
    assert found.ctg == ctg


def test_what_is_printed_reads_as_what_it_comes_from(ctg: Ctg) -> None:
    """A reader that no longer understands the layout of a fiche would quote every change of that place."""
    pages = read_pages(printed(ctg, "fiches_actions"), STYLES)
    registres = Registres(ctg)
    lexique, seen = Lexique(registres), set[str]()
    for page in pages:
        sheet = sort_page(page)
        assert sheet.autres == []
        fiche = next(f for f in ctg.fiches_actions if page.title.endswith(" ".join(f.intitule.split())))
        form = describe(ctg, "fiche_action", fiche.id)
        shown = {c.tag: c for c in form.champs()}
        assert sheet.places.keys() <= PLACES.keys()
        for title, words in sheet.places.items():
            said = dict(PLACES[title](words, lexique) or {})
            for name in ALSO_SAID.get(title, ()):
                said.pop(name, None)
            for name, text in said.items():
                source = f"{ctg.codes_fiches[fiche.id]} {shown[name].texte}" if title == "Titre" else None
                assert name[0] == "=" or is_same(shown[name], text, source, registres), (
                    fiche.id,
                    title,
                    name,
                )
            seen.add(title)
        for series, rows in sheet.series.items():
            known = [r for b in form.blocs if isinstance(b, Serie) and b.nom == series for r in b.lignes]
            assert len(rows) >= sum(r.donnees is not None for r in known)
            seen.add(series)
    assert len(pages) == len(ctg.fiches_actions)
    assert seen >= PLACES.keys() - {"Statut et suivi, Statut"} | ROWS.keys()


ALSO_SAID = {
    "En tête, Calendrier": ("calendrier.texte",),
    "Plan de financement": ("budget.commentaire",),
    "Territoire": ("territoire_entier",),
    "Constat": ("constat",),
    "Descriptif": ("descriptif",),
}
"""Fields that a place says only when another does not, or with the long forms of acronyms."""


def is_same(champ: Champ, text: str, source: str | None, registres: Registres) -> bool:
    return is_same_value(champ, text, champ.texte if source is None else source, registres)


def test_places_come_back(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        title = next(p for p in root.iter(f"{W}p") if text_of(p).endswith(fiche(ctg).intitule))
        title.append(run(" et trois haltes"))
        write(paragraph(root, "En cours"), "Réalisé")
        write(paragraph(root, "de juin 2024 au 31 décembre 2027"), "de juin 2024 au 30/06/2028")
        write(said(root, "Publics cibles"), "parents, enfants du nord")
        write(said(root, "Pilote"), "Msa, Service familles")
        write(said(root, "Co-porteurs"), "Département d’Auvrelle-et-Sarne", "MSA")
        write(said(root, "Thématiques"), "Enfance, Petite enfance")
        write(said(root, "Territoire"), "Tout le territoire")
        write(said(root, "Participation"), "Consultation – Deux réunions")
        write(said(root, "Moyens techniques"), "Un bâtiment neuf")
        write(said(root, "Fiches liées"), "Voir la fiche FA 1.2.1.1 – " + other.intitule)
        note = next(p for p in root.iter(f"{W}p") if text_of(p).startswith("Version 4 du"))
        write(note, f"Version 5 du 2 juin 2026, rédigée par {catherine.nom_usuel}.")

    other = next(f for f in ctg.fiches_actions if f.id == "tarifs-alsh")
    catherine = next(p for p in ctg.personnes if p.prenom == "Catherine")
    new, old = taken(edited(page, edit), ctg, tmp_path), fiche(ctg)
    assert new.intitule == f"{old.intitule} et trois haltes"
    assert new.statut is Statut.REALISE
    assert new.calendrier is not None
    assert old.calendrier is not None
    assert str(new.calendrier.fin) == "2028-06-30"
    assert (new.calendrier.debut, new.calendrier.texte) == (old.calendrier.debut, old.calendrier.texte)
    assert new.publics_cibles == ("parents", "enfants du nord")
    assert name(ctg, new.pilote) == "MSA"
    assert new.pilote_service == "Service familles"
    assert new.pilote_personne == old.pilote_personne
    assert [name(ctg, o) for o in new.co_porteurs] == ["Département d’Auvrelle-et-Sarne", "MSA"]
    assert [t.libelle for t in new.thematiques] == ["Petite enfance", "Enfance"]
    assert (new.territoire_entier, new.secteur_geographique) == (True, ())
    assert new.participation_texte == "Deux réunions"
    assert new.moyens_techniques == "Un bâtiment neuf"
    assert new.fiches_liees == ("tarifs-alsh", *old.fiches_liees[1:])
    assert (new.version, str(new.date_version), new.redacteur) == (5, "2026-06-02", catherine.id)
    kept = {
        "operations",
        "partenaires",
        "moyens_humains",
        "budget",
        "indicateurs",
        "etapes",
        "suivi",
        "constat",
        "tags",
    }
    assert {f: getattr(new, f) for f in kept} == {f: getattr(old, f) for f in kept}


def name(ctg: Ctg, id: str | None) -> str:
    found = ctg.organisme(id)
    return (found.sigle if found and found.sigle == "MSA" else found.nom) if found else ""


def test_rows_come_back_field_by_field(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        write(next(step(root, "dix premières places").iter(f"{W}p")), "■ Fait – 3e trimestre 2026")
        write(next(step(root, "Ouvrir vingt places").iter(f"{W}p")), "■ Fait – janvier 2027")
        families = row_at(root, "Familles accueillies")
        write(cell(families, 2), "40 (2028)")
        write(cell(families, 3), "2024 : 0 ; 2025 : 3")
        loan = row_at(root, "Subvention d’équipement")
        write(
            cell(loan, 1),
            "MSA, sollicité, investissement, 2026, non soumis à la TVA, À confirmer, en conseil",
        )
        write(cell(loan, 3), "125 000,00")
        write(cell(row_at(root, "Total des recettes"), 1), "1 033 000,50")
        write(said(root, "Moyens humains"), "Chef de projet (0,50 ETP) ; Équipe du multi-accueil (8,00 ETP)")
        write(cell(row_at(root, "2025"), 2), "Chantier engagé en avril.")
        titles = row_at(root, "Rubrique")
        write(cell(titles, 2), "2. Recruter et ouvrir")
        write(cell(row_at(root, "Statut Réalisé"), 2), "En retard")

    new, old = taken(edited(page, edit), ctg, tmp_path), fiche(ctg)
    assert [str(e.echeance) for e in new.etapes[2:]] == ["2026-T3", "2027-01"]
    assert new.etapes[3].realise
    assert new.etapes[:2] == old.etapes[:2]
    families = new.indicateurs[1]
    assert (str(families.cible), str(families.date_cible)) == ("40", "2028")
    assert [(r.annee, str(r.valeur)) for r in families.realisations] == [(2024, "0"), (2025, "3")]
    assert families.responsable == old.indicateurs[1].responsable
    assert (new.indicateurs[0], *new.indicateurs[2:]) == (old.indicateurs[0], *old.indicateurs[2:])
    assert new.budget is not None
    assert old.budget is not None
    line = next(x for x in new.budget.lignes if x.nature == "Subvention d’équipement")
    assert name(ctg, line.financeur) == "MSA"
    assert (line.montant_euros, line.annee, line.commentaire) == (
        Decimal(125000),
        2026,
        "À confirmer, en conseil",
    )
    assert line.etat is not None
    assert line.etat.libelle == "Sollicité"
    assert line.realise_euros is None
    others = [x for x in new.budget.lignes if x.nature != line.nature]
    assert others == [x for x in old.budget.lignes if x.nature != line.nature]
    assert [m.etp for m in new.moyens_humains] == [Decimal("0.5"), old.moyens_humains[1].etp]
    assert new.suivi[1].texte == "Chantier engagé en avril."
    assert new.suivi[1].depense_euros == old.suivi[1].depense_euros
    assert [(o.intitule, o.statut) for o in new.operations] == [
        (old.operations[0].intitule, Statut.REALISE),
        ("Recruter et ouvrir", Statut.EN_RETARD),
    ]
    assert new.operations[1].budget == old.operations[1].budget


def test_rows_are_added_and_taken_away(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        gone = step(root, "Réceptionner le chantier")
        gone.getparent().remove(gone)
        model = row_at(root, "Participation des familles")
        new = copy.deepcopy(model)
        model.addnext(new)
        for rank, words in enumerate(("Mécénat", "sollicité", "–", "2 000")):
            write(cell(new, rank), words)
        partners = said(root, "Partenaires")
        partners.addnext(copy.deepcopy(partners))
        write(partners.getnext(), "MSA : Aide au démarrage")

    new, old = taken(edited(page, edit), ctg, tmp_path), fiche(ctg)
    assert new.etapes == (old.etapes[0], *old.etapes[2:])
    assert new.budget is not None
    assert old.budget is not None
    rank = [x.nature for x in old.budget.lignes].index("Participation des familles") + 1
    assert new.budget.lignes[rank].nature == "Mécénat"
    assert new.budget.lignes[rank].montant_euros == 2000
    assert (*new.budget.lignes[:rank], *new.budget.lignes[rank + 1 :]) == old.budget.lignes
    assert (name(ctg, new.partenaires[1].organisme), new.partenaires[1].role) == ("MSA", "Aide au démarrage")
    assert (new.partenaires[0], *new.partenaires[2:]) == old.partenaires
