"""Numbers that identify, and dates spoiled by spreadsheets (CTG701 to CTG703)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta

from stdnum.fr import siren as stdnum_siren
from stdnum.fr import siret as stdnum_siret

from ctg_docs.checks.examen import Champ, Examen
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import adresses, date_longue, is_adresse, siren, siret
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.moments import Moment
from ctg_docs.models.organisme import Organisme
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.problems import Severity

__all__: list[str] = []

_DEPARTEMENT = re.compile(r"0[1-9]|[1-8]\d|9[0-5]|2[AB]|97[1-8]|98[4-9]")
_PREFECTURE = re.compile(r"(0\d{2}|02[AB]|97[1-6])-(\d{9})-(\d{8})-(.+)-([A-Z]{2,4})")
_TELEPHONE = re.compile(
    r"0[1-9]\d{8}|\+?33\(?0?\)?[1-9]\d{8}|\+(?:262|508|590|594|596)\d{9}|3\d{3}|1\d{1,3}|116\d{3}"
)


def _tva(numero: str) -> bool:
    compact = re.sub(r"[\s.]", "", numero).upper()
    if not re.fullmatch(r"FR\d{11}", compact):
        return False
    return int(compact[2:4]) == (12 + 3 * (int(compact[4:]) % 97)) % 97


def _departement(code: str) -> bool:
    return bool(_DEPARTEMENT.fullmatch(code)) and code != "20"


def _insee(code: str) -> bool:
    return bool(re.fullmatch(r"(?:\d{2}|2[AB])\d{3}", code))


def _telephone(numero: str) -> bool:
    return bool(_TELEPHONE.fullmatch(re.sub(r"[\s.\-/()]", "", numero)))


_FORMES: dict[str, tuple[Callable[[str], bool], str, str]] = {
    "siren": (lambda n: bool(stdnum_siren.is_valid(n)), "SIREN", "neuf chiffres, le dernier est une clé"),
    "siret": (lambda n: bool(stdnum_siret.is_valid(n)), "SIRET", "quatorze chiffres, le dernier est une clé"),
    "tva": (_tva, "numéro de TVA", "FR, deux chiffres de clé, puis le SIREN"),
    "rna": (lambda n: bool(re.fullmatch(r"W(?:\d{2}|2[AB])\d{7}", n)), "numéro RNA", "W et neuf chiffres"),
    "code_insee": (_insee, "code Insee", "cinq caractères : 79174, 2A004"),
    "code_departement": (_departement, "code de département", "79, 2A, 971"),
    "code_postal": (lambda n: bool(re.fullmatch(r"(?!00)\d{5}", n)), "code postal", "cinq chiffres"),
    "telephone": (_telephone, "numéro de téléphone", "dix chiffres commençant par 0"),
    "courriel": (
        lambda n: all(map(is_adresse, adresses(n))),
        "adresse de courriel",
        "nom@domaine.fr ; plusieurs sont séparées par une virgule",
    ),
    "delegue_a_la_protection": (
        is_adresse,
        "adresse de courriel",
        "nom@domaine.fr",
    ),
    "identifiant_prefecture": (
        lambda n: bool(_PREFECTURE.fullmatch(n)),
        "identifiant de préfecture",
        "DDD-SIREN-AAAAMMJJ-NUMERO-NATURE",
    ),
}


@regle(
    "CTG701",
    Severity.BLOCKING,
    "clés et formes des numéros (SIREN, SIRET, TVA, Insee…)",
    source="Insee",
)
def numeros_valides(examen: Examen) -> Iterator[Finding]:
    """A typing mistake in a SIREN breaks the key that its last digit holds."""
    for champ in examen.champs:
        forme = _FORMES.get(champ.nom)
        if champ.nom == "departement" and isinstance(champ.modele, Organisme):
            forme = _FORMES["code_departement"]
        if forme and isinstance(champ.valeur, str) and champ.valeur:
            valide, nom, attendu = forme
            if not valide(champ.valeur):
                article = "Cette" if nom.startswith("adresse") else "Ce"
                phrase = f"{article} {nom} n’est pas valide."
                # the range of départements is usage, never a hard rule: an invented territory may use 99
                severite = Severity.WARNING if nom == "code de département" else None
                yield Finding(phrase, champ.chemin, champ.valeur, f"Attendu : {attendu}.", severite)


def _contradictions(ctg: Ctg) -> Iterator[tuple[CheminDonnee, str, str]]:
    for i, organisme in enumerate(ctg.organismes):
        chemin: CheminDonnee = ("organismes", i)
        if (
            organisme.siren
            and organisme.siret
            and len(organisme.siret) == 14
            and organisme.siret[:9] != organisme.siren
        ):
            yield (*chemin, "siret"), siret(organisme.siret), f"le SIREN {siren(organisme.siren)}"
        numero = organisme.siren or (organisme.siret or "")[:9]
        tva = re.sub(r"[\s.]", "", organisme.tva or "")
        if numero and len(tva) == 13 and tva[4:] != numero:
            yield (*chemin, "tva"), tva, f"le SIREN {siren(numero)}"
    for i, acte in enumerate(ctg.deliberations):
        trouve = _PREFECTURE.fullmatch(acte.identifiant_prefecture or "")
        if not trouve:
            continue
        ici = ("deliberations", i, "identifiant_prefecture")
        decideur = ctg.organisme(acte.organisme)
        numero = (decideur.siren or (decideur.siret or "")[:9]) if decideur else ""
        if numero and trouve[2] != numero:
            yield ici, trouve[0], f"le SIREN {siren(numero)}"
        if acte.date and trouve[3] != f"{acte.date:%Y%m%d}":
            yield ici, trouve[0], f"la date de l’acte ({date_longue(acte.date)})"


@regle(
    "CTG702",
    Severity.BLOCKING,
    "numéros d’un même organisme d’accord entre eux",
    source="Insee, clé de Luhn",
)
def numeros_concordants(examen: Examen) -> Iterator[Finding]:
    """SIREN and SIRET can both have a good key and contradict each other."""
    for chemin, valeur, avec in _contradictions(examen.ctg):
        yield Finding(f"Ce numéro contredit {avec}.", chemin, valeur)


_SERIE = re.compile(r"\s*([34]\d{4}|5[0-4]\d{3})\s*")
_ORIGINE_EXCEL = date(1899, 12, 30)
_PASSE_LOINTAIN = ("historique", "equipements", "cooperation", "articulation", "diagnostic")
_HORS_SERIE = ("valeur", "population", "reference", "intitule")


def _jour(valeur: object) -> date | None:
    if isinstance(valeur, Moment):
        return valeur.jour
    return valeur if isinstance(valeur, date) else None


def _annee_hors(champ: Champ) -> Iterator[Finding]:
    annees: list[int] = []
    if isinstance(champ.valeur, Moment):
        annees = [champ.valeur.debut.year, champ.valeur.fin.year]
    elif isinstance(champ.valeur, date):
        annees = [champ.valeur.year]
    if any(not 2000 <= a <= 2100 for a in annees):
        yield Finding(
            "Année hors de 2000-2100.", champ.chemin, champ.valeur, "Sans doute une faute de frappe."
        )


@regle(
    "CTG703",
    Severity.WARNING,
    "dates vraisemblables (numéro Excel, série qui glisse, année)",
    source="défaut relevé dans des actes signés",
)
def dates_de_tableur(examen: Examen) -> Iterator[Finding]:
    """Drag-fill adds a day per row; a date pasted as a number is a count of days since 1899-12-30."""
    for lu in examen.textes:
        if lu.nom not in _HORS_SERIE and (trouve := _SERIE.fullmatch(lu.texte)):
            lu_comme = _ORIGINE_EXCEL + timedelta(days=int(trouve[1]))
            yield Finding(
                "Ce nombre ressemble à une date d’Excel.",
                lu.chemin,
                lu.texte,
                f"Sans doute {date_longue(lu_comme)}.",
            )
    series: dict[tuple[object, ...], list[tuple[CheminDonnee, date]]] = {}
    for champ in examen.champs:
        if champ.chemin[0] not in _PASSE_LOINTAIN:
            yield from _annee_hors(champ)
        if jour := _jour(champ.valeur):
            colonne = tuple("*" if isinstance(p, int) else p for p in champ.chemin)
            series.setdefault(colonne, []).append((champ.chemin, jour))
    for suite in series.values():
        yield from _glisse(suite)


def _glisse(suite: list[tuple[CheminDonnee, date]]) -> Iterator[Finding]:
    """Find four rows or more whose dates grow by exactly one day."""
    debut = 0
    for i in range(1, len(suite) + 1):
        if i < len(suite) and suite[i][1] - suite[i - 1][1] == timedelta(days=1):
            continue
        if i - debut >= 4:
            yield Finding(
                f"{i - debut} dates se suivent d’un jour à l’autre, du {date_longue(suite[debut][1])} au "
                f"{date_longue(suite[i - 1][1])} : cellules étirées par erreur ?",
                suite[debut + 1][0],
                date_longue(suite[debut + 1][1]),
            )
        debut = i
