"""Six more shapes, written before their reading was tried: the share of values that arrive in their field is measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import docx
import pytest

from .plans import Builder, Facts, Rows, check, workbook

COST = "-Coût de l’action"


def sub_rows(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Axes and actions merged over unequal runs of sub-rows; a blank row and a subtotal between the axes."""
    rows: Rows = [
        ["Communauté de communes Sèvre et Plaine", *[None] * 8],
        ["Programme d’actions CTG 2026 – 2029 (mise à jour : 04/2026)", *[None] * 8],
        ["Thématique", "Objectif général", "Projet", "Opérations", "Maître d’ouvrage", "Échéances", "Dépenses prévisionnelles", "Participation Caf", "Critères d’évaluation"],
        ["Petite enfance", "Diversifier l’offre d’accueil", "Créer un accueil itinérant", "Acheter un véhicule", "CC Sèvre et Plaine", "2026", 42000, 21000, "Nombre de haltes"],
        [None, None, None, "Recruter deux professionnelles", "CC Sèvre et Plaine", "janvier 2027", "61 500 €/an", 30000, "Nombre d’enfants accueillis"],
        [None, None, "Soutenir les maisons d’assistantes maternelles", None, "Communes", "2026-2029", "8 000 €", None, "MAM ouvertes"],
        ["Sous-total petite enfance", None, None, None, None, None, 111500, 51000, None],
        [],
        ["Jeunesse", "Rendre les jeunes autonomes", "Développer le « aller vers »", "Tenir un stand au lycée", "Mission locale", "chaque trimestre", 1500, 750, "Jeunes rencontrés"],
        [None, None, None, "Former les animateurs", "Familles rurales 79", "avril 2028", 2400, None, None],
        ["Total général", None, None, None, None, None, 115400, 51750, None],
    ]  # fmt: skip
    merged = ("A1:I1", "A2:I2", "A4:A6", "B4:B6", "C4:C5", "A9:A10", "B9:B10", "C9:C10")
    return workbook(base / "programme.xlsx", {"Programme": (rows, merged)}), {
        "Créer un accueil itinérant": {
            "axes": ["Petite enfance", "Diversifier l’offre d’accueil"],
            "Acheter un véhicule / pilotes": ["CC Sèvre et Plaine"],
            "Acheter un véhicule / dates": [None, "2026"],
            "Acheter un véhicule / argent": [(COST, None, "42000"), ("+Caf", None, "21000")],
            "Acheter un véhicule / indicateurs": ["Nombre de haltes"],
            "Recruter deux professionnelles / pilotes": ["CC Sèvre et Plaine"],
            "Recruter deux professionnelles / dates": [None, "2027-01"],
            "Recruter deux professionnelles / argent": [(COST, None, "61500"), ("+Caf", None, "30000")],
            "Recruter deux professionnelles / indicateurs": ["Nombre d’enfants accueillis"],
        },
        "Soutenir les maisons d’assistantes maternelles": {
            "axes": ["Petite enfance", "Diversifier l’offre d’accueil"],
            "pilotes": [],
            "dates": ["2026", "2029"],
            "argent": [(COST, None, "8000")],
            "indicateurs": ["MAM ouvertes"],
        },
        "Développer le « aller vers »": {
            "axes": ["Jeunesse", "Rendre les jeunes autonomes"],
            "Tenir un stand au lycée / pilotes": ["Mission locale"],
            "Tenir un stand au lycée / argent": [(COST, None, "1500"), ("+Caf", None, "750")],
            "Tenir un stand au lycée / indicateurs": ["Jeunes rencontrés"],
            "Former les animateurs / pilotes": ["Familles rurales 79"],
            "Former les animateurs / dates": [None, "2028-04"],
            "Former les animateurs / argent": [(COST, None, "2400")],
        },
    }


