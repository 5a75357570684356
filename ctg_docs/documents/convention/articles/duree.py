"""Article « Durée »: first day, last day, renewal. Never tacit (usage, to verify)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.documents._communs.noms import le_jour
from ctg_docs.documents.convention.faits import compter
from ctg_docs.french import date_longue, de, duree_lettres, mois_entiers
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs
from ctg_docs.models.dispositifs import cog_en_cours
from ctg_docs.models.organisme import NatureOrganisme

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits

__all__ = ["write"]


def write(f: Faits) -> str:
    """Return the text of the article."""
    return blocs(
        _duree(f),
        _retroactivite(f),
        _au_dela_de_la_cog(f),
        "La présente convention ne peut être reconduite tacitement. Au plus tard six mois avant son terme, les parties se réunissent pour "
        "en tirer le bilan et décider des suites à lui donner. Elle peut être prolongée ou renouvelée par décision "
        f"expresse {de(f.toutes)}.",
    )


def _duree(f: Faits) -> str:
    """Say the years that the dossier announces, else those that the days make; days that make no whole months speak alone."""
    convention = f.convention
    depart = le_jour("premier jour d’effet", convention.date_debut, "convention.date_debut")
    terme = le_jour("dernier jour d’effet", convention.date_fin, "convention.date_fin")
    if convention.duree_annees:
        pour = compter(convention.duree_annees, "an", "ans")
    elif not (convention.date_debut and convention.date_fin):
        pour = hole("durée", "convention.date_fin")
    elif mois := mois_entiers(convention.date_debut.debut, convention.date_fin.fin):
        pour = duree_lettres(mois)
    else:
        return f"La présente convention est conclue du {depart} au {terme}."
    return (
        f"La présente convention est conclue pour une durée {de(pour)}. Elle prend effet le {depart} et prend fin le "
        f"{terme}."
    )


def _retroactivite(f: Faits) -> str:
    convention = f.convention
    debut = convention.date_debut.jour if convention.date_debut else None
    signature = convention.signee_le
    if not (debut and signature and debut < signature):
        return ""
    return (
        f"Signée le {date_longue(signature)}, elle s’applique, par l’accord exprès des parties, dès le "
        f"{date_longue(debut)}."
    )


def _au_dela_de_la_cog(f: Faits) -> str:
    """Say what rules the Caf after the national convention that ends before ours."""
    caf, cog, fin = f.de_nature(NatureOrganisme.CAF), cog_en_cours(f.jour), f.convention.date_fin
    if caf is None or cog is None or fin is None or fin.fin.year <= cog.annees[1]:
        return ""
    return (
        f"La convention d’objectifs et de gestion {cog.periode} conclue entre l’État et la Caisse nationale des "
        f"allocations familiales prend fin avant la présente convention. À compter de {cog.annees[1] + 1}, les "
        f"engagements {caf.de} s’exercent dans le cadre de celle qui lui succède."
    )
