"""One name, one spelling (CTG004)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.outils import singulier
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle
from ctg_docs.models.organisme import Organisme
from ctg_docs.problems import Severity

__all__: list[str] = []

_LISTES = ("tags", "publics_cibles", "direction", "directions", "domaine", "pilote_service", "service")
_VIDES = frozenset(
    ["a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les", "pour", "sur"]
)


def _initiales(nom: str) -> str:
    return "".join(mot[0] for mot in cle(nom).split() if mot not in _VIDES)


def _est_sigle(nom: str) -> bool:
    return bool(re.fullmatch(r"[A-Z][A-Za-z]{1,5}\d{0,3}", nom)) and sum(c.isupper() for c in nom) > 1


def _memes(a: Organisme, b: Organisme) -> bool:
    """True when two bodies look like one: same key, or the name of one is the sigle of the other."""
    if cle(a.nom) == cle(b.nom) or (a.sigle and b.sigle and cle(a.sigle) == cle(b.sigle)):
        return True
    for court, long in ((a, b), (b, a)):
        if _est_sigle(court.nom):
            connus = {cle(x) for x in (long.sigle, long.nom_court) if x}
            if cle(court.nom) in connus or court.nom.casefold() == _initiales(long.nom):
                return True
    return False


@regle(
    "CTG004", Severity.WARNING, "un même nom n’a qu’une graphie", source="défaut relevé dans des actes signés"
)
def graphies_voisines(examen: Examen) -> Iterator[Finding]:
    """One partner written two ways is counted twice."""
    organismes = examen.ctg.organismes
    for j, autre in enumerate(organismes):
        for premier in organismes[:j]:
            if premier.id != autre.id and _memes(premier, autre):
                yield Finding(
                    f"« {autre.nom} » et « {premier.nom} » semblent être le même organisme.",
                    ("organismes", j, "nom"),
                    autre.nom,
                    f"Garder un seul des identifiants « {premier.id} » et « {autre.id} ».",
                )
    vues: dict[tuple[str, str], str] = {}
    for lu in examen.textes:
        if lu.nom not in _LISTES:
            continue
        famille = lu.nom.rstrip("s")
        premiere = vues.setdefault((famille, singulier(lu.texte)), lu.texte)
        if premiere != lu.texte:
            yield Finding(
                f"« {lu.texte} » est écrit ailleurs « {premiere} ».",
                lu.chemin,
                lu.texte,
                f"Écrire partout « {premiere} ».",
            )
