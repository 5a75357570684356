from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

import ctg_docs
from ctg_docs.documents._communs.parties.cases import build_bloc, build_cases
from ctg_docs.documents._communs.parties.parties import Partie
from ctg_docs.gabarit.copie import read_text
from ctg_docs.holes import is_hole
from tests.documents.dossiers import CC, partie

EXAMPLE = Path(__file__).parents[2] / "examples" / "pays-auvrelle"


def parties(n: int) -> list[Partie]:
    return [partie(CC, {"personne": "a", "qualite": "présidente"}) for _ in range(n)]


@pytest.mark.parametrize(("signataires", "lies"), [(1, 0), (2, 0), (3, 1), (7, 1), (23, 1)])
def test_boxes_stand_in_one_block_whose_last_row_is_never_alone(signataires: int, lies: int) -> None:
    [bloc] = build_bloc(parties(signataires))

    assert sum(1 + (rang.droite is not None) for rang in bloc.rangs) == signataires
    assert [rang.lie for rang in bloc.rangs[-2:]].count(True) == lies
    assert not any(rang.lie for rang in bloc.rangs[:-2])
    assert not bloc.suite


@pytest.mark.parametrize(("signataires", "trio"), [(2, 0), (3, 3), (4, 0), (5, 0)])
def test_three_boxes_stand_on_one_row(signataires: int, trio: int) -> None:
    [bloc] = build_bloc(parties(signataires))

    assert [case.numero for case in bloc.trio] == list(range(1, trio + 1))


def test_boxes_follow_the_order_and_number_of_representatives() -> None:
    deux = partie(CC, {"personne": "b", "qualite": "Président"}, {"personne": "a", "qualite": "Directrice"})

    cases = build_cases([deux, *parties(1)], forme="#signature_{n}#")

    assert [case.nom for case in cases] == [
        "Monsieur Bruno BLANC",
        "Madame Anne ARNAUD",
        "Madame Anne ARNAUD",
    ]
    assert [case.balise for case in cases] == ["#signature_1#", "#signature_2#", "#signature_3#"]
    assert cases[2].qualite == "Présidente"


def test_party_without_representative_keeps_its_box() -> None:
    (case,) = build_cases([partie(CC)])

    assert case.pour == "Pour la Communauté de communes du Val"
    assert is_hole(case.nom)


def test_box_without_a_name_has_its_tag_too() -> None:
    [case] = build_cases([partie(CC)], forme="#signature_{n}#")

    assert case.balise == "#signature_1#"


@pytest.mark.parametrize("kind", ["convention", "avenant"])
def test_tags_paraphes_and_originals_stand_in_a_final_act(kind: str) -> None:
    ctg = ctg_docs.load(EXAMPLE)
    convention = ctg.convention.model_copy(update={"nombre_exemplaires": 3, "mention_paraphes": True})
    parametres = ctg.parametres.model_copy(update={"text_tags": True})
    asked = ctg.model_copy(update={"convention": convention, "parametres": parametres})

    plain, [document] = ctg_docs.render(ctg, kind, final=True), ctg_docs.render(asked, kind, final=True)

    lines = read_text(document.data).splitlines()
    tags = [tag for line in lines for tag in re.findall(r"#signature_\d+#", line)]
    assert len(tags) >= 6
    assert len(set(tags)) == len(tags)
    assert any("#signature_1#" in line and "Madame Hélène VASSEUR" in line for line in lines)
    originaux = "trois exemplaires originaux" if kind == "convention" else "autant d’exemplaires originaux"
    assert any(line.find("Fait à") >= 0 and originaux in line for line in lines)
    assert [_prints_paraphes(d.data) for d in (document, plain[0])] == [True, False]


def _prints_paraphes(word: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(word)) as archive:
        footers = [archive.read(n) for n in archive.namelist() if n.startswith("word/footer")]
    return all(b"Paraphes" in footer for footer in footers if b"PAGE" in footer)


@pytest.mark.parametrize(
    ("asked", "tag"),
    [
        ("iparapheur", "#signature_2#"),
        ("Yousign", "{{s2|signature|85|37}}"),
        ("docuseal", "{{Signature;role=Signataire2;type=signature}}"),
        ("[[sig:{n}]]", "[[sig:2]]"),
    ],
)
def test_each_service_finds_its_tag_whole(asked: str, tag: str) -> None:
    ctg = ctg_docs.load(EXAMPLE)
    [document] = ctg_docs.render(ctg, "convention", final=True, parapheur=asked)
    assert any(tag in line for line in read_text(document.data).splitlines())
    parametres = ctg.parametres.model_copy(update={"parapheur": asked})
    [same] = ctg_docs.render(ctg.model_copy(update={"parametres": parametres}), "convention", final=True)
    assert read_text(same.data) == read_text(document.data)


@pytest.mark.parametrize("asked", ["inconnu", "#signature#", "{n} deux", "x" * 60 + "{n}"])
def test_a_tag_that_nobody_would_find_is_refused(asked: str) -> None:
    with pytest.raises(ctg_docs.DataError, match="Parapheur"):
        ctg_docs.Options(parapheur=asked)
    with pytest.raises(ValueError, match="balise"):
        ctg_docs.Ctg.model_validate({"territoire": {"nom": "Val"}, "parametres": {"parapheur": asked}})
