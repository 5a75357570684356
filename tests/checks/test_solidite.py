"""Whatever the texts, the catalogue answers; the same dossier gives the same findings; it stays quick."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ctg_docs import checks
from ctg_docs.checks.outils import distance, extrait, phrase_autour, proche
from ctg_docs.checks.registre import regle
from ctg_docs.limits import LIMITS
from ctg_docs.models import Ctg
from ctg_docs.models.provenance import Provenance
from ctg_docs.problems import Place, Severity
from tests.checks.dossier_valide import BASE
from tests.checks.fabrique import dossier, problemes

_MOTS = st.sampled_from(
    [
        "le",
        "du",
        "…",
        "(MSA)",
        "CAF",
        "Caf",
        "loi",
        "n°",
        "2015-991",
        "L.",
        "263-1",
        "article",
        "annexe",
        "3",
        "trois",
        "enjeux",
        "lundi",
        "3",
        "mai",
        "2024",
        "2023-2027",
        "XXX",
        "M",
        "Mr",
        "Mme",
        '"',
        "'",
        "«",
        "»",
        ":",
        ";",
        ".",
        ",",
        "(",
        ")",
        "-",
        "\n",
        "L’",
        "d’",
        "RAM",
        "CEJ",
        "45310",
        "14",
        "%",
    ]
)
_TEXTES = st.lists(_MOTS | st.text(max_size=8), max_size=30).map(" ".join)
_PROPRES = _TEXTES.filter(lambda t: all(ord(c) >= 32 or c in "\n\t" for c in t)).map(
    lambda t: "".join(c for c in t if ord(c) != 127 and not 0xD800 <= ord(c) <= 0xDFFF)
)
_CHAMPS = (
    "convention.preambule",
    "convention.visas.0",
    "fiches_actions.0.descriptif",
    "fiches_actions.0.publics_cibles.0",
    "signataires.0.nom_court",
    "signataires.1.representants.0.qualite",
    "reunions.0.objet",
    "deliberations.0.organe",
    "equipements.0.commune",
)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(st.sampled_from(_CHAMPS), _PROPRES, max_size=6))
def test_any_text_gets_findings_never_an_error(changements: dict[str, Any]) -> None:
    assert problemes(changements) == problemes(changements)


def test_empty_dossier_is_examined_to_the_end() -> None:
    vide = Ctg.model_validate({"territoire": {"nom": "Ici"}})
    codes = {p.code for p in checks.run(vide, final=True)}
    assert {"CTG002", "CTG101"} <= codes


def test_findings_come_in_the_order_of_the_codes() -> None:
    codes = [p.code for p in problemes({"signataires": [], "fiches_actions": []})]
    assert len(set(codes)) > 2
    assert codes == sorted(codes)


def test_place_is_that_of_the_value_or_of_what_holds_it() -> None:
    lieu = Place("ctg.yaml", 12, 3)
    ctg = dossier({"signataires.0.nom_court": ""}).with_provenance(
        Provenance(places={("signataires", 0): lieu})
    )
    (probleme,) = [p for p in checks.run(ctg) if p.code == "CTG106"]
    assert probleme.place == lieu


def test_absent_file_is_told_only_when_the_dossier_is_on_disk(tmp_path: Any) -> None:
    ctg = dossier({"deliberations.0.fichier": "annexes/acte.pdf"})
    assert "CTG007" not in {p.code for p in checks.run(ctg)}
    sur_disque = ctg.with_provenance(Provenance(base=tmp_path))
    assert "deliberations[0].fichier" in {p.path for p in checks.run(sur_disque) if p.code == "CTG007"}
    joint = ctg.with_provenance(Provenance(base=tmp_path, files={"annexes/acte.pdf": b"%PDF"}))
    assert "CTG007" not in {p.code for p in checks.run(joint)}


def test_vacant_post_matters_only_in_a_final_document() -> None:
    changements = {
        "cooperation.postes.0.personne": None,
        "cooperation.postes.0.vacance": "En cours de recrutement",
    }
    chemin = "cooperation.postes[0].personne"
    assert chemin not in {p.path for p in problemes(changements) if p.code == "CTG601"}
    assert chemin in {p.path for p in problemes(changements, final=True) if p.code == "CTG601"}


def test_without_a_day_nothing_is_late() -> None:
    ctg = dossier({"fiches_actions.0.statut": "a_venir"})
    assert "CTG310" not in {p.code for p in checks.run(ctg)}
    date_de_version = dossier({"fiches_actions.0.statut": "a_venir", "version.date": "2025-06-01"})
    assert "CTG310" in {p.code for p in checks.run(date_de_version)}


def test_two_rules_never_share_a_code() -> None:
    with pytest.raises(ValueError, match="CTG001"):
        regle("CTG001", Severity.WARNING, "doublon")(lambda _: ())


def test_large_dossier_is_checked_quickly() -> None:
    fiche = BASE["fiches_actions"][0]
    fiches = [{**fiche, "id": f"f-{n}", "intitule": f"Ouvrir le lieu {n} bis"} for n in range(120)]
    personnes = [
        *BASE["personnes"],
        *({"id": f"p-{n}", "civilite": "m", "prenom": f"Jean{n}", "nom": f"Nom{n}a"} for n in range(250)),
    ]
    ctg = dossier({"fiches_actions": fiches, "personnes": personnes})
    debut = time.process_time()
    checks.run(ctg)
    assert time.process_time() - debut < 10


_N = 2_000
_DEMESURES: dict[str, dict[str, Any]] = {
    "organismes": {
        "organismes": [{"id": f"o{n}", "nature": "commune", "nom": f"Lieu{n}"} for n in range(_N)]
    },
    "homonymes": {"organismes": [{"id": f"o{n}", "nature": "commune", "nom": "Lieu"} for n in range(_N)]},
    "references": {
        "organismes": [{"id": f"o{n}", "nature": "commune", "nom": f"Lieu{n}"} for n in range(_N)],
        "fiches_actions": [{"id": f"f{n}", "intitule": "A", "pilote": f"x{n}"} for n in range(_N)],
    },
    "texte": {"territoire": {"nom": "X", "presentation": "mot " * 200_000}},
    "equipements": {
        "organismes": [{"id": f"o{n}", "nature": "association", "nom": f"Asso{n}"} for n in range(_N)],
        "equipements": [
            {"id": f"e{n}", "nom": "E", "type": "eaje", "gestionnaire": f"o{n}"} for n in range(_N)
        ],
    },
    "communes": {
        "territoire": {"nom": "X", "communes": [{"nom": f"Commune{n}"} for n in range(_N)]},
        "fiches_actions": [
            {"id": f"f{n}", "intitule": "A", "secteur_geographique": [f"Comune{n}"]} for n in range(_N)
        ],
    },
}


@pytest.mark.parametrize("nom", _DEMESURES)
def test_monstrous_dossier_is_told_in_thousands_not_in_millions(nom: str) -> None:
    """Each rule stops after its first findings, and says so; advices stop before."""
    ctg = Ctg.model_validate({"territoire": {"nom": "X"}, **_DEMESURES[nom]})
    debut = time.process_time()
    trouves = checks.run(ctg)
    assert time.process_time() - debut < 10
    assert all(n <= LIMITS.findings + 1 for n in Counter(p.code for p in trouves).values())
    if nom in {"texte", "homonymes"}:
        assert [p for p in trouves if "les suivants ne sont pas dits" in p.message]


@pytest.mark.parametrize(
    ("a", "b", "attendu"),
    [("neuille", "neuilly", 1), ("le", "el", 1), ("abc", "abc", 0), ("abc", "xyzabc", 3)],
)
def test_distance(a: str, b: str, attendu: int) -> None:
    assert distance(a, b) == attendu


def test_nearest_word_and_excerpts() -> None:
    assert proche("representnts", ["personnes", "representants"]) == "representants"
    assert proche("zzz", ["personnes"]) == ""
    assert extrait("a" * 60, 30, 31, 5) == "…aaaaaaaaaaa…"
    assert phrase_autour("Un. Deux ici trois. Quatre", 9, 12) == ("Deux ", " trois")
