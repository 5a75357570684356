"""Problems for programs: SARIF 2.1.0, that code forges show beside a file, and plain JSON."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from ctg_docs.problems import Problem, Severity

__all__ = ["RULES", "fingerprint", "to_json", "to_sarif"]

_LEVELS = {Severity.ERROR: "error", Severity.BLOCKING: "error", Severity.WARNING: "warning"}
#: what each code of the engine means
RULES = {
    "MOD001": "Modèle illisible",
    "MOD003": "Balise illisible ou mal imbriquée",
    "MOD004": "Champ inconnu pendant la génération",
    "MOD005": "Valeur impossible à imprimer",
    "MOD006": "Accès ou appel interdit dans un modèle",
    "MOD007": "Calcul impossible pendant la génération",
    "MOD008": "Texte qui disparaîtrait",
    "MOD009": "Balise qui ouvre ce qu’elle ne referme pas",
    "MOD010": "Limite dépassée",
    "MOD011": "Macros laissées de côté",
    "MOD101": "Champ inconnu du type",
    "MOD102": "Donnée inconnue du contexte",
    "MOD103": "Donnée facultative employée sans garde",
    "MOD104": "Boucle ou filtre de liste sur autre chose qu’une liste",
    "MOD105": "Liste ou objet imprimé en entier",
    "MOD106": "Date ou heure sans mise en forme",
    "MOD107": "Nombre décimal sans mise en forme",
    "MOD108": "Filtre inconnu",
    "MOD109": "Test inconnu",
    "MOD110": "« set » dans un modèle livré",
    "MOD111": "Appel interdit ou impossible",
    "MOD113": "Balise dans une partie jamais remplie",
    "MOD114": "Guillemets corrigés par Word dans une balise",
    "MOD115": "Tiret de balise qui efface le texte voisin",
    "MOD117": "Balise de ligne ou de cellule hors d’un tableau",
    "MOD118": "Filtre appliqué à un type qu’il n’attend pas",
    "MOD119": "Comparaison avec une valeur impossible",
    "MOD120": "Note appelée dans une boucle",
    "MOD121": "Balise coupée par une fin de paragraphe",
}


def fingerprint(problem: Problem) -> str:
    """Return what stays the same for a problem while the text around it moves."""
    text = "\0".join((problem.code, problem.place.file, problem.value, problem.path))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def to_json(problems: Sequence[Problem]) -> str:
    """Return problems as a JSON list, each with its fingerprint."""
    found = [{**problem.as_dict(), "fingerprint": fingerprint(problem)} for problem in problems]
    return json.dumps(found, ensure_ascii=False, indent=2)


def to_sarif(problems: Sequence[Problem], *, version: str = "0") -> str:
    """Return problems in SARIF 2.1.0.

    Args:
        problems: what was found.
        version: of the tool.
    """
    codes = sorted({problem.code for problem in problems})
    rules = [{"id": code, "shortDescription": {"text": RULES.get(code, code)}} for code in codes]
    driver = {"name": "ctg-docs", "version": version, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "results": [_result(p) for p in problems],
        "columnKind": "unicodeCodePoints",
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(problem: Problem) -> dict[str, Any]:
    location: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": {"uri": problem.place.file or "modèle"}}
    }
    if problem.place.line:
        location["physicalLocation"]["region"] = {
            "startLine": problem.place.line,
            **({"startColumn": problem.place.column} if problem.place.column else {}),
        }
    if problem.place.cell:
        location["logicalLocations"] = [{"fullyQualifiedName": problem.place.cell}]
    text = f"{problem.message} {problem.suggestion}".strip()
    return {
        "ruleId": problem.code,
        "level": _LEVELS[problem.severity],
        "message": {"text": text},
        "locations": [location],
        "partialFingerprints": {"ctgDocs/v1": fingerprint(problem)},
    }
