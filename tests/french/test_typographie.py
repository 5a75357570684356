from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs import french
from ctg_docs.holes import hole

CAS = {
    "l'État et d'Angers": "l’État et d’Angers",
    'Le projet "Grandir" avance': "Le projet «\u00a0Grandir\u00a0» avance",
    "Le projet “Grandir” avance": "Le projet «\u00a0Grandir\u00a0» avance",
    "« enjeu »": "«\u00a0enjeu\u00a0»",
    'd\'"enjeu"': "d’«\u00a0enjeu\u00a0»",
    "Objet : la CTG": "Objet\u00a0: la CTG",
    "Objet: la CTG": "Objet\u00a0: la CTG",
    "Oui ! Non? Peut-être ; enfin;": "Oui\u202f! Non\u202f? Peut-être\u202f; enfin\u202f;",
    "Vraiment ?!": "Vraiment\u202f?!",
    "12 500,00 € et 3 500 habitants": "12\u202f500,00\u00a0€ et 3\u202f500 habitants",
    "50% soit 12€": "50\u00a0% soit 12\u00a0€",
    "6,70 ETP à 16 h 15": "6,70\u00a0ETP à 16\u00a0h\u00a015",
    "loi n° 2015-991, nº 3": "loi n°\u00a02015-991, n°\u00a03",
    "Mme Dupont et M. Élie": "Mme\u00a0Dupont et M.\u00a0Élie",
    "le 1ER janvier, 1 mars": "le 1er\u00a0janvier, 1er\u00a0mars",
    "le 21 janvier": "le 21 janvier",
    "la 1ère et la 2ème": "la 1re\u00a0et la 2e",
    "article L. 263-1": "article L.\u00a0263-1",
    "deux  blancs , et la fin .": "deux blancs, et la fin.",
    "etc...": "etc…",
    "Des points ....": "Des points ....",
}


@pytest.mark.parametrize(("brut", "attendu"), CAS.items())
def test_typographier(brut: str, attendu: str) -> None:
    assert french.typographier(brut) == attendu


@pytest.mark.parametrize(
    "texte",
    [
        "https://exemple.fr/a?b=c;d&e='f'",
        "voir http://melle.fr:8080/page",
        "www.melloisenpoitou.fr",
        "accueil@melloisenpoitou.fr",
        "16:15",
        "`code 'brut': x ; y`",
        "079-732829320-20231026-D112-DE",
        "05 49 290 290",
        "fiches/fa-1.yaml",
        "AT&amp;T",
        "79500 MELLE",
        "2023-2027",
        "(?)",
        "  - puce en retrait",
        "fin de ligne  ",
        "le 5' du film",
        hole("date de la 'délibération' : 1ER"),
    ],
)
def test_what_a_machine_reads_is_untouched(texte: str) -> None:
    assert french.typographier(texte) == texte


def test_protected_piece_at_the_end_of_a_sentence_keeps_its_full_stop() -> None:
    assert french.typographier("Voir www.melle.fr : c'est là.") == "Voir www.melle.fr\u00a0: c’est là."


FRANCAIS = st.text(alphabet="aéL1 2\u00a0\u202f\n'\"«»“”:;!?.,%€n°hMmer()…[]&@/-_`X\U000f0000", max_size=40)


@given(FRANCAIS | st.text(max_size=40))
def test_typographier_is_idempotent(texte: str) -> None:
    une_fois = french.typographier(texte)
    assert french.typographier(une_fois) == une_fois


@given(st.text(max_size=60))
def test_typographier_loses_no_letter(texte: str) -> None:
    lettres = [c for c in texte if c.isalpha()]
    if not any(c.isdigit() for c in texte):
        assert [c for c in french.typographier(texte) if c.isalpha()] == lettres


def test_cle_ignores_accents_case_blanks_and_signs() -> None:
    assert (
        french.cle("  CAF  des Deux-Sèvres. ")
        == french.cle("Caf des Deux\u00a0Sèvres")
        == "caf des deux sevres"
    )
    assert french.cle("Cœur d’enfants") == french.cle("COEUR D'ENFANTS") == "coeur d enfants"
    assert french.cle("…") == ""


@given(st.text())
def test_cle_is_idempotent(texte: str) -> None:
    assert french.cle(french.cle(texte)) == french.cle(texte)


def test_sans_accents_keeps_case_and_signs() -> None:
    assert french.sans_accents("Œuvre d’État, À bientôt") == "OEuvre d’Etat, A bientot"


def test_majuscule_initiale() -> None:
    assert french.majuscule_initiale("état") == "État"
    assert french.majuscule_initiale("«\u00a0œuvre") == "«\u00a0Œuvre"
    assert french.majuscule_initiale("3 enjeux") == "3 enjeux"
    assert french.majuscule_initiale("") == ""


def test_identifiers_are_grouped() -> None:
    assert french.siren("732829320") == "732\u00a0829\u00a0320"
    assert french.siret("73282932000074") == "732\u00a0829\u00a0320\u00a000074"
    assert french.siret("732 829 320 00074") == "732\u00a0829\u00a0320\u00a000074"
    assert french.siren("inconnu") == "inconnu"
    assert french.siret("123") == "123"


def test_telephone_keeps_the_grouping_of_its_owner() -> None:
    assert french.telephone("05 49 290 290") == "05\u00a049\u00a0290\u00a0290"
    assert french.telephone("0549290290") == "05\u00a049\u00a029\u00a002\u00a090"
    assert french.telephone("05.49.29.02.90") == "05\u00a049\u00a029\u00a002\u00a090"
    assert french.telephone("3646") == "3646"
