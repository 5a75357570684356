"""All faults in one pass, in French, at their lines; the sound rest is kept for the checks."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from string import Formatter

import pytest
from pydantic import BaseModel, ConfigDict
from pydantic_core import ErrorDetails
from pydantic_core._pydantic_core import list_all_errors

from ctg_docs.models import Ctg
from ctg_docs.problems import Place, Severity
from ctg_docs.sources import diagnose
from ctg_docs.sources.field_messages import MESSAGES
from ctg_docs.sources.translate import Fault, to_problem
from ctg_docs.sources.validate import validate
from tests.echanges.petit import plain

Write = Callable[[dict[str, str | bytes]], Path]

ALL = list_all_errors()


@pytest.mark.parametrize("error", ALL, ids=lambda error: error["type"])
def test_every_error_of_pydantic_has_its_french_sentence(error: dict[str, object]) -> None:
    assert len(ALL) > 90
    code, sentence = MESSAGES[str(error["type"])]
    assert code.startswith("CHP")
    context = error.get("example_context") or {}
    assert isinstance(context, dict)
    assert {name for _, name, _, _ in Formatter().parse(sentence) if name} <= set(context)
    details = ErrorDetails(type=str(error["type"]), loc=("territoire",), msg="x", input="12", ctx=context)
    problem = to_problem(Fault(details, {"territoire": "12"}), Ctg, Place())
    assert problem.message
    assert "Input" not in problem.message


def test_a_code_has_one_meaning() -> None:
    assert not set(MESSAGES) - {str(error["type"]) for error in ALL}
    for code, _ in MESSAGES.values():
        assert len(code) == 6


class Couleur(StrEnum):
    ROUGE = "rouge"


class Feuille(BaseModel):
    model_config = ConfigDict(extra="forbid")
    id: str
    couleur: Couleur = Couleur.ROUGE


class Racine(BaseModel):
    model_config = ConfigDict(extra="forbid")
    feuilles: tuple[Feuille, ...] = ()
    melange: Feuille | int | None = None
    nombre: int = 0


def test_faulty_values_are_removed_and_the_rest_is_kept() -> None:
    feuilles = [{"id": "a", "couleur": "bleu"}, {"couleur": "rouge"}, {"id": "c"}, {"id": ["x"]}]
    outcome = validate(Racine, {"feuilles": feuilles, "nombre": "x", "inconnu": 1}, {})
    assert outcome.model == Racine(feuilles=(Feuille(id="a"), Feuille(id="c")))
    assert [p.path for p in outcome.problems] == [
        "feuilles[0].couleur",
        "feuilles[1].id",
        "feuilles[3].id",
        "nombre",
        "inconnu",
    ]
    assert outcome.origins[("feuilles", 1, "id")] == ("feuilles", 2, "id")


def test_a_union_gives_one_problem_that_says_most() -> None:
    outcome = validate(Racine, {"melange": {"id": "a", "couleur": "bleu"}}, {})
    assert [(p.code, p.path) for p in outcome.problems] == [("CHP003", "melange.couleur")]
    assert [p.path for p in validate(Racine, {"melange": "x"}, {}).problems] == ["melange"]


def test_data_without_what_is_required_give_no_model() -> None:
    outcome = validate(Ctg, {"convention": {"titre": "x"}}, {(): Place("ctg.yaml", 1, 1)})
    assert outcome.model is None
    assert [(p.code, p.path, p.place.line) for p in outcome.problems] == [("CHP001", "territoire", 1)]


def test_removed_identifiers_are_remembered() -> None:
    data = {"territoire": {"nom": "x"}, "personnes": [{"id": "anne"}, {"id": "paul", "nom": "P"}]}
    outcome = validate(Ctg, data, {})
    assert outcome.removed_ids == {"anne"}
    assert outcome.model is not None
    assert [p.id for p in outcome.model.personnes] == ["paul"]


def test_an_unknown_field_suggests_its_neighbour(dossier: Write) -> None:
    text = "territoire: {nom: x}\nsignataires:\n- id: caf\n  organismes: [caf]\n  respresentants: []\n"
    (problem,) = diagnose(dossier({"ctg.yaml": text})).problems
    assert (problem.message, plain(problem.suggestion)) == (
        "Champ inconnu.",
        "Vouliez-vous « representants » ?",
    )
    assert (problem.path, problem.place) == ("signataires[0].respresentants", Place("ctg.yaml", 5, 3))


def test_an_unknown_field_never_suggests_another_thing(dossier: Write) -> None:
    text = (
        "territoire: {nom: x}\ngouvernance:\n  instances:\n"
        "  - {id: c, nom: C, nature: copil, role: [x]}\n"
        "strategie: {objectif: []}\n"
    )
    said = {
        p.path.split(".")[-1]: plain(p.suggestion) for p in diagnose(dossier({"ctg.yaml": text})).problems
    }
    assert said["role"].startswith("Champs possibles ici : id, nom, sigle, nature")
    assert said["objectif"] == "Vouliez-vous « objectifs » ?"


@pytest.mark.parametrize(
    ("text", "message", "remedy"),
    [
        (
            "personnes:\n- {id: a, nom: A}\nreunions:\n- {id: r, titre: R, date: le 3}\n",
            "date",
            "Écrire par exemple 2023-12-18 ou 18 décembre 2023.",
        ),
        (
            "signataires:\n- id: c\n  organismes: [c]\n  representants: [durand]\n",
            "suite de champs",
            "Écrivez l’élément « - personne: durand ».",
        ),
        ("convention: abc\n", "suite de champs", "Écrivez « convention: » puis, à la ligne et en retrait, ses champs"),
        ("parametres: []\n", "suite de champs", "Écrivez « parametres: » puis"),
        (
            "equipements:\n- {id: a, type: eaje, nom: B, places: 12 places}\n",
            "nombre entier",
            "Écrivez le nombre seul, par exemple « 12 ».",
        ),
    ],
)  # fmt: skip
def test_the_remedy_is_not_in_the_message(dossier: Write, text: str, message: str, remedy: str) -> None:
    problems = diagnose(dossier({"ctg.yaml": f"territoire: {{nom: x}}\n{text}"})).problems
    (told,) = [p for p in problems if p.severity is Severity.ERROR]
    assert message in told.message
    assert "crire" not in told.message
    assert plain(told.suggestion).startswith(remedy)


BROKEN_MAIN = """\
territoire:
  nom: Val d’Essai
  pays: France
  population: beaucoup
