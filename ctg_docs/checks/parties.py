"""The parties: who must be there, who signs, for whom (CTG101 to CTG103, CTG106, CTG108, CTG109, CTG116)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import Groupe, cle, elision, liste_et
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.denomination import nommer_court
from ctg_docs.models.nature import FAMILLE, NatureOrganisme
from ctg_docs.models.personne import Personne
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.signataire import Part, Signataire
from ctg_docs.problems import Severity

__all__ = ["toutes_les_parties"]


def toutes_les_parties(ctg: Ctg) -> Iterator[tuple[CheminDonnee, Signataire]]:
    """Yield every party with its path: those of the convention, then those that avenants add."""
    for i, signataire in enumerate(ctg.signataires):
        yield ("signataires", i), signataire
    for i, avenant in enumerate(ctg.avenants):
        for j, signataire in enumerate(avenant.nouveaux_signataires):
            yield ("avenants", i, "nouveaux_signataires", j), signataire


def actes_de(ctg: Ctg, chemin: CheminDonnee, signataire: Signataire) -> tuple[str, ...]:
    """Return the acts by which a party approves what it signs: those it names, else the first of each of its bodies."""
    dits = {acte.organisme for id_ in signataire.deliberations if (acte := ctg.deliberation(id_))}
    avenant = ctg.avenants[int(chemin[1])] if chemin[0] == "avenants" else None
    trouves: dict[str, str] = {}
    for acte in ctg.deliberations:
        sien = (
            acte.avenant == avenant.id or acte.id in avenant.deliberations
            if avenant
            else acte.avenant is None
        )
        if sien and acte.organisme in signataire.organismes and acte.organisme not in dits:
            trouves.setdefault(acte.organisme, acte.id)
    return (*signataire.deliberations, *trouves.values())


def nom_de(ctg: Ctg, signataire: Signataire) -> Groupe:
    """Return the phrase by which a message calls a party: « la Caf », « le SIVOM »."""
    plein, dit = _plein(ctg, signataire), signataire.nom_court or signataire.designation
    return nommer_court(dit, plein) if dit else plein


def _plein(ctg: Ctg, signataire: Signataire) -> Groupe:
    organisme = ctg.organisme(signataire.organismes[0])
    return organisme.groupe if organisme else Groupe(signataire.id)


@regle(
    "CTG101",
    Severity.BLOCKING,
    "au moins une Caf et une collectivité parmi les parties",
    source="circulaire Cnaf n° 2020-01",
)
def caf_et_collectivite(examen: Examen) -> Iterator[Finding]:
    """Without a Caf and a commune, EPCI or syndicat there is no CTG; a single fund stands for the Caf overseas."""
    ctg = examen.ctg
    natures = [o.nature for s in ctg.signataires for id_ in s.organismes if (o := ctg.organisme(id_))]
    collectivite = any(
        o.profil.collectivite for s in ctg.signataires for id_ in s.organismes if (o := ctg.organisme(id_))
    )
    if not FAMILLE & set(natures):
        yield Finding("Aucune Caf ne figure parmi les parties.", ("signataires",))
    if not collectivite:
        yield Finding(
            "Aucune collectivité (commune, intercommunalité, syndicat) ne figure parmi les parties.",
            ("signataires",),
        )


@regle(
    "CTG102",
    Severity.BLOCKING,
    "chaque représentant a civilité, prénom, nom et qualité",
    source="usage des conventions signées",
)
def representants_nommes(examen: Examen) -> Iterator[Finding]:
    """First names were missing in signed conventions."""
    ctg = examen.ctg
    for chemin, signataire in toutes_les_parties(ctg):
        if not signataire.representants:
            yield Finding(f"Personne ne représente {nom_de(ctg, signataire)}.", (*chemin, "representants"))
        for j, rep in enumerate(signataire.representants):
            personne = ctg.personne(rep.personne)
            manque = [
                nom
                for nom, present in (
                    ("la civilité", personne is None or personne.civilite),
                    ("le prénom", personne is None or personne.prenom),
                    ("la qualité", rep.qualite),
                )
                if not present
            ]
            if manque:
                qui = personne.nom_usuel if personne else rep.personne
                yield Finding(
                    f"Il manque {liste_et(manque)} {elision('de', qui)}, qui signe pour {nom_de(ctg, signataire)}.",
                    (*chemin, "representants", j),
                    qui,
                    _qualite_du_registre(personne)
                    if manque == ["la qualité"]
                    else "La civilité et le prénom s’écrivent dans `personnes`.",
                )


def _qualite_du_registre(personne: Personne | None) -> str:
    """Return what to write when the register already says what this person is."""
    return f"`qualite: {personne.fonction}` si c’est à ce titre." if personne and personne.fonction else ""


def _delibere(ctg: Ctg, signataire: Signataire) -> bool:
    if signataire.delibere is not None:
        return signataire.delibere
    organismes = [ctg.organisme(id_) for id_ in signataire.organismes]
    return bool(signataire.deliberations) or any(o and o.organe for o in organismes)


@regle(
    "CTG103",
    Severity.BLOCKING,
    "organe et date de l’acte de chaque partie qui délibère",
    source="usage des conventions signées",
)
def actes_dates(examen: Examen) -> Iterator[Finding]:
    """Open dates are the most frequent gap of signed acts."""
    ctg = examen.ctg
    for chemin, signataire in toutes_les_parties(ctg):
        if not _delibere(ctg, signataire):
            continue
        ids = actes_de(ctg, chemin, signataire)
        if not ids and not signataire.groupe:
            yield Finding(
                f"L’acte qui autorise {nom_de(ctg, signataire)} à signer n’est pas indiqué.",
                (*chemin, "deliberations"),
                suggestion="`delibere: non` si cette partie ne délibère pas.",
            )
        for id_ in ids:
            acte = ctg.deliberation(id_)
            if acte is None:
                continue
            organisme = ctg.organisme(acte.organisme)
            qui = organisme.groupe if organisme else nom_de(ctg, signataire)
            rang = ctg.rang("deliberations", acte.id)
            if acte.date is None:
                yield Finding(f"La date de l’acte {qui.de} manque.", ("deliberations", rang, "date"))
            if not (acte.organe or (organisme and organisme.organe)):
                yield Finding(
                    f"L’organe qui a décidé pour {qui} n’est pas dit.",
                    ("deliberations", rang, "organe"),
                )


@regle(
    "CTG106",
    Severity.BLOCKING,
    "noms courts des parties présents et uniques",
    source="usage des conventions signées",
)
def noms_courts(examen: Examen) -> Iterator[Finding]:
    """The articles call each party by its short name; two alike make them ambiguous."""
    ctg = examen.ctg
    vus: dict[str, Signataire] = {}
    ensembles = Counter(s.ensemble for _, s in toutes_les_parties(ctg))
    for chemin, signataire in toutes_les_parties(ctg):
        organisme = ctg.organisme(signataire.organismes[0])
        if not signataire.nom_court:
            if signataire.ensemble and ensembles[signataire.ensemble] > 1:
                continue
            propose = organisme.nom_court or organisme.sigle if organisme and not signataire.groupe else None
            yield Finding(
                f"Le nom court de la partie « {nom_de(ctg, signataire)} » manque (« ci-après dénommée … »).",
                (*chemin, "nom_court"),
                suggestion=f"Par exemple « {propose} »." if propose else "",
            )
            continue
        premier = vus.setdefault(cle(signataire.nom_court), signataire)
        if premier.id != signataire.id:
            yield Finding(
                f"« {signataire.nom_court} » désigne déjà {_plein(ctg, premier)}.",
                (*chemin, "nom_court"),
                signataire.nom_court,
            )
    for chemin, signataire in toutes_les_parties(ctg):
        if signataire.ensemble and (autre := vus.get(cle(signataire.ensemble))):
            yield Finding(
                f"« {signataire.ensemble} » désigne déjà {_plein(ctg, autre)}.",
                (*chemin, "ensemble"),
                signataire.ensemble,
            )


@regle(
    "CTG108",
    Severity.BLOCKING,
    "une case de signature par représentant, pour sa partie",
    source="usage des conventions signées",
)
def cases_de_signature(examen: Examen) -> Iterator[Finding]:
    """The grid is generated from the parties; a person listed twice, or for another's body, would spoil it."""
    ctg = examen.ctg
    for chemin, signataire in toutes_les_parties(ctg):
        vus: set[tuple[str, str | None]] = set()
        for j, rep in enumerate(signataire.representants):
            ici = (*chemin, "representants", j)
            if (rep.personne, rep.organisme) in vus:
                yield Finding(
                    "Cette personne a déjà une case de signature pour cette partie.", ici, rep.personne
                )
            vus.add((rep.personne, rep.organisme))
            if rep.organisme and rep.organisme not in signataire.organismes:
                yield Finding(
                    f"« {rep.organisme} » ne fait pas partie {nom_de(ctg, signataire).de}.",
                    (*ici, "organisme"),
                    rep.organisme,
                    f"Organismes de la partie : {', '.join(signataire.organismes)}.",
                )


