"""What makes the rules on publicity and on names in their time fire, and what looks alike and must not."""

from __future__ import annotations

from tests.checks.chemins import PREAMBULE, TEXTE, TEXTE_LU, Changements, D
from tests.checks.fabrique import ABSENT

__all__ = ["FIRING", "SILENT"]

_LISTE = f"{D}.0.seance.date_liste"
_DEBUT, _FIN = f"{D}.0.date_publication", f"{D}.0.fin_publication"

FIRING: list[tuple[str, str, Changements]] = [
    ("CTG604", TEXTE_LU, {TEXTE: "La commune est classée en ZRR."}),
    (
        "CTG604",
        TEXTE_LU,
        {TEXTE: "La commission départementale de l’accueil des jeunes enfants donne son avis."},
    ),
    (
        "CTG604",
        TEXTE_LU,
        {TEXTE: "Le schéma pluriannuel de développement des services d’accueil est à écrire."},
    ),
    ("CTG604", PREAMBULE, {PREAMBULE: "Le RAM accueille les familles."}),
    ("CTG213", "convention.date_avis", {"convention.date_avis": "2023-12-01"}),
    ("CTG218", "organismes[1].publicite", {"organismes.1.publicite": "affichage"}),
    ("CTG218", "organismes[2].publicite", {"organismes.2.publicite": "papier"}),
    (
        "CTG218",
        "organismes[3].publicite",
        {"organismes.3.publicite": "papier", "organismes.3.population": 3_500},
    ),
    ("CTG219", "deliberations[0].seance.date_liste", {_LISTE: "2023-10-27"}),
    ("CTG219", "deliberations[0].seance.date_liste", {_LISTE: "2023-10-18"}),
    ("CTG220", "deliberations[0].fin_publication", {_DEBUT: "2023-11-02", _FIN: "2024-01-01"}),
    ("CTG220", "deliberations[0].fin_publication", {_DEBUT: "2023-12-31", _FIN: "2024-02-28"}),
    ("CTG220", "deliberations[0].fin_publication", {_FIN: "2024-01-01"}),
]

SILENT: list[tuple[str, Changements]] = [
    (
        "CTG604",
        {
            PREAMBULE: "Le territoire est en zone de revitalisation rurale ; Pôle emploi y tient une permanence."
        },
    ),
    (
        "CTG604",
        {
            TEXTE: "France ruralités revitalisation (FRR) et le comité départemental des services aux familles."
        },
    ),
    (
        "CTG604",
        {
            TEXTE: "Le schéma pluriannuel de maintien et de développement de l’offre d’accueil du jeune enfant."
        },
    ),
    ("CTG213", {"convention.date_avis": "2024-01-10"}),
    ("CTG218", {"organismes.3.publicite": "affichage"}),
    ("CTG218", {"organismes.3.publicite": "papier", "organismes.3.population": 3_499}),
    ("CTG218", {"organismes.2.publicite": "affichage", "organismes.2.population": ABSENT}),
    ("CTG218", {"organismes.1.publicite": "en_ligne"}),
    ("CTG218", {"organismes.1.publicite": "affichage", "organismes.1.nature": "syndicat"}),
    ("CTG219", {_LISTE: "2023-10-26"}),
    ("CTG219", {_LISTE: "2023-10-19"}),
    ("CTG220", {_DEBUT: "2023-11-02", _FIN: "2024-01-02"}),
    ("CTG220", {_DEBUT: "2023-12-31", _FIN: "2024-02-29"}),
    ("CTG220", {_DEBUT: "2021-12-31", _FIN: "2022-01-05"}),
]
