"""Examples in other sizes: 18 parties, 90 members, 1, 9 or 29 fiches."""

from __future__ import annotations

from functools import cache
from typing import Any

from ctg_docs.models import Ctg
from ctg_docs.steps.load import load
from tests.variante import COMPLETE, as_lists

__all__ = ["TAILLES", "a_la_taille"]

TAILLES = {
    "18-parties": ("convention", "deliberation"),
    "90-membres": ("gouvernance", "annuaire", "feuille_emargement"),
    "1-fiche": ("fiches_actions", "plan_actions", "convention"),
    "9-fiches": ("plan_actions", "fiches_actions"),
    "29-fiches": ("plan_actions", "fiches_actions", "bilan_annuel"),
}
"""The kinds that grow with each; the first is read by the suite."""
_SIMPLE = COMPLETE.parent / "departement-etat"


@cache
def a_la_taille(taille: str) -> Ctg:
    """Return the dossier of a size."""
    whole = load(COMPLETE if "fiche" in taille else _SIMPLE)
    data = as_lists(whole.model_dump(by_alias=True))
    nombre = int(taille.partition("-")[0])
    {"parties": _parties, "membres": _membres}.get(taille.partition("-")[2], _fiches)(data, nombre)
    return Ctg.model_validate(data).with_provenance(whole.provenance)


def _parties(data: Any, nombre: int) -> None:
    """Communes join until they are so many."""
    for rang in range(nombre - len(data["signataires"])):
        qui = {"id": f"maire-{rang}", "civilite": "mme", "prenom": "Anne", "nom": f"Maire {rang}"}
        data["organismes"].append(
            {"id": f"commune-{rang}", "nature": "commune", "nom": f"Commune de Valcourt-{rang + 1}"}
        )
        data["personnes"].append(qui)
        signe = [{"personne": qui["id"], "qualite": "Maire"}]
        data["signataires"].append({"id": f"p-{rang}", "organismes": [f"commune-{rang}"], "part": "autre",
                                    "nom_court": f"la Commune de Valcourt-{rang + 1}", "delibere": False,
                                    "representants": signe})  # fmt: skip


def _membres(data: Any, nombre: int) -> None:
    """The steering committee grows."""
    copil = next(i for i in data["gouvernance"]["instances"] if "pilotage" in i["nom"])
    for rang in range(nombre - len(copil["membres"])):
        qui = {
            "id": f"membre-{rang}",
            "civilite": "m",
            "prenom": "Paul",
            "nom": f"Membre {rang}",
            "fonction": "Élu",
        }
        data["personnes"].append(qui)
        copil["membres"].append({"personne": qui["id"], "role": "titulaire"})


def _fiches(data: Any, nombre: int) -> None:
    """Fewer fiches, or the same again."""
    fiches = data["fiches_actions"]
    for avenant in data["avenants"]:
        avenant["fiches"] = []
    plus = [{**f, "id": f"{f['id']}-{rang}", "fiches_liees": []} for rang, f in enumerate(fiches)]
    gardees = [*fiches, *plus][:nombre]
    ids = {f["id"] for f in gardees}
    for fiche in gardees:
        fiche["fiches_liees"] = [id for id in fiche["fiches_liees"] if id in ids]
    data["fiches_actions"] = gardees