@regle(
    "CTG109",
    Severity.BLOCKING,
    "partie groupée : un représentant et un acte par commune",
    source="usage des conventions signées",
)
def parties_groupees(examen: Examen) -> Iterator[Finding]:
    """Pairing by order is fragile: each representative says for which commune. Parties described together share a side."""
    ctg = examen.ctg
    cotes: dict[str, Part | None] = {}
    for chemin, signataire in toutes_les_parties(ctg):
        nom = signataire.ensemble
        if nom and cotes.setdefault(cle(nom), signataire.part) is not signataire.part:
            yield Finding(
                f"Les parties décrites ensemble (« {nom} ») sont du même côté.",
                (*chemin, "part"),
                signataire.part.libelle if signataire.part else "",
            )
    for chemin, signataire in toutes_les_parties(ctg):
        if not signataire.groupe:
            continue
        for j, rep in enumerate(signataire.representants):
            if rep.organisme is None:
                personne = ctg.personne(rep.personne)
                yield Finding(
                    f"Dire pour quelle commune signe {personne.nom_usuel if personne else rep.personne}.",
                    (*chemin, "representants", j, "organisme"),
                    "",
                    f"`organisme: {personne.organisme}`."
                    if personne and personne.organisme in signataire.organismes
                    else "",
                )
        actes = [
            acte.organisme for id_ in actes_de(ctg, chemin, signataire) if (acte := ctg.deliberation(id_))
        ]
        for id_ in signataire.organismes:
            organisme = ctg.organisme(id_)
            nom = organisme.nom if organisme else id_
            nombre = sum(rep.organisme == id_ for rep in signataire.representants)
            if nombre != 1:
                yield Finding(
                    f"{nom} : un représentant attendu, {nombre} trouvé{'s' if nombre > 1 else ''}.",
                    (*chemin, "representants"),
                    id_,
                )
            if signataire.delibere is not False and actes.count(id_) != 1:
                yield Finding(
                    f"{nom} : une délibération attendue, {actes.count(id_)} trouvée{'s' if actes.count(id_) > 1 else ''}.",
                    (*chemin, "deliberations"),
                    id_,
                )


@regle(
    "CTG116",
    Severity.WARNING,
    "convention qui tient lieu de charte : la MSA signe",
    source="usage des conventions signées",
)
def charte_de_la_msa(examen: Examen) -> Iterator[Finding]:
    """A charter of the MSA that the MSA does not sign is none."""
    ctg = examen.ctg
    natures = {o.nature for s in ctg.signataires for id_ in s.organismes if (o := ctg.organisme(id_))}
    if ctg.convention.charte and NatureOrganisme.MSA not in natures:
        yield Finding(
            f"La convention vaut « {ctg.convention.charte} », et la MSA n’est pas une partie.",
            ("convention", "charte"),
            ctg.convention.charte,
            "Ajouter la MSA aux signataires, ou retirer `charte`.",
        )
