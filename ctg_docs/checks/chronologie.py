"""Who decides, signs, transmits, and when: acts, delegations, signature, effect (CTG203, CTG204, CTG213)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.parties import actes_de, toutes_les_parties
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import date_longue
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.deliberation import Deliberation
from ctg_docs.models.moments import Moment
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.signataire import Delegation, Signataire
from ctg_docs.problems import Severity

__all__: list[str] = []


@regle("CTG217", Severity.BLOCKING, "le jour de la signature, celui de l’effet et celui du terme sont connus")
def jours_connus(examen: Examen) -> Iterator[Finding]:
    """« octobre 2019 » is enough for a draft; an act is signed, takes effect and ends on a day."""
    convention = examen.ctg.convention
    jours: list[tuple[CheminDonnee, Moment | None]] = [
        (("convention", nom), getattr(convention, nom))
        for nom in ("date_signature_administrative", "date_debut", "date_fin")
    ]
    for i, avenant in enumerate(examen.ctg.avenants):
        jours.append((("avenants", i, "date_signature"), avenant.date_signature))
    for chemin, moment in jours:
        if moment is not None and not moment.is_day:
            yield Finding(
                f"« {moment.libelle} » ne dit pas le jour.",
                chemin,
                moment.libelle,
                "Écrire le jour, le mois et l’année, comme « 18/12/2023 ».",
            )


@regle(
    "CTG203",
    Severity.WARNING,
    "effet avant la signature",
    source="circulaire Cnaf n° 2020-01 et usage des conventions",
)
def effet_avant_signature(examen: Examen) -> Iterator[Finding]:
    """Frequent (start 1er janvier, signature in December), but it must be a choice; so for an avenant."""
    convention = examen.ctg.convention
    signature, debut = convention.signee_le, convention.date_debut
    if signature and debut and (debut.fin < signature or (debut.is_day and debut.debut < signature)):
        yield _retroactif("La convention", debut.libelle, signature, ("convention", "date_debut"))
    for i, avenant in enumerate(examen.ctg.avenants):
        if avenant.signe_le and avenant.date_effet and avenant.date_effet < avenant.signe_le:
            effet = date_longue(avenant.date_effet)
            yield _retroactif("L’avenant", effet, avenant.signe_le, ("avenants", i, "date_effet"))


def _retroactif(sujet: str, effet: str, signature: date, chemin: CheminDonnee) -> Finding:
    return Finding(
        f"{sujet} prend effet ({effet}) avant sa signature ({date_longue(signature)}).",
        chemin,
        effet,
        "Vérifier que cet effet rétroactif est voulu.",
    )


@regle("CTG204", Severity.BLOCKING, "chaque délibération précède la signature", source="CGCT")
def actes_avant_signature(examen: Examen) -> Iterator[Finding]:
    """Signing before the assembly decided is signing without authority; so is a delegation late or over.

    A delegation over that nobody used yet only warns: before the signature, or for an avenant that another may sign.
    """
    ctg = examen.ctg
    for chemin, signataire in toutes_les_parties(ctg):
        signature = _signature(ctg, chemin)
        if signature:
            for id_ in actes_de(ctg, chemin, signataire):
                acte = ctg.deliberation(id_)
                if acte and acte.date and acte.date > signature and not acte.avenant:
                    yield _apres(
                        ("deliberations", ctg.rang("deliberations", acte.id), "date"), acte.date, signature
                    )
        for ici, delegation in _delegations(chemin, signataire):
            yield from _delegation(delegation, ici, signature, examen.date)
    for avenant in ctg.avenants:
        for id_ in avenant.deliberations:
            acte = ctg.deliberation(id_)
            if acte and acte.date and avenant.signe_le and acte.date > avenant.signe_le:
                chemin_date = ("deliberations", ctg.rang("deliberations", acte.id), "date")
                yield _apres(chemin_date, acte.date, avenant.signe_le)
    yield from _delegations_des_avenants(ctg)


def _signature(ctg: Ctg, chemin: CheminDonnee) -> date | None:
    """Return the day on which a party signs what brought it in: the convention, or an avenant."""
    if chemin[0] == "avenants":
        return ctg.avenants[int(chemin[1])].signe_le
    return ctg.convention.signee_le


def _delegations(chemin: CheminDonnee, signataire: Signataire) -> Iterator[tuple[CheminDonnee, Delegation]]:
    for j, representant in enumerate(signataire.representants):
        if representant.delegation:
            yield (*chemin, "representants", j, "delegation"), representant.delegation


def _delegation(
    delegation: Delegation, chemin: CheminDonnee, signature: date | None, jour: date | None
) -> Iterator[Finding]:
    if signature and delegation.date and delegation.date > signature:
        yield _apres((*chemin, "date"), delegation.date, signature)
    fin = delegation.date_fin
    if fin and signature and fin < signature:
        message = (
            f"Cette délégation a pris fin ({date_longue(fin)}) avant la signature ({date_longue(signature)})."
        )
        yield Finding(message, (*chemin, "date_fin"), date_longue(fin))
    elif fin and not signature and jour and fin < jour:
        yield Finding(
            f"Cette délégation a pris fin ({date_longue(fin)}) et la signature n’a pas encore de date.",
            (*chemin, "date_fin"),
            date_longue(fin),
            severity=Severity.WARNING,
        )


def _delegations_des_avenants(ctg: Ctg) -> Iterator[Finding]:
    """Yield the delegations still good for the convention and over when an avenant is signed."""
    for avenant in ctg.avenants:
        signature = avenant.signe_le
        for i, signataire in enumerate(ctg.signataires):
            if signature is None or (avenant.signataires and signataire.id not in avenant.signataires):
                continue
            for chemin, delegation in _delegations(("signataires", i), signataire):
                fin = delegation.date_fin
                initiale = ctg.convention.signee_le
                if fin and fin < signature and (initiale is None or fin >= initiale):
                    yield Finding(
                        f"Cette délégation a pris fin ({date_longue(fin)}) avant la signature de l’avenant "
                        f"({date_longue(signature)}).",
                        (*chemin, "date_fin"),
                        date_longue(fin),
                        severity=Severity.WARNING,
                    )


def _apres(chemin: CheminDonnee, jour: date, signature: date) -> Finding:
    return Finding(
        f"Cet acte ({date_longue(jour)}) est postérieur à la signature qu’il autorise ({date_longue(signature)}).",
        chemin,
        date_longue(jour),
    )


@regle(
    "CTG213",
    Severity.WARNING,
    "un acte est convoqué, pris, transmis, publié, puis exécuté",
    source="CGCT L. 2131-1 ; CE, avis, 10 juin 1996, préfet de la Côte-d’Or",
)
def ordre_des_actes(examen: Examen) -> Iterator[Finding]:
    """A délibération is in force once transmitted: signing before that makes the contract unlawful."""
    ctg = examen.ctg
    signatures = {
        id_: signature
        for chemin, signataire in toutes_les_parties(ctg)
        for id_ in actes_de(ctg, chemin, signataire)
        if (signature := _signature(ctg, chemin))
    }
    signatures |= {id_: a.signe_le for a in ctg.avenants for id_ in a.deliberations if a.signe_le}
    for i, acte in enumerate(ctg.deliberations):
        for suite, ecrit, message in _desordres(acte, signatures.get(acte.id)):
            yield Finding(message, ("deliberations", i, *suite), date_longue(ecrit))
    convention = ctg.convention
    signee = convention.signee_le
    for nom, jour, fait in (
        ("date_transmission", convention.date_transmission, "transmise"),
        ("date_publication", convention.date_publication, "publiée"),
        ("date_avis", convention.date_avis, "annoncée"),
    ):
        if jour and signee and jour < signee:
            yield Finding(
                f"La convention serait {fait} ({date_longue(jour)}) avant sa signature ({date_longue(signee)}).",
                ("convention", nom),
                date_longue(jour),
            )


def _desordres(acte: Deliberation, signature: date | None) -> Iterator[tuple[CheminDonnee, date, str]]:
    seance = acte.seance
    tenue = seance.date if seance and seance.date else acte.date
    if seance and seance.date_convocation and tenue and seance.date_convocation >= tenue:
        yield (
            ("seance", "date_convocation"),
            seance.date_convocation,
            f"La convocation n’est pas antérieure à la séance ({date_longue(tenue)}).",
        )
    if seance and seance.date and acte.date and seance.date != acte.date:
        dite = f"L’acte est daté du {date_longue(acte.date)}, sa séance du {date_longue(seance.date)}."
        yield ("seance", "date"), seance.date, dite
    for nom, jour, fait in (
        ("date_transmission", acte.date_transmission, "transmis"),
        ("date_publication", acte.date_publication, "publié"),
    ):
        if jour and acte.date and jour < acte.date:
            message = (
                f"L’acte serait {fait} ({date_longue(jour)}) avant d’être pris ({date_longue(acte.date)})."
            )
            yield (nom,), jour, message
        elif jour and signature and signature < jour:
            message = f"L’acte n’est {fait} que le {date_longue(jour)}, après la signature du {date_longue(signature)}."
            yield (nom,), jour, message
