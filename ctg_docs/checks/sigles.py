"""Sigles: known, rightly expanded, written one way (CTG006)."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen, TexteLu
from ctg_docs.checks.outils import singulier
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle
from ctg_docs.french.sigles import MOTS_VIDES, epelle, sens_avant
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.sigles import AMBIGUS, GRAPHIES, SIGLES
from ctg_docs.problems import Severity

__all__: list[str] = []

_SIGLE_PUIS_SENS = re.compile(r"\b([A-Z][A-Za-z]{1,6})\s*\(\s*([^()]{6,90})\)")
_ENTRE_PARENTHESES = re.compile(r"\(([A-Z][A-Za-z]{1,6})\)")
_CAPITALES = re.compile(r"(?<![\w’'.-])[A-Z]{3,6}(?![\w.-]|’|')")
_ROMAIN = re.compile(r"[IVXLCDM]+")


def _sens(ctg: Ctg) -> dict[str, tuple[str, ...]]:
    propres: dict[str, tuple[str, ...]] = {}
    for sigle in ctg.parametres.sigles:
        propres[sigle.sigle.upper()] = (*propres.get(sigle.sigle.upper(), ()), sigle.sens)
    return {**SIGLES, **propres}


def _juste(sens: str, attendus: tuple[str, ...]) -> bool:
    lu = singulier(sens)
    return any(lu.startswith(a) or lu.endswith(a) or a in lu for a in map(singulier, attendus))


def _pretend(essai: str, sigle: str) -> bool:
    """True when words mean to develop a sigle: as many words as letters, half of which begin with them or more."""
    initiales = [mot[0] for mot in cle(essai).split() if mot not in MOTS_VIDES]
    communes = sum(a == b for a, b in zip(initiales, sigle.lower(), strict=False))
    return epelle(essai, sigle) or (len(initiales) == len(sigle) > 2 and 2 * communes >= len(sigle))


def _mal_developpes(lu: TexteLu, sens: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    essais = [(m[1], m[2], m) for m in _SIGLE_PUIS_SENS.finditer(lu.texte)]
    for trouve in _ENTRE_PARENTHESES.finditer(lu.texte):
        essai = sens_avant(lu.texte[: trouve.start()], trouve[1])
        if essai:
            essais.append((trouve[1], essai, trouve))
    for sigle, essai, trouve in essais:
        attendus = sens.get(sigle.upper())
        if attendus and _pretend(essai, sigle) and not _juste(essai, attendus):
            yield Finding(
                f"{sigle} ne veut pas dire « {essai} ».",
                lu.chemin,
                trouve[0],
                f"{sigle} : {' ou '.join(attendus)}.",
            )


def _inconnus(examen: Examen, sens: dict[str, tuple[str, ...]]) -> Iterator[Finding]:
    ctg = examen.ctg
    expliques = {
        mot.upper()
        for nom in [
            *(o.sigle or "" for o in ctg.organismes),
            *(o.nom for o in ctg.organismes),
            *(o.nom_court or "" for o in ctg.organismes),
            *(i.sigle or "" for i in ctg.gouvernance.instances),
            *(g for i in ctg.gouvernance.instances for g in i.groupes),
            *(p.sigle or "" for p in ctg.articulation.projets),
            *(p.nom for p in ctg.personnes),
            *(c.nom for c in ctg.territoire.communes),
            ctg.territoire.nom,
        ]
        for mot in re.findall(r"\w+", nom)
    }
    for lu in examen.textes:
        expliques |= {m[1].upper() for m in _ENTRE_PARENTHESES.finditer(lu.texte)}
        expliques |= {m[1].upper() for m in _SIGLE_PUIS_SENS.finditer(lu.texte)}
    ambigus = {s for s in AMBIGUS if not s.endswith("S") or len(s) < 4} - {
        s.sigle.upper() for s in ctg.parametres.sigles
    }
    for lu in examen.textes:
        verbes = lu.nom in ("dispositif", "verbes")  # DIT, APPROUVE: verbs of acts, in capitals
        trouves = () if verbes else tuple(_CAPITALES.finditer(lu.texte))
        if not trouves or sum(map(str.islower, lu.texte)) * 2 < len(lu.texte):
            continue
        for trouve in trouves:
            sigle = trouve[0]
            if sigle in expliques or _ROMAIN.fullmatch(sigle) or (sigle in sens and sigle not in ambigus):
                continue
            expliques.add(sigle)
            yield Finding(
                f"Le sigle {sigle} n’est développé nulle part.",
                lu.chemin,
                sigle,
                f"{' ou '.join(sens[sigle])} ? L’ajouter à `parametres.sigles`."
                if sigle in ambigus
                else "L’ajouter à `parametres.sigles`, ou écrire son sens à la première occurrence.",
            )


_USUELS = re.compile(rf"(?<![\w@./-])(?:{'|'.join(GRAPHIES)})(?![\w@/]|\.\w)", re.IGNORECASE)


def _deux_graphies(examen: Examen) -> Iterator[Finding]:
    formes: dict[str, Counter[str]] = defaultdict(Counter)
    premiers: dict[str, TexteLu] = {}
    for lu in examen.textes:
        for trouve in _USUELS.finditer(lu.texte):
            titre_en_capitales = len(lu.texte) > len(trouve[0]) and not any(c.islower() for c in lu.texte)
            if not trouve[0].islower() and not titre_en_capitales:
                formes[trouve[0].upper()][trouve[0]] += 1
                premiers.setdefault(trouve[0], lu)
    for graphies in formes.values():
        if len(graphies) > 1:
            (usuelle, _), *autres = graphies.most_common()
            compte = ", ".join(f"« {forme} » {n} fois" for forme, n in graphies.most_common())
            yield Finding(
                f"Ce sigle est écrit de plusieurs façons dans le dossier : {compte}.",
                premiers[autres[-1][0]].chemin,
                autres[-1][0],
                f"Écrire partout « {usuelle} », par exemple.",
            )


@regle(
    "CTG006",
    Severity.WARNING,
    "sigles connus, bien développés, d’une seule graphie",
    source="règles en usage à l’Imprimerie nationale",
)
def sigles_developpes(examen: Examen) -> Iterator[Finding]:
    """A wrong expansion of MSA was published in real conventions."""
    sens = _sens(examen.ctg)
    for lu in examen.textes:
        yield from _mal_developpes(lu, sens)
    yield from _inconnus(examen, sens)
    yield from _deux_graphies(examen)
