"""The act: taken, it prints what was recorded; proposed, it shows what is left to write."""

from __future__ import annotations

from typing import Any

import pytest

from ctg_docs.documents.deliberation.context import ContexteDeliberation, build
from ctg_docs.documents.kind import Inapplicable, Situation
from ctg_docs.holes import plain
from ctg_docs.models.ctg import Ctg
from ctg_docs.steps.holes import holes_of
from tests.documents.dossiers import CAF, ctg

SEANCE = {
    "heure": "18:30",
    "lieu": "Salle du conseil",
    "date_convocation": "2023-10-12",
    "president": "a",
    "secretaire": "b",
}
VOTE = {"en_exercice": 30, "presents": 20, "pouvoirs": 4, "abstentions": 2, "contre": 3}


def dossier(acte: dict[str, Any] | None = None, **fields: Any) -> Ctg:
    """Return the Val, signed by its president, with the act given."""
    signataire = {
        "id": "val",
        "organismes": ["cc"],
        "nom_court": "le Val",
        "representants": [{"personne": "a", "qualite": "Présidente"}],
    }
    actes = [{"id": "delib", "organisme": "cc", **acte}] if acte is not None else []
    return ctg(**{"signataires": [signataire], "deliberations": actes, **fields})


def act(**fields: Any) -> ContexteDeliberation:
    return build(dossier(fields), Situation())[0]


def taken(**fields: Any) -> ContexteDeliberation:
    return act(**{"date": "2023-10-19", "dispositif": ["APPROUVE la convention"], "seance": SEANCE, **fields})


def flat(text: str) -> str:
    return plain(text).replace("\u00a0", " ").replace("\u202f", " ")


def test_opening_is_in_letters() -> None:
    assert flat(taken().ouverture) == (
        "L’an deux mille vingt-trois, le dix-neuf octobre à 18 h 30, le conseil communautaire de la Communauté de "
        "communes du Val, dûment convoqué le 12 octobre 2023, s’est réuni en séance publique (Salle du conseil) sous la présidence de "
        "Mme Anne ARNAUD."
    )


@pytest.mark.parametrize(
    ("organe", "attendu"),
    [
        (
            "la commission permanente",
            "la commission permanente de la Communauté de communes du Val s’est réunie",
        ),
        ("l’assemblée plénière", "l’assemblée plénière de la Communauté de communes du Val s’est réunie"),
        (
            "l’assemblée départementale",
            "l’assemblée départementale de la Communauté de communes du Val s’est réunie",
        ),
    ],
)
def test_organ_commands_the_agreement(organe: str, attendu: str) -> None:
    assert f"{attendu} sous la présidence de" in taken(organe=organe, seance=None).ouverture


def test_first_day_of_the_month_is_premier() -> None:
    assert "le premier mars" in taken(date="2024-03-01").ouverture


def test_act_taken_leaves_out_hour_and_place_and_marks_whom_it_needs() -> None:
    document = taken(seance=None, visas=[], considerants=[])

    assert set(holes_of(document)) == {
        "date de convocation",
        "présidence de la séance",
        "secrétaire de séance",
        "nom et prénom",
    }
    assert document.ouverture.startswith("L’an deux mille vingt-trois, le dix-neuf octobre, le conseil")
    assert document.nature_document == "Extrait du registre des délibérations"
    assert (document.visas, document.considerants, document.rapport) == ((), (), "")


def test_projet_shows_what_is_left_to_write() -> None:
    document = act()

    assert document.nature_document == "Projet de délibération"
    assert set(holes_of(document)) >= {
        "numéro",
        "date de la séance",
        "heure d’ouverture",
        "date de convocation",
        "lieu de la séance",
        "rapporteur",
        "sens du vote, à l’unanimité ou à la majorité",
    }


