"""Forms that real conventions take: their formula, a preliminary article, a charter of the MSA, parties told together."""

from __future__ import annotations

from typing import Any

import pytest

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.parties.articles import numeroter_article
from ctg_docs.documents.kind import Situation
from ctg_docs.gabarit.copie import read_text
from ctg_docs.holes import plain
from tests.documents.dossiers import CAF, CC, PERSONNES, convention, ctg
from tests.documents.rendu import text_of

COMMUNES = ["Anor", "Le Barp", "Les Ulmes"]
MAIRES = [
    {"id": f"m{i}", "civilite": civilite, "prenom": "Dominique", "nom": nom}
    for i, (civilite, nom) in enumerate([("mme", "Brun"), ("m", "Roux"), ("m", "Petit")])
]
REGISTRE: dict[str, Any] = {
    "organismes": [
        CAF,
        CC,
        *({"id": f"c{i}", "nature": "commune", "nom": nom} for i, nom in enumerate(COMMUNES)),
    ],
    "personnes": [*PERSONNES, *MAIRES],
    "deliberations": [
        {"id": f"d{i}", "organisme": f"c{i}", "numero": f"2024-0{i}", "date": "2024-02-01"} for i in range(3)
    ],
}


def seules(**fields: Any) -> list[dict[str, Any]]:
    """Return the communes as parties of their own."""
    return [
        {
            "id": f"p{i}",
            "organismes": [f"c{i}"],
            "representants": [{"personne": f"m{i}", "qualite": "Maire"}],
            "deliberations": [f"d{i}"],
            **fields,
        }
        for i in range(3)
    ]


def parties(**fields: Any) -> list[dict[str, Any]]:
    autres = [
        {"id": id, "organismes": [id], "nom_court": court, "delibere": False}
        for id, court in (("caf", "la Caf"), ("cc", "la Communauté"))
    ]
    return [*autres, *seules(ensemble="les Communes", **fields)]


def test_communes_that_sign_separately_are_described_together() -> None:
    page = convention(**REGISTRE, signataires=parties())
    bloc = [(ligne.genre, plain(ligne.texte.text)) for ligne in page.comparution]

    assert bloc[4:] == [
        (
            "partie",
            "**Les communes d’Anor, du Barp et des Ulmes**, signant séparément, représentées par leurs maires, "
            "dûment autorisés à signer la présente convention, ci-après dénommées ensemble «\u00a0les "
            "Communes\u00a0» :",
        ),
        (
            "membre",
            "la commune d’Anor\u00a0: Madame Dominique BRUN, Maire, par délibération du conseil municipal "
            "n°\u00a02024-00 du 1er\u00a0février 2024\u202f;",
        ),
        (
            "membre",
            "la commune du Barp\u00a0: Monsieur Dominique ROUX, Maire, par délibération du conseil municipal "
            "n°\u00a02024-01 du 1er\u00a0février 2024\u202f;",
        ),
        (
            "membre",
            "la commune des Ulmes\u00a0: Monsieur Dominique PETIT, Maire, par délibération du conseil municipal "
            "n°\u00a02024-02 du 1er\u00a0février 2024.",
        ),
    ]


def test_each_of_them_signs_and_decides_for_itself() -> None:
    page = convention(**REGISTRE, signataires=parties())
    cases = [c for bloc in page.signatures for r in bloc.rangs for c in (r.gauche, r.droite) if c]
    actes = [v.text for v in page.visas if "conseil municipal" in v.text]

    assert [c.pour for c in cases[2:]] == [
        "Pour la commune d’Anor",
        "Pour la commune du Barp",
        "Pour la commune des Ulmes",
    ]
    assert len(actes) == 3


def test_prose_names_them_once() -> None:
    page = convention(**REGISTRE, signataires=parties())
    debut = plain(page.preambule.debut.text)
    champs = next(a for a in page.articles if a.titre.startswith("Champs d’intervention de la Communauté"))

    assert "entre la Caf, la Communauté et les Communes." in debut
    assert champs.titre == "Champs d’intervention de la Communauté et des Communes"
    assert "## Les Communes" in champs.texte.text
    assert page.parties_couverture[-1] == "Les communes d’Anor, du Barp et des Ulmes"


def test_an_adjoint_among_the_mayors_is_no_mayor() -> None:
    signataires = parties()
    signataires[-1]["representants"] = [
        {
            "personne": "m2",
            "qualite": "Première adjointe",
            "delegation": {"delegant": "le Maire", "reference": "2024-12"},
        }
    ]
    textes = [plain(x.texte.text) for x in convention(**REGISTRE, signataires=signataires).comparution]

    assert "représentées par les personnes nommées ci-dessous, dûment autorisées" in textes[4]
    assert (
        "Première adjointe, agissant par délégation du Maire (arrêté n°\u00a02024-12), par délib" in textes[7]
    )


