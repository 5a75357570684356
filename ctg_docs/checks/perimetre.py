"""The perimeter: communes cited, communes covered (CTG110)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.parties import toutes_les_parties
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.nature import INTERCOMMUNAUX
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.problems import Severity

__all__: list[str] = []


def _lieu(nom: str) -> str:
    court = re.sub(
        r"(?i)^(?:(?:la\s+)?(?:commune|ville|mairie|municipalité)(?:\s+nouvelle)?\s+)(?:de\s+|du\s+|des\s+|d['’])",
        "",
        nom,
    )
    mots = ["saint" if m == "st" else "sainte" if m == "ste" else m for m in cle(court).split()]
    return " ".join(m for m in mots if m not in ("le", "la", "les", "l"))


@regle(
    "CTG110",
    Severity.WARNING,
    "communes citées dans le périmètre, et chacune couverte",
    source="défaut relevé dans des actes signés",
)
def perimetre_couvert(examen: Examen) -> Iterator[Finding]:
    """A commune outside the perimeter is copied text; one inside that no party covers is a gap."""
    ctg = examen.ctg
    territoire = ctg.territoire
    if not territoire.communes:
        return
    connus = {_lieu(c.nom) for c in territoire.communes} | {_lieu(s) for s in territoire.secteurs}
    connus |= {_lieu(c.secteur) for c in territoire.communes if c.secteur}
    connus |= {c.organisme for c in territoire.communes if c.organisme}
    noms = [*(c.nom for c in territoire.communes), *territoire.secteurs]
    for i, fiche in enumerate(ctg.fiches_actions):
        for j, lieu in enumerate(fiche.secteur_geographique):
            if _lieu(lieu) not in connus:
                yield Finding(
                    f"« {lieu} » n’est ni une commune ni un secteur du périmètre.",
                    ("fiches_actions", i, "secteur_geographique", j),
                    lieu,
                    examen.vouliez_vous(lieu, noms),
                )
    yield from _communes_signataires(ctg, connus)


def _communes_signataires(ctg: Ctg, connus: set[str]) -> Iterator[Finding]:
    parties = [o for _, s in toutes_les_parties(ctg) for id_ in s.organismes if (o := ctg.organisme(id_))]
    for _, signataire in toutes_les_parties(ctg):
        for id_ in signataire.organismes:
            commune = ctg.organisme(id_)
            if commune is None or commune.nature is not NatureOrganisme.COMMUNE or commune.id in connus:
                continue
            if _lieu(commune.nom) not in connus:
                rang = ctg.rang("organismes", commune.id)
                yield Finding(
                    f"{commune.groupe.sujet} signe, mais n’est pas dans le périmètre.",
                    ("organismes", rang, "nom"),
                    commune.nom,
                )
    if any(o.nature in INTERCOMMUNAUX for o in parties):
        return
    signent = {_lieu(o.nom) for o in parties} | {o.id for o in parties}
    for i, commune_ in enumerate(ctg.territoire.communes):
        if _lieu(commune_.nom) not in signent and commune_.organisme not in signent:
            yield Finding(
                f"Aucune partie ne couvre la commune « {commune_.nom} ».",
                ("territoire", "communes", i),
                commune_.nom,
                "L’ajouter aux parties, ou la retirer du périmètre.",
            )