def test_vote_table_shows_each_sum() -> None:
    document = taken(vote=VOTE)

    assert [(ligne.libelle, ligne.nombre, flat(ligne.calcul)) for ligne in document.vote] == [
        ("Membres en exercice", "30", "quorum de 16 atteint"),
        ("Présents", "20", ""),
        ("Pouvoirs", "4", ""),
        ("Votants", "24", "20 présents + 4 pouvoirs"),
        ("Abstentions", "2", ""),
        ("Suffrages exprimés", "22", "24 votants − 2 abstentions"),
        ("Pour", "19", ""),
        ("Contre", "3", ""),
    ]
    assert document.resultat == "Adoptée à la majorité"


def test_those_who_take_no_part_and_blank_votes_are_in_the_sums() -> None:
    vote = {**VOTE, "ne_participent_pas": 1, "blancs_nuls": 2, "abstentions": 0}

    sums = {ligne.libelle: (ligne.nombre, flat(ligne.calcul)) for ligne in taken(vote=vote).vote}

    assert sums["Votants"] == ("23", "20 présents + 4 pouvoirs − 1 sans part au vote")
    assert sums["Suffrages exprimés"] == ("21", "23 votants − 0 abstention − 2 blancs et nuls")


def test_missed_quorum_is_told() -> None:
    assert taken(vote={**VOTE, "presents": 15}).vote[0].calcul == "quorum de 16 non atteint"


@pytest.mark.parametrize(
    ("vote", "issue"),
    [
        ({"pour": 20}, "le conseil communautaire, à l’unanimité :"),
        ({"pour": 20, "abstentions": 2}, "le conseil communautaire, à l’unanimité des suffrages exprimés :"),
        ({"pour": 20, "contre": 2}, "à la majorité (20 voix pour, 2 voix contre) :"),
        ({"pour": 20, "contre": 2, "abstentions": 1}, "(20 voix pour, 2 voix contre, 1 abstention) :"),
        ({"pour": 2, "contre": 20}, "le conseil communautaire n’adopte pas la proposition suivante :"),
    ],
)
def test_issue_of_the_vote_opens_what_is_decided(vote: dict[str, int], issue: str) -> None:
    assert flat(taken(vote=vote).decide).endswith(issue)


def test_members_are_named_and_counted_with_their_commune() -> None:
    personnes = [
        {"id": i, "civilite": "mme", "prenom": "Ève", "nom": i * 3, "commune": "Brion"} for i in "abc"
    ]
    seance = {
        "presents": ["a"],
        "excuses": ["b"],
        "pouvoirs": [{"mandant": "b", "mandataire": "a"}],
        "absents": ["c"],
    }
    acte = {"date": "2021-10-19", "dispositif": ["APPROUVE"], "seance": seance}

    membres = build(dossier(acte, personnes=personnes), Situation())[0].membres

    assert [(flat(m.titre), flat(m.noms)) for m in membres] == [
        ("1 présente", "Mme Ève AAA (Brion)"),
        ("1 pouvoir", "Mme Ève BBB a donné pouvoir à Mme Ève AAA"),
        ("1 excusée", "Mme Ève BBB (Brion)"),
        ("1 absente", "Mme Ève CCC (Brion)"),
    ]


def test_proposed_decision_agrees_with_the_person_who_will_sign() -> None:
    dispositif = [flat(str(t)) for t in act().dispositif]

    assert dispositif[0].startswith(
        "**APPROUVE** la convention territoriale globale de services aux familles"
    )
    assert dispositif[1] == (
        "**AUTORISE** Madame la Présidente à signer ladite convention et tout document s’y rapportant."
    )


def test_own_decision_is_kept_with_its_verbs_in_bold() -> None:
    document = taken(dispositif=["APPROUVE la convention", "DONNE DÉLÉGATION au bureau"])

    assert [flat(str(t)) for t in document.dispositif] == [
        "**APPROUVE** la convention ;",
        "**DONNE DÉLÉGATION** au bureau.",
    ]


