"""The convention: sections, articles and annexes that the dossier moves, rewrites, adds or removes."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings

import ctg_docs
from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.parties.citations import normalise
from ctg_docs.documents.kind import Situation
from ctg_docs.engine import Template
from ctg_docs.gabarit.copie import read_text
from ctg_docs.holes import holes_in, plain
from ctg_docs.models.convention import Convention
from ctg_docs.models.ctg import Ctg
from tests.documents.dossiers import CAF, CC, convention
from tests.strategies import ctgs

EXEMPLES = Path(__file__).parents[2] / "examples"
SIGNATAIRES = [
    {"id": "caf", "organismes": ["caf"], "nom_court": "la Caf", "delibere": False},
    {"id": "cc", "organismes": ["cc"], "nom_court": "la Communauté", "delibere": False},
]


@pytest.fixture(scope="module")
def template() -> Template:
    return Template.load(get_kind("convention").build_template())


def texts(**fields: Any) -> dict[str, str]:
    """Return the articles of a dossier by title."""
    return {a.titre: plain(a.texte.text) for a in convention(signataires=SIGNATAIRES, **fields).articles}


def test_has_the_fourteen_articles_in_order() -> None:
    titres = [a.titre for a in convention(signataires=SIGNATAIRES).articles]

    assert len(titres) == 14
    assert titres[:3] == [
        "Objet de la convention",
        "Champs d’intervention de la Caf",
        "Champs d’intervention de la Communauté",
    ]
    assert titres[-2:] == ["Recours", "Confidentialité"]


def test_articles_are_rewritten_removed_and_added_where_the_dossier_says() -> None:
    ajouts = [{"id": n, "titre": n.upper(), "texte": "…", "apres": "objet"} for n in ("un", "deux")]
    ajouts.append({"id": "fin-fin", "titre": "DERNIER", "texte": "…"})
    articles = convention(
        convention={
            "articles": [
                {"id": "objet", "titre": "But", "texte": "Nouveau texte."},
                {"id": "recours", "complement": "En plus."},
            ],
            "articles_retires": ["confidentialite"],
            "articles_supplementaires": ajouts,
        },
    ).articles

    assert [a.titre for a in articles][:3] == ["But", "UN", "DEUX"]
    assert articles[0].texte.text == "Nouveau texte."
    assert [a.titre for a in articles][-2:] == ["Recours", "DERNIER"]
    assert articles[-2].texte.text.endswith("\n\nEn plus.")


@pytest.mark.parametrize("nature", ["msa", "departement", "etat", "cpam", "carsat", "france_travail"])
def test_each_partner_has_its_own_field(nature: str) -> None:
    autre = {"id": "x", "nature": nature, "nom": "Xylo"}
    signataires = [*SIGNATAIRES, {"id": "x", "organismes": ["x"], "nom_court": "le Xylo", "delibere": False}]
    articles = convention(organismes=[CAF, CC, autre], signataires=signataires).articles

    assert (
        "## Le Xylo\n\nLe Xylo" in articles[1].texte.text
        or "## Le Xylo\n\nChef de file" in articles[1].texte.text
    )


def test_msa_brings_its_offer_only_when_it_signs() -> None:
    assert "milieu rural" not in convention(signataires=SIGNATAIRES).preambule.debut.text


def test_engagements_open_no_credit_and_stay_within_the_possible() -> None:
    texte = texts()["Engagements des partenaires"]

    assert "dans la mesure du possible" in texte
    assert "n’ouvre par elle-même aucun crédit" in texte


def test_vague_dates_leave_holes_and_exact_ones_are_printed() -> None:
    vague = convention(convention={"date_debut": 2023, "date_fin": 2027, "duree_annees": 5})
    exacte = texts(convention={"date_debut": "2024-01-01", "date_fin": "2027-12-31"})

    duree = next(a for a in vague.articles if a.titre.startswith("Durée"))
    assert holes_in(duree.texte.text) == ["premier jour d’effet, 2023", "dernier jour d’effet, 2027"]
    assert "une durée de quatre ans" in exacte["Durée de la convention"]
    assert "prend effet le 1er\u00a0janvier 2024" in exacte["Durée de la convention"]


@pytest.mark.parametrize(
    ("debut", "fin", "dit"),
    [
        ("2018-04-19", "2022-04-18", "pour une durée de quatre ans. Elle prend effet"),
        ("2023-12-18", "2027-12-31", "est conclue du 18 décembre 2023 au 31 décembre 2027."),
        ("2024-07-01", "2028-12-31", "pour une durée de quatre ans et six mois. Elle"),
        ("2026-01-01", "2026-12-31", "pour une durée d’un an. Elle"),
        (2021, 2025, "pour une durée de cinq ans. Elle"),
    ],
)
def test_duration_is_that_of_the_days_not_of_the_years_they_touch(debut: Any, fin: Any, dit: str) -> None:
    champs = {"date_debut": debut, "date_fin": fin}
    [duree] = [a for a in convention(convention=champs).articles if a.titre.startswith("Durée")]

    assert dit in plain(duree.texte.text).replace("\u00a0", " ")


def test_two_parties_are_the_one_and_the_other() -> None:
    deux = "\n".join(texts().values())
    autre = {"id": "autre", "organismes": ["cc"], "nom_court": "l’Autre", "delibere": False}
    trois = "\n".join(plain(a.texte.text) for a in convention(signataires=[*SIGNATAIRES, autre]).articles)

    for plusieurs in ("toutes les parties", "les autres parties", "entre les autres"):
        assert plusieurs not in deux
    assert "manquement de l’autre à ses obligations" in deux
    assert "décision expresse des deux parties" in deux
    assert "décision expresse de toutes les parties" in trois


@pytest.mark.parametrize(
    ("presentation", "dit"),
    [
        (None, "Le territoire du Val compte deux communes et 1 900 habitants. Il réunit Brion et Celle."),
        (
            "Le Val compte 1 900 habitants.",
            "Le territoire du Val compte deux communes. Il réunit Brion et Celle.",
        ),
        ("Deux communes, 1900 habitants.", "Le territoire du Val réunit Brion et Celle."),
        ("Les douze communes voisines.", "Le territoire du Val compte deux communes et 1 900 habitants."),
    ],
)
def test_the_territory_is_counted_once(presentation: str | None, dit: str) -> None:
    communes = [{"nom": "Brion", "population": 900}, {"nom": "Celle", "population": 1000}]
    territoire = {"nom": "Val", "article": "le", "communes": communes, "presentation": presentation}
    debut = plain(convention(territoire=territoire).preambule.debut.text).replace("\u202f", " ")

    assert dit in debut
    assert ("compte" in dit) == ("territoire du Val compte" in debut)


def test_effect_before_signature_is_said() -> None:
    champs = {
        "date_debut": "2023-01-01",
        "date_fin": "2027-12-31",
        "date_signature_administrative": "2023-12-18",
    }

    assert "par l’accord exprès des parties, dès le 1er" in texts(convention=champs)["Durée de la convention"]


def test_enjeux_are_counted_in_words_and_numbered() -> None:
    objectifs = [
        {"id": f"e{i}", "intitule": f"Enjeu {i}", "sous_objectifs": [{"id": f"o{i}", "intitule": "Objectif"}]}
        for i in range(3)
    ]
    article = convention(strategie={"objectifs": objectifs}).articles[3]

    assert "trois enjeux suivants." in article.texte.text
    assert [e.titre for e in article.enjeux] == [
        "Enjeu 1 – Enjeu 0",
        "Enjeu 2 – Enjeu 1",
        "Enjeu 3 – Enjeu 2",
    ]
    assert article.enjeux[1].lignes[0].code == "2.1"


def test_rewritten_objectives_replace_the_generated_ones() -> None:
    champs = {"articles": [{"id": "objectifs", "texte": "Les nôtres."}]}
    article = convention(
        convention=champs, strategie={"objectifs": [{"id": "e", "intitule": "Enjeu"}]}
    ).articles[3]

    assert (article.texte.text, article.enjeux, article.fin.text) == ("Les nôtres.", (), "")


@pytest.mark.parametrize(
    ("brut", "normal"),
    [
        ("l'article L263-1", "l’article L.\u00a0263-1"),
        ("l’article L.263-1", "l’article L.\u00a0263-1"),
        ("la loi n°2015-991 du 7 août 2015", "la loi n°\u00a02015-991 du 7 août 2015"),
        ("les articles R. 551-13 et D521-12", "les articles R.\u00a0551-13 et D.\u00a0521-12"),
    ],
)
def test_visas_take_their_normal_form(brut: str, normal: str) -> None:
    assert normalise(brut) == normal


def visas(**fields: Any) -> list[str]:
    return [plain(v.text) for v in convention(signataires=SIGNATAIRES, **fields).visas]


def test_visas_are_added_and_removed_from_the_dossier() -> None:
    champs = {"visas": ["Vu l'article L214-5 du CASF ;"], "visas_retires": ["la loi n° 82-213"]}

    trouves = visas(convention=champs)

    assert "Vu l’article L.\u00a0214-5 du CASF\u202f;" in trouves
    assert not any("82-213" in visa for visa in trouves)


def test_texts_are_cited_only_once_in_force() -> None:
    avant = visas(convention={"date_signature_administrative": "2023-12-18"})
    apres = visas(convention={"date_signature_administrative": "2025-03-01"})

    assert not any("214-1-3" in visa for visa in avant)
    assert any("214-1-3" in visa for visa in apres)
    assert not any(
        "2023-2027" in v for v in visas(convention={"date_signature_administrative": "2019-01-01"})
    )


def test_each_act_is_a_visa_and_a_line_of_the_annexe() -> None:
    acte = {
        "id": "d",
        "organisme": "cc",
        "numero": "12",
        "date": "2024-02-01",
        "objet": "CTG",
        "fichier": "annexes/deliberation.pdf",
    }
    contexte = convention(
        signataires=[SIGNATAIRES[0], {**SIGNATAIRES[1], "delibere": True}], deliberations=[acte]
    )

    derniere = contexte.visas[-1].text
    assert derniere.startswith(
        "Vu la délibération du conseil communautaire de la Communauté de communes du Val n°"
    )
    assert contexte.annexes[-1].deliberations is not None
    assert contexte.annexes[-1].deliberations.actes[0].date == "01/02/2024"
    assert contexte.annexes[-1].deliberations.fichiers == (
        "Communauté de communes du Val\u00a0: délibération n°\u00a012 du 1er\u00a0février 2024",
    )


def test_sides_are_written_when_each_party_has_one() -> None:
    cotes = [{**s, "part": part} for s, part in zip(SIGNATAIRES, ("une", "autre"), strict=True)]
    lignes = convention(signataires=cotes).comparution

    assert lignes[0].texte.text.endswith(", d’une part,")
    assert lignes[1].texte.text == "Et"
    assert lignes[-1].texte.text.endswith(", d’autre part.")


def test_sections_follow_the_order_of_the_dossier(template: Template) -> None:
    contexte = convention(convention={"ordre_sections": ["articles", "preambule"]})

    texte = read_text(template.render(contexte))

    assert texte.index("[Heading1] Dispositions") < texte.index("[Heading1] Préambule")
    assert "[TOCHeading]" not in texte


def test_annexes_of_the_dossier_keep_their_order_and_orientation(template: Template) -> None:
    annexes = [
        {"id": "a", "contenu": "texte", "titre": "Libre", "texte": "Du texte.", "orientation": "paysage"},
        {"id": "b", "contenu": "fichier", "titre": "Jointe", "fichier": "annexes/x.pdf"},
    ]

    texte = read_text(template.render(convention(convention={"annexes": annexes})))

    libre, jointe = texte.index("[Annexe] Libre"), texte.index("[Annexe] Jointe")
    assert libre < texte.index("--- fin de section paysage ---") < jointe
    assert texte.index("Le document «\u00a0Jointe\u00a0» est joint à la présente convention.") > jointe
    assert "x.pdf" not in texte
    assert texte.count("fin de section") == 4


def test_final_document_has_no_draft_mark(template: Template) -> None:
    with ZipFile(BytesIO(template.render(convention(final=True)))) as archive:
        entetes = "".join(archive.read(n).decode() for n in archive.namelist() if "header" in n)

    assert "PROJET" not in entetes


def test_mellois_convention_holds_the_facts_of_its_source(template: Template) -> None:
    dossier = ctg_docs.load(EXEMPLES / "mellois-en-poitou")
    contexte = get_kind("convention").build(dossier, Situation())[0]

    texte = read_text(template.render(contexte))

    faits = ["19 octobre 2023", "20 octobre 2023", "18 décembre 2023", "6,70", "13\u00a0postes"]
    faits += ["Piloter et valoriser la coopération", "Accompagner les parcours socio-éducatifs"]
    faits += [
        "Faciliter l’accessibilité aux droits et aux services",
        "DÉCIDE POUR VALIDATION",
        "En cours de recrutement",
    ]
    avant = [e.texte for e in dossier.historique if e.date.debut.isoformat() <= "2023-12-18"]
    faits += [i.nom for i in dossier.gouvernance.instances] + avant
    assert [fait for fait in faits if fait not in texte] == []
    assert "Lancement de la démarche partenariale" not in texte, (
        "a signed act tells nothing of what came after"
    )
    assert "[à compléter\u00a0: représentant de la MSA Poitou]" in texte


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(dossier=ctgs())
def test_any_dossier_gives_a_convention_with_its_strings_intact(template: Template, dossier: Ctg) -> None:
    whole = dossier.model_copy(
        update={"convention": Convention()}
    )  # every section, every annexe, our wording
    contexte = get_kind("convention").build(whole, Situation())[0]

    texte = read_text(template.render(contexte))

    attendus = [o.nom for s in dossier.signataires for id in s.organismes if (o := dossier.organisme(id))]
    attendus += [f.intitule for f in dossier.fiches_actions] + [e.nom for e in dossier.equipements]
    attendus += [o.intitule for o, _, _ in dossier.strategie.walk()] + [
        i.nom for i in dossier.gouvernance.instances
    ]
    nu = _compact(texte)
    assert [a for a in attendus if _compact(a) not in nu] == []


def _compact(texte: str) -> str:
    """Forget the blanks and breaks, which a reading back as text shows otherwise."""
    return "".join(texte.replace(" / ", "").split())


def test_each_signature_box_has_its_bookmarks(template: Template) -> None:
    qui = [{"personne": p, "qualite": "Présidente"} for p in ("a", "c")]
    contexte = convention(signataires=[{**SIGNATAIRES[0], "representants": qui}, SIGNATAIRES[1]])

    with ZipFile(BytesIO(template.render(contexte))) as archive:
        xml = archive.read("word/document.xml").decode()

    names = re.findall(r'<w:bookmarkStart w:id="\d+" w:name="(signature_[^"]*)"', xml)
    assert sorted(names) == [f"signature_{n}{suffix}" for n in (1, 2, 3) for suffix in ("", "_nom")]


def test_the_sentence_that_announces_the_steps_stays_with_them() -> None:
    preambule = convention(historique=[{"date": "2018", "texte": "Première réunion"}]).preambule

    assert "ont été les suivantes" in preambule.annonce.text
    assert "ont été les suivantes" not in preambule.debut.text
    assert not convention().preambule.annonce.text


def test_a_population_of_any_size_is_printed() -> None:
    territoire = {"nom": "Val", "population": 10**20, "presentation": "Le Val compte mille habitants."}
    assert "habitants" in convention(territoire=territoire).preambule.debut.text