def years(base: Path) -> tuple[Path, dict[str, Facts]]:
    """Years as columns with crosses in one block and euros in another, under merged headings."""
    rows: Rows = [
        ["Axes", "Fiches actions", "Pilotage", "Mise en œuvre", None, None, None, "Budget (€)", None, None, None, "Commentaires"],
        [None, None, None, 2026, 2027, 2028, 2029, 2026, 2027, 2028, 2029, None],
        ["I – Accompagner les familles", "Renforcer les LAEP", "Caf de l’Orne", "X", "X", None, None, 3000, 3500, None, None, "Deux lieux"],
        ["I – Accompagner les familles", "Créer une ludothèque", "CC du Perche", None, "X", "X", "X", None, 25000, "12 000", "12 000", None],
        ["II – Animer le territoire", "Structurer la coordination", "CC du Perche", "X", "X", "X", "X", 18000, 18000, 18000, 18000, "1 ETP"],
        ["II – Animer le territoire", "Éditer un guide", "Office de tourisme", None, None, "X", None, None, None, "4,5 k€", None, None],
    ]  # fmt: skip
    merged = ("A1:A2", "B1:B2", "C1:C2", "D1:G1", "H1:K1", "L1:L2")
    return workbook(base / "annees.xlsx", {"Plan pluriannuel": (rows, merged)}), {
        "Renforcer les LAEP": {
            "axes": ["Accompagner les familles"],
            "pilotes": ["Caf de l’Orne"],
            "dates": ["2026", "2027"],
            "argent": [(COST, 2026, "3000"), (COST, 2027, "3500")],
            "notes": ["Commentaires : Deux lieux"],
        },
        "Créer une ludothèque": {
            "axes": ["Accompagner les familles"],
            "pilotes": ["CC du Perche"],
            "dates": ["2027", "2029"],
            "argent": [(COST, 2027, "25000"), (COST, 2028, "12000"), (COST, 2029, "12000")],
        },
        "Structurer la coordination": {
            "axes": ["Animer le territoire"],
            "dates": ["2026", "2029"],
            "argent": [(COST, y, "18000") for y in (2026, 2027, 2028, 2029)],
            "notes": ["Commentaires : 1 ETP"],
        },
        "Éditer un guide": {
            "axes": ["Animer le territoire"],
            "pilotes": ["Office de tourisme"],
            "dates": ["2028", "2028"],
            "argent": [(COST, 2028, "4500")],
        },
    }


