from __future__ import annotations

from decimal import Decimal

import pytest

from ctg_docs import french

VOYELLES = """Angers État EPCI ALSH œuvre École île habitant habitants hôpital harmonisation Hérault Yonne
Yvetot histoire honneur hébergement Aiffres Eaje UDAF yeux humain hier «Aiffres horaire héroïne hygiène"""
CONSONNES = """Melle Caf Hautes-Alpes Haute-Garonne handicap hameau halte-garderie hausse héros hiérarchie onze
oui Yaoundé yaourt Houilles 11 hors hors-piste ouistiti huit … ()"""


@pytest.mark.parametrize("mot", VOYELLES.split())
def test_elides(mot: str) -> None:
    assert french.commence_par_voyelle(mot)


@pytest.mark.parametrize("mot", [*CONSONNES.split(), ""])
def test_does_not_elide(mot: str) -> None:
    assert not french.commence_par_voyelle(mot)


@pytest.mark.parametrize(
    ("nom", "de", "a"),
    [
        ("Melle", "de Melle", "à Melle"),
        ("Angers", "d’Angers", "à Angers"),
        ("Le Mans", "du Mans", "au Mans"),
        ("La Rochelle", "de La Rochelle", "à La Rochelle"),
        ("Les Sables-d’Olonne", "des Sables-d’Olonne", "aux Sables-d’Olonne"),
        ("L’Isle-Adam", "de L’Isle-Adam", "à L’Isle-Adam"),
        ("les Deux-Sèvres", "des Deux-Sèvres", "aux Deux-Sèvres"),
        ("l’Ain", "de l’Ain", "à l’Ain"),
        ("la commune de Melle", "de la commune de Melle", "à la commune de Melle"),
        ("Lezay", "de Lezay", "à Lezay"),
        ("Lesparre", "de Lesparre", "à Lesparre"),
    ],
)
def test_prepositions_before_a_name(nom: str, de: str, a: str) -> None:
    assert french.de(nom) == de
    assert french.a(nom) == a


@pytest.mark.parametrize(
    ("nom", "genre", "pluriel", "formes"),
    [
        ("département", "m", False, ("le département", "du département", "au département")),
        ("commune", "f", False, ("la commune", "de la commune", "à la commune")),
        ("État", "m", False, ("l’État", "de l’État", "à l’État")),
        ("association", "feminin", False, ("l’association", "de l’association", "à l’association")),
        ("associations", "f", True, ("les associations", "des associations", "aux associations")),
    ],
)
def test_articles(nom: str, genre: str, pluriel: bool, formes: tuple[str, str, str]) -> None:
    assert tuple(f(nom, genre, pluriel) for f in (french.le, french.du, french.au)) == formes


def test_elision_only_of_words_that_elide() -> None:
    assert french.elision("que", "Angers") == "qu’Angers"
    assert french.elision("La", "école") == "L’école"
    assert french.elision("par", "Angers") == "par Angers"


def test_contraction() -> None:
    assert [french.contraction(p, a) for p in ("de", "à") for a in ("le", "les", "la")] == [
        "du",
        "des",
        "de la",
        "au",
        "aux",
        "à la",
    ]


@pytest.mark.parametrize(
    ("participe", "formes"),
    [
        ("représenté", ("représenté", "représentée", "représentés", "représentées")),
        ("sis", ("sis", "sise", "sis", "sises")),
        ("signataire", ("signataire", "signataire", "signataires", "signataires")),
        ("dû", ("dû", "due", "dus", "dues")),
    ],
)
def test_participles_agree(participe: str, formes: tuple[str, ...]) -> None:
    assert (
        tuple(french.accord_participe(participe, g, p) for p in (False, True) for g in ("m", "f")) == formes
    )


def test_possessives() -> None:
    assert french.possessif("Présidente", "f") == "sa Présidente"
    assert french.possessif("Adjointe", "f") == "son Adjointe"
    assert french.possessif("Directeur") == "son Directeur"
    assert french.possessif("représentants", pluriel=True) == "ses représentants"
    assert french.possessif("maires", pluriel=True, possesseurs=3) == "leurs maires"
    assert french.possessif("maire", possesseurs=2) == "leur maire"


@pytest.mark.parametrize(
    ("n", "attendu"),
    [(0, "enjeu"), (1, "enjeu"), (Decimal("1.5"), "enjeu"), (2, "enjeux"), (-1, "enjeu"), (-3, "enjeux")],
)
def test_zero_and_one_and_a_half_take_the_singular(n: Decimal | int, attendu: str) -> None:
    assert french.accord(n, "enjeu", "enjeux") == attendu


def test_compte() -> None:
    assert french.compte(3, "enjeu", "enjeux") == "3\u00a0enjeux"
    assert french.compte(1, "agent") == "1\u00a0agent"
    assert french.compte(1200, "agent") == "1\u202f200\u00a0agents"


def test_liste_et() -> None:
    assert french.liste_et([]) == ""
    assert french.liste_et(["A"]) == "A"
    assert french.liste_et(["A", "B"]) == "A et B"
    assert french.liste_et(iter("ABC")) == "A, B et C"
    assert french.liste_et(["a, b", "c", "d"], sep=" ; ", dernier=" ; et ") == "a, b ; c ; et d"


def test_civilites() -> None:
    assert french.civilite("Madame") == "Mme"
    assert french.civilite("mme", longue=True) == "Madame"
    assert french.civilite("M", longue=True, pluriel=True) == "Messieurs"
    assert french.civilite("MM.") == "M."
    assert french.civilite("Docteur", pluriel=True) == "Drs"
    with pytest.raises(ValueError, match="Mr"):
        french.civilite("Mr")
