"""A complete dossier, and the same after every kind of change that a document can show."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ctg_docs.models import Ctg
from ctg_docs.steps.load import load

__all__ = ["COMPLETE", "as_lists", "load_pair"]

COMPLETE = Path(__file__).resolve().parents[1] / "examples" / "pays-auvrelle"
_PLAN = 7


def load_pair() -> tuple[Ctg, Ctg]:
    """Return the dossier with the first fiches of its plan, and its variant: rows, paragraphs, items, links, charts."""
    whole = load(COMPLETE)
    avenants = tuple(avenant.model_copy(update={"fiches": ()}) for avenant in whole.avenants)
    kept = {"fiches_actions": whole.fiches_actions[:_PLAN], "avenants": avenants}
    old = whole.model_copy(update=kept).with_provenance(whole.provenance)
    data = as_lists(old.model_dump(by_alias=True))
    data["avenants"][0]["motif"] += "\n\nUn motif de plus."
    for change in (_convention, _parties, _fiches, _instances, _reunions, _equipements):
        change(data)
    return old, Ctg.model_validate(data).with_provenance(whole.provenance)


def as_lists(value: Any) -> Any:
    """Return data that can be changed."""
    if isinstance(value, dict):
        return {key: as_lists(inner) for key, inner in value.items()}
    return [as_lists(inner) for inner in value] if isinstance(value, tuple | list) else value


def _by(rows: list[Any], id: str) -> Any:
    return next(row for row in rows if row["id"] == id)


def _convention(data: Any) -> None:
    """Dates, visas, a paragraph split, two joined, numbers, items moved and gone, a link."""
    convention = data["convention"]
    convention |= {"preavis_mois": 6, "date_fin": "31 décembre 2028", "duree_annees": 5}
    convention["visas"].insert(1, "le projet de territoire « Auvrelle 2032 »")
    article = _by(convention["articles"], "confidentialite")
    article["texte"] = (
        article["texte"].replace("pour tout ce", "\n\npour tout ce") + "\n\n1. Un point\n2. Deux"
    )
    joined = convention["articles_supplementaires"][0]
    joined["texte"] = joined["texte"].replace("\n\n", " ")
    charter = _by(convention["annexes"], "charte-de-confiance")
    lines = charter["texte"].split("\n")
    first, second, third, *_ = (i for i, line in enumerate(lines) if line.startswith("- "))
    lines[first], lines[third] = lines[third], "- Un **guide** est [en ligne](https://exemple.fr/guide)."
    del lines[second]
    charter["texte"] = "\n".join(lines)


def _parties(data: Any) -> None:
    """A party joins; a representative is another."""
    party = {
        "id": "chapelle",
        "organismes": ["la-chapelle-orvaine"],
        "nom_court": "la Commune",
        "part": "autre",
    }
    signs = [{"personne": "laurent-peyrissac", "qualite": "Maire"}]
    data["signataires"].append({**party, "representants": signs, "delibere": False})
    data["signataires"][1]["representants"][0]["personne"] = "yves-tournemine"


def _fiches(data: Any) -> None:
    """A fiche moved, one gone, one new, one with rows and items changed; figures of charts."""
    fiches = data["fiches_actions"]
    fiches[3] |= {
        "rattachement": fiches[6]["rattachement"],
        "constat": fiches[3]["constat"] + " Et **encore**.",
    }
    lines = fiches[0]["operations"][0]["budget"]["lignes"]
    lines.insert(2, {"sens": "depense", "nature": "Aléas", "montant_euros": "1 000,50 €"})
    del lines[0]
    fiches[0]["objectifs"] = [fiches[0]["objectifs"][2], "Un objectif de plus", fiches[0]["objectifs"][0]]
    fiches[0]["statut"] = "en_retard"
    for fiche in fiches:
        for suivi in fiche["suivi"]:
            suivi["statut"] = "en_pause"
    fiches.append({**fiches[5], "id": "nouvelle", "intitule": "Créer un jardin partagé"})
    del fiches[1]


def _instances(data: Any) -> None:
    """One renamed, two in another order."""
    instances = data["gouvernance"]["instances"]
    instances[1]["nom"] = "Comité de pilotage élargi"
    instances[3], instances[4] = instances[4], instances[3]


def _reunions(data: Any) -> None:
    """Someone less, a decision more, items in what was said."""
    for reunion in data["reunions"]:
        if reunion["presences"]:
            del reunion["presences"][1]
        if reunion["decisions"]:
            more = {"id": f"{reunion['id']}-plus", "texte": "Une décision de plus", "type": "organisation"}
            reunion["decisions"] = [reunion["decisions"][0] | {"texte": "Autre décision, publiée."}, more]
        point = reunion["ordre_du_jour"][0]
        point["echanges"] = f"{point['echanges'] or 'Rien.'}\n\n- Premier tiret\n- Second tiret"


def _equipements(data: Any) -> None:
    """Rows that come and go."""
    data["equipements"].pop(2)
    data["historique"].pop(1)
