"""Paths of the valid dossier that the cases spoil, by short names."""

from __future__ import annotations

from typing import Any

Changements = dict[str, Any]

F, R, S, D, A = "fiches_actions.0", "reunions.0", "signataires", "deliberations", "avenants.0"
DEPENSE = {"sens": "depense", "nature": "Salle", "montant_euros": 100, "taxe": "ttc"}
LIGNES = f"{F}.budget.lignes"
TEXTE = f"{F}.descriptif"
TEXTE_LU = "fiches_actions[0].descriptif"
INDIC = f"{F}.indicateurs.0"
PREAMBULE = "convention.preambule"
POSTE = "cooperation.postes.0"
ETAPES = "retroplanning.pistes.0.etapes"
