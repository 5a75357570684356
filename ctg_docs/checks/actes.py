"""Votes and sittings: arithmetic, powers, quorum and delays of the acts (CTG211, CTG212, CTG216)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ctg_docs.checks.delais import delai_de_seance, delais_des_reunions
from ctg_docs.checks.examen import Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import compte, majuscule_initiale
from ctg_docs.models.deliberation import Deliberation, Seance, Vote
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []


def _votes(examen: Examen) -> Iterator[tuple[CheminDonnee, Vote]]:
    for champ in examen.champs:
        if isinstance(champ.valeur, Vote):
            yield champ.chemin, champ.valeur


def _sommes(vote: Vote) -> Iterator[tuple[str, int, int, str]]:
    """Yield each sum that does not hold: field, written, computed, how it is computed."""
    votants = None if vote.presents is None else vote.presents + vote.pouvoirs - vote.ne_participent_pas
    if vote.votants is not None and votants is not None and vote.votants != votants:
        yield "votants", vote.votants, votants, "présents + pouvoirs − ceux qui ne prennent pas part"
    if vote.votants_calcules is not None:
        exprimes = vote.votants_calcules - vote.abstentions - vote.blancs_nuls
        if vote.exprimes is not None and vote.exprimes != exprimes:
            yield "exprimes", vote.exprimes, exprimes, "votants − abstentions − blancs et nuls"
    if vote.exprimes_calcules is not None and vote.pour is not None:
        pour = vote.exprimes_calcules - vote.contre
        if vote.pour != pour:
            yield "pour", vote.pour, pour, "exprimés − contre"


@regle(
    "CTG211",
    Severity.BLOCKING,
    "les nombres du vote s’additionnent",
    source="règles de vote des assemblées délibérantes (CGCT)",
)
def sommes_du_vote(examen: Examen) -> Iterator[Finding]:
    """présents + pouvoirs = votants; exprimés = votants − abstentions − blancs; pour + contre = exprimés."""
    for chemin, vote in _votes(examen):
        for nom, ecrit, calcule, comment in _sommes(vote):
            yield Finding(
                f"{majuscule_initiale(comment)} = {calcule}, et non {ecrit}.",
                (*chemin, nom),
                ecrit,
                f"Écrire {calcule}.",
            )
        for nom in type(vote).model_fields:
            valeur = getattr(vote, nom)
            if isinstance(valeur, int) and valeur < 0:
                yield Finding(
                    "Un nombre de voix ou de membres ne peut pas être négatif.", (*chemin, nom), valeur
                )
        if vote.en_exercice is not None and vote.presents is not None and vote.presents > vote.en_exercice:
            yield Finding(
                f"{vote.presents} présents pour {vote.en_exercice} membres en exercice.",
                (*chemin, "presents"),
                vote.presents,
            )
        if vote.unanimite and vote.contre:
            yield Finding(
                f"« À l’unanimité », avec {compte(vote.contre, 'voix', 'voix')} contre.",
                (*chemin, "unanimite"),
                "oui",
            )
        if vote.pour_calcules is not None and vote.pour_calcules < 0:
            yield Finding(
                "Il y a plus de voix contre que de suffrages exprimés.", (*chemin, "contre"), vote.contre
            )
    for i, acte in enumerate(examen.ctg.deliberations):
        yield from _seance_et_vote(acte, ("deliberations", i))


def _seance_et_vote(acte: Deliberation, chemin: CheminDonnee) -> Iterator[Finding]:
    vote, seance = acte.vote, acte.seance
    if vote is None:
        return
    if seance and vote.presents is not None:
        for nom, mot, liste, nombre in (
            ("presents", "présent", seance.presents, vote.presents),
            ("pouvoirs", "pouvoir", seance.pouvoirs, vote.pouvoirs),
        ):
            if liste and len(liste) != nombre:
                # a list may name some only: the act then says « 90 présents, dont »
                yield Finding(
                    f"La séance nomme {compte(len(liste), mot)}, le vote en compte {nombre}.",
                    (*chemin, "vote", nom),
                    nombre,
                    f"Écrire {len(liste)}, ou compléter la liste de la séance.",
                    Severity.WARNING if len(liste) < nombre else None,
                )
    approuve = any(
        re.match(r"(?i)\s*(?:approuve|autorise|adopte|valide)", texte) for texte in acte.dispositif
    )
    if approuve and vote.pour_calcules is not None and 0 <= vote.pour_calcules < vote.contre:
        yield Finding(
            f"L’acte approuve, avec {vote.pour_calcules} voix pour et {vote.contre} contre.",
            (*chemin, "vote"),
            vote.pour_calcules,
        )


@regle(
    "CTG212",
    Severity.WARNING,
    "pouvoirs, quorum, délai de convocation",
    source="CGCT L. 2121-11, L. 2121-17, L. 2121-20",
)
def regularite_de_seance(examen: Examen) -> Iterator[Finding]:
    """What exposes an act to annulment; the quorum and the delay of the COPIL are settings."""
    ctg = examen.ctg
    for chemin, vote in _votes(examen):
        if vote.presents is not None and vote.pouvoirs > vote.presents:
            yield Finding(
                f"{vote.pouvoirs} pouvoirs pour {vote.presents} présents.",
                (*chemin, "pouvoirs"),
                vote.pouvoirs,
            )
        quorum = ctg.parametres.quorum_moitie and vote.en_exercice is not None and vote.presents is not None
        if quorum and (vote.presents or 0) * 2 <= (vote.en_exercice or 0):
            yield Finding(
                f"{vote.presents} présents sur {vote.en_exercice} en exercice : le quorum n’est pas atteint.",
                (*chemin, "presents"),
                vote.presents,
            )
    for i, acte in enumerate(ctg.deliberations):
        if acte.seance:
            yield from _pouvoirs(acte.seance, ("deliberations", i, "seance"))
            yield from delai_de_seance(ctg, acte, acte.seance, ("deliberations", i, "seance"))
    yield from delais_des_reunions(ctg)


def _pouvoirs(seance: Seance, chemin: CheminDonnee) -> Iterator[Finding]:
    recus: set[str] = set()
    for j, pouvoir in enumerate(seance.pouvoirs):
        ici = (*chemin, "pouvoirs", j, "mandataire")
        if pouvoir.mandataire in recus:
            yield Finding("Cette personne porte déjà un pouvoir.", ici, pouvoir.mandataire)
        recus.add(pouvoir.mandataire)
        if seance.presents and pouvoir.mandataire not in seance.presents:
            yield Finding("Cette personne porte un pouvoir sans être présente.", ici, pouvoir.mandataire)
        if pouvoir.mandant in seance.presents:
            chemin_mandant = (*chemin, "pouvoirs", j, "mandant")
            yield Finding(
                "Cette personne donne pouvoir et figure parmi les présents.", chemin_mandant, pouvoir.mandant
            )


@regle(
    "CTG216",
    Severity.WARNING,
    "l’acte voté dit ce qu’il a décidé",
    source="défaut relevé dans des actes signés",
)
def decision_ecrite(examen: Examen) -> Iterator[Finding]:
    """An act taken prints what was decided: nothing is invented for it, its final version waits for the words."""
    for i, acte in enumerate(examen.ctg.deliberations):
        if acte.date and acte.vote and not acte.dispositif:
            yield Finding(
                "L’acte est voté, et ce qu’il a décidé n’est pas écrit\u202f: son extrait ne peut pas être définitif.",
                ("deliberations", i, "dispositif"),
                suggestion="Recopier son dispositif : APPROUVE…, AUTORISE…",
            )