def test_each_deliberating_body_without_act_gets_a_projet() -> None:
    communes = [{"id": f"c{i}", "nature": "commune", "nom": f"Commune de B{i}"} for i in range(3)]
    groupe = {"id": "g", "organismes": ["c0", "c1", "c2"], "nom_court": "les Communes"}
    caf = {"id": "f", "organismes": ["caf"], "nom_court": "la Caf"}
    acte = {"id": "d", "organisme": "c1", "date": "2023-10-19", "dispositif": ["APPROUVE"]}

    found = build(
        ctg(organismes=[CAF, *communes], signataires=[caf, groupe], deliberations=[acte]), Situation()
    )

    assert [(d.file_stem, d.nature_document) for d in found] == [
        ("deliberation-d", "Extrait du registre des délibérations"),
        ("projet-decision-convention-caf", "Projet de décision"),
        ("projet-deliberation-convention-c0", "Projet de délibération"),
        ("projet-deliberation-convention-c2", "Projet de délibération"),
    ]


def test_avenant_asks_every_party_and_the_newcomer_for_its_own_act() -> None:
    nouveau = {"id": "f", "organismes": ["caf"], "nom_court": "la Caf"}
    avenant = {
        "id": "avenant-1",
        "numero": 1,
        "nouvelle_date_fin": "2028-12-31",
        "nouveaux_signataires": [nouveau],
    }
    acte = {"date": "2023-10-19", "dispositif": ["APPROUVE"]}

    _, val, caf = build(dossier(acte, avenants=[avenant]), Situation())

    assert (val.file_stem, caf.file_stem) == (
        "projet-deliberation-avenant-1-cc",
        "projet-decision-avenant-1-caf",
    )
    assert "**APPROUVE** l’avenant n° 1 à la convention" in flat(str(val.dispositif[0]))
    assert "**APPROUVE** l’adhésion de la Caf de l’Ain à la convention" in flat(str(caf.dispositif[0]))
    assert "ledit avenant" in str(val.dispositif[1])
    assert "de prolonger la convention jusqu’au 31 décembre 2028" in str(val.considerants[0])


def test_final_version_keeps_only_acts_taken() -> None:
    final = Situation(final=True)

    assert len(build(dossier({"date": "2023-10-19", "dispositif": ["APPROUVE"]}), final)) == 1
    with pytest.raises(Inapplicable, match="aucune délibération n’est prise"):
        build(dossier(), final)


def test_appeal_is_proposed_for_a_collectivite_alone() -> None:
    acte = {
        "id": "f",
        "organisme": "caf",
        "nature": "decision",
        "date": "2023-10-19",
        "dispositif": ["APPROUVE"],
    }
    convention = {"tribunal": "tribunal administratif de Lyon"}

    val, caf = build(
        dossier(None, convention=convention, deliberations=[{**acte, "id": "v", "organisme": "cc"}, acte]),
        Situation(),
    )

    assert "devant le tribunal administratif de Lyon" in val.recours
    assert caf.recours == ""


def test_nobody_decides() -> None:
    with pytest.raises(Inapplicable, match="aucune partie ne délibère"):
        build(ctg(), Situation())


@pytest.mark.parametrize(
    "plus", [{"vote": VOTE}, {"seance": SEANCE}, {"vote": VOTE, "seance": SEANCE, "date": "2023-10-19"}]
)
def test_vote_and_sitting_take_nothing_away(plus: dict[str, Any]) -> None:
    projet, vote = act(), act(**plus)

    assert projet.visas
    assert projet.considerants
    assert (vote.visas, vote.considerants) == (projet.visas, projet.considerants)


def test_an_act_taken_invents_no_decision() -> None:
    document = act(date="2023-10-19", vote=VOTE, seance=SEANCE)

    assert [t for t in holes_of(document) if "dispositif" in t]
    assert "APPROUVE" not in "".join(t.text for t in document.dispositif)


def test_a_text_is_cited_once() -> None:
    code = "le code général des collectivités territoriales"
    document = act(visas=[code, "le CGCT", f"{code}, notamment son article L. 2121-29"])

    assert [flat(v.text) for v in document.visas] == [f"Vu {code}, notamment son article L. 2121-29 ;"]


