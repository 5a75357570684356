"""What the convention follows: said when the dossier speaks of it, and possible (CTG209)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.outils import extrait
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.models.convention import FaitSuite
from ctg_docs.models.dispositifs import DISPOSITIFS
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.models.suites import jour_de, suite_de
from ctg_docs.models.textes_legaux import CONVENTIONS_CNAF
from ctg_docs.problems import Severity

__all__: list[str] = []

_PREDECESSEUR = re.compile(
    r"\bCEJ\b|(?i:\bcontrats? enfance[ -]jeunesse\b)"
    r"|(?i:\b(?:pr[ée]c[ée]dente|premi[èe]re|ancienne)s? (?:CTG|convention territoriale globale)\b)"
    r"|(?i:\b(?:CTG|convention territoriale globale) pr[ée]c[ée]dente\b)"
)
_FIN_DES_CEJ = DISPOSITIFS["cej"].fin or date.max


@regle(
    "CTG209",
    Severity.WARNING,
    "ce que la convention suit est dit, et possible ; la convention de la Cnaf en cours est connue",
    source="circulaire Cnaf n° 2020-01",
)
def suite_dite(examen: Examen) -> Iterator[Finding]:
    """Nothing is guessed: without the field no article names a predecessor."""
    yield from _suite(examen)
    yield from _cog(examen)


def _suite(examen: Examen) -> Iterator[Finding]:
    ctg = examen.ctg
    suite, _ = suite_de(ctg)
    debut = ctg.convention.date_debut
    apres_cej = suite in (FaitSuite.CEJ, FaitSuite.CTG_ET_CEJ)
    if apres_cej and debut and debut.debut.year > _FIN_DES_CEJ.year + 1:
        yield Finding(
            f"Les derniers contrats enfance jeunesse ont pris fin en {_FIN_DES_CEJ.year}, et la convention commence "
            f"en {debut.debut.year}.",
            ("convention", "fait_suite"),
            debut.debut.year,
            "Écrire « ctg » si une autre convention l’a précédée.",
        )
    if suite is not None:
        return
    for lu in examen.textes:
        if lu.rubrique == "historique" and (trouve := _PREDECESSEUR.search(lu.texte)):
            yield Finding(
                "Le dossier ne dit pas ce que la convention prolonge, l’historique en parle.",
                lu.chemin,
                extrait(lu.texte, *trouve.span()),
                "Remplir `fait_suite` de `convention` : cej, ctg, ctg_et_cej ou rien.",
            )
            return


def _cog(examen: Examen) -> Iterator[Finding]:
    ctg = examen.ctg
    jour = jour_de(ctg)
    caf = any(
        (o := ctg.organisme(id_)) and o.nature is NatureOrganisme.CAF
        for s in ctg.signataires
        for id_ in s.organismes
    )
    dite = any("objectifs et de gestion" in visa for visa in ctg.convention.visas)
    if jour and caf and not dite and jour.year > CONVENTIONS_CNAF[-1].annees[1]:
        yield Finding(
            f"La convention d’objectifs et de gestion de la Cnaf en cours en {jour.year} n’est pas connue : elle n’est pas visée.",
            ("convention", "visas"),
            str(jour.year),
            "Ajouter aux visas celle qui est en cours.",
        )
