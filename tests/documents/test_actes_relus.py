"""What a reader of acts stumbled on: facts said twice, competences of others, persons never recorded, wrong agreement."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.avenant.context import build as build_avenants
from ctg_docs.documents.avis_conclusion import context as avis
from ctg_docs.documents.convention.context import ContexteConvention
from ctg_docs.documents.kind import Situation
from ctg_docs.holes import plain
from ctg_docs.steps.holes import holes_of
from tests.documents.dossiers import CAF, CC, convention, ctg
from tests.documents.test_avenant import avenant
from tests.documents.test_deliberation import SEANCE, taken


def flat(texte: object) -> str:
    return plain(str(getattr(texte, "text", texte))).replace("\u00a0", " ").replace("\u202f", " ")


def article(contexte: ContexteConvention, titre: str) -> str:
    """Return the words of the article whose title begins so."""
    return next(flat(a.mots) for a in contexte.articles if a.titre.startswith(titre))


@pytest.mark.parametrize(
    ("texte", "dits", "tus"),
    [
        (
            "",
            ["Un bilan est présenté chaque année", "Une évaluation finale est conduite"],
            ["Le bilan annuel rend", "L’évaluation finale porte"],
        ),
        (
            "Le comité technique prépare un bilan annuel.",
            ["Le bilan annuel rend compte", "Une évaluation finale est conduite"],
            ["Un bilan est présenté"],
        ),
        (
            "L’évaluation finale commence en 2027 ; elle met à jour le diagnostic.",
            ["Un bilan est présenté", "L’évaluation finale porte sur :", "Elle fonde"],
            ["Une évaluation finale est", "actualisation du diagnostic"],
        ),
        ("Chaque pilote tient un tableau.", ["Un bilan est présenté", "Une évaluation finale est"], []),
    ],
)
def test_the_evaluation_is_announced_once(texte: str, dits: list[str], tus: list[str]) -> None:
    dit = article(
        convention(dispositif_evaluation={"texte": texte or None}, diagnostic={"methode": "Enquête."}),
        "Évaluation",
    )
    assert [d for d in dits if d not in dit] == []
    assert [t for t in tus if t in dit] == []


def test_the_deciding_instance_adjusts_what_needs_no_avenant() -> None:
    dit = article(convention(), "Exécution")
    assert "nécessaire pour modifier les articles de la présente convention" in dit
    assert "Le comité de pilotage ajuste, sans avenant, le plan d’actions et ses fiches" in dit
    assert "Toute modification" not in dit


COMMUNES = [
    {"id": f"c{i}", "nature": "commune", "nom": f"Commune de {n}"} for i, n in enumerate(["Brion", "Celle"])
]


def champs(competences: list[str], seule: bool = False, **fields: Any) -> str:
    """Return what the communes exercise beside an EPCI of such competences."""
    signataires = [
        {"id": "caf", "organismes": ["caf"], "nom_court": "la Caf"},
        {"id": "cc", "organismes": ["cc"], "nom_court": "la Communauté"},
        {"id": "communes", "organismes": ["c0"] if seule else ["c0", "c1"], "nom_court": "les Communes"},
    ]
    if seule:
        signataires[2]["nom_court"] = "la Commune"
    cc = {**CC, "competences": competences}
    page = convention(organismes=[CAF, cc, *COMMUNES], signataires=signataires, **fields)
    return article(page, "Champs d’intervention de la Communauté").split("Commune", 2)[-1]


EN_2023 = {"date_signature_administrative": "2023-06-01"}
EN_2026 = {"date_signature_administrative": "2026-06-01"}


@pytest.mark.parametrize(
    ("competences", "annee", "dits", "tus"),
    [
        ([], EN_2023, ["d’accueil du jeune enfant", "d’enfance", "de jeunesse"], ["transférées", "autorité"]),
        (
            [],
            EN_2026,
            ["qu’elles n’ont pas transférées", "autorité organisatrice"],
            ["d’accueil du jeune enfant,"],
        ),
        (["petite enfance"], EN_2023, ["n’ont pas transférées, notamment", "d’enfance"], ["jeune enfant"]),
        (["petite enfance"], EN_2026, ["n’ont pas transférées, notamment"], ["jeune enfant"]),
        (["crèches et accueils de jeunes"], EN_2026, ["d’enfance"], ["jeune enfant", "de jeunesse"]),
        (["actions pour les jeunes enfants"], EN_2023, ["de jeunesse"], ["accueil du jeune"]),
        (["accueils extrascolaires"], EN_2023, ["de vie scolaire"], ["transférées"]),
        (
            ["temps périscolaires", "animation de la vie sociale"],
            EN_2023,
            ["d’enfance"],
            ["de vie scolaire", "vie locale"],
        ),
    ],
)
def test_communes_keep_only_what_their_group_does_not_say_its_own(
    competences: list[str], annee: dict[str, str], dits: list[str], tus: list[str]
) -> None:
    dit = champs(competences, convention=annee)
    assert [d for d in dits if d not in dit] == []
    assert [t for t in tus if t in dit] == []


def test_the_law_of_early_childhood_is_told_by_who_exercises_it() -> None:
    autorites = {"autorites": [{"organisme": "cc"}]}
    dit = champs([], convention=EN_2026, petite_enfance=autorites)
    assert "celles d’autorité organisatrice" not in dit
    assert "la Communauté de communes du Val : les quatre compétences" in dit


def test_one_commune_agrees() -> None:
    assert "que la loi lui attribue et qu’elle n’a pas transférées" in champs(["crèches"], seule=True)


@pytest.mark.parametrize(
    ("competences", "attendu"),
    [
        (["la petite enfance"], "exerce la compétence suivante : la petite enfance."),
        (
            ["la petite enfance et la jeunesse"],
            "exerce les compétences suivantes : la petite enfance et la jeunesse.",
        ),
        (["habitat : le PLH"], "exerce la compétence suivante :\n\n- habitat : le PLH."),
        (["habitat", "eau"], "exerce les compétences suivantes :\n\n- habitat ;\n- eau."),
    ],
)
def test_one_competence_is_one(competences: list[str], attendu: str) -> None:
    page = convention(
        organismes=[CAF, {**CC, "competences": competences}],
        signataires=[{"id": "cc", "organismes": ["cc"], "nom_court": "la Communauté"}],
    )
    assert attendu in article(page, "Champs d’intervention de la Communauté")


@pytest.mark.parametrize(
    ("champs", "dit"),
    [({}, "à intervenir le"), ({"date_signature": "2024-05-02"}, "du")],
)
def test_an_act_is_to_come_until_what_it_approves_is_signed(champs: dict[str, str], dit: str) -> None:
    signataires = [{"id": "cc", "organismes": ["cc"], "nom_court": "la Communauté"}]
    dossier = ctg(
        signataires=signataires,
        avenants=[{"id": "avenant-1", "numero": 1, "types": ["autre"], **champs}],
    )
    (document,) = build_avenants(dossier, Situation())
    attendu = f"délibération du conseil communautaire {dit} [à compléter"
    assert attendu in flat(document.comparution[0].texte)
    signee = {"date_signature_administrative": "2024-05-02"} if champs else {}
    assert attendu in flat(convention(signataires=signataires, convention=signee).comparution[0].texte)


@pytest.mark.parametrize(
    ("objectifs", "dit"),
    [(1, "Le plan d’actions qui traduit cet objectif"), (2, "Le plan d’actions qui traduit ces")],
)
def test_one_objective_is_one(objectifs: int, dit: str) -> None:
    strategie = {"objectifs": [{"id": f"o{n}", "intitule": "Accueillir"} for n in range(objectifs)]}
    page = convention(strategie=strategie)
    assert dit in flat(next(a.fin for a in page.articles if a.enjeux))


def test_a_breach_is_named_by_what_it_breaches() -> None:
    assert "de toute violation de données à caractère personnel qui les concerne." in article(
        convention(), "Échanges"
    )


def test_changed_articles_come_in_their_order() -> None:
    modifications = [
        {"article": id, "nouveau": "Autre."} for id in ("recours", "article 9 bis", "objet", "duree")
    ]
    document = avenant(modifications=modifications)
    titres = [a.titre.replace("\u00a0", " ") for a in document.articles if a.redaction]
    assert titres == [
        "Modification de l’article 1 – Objet de la convention",
        "Modification de l’article 9 bis",
        "Modification de l’article 10 – Durée de la convention",
        "Modification de l’article 13 – Recours",
    ]
    deux = flat(avenant(modifications=modifications[:1:-1]).articles[0].texte)
    assert "de modifier les articles 1 (Objet de la convention) et 10 (Durée de la convention)." in deux


def test_the_notice_of_an_avenant_speaks_of_the_avenant() -> None:
    dossier = ctg(
        avenants=[{"id": "avenant-1", "numero": 1, "types": ["autre"], "date_signature": "2024-05-02"}]
    )
    (document,) = avis.build(dossier, Situation())
    assert document.titre_avis == "Avis de conclusion d’un avenant"
    assert "par la conclusion de l’avenant ou par ses clauses" in document.recours
    assert "contrat" not in document.recours


@pytest.mark.parametrize(
    ("champs", "trous"),
    [
        ({"seance": SEANCE}, set()),
        ({"seance": {**SEANCE, "president": None}}, {"présidence de la séance", "nom et prénom"}),
        ({"seance": {**SEANCE, "secretaire": None}}, {"secrétaire de séance", "nom et prénom"}),
        ({"seance": {**SEANCE, "secretaire": None}, "date": "2022-06-30"}, set()),
        ({"seance": {"president": "a"}, "organe": "la commission permanente"}, set()),
        ({"seance": {"president": "a"}, "organisme": "caf", "nature": "decision"}, set()),
        (
            {"organisme": "caf", "nature": "decision", "seance": None},
            {"présidence de la séance", "nom et prénom"},
        ),
    ],
)
def test_each_assembly_is_asked_what_its_rules_ask(champs: dict[str, Any], trous: set[str]) -> None:
    assert set(holes_of(taken(**champs))) == trous


def test_who_signs_the_convention_is_not_said_to_have_presided_an_act_taken() -> None:
    document = taken(seance={**SEANCE, "president": None})
    assert "Anne" not in document.ouverture
    assert "Anne" not in document.rangs[0].gauche.nom
