"""Small dossiers made inside the tests, so that cause and assertion stand side by side."""

from __future__ import annotations

from typing import Any

from ctg_docs.documents._communs.parties.parties import Partie, presenter
from ctg_docs.documents.convention.context import ContexteConvention, build
from ctg_docs.documents.kind import Situation
from ctg_docs.models.ctg import Ctg

CAF = {"id": "caf", "nature": "caf", "nom": "Caf de l’Ain", "nom_court": "la Caf"}
CC = {"id": "cc", "nature": "communaute_communes", "nom": "Communauté de communes du Val"}
PERSONNES = [
    {"id": "a", "civilite": "mme", "prenom": "Anne", "nom": "Arnaud"},
    {"id": "b", "civilite": "m", "prenom": "Bruno", "nom": "Blanc"},
    {"id": "c", "civilite": "mme", "prenom": "Chloé", "nom": "Clair"},
]


def ctg(**fields: Any) -> Ctg:
    """Return a dossier with the register of three persons; other fields as given."""
    base: dict[str, Any] = {"territoire": {"nom": "Val"}, "organismes": [CAF, CC], "personnes": PERSONNES}
    return Ctg.model_validate({**base, **fields})


def partie(organisme: dict[str, Any], *representants: dict[str, Any], **fields: Any) -> Partie:
    """Return a party of one body."""
    signataire = {
        "id": "p",
        "organismes": [organisme["id"]],
        "nom_court": "la Partie",
        "representants": representants,
        "delibere": False,
        **fields,
    }
    dossier = ctg(organismes=[organisme], signataires=[signataire])
    return presenter(dossier, dossier.signataires[0])


def convention(final: bool = False, **fields: Any) -> ContexteConvention:
    """Return what the convention of a dossier shows."""
    return build(ctg(**fields), Situation(final=final))[0]
