"""Figures recomputed by hand on the complete example, and the edges of each step."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

import ctg_docs
from ctg_docs.documents._communs.suivi.financements import (
    groupes_financements,
    lignes_financements,
    resume_financements,
)
from ctg_docs.models.baremes import ObjetBareme, national, tarif
from ctg_docs.models.financements import Financement, financements
from ctg_docs.ressources import example
from tests.documents.dossiers import CC, ctg

O = ObjetBareme  # noqa: E741 - one letter reads best in the tables below


@pytest.fixture(scope="module")
def complet() -> ctg_docs.Ctg:
    return ctg_docs.load(example("pays-auvrelle"))


def sums(dossier: ctg_docs.Ctg, annee: int, objet: ObjetBareme) -> list[tuple[Decimal, Decimal | None]]:
    return [(f.quantite, f.montant) for f in financements(dossier, annee) if f.objet is objet]


@pytest.mark.parametrize(
    ("annee", "objet", "expected"),
    [
        # 24 + 36 + 12 = 72 places in 2023; 75 in 2025 is + 4,17 %: 75 × 100 €; 95 in 2026 is + 31,9 %: 95 × 300 €
        (2025, O.TRAJECTOIRE, [("75", "7500")]),
        (2026, O.TRAJECTOIRE, [("95", "28500")]),
        # 99 600 hours done, 91 000 under contract: 8 600 new, below 22 750 (25 %), × 0,40 €
        (2025, O.HEURE_ALSH, [("8600", "3440")]),
        (2026, O.HEURE_ALSH, [("11000", "4400")]),
        # 1 850 and 420 hours × 3,90 €; the rate of 2025 still holds in 2026
        (2025, O.COMPLEMENT_INCLUSIF, [("1850", "7215"), ("420", "1638")]),
        (2026, O.COMPLEMENT_INCLUSIF, [("2100", "8190"), ("600", "2340")]),
        (2025, O.JEUNES, [("2", "8000")]),
        # 1 + 0,80 + 0,80 + 0,50 + 0,40 ETP × 24 000 €
        (
            2025,
            O.COORDINATION,
            [("1", "24000"), ("0.8", "19200"), ("0.8", "19200"), ("0.5", "12000"), ("0.4", "9600")],
        ),
        (2023, O.TRAJECTOIRE, []),
        (2024, O.COORDINATION, []),
    ],
)
def test_the_sums_of_the_example(
    complet: ctg_docs.Ctg, annee: int, objet: ObjetBareme, expected: list[tuple[str, str]]
) -> None:
    assert sums(complet, annee, objet) == [(Decimal(q), Decimal(m)) for q, m in expected]


def test_what_is_still_needed_is_said(complet: ctg_docs.Ctg) -> None:
    trajectoire = {
        ligne.annee: ligne
        for ligne in lignes_financements(complet, (2025, 2026))
        if "trajectoire" in ligne.objet
    }
    assert trajectoire["2025"].suite == "3\u00a0places de plus pour le palier de 8\u00a0%"
    assert trajectoire["2026"].suite == "Dernier palier atteint"
    alsh = next(x for x in lignes_financements(complet, (2025,)) if "accueil de loisirs" in x.objet)
    assert alsh.suite.replace("\u202f", " ") == "Encore 14 150 heures sous le plafond"
    assert {a: b for a, _, b in resume_financements(complet, 2025)}[O.COORDINATION.libelle].startswith("84")


def test_each_object_has_its_sum_of_each_year_its_source_and_an_old_rate_is_told() -> None:
    heures = [{"annee": a, "heures_inclusives": 100} for a in (2024, 2026)]
    alsh = [
        {"id": i, "type": "alsh", "nom": i, "gestionnaire": "cc", "activites": heures} for i in ("a", "b")
    ]
    (groupe,) = groupes_financements(ctg(organismes=[CC], equipements=alsh), (2024, 2026))
    assert groupe.titre.replace("\u00a0", " ") == "Complément inclusif : 900 € en 2024, 780 € en 2026"
    assert groupe.source.endswith("(tarif 2025)\u202f; tarif de 2026 à confirmer.")
    assert "(tarif 2024)" in groupe.source
    assert len(groupe.lignes) == 4


def eaje(*places: tuple[int, int], **champs: Any) -> dict[str, Any]:
    return {"id": "e", "type": "eaje", "nom": "Crèche", "collectivite": "cc",
            "activites": [{"annee": a, "places": p} for a, p in places], **champs}  # fmt: skip


def of(objet: ObjetBareme, annee: int, *equipements: dict[str, Any], **champs: Any) -> list[Financement]:
    dossier = ctg(organismes=[CC], equipements=list(equipements), **champs)
    return [f for f in financements(dossier, annee) if f.objet is objet]


@pytest.mark.parametrize(
    ("places", "palier", "montant", "suivant"),
    [
        (100, 0, 0, 4), (103, 0, 0, 1), (104, 4, 10_400, 4), (107, 4, 10_700, 1), (108, 8, 21_600, 4),
        (112, 12, 33_600, None), (150, 12, 45_000, None), (90, 0, 0, 14),
    ],
)  # fmt: skip
def test_each_step_begins_at_its_place(places: int, palier: int, montant: int, suivant: int | None) -> None:
    (found,) = of(O.TRAJECTOIRE, 2026, eaje((2023, 100), (2026, places)))
    assert [found.palier, found.montant, found.suivant] == [palier, montant, suivant]


def test_a_trajectory_needs_its_base_psu_and_a_rate() -> None:
    assert of(O.TRAJECTOIRE, 2026, eaje((2026, 20))) == []
    assert of(O.TRAJECTOIRE, 2026, eaje((2023, 10), (2026, 20), psu="non")) == []
    assert of(O.TRAJECTOIRE, 2024, eaje((2023, 10), (2024, 20))) == []


def alsh(heures: int, contrat: int) -> dict[str, Any]:
    activite = {"annee": 2025, "heures": heures, "heures_contractualisees": contrat}
    return {"id": "a", "type": "alsh", "nom": "ALSH", "collectivite": "cc", "activites": [activite]}


@pytest.mark.parametrize(
    ("heures", "retenues", "refuse", "suivant"),
    [(900, 0, 0, 250), (1000, 0, 0, 250), (1100, 100, 0, 150), (1250, 250, 0, 0), (1400, 250, 150, 0)],
)
def test_new_hours_are_capped(heures: int, retenues: int, refuse: int, suivant: int) -> None:
    (found,) = of(O.HEURE_ALSH, 2025, alsh(heures, 1000))
    assert [found.quantite, found.refuse, found.suivant, found.montant] == [retenues, refuse, suivant, None]


def test_a_rate_of_the_dossier_wins_and_an_unknown_one_is_asked_for() -> None:
    propre = {"objet": "complement_inclusif", "annee": 2025, "valeur": "4,10", "source": "Caf"}
    dossier = ctg(parametres={"baremes": [propre]})
    found = tarif(dossier.parametres.baremes, O.COMPLEMENT_INCLUSIF, 2026)
    assert found is not None
    assert found.valeur == Decimal("4.10")
    assert tarif((), O.COMPLEMENT_INCLUSIF, 2023) is None
    jeunes = {"id": "j", "type": "ps_jeunes", "nom": "Jeunes", "activites": [{"annee": 2025, "etp": 1}]}
    (ligne,) = lignes_financements(ctg(equipements=[jeunes]), (2025,))
    assert (ligne.montant, ligne.suite) == (
        "tarif à donner",
        "Donner le tarif (jeunes) dans les barèmes du dossier",
    )


@pytest.mark.parametrize(
    ("debut", "fin", "quantite"),
    [
        ("2025-07", None, "0.5"),
        (None, "2025-03-31", "0.25"),
        ("2024-01", "2026-12", "1"),
        ("2026-01", None, None),
    ],
)
def test_a_post_is_paid_by_the_month(debut: str | None, fin: str | None, quantite: str | None) -> None:
    poste = {"id": "p", "intitule_fonction": "Coordinatrice", "personne": "a", "employeur": "cc", "etp_ctg": 1,
             "debut": debut, "fin": fin}  # fmt: skip
    bareme = {"objet": "coordination", "annee": 2025, "valeur": 24000, "source": "Caf"}
    found = of(
        O.COORDINATION,
        2025,
        eaje((2025, 1)),
        cooperation={"postes": [poste]},
        parametres={"baremes": [bareme]},
    )
    assert [f.quantite for f in found] == ([Decimal(quantite)] if quantite else [])


def test_every_national_rate_is_dated_and_sourced() -> None:
    assert len(national()) >= 6
    assert all(b.source and b.verifie and b.annee >= 2024 for b in national())