@pytest.mark.parametrize("unies", [True, False])
def test_avenant_and_acts_follow(unies: bool) -> None:
    signataires = parties() if unies else [*parties()[:2], *seules(nom_court="x")]
    dossier = ctg(**REGISTRE, signataires=signataires, avenants=[{"id": "avenant-1", "motif": "Suite."}])
    avenant = text_of("avenant", get_kind("avenant").build(dossier, Situation())[0])

    assert ("signant séparément" in avenant) is unies
    assert avenant.count("Pour la commune") == 3


def test_an_ensemble_of_one_is_an_ordinary_party() -> None:
    signataires = [*parties()[:2], *seules(ensemble="les Communes", nom_court="Anor")[:1]]
    page = convention(**REGISTRE, signataires=signataires)

    assert "séparément" not in page.comparution[-1].texte.text
    assert "«\u00a0Anor\u00a0»" in page.comparution[-1].texte.text


@pytest.mark.parametrize(
    ("formule", "attendu"),
    [
        (None, "Il est convenu ce qui suit\u00a0:"),
        ("Il est convenu et arrêté ce qui suit", "Il est convenu et arrêté ce qui suit\u00a0:"),
        ("Ceci exposé, il a été arrêté ce qui suit :", "Ceci exposé, il a été arrêté ce qui suit\u00a0:"),
    ],
)
def test_formula_is_a_choice_of_the_dossier(formule: str | None, attendu: str) -> None:
    champs = {"formule": formule} if formule else {}
    dossier = ctg(convention=champs, avenants=[{"id": "avenant-1"}])

    for kind in ("convention", "avenant"):
        assert f"[Formule] {attendu}\n" in text_of(kind, get_kind(kind).build(dossier, Situation())[0])


PRELIMINAIRE = {"id": "definitions", "titre": "Définitions", "texte": "On entend par…", "preliminaire": "oui"}


def test_preliminary_article_stands_first_without_a_number() -> None:
    sigles = {"id": "sigles", "titre": "Sigles", "texte": "Les sigles…", "apres": "definitions"}
    champs = {"articles_supplementaires": [sigles, PRELIMINAIRE]}
    texte = text_of("convention", convention(convention=champs)).replace("\u00a0", " ")

    assert "[Heading2] Article préliminaire – Définitions\n" in texte
    assert (
        "[TOC2] Article préliminaire – Définitions\n[TOC2] Article 1 – Sigles\n[TOC2] Article 2 – Obj"
        in texte
    )


def test_numbers_of_the_other_articles_do_not_move() -> None:
    dossier = ctg(convention={"articles_supplementaires": [PRELIMINAIRE]})
    avec, sans = dossier.convention, ctg().convention

    assert numeroter_article(avec, "duree") == numeroter_article(sans, "duree") == "article\u00a010"
    assert numeroter_article(avec, "definitions") == "article préliminaire"


def test_avenant_changes_the_preliminary_article() -> None:
    modification = {"article": "definitions", "nouveau": "On entend désormais par…"}
    dossier = ctg(
        convention={"articles_supplementaires": [PRELIMINAIRE]},
        avenants=[{"id": "avenant-1", "modifications": [modification]}],
    )
    texte = text_of("avenant", get_kind("avenant").build(dossier, Situation())[0])

    assert "l’article préliminaire (Définitions)" in texte
    assert "On entend par…" in texte


MSA = {"id": "msa", "nature": "msa", "nom": "MSA Poitou", "nom_court": "la MSA"}


def test_convention_stands_as_charter_of_the_msa() -> None:
    charte = "charte territoriale avec les familles"
    signataires = [
        {"id": id, "organismes": [id], "nom_court": court, "delibere": id == "cc"}
        for id, court in (("caf", "la Caf"), ("msa", "la MSA"), ("cc", "la Communauté"))
    ]
    dossier = ctg(
        organismes=[CAF, CC, MSA],
        signataires=signataires,
        convention={"charte": charte, "date_debut": "2021-01-01", "date_fin": "2024-12-31"},
    )
    page = text_of("convention", get_kind("convention").build(dossier, Situation())[0])
    acte = text_of("deliberation", get_kind("deliberation").build(dossier, Situation())[0])

    assert f"Couverture] valant {charte}\n" in page
    assert f"Elle tient également lieu de {charte} entre la MSA et les autres parties" in page
    assert (
        f"APPROUVE la convention territoriale globale de services aux familles, valant {charte}, pour la"
        in acte
    )


