"""Sigles and legal texts: named in full once, where French allows it, and listed as they are used."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ctg_docs
from ctg_docs.documents import get_kind, load_kinds
from ctg_docs.documents._communs.sigles.passages import read_passages
from ctg_docs.documents._communs.sigles.releve import compile_formes
from ctg_docs.documents._communs.sigles.sigles import SEUIL_TABLE, develop_sigles
from ctg_docs.documents.contexte import Contexte, ContexteLong, Lecture
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.documents.options import Options
from ctg_docs.engine.values import Rich
from ctg_docs.gabarit.copie import read_text
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.lexique import build_lexique
from ctg_docs.models.sigles import AMBIGUS, MIXTES, PLURIELS, SIGLES
from ctg_docs.steps.build import build
from ctg_docs.steps.render import render_kind
from tests.documents.dossiers import ctg
from tests.strategies import ctgs

ROOT = Path(__file__).parents[2]
EXEMPLES = tuple(sorted(p.parent.name for p in (ROOT / "examples").glob("*/ctg.yaml")))
FORMELS = tuple(kind.nom for kind in load_kinds() if kind.developpe)
LONGS = tuple(nom for nom in FORMELS if issubclass(get_kind(nom).contexte_class(), ContexteLong))


class Page(ContexteLong):
    """A document of one title, sentences, citations, a wording kept intact and cells."""

    lecture: ClassVar[Lecture] = Lecture(
        phrases=frozenset(["points"]), intacts=frozenset(["acte"]), citations=frozenset(["visas"])
    )

    intitule: str = ""
    acte: Rich = Rich("")
    visas: tuple[Rich, ...] = ()
    textes: tuple[Rich, ...] = ()
    points: tuple[str, ...] = ()
    cellules: tuple[str, ...] = ()


def page(*textes: str, dossier: Ctg | None = None, **fields: Any) -> Page:
    lue = Page(file_stem="page", titre="Page", textes=tuple(map(Rich, textes)), **fields)
    [developpee] = develop_sigles([lue], dossier or ctg())
    return developpee


def developpe(texte: str, **fields: Any) -> str:
    return page(texte, **fields).textes[0].text


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        ("Le RPE ouvre.", "Le relais petite enfance (RPE) ouvre."),
        ("À l’EAJE.", "À l’établissement d’accueil du jeune enfant (EAJE)."),
        ("Le coût du BAFA.", "Le coût du brevet d’aptitude aux fonctions d’animateur (BAFA)."),
        ("Un médecin de PMI.", "Un médecin de protection maternelle et infantile (PMI)."),
        ("Les EAJE ferment.", "Les établissements d’accueil du jeune enfant (EAJE) ferment."),
        ("Trois RPE.", "Trois relais petite enfance (RPE)."),
        ("0,40 ETP", "0,40 équivalent temps plein (ETP)"),
        ("3,50\u00a0ETP", "3,50\u00a0équivalents temps plein (ETP)"),
        ("CCAS et communes.", "Centre communal d’action sociale (CCAS) et communes."),
        ("- RPE : accueil", "- Relais petite enfance (RPE) : accueil"),
        ("Le **RPE** ouvre.", "Le **relais petite enfance (RPE)** ouvre."),
        ("La future CTG dure.", "La future CTG (convention territoriale globale) dure."),
        ("Avec bailleur, CCAS et RPE.", "Avec bailleur, CCAS (centre communal d’action sociale) et RPE "
         "(relais petite enfance)."),
        ("Les GTT (trois).", "Les GTT (trois)."),
        ("Les PMI.", "Les PMI (protection maternelle et infantile)."),
        ("En 2024 ETP.", "En 2024 ETP (équivalent temps plein)."),
        ("Au sein du PEdT.", "Au sein du projet éducatif de territoire (PEdT)."),
        ("Avec le CCAS de Melle.", "Avec le centre communal d’action sociale (CCAS) de Melle."),
        ("Le LAEP du RPE.", "Le lieu d’accueil enfants-parents (LAEP) du relais petite enfance (RPE)."),
        ("Les animateurs RPE du LAEP.", "Les animateurs RPE (relais petite enfance) du lieu d’accueil enfants-parents "
         "(LAEP)."),
        ("L’RPE.", "L’RPE (relais petite enfance)."),
        ("Le Copil décide.", "Le comité de pilotage (Copil) décide."),
    ],
)  # fmt: skip
def test_long_form_takes_the_place_that_french_gives_it(texte: str, attendu: str) -> None:
    assert developpe(texte) == attendu


@pytest.mark.parametrize(
    "texte",
    [
        "## Le RPE",
        "Le service « RPE itinérant ».",
        "Les lieux d’accueil (RPE, LAEP).",
        "[le RPE](https://exemple.fr/RPE)",
        "Écrire à RPE@exemple.fr ou sur https://exemple.fr/RPE.",
        "Fichier RPE-2024.pdf, acte CCAS-12.",
        "Le \x02[à compléter : nom du RPE]\x03.",
        "Le relais petite enfance (RPE) ouvre, puis le RPE ferme.",
        "Le relais petite enfance RPE ouvre.",
        "RPE : relais petite enfance.",
        "Le RPE (relais petite enfance) ouvre.",
        "Le contrat enfance jeunesse du Val (CEJ).",
        "Les techniciens CAF de l’Ain.",
        "Le CA et la CC décident.",
        "Un prix TTC.",
        "La Caf de l’Ain.",
    ],
)
def test_nothing_is_added_where_it_would_be_wrong_or_useless(texte: str) -> None:
    assert developpe(texte) == texte


def test_once_in_the_order_of_the_pages() -> None:
    lue = page("Les LAEP et le RPE.", "Le RPE et un LAEP.", points=("Le RPE", "Une MAM"), cellules=("MJC",))
    assert [t.text for t in lue.textes] == [
        "Les lieux d’accueil enfants-parents (LAEP) et le relais petite enfance (RPE).",
        "Le RPE et un LAEP.",
    ]
    assert lue.points == ("Le RPE", "Une maison d’assistants maternels (MAM)")
    assert lue.cellules == ("MJC",)


def test_titles_cells_and_the_wording_of_acts_stay_as_they_are() -> None:
    lue = page("Le RPE.", intitule="Le RPE", acte=Rich("Le RPE"), cellules=("Le RPE",))
    assert (lue.intitule, lue.acte.text, lue.cellules) == ("Le RPE", "Le RPE", ("Le RPE",))
    assert lue.textes[0].text == "Le relais petite enfance (RPE)."


def test_wording_of_the_dossier_is_intact_inside_our_article() -> None:
    dossier = ctg(convention={"articles": [{"id": "objet", "complement": "Le RPE ouvre."}]})
    texte = "Notre phrase.\n\nLe RPE ouvre.\n\nPuis le RPE ferme."
    assert developpe(texte, dossier=dossier).endswith(
        "Le RPE ouvre.\n\nPuis le relais petite enfance (RPE) ferme."
    )


def test_party_that_the_act_names_needs_no_more() -> None:
    texte = "**La Mutualité sociale agricole**, ci-après dénommée «\u00a0la MSA\u00a0»,"
    assert page(texte, "La MSA paie.").textes[1].text == "La MSA paie."


def test_body_of_the_register_comes_before_the_list() -> None:
    melle = {"id": "x", "nature": "ccas", "nom": "Centre communal d’action sociale de Melle", "sigle": "CCAS"}
    dossier = ctg(organismes=[melle])
    assert developpe("Le CCAS.", dossier=dossier) == "Le Centre communal d’action sociale de Melle (CCAS)."
    assert developpe("Le CCAS de Niort.", dossier=dossier).startswith(
        "Le centre communal d’action sociale (CCAS) de"
    )
    assert developpe("Par son CCAS.", dossier=dossier) == "Par son centre communal d’action sociale (CCAS)."
    deux = ctg(organismes=[melle, {**melle, "id": "y", "nom": "Centre communal d’action sociale de Niort"}])
    assert developpe("Le CCAS.", dossier=deux) == "Le centre communal d’action sociale (CCAS)."


def test_settings_come_before_everything_and_settle_what_is_ambiguous() -> None:
    dossier = ctg(parametres={"sigles": [{"sigle": "CC", "sens": "conseil citoyen"}]})
    assert developpe("Le CC se réunit.", dossier=dossier) == "Le conseil citoyen (CC) se réunit."


def test_legal_texts_are_named_in_full_once() -> None:
    code = "code de l’action sociale et des familles"
    visas = (
        f"Vu le {code} ;",
        f"Vu l’article L.\u00a0214-2 du {code} ;",
        "Vu la loi n°\u00a02015-991 du 7 août 2015 ;",
    )
    lue = page("La loi n° 2015-991 du 7 août 2015, et le CASF.", visas=tuple(map(Rich, visas)))
    assert [v.text for v in lue.visas] == [
        f"Vu le {code} (CASF) ;",
        "Vu l’article L.\u00a0214-2 du CASF ;",
        "Vu la loi n°\u00a02015-991 du 7 août 2015 portant nouvelle organisation territoriale de la République ;",
    ]
    assert lue.textes[0].text == "La loi n° 2015-991 du 7 août 2015, et le CASF."


def test_code_named_once_gets_no_sigle_and_law_with_its_title_none_more() -> None:
    loi = "Vu la loi n° 2004-809 du 13 août 2004 relative aux libertés et responsabilités locales ;"
    visas = (
        "Vu le code général des collectivités territoriales ;",
        loi,
        "Vu la loi n° 2004-809 du 13 août 2004 ;",
    )
    assert tuple(v.text for v in page(visas=tuple(map(Rich, visas))).visas) == visas


def test_table_from_a_handful_on() -> None:
    cinq = ("MJC", "PMI", "Le RPE", "CTG", "point information jeunesse des Monts (PIJ)")
    assert page(cellules=cinq[: SEUIL_TABLE - 1]).sigles == ()
    lignes = page(cellules=(*cinq, "mission départementale d’accueil (MDA)", "HT", "CA")).sigles
    assert [(ligne.sigle, ligne.sens) for ligne in lignes] == [
        ("CTG", "Convention territoriale globale"),
        ("MDA", "Mission départementale d’accueil"),
        ("MJC", "Maison des jeunes et de la culture"),
        ("PIJ", "Point information jeunesse"),
        ("PMI", "Protection maternelle et infantile"),
        ("RPE", "Relais petite enfance"),
    ]


def test_data_hold_together() -> None:
    assert PLURIELS.keys() | MIXTES.keys() | AMBIGUS <= SIGLES.keys()


MOTS = st.sampled_from(
    ["le", "les", "du", "des", "l’", "RPE", "EAJE", "CTG", "Caf", "PMI", "relais petite enfance", "(RPE)", "«", "»",
     "(", ")", "deux", "2,50", "ouvre", "de Melle", "*", "_", "**", "- ", "\n\n", "## ", ".", ",", ":", "agent"]
)  # fmt: skip


@given(st.lists(st.lists(MOTS, max_size=14).map(" ".join), max_size=6))
@settings(max_examples=300, deadline=None)
def test_additions_leave_every_word_and_come_once(textes: list[str]) -> None:
    lue = page(*textes)
    for avant, apres in zip(textes, lue.textes, strict=True):
        assert contient(apres.text, avant)
    ajoutes = _ajouts("\n".join(textes), "\n".join(t.text for t in lue.textes))
    assert len(ajoutes) == len(set(ajoutes))


def contient(long: str, court: str) -> bool:
    """True when the letters of the short text stand in the long one, in order."""
    suite = iter(long)
    return all(lettre in suite for lettre in court)


@cache
def dossier(exemple: str) -> Ctg:
    return ctg_docs.load(ROOT / "examples" / exemple)


def tel_quel(lu: Ctg) -> Ctg:
    return lu.model_copy(update={"parametres": lu.parametres.model_copy(update={"developper_sigles": False})})


def contextes(lu: Ctg, kind: str) -> Sequence[Contexte]:
    try:
        return build(lu, get_kind(kind), Options())
    except Inapplicable:
        return ()


def paires(lu: Ctg, kind: str) -> Iterator[tuple[list[str], list[str], set[int]]]:
    """Yield the texts of a document without and with what is added, and which of them cite codes."""
    for avant, apres in zip(contextes(tel_quel(lu), kind), contextes(lu, kind), strict=True):
        sans_table = apres.model_copy(update={"sigles": ()}) if isinstance(apres, ContexteLong) else apres
        (textes, libres), (developpes, _) = read_passages(avant), read_passages(sans_table)
        yield textes, developpes, {rang for rang, libre in libres.items() if libre.citation}


def test_there_are_formal_kinds_and_examples() -> None:
    assert len(FORMELS) >= 6
    assert set(LONGS) == {"convention", "fiches_actions", "schema_petite_enfance"}
    assert len(EXEMPLES) >= 3


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", FORMELS)
def test_no_sigle_is_developed_twice_and_nothing_is_taken_away(exemple: str, kind: str) -> None:
    lu = dossier(exemple)
    for avant, apres, citations in paires(lu, kind):
        ajoutes = [m for a, b in zip(avant, apres, strict=True) for m in _ajouts(a, b)]
        assert len(ajoutes) == len(set(ajoutes))
        for rang, (a, b) in enumerate(zip(avant, apres, strict=True)):
            assert rang in citations or contient(b, a)


def _ajouts(avant: str, apres: str) -> list[str]:
    """Return the sigles that stand in brackets, or before a gloss, since then."""
    motif = r"\(([A-Z]\w*)\)|\b([A-Z]\w*[A-Z]\w*) \("
    trouves = ([m[1] or m[2] for m in re.finditer(motif, t)] for t in (avant, apres))
    anciens, nouveaux = trouves
    for sigle in anciens:
        nouveaux.remove(sigle)
    return nouveaux


@pytest.mark.parametrize("exemple", EXEMPLES)
@pytest.mark.parametrize("kind", LONGS)
def test_table_lists_the_sigles_that_the_pages_use(exemple: str, kind: str) -> None:
    lu = dossier(exemple)
    for contexte in contextes(lu, kind):
        assert isinstance(contexte, ContexteLong)
        [document] = render_kind(lu, get_kind(kind), Options())
        corps = re.sub(r"\[tableau\] Table des sigles.*?\[fin du tableau\]|\[image : [^\]]*\]", "", read_text(document.data), flags=re.DOTALL)  # fmt: skip
        formes = compile_formes(build_lexique(lu))
        employes = {
            m[0].upper() for m in formes.finditer(corps) if not re.match(r"[\w.@-]", corps[m.start() - 1])
        }
        lignes = [ligne.sigle.upper() for ligne in contexte.sigles]
        assert lignes == (sorted(lignes) if len(employes) >= SEUIL_TABLE else [])
        assert set(lignes) == (employes if len(employes) >= SEUIL_TABLE else set())
        assert ("Table des sigles" in read_text(document.data)) == bool(lignes)


@pytest.mark.parametrize("kind", FORMELS)
@given(lu=ctgs())
@settings(max_examples=8, deadline=None)
def test_any_dossier_keeps_every_letter(kind: str, lu: Ctg) -> None:
    for avant, apres, citations in paires(lu, kind):
        for rang, (a, b) in enumerate(zip(avant, apres, strict=True)):
            assert rang in citations or contient(b, a)


def test_switched_off_by_the_dossier() -> None:
    lu = tel_quel(dossier("pays-auvrelle"))
    [convention] = contextes(lu, "convention")
    assert isinstance(convention, ContexteLong)
    assert convention.sigles == ()
    assert "par son CCAS" in " ".join(read_passages(convention)[0])


@pytest.mark.parametrize("exemple", EXEMPLES)
def test_check_and_table_know_the_same_sigles(exemple: str) -> None:
    reproches = {
        p.value for p in ctg_docs.check(dossier(exemple)) if p.code == "CTG006" and "nulle part" in p.message
    }
    assert not reproches & build_lexique(dossier(exemple)).keys()


def test_sigle_that_nobody_explains_is_reported_and_not_listed() -> None:
    lu = ctg(
        territoire={
            "nom": "Val",
            "presentation": "Le XYZW réunit les familles, la CTG et le RPE du territoire.",
        }
    )
    [convention] = contextes(lu, "convention")
    assert isinstance(convention, ContexteLong)
    assert "XYZW" not in {ligne.sigle for ligne in convention.sigles}
    [reproche] = [p for p in ctg_docs.check(lu) if p.code == "CTG006"]
    assert reproche.value == "XYZW"


def test_capacity_of_a_signatory_is_left_as_typed() -> None:
    lu = dossier("caf-commune")
    [premier, *autres] = lu.signataires
    represente = premier.representants[0].model_copy(update={"qualite": "Directrice de la Caf"})
    signataires = (premier.model_copy(update={"representants": (represente,)}), *autres)

    [convention] = contextes(lu.model_copy(update={"signataires": signataires}), "convention")

    textes = [text for text in read_passages(convention)[0] if "Directrice de la" in text]
    assert textes
    assert not any("caisse d’allocations familiales (Caf)" in text.split("ci-après")[0] for text in textes)
