"""Names of bodies that sentences can't say, or that name an organ instead of the body (CTG111, CTG112)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.parties import toutes_les_parties
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import majuscule_initiale
from ctg_docs.models.nature import NatureOrganisme
from ctg_docs.models.organisme import Organisme
from ctg_docs.problems import Severity

__all__: list[str] = []

_ORGANES = {
    "conseil départemental": ("le Département", "Département"),
    "conseil général": ("le Département", "Département"),
    "conseil régional": ("la Région", "Région"),
    "conseil municipal": ("la commune", "Commune"),
    "conseil communautaire": ("la communauté", "Communauté de communes"),
    "conseil métropolitain": ("la métropole", "Métropole"),
    "mairie": ("la commune", "Commune"),
}
_ORGANE = re.compile(rf"(?i)(?:le |la )?({'|'.join(_ORGANES)})\b")
_DE_COLLECTIVITES = frozenset(
    (
        NatureOrganisme.COMMUNE,
        NatureOrganisme.COMMUNAUTE_COMMUNES,
        NatureOrganisme.COMMUNAUTE_AGGLOMERATION,
        NatureOrganisme.COMMUNAUTE_URBAINE,
        NatureOrganisme.METROPOLE,
        NatureOrganisme.DEPARTEMENT,
        NatureOrganisme.REGION,
        NatureOrganisme.AUTRE,
    )
)


def _en_phrases(examen: Examen) -> Iterator[tuple[int, Organisme]]:
    """Yield the bodies that documents name in sentences: parties, and those who helped the diagnosis."""
    ctg = examen.ctg
    cites = {id_ for _, s in toutes_les_parties(ctg) for id_ in s.organismes}
    cites |= {d.organisme for d in ctg.deliberations}
    cites |= set(ctg.diagnostic.contributeurs) if ctg.diagnostic else set()
    for rang, organisme in enumerate(ctg.organismes):
        if organisme.id in cites:
            yield rang, organisme


@regle(
    "CTG111",
    Severity.WARNING,
    "le nom de chaque organisme cité se met en phrase",
    source="défaut relevé dans des actes signés",
)
def noms_en_phrase(examen: Examen) -> Iterator[Finding]:
    """A signatory reads his own name first: what the name and the kind don't tell is asked."""
    for rang, organisme in _en_phrases(examen):
        if not organisme.denomination.sure:
            yield Finding(
                f"Rien ne dit l’article ni le genre de « {organisme.nom} » : les documents écriront "
                f"« {organisme.groupe} ».",
                ("organismes", rang, "nom"),
                organisme.nom,
                f"Remplir `nom_en_phrase`, par exemple « la fondation {organisme.nom} ».",
            )
        elif re.search(r"\b[dD]e Les? [A-ZÀ-Þ]", organisme.nom):
            yield Finding(
                f"« {organisme.nom} » s’écrit « {majuscule_initiale(organisme.groupe.nom)} ».",
                ("organismes", rang, "nom"),
                organisme.nom,
                f"Écrire « {majuscule_initiale(organisme.groupe.nom)} ».",
            )


@regle(
    "CTG112",
    Severity.WARNING,
    "chaque partie est une personne morale, non son assemblée",
    source="usage des conventions signées",
)
def personnes_morales(examen: Examen) -> Iterator[Finding]:
    """A Conseil départemental is the assembly of the Département, which signs."""
    ctg = examen.ctg
    parties = {id_ for _, s in toutes_les_parties(ctg) for id_ in s.organismes}
    for rang, organisme in enumerate(ctg.organismes):
        if organisme.id not in parties or organisme.nature not in _DE_COLLECTIVITES:
            continue
        if trouve := _ORGANE.match(organisme.nom):
            morale, nom = _ORGANES[trouve[1].lower()]
            yield Finding(
                f"« {trouve[1]} » nomme une assemblée ou un service ; c’est {morale} qui signe.",
                ("organismes", rang, "nom"),
                organisme.nom,
                f"Écrire « {nom}{organisme.nom[trouve.end() :]} ».",
            )
