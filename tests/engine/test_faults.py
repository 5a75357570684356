"""Forty faults a template author really makes: each found, at its place; each corrected variant says nothing."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Generic, Literal, TypeVar

import pytest
from pydantic import BaseModel, ConfigDict, Field, computed_field

from ctg_docs.engine import Template
from ctg_docs.engine.lint import lint_file
from ctg_docs.problems import Problem
from tests.engine.words import make_docx, p, r, table


class Statut(StrEnum):
    EN_COURS = "en_cours"
    TERMINEE = "terminee"


class Personne(BaseModel):
    nom: str
    fonction: str | None = None

    @property
    def initiale(self) -> str:
        return self.nom[:1]


class Elu(BaseModel):
    genre: Literal["elu"] = "elu"
    mandat: str
    nom: str


class Agent(BaseModel):
    genre: Literal["agent"] = "agent"
    service: str
    nom: str


Item = TypeVar("Item")


class Page(BaseModel, Generic[Item]):
    contenu: list[Item]
    numero: int


class Fiche(BaseModel):
    code: str
    titre: str
    statut: Statut
    pilote: Personne | None = None
    partenaires: tuple[Personne, ...] = ()
    debut: date
    fin: date | None = None
    budget: Decimal
    a_budget: bool = True

    @computed_field  # type: ignore[prop-decorator]  # as Pydantic documents it
    @property
    def annee(self) -> int:
        return self.debut.year

    def resume(self) -> str:
        return self.titre


class Contexte(BaseModel):
    model_config = ConfigDict(frozen=True)
    territoire: str
    mention: str | None = None
    date_signature: date
    fiches: tuple[Fiche, ...]
    page: Page[Fiche]
    membres: list[Annotated[Elu | Agent, Field(discriminator="genre")]]
    par_enjeu: dict[str, list[Fiche]]
    totaux: dict[str, Decimal]


LOOP = "{%p for f in fiches %}"
END = "{%p endfor %}"


def in_loop(text: str) -> list[str]:
    return [LOOP, text, END]


def rows(*cells: str) -> list[str]:
    return [table(["Titre", "Pilote"], ["{%tr for f in fiches %}", ""], list(cells), ["{%tr endfor %}", ""])]


#: name, code expected, faulty blocks, part of the place, corrected blocks
FAULTS: list[tuple[str, str, list[str], str, list[str]]] = [
    ("variable_inconnue", "MOD102", ["{{ teritoire }}"], "paragraphe 1", ["{{ territoire }}"]),
    ("champ_inconnu", "MOD101", in_loop("{{ f.titr }}"), "paragraphe 2", in_loop("{{ f.titre }}")),
    ("champ_entre_crochets", "MOD101", in_loop("{{ f['titr'] }}"), "paragraphe 2", in_loop("{{ f['titre'] }}")),
    ("champ_par_index", "MOD101", ["{{ fiches[0].titr }}"], "paragraphe 1", ["{{ fiches[0].titre }}"]),
    ("champ_par_first", "MOD101", ["{{ (fiches|first).titr }}"], "paragraphe 1", ["{{ (fiches|first).titre }}"]),
    (
        "champ_par_with",
        "MOD101",
        ["{%p with x = fiches[0] %}", "{{ x.cod }}", "{%p endwith %}"],
        "paragraphe 2",
        ["{%p with x = fiches[0] %}", "{{ x.code }}", "{%p endwith %}"],
    ),
    ("champ_par_set", "MOD101", ["{% set x = fiches[0] %}{{ x.cod }}"], "", ["{% set x = fiches[0] %}{{ x.code }}"]),
    (
        "champ_dans_une_macro",
        "MOD101",
        ["{% macro m(x) %}{{ x.cod }}{% endmacro %}{{ m(fiches[0]) }}"],
        "paragraphe 1",
        ["{% macro m(x) %}{{ x.code }}{% endmacro %}{{ m(fiches[0]) }}"],
    ),
    (
        "champ_apres_groupby",
        "MOD101",
        ["{%p for g in fiches|groupby('statut') %}", "{{ g.list[0].titr }}", END],
        "paragraphe 2",
        ["{%p for g in fiches|groupby('statut') %}", "{{ g.grouper }} {{ g.list[0].titre }}", END],
    ),
    (
        "groupby_inconnu",
        "MOD101",
        ["{%p for g, fs in fiches|groupby('statu') %}", "{{ fs|length }}", END],
        "paragraphe 1",
        ["{%p for g, fs in fiches|groupby('statut') %}", "{{ fs|length }}", END],
    ),
    (
        "champ_apres_items",
        "MOD101",
        ["{%p for enjeu, fs in par_enjeu.items() %}", "{{ enjeu }} {{ fs[0].titr }}", END],
        "paragraphe 2",
        ["{%p for enjeu, fs in par_enjeu.items() %}", "{{ enjeu }} {{ fs[0].titre }}", END],
    ),
    ("map_inconnu", "MOD101", ["{{ fiches|map(attribute='cod')|join }}"], "", ["{{ fiches|map(attribute='code')|join }}"]),
    ("tri_inconnu", "MOD101", ["{% for f in fiches|sort(attribute='cod') %}{{ f.code }}{% endfor %}"], "",
     ["{% for f in fiches|sort(attribute='code') %}{{ f.code }}{% endfor %}"]),
    ("selectattr_inconnu", "MOD101", ["{{ fiches|selectattr('pilot')|list|length }}"], "",
     ["{{ fiches|selectattr('pilote')|list|length }}"]),
    ("union_aucun_membre", "MOD101", ["{% for m in membres %}{{ m.grade }}{% endfor %}"], "",
     ["{% for m in membres %}{% if m.genre == 'elu' %}{{ m.mandat }}{% endif %}{% endfor %}"]),
    ("generique", "MOD101", ["{{ page.contenu[0].titr }}"], "", ["{{ page.contenu[0].titre }} {{ page.numero }}"]),
    ("champ_calcule", "MOD101", in_loop("{{ f.anne }}"), "", in_loop("{{ f.annee }}")),
    ("champ_d_un_texte", "MOD101", ["{{ territoire.nom }}"], "", ["{{ territoire.upper() }}"]),
    ("champ_d_une_liste", "MOD101", ["{{ fiches.titre }}"], "", ["{{ fiches[0].titre }}"]),
    ("loop_inconnu", "MOD101", in_loop("{{ loop.numero }}"), "", in_loop("{{ loop.index }}")),
    ("ligne_de_tableau", "MOD101", rows("{{ f.titr }}", "x"), "tableau 1, ligne 3, colonne 1", rows("{{ f.titre }}", "x")),
    ("facultatif_imprime", "MOD103", ["{{ mention }}"], "", ["{% if mention %}{{ mention }}{% endif %}"]),
    ("facultatif_traverse", "MOD103", in_loop("{{ f.pilote.nom }}"), "",
     in_loop("{% if f.pilote is not none %}{{ f.pilote.nom }}{% endif %}")),
    ("facultatif_filtre", "MOD103", in_loop("{{ f.fin|date_longue }}"), "",
     in_loop("{{ f.fin|date_longue if f.fin else '–' }}")),
    ("facultatif_default", "MOD103", ["{{ mention|default('–') }}"], "", ["{{ mention|default('–', true) }}"]),
    ("facultatif_ou", "MOD103", ["{{ mention ~ territoire }}"], "", ["{{ (mention or '') ~ territoire }}"]),
    ("boucle_sur_un_texte", "MOD104", ["{% for c in territoire %}{{ c }}{% endfor %}"], "",
     ["{% for f in fiches %}{{ f.code }}{% endfor %}"]),
    ("boucle_sur_un_objet", "MOD104", ["{% for c in fiches[0] %}x{% endfor %}"], "",
     ["{% for c in fiches[0].partenaires %}x{% endfor %}"]),
    ("objet_imprime", "MOD105", in_loop("{{ f }}"), "", in_loop("{{ f.titre }}")),
    ("liste_imprimee", "MOD105", ["{{ fiches }}"], "", ["{{ fiches|map(attribute='titre')|liste_et }}"]),
    ("date_brute", "MOD106", ["{{ date_signature }}"], "", ["{{ date_signature|date_longue }}"]),
    ("montant_brut", "MOD107", in_loop("{{ f.budget }}"), "", in_loop("{{ f.budget|euros }}")),
    ("filtre_inconnu", "MOD108", ["{{ date_signature|date_long }}"], "", ["{{ date_signature|date_longue }}"]),
    ("test_inconnu", "MOD109", ["{% if fiches is vide %}x{% endif %}"], "", ["{% if not fiches %}x{% endif %}"]),
    ("filtre_mal_employe", "MOD118", ["{{ territoire|date_longue }}"], "", ["{{ date_signature|date_longue }}"]),
    ("valeur_impossible", "MOD119", in_loop("{% if f.statut == 'en_cour' %}x{% endif %}"), "",
     in_loop("{% if f.statut == 'en_cours' %}x{% endif %}")),
    ("acces_interdit", "MOD006", ["{{ page.model_dump() }}"], "", ["{{ page.numero }}"]),
    ("texte_perdu", "MOD008", ["Avant {%p if mention %} après", "x", "{%p endif %}"], "paragraphe 1",
     ["{%p if mention %}", "x", "{%p endif %}"]),
    ("ligne_perdue", "MOD008",
     [table(["{%tr for f in fiches %}", "Pilote"], ["{{ f.code }}", ""], ["{%tr endfor %}", ""])], "tableau 1, ligne 1",
     [table(["{%tr for f in fiches %}", ""], ["{{ f.code }}", ""], ["{%tr endfor %}", ""])]),
    ("ligne_hors_tableau", "MOD117", ["{%tr for f in fiches %}", "{%tr endfor %}"], "", rows("{{ f.code }}", "x")),
    ("balise_ouverte", "MOD003", ["{{ territoire"], "", ["{{ territoire }}"]),
    ("balise_mal_fermee", "MOD003", ["{% if mention %}x{% endfor %}"], "", ["{% if mention %}x{% endif %}"]),
    ("bloc_jamais_ferme", "MOD003", ["{%p if mention %}", "x"], "paragraphe 1", ["{%p if mention %}", "x", "{%p endif %}"]),
    ("expression_incomplete", "MOD003", ["{{ territoire. }}"], "", ["{{ territoire }}"]),
    ("guillemets_corriges", "MOD114", ["{{ fiches|map(attribute=‘code’)|join(“, ”) }}"], "",
     ["{{ fiches|map(attribute='code')|join(', ') }}"]),
    ("tiret_qui_mange", "MOD115", ["Avant {%- if mention %} x{% endif %}"], "", ["Avant {% if mention %} x{% endif %}"]),
    ("blocs_croises", "MOD009", [table(["{%tr for f in fiches %}"], ["{{ f.code }}{% endfor %}"])], "tableau 1",
     [table(["{%tr for f in fiches %}"], ["{{ f.code }}"], ["{%tr endfor %}"])]),
]  # fmt: skip


def found(blocks: list[str]) -> list[Problem]:
    return lint_file(make_docx(p("Gouvernance", "Titre1"), *blocks), Contexte)


def test_there_are_at_least_forty_faults() -> None:
    assert len(FAULTS) >= 40
    assert len({name for name, *_ in FAULTS}) == len(FAULTS)


@pytest.mark.parametrize(("code", "faulty", "place"), [f[1:4] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_fault_is_found_at_its_place(code: str, faulty: list[str], place: str) -> None:
    problems = found(faulty)
    place = (
        place.replace("paragraphe 1", "paragraphe 2")
        if place == "paragraphe 1"
        else ("paragraphe 3" if place == "paragraphe 2" else place)
    )
    assert {p.code for p in problems} == {code}, [str(p) for p in problems]
    assert "sous « Gouvernance »" in problems[0].place.cell
    assert place in problems[0].place.cell


@pytest.mark.parametrize("correct", [f[4] for f in FAULTS], ids=[f[0] for f in FAULTS])
def test_corrected_variant_says_nothing(correct: list[str]) -> None:
    assert [str(problem) for problem in found(correct)] == []


CORRECT = [
    "{{ fiches|length }}",
    "{% for f in fiches if f.pilote %}{{ f.pilote.nom }}{% endfor %}",
    "{% for f in fiches|selectattr('pilote') %}{{ f.pilote.nom }}{% endfor %}",
    "{% for f in fiches %}{% if not f.pilote %}–{% else %}{{ f.pilote.initiale }}{% endif %}{% endfor %}",
    "{% for f in fiches %}{% if f.pilote and f.pilote.fonction %}{{ f.pilote.fonction }}{% endif %}{% endfor %}",
    "{% for f in fiches %}{{ f.pilote.fonction if f.pilote and f.pilote.fonction else '–' }}{% endfor %}",
    "{% for f in fiches %}{% if f.fin is none %}en cours{% elif f.a_budget %}{{ f.fin|date_longue }}{% endif %}{% endfor %}",
    "{% for f in fiches %}{% if f.a_budget %}{{ f.fin|date_longue }}{% endif %}{% endfor %}",
    "{% for f in fiches %}{% if f.statut == 'terminee' %}{{ f.fin|date_longue }}{% endif %}{% endfor %}",
    "{% for nom, total in totaux.items() %}{{ nom }} : {{ total|euros }}{% endfor %}",
    "{% for nom, total in totaux|dictsort %}{{ nom }} : {{ total|euros }}{% endfor %}",
    "{{ totaux['x']|euros }} {{ totaux.get('y', 0) }}",
    "{{ fiches|sum(attribute='budget')|euros }}",
    "{% set ns = namespace(n=0) %}{% for f in fiches %}{% set ns.n = ns.n + 1 %}{% endfor %}{{ ns.n }}",
    "{% for m in membres %}{{ m.nom }} {{ m.mandat if m.genre == 'elu' else m.service }}{% endfor %}",
    "{% if absente is defined %}{{ absente }}{% endif %}",
    "{% for f in fiches %}{{ loop.cycle('a', 'b') }}{{ loop.previtem.code if loop.previtem else '' }}{% endfor %}",
    "{% macro m(x, y='') %}{{ x.code }}{{ y }}{{ caller() }}{% endmacro %}{% call m(fiches[0]) %}x{% endcall %}",
    "{% for f in fiches|batch(2) %}{% for g in f %}{{ g.code }}{% endfor %}{% endfor %}",
    "{{ fiches|map(attribute='partenaires')|map('length')|join(', ') }}",
    "{{ (fiches|map(attribute='budget')|sum / 2)|euros }}",
    "{% for f in fiches %}{{ f.debut.year }} {{ f.resume() }} {{ f.statut }} {{ f.statut.value }}{% endfor %}",
    "{{ 'l’été' }} {{ territoire[:3] }} {{ territoire[0] }} {{ 3 * 2 }} {{ 'a' ~ 1 }}",
    "{% for i in range(3) %}{{ i }}{% endfor %}",
    "{% for page in [page] %}{{ page.numero }}{% endfor %}",
    "{% if fiches|length > 1 and fiches[0].titre in ['a', 'b'] %}x{% endif %}",
]  # fmt: skip


@pytest.mark.parametrize("text", CORRECT)
def test_correct_template_says_nothing(text: str) -> None:
    assert [str(problem) for problem in found([text])] == []


def test_all_problems_of_a_template_come_in_one_pass() -> None:
    problems = found(["{{ teritoire }}", "{{ mention }}", "{{ fiches.x }}", "{{ date_signature|dat }}"])
    assert [problem.code for problem in problems] == ["MOD108", "MOD102", "MOD103", "MOD101"]


def test_unreadable_tags_come_all_at_once_too() -> None:
    problems = found(["{{ a. }}", "{% if %}", "{{ b | }}", "{% endfor %}"])
    assert len(problems) >= 4
    assert {problem.code for problem in problems} == {"MOD003"}


def test_a_tag_split_in_runs_is_read_as_one() -> None:
    split = "<w:p>" + r("{{ teri") + r("toire", "<w:b/>") + r(" }}") + "</w:p>"
    (problem,) = found([split])
    assert problem.value == "{{ teritoire }}"
    assert problem.suggestion == "Vouliez-vous « territoire » ?"


def test_shipped_templates_neither_set_nor_call() -> None:
    template = Template.load(make_docx("{% set x = territoire %}{{ x }}{{ fiches[0].resume() }}"))
    assert [problem.code for problem in template.lint(Contexte, shipped=True)] == ["MOD110", "MOD111"]
    assert template.lint(Contexte) == []


def test_a_tag_in_a_part_nothing_fills_is_found() -> None:
    settings: dict[str, str | bytes] = {
        "word/settings.xml": "<w:settings xmlns:w='x'>{{ territoire }}</w:settings>"
    }
    assert [problem.code for problem in lint_file(make_docx("x", files=settings), Contexte)] == ["MOD113"]


def test_an_unreadable_value_hides_no_other_fault() -> None:
    problems = found(
        ["{{ territoire + }}", "{{ teritoire }}", "{{ date_signature|dat }}", "{{ territoire + }}"]
    )
    assert [problem.code for problem in problems] == ["MOD003", "MOD003", "MOD108", "MOD102"]