def test_parties_are_named_in_full() -> None:
    autre = {"id": "caf", "organismes": ["caf"], "nom_court": "la Caf"}
    signataire = {"id": "val", "organismes": ["cc"], "nom_court": "le Val", "deliberations": ["delib"]}
    actes = [{"id": "delib", "organisme": "cc"}]
    motifs = build(dossier(signataires=[autre, signataire], deliberations=actes), Situation())[0].considerants

    assert "la Caf de l’Ain et la Communauté de communes du Val" in flat(motifs[0].text)


@pytest.mark.parametrize(
    ("publique", "organe", "attendu"),
    [
        (None, None, "s’est réuni en séance publique"),
        (False, None, "s’est réuni à huis clos"),
        (None, "la commission permanente", "s’est réunie (Salle"),
        (True, "la commission permanente", "s’est réunie en séance publique"),
    ],
)
def test_a_sitting_is_public_or_not(publique: bool | None, organe: str | None, attendu: str) -> None:
    seance = {**SEANCE, "publique": publique}

    assert attendu in taken(seance=seance, organe=organe).ouverture


@pytest.mark.parametrize(("presents", "titre"), [(["a", "b"], "20 présents, dont"), ([], None)])
def test_a_partial_list_says_so(presents: list[str], titre: str | None) -> None:
    document = taken(seance={**SEANCE, "presents": presents}, vote=VOTE)
    titres = [flat(m.titre) for m in document.membres if "présent" in m.titre]

    assert titres == ([titre] if titre else [])


@pytest.mark.parametrize(
    ("qualite", "attendu"),
    [
        ("Président de son Conseil d’administration", "Madame la Présidente"),
        ("Présidente de son conseil d’administration", "Madame la Présidente du conseil d’administration"),
        ("Présidente de sa commission permanente", "Madame la Présidente de la commission permanente"),
    ],
)
def test_the_council_does_not_speak_of_its_own(qualite: str, attendu: str) -> None:
    signataire = {
        "id": "caf",
        "organismes": ["caf"],
        "nom_court": "la Caf",
        "representants": [{"personne": "a", "qualite": qualite}],
    }
    actes = [{"id": "d", "organisme": "caf", "nature": "decision"}]
    texte = build(dossier(signataires=[signataire], deliberations=actes), Situation())[0].dispositif[1].text

    assert "de son" not in texte
    assert "de sa " not in texte
    if qualite.startswith("Présidente"):
        assert attendu in texte


def test_the_appeal_runs_from_the_publication() -> None:
    recours = taken().recours

    assert "recours contentieux devant" in recours
    assert recours.endswith("dans un délai de deux mois à compter de sa publication.")


def test_dated_acts_without_vote_are_told_as_such() -> None:
    with pytest.raises(Inapplicable, match="l’acte daté n’a ni vote ni dispositif"):
        build(dossier({"date": "2023-10-19", "numero": "12"}), Situation(final=True))


def test_what_follows_decide_is_announced_by_it() -> None:
    acte = taken(dispositif=["D’approuver la convention", "d’autoriser la Présidente"], vote=VOTE)

    assert flat(acte.decide).startswith(
        "Après en avoir délibéré, le conseil communautaire décide à la majorité ("
    )
    assert [flat(d.text) for d in acte.dispositif] == [
        "d’approuver la convention ;".replace(" ", " "),
        "d’autoriser la Présidente.",
    ]
    assert flat(taken(vote=VOTE).decide).startswith(
        "Après en avoir délibéré, le conseil communautaire, à la majorité"
    )


def test_states_of_women_agree() -> None:
    seance = {**SEANCE, "presents": ["b"], "excuses": ["a"], "absents": ["a", "c"]}
    titres = [flat(m.titre) for m in taken(seance=seance).membres]

    assert titres == ["1 présent", "1 excusée", "2 absentes", "Secrétaire"]
