"""Whether a cell was read whole: the words and the amounts of its text that nothing of what was read says again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ctg_docs.echanges.etranger.montants import MONEY
from ctg_docs.echanges.etranger.recueil import Value
from ctg_docs.echanges.etranger.valeurs import text_of
from ctg_docs.french import cle, radical
from ctg_docs.rapprochement.mots import is_undefined

__all__ = ["unsaid"]

_SHORTEST: Final = 4
_JUDGED: Final = frozenset(
    ["budget", "financeur", "montant_financeur", "recette", "depense", "indicateurs", "indicateurs_qualitatifs", "etapes", "moyens_humains", "thematiques"]
)  # fmt: skip
"""Fields whose readers part a text: what they leave must not be lost. The others keep it whole, or tell what they made of it."""
_EMPTY: Final = frozenset(
    radical(w)
    for w in [
        "euros",
        "euro",
        "dont",
        "soit",
        "entre",
        "environ",
        "pour",
        "avec",
        "dans",
        "sans",
        "selon",
        "cible",
        "valeur",
        "montant",
        "montants",
        "subvention",
        "subventions",
        "financement",
        "financements",
        "participation",
        "participations",
        "aide",
        "aides",
        "contribution",
        "part",
        "parts",
        "total",
        "coût",
        "budget",
        "mois",
        "année",
        "annuel",
        "annuelle",
        "mensuel",
        "séance",
        "séances",
        "session",
        "sessions",
        "place",
        "places",
        "heure",
        "heures",
        "jour",
        "jours",
        "personne",
        "personnes",
        "partenariat",
        "lien",
        "étroit",
        "madame",
        "monsieur",
        "milliers",
        "million",
        "millions",
        "incidence",
        "impact",
        "financier",
        "frais",
        "gratuit",
        "fait",
        "faite",
        "réalisé",
        "réalisée",
        "réalisées",
        "terminé",
        "terminée",
        "terminées",
        "hors",
        "taxes",
        "communauté",
        "communes",
        "agglomération",
    ]
)
"""Words that only introduce an amount or a name."""


def unsaid(at: Value, said: Mapping[str, Any], names: Mapping[str, str]) -> bool:
    """True when a text says more than what was read of it.

    Args:
        at: the cell.
        said: what was read of it.
        names: identifier to the name of the bodies and persons.
    """
    text = text_of(at.value)
    if at.column.root not in _JUDGED or not isinstance(at.value, str) or is_undefined(text):
        return False
    have = set(radical(" ".join(_words(said, names))).split()) | _EMPTY
    more = [w for w in radical(text).split() if len(w) >= _SHORTEST and not w[0].isdigit() and w not in have]
    amounts = len(MONEY.findall(text)) > sum(1 for _ in _amounts(said)) and "notes" not in said
    kept = cle(text) in cle(" ".join(_words(said, names)))
    return (bool(more) or amounts) and not kept


def _words(said: Any, names: Mapping[str, str]) -> Iterator[str]:
    if isinstance(said, Mapping):
        for value in said.values():
            yield from _words(value, names)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _words(value, names)
    elif said is not None:
        yield names.get(str(said), str(said))


def _amounts(said: Any) -> Iterator[Any]:
    """Yield the amounts that were read, and the words kept beside them, each once for each amount they hold."""
    if isinstance(said, Mapping):
        for key, value in said.items():
            if key in ("montant_euros", "montant_min_euros", "montant_max_euros", "depense_euros"):
                yield value
            elif key == "commentaire" and not any(str(k).startswith("montant") for k in said):
                yield from MONEY.findall(str(value))
            else:
                yield from _amounts(value)
    elif isinstance(said, list | tuple):
        for value in said:
            yield from _amounts(value)
