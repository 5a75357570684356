"""Means: posts, full-time equivalents, equipments, names out of use, dated rates (CTG601 to CTG605)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from ctg_docs.checks.examen import Examen
from ctg_docs.checks.outils import extrait, phrase_autour
from ctg_docs.checks.personnes import nom_personne
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import cle, compte, etp
from ctg_docs.models.equipement import Equipement, TypeEquipement
from ctg_docs.models.financements import annees_d_activite, financements
from ctg_docs.models.noms_perimes import NOMS_PERIMES
from ctg_docs.models.organisme import NatureOrganisme
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.suites import jour_de
from ctg_docs.problems import Severity

__all__: list[str] = []


@regle(
    "CTG601",
    Severity.WARNING,
    "postes et ETP comme annoncés, postes vacants dits",
    source="usage des postes de coopération",
)
def postes_annonces(examen: Examen) -> Iterator[Finding]:
    """13 posts and 6,70 ETP announced: the list must bear it out. A vacant post matters in a final annexe."""
    cooperation = examen.ctg.cooperation
    postes, annonce = cooperation.postes, cooperation.nombre_annonce
    if annonce is not None and postes and annonce != len(postes):
        yield Finding(
            f"{compte(annonce, 'poste annoncé', 'postes annoncés')}, {len(postes)} dans la liste.",
            ("cooperation", "nombre_annonce"),
            annonce,
        )
    connus = [p.etp_ctg for p in postes if p.etp_ctg is not None]
    total = sum(connus, Decimal(0))
    if cooperation.etp_annonce is not None and connus:
        complet = len(connus) == len(postes)
        if (complet and total != cooperation.etp_annonce) or total > cooperation.etp_annonce:
            yield Finding(
                f"{etp(cooperation.etp_annonce)} ETP annoncés, {etp(total)} dans la liste.",
                ("cooperation", "etp_annonce"),
                etp(cooperation.etp_annonce),
            )
    for i, poste in enumerate(postes):
        if examen.final and poste.vacant:
            yield Finding(
                f"« {poste.intitule_fonction} » est vacant{f' ({poste.vacance})' if poste.vacance else ''}.",
                ("cooperation", "postes", i, "personne"),
            )


@regle(
    "CTG602",
    Severity.BLOCKING,
    "0 < ETP CTG ≤ ETP du poste ≤ 1, et ≤ 1 par personne",
    source="usage des postes de coopération",
)
def etp_possibles(examen: Examen) -> Iterator[Finding]:
    """An impossible share of time makes the whole total doubtful."""
    par_personne: dict[str, Decimal] = defaultdict(Decimal)
    for i, poste in enumerate(examen.ctg.cooperation.postes):
        chemin: CheminDonnee = ("cooperation", "postes", i)
        plafond = poste.etp_poste if poste.etp_poste is not None else Decimal(1)
        if poste.etp_poste is not None and not 0 < poste.etp_poste <= 1:
            yield Finding(
                "L’ETP d’un poste est plus grand que 0 et ne dépasse pas 1.",
                (*chemin, "etp_poste"),
                etp(poste.etp_poste),
            )
        elif poste.etp_ctg is not None and not 0 < poste.etp_ctg <= plafond:
            yield Finding(
                f"L’ETP CTG est plus grand que 0 et ne dépasse pas celui du poste ({etp(plafond)}).",
                (*chemin, "etp_ctg"),
                etp(poste.etp_ctg),
            )
        if poste.personne and poste.etp_ctg is not None:
            avant = par_personne[poste.personne]
            par_personne[poste.personne] += poste.etp_ctg
            if avant and avant <= 1 < par_personne[poste.personne]:
                yield Finding(
                    f"{nom_personne(examen.ctg, poste.personne)} dépasse un temps plein ({etp(par_personne[poste.personne])} ETP).",
                    (*chemin, "etp_ctg"),
                    etp(poste.etp_ctg),
                )


_CAPACITES = {
    TypeEquipement.EAJE: (("places",), "le nombre de places"),
    TypeEquipement.RPE: (("etp",), "l’ETP d’animation"),
    TypeEquipement.LAEP: (("heures",), "le nombre d’heures"),
    TypeEquipement.ALSH: (("heures", "places"), "le nombre d’heures ou de places"),
}


@regle(
    "CTG603",
    Severity.WARNING,
    "équipement avec capacité, numéro du gestionnaire, commune du périmètre",
    source="circulaire Cnaf n° 2020-01 (bonus territoire)",
)
def equipements_decrits(examen: Examen) -> Iterator[Finding]:
    """The annexe of the equipments is what the bonus territoire is read from."""
    ctg = examen.ctg
    communes = {cle(c.nom): c.nom for c in ctg.territoire.communes}
    for i, equipement in enumerate(ctg.equipements):
        chemin: CheminDonnee = ("equipements", i)
        yield from _capacite(equipement, chemin)
        gestionnaire = ctg.organisme(equipement.gestionnaire)
        if gestionnaire and not (gestionnaire.siret or gestionnaire.siren or gestionnaire.rna):
            association = gestionnaire.nature is NatureOrganisme.ASSOCIATION
            yield Finding(
                f"{gestionnaire.nom}, qui gère « {equipement.nom} », n’a ni SIRET{' ni RNA' if association else ''}.",
                ("organismes", ctg.rang("organismes", gestionnaire.id), "siret"),
            )
        if equipement.commune and communes and cle(equipement.commune) not in communes:
            yield Finding(
                f"« {equipement.commune} » n’est pas une commune du périmètre.",
                (*chemin, "commune"),
                equipement.commune,
                examen.vouliez_vous(equipement.commune, communes.values()),
            )


def _capacite(equipement: Equipement, chemin: CheminDonnee) -> Iterator[Finding]:
    noms, quoi = _CAPACITES.get(equipement.type, ((), ""))
    if noms and not any((getattr(equipement, nom) or 0) > 0 for nom in noms):
        yield Finding(f"« {equipement.nom} » : il manque {quoi}.", (*chemin, noms[0]), equipement.type.value)


_CEJ = re.compile(r"\bCEJ\b|(?i:\bcontrats? enfance jeunesse\b)")
_AU_PASSE = re.compile(
    r"(?i)\b(?:ancien\w*|ex|fin|remplac\w+|pr[ée]c[ée]d\w+|passage|pass[ée]\w*|ant[ée]rieur\w*|issus?|clos|jusqu|succ[èe]d\w+|"
    r"hist\w+|fusion|terme|[ée]ch\w+|depuis|[ée]tai\w+|ex-|renouvel\w+|20[01]\d|relais|anciennement|devenus?)\b"
)


@regle(
    "CTG604",
    Severity.WARNING,
    "pas de nom périmé (RAM, Pôle emploi, ZRR, CEJ au présent)",
    source="défaut relevé dans des actes signés",
)
def noms_perimes(examen: Examen) -> Iterator[Finding]:
    """Recycled text. What tells the past may name the past; a signed convention keeps the names of its day."""
    for lu in examen.textes:
        if lu.rubrique in ("historique", "evaluations"):
            continue
        jour = (jour_de(examen.ctg) if lu.rubrique == "convention" else None) or examen.date
        for nom in NOMS_PERIMES:
            if jour and jour < nom.depuis:
                continue
            for trouve in re.finditer(nom.motif, lu.texte):
                avant, _ = phrase_autour(lu.texte, *trouve.span())
                if not re.search(r"(?i)(?:ex[- ]|ancien\w*|anciennement)[ \w’'(]*$", avant[-30:]):
                    yield Finding(
                        f"« {trouve[0]} » ne se dit plus.",
                        lu.chemin,
                        extrait(lu.texte, *trouve.span()),
                        f"Écrire « {nom.nouveau} ».",
                    )
        for trouve in _CEJ.finditer(lu.texte):
            if not _AU_PASSE.search(" ".join(phrase_autour(lu.texte, *trouve.span()))):
                yield Finding(
                    "Le contrat enfance jeunesse n’existe plus : en parler au passé.",
                    lu.chemin,
                    extrait(lu.texte, *trouve.span()),
                )


@regle(
    "CTG605",
    Severity.WARNING,
    "tarif de l’année, et non d’une année plus ancienne",
    source="les tarifs de la branche Famille changent chaque année",
)
def tarifs_de_l_annee(examen: Examen) -> Iterator[Finding]:
    """A rate holds until another is given: a year told with an older one may be told wrong."""
    ctg = examen.ctg
    propres = ctg.parametres.baremes
    anciens = {
        (b.objet, annee): b
        for annee in annees_d_activite(ctg)
        for f in financements(ctg, annee)
        for b in f.depasses
    }
    for (objet, annee), bareme in anciens.items():
        chemin: CheminDonnee = ("parametres", "baremes")
        yield Finding(
            f"{objet.libelle}\u00a0: l’année {annee} est calculée au tarif de {bareme.annee}.",
            (*chemin, propres.index(bareme), "annee") if bareme in propres else chemin,
            bareme.annee,
            f"Ajouter le tarif de {annee} ({objet.value}) aux barèmes du dossier, avec sa source, même s’il n’a pas changé.",
        )
