"""Avenants: tied to their convention, signed by all, changing what they say (CTG221 to CTG223)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.parties import nom_de
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import MOIS, date_longue, parse_date
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.avenant import Avenant, TypeAvenant
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []


def _fin_avant(ctg: Ctg, rang: int) -> date | None:
    """Return the last day of the convention before an avenant, earlier prolongations counted."""
    avenant = ctg.avenants[rang]
    if avenant.base:
        return avenant.base.date_fin.fin if avenant.base.date_fin else None
    fin = ctg.convention.date_fin.fin if ctg.convention.date_fin else None
    for precedent in ctg.avenants[:rang]:
        if precedent.base is None and precedent.nouvelle_date_fin:
            fin = precedent.nouvelle_date_fin.fin
    return fin


@regle(
    "CTG221",
    Severity.BLOCKING,
    "l’avenant a sa convention, sa date dans la vie de celle-ci, son numéro",
    source="usage des avenants",
)
def avenant_rattache(examen: Examen) -> Iterator[Finding]:
    """A missing number only warns: it is given once the avenant is validated."""
    ctg = examen.ctg
    rangs: dict[str, int] = {}
    for i, avenant in enumerate(ctg.avenants):
        chemin: CheminDonnee = ("avenants", i)
        base = avenant.base
        signee = base.signee_le if base else ctg.convention.signee_le
        if signee is None:
            ou = (
                (*chemin, "base", "date_signature")
                if base
                else ("convention", "date_signature_administrative")
            )
            yield Finding("L’avenant modifie une convention dont la date de signature manque.", ou)
        fin = _fin_avant(ctg, i)
        jour = avenant.signe_le
        if jour and ((signee and jour < signee) or (fin and jour > fin)):
            vie = f"du {date_longue(signee)} " if signee else ""
            vie += f"au {date_longue(fin)}" if fin else ""
            yield Finding(
                f"L’avenant est signé le {date_longue(jour)}, hors de la vie de la convention ({vie.strip()}).",
                (*chemin, "date_signature"),
                date_longue(jour),
            )
        titre = base.titre if base else ""
        rangs[titre] = rangs.get(titre, 0) + 1
        yield from _numero(avenant, rangs[titre], chemin)


def _numero(avenant: Avenant, attendu: int, chemin: CheminDonnee) -> Iterator[Finding]:
    if avenant.numero is None and avenant.titre:
        return  # an avenant known by its title alone
    if avenant.numero is None:
        yield Finding(
            "L’avenant n’a pas encore de numéro.",
            (*chemin, "numero"),
            suggestion=f"Le suivant est le n° {attendu}.",
            severity=Severity.WARNING,
        )
    # the first avenant of another convention may follow others that the dossier does not hold
    elif avenant.numero != attendu and not (avenant.base and avenant.numero > attendu):
        yield Finding(
            f"Avenant n° {avenant.numero}, alors que sa place lui donne le n° {attendu}.",
            (*chemin, "numero"),
            avenant.numero,
            f"Écrire {attendu}, ou remettre les avenants dans l’ordre.",
        )


@regle("CTG222", Severity.BLOCKING, "toutes les parties signent l’avenant", source="usage des avenants")
def avenant_signe_par_tous(examen: Examen) -> Iterator[Finding]:
    """All current parties and the newcomers; an empty list means all."""
    ctg = examen.ctg
    parties = [*ctg.signataires]
    for i, avenant in enumerate(ctg.avenants):
        nouveaux = avenant.nouveaux_signataires
        if avenant.signataires:
            for partie in (*parties, *nouveaux):
                if partie.id not in avenant.signataires:
                    yield Finding(
                        f"{nom_de(ctg, partie).sujet} ne signe pas cet avenant.",
                        ("avenants", i, "signataires"),
                        partie.id,
                        "Vider la liste pour que toutes les parties signent.",
                    )
        if avenant.base is None:
            parties += nouveaux


_T = TypeAvenant
_FICHES = (_T.MODIFICATION_FICHES, _T.INTEGRATION_PLAN_ACTIONS)


def _contenus(avenant: Avenant) -> Iterator[tuple[str, bool, tuple[TypeAvenant, ...], str]]:
    """Yield what an avenant may hold: field, whether it does, types that allow it, its name."""
    yield (
        "nouvelle_date_fin",
        avenant.nouvelle_date_fin is not None,
        (_T.PROLONGATION,),
        "une nouvelle date de fin",
    )
    yield (
        "nouveaux_signataires",
        bool(avenant.nouveaux_signataires),
        (_T.AJOUT_PARTIE,),
        "une nouvelle partie",
    )
    yield "fiches", bool(avenant.fiches), _FICHES, "des fiches modifiées"


def _attendus(avenant: Avenant) -> Iterator[tuple[TypeAvenant, bool, str]]:
    """Yield what a type announces: the type, whether it is there, its name."""
    plan = any(a.contenu in _PLAN for a in avenant.annexes)
    yield _T.PROLONGATION, avenant.nouvelle_date_fin is not None, "une nouvelle date de fin"
    yield _T.AJOUT_PARTIE, bool(avenant.nouveaux_signataires), "une nouvelle partie"
    yield _T.MODIFICATION_FICHES, bool(avenant.fiches) or plan, "des fiches modifiées"
    yield (
        _T.INTEGRATION_PLAN_ACTIONS,
        bool(avenant.fiches) or plan,
        "les fiches du plan d’actions, ou son annexe",
    )


_PLAN = (ContenuAnnexe.PLAN_ACTIONS, ContenuAnnexe.FICHES_ACTIONS)
_JOUR = re.compile(rf"(?:1er|\d{{1,2}})[ \u00a0]+(?:{'|'.join(MOIS)})[ \u00a0]+\d{{4}}")


def _duree(avenant: Avenant, chemin: CheminDonnee) -> Iterator[Finding]:
    """Compare a new wording of the duration with the new end: the last day that it writes."""
    for j, m in enumerate(avenant.modifications):
        jours = [parse_date(t) for t in _JOUR.findall(m.nouveau)] if m.article == "duree" else []
        if not jours:
            continue
        dernier, fin = max(jours), avenant.nouvelle_date_fin
        if fin is None:
            yield Finding(
                f"L’article sur la durée donne une nouvelle date ({date_longue(dernier)}), l’avenant n’a pas de "
                "`nouvelle_date_fin`.",
                (*chemin, "modifications", j, "nouveau"),
                date_longue(dernier),
                "Remplir `nouvelle_date_fin` et ajouter « prolongation » à `types`.",
            )
        elif fin.is_day and dernier != fin.fin:
            yield Finding(
                f"L’article sur la durée finit le {date_longue(dernier)}, l’avenant le {fin.libelle}.",
                (*chemin, "modifications", j, "nouveau"),
                date_longue(dernier),
                "Mettre la même date aux deux endroits.",
            )


@regle(
    "CTG223",
    Severity.WARNING,
    "l’avenant change quelque chose, et ce que disent ses types",
    source="usage des avenants",
)
def avenant_coherent(examen: Examen) -> Iterator[Finding]:
    """A silent change, or a type ticked for nothing."""
    for i, avenant in enumerate(examen.ctg.avenants):
        chemin: CheminDonnee = ("avenants", i)
        contenus = list(_contenus(avenant))
        propres = avenant.modifications or avenant.annexes or avenant.articles
        if not (propres or any(present for _, present, _, _ in contenus)):
            yield Finding(
                "Cet avenant ne change rien : ni date, ni partie, ni article, ni fiche, ni annexe.", chemin
            )
            continue
        for nom, present, types, quoi in contenus:
            if present and not set(types) & set(avenant.types):
                yield Finding(
                    f"L’avenant contient {quoi}, ce que ses types ne disent pas.",
                    (*chemin, nom),
                    suggestion=f"Ajouter « {types[0].value} » à `types`.",
                )
        for type_, present, quoi in _attendus(avenant):
            if type_ in avenant.types and not present:
                yield Finding(f"Le type « {type_.libelle} » attend {quoi}.", (*chemin, "types"), type_.value)
        yield from _duree(avenant, chemin)
        fin = _fin_avant(examen.ctg, i)
        nouvelle = avenant.nouvelle_date_fin
        if nouvelle and fin and nouvelle.fin <= fin:
            yield Finding(
                f"La nouvelle fin ({nouvelle.libelle}) n’est pas après l’ancienne ({date_longue(fin)}).",
                (*chemin, "nouvelle_date_fin"),
                nouvelle.libelle,
            )
