"""What each act shows: header, sitting, vote, text, signatures, transmission, ways of appeal."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.actes import phrase_issue, resultat
from ctg_docs.documents._communs.identite import load_picture
from ctg_docs.documents._communs.noms import nom_personne, personne_et_fonction
from ctg_docs.documents._communs.parties.cases import CaseSignature, RangSignatures, pair
from ctg_docs.documents._communs.reunions.reunion import Fait
from ctg_docs.documents._communs.tete import build_entete
from ctg_docs.documents.contexte import Bloc, Contexte, Lecture
from ctg_docs.documents.deliberation.actes import Acte, list_actes
from ctg_docs.documents.deliberation.motifs import (
    build_considerants,
    build_dispositif,
    build_objet,
    build_visas,
    decide_de,
    recours,
)
from ctg_docs.documents.deliberation.seance import (
    LigneVote,
    Membres,
    build_membres,
    build_vote,
    exige_secretaire,
    nom_organe,
    ouverture,
    president,
)
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.french import cle, date_longue, majuscule_initiale, minuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.models.base import Genre
from ctg_docs.models.deliberation import NatureActe, Seance
from ctg_docs.models.publicite import mode_de

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "Collectivite", "ContexteDeliberation", "build", "is_printed"]

_REGISTRES = {
    NatureActe.DELIBERATION: "délibérations",
    NatureActe.DECISION: "décisions",
    NatureActe.ARRETE: "arrêtés",
}


class Collectivite(Bloc):
    """The head of the act."""

    nom: str = Field(title="Nom", description="Organisme dont l’organe décide")
    lignes: tuple[str, ...] = Field(title="Lignes", description="Organe, département, arrondissement")
    logo: Picture | None = Field(None, title="Logo", description="Logo de l’organisme")


class ContexteDeliberation(Contexte):
    """An act, taken or proposed."""

    lecture: ClassVar[Lecture] = Lecture(intacts=frozenset(["dispositif"]), citations=frozenset(["visas"]))

    collectivite: Collectivite = Field(title="Collectivité", description="En-tête de l’acte")
    nature_document: str = Field(title="Nature", description="« Extrait du registre des délibérations »")
    sous_titre: str = Field(title="Sous-titre", description="Numéro et date")
    faits: tuple[Fait, ...] = Field(title="Faits", description="Objet, rubrique, matière, budget")
    ouverture: str = Field(title="Ouverture", description="« L’an deux mille vingt-trois… »")
    membres: tuple[Membres, ...] = Field(title="Membres", description="Présents, pouvoirs, excusés, absents")
    rapport: str = Field(title="Rapport", description="« Sur le rapport de … », ou vide")
    visas: tuple[Rich, ...] = Field(title="Visas", description="« Vu … ; »")
    considerants: tuple[Rich, ...] = Field(title="Considérants", description="« Considérant … ; »")
    decide: str = Field(title="Décide", description="« Après en avoir délibéré, le conseil… : »")
    dispositif: tuple[Rich, ...] = Field(title="Dispositif", description="APPROUVE…, AUTORISE…")
    vote: tuple[LigneVote, ...] = Field(title="Vote", description="Nombres du vote, dans l’ordre du calcul")
    resultat: str = Field(title="Résultat", description="« Adoptée à l’unanimité »")
    fait_a: str = Field(title="Fait à", description="« Fait et délibéré à … »")
    rangs: tuple[RangSignatures, ...] = Field(
        title="Signatures", description="Président et secrétaire de séance"
    )
    titre_suites: str = Field(
        title="Titre des suites", description="« Caractère exécutoire et recours », l’un ou l’autre, ou vide"
    )
    executoire: tuple[Fait, ...] = Field(
        title="Caractère exécutoire", description="Transmission, publication"
    )
    recours: str = Field(title="Voies de recours", description="Formule au bas de l’acte, ou vide")


CONTEXTE = ContexteDeliberation


def build(ctg: Ctg, situation: Situation) -> Sequence[ContexteDeliberation]:
    """Return one document per act; a final version leaves out projets, which are drafts by nature.

    Raises:
        Inapplicable: no body decides, or a final version is asked and no act is taken.
    """
    actes = list_actes(ctg)
    if not actes:
        raise Inapplicable("aucune partie ne délibère")
    choisis = [a for a in actes if a.pris] if situation.final else actes
    if not choisis:
        raise Inapplicable(_pourquoi(actes))
    return [_contexte(ctg, a, situation) for a in choisis]


def _pourquoi(actes: Sequence[Acte]) -> str:
    """Say what keeps every act a projet: nothing was decided yet, or the dossier lacks the vote and the decision."""
    dates = sum(a.acte.date is not None for a in actes)
    if not dates:
        return "aucune délibération n’est prise ; les projets n’ont pas de version définitive"
    quoi = "l’acte daté n’a" if dates == 1 else f"les {dates} actes datés n’ont"
    return (
        f"{quoi} ni vote ni dispositif dans le dossier\u202f; remplissez `seance`, `vote` et `dispositif` de "
        f"{'l’acte' if dates == 1 else 'chacun'}"
    )


def is_printed(ctg: Ctg, situation: Situation, registre: str, rang: int) -> bool:  # noqa: ARG001 - one answer for all kinds
    """True for the parts of a register that a final version prints: the acts already taken, the parties whose they are."""
    pris = [a for a in list_actes(ctg) if a.pris]
    if registre == "deliberations":
        return any(a.acte is ctg.deliberations[rang] for a in pris)
    if registre == "signataires":
        return any(a.acte.organisme in ctg.signataires[rang].organismes for a in pris)
    return True


def _contexte(ctg: Ctg, a: Acte, situation: Situation) -> ContexteDeliberation:
    nom = (
        majuscule_initiale(a.organisme.groupe.nom)
        if a.organisme
        else hole(f"organisme « {a.acte.organisme} »")
    )
    nature = a.acte.nature.libelle
    titre = nature if a.pris else f"Projet {_de(nature)}"
    entete = build_entete(ctg, situation, f"{titre} – {nom}", "deliberation")
    entete |= {"file_stem": _stem(a), "titre": f"{titre} – {nom} – {build_objet(ctg, a)}", "auteur": nom}
    vote, executoire, voies = a.acte.vote, _executoire(ctg, a), recours(ctg, a)
    return ContexteDeliberation(
        **entete,
        collectivite=_collectivite(a, nom, situation),
        nature_document=f"Extrait du registre des {_REGISTRES[a.acte.nature]}" if a.pris else titre,
        sous_titre=_sous_titre(a),
        faits=_faits(ctg, a),
        ouverture=ouverture(ctg, a, situation),
        membres=build_membres(ctg, a, situation),
        rapport=_rapport(ctg, a, situation),
        visas=tuple(Rich(t) for t in build_visas(ctg, a)),
        considerants=tuple(Rich(t) for t in build_considerants(ctg, a)),
        decide=_decide(a),
        dispositif=tuple(Rich(t) for t in build_dispositif(ctg, a)),
        vote=build_vote(ctg, vote),
        resultat=resultat(a.acte) if vote else "",
        fait_a=_fait_a(a),
        rangs=pair(_cases(ctg, a, situation)),
        titre_suites=majuscule_initiale(
            " et ".join(n for n, dit in (("caractère exécutoire", executoire), ("recours", voies)) if dit)
        ),
        executoire=executoire,
        recours=voies,
    )


def _de(nature: str) -> str:
    return f"d’{nature.lower()}" if nature[0] in "AÀ" else f"de {nature.lower()}"


def _stem(a: Acte) -> str:
    nature = a.acte.nature.value
    if a.propose:
        return f"projet-{nature}-{a.acte.id}"
    return a.acte.id if a.acte.id.startswith(f"{nature}-") else f"{nature}-{a.acte.id}"


def _collectivite(a: Acte, nom: str, situation: Situation) -> Collectivite:
    lignes = [("Département", a.acte.departement), ("Arrondissement", a.acte.arrondissement)]
    logo = load_picture(a.organisme.logo, situation, f"Logo de {nom}", height_mm=16) if a.organisme else None
    reperes = [f"{k}\u00a0: {v}" for k, v in lignes if v]
    return Collectivite(nom=nom, lignes=(_organe(a), *reperes), logo=logo)


def _sous_titre(a: Acte) -> str:
    numero = a.acte.numero or ("" if a.pris else hole("numéro", f"deliberations.{a.acte.id}.numero"))
    jour = a.acte.date or (a.acte.seance.date if a.acte.seance else None)
    nature = a.acte.nature.libelle
    parts = [f"{nature} n°\u00a0{numero}" if numero else nature]
    parts.append(f"séance du {date_longue(jour)}" if jour else "")
    return " – ".join(p for p in parts if p)


def _organe(a: Acte) -> str:
    """Return « Conseil communautaire »."""
    return majuscule_initiale(re.sub("^(le |la |l’|l')", "", nom_organe(a)))


def _faits(ctg: Ctg, a: Acte) -> tuple[Fait, ...]:
    acte = a.acte
    matiere = " – ".join(p for p in (acte.matiere_code, acte.matiere_nom) if p)
    budget = " ".join(str(p) for p in (acte.budget_nom, acte.budget_annee) if p)
    faits = [
        ("Objet", build_objet(ctg, a)),
        ("Rubrique", acte.rubrique),
        ("Matière", matiere),
        ("Budget", budget),
    ]
    return tuple(Fait(etiquette=k, texte=v) for k, v in faits if v)


def _rapport(ctg: Ctg, a: Acte, situation: Situation) -> str:
    if not a.acte.rapporteur:
        qui = hole("rapporteur", f"deliberations.{a.acte.id}.rapporteur")
        return "" if a.pris or not a.territoriale else f"Sur le rapport de {qui},"
    return f"Sur le rapport de {personne_et_fonction(ctg, a.acte.rapporteur, situation)},"


def _decide(a: Acte) -> str:
    """Return the formula that opens what is decided; a rejected act says that it is not adopted."""
    vote, debut = a.acte.vote, f"Après en avoir délibéré, {nom_organe(a)}"
    decide = " décide" if decide_de(a) else ""
    if a.pris and vote is None:
        return f"{debut}{decide}\u00a0:"
    if vote and vote.adopte is False:
        return f"{debut} n’adopte pas la proposition suivante\u00a0:"
    return f"{debut}{decide or ','} {phrase_issue(a.acte)}\u00a0:"


def _fait_a(a: Acte) -> str:
    seance = a.acte.seance
    if a.pris and (seance is None or not seance.lieu):
        return "Pour extrait conforme."
    return "Fait et délibéré les jour, mois et an que dessus. Pour extrait conforme."


_REDITES = {"president", "presidente"}
"""Functions that « la présidente de séance » says already."""


def _cases(ctg: Ctg, a: Acte, situation: Situation) -> list[CaseSignature]:
    """Return the boxes of the chair and of the secretary, whom an act taken names as recorded or leaves as holes."""
    seance = a.acte.seance or Seance()
    preside = seance.president or ("" if a.pris else president(a))
    sieges: list[tuple[str, tuple[str, str], str | None]] = [
        ("president", ("Le président", "La présidente"), preside)
    ]
    if seance.secretaire or exige_secretaire(a):
        sieges.append(("secretaire", ("Le secrétaire", "La secrétaire"), seance.secretaire))
    cases = []
    for numero, (champ, roles, id) in enumerate(sieges, 1):
        personne = ctg.personne(id)
        role = roles[personne is not None and personne.genre is Genre.FEMININ]
        nom = nom_personne(
            ctg, id, situation, hole("nom et prénom", f"deliberations.{a.acte.id}.seance.{champ}")
        )
        fonction = personne.fonction if personne else None
        qualite = majuscule_initiale(fonction) if fonction and cle(fonction) not in _REDITES else _organe(a)
        cases.append(CaseSignature(numero=numero, pour=f"{role} de séance", qualite=qualite, nom=nom))
    return cases


def _executoire(ctg: Ctg, a: Acte) -> tuple[Fait, ...]:
    acte = a.acte
    faits = [
        ("Transmission", date_longue(acte.date_transmission) if acte.date_transmission else ""),
        ("Identifiant", acte.identifiant_prefecture or ""),
        ("Publication", _publication(ctg, a)),
        ("Acte en ligne", acte.url or ""),
    ]
    return tuple(Fait(etiquette=k, texte=v) for k, v in faits if v)


def _publication(ctg: Ctg, a: Acte) -> str:
    """Return « 2 novembre 2023, en ligne, jusqu’au 2 janvier 2024 »; the mode is told once the law asks for one."""
    jour, fin = a.acte.date_publication, a.acte.fin_publication
    if jour is None:
        return ""
    mode = mode_de(ctg, a.organisme, jour)
    dits = [
        date_longue(jour),
        minuscule_initiale(mode.libelle) if mode else "",
        f"jusqu’au {date_longue(fin)}" if fin else "",
    ]
    return ", ".join(d for d in dits if d)
