"""The bordereau: what is signed, by whom, with which annexes."""

from __future__ import annotations

from ctg_docs.documents.bordereau.context import build
from ctg_docs.documents.kind import PieceProduite, Situation
from tests.documents.dossiers import CAF, CC, ctg
from tests.documents.test_avenant import CONVENTION, MSA, NOUVEAU, SIGNATAIRES


def test_it_names_who_signs_an_avenant_and_what_it_joins() -> None:
    modele = {"contenu": "texte", "texte": "Quatre axes."}
    dossier = ctg(
        organismes=[CAF, CC, MSA],
        signataires=SIGNATAIRES,
        convention={**CONVENTION, "annexes": [{"id": "charte", "titre": "Charte", **modele}]},
        strategie={"objectifs": [{"id": "o", "intitule": "Grandir"}]},
        fiches_actions=[{"id": f"f{i}", "intitule": f"Action {i}", "rattachement": "o"} for i in (1, 2, 3)],
        avenants=[
            {
                "id": "avenant-1",
                "nouveaux_signataires": [NOUVEAU],
                "fiches": [
                    {"fiche": f"f{i}", "changement": c}
                    for i, c in ((1, "modifiee"), (2, "modifiee"), (3, "retiree"))
                ],
                "annexes": [
                    {"id": "schema", "titre": "Schéma", **modele},
                    {"id": "charte", "titre": "Charte", "changement": "retiree", **modele},
                ],
            }
        ],
    )
    piece = PieceProduite("Avenant", "01-avenant.pdf", 12, 1, "0" * 64)
    de_l_avenant = build(dossier, Situation(pieces=(piece,), avenant="avenant-1"))[0]
    de_la_convention = build(dossier, Situation(pieces=(piece,)))[0]

    def flat(texts: tuple[str, ...]) -> str:
        return " ".join(texts).replace("\u00a0", " ").replace("\u202f", " ")

    assert flat(de_l_avenant.parties) == "Caf de l’Ain ; Communauté de communes du Val ; MSA du Val."
    assert flat(de_l_avenant.annexes) == "Fiches actions modifiées : 1.1 et 1.2 ; Annexe 3 – Schéma."
    assert flat(de_la_convention.parties) == "Caf de l’Ain ; Communauté de communes du Val."
    assert flat(de_la_convention.annexes).endswith("; Annexe 2 – Charte.")