convention:
  date_debut: 31/02/2023
  date_fin: 2027-12-31
  etat: brouillon
  thematiques: [petite_enfance, enfanse]
  mention_paraphes: peut-être
  preavis_mois: trois
  titre: Un titre
  titre: Un autre titre
charte:
  couleur: bleu
  logo: {fichier: logos/absent.png, texte_alternatif: Logo}
parametres:
  indicateurs_max_par_fiche: 0
  format_heure: 24h
signataires:
  - id: Communauté de communes
    organismes: [cc]
  - id: caf
    organismes: caf
    respresentants: []
strategie:
  niveaux: []
  objectifs:
    - id: enjeu-1
      intitule: [un, deux]
historique:
  - date: jamais
    texte: Début
inconnue: 1
contact:
  personne: x
"""

BROKEN: dict[str, str | bytes] = {
    "ctg.yaml": BROKEN_MAIN,
    "organismes.yaml": "- id: caf\n  nature: cafe\n  nom: Caf\n- nature: msa\n  nom: MSA\n- cc\n",
    "personnes.yaml": "- id: a\n  prenom: Anne\n- id: b\n  nom: B\n  civilite: docteur\n  age: 12\n",
    "fiches/a.yaml": "id: a\nintitule: Agir\nstatut: Encour\nversion: deux\ncalendrier: {debut: un jour}\n",
    "fiches/b.yaml": "id: b\n\tintitule: Tabulation\n",
    "fiches/c.yaml": "id: c\nintitule: Article 1 : objet\n",
    "reunions/a.json": '{"id": "r",\n "date": "2024-13-01",\n}',
    "retroplannings.yaml": "pistes: []\n",
    "deliberations.toml": '[[deliberations]]\nid = "d"\ndate = 2023-10-19\nnumero = sans guillemets\n',
}

EXPECTED = [
    ("ctg.yaml", 3, "CHP002"),
    ("ctg.yaml", 4, "CHP030"),
    ("ctg.yaml", 6, "CHP004"),
    ("ctg.yaml", 8, "CHP003"),
    ("ctg.yaml", 9, "CHP003"),
    ("ctg.yaml", 10, "CHP032"),
    ("ctg.yaml", 11, "CHP030"),
    ("ctg.yaml", 13, "LEC012"),
    ("ctg.yaml", 15, "CHP013"),
    ("ctg.yaml", 16, "LEC027"),
    ("ctg.yaml", 18, "CHP034"),
    ("ctg.yaml", 19, "CHP003"),
    ("ctg.yaml", 21, "CHP013"),
    ("ctg.yaml", 24, "CHP020"),
    ("ctg.yaml", 25, "CHP002"),
    ("ctg.yaml", 27, "CHP023"),
    ("ctg.yaml", 30, "CHP010"),
    ("ctg.yaml", 32, "CHP004"),
    ("ctg.yaml", 34, "CHP002"),
    ("ctg.yaml", 36, "CHP002"),
    ("deliberations.toml", 4, "LEC018"),
    ("fiches/a.yaml", 3, "CHP003"),
    ("fiches/a.yaml", 4, "CHP030"),
    ("fiches/a.yaml", 5, "CHP004"),
    ("fiches/b.yaml", 2, "LEC010"),
    ("fiches/c.yaml", 2, "LEC009"),
    ("organismes.yaml", 2, "CHP003"),
    ("organismes.yaml", 4, "CHP001"),
    ("organismes.yaml", 6, "CHP021"),
    ("personnes.yaml", 1, "CHP001"),
    ("personnes.yaml", 5, "CHP003"),
    ("personnes.yaml", 6, "CHP002"),
    ("retroplannings.yaml", 0, "LEC022"),
    ("reunions/a.json", 3, "LEC017"),
]


def test_a_dossier_with_thirty_mistakes_gets_them_all_at_their_lines(dossier: Write) -> None:
    assert len(EXPECTED) >= 30
    outcome = diagnose(dossier(BROKEN))
    assert [(p.place.file, p.place.line, p.code) for p in outcome.problems] == EXPECTED
    assert outcome.ctg is not None
    assert all(p.message[0].isupper() or p.message[0] == "«" for p in outcome.problems)


@pytest.mark.parametrize(
    ("written", "advice"),
    [
        ("membres_en_exercice: 33", "« en_exercice » dans « vote: »"),
        ("presents: 27", "« presents » dans « seance: » ou « presents » dans « vote: »"),
        ("objets: CTG", "Champs possibles ici"),  # `objet` is there already
        ("numeros: 12", "« numero »"),
        ("couleur: bleu", "Champs possibles ici"),
    ],
)
def test_an_unknown_field_is_looked_for_beside_then_inside(dossier: Write, written: str, advice: str) -> None:
    texte = f"territoire:\n  nom: Val\ndeliberations:\n  - id: d\n    objet: CTG\n    {written}\n"
    [problem] = [p for p in diagnose(dossier({"ctg.yaml": texte})).problems if p.code == "CHP002"]
    assert advice in problem.suggestion.replace("\u00a0", " ")


def test_a_field_of_the_level_above_is_sent_back_to_it(dossier: Write) -> None:
    texte = (
        "territoire:\n  nom: Val\nreunions:\n  - id: r\n    titre: R\n    ordre_du_jour:\n"
        "      - {id: p, titre: Bilan, decisions: [{id: k, texte: Oui}]}\n"
    )
    [problem] = [p for p in diagnose(dossier({"ctg.yaml": texte})).problems if p.code == "CHP002"]
    assert plain(problem.suggestion) == "Ce champ s’écrit plus haut, dans « reunions[0] »."
