"""What a template author gets: the fields he may print, what his examples leave out, findings where he works."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from pydantic import BaseModel, Field

from ctg_docs.engine import (
    annotated_copy,
    fields_document,
    lint_file,
    list_fields,
    template_coverage,
    to_json,
    to_sarif,
)
from tests.engine.words import audit, make_docx, p, part, r, table, texts


class Personne(BaseModel):
    nom: str = Field(title="Nom", description="Nom d’usage.", examples=["Dupont"])


class Fiche(BaseModel):
    titre: str = Field(title="Intitulé")
    pilote: Personne | None = None
    debut: date
    budget: Decimal

    @property
    def annee(self) -> int:
        return self.debut.year


class Contexte(BaseModel):
    territoire: str = Field(title="Territoire", description="Nom du territoire.")
    fiches: tuple[Fiche, ...] = ()


def test_fields_have_path_type_meaning_example_and_tag() -> None:
    fields = {field.path: field for field in list_fields(Contexte)}
    assert list(fields) == [
        "territoire", "fiches", "fiches[].titre", "fiches[].pilote", "fiches[].pilote.nom", "fiches[].debut",
        "fiches[].budget", "fiches[].annee",
    ]  # fmt: skip
    assert fields["territoire"].meaning == "Nom du territoire."
    assert fields["fiches"].tag == "{%p for fiche in fiches %}"
    assert fields["fiches[].pilote"].optional
    assert fields["fiches[].pilote.nom"].example == "Dupont"
    assert fields["fiches[].debut"].tag == "{{ fiche.debut|date_longue }}"
    assert fields["fiches[].budget"].type == "nombre décimal"


def test_fields_make_a_word_document() -> None:
    document = fields_document(list_fields(Contexte), "Champs de la convention")
    found = texts(document)
    assert found[0] == "Champs de la convention"
    assert "{{ fiche.debut|date_longue }}" in found
    assert "Territoire : Nom du territoire." in found
    assert audit(document) == []


def test_coverage_tells_what_the_examples_never_do() -> None:
    docx = make_docx("{%p for f in fiches %}", "{% if f.pilote %}a{% else %}b{% endif %}", "{%p endfor %}")
    fiche = Fiche(titre="x", debut=date(2024, 1, 1), budget=Decimal(1))
    branches = template_coverage(docx, [Contexte(territoire="x", fiches=(fiche, fiche))])
    assert [(b.expression, b.outcome, b.hits) for b in branches] == [
        ("{%p for f in fiches %}", "liste remplie", 2),
        ("{%p for f in fiches %}", "liste vide", 0),
        ("{% if f.pilote %}", "condition vraie", 0),
        ("{% if f.pilote %}", "condition fausse", 2),
    ]


def test_coverage_counts_the_last_way_of_a_choice_once() -> None:
    docx = make_docx(
        "{% if territoire == 'a' %}a{% elif territoire == 'b' %}b{% elif territoire == 'c' %}c{% endif %}"
    )
    branches = template_coverage(docx, [Contexte(territoire=t, fiches=()) for t in "bbx"])
    assert [(b.expression, b.outcome, b.hits) for b in branches] == [
        ("{% if territoire == 'a' %}", "condition vraie", 0),
        ("{% elif territoire == 'b' %}", "condition vraie", 2),
        ("{% elif territoire == 'c' %}", "condition vraie", 0),
        ("{% elif territoire == 'c' %}", "condition fausse", 1),
    ]


FAULTY = make_docx(
    p("Gouvernance", "Titre1"), table(["a", "Pilote : {{ fichs }}"]), "{{ territoir }}", header="{{ zut }}"
)


def test_sarif_holds_rule_place_and_fingerprint() -> None:
    run = json.loads(to_sarif(lint_file(FAULTY, Contexte, name="modele.docx"), version="1.0"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["MOD102"]
    result = run["results"][0]
    assert result["level"] == "error"
    location = result["locations"][0]
    assert location["physicalLocation"]["artifactLocation"]["uri"] == "modele.docx"
    assert "tableau 1, ligne 1, colonne 2" in location["logicalLocations"][0]["fullyQualifiedName"]
    assert len({r["partialFingerprints"]["ctgDocs/v1"] for r in run["results"]}) == 3


def test_json_keeps_its_fingerprint_when_the_text_around_moves() -> None:
    moved = make_docx(p("Autre titre", "Titre1"), "ajout", "{{ territoir }}")
    before = {
        found["value"]: found["fingerprint"] for found in json.loads(to_json(lint_file(FAULTY, Contexte)))
    }
    (after,) = json.loads(to_json(lint_file(moved, Contexte)))
    assert after["fingerprint"] == before["{{ territoir }}"]


def test_annotated_copy_has_a_comment_at_the_faulty_tag() -> None:
    split = "<w:p>" + r("Le ") + r("{{ terri") + r("toir }}", "<w:b/>") + r(" fin") + "</w:p>"
    docx = make_docx(p("Titre", "Titre1"), split, header="{{ zut }}")
    problems = lint_file(docx, Contexte)
    copy = annotated_copy(docx, problems)
    comments = part(copy, "word/comments.xml")
    assert "Donnée inconnue « territoir »" in comments
    assert "Vouliez-vous « territoire »" in comments
    assert "zut" in comments
    assert "w:date" not in comments
    xml = part(copy)
    start = xml.index("<w:commentRangeStart", xml.index("Le "))
    assert (
        xml.index("Le ")
        < start
        < xml.index("{{ terri")
        < xml.index("<w:commentRangeEnd", start)
        < xml.index(" fin")
    )
    assert (
        annotated_copy(docx, problems) == copy
        or part(annotated_copy(docx, problems), "word/comments.xml") == comments
    )
    assert audit(copy) == []
