"""Generated fiches edited in Word and read back: what was printed against what is written now."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ctg_docs.documents import get_kind
from ctg_docs.documents.options import Options
from ctg_docs.engine.word.rubrics import read_pages
from ctg_docs.formulaires import Champ, Lecture, Serie, describe
from ctg_docs.formulaires.accord import is_same_value, transplant
from ctg_docs.formulaires.imprime import STYLES, sort_page
from ctg_docs.formulaires.relecture import PLACES, Lexique
from ctg_docs.formulaires.relecture_lignes import ROWS
from ctg_docs.formulaires.valeurs import Registres
from ctg_docs.models import Ctg
from ctg_docs.models.fiche import FicheAction
from ctg_docs.models.operation import Statut
from ctg_docs.problems import Severity
from ctg_docs.signature.donnees import embed
from ctg_docs.steps.forms import read_words
from ctg_docs.steps.load import load
from ctg_docs.steps.render import render_kind
from tests.echanges.word import W, edited, run
from tests.office import resave

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FICHE = "multi-accueil-vaudreuge"
Edit = Callable[[Any], None]


@pytest.fixture(scope="module")
def ctg() -> Ctg:
    return load(EXAMPLES / "pays-auvrelle")


def printed(ctg: Ctg, kind: str, action: str | None = None) -> bytes:
    document = render_kind(ctg, get_kind(kind), Options(action=action))[0]
    return embed([("f.docx", document.data)], ctg)[0][1]


@pytest.fixture(scope="module")
def page(ctg: Ctg) -> bytes:
    return printed(ctg, "fiche_action", FICHE)


def read(data: bytes, base: Ctg, folder: Path) -> Lecture:
    (folder / "f.docx").write_bytes(data)
    return read_words([folder / "f.docx"], base)


def taken(data: bytes, base: Ctg, folder: Path) -> FicheAction:
    """The fiche after an edition that must give no problem."""
    found = read(data, base, folder)
    assert [str(p) for p in found.problems] == []
    return fiche(found.ctg)


def fiche(ctg: Ctg | None) -> FicheAction:
    found = ctg.fiche(FICHE) if ctg is not None else None
    assert found is not None
    return found


def text_of(node: Any) -> str:
    return " ".join("".join(t.text or "" for t in node.iter(f"{W}t")).split())


def style_of(node: Any) -> str:
    return str(node.find(f"{W}pPr/{W}pStyle").get(f"{W}val"))


def paragraph(root: Any, text: str) -> Any:
    return next(p for p in root.iter(f"{W}p") if text_of(p) == text)


def write(node: Any, *lines: str) -> None:
    """Type over a paragraph; more lines are as many paragraphs."""
    for line in lines[:0:-1]:
        new = copy.deepcopy(node)
        write(new, line)
        node.addnext(new)
    for child in [c for c in node if c.tag != f"{W}pPr"]:
        node.remove(child)
    node.append(run(lines[0]))


def row_at(root: Any, first: str) -> Any:
    rows = ((r, " ".join(text_of(c) for c in r.iter(f"{W}tc"))) for r in root.iter(f"{W}tr"))
    return next(row for row, text in rows if text.startswith(first))


def said(root: Any, label: str, rank: int = -1) -> Any:
    """The first paragraph that stands beside a label, in the last table that has it, or in another."""
    cells = [c for c in root.iter(f"{W}tc") if text_of(c) == label]
    named = [c for c in cells if style_of(next(c.iter(f"{W}p"))) == "TableauLibelle"]
    return next(named[rank].getnext().iter(f"{W}p"))


def step(root: Any, name: str) -> Any:
    """The cell of the band of steps that ends with a name."""
    return next(c for c in root.iter(f"{W}tc") if text_of(c).endswith(name) and text_of(c)[:1] in "■□")


def cell(row: Any, rank: int) -> Any:
    return next(list(row.iter(f"{W}tc"))[rank].iter(f"{W}p"))


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


@pytest.mark.parametrize(
    ("at", "code"),
    [
        (("=Pilote", 1, "Association Inconnue, Service petite enfance et familles"), "FRM012"),
        (("=Thématiques", 1, "Petite enfance, Aéronautique"), "FRM016"),
        (("=étape", 0, "□ À faire – bientôt"), "FRM017"),
        (("Familles accueillies", 1, "quelques-unes"), "FRM016"),
        (("Total des dépenses", 1, "2 000 000"), "FRM016"),
    ],
)
def test_what_cannot_be_told_is_quoted_and_the_rest_taken(
    ctg: Ctg, page: bytes, tmp_path: Path, at: tuple[str, int, str], code: str
) -> None:
    first, rank, words = at

    def edit(root: Any) -> None:
        if first == "=étape":
            write(next(step(root, "Ouvrir vingt places").iter(f"{W}p")), words)
        else:
            write(said(root, first[1:]) if first[0] == "=" else cell(row_at(root, first), rank), words)

    found = read(edited(page, edit), ctg, tmp_path)
    assert [p.code for p in found.problems] == [code]
    (problem,) = found.problems
    assert problem.severity is Severity.WARNING
    assert words.rpartition("– ")[2].partition(",")[0] in problem.message
    assert problem.place.cell.startswith("fiche FA 1.1.1.1, rubrique «")
    assert found.ctg == ctg


def test_the_same_field_written_twice_differently_is_refused(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        write(said(root, "Pilote"), "MSA, Service petite enfance et familles")
        write(
            cell(row_at(root, "Communauté de communes du Pays d’Auvrelle de juin"), 0),
            "Département d’Auvrelle-et-Sarne",
        )

    found = read(edited(page, edit), ctg, tmp_path)
    assert [p.code for p in found.problems] == ["FRM010"]
    assert "MSA" in found.problems[0].message
    assert "Département" in found.problems[0].message


@pytest.mark.parametrize(
    ("source", "on_page", "now", "expected"),
    [
        ("La Caf aide.", "La Caf (Caisse d’allocations familiales) aide.",
         "La Caf (Caisse d’allocations familiales) aide beaucoup.", "La Caf aide beaucoup."),
        ("Selon l’AEEH, tout va.", "Selon l’allocation d’éducation (AEEH), tout va.",
         "Selon l’allocation d’éducation (AEEH), tout ira.", "Selon l’AEEH, tout ira."),
        ("Prix : 3 €", "Prix\u00a0: 3\u00a0€", "Prix\u00a0: 4\u00a0€", "Prix : 4\u00a0€"),
        ("Selon l’AEEH", "Selon l’allocation d’éducation (AEEH)", "Selon l’allocation (AEEH)", None),
        ("", "", "Nouveau", "Nouveau"),
    ],
)  # fmt: skip
def test_a_change_goes_to_the_source_without_what_printing_added(
    source: str, on_page: str, now: str, expected: str | None
) -> None:
    assert transplant(source, on_page, now) == expected


def test_a_dossier_of_fiches_comes_back_fiche_by_fiche(ctg: Ctg, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        write(next(step(root, "Ouvrir vingt places").iter(f"{W}p")), "■ Fait – janvier 2027")
        write(said(root, "Moyens techniques", 5), "Deux salles")

    found = read(edited(printed(ctg, "fiches_actions"), edit), ctg, tmp_path)
    assert [str(p) for p in found.problems] == []
    assert found.ctg is not None
    sixth = ctg.fiches_ordonnees[5].id
    assert {f.id for f in found.ctg.fiches_actions if f != ctg.fiche(f.id)} == {FICHE, sixth}
    assert fiche(found.ctg).etapes[3].realise
    changed = found.ctg.fiche(sixth)
    assert changed is not None
    assert changed.moyens_techniques == "Deux salles"


def test_a_fiche_taken_out_of_a_dossier_of_fiches_is_told(ctg: Ctg, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        titles = [p for p in root.iter(f"{W}p") if text_of(p).startswith("FA 1.1.2.1")]
        write(next(p for p in titles if style_of(p) == "FicheTitre"), "Sans numéro")

    found = read(edited(printed(ctg, "fiches_actions"), edit), ctg, tmp_path)
    assert [p.code for p in found.problems] == ["FRM016", "FRM016"]
    assert "FA 1.1.2.1" in found.problems[0].message
    assert "Sans numéro" in found.problems[1].message
    assert found.ctg == ctg


def test_a_pasted_table_and_words_beside_are_told(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    def edit(root: Any) -> None:
        table = copy.deepcopy(next(root.iter(f"{W}tbl")))
        for rank, node in enumerate(table.iter(f"{W}tc")):
            write(next(node.iter(f"{W}p")), f"collé {rank}")
        paragraph(root, "Indicateurs").addnext(table)
        heading = paragraph(root, "Acteurs, moyens et repères")
        heading.addnext(copy.deepcopy(paragraph(root, "Indicateurs")))
        write(heading.getnext(), "À vérifier")
        write(paragraph(root, "En cours"), "Réalisé")

    found = read(edited(page, edit), ctg, tmp_path)
    assert "FRM006" in [p.code for p in found.problems]
    assert any("collé 0" in p.message for p in found.problems)
    assert fiche(found.ctg).statut is Statut.REALISE


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_fiche_saved_by_libreoffice_comes_back(ctg: Ctg, page: bytes, tmp_path: Path) -> None:
    (tmp_path / "f.docx").write_bytes(
        edited(page, lambda root: write(paragraph(root, "En cours"), "Réalisé"))
    )
    new = taken(resave(tmp_path / "f.docx", "docx:MS Word 2007 XML", tmp_path), ctg, tmp_path)
    assert new == fiche(ctg).model_copy(update={"statut": Statut.REALISE})
