"""Legal references: well formed, of the right code and title, in force (CTG207, CTG208)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher

from ctg_docs.checks.examen import Examen, TexteLu
from ctg_docs.checks.registre import Finding, regle
from ctg_docs.french import MOIS, cle, date_longue, parse_date
from ctg_docs.models.ctg import Ctg
from ctg_docs.models.provenance import CheminDonnee
from ctg_docs.models.textes_legaux import ARTICLES, CODES, COG, LOIS, SANS_SIGLE, Loi
from ctg_docs.problems import Severity

__all__: list[str] = []

_ARTICLE = re.compile(r"(?<![\w.'’-])([LRD])(\.?[ \u00a0]?)(\d{3,4}(?:-\d{1,3})*)(?![\w/])")
_APPEL = re.compile(r"(?i)\b(?:art(?:icles?|\.)|code|casf|css|cgct)\b")
_LOI = re.compile(
    rf"(?i)\b(loi|ordonnance|d[ée]cret)\s+n([°ºo])([ \u00a0\u202f]?)(\d{{2,4}}-\d{{1,4}})"
    rf"(?:\s+du\s+(1er|\d{{1,2}})[ \u00a0]+({'|'.join(MOIS)})\s+(\d{{4}}))?([^;.\n(]*)"
)
_COG = re.compile(r"(?i)\b(?:cog|objectifs et de gestion)[^;.\n]{0,40}?\b(20\d\d)\s*[-–]\s*(20\d\d)")
_CODES = {cle(nom): sigle for sigle, nom in CODES.items()} | {cle(s): s for s in CODES if s not in SANS_SIGLE}


def _articles(lu: TexteLu) -> Iterator[tuple[re.Match[str], str]]:
    for trouve in _ARTICLE.finditer(lu.texte):
        if "-" in trouve[3] or _APPEL.search(lu.texte[max(0, trouve.start() - 60) : trouve.end() + 40]):
            yield trouve, f"{trouve[1]}. {trouve[3]}"


def _code_apres(texte: str, fin: int) -> str:
    """Return the code that a reference belongs to: the first one named after it in the sentence."""
    suite = cle(re.split(r"[;\n]|\.\s", texte[fin : fin + 160])[0])
    places = [(suite.find(nom), sigle) for nom, sigle in _CODES.items() if re.search(rf"\b{nom}\b", suite)]
    return min(places)[1] if places else ""


_CONNUS = {numero.replace("-", ""): numero for numero in ARTICLES}


def _mal_forme(lu: TexteLu) -> Iterator[Finding]:
    for trouve, normal in _articles(lu):
        voisin = _CONNUS.get(normal.replace("-", ""))
        if voisin and voisin != normal:
            yield Finding(
                f"L’article {normal} n’est pas connu.", lu.chemin, trouve[0], f"Sans doute {voisin}."
            )
            continue
        if trouve[2] not in (". ", ".\u00a0"):
            yield Finding("Référence d’article mal écrite.", lu.chemin, trouve[0], f"Écrire « {normal} ».")
        connu, code = ARTICLES.get(normal), _code_apres(lu.texte, trouve.end())
        if connu and code and code != connu.code:
            yield Finding(
                f"{normal} est cité dans le {CODES[code]} ; une CTG vise celui du {CODES[connu.code]}.",
                lu.chemin,
                trouve[0],
                f"Écrire « {CODES[connu.code]} ».",
            )


def _titre_faux(loi: Loi, suite: str) -> str:
    """Return what is wrong with the title that follows a law: empty when it is the right one or none."""
    lu, attendu = cle(suite), cle(loi.titre)
    if not re.match(r"(?:relative|relatif|portant|pour|de|d|visant|renovant|tendant|instituant)\b", lu):
        return ""
    if lu.startswith(attendu) or SequenceMatcher(None, lu[: len(attendu)], attendu).ratio() > 0.85:
        return ""
    autre = next((x for x in LOIS.values() if x is not loi and lu.startswith(cle(x.titre)[:40])), None)
    return f" Ce titre est celui de la {autre.nature} n° {autre.numero}." if autre else " "


def _lois(lu: TexteLu) -> Iterator[Finding]:
    for trouve in _LOI.finditer(lu.texte):
        nature, numero = trouve[1].lower(), trouve[4]
        if trouve[2] != "°" or not trouve[3]:
            entete = lu.texte[trouve.start() : trouve.end(4)]
            yield Finding("Numéro mal écrit.", lu.chemin, entete, f"Écrire « {nature} n° {numero} ».")
        loi = LOIS.get(numero)
        if loi is None:
            continue
        if trouve[7] and (trouve[5], trouve[6].lower(), int(trouve[7])) != _date(loi.date):
            yield Finding(
                f"La {nature} n° {numero} est du {date_longue(loi.date)}.",
                lu.chemin,
                trouve[0],
                f"Écrire « du {date_longue(loi.date)} ».",
            )
        if faux := _titre_faux(loi, trouve[8]):
            yield Finding(
                f"Ce n’est pas le titre de la {nature} n° {numero}.{faux}".rstrip(),
                lu.chemin,
                trouve[8].strip(),
                f"Écrire « {loi.titre} ».",
            )


def _date(jour: date) -> tuple[str, str, int]:
    return ("1er" if jour.day == 1 else str(jour.day)), MOIS[jour.month - 1], jour.year


@regle(
    "CTG207",
    Severity.WARNING,
    "références légales bien écrites, du bon code, au bon titre",
    source="legifrance.gouv.fr",
)
def references_legales(examen: Examen) -> Iterator[Finding]:
    """A law with the title of another, L. 2141-3 for L. 214-1-3: met in signed acts. Unknown texts are left alone."""
    for lu in examen.textes:
        yield from _mal_forme(lu)
        yield from _lois(lu)
        for trouve in _COG.finditer(lu.texte):
            annees = int(trouve[1]), int(trouve[2])
            vraie = next((c for c in COG if c[1] == annees[1]), None)
            if annees not in COG and vraie:
                yield Finding(
                    f"Il n’y a pas de convention d’objectifs et de gestion {annees[0]}-{annees[1]}.",
                    lu.chemin,
                    trouve[0],
                    f"Écrire « {vraie[0]}-{vraie[1]} ».",
                )


def _visas(ctg: Ctg) -> Iterator[tuple[CheminDonnee, str, date]]:
    """Yield each visa with the day of its act."""
    signature = ctg.convention.signee_le
    groupes: list[tuple[CheminDonnee, tuple[str, ...], date | None]] = [
        (("convention", "visas"), ctg.convention.visas, signature),
        *((("deliberations", i, "visas"), d.visas, d.date) for i, d in enumerate(ctg.deliberations)),
        *((("avenants", i, "visas"), a.visas, a.signe_le) for i, a in enumerate(ctg.avenants)),
    ]
    for chemin, visas, jour in groupes:
        if jour:
            yield from (((*chemin, j), visa, jour) for j, visa in enumerate(visas))


_DATE_ECRITE = re.compile(rf"\bdu\s+((?:1er|\d{{1,2}})[ \u00a0]+(?:{'|'.join(MOIS)})\s+\d{{4}})")


@regle(
    "CTG208",
    Severity.WARNING,
    "chaque texte visé est en vigueur au jour de l’acte",
    source="legifrance.gouv.fr",
)
def textes_en_vigueur(examen: Examen) -> Iterator[Finding]:
    """A recycled visa cites what is no longer, or not yet, in force."""
    for chemin, visa, jour in _visas(examen.ctg):
        for trouve in _DATE_ECRITE.finditer(visa):
            try:
                texte = parse_date(trouve[1])
            except ValueError:
                continue
            if texte > jour:
                yield Finding(
                    f"Ce visa cite un texte du {date_longue(texte)}, postérieur à l’acte ({date_longue(jour)}).",
                    chemin,
                    visa,
                )
        for article in _ARTICLE.finditer(visa):
            connu = ARTICLES.get(f"{article[1]}. {article[3]}")
            if connu and connu.debut and jour < connu.debut:
                yield Finding(
                    f"L’article {connu.numero} n’est en vigueur que depuis le {date_longue(connu.debut)}.",
                    chemin,
                    visa,
                )
        for cog in _COG.finditer(visa):
            if int(cog[2]) < jour.year:
                yield Finding(
                    f"La convention d’objectifs et de gestion {cog[1]}-{cog[2]} n’était plus en cours en {jour.year}.",
                    chemin,
                    visa,
                )
