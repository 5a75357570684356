"""What makes the rules on early childhood and on its dated rates fire, and what looks alike and must not."""

from __future__ import annotations

from typing import Any

from tests.checks.chemins import Changements

__all__ = ["FIRING", "SILENT"]

_A = "petite_enfance.autorites"
_COMMUNES = "territoire.communes"
_GRANDE = [{"nom": "Melle", "population": 12_400}, {"nom": "Brioux-sur-Boutonne", "population": 1500}]
_MOYENNE = [{"nom": "Melle", "population": 3_501}, {"nom": "Brioux-sur-Boutonne", "population": 1500}]
_RELAIS = [{"id": "rpe", "type": "rpe", "nom": "Relais", "gestionnaire": "cc", "commune": "Melle", "etp": 1}]
_SCHEMA = [{"id": "spe", "nature": "schema_petite_enfance", "nom": "Schéma 2025-2030"}]
_EN_2026 = {"convention.date_signature_administrative": "2026-02-01"}
_ELEMENTS = (
    "offre", "besoins", "zones", "objectifs", "emplois", "difficultes", "qualite", "investissements", "moyens",
    "calendrier", "indicateurs",
)  # fmt: skip


def _exerce(organisme: str, **champs: Any) -> list[dict[str, Any]]:
    return [{"organisme": organisme, **champs}]


FIRING: list[tuple[str, str, Changements]] = [
    ("CTG113", f"{_A}[0].organisme", {_A: _exerce("asso")}),
    ("CTG113", f"{_A}[0].organisme", {_A: _exerce("caf")}),
    ("CTG113", f"{_A}[0].communes[1]", {_A: _exerce("cc", communes=["Melle", "Mele"])}),
    (
        "CTG113",
        f"{_A}[0].competences",
        {_COMMUNES: _MOYENNE, _A: _exerce("melle", competences=["recenser", "informer"])},
    ),
    ("CTG114", f"{_A}[0].organisme", {_COMMUNES: _GRANDE, _A: _exerce("melle"), "equipements": _RELAIS}),
    (
        "CTG114",
        f"{_A}[0].organisme",
        {
            **_EN_2026,
            _COMMUNES: _GRANDE,
            _A: _exerce("cc"),
            "articulation.projets": _SCHEMA,
            "equipements": [],
        },
    ),
    ("CTG115", "petite_enfance.volets", {"convention.vaut_schema": "oui"}),
    (
        "CTG115",
        "petite_enfance.volets",
        {
            "convention.vaut_schema": "oui",
            "petite_enfance.volets": [{"element": e, "texte": "Dit."} for e in _ELEMENTS if e != "zones"],
        },
    ),
    (
        "CTG115",
        "petite_enfance.volets",
        {"convention.vaut_schema": "oui", "petite_enfance.volets": [{"element": e} for e in _ELEMENTS]},
    ),
]

_RATTACHEE = "fiches_actions.0.schema_departemental"
FIRING.append(
    (
        "CTG118",
        "fiches_actions[0].schema_departemental",
        {"convention.vaut_schema": "oui", "fiches_actions.0.schema_petite_enfance": ["qualite"]},
    )
)

_ALSH = {"equipements.0.type": "alsh", "equipements.0.heures": 1000, "equipements.0.collectivite": "cc"}
_TARIFS = "parametres.baremes"


def _activite(annee: int, **champs: Any) -> Changements:
    return {**_ALSH, "equipements.0.activites": [{"annee": annee, **champs}]}


def _tarif(objet: str, annee: int) -> dict[str, Any]:
    return {"objet": objet, "annee": annee, "valeur": "4,10", "source": "Caf"}


_HEURES = {"heures": 1100, "heures_contractualisees": 1000}
FIRING += [
    # a rate that ships, one of the dossier, the cap when the rate itself is of the year, the steps of the trajectory
    ("CTG605", _TARIFS, _activite(2026, heures_inclusives=100)),
    (
        "CTG605",
        f"{_TARIFS}[1].annee",
        {
            **_activite(2027, heures_inclusives=100),
            _TARIFS: [_tarif("jeunes", 2027), _tarif("complement_inclusif", 2026)],
        },
    ),
    ("CTG605", _TARIFS, {**_activite(2026, **_HEURES), _TARIFS: [_tarif("heure_alsh", 2026)]}),
    (
        "CTG605",
        _TARIFS,
        {
            "equipements.0.collectivite": "cc",
            "equipements.0.activites": [{"annee": 2023, "places": 20}, {"annee": 2026, "places": 24}],
        },
    ),
]

SILENT: list[tuple[str, Changements]] = [
    ("CTG113", {_A: _exerce("cc")}),
    ("CTG113", {_A: _exerce("cc", communes=["MELLE", "Brioux-sur-Boutonne"])}),
    (
        "CTG113",
        {
            _COMMUNES: [{"nom": "Melle", "population": 3_500}, {"nom": "Brioux-sur-Boutonne"}],
            _A: _exerce("melle", competences=["recenser", "informer"]),
        },
    ),
    (
        "CTG113",
        {
            _COMMUNES: _MOYENNE,
            _A: [
                *_exerce("melle", competences=["recenser", "informer"]),
                *_exerce("cc", competences=["planifier", "soutenir"]),
            ],
        },
    ),
    (
        "CTG114",
        {_COMMUNES: [{"nom": "Melle", "population": 10_000}], _A: _exerce("melle"), "equipements": []},
    ),
    (
        "CTG114",
        {_COMMUNES: _GRANDE, _A: _exerce("melle"), "articulation.projets": _SCHEMA, "equipements": _RELAIS},
    ),
    ("CTG114", {_COMMUNES: _GRANDE, _A: _exerce("melle", competences=["recenser"])}),
    ("CTG115", {}),
    ("CTG118", {"fiches_actions.0.schema_petite_enfance": ["qualite"]}),
    ("CTG118", {"convention.vaut_schema": "oui", "fiches_actions.0.thematiques": ["jeunesse"]}),
    (
        "CTG118",
        {
            "convention.vaut_schema": "oui",
            "fiches_actions.0.schema_petite_enfance": ["qualite"],
            _RATTACHEE: "Axe 2, action 1",
        },
    ),
    (
        "CTG115",
        {
            "convention.vaut_schema": "oui",
            "petite_enfance.volets": [{"element": e, "points": ["Dit"]} for e in _ELEMENTS],
        },
    ),
    ("CTG605", _activite(2025, heures_inclusives=100)),
    ("CTG605", _activite(2023, heures_inclusives=100)),
    ("CTG605", {**_activite(2026, heures_inclusives=100), _TARIFS: [_tarif("complement_inclusif", 2026)]}),
    (
        "CTG605",
        {**_activite(2026, **_HEURES), _TARIFS: [_tarif("heure_alsh", 2026), _tarif("plafond_alsh", 2026)]},
    ),
    ("CTG605", {_TARIFS: [_tarif("complement_inclusif", 2024)]}),
]