def other_headers(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One sheet per axe, its name on the tab alone, each with its own words; a cover sheet and a sheet of lists."""
    one: Rows = [
        ["N° action", "Nom de l’action", "Porteur(s)", "Public concerné", "Date de démarrage prévue", "Coût estimatif", "Niveau de priorité"],
        ["1", "Ouvrir une crèche à Ambert", "Ville d’Ambert", "0-3 ans", "01/09/2026", "350 000", "P1"],
        ["2", "Soutenir le RPE", "CC Livradois", "assistantes maternelles ; parents", "03/2027", "15 k€", "P3"],
    ]  # fmt: skip
    two: Rows = [
        ["Que fait-on ?", "Qui pilote ?", "Avec qui ?", "Pour quand ?", "Où en est-on ?", "Pour qui ?"],
        ["Créer un réseau des aidants", "CIAS", "MSA, CLIC, hôpital", "fin 2026", "pas commencé", "aidants"],
        ["Visiter les isolés", "Croix-Rouge", "communes", "été 2027", "en cours", "personnes âgées"],
    ]
    cover: Rows = [["Convention territoriale globale"], ["Livradois"], ["2026-2029"]]
    lists: Rows = [["P1"], ["P2"], ["P3"]]
    path = workbook(
        base / "par-axe.xlsx",
        {
            "Page de garde": (cover, ()),
            "Axe 1 Petite enfance": (one, ()),
            "Axe 2 - Autonomie": (two, ()),
            "Listes": (lists, ()),
        },
    )
    return path, {
        "Ouvrir une crèche à Ambert": {
            "axes": ["Petite enfance"],
            "pilotes": ["Ville d’Ambert"],
            "publics": ["0-3 ans"],
            "dates": ["2026-09-01", None],
            "argent": [(COST, None, "350000")],
            "priorité": "Élevée",
        },
        "Soutenir le RPE": {
            "axes": ["Petite enfance"],
            "pilotes": ["CC Livradois"],
            "publics": ["assistantes maternelles", "parents"],
            "dates": ["2027-03", None],
            "argent": [(COST, None, "15000")],
            "priorité": "Basse",
        },
        "Créer un réseau des aidants": {
            "axes": ["Autonomie"],
            "pilotes": ["CIAS"],
            "partenaires": ["MSA", "CLIC", "hôpital"],
            "dates": [None, "fin 2026"],
            "statut": "À venir",
            "publics": ["aidants"],
        },
        "Visiter les isolés": {
            "axes": ["Autonomie"],
            "pilotes": ["Croix-Rouge"],
            "dates": [None, "été 2027"],
            "statut": "En cours",
            "publics": ["personnes âgées"],
        },
    }


def two_columns(base: Path) -> tuple[Path, dict[str, Facts]]:
    """One fiche per sheet, two columns of label and value side by side, blocks with their heading over their text."""

    def fiche(number: str, title: str, axis: str, **m: Any) -> Rows:
        return [
            [f"FICHE ACTION N°{number}", None, None, None],
            ["Intitulé", title, "Axe", axis],
            ["Pilote", m["pilot"], "Élu référent", m["elected"]],
            ["Début", m["start"], "Fin", m["end"]],
            ["Coût total", m["cost"], "Dont Caf", m["caf"]],
            ["Statut", m["status"], "Priorité", m["priority"]],
            ["Contexte et constats", None, None, None],
            [m["why"], None, None, None],
            ["Objectifs", None, None, None],
            [m["aims"], None, None, None],
            ["Partenaires", m["partners"], "Public", m["public"]],
        ]

    areas = ("A1:D1", "A7:D7", "A8:D8", "A9:D9", "A10:D10")
    return workbook(
        base / "deux-colonnes.xlsx",
        {
            "Fiche 1": (fiche("1", "Rénover le centre de loisirs", "Enfance", pilot="Commune de Lezay", elected="Mme Rose MARTIN", start="mars 2026", end="déc. 2027", cost="120 000 €", caf="48 000 €", status="En cours", priority="Haute", why="Locaux vétustes.", aims="- Accueillir 60 enfants\n- Économiser l’énergie", partners="Caf ; SDJES", public="3-11 ans"), areas),
            "Fiche 2": (fiche("2", "Créer un point info jeunes", "Jeunesse", pilot="CC Mellois", elected="M. Luc PETIT", start="2027", end=None, cost="à chiffrer", caf=None, status="À venir", priority="Moyenne", why="Aucun lieu.", aims="Informer", partners="Mission locale", public="jeunes"), areas),
        },
    ), {
        "Rénover le centre de loisirs": {
            "axes": ["Enfance"], "pilotes": ["Commune de Lezay"], "élu": "Rose Martin", "dates": ["2026-03", "2027-12"],
            "argent": [(COST, None, "120000"), ("+Caf", None, "48000")], "statut": "En cours", "priorité": "Élevée",
            "objectifs": ["Accueillir 60 enfants", "Économiser l’énergie"], "partenaires": ["Caf", "SDJES"], "publics": ["3-11 ans"],
            "constat": "Locaux vétustes.",
        },
        "Créer un point info jeunes": {
            "axes": ["Jeunesse"], "pilotes": ["CC Mellois"], "élu": "Luc Petit", "dates": ["2027", None],
            "statut": "À venir", "priorité": "Moyenne", "objectifs": ["Informer"], "partenaires": ["Mission locale"], "publics": ["jeunes"],
            "constat": "Aucun lieu.",
        },
    }  # fmt: skip


def titled_csv(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A CSV in the encoding of old Excel, several title lines with separators, texts over two lines, a footer."""
    text = (
        "Communauté d’agglomération du Bocage;;;;;;\r\n"
        "Tableau de suivi CTG;;;;;;édité le 12/05/2026\r\n"
        ";;;;;;\r\n"
        'Champ d’intervention;Intitulé;Descriptif de l’action;"Pilote / \nchef de file";Acteurs associés;Financement;Avancement\r\n'
        'Parentalité;Semaine de la famille;"Une semaine de rencontres,\nateliers et conférences";Centre social « Le Lien »;"Caf, Udaf, écoles";9 800,00 €;réalisée\r\n'
        ";Lieu d’écoute;Entretiens gratuits;Udaf;Caf;6 200 €;à poursuivre\r\n"
        'Accès aux droits;Bus France services;Tournée de dix communes;CA du Bocage;"Département ; MSA";78 000 €;en projet\r\n'
        ";;;;;TOTAL : 94 000 €;\r\n"
    )
    path = base / "suivi.csv"
    path.write_bytes(text.replace("\u2019", "'").encode("cp1252"))
    return path, {
        "Semaine de la famille": {
            "axes": ["Parentalité"],
            "descriptif": "Une semaine de rencontres,\nateliers et conférences",
            "pilotes": ["Centre social « Le Lien »"],
            "partenaires": ["Caf", "Udaf", "écoles"],
            "argent": [(COST, None, "9800.00")],
            "statut": "Réalisé",
        },
        "Lieu d'écoute": {
            "axes": ["Parentalité"],
            "descriptif": "Entretiens gratuits",
            "pilotes": ["Udaf"],
            "partenaires": ["Caf"],
            "argent": [(COST, None, "6200")],
        },
        "Bus France services": {
            "axes": ["Accès aux droits"],
            "pilotes": ["CA du Bocage"],
            "partenaires": ["Département", "MSA"],
            "argent": [(COST, None, "78000")],
            "statut": "À venir",
        },
    }


def word_fiches(base: Path) -> tuple[Path, dict[str, Facts]]:
    """A Word document: one table of two columns for each fiche, under the title of its axe."""
    document = docx.Document()
    document.add_heading("Fiches actions de la CTG du Pays Fort", 0)

    def fiche(*pairs: tuple[str, str]) -> None:
        table = document.add_table(len(pairs), 2)
        for row, pair in zip(table.rows, pairs, strict=True):
            for cell, text in zip(row.cells, pair, strict=True):
                cell.text = text

    document.add_heading("Axe 1 – Mieux vivre", 1)
    fiche(
        ("Fiche action 1.1", "Ouvrir un café associatif"), ("Porteur", "Association Le Trèfle"),
        ("Objectifs", "Rompre l’isolement"), ("Partenaires", "Caf, commune d’Aubigny"),
        ("Calendrier", "de mars 2026 à juin 2027"), ("Budget", "18 500 €"), ("Indicateurs", "Nombre d’adhérents\nHeures d’ouverture"),
    )  # fmt: skip
    document.add_paragraph("")
    fiche(
        ("Fiche action 1.2", "Organiser un forum"), ("Porteur", "CC du Pays Fort"),
        ("Objectifs", "Faire connaître les services"), ("Partenaires", "associations"),
        ("Calendrier", "octobre 2026"), ("Budget", "Entre 2 000 et 3 000 €"), ("Indicateurs", "Visiteurs"),
    )  # fmt: skip
    document.add_heading("Axe 2 – Grandir", 1)
    fiche(
        ("Fiche action 2.1", "Créer une aire de jeux"), ("Porteur", "Commune d’Aubigny"),
        ("Objectifs", "Jouer dehors"), ("Partenaires", ""),
        ("Calendrier", "2028"), ("Budget", "non chiffré"), ("Indicateurs", "Fréquentation"),
    )  # fmt: skip
    path = base / "fiches.docx"
    document.save(str(path))
    return path, {
        "Ouvrir un café associatif": {
            "axes": ["Mieux vivre"], "pilotes": ["Association Le Trèfle"], "objectifs": ["Rompre l’isolement"],
            "partenaires": ["Caf", "Commune d’Aubigny"], "dates": ["2026-03", "2027-06"], "argent": [(COST, None, "18500")],
            "indicateurs": ["Nombre d’adhérents", "Heures d’ouverture"],
        },
        "Organiser un forum": {
            "axes": ["Mieux vivre"], "pilotes": ["CC du Pays Fort"], "objectifs": ["Faire connaître les services"],
            "dates": ["2026-10", None], "argent": [(COST, None, None)], "indicateurs": ["Visiteurs"],
        },
        "Créer une aire de jeux": {
            "axes": ["Grandir"], "pilotes": ["Commune d’Aubigny"], "objectifs": ["Jouer dehors"],
            "dates": ["2028", None], "indicateurs": ["Fréquentation"],
        },
    }  # fmt: skip


PLANS: tuple[Builder, ...] = (
    sub_rows, years, other_headers, two_columns, titled_csv, word_fiches,
)  # fmt: skip


@pytest.mark.parametrize("plan", PLANS, ids=lambda p: p.__name__)
def test_a_plan_of_another_shape_is_read_at_the_first_try(plan: Builder, tmp_path: Path) -> None:
    check(plan, tmp_path)
