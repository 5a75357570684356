"""The avenant: one article per change, old and new wording, signed by everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ctg_docs.documents.avenant.context import ContexteAvenant, build
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.holes import holes_in, plain
from ctg_docs.steps.holes import holes_of
from tests.documents.dossiers import CAF, CC, ctg

MSA = {"id": "msa", "nature": "msa", "nom": "MSA du Val", "nom_court": "la MSA"}
SIGNATAIRES = [
    {"id": "f", "organismes": ["caf"], "nom_court": "la Caf", "representants": [{"personne": "b", "qualite": "Directeur"}]},
    {"id": "v", "organismes": ["cc"], "nom_court": "le Val", "representants": [{"personne": "a", "qualite": "Présidente"}]},
]  # fmt: skip
NOUVEAU = {
    "id": "m",
    "organismes": ["msa"],
    "nom_court": "la MSA",
    "representants": [{"personne": "c", "qualite": "Présidente"}],
}
CONVENTION = {
    "date_debut": "2024-01-01",
    "date_fin": "2027-12-31",
    "date_signature_administrative": "2023-12-14",
}
ROOT = Path(__file__).parents[2]
DISPOSITIONS = ["Objet", "Date d’effet", "Dispositions inchangées"]


def avenants(*donnees: dict[str, Any], **fields: Any) -> list[ContexteAvenant]:
    """Return the avenants of the Val, in order."""
    numerotes = [{"id": f"avenant-{i}", "numero": i, **d} for i, d in enumerate(donnees, 1)]
    dossier = ctg(
        **{
            "organismes": [CAF, CC, MSA],
            "signataires": SIGNATAIRES,
            "convention": CONVENTION,
            "avenants": numerotes,
            **fields,
        }
    )
    return list(build(dossier, Situation()))


def avenant(**fields: Any) -> ContexteAvenant:
    return avenants(fields)[0]


def flat(value: object) -> str:
    return plain(str(value)).replace("\u00a0", " ").replace("\u202f", " ")


def titles(document: ContexteAvenant) -> list[str]:
    return [flat(a.titre) for a in document.articles]


def signed(document: ContexteAvenant) -> list[str]:
    rangs = [r for bloc in document.signatures for r in bloc.rangs]
    return [case.pour for r in rangs for case in (r.gauche, r.droite) if case]


def test_every_avenant_says_its_object_its_effect_and_what_stays() -> None:
    document = avenant()

    assert titles(document) == DISPOSITIONS
    assert (
        flat(document.articles[-1].texte) == "Les autres dispositions de la convention demeurent inchangées."
    )


@pytest.mark.parametrize(
    ("fin", "duree"),
    [
        ("2028-12-31", "prolongée d’un an."),
        ("2029-12-31", "prolongée de deux ans."),
        ("2028-06-30", "prolongée de six mois."),
        ("2028-01-31", "prolongée d’un mois."),
        ("2029-06-30", "prolongée d’un an et six mois."),
        ("2028-07-15", "est prolongée. Elle prend fin le 15 juillet 2028."),
    ],
)
def test_prolongation_computes_how_long(fin: str, duree: str) -> None:
    document = avenant(nouvelle_date_fin=fin)

    texte = flat(document.articles[1].texte)
    assert "qui devait prendre fin le 31 décembre 2027" in texte
    assert duree in texte
    assert document.periode.endswith(fin[:4])


def test_second_avenant_starts_from_the_first() -> None:
    second = avenants(
        {"nouvelle_date_fin": "2028-12-31", "nouveaux_signataires": [NOUVEAU]},
        {"nouvelle_date_fin": "2029-12-31"},
    )[1]

    assert "qui devait prendre fin le 31 décembre 2028" in flat(second.articles[1].texte)
    assert len(signed(second)) == 3


def test_all_parties_and_newcomers_sign() -> None:
    assert signed(avenant(nouveaux_signataires=[NOUVEAU])) == [
        "Pour la Caf de l’Ain",
        "Pour la Communauté de communes du Val",
        "Pour la MSA du Val",
    ]


def test_newcomer_enters_with_what_it_does_and_brings() -> None:
    msa = {**MSA, "competences": ["la santé au travail"], "engagements": ["financer un poste"]}

    document = avenants({"nouveaux_signataires": [NOUVEAU]}, organismes=[CAF, CC, msa])[0]
    texte = flat(document.articles[1].texte)

    assert titles(document)[1] == "Entrée d’une nouvelle partie"
    assert texte.startswith(
        "La MSA du Val devient partie à la convention. Elle déclare en avoir pris connaissance"
    )
    assert "elle a les mêmes droits que les autres parties et est tenue aux mêmes engagements" in texte
    assert "La MSA intervient notamment dans le domaine suivant : la santé au travail." in texte
    assert "- financer un poste." in texte


def test_parties_sign_the_avenant_by_its_own_acts() -> None:
    actes = [
        {"id": "d1", "organisme": "cc", "numero": "2023-1", "date": "2023-11-01"},
        {"id": "d2", "organisme": "cc", "numero": "2025-2", "date": "2025-10-01", "avenant": "avenant-1"},
    ]

    document = avenants({}, deliberations=actes)[0]
    lignes = " ".join(flat(ligne.texte) for ligne in document.comparution)
    visas = " ".join(flat(v) for v in document.visas)

    assert (
        "autorisée à signer le présent avenant par délibération du conseil communautaire n° 2025-2" in lignes
    )
    assert "2025-2 du 1er octobre 2025" in visas
    assert "2023-1" not in lignes + visas
    assert "date de la décision de la Caf de l’Ain" in visas


def test_article_of_the_frame_is_named_by_its_computed_number() -> None:
    retires = {**CONVENTION, "articles_retires": ["donnees"]}
    modification = {"article": "duree", "ancien": "Quatre ans.", "nouveau": "Cinq ans."}

    document = avenants({"modifications": [modification]}, convention=retires)[0]
    article = document.articles[1]

    assert flat(article.titre) == "Modification de l’article 9 – Durée de la convention"
    assert article.redaction is not None
    assert (flat(article.redaction.ancien), flat(article.redaction.nouveau)) == ("Quatre ans.", "Cinq ans.")
    assert "de modifier l’article 9 (Durée de la convention)" in flat(document.articles[0].texte)


@pytest.mark.parametrize(
    ("convention", "ancien"),
    [
        ({"articles": [{"id": "fin", "texte": "Un mois."}]}, "Un mois."),
        ({"articles_supplementaires": [{"id": "fin2", "titre": "Fin", "texte": "Deux mois."}]}, "Deux mois."),
    ],
)
def test_old_wording_comes_from_the_dossier_when_it_holds_it(convention: dict[str, Any], ancien: str) -> None:
    article = "fin" if "articles" in convention else "fin2"

    document = avenants(
        {"modifications": [{"article": article, "nouveau": "N"}]}, convention={**CONVENTION, **convention}
    )[0]

    redaction = document.articles[1].redaction
    assert redaction is not None
    assert flat(redaction.ancien) == ancien


def test_the_old_text_of_the_frame_is_the_one_we_print() -> None:
    redaction = avenant(modifications=[{"article": "recours", "nouveau": "N"}]).articles[1].redaction

    assert redaction is not None
    assert "Les parties recherchent une solution amiable" in flat(redaction.ancien)


def test_unknown_old_wording_is_a_hole() -> None:
    redaction = avenant(modifications=[{"article": "article 40", "nouveau": "N"}]).articles[1].redaction

    assert redaction is not None
    assert holes_in(str(redaction.ancien)) == ["rédaction en vigueur de l’article 40"]


def test_a_number_may_lack() -> None:
    document = avenants({"numero": None, "titre": "Avenant de prolongation"})[0]

    assert document.titre_avenant == "Avenant de prolongation"
    assert not [t for t in holes_of(document) if "numéro" in t]
    assert document.pied == "Avenant"


def test_articles_of_ones_own_have_numbered_parts() -> None:
    libre = {
        "titre": "Moyens",
        "texte": "Les moyens sont précisés.",
        "parties": [{"titre": "Postes", "texte": "Deux postes."}, {"texte": "Un local."}],
    }
    document = avenants({"articles": [libre]})[0]
    texte = flat(document.articles[1].texte)

    assert titles(document) == ["Objet", "Moyens", "Date d’effet", "Dispositions inchangées"]
    assert "2.1 – Postes" in texte
    assert "2.2\n" in texte


ANNEXES = [
    {"id": "a", "contenu": "texte", "titre": "Charte", "texte": "T"},
    {"id": "b", "contenu": "texte", "titre": "Schéma", "texte": "T"},
]


@pytest.mark.parametrize(
    ("annexe", "objet", "phrase"),
    [
        ({"id": "b", "contenu": "texte", "titre": "Schéma", "texte": "N"}, "de remplacer l’annexe « Schéma »",
         "est remplacée par celle qui est jointe au présent avenant :\n\n- annexe 2 – Schéma"),
        ({"id": "c", "contenu": "texte", "titre": "Règlement", "texte": "N"}, "d’ajouter l’annexe « Règlement »",
         "est ajoutée à la convention et en fait partie intégrante :\n\n- annexe 3 – Règlement"),
        ({"id": "a", "contenu": "texte", "titre": "Charte", "changement": "retiree"}, "de retirer l’annexe « Charte »",
         "est retirée de la convention :\n\n- annexe 1 – Charte"),
        ({"id": "b", "contenu": "texte", "titre": "Schéma", "texte": "N", "changement": "ajoutee"},
         "d’ajouter l’annexe « Schéma »", "est ajoutée à la convention"),
    ],
)  # fmt: skip
def test_an_annexe_is_added_replaced_or_removed(annexe: dict[str, Any], objet: str, phrase: str) -> None:
    document = avenants({"annexes": [annexe]}, convention={**CONVENTION, "annexes": ANNEXES})[0]

    assert objet in flat(document.articles[0].texte)
    assert phrase in flat(document.articles[1].texte)
    assert bool(document.annexes) is (annexe.get("changement") != "retiree")


@pytest.mark.parametrize("changement", ["ajoutee", "modifiee", "retiree"])
def test_fiches_are_really_annexed(changement: str) -> None:
    fiches = [{"id": f"f{i}", "intitule": f"Action {i}", "rattachement": "o"} for i in (1, 2)]
    document = avenants(
        {"fiches": [{"fiche": "f2", "changement": changement}]},
        strategie={"objectifs": [{"id": "o", "intitule": "Grandir"}]},
        fiches_actions=fiches,
    )[0]
    jointes = [f.intitule for a in document.annexes if a.fiches for f in a.fiches.fiches]

    titres = {"ajoutee": ["Fiche action ajoutée"], "modifiee": ["Fiche action modifiée"], "retiree": []}
    assert jointes == ([] if changement == "retiree" else ["Action 2"])
    assert [a.titre for a in document.annexes] == titres[changement]


def test_a_plan_announced_and_not_joined_is_a_hole() -> None:
    document = avenants({"types": ["integration_plan_actions"]})[0]

    assert "plan d’actions ou fiches à joindre" in holes_of(document)


def test_article_of_another_convention_keeps_the_words_of_the_dossier() -> None:
    base = {"titre": "Convention territoriale globale 2018-2021", "date_signature": "2019-05-09"}

    document = avenant(
        base=base, modifications=[{"article": "article 4, alinéa 2", "ancien": "A", "nouveau": "B"}]
    )

    assert flat(document.articles[1].titre) == "Modification de l’article 4, alinéa 2"
    assert "convention territoriale globale 2018-2021 signée le 9 mai 2019" in flat(document.identite)


def test_fiches_are_counted_and_listed_with_their_code() -> None:
    fiches = [
        {"intitule": "Ancienne", "changement": "retiree"},
        {"fiche": "f1", "changement": "ajoutee", "texte": "Détail"},
        {"fiche": "f2", "changement": "ajoutee"},
    ]
    document = avenants(
        {"fiches": fiches},
        strategie={"objectifs": [{"id": "e", "intitule": "Enjeu"}]},
        fiches_actions=[{"id": i, "intitule": f"Fiche {i}", "rattachement": "e"} for i in ("f1", "f2")],
    )[0]

    article = document.articles[1]

    assert "d’ajouter deux fiches actions et d’en retirer une" in flat(document.articles[0].texte)
    assert flat(article.annonce) == (
        "Le plan d’actions change comme suit : deux fiches actions sont ajoutées et une est retirée. Celles qui sont "
        "ajoutées sont annexées au présent avenant."
    )
    assert [(f.code, f.intitule, f.changement, f.texte) for f in article.fiches] == [
        ("–", "Ancienne", "Retirée", "–"),
        ("1.1", "Fiche f1", "Ajoutée", "Détail"),
        ("1.2", "Fiche f2", "Ajoutée", "–"),
    ]


def test_replaced_annexe_has_its_number_and_its_text() -> None:
    annexes = [{"id": "a", "contenu": "diagnostic"}, {"id": "b", "contenu": "texte", "titre": "Charte"}]

    document = avenants(
        {"annexes": [{"id": "b", "contenu": "texte", "titre": "Charte", "texte": "Nouveau texte."}]},
        convention={**CONVENTION, "annexes": annexes},
    )[0]

    assert "annexe 2 – Charte" in flat(document.articles[1].texte)
    assert [(a.titre, str(a.texte)) for a in document.annexes] == [
        ("Annexe\u00a02 – Charte", "Nouveau texte.")
    ]


def test_missing_facts_are_holes() -> None:
    document = avenants({"numero": None}, convention={})[0]
    found = holes_of(document)

    for manque in (
        "motif de l’avenant",
        "lieu de signature",
        "objet de l’avenant",
        "date d’effet",
    ):
        assert manque in found


def test_says_why_there_is_nothing() -> None:
    with pytest.raises(Inapplicable, match="le dossier n’a pas d’avenant"):
        avenants()


@pytest.mark.parametrize(
    ("contenus", "fiches", "quoi"),
    [
        (["plan_actions"], False, "d’intégrer à la convention le plan d’actions ;"),
        (["plan_actions"], True, "d’intégrer à la convention le plan d’actions et ses fiches"),
        ([], True, "d’intégrer à la convention les fiches du plan d’actions"),
        (["texte"], False, None),
    ],
)
def test_only_what_is_joined_is_brought_in(contenus: list[str], fiches: bool, quoi: str | None) -> None:
    document = avenants(
        {
            "types": ["integration_plan_actions"],
            "annexes": [
                {"id": c.replace("_", "-"), "contenu": c, "titre": "Schéma", "texte": "T"} for c in contenus
            ],
            "fiches": [{"fiche": "f", "changement": "ajoutee"}] if fiches else [],
        },
        fiches_actions=[{"id": "f", "intitule": "Ouvrir"}],
    )[0]
    texte = flat(document.articles[0].texte)

    assert (quoi in texte) if quoi else ("intégrer" not in texte)


def test_the_signatures_never_stand_alone() -> None:
    template = (ROOT / "templates" / "avenant.txt").read_text("utf-8")
    avant = template[: template.index("[Heading1] Signatures")]

    assert "[CorpsSuivi] {{p article.texte }}" in avant.rsplit("loop.last", 1)[1]
    assert avant.rstrip().endswith("{%p endfor %}")


def test_one_object_is_a_sentence() -> None:
    un = flat(avenant(nouvelle_date_fin="2028-12-31").articles[0].texte)
    deux = flat(avenant(nouvelle_date_fin="2028-12-31", nouveaux_signataires=[NOUVEAU]).articles[0].texte)

    assert un == "Le présent avenant a pour objet de prolonger la convention jusqu’au 31 décembre 2028."
    assert deux.startswith("Le présent avenant a pour objet :\n\n- de prolonger")


def test_cover_names_bodies_as_that_of_the_convention_and_no_empty_type() -> None:
    document = avenant(types=["autre"], lieu_signature="Le Haÿ")

    assert document.parties_couverture == ("Caf de l’Ain", "Communauté de communes du Val")
    assert document.sous_titre == ""
    assert flat(document.fait_a).startswith("Fait au Haÿ, le")
    assert (
        avenant(types=["prolongation", "autre", "ajout_partie"]).sous_titre
        == "Prolongation, ajout d’une partie"
    )


def test_a_fund_decides_and_others_deliberate() -> None:
    visas = [flat(v) for v in avenant().visas]

    assert any("la décision du conseil d’administration de la Caf de l’Ain" in v for v in visas)
    assert any("la délibération du conseil communautaire de la Communauté" in v for v in visas)


def test_what_an_article_says_is_no_second_object() -> None:
    modifications = [{"article": "engagements", "nouveau": "Autre."}]
    un = flat(avenant(types=["modification_engagements"], modifications=modifications).articles[0].texte)
    autre = flat(avenant(types=["modification_gouvernance"], modifications=modifications).articles[0].texte)

    assert un == "Le présent avenant a pour objet de modifier l’article 5 (Engagements des partenaires)."
    assert "- de modifier la gouvernance de la convention ;" in autre