def test_group_of_bodies_of_several_kinds_is_told_one_by_one() -> None:
    syndicat = {"id": "s", "nature": "syndicat", "nom": "SIVOM du Val"}
    partie = {
        "id": "p",
        "organismes": ["cc", "s"],
        "nom_court": "les Groupements",
        "representants": [{"personne": "a", "qualite": "Présidente", "organisme": "cc"}],
    }
    caf = {"id": "caf", "organismes": ["caf"], "nom_court": "la Caf", "delibere": False}
    dossier = ctg(organismes=[CAF, CC, syndicat], signataires=[caf, partie])
    page = convention(organismes=[CAF, CC, syndicat], signataires=[caf, partie])
    acte = text_of("deliberation", get_kind("deliberation").build(dossier, Situation())[0])

    assert page.parties_couverture == ("Caf de l’Ain", "Communauté de communes du Val", "SIVOM du Val")
    assert (
        "par les personnes nommées ci-dessous, dûment autorisées à signer" in page.comparution[2].texte.text
    )
    assert "entre la Caf de l’Ain, la Communauté de communes du Val et le SIVOM du Val au service" in acte


@pytest.mark.parametrize(
    ("nature", "nom", "attendu"),
    [
        (
            "metropole",
            "Métropole du Vercorin",
            "les compétences que la loi lui attribue et celles qui lui ont été",
        ),
        (
            "collectivite",
            "Département-Région de Mayotte",
            "les compétences que la loi lui attribue. Ses délib",
        ),
        ("communaute_urbaine", "Communauté urbaine d’Alençon", "dans le cadre de ses statuts"),
    ],
)
def test_statutes_are_cited_of_bodies_that_have_some(nature: str, nom: str, attendu: str) -> None:
    organisme = {"id": "o", "nature": nature, "nom": nom}
    partie = {"id": "p", "organismes": ["o"], "nom_court": "l’Intercommunalité", "delibere": False}
    page = convention(organismes=[organisme], signataires=[partie])

    assert attendu in page.articles[2].texte.text


@pytest.mark.parametrize(
    ("annexes", "cite"),
    [([], False), ([{"id": "a", "contenu": "fichier", "fichier": "annexes/a.pdf"}], True)],
)
def test_no_annexe_is_spoken_of_without_one(annexes: list[dict[str, str]], cite: bool) -> None:
    champs = {"annexes": annexes, "annexes_seules": "oui"}
    texte = text_of("convention", convention(convention=champs))

    assert ("et de ses annexes" in texte) is cite
    assert ("des autres annexes" in texte) is cite


def seize(n: int) -> dict[str, Any]:
    """Return a dossier of a Caf and as many communes, each a party of its own."""
    noms = [f"Bourg-{lettre}" for lettre in "abcdefghijklmnop"[:n]]
    organismes = [CAF, *({"id": nom.lower(), "nature": "commune", "nom": nom} for nom in noms)]
    parties = [{"id": "caf", "organismes": ["caf"], "nom_court": "la Caf", "delibere": False}]
    parties += [{"id": n.lower(), "organismes": [n.lower()], "nom_court": f"la Commune de {n}"} for n in noms]
    return {"organismes": organismes, "signataires": parties}


@pytest.mark.parametrize(
    ("nombre", "attendu"),
    [
        (2, "entre la Caf, la Commune de Bourg-a et la Commune de Bourg-b."),
        (3, "la Commune de Bourg-a, la Commune de Bourg-b et la Commune de Bourg-c."),
        (16, "entre la Caf et les communes signataires."),
    ],
)
def test_preamble_tells_many_communes_together(nombre: int, attendu: str) -> None:
    assert attendu in plain(convention(**seize(nombre)).preambule.debut.text)


def test_end_of_the_objectives_stands_off_the_last_of_them() -> None:
    strategie = {"objectifs": [{"id": "o1", "intitule": "Accueillir"}]}
    texte = text_of("convention", convention(strategie=strategie))

    assert "– Accueillir\n[CorpsApresTableau] Le plan d’actions qui traduit" in texte


@pytest.mark.parametrize(
    ("nom", "phrase"),
    [
        ("Territoire de l'Ouest", "Le Territoire de l'Ouest compte trois communes."),
        ("Pays de Gex", "Le territoire du Pays de Gex compte trois communes."),
    ],
)
def test_a_territory_that_says_so_is_not_told_twice(nom: str, phrase: str) -> None:
    communes = [{"nom": commune} for commune in COMMUNES]
    assert phrase in plain(convention(territoire={"nom": nom, "communes": communes}).preambule.debut.text)


def test_what_a_keyboard_types_is_printed_as_french_wants() -> None:
    """Apostrophes, blanks before signs, in names and texts alike; an address of the web stays as it is."""
    texte = "L'accueil d'été: 38% des familles; «oui». Voir https://ville.example/l'ete"
    dossier = ctg(
        territoire={"nom": "Val d'Orge", "presentation": texte},
        organismes=[{**CAF, "nom": "Caf de l'Ain"}, CC],
        signataires=[{"id": "caf", "organismes": ["caf"], "nom_court": "la Caf de l'Ain"}],
    )
    [document] = ctg_docs.render(dossier, "convention")
    imprime = read_text(document.data)
    assert "L’accueil d’été\u00a0: 38\u00a0% des familles\u202f; «\u00a0oui\u00a0»." in imprime
    assert [mot for mot in imprime.split() if "'" in mot] == ["https://ville.example/l'ete"]
