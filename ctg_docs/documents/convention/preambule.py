"""The préambule: what a CTG is, the territory, the history, the diagnosis, the lessons, the neighbour plans."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.convention.articles.ensembles import CITEES, nommer_ensemble, reunir
from ctg_docs.documents.convention.faits import compter
from ctg_docs.engine.values import Rich
from ctg_docs.french import FINE, cle, de, liste_de, liste_et, majuscule_initiale, nombre, nombre_lettres
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs, echapper, liste, points
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.evaluation import NatureEvaluation
from ctg_docs.models.organisme import NatureOrganisme

if TYPE_CHECKING:
    from ctg_docs.documents.convention.faits import Faits
    from ctg_docs.models.articulation import ProjetArticule
    from ctg_docs.models.territoire import Territoire

__all__ = ["Etape", "Preambule", "build_preambule"]

_COMMUNES_CITEES = 12
_ANNONCES = (
    "La convention est mise en cohérence avec le projet suivant :",
    "La convention est mise en cohérence avec les projets suivants :",
)


class Etape(Bloc):
    """The events of one date."""

    date: str
    faits: tuple[str, ...]


class Preambule(Bloc):
    """The préambule: a text, the history as a table, a text."""

    debut: Rich
    annonce: Rich = Field(title="Annonce", description="Phrase gardée avec le tableau des étapes, ou vide")
    etapes: tuple[Etape, ...] = Field(title="Historique", description="Par date, dans l’ordre")
    fin: Rich


def build_preambule(f: Faits) -> Preambule:
    """Return the préambule of the dossier, or the one we propose, and its complement."""
    convention = f.convention
    if convention.preambule:
        texte = blocs(convention.preambule, convention.preambule_complement)
        return Preambule(debut=Rich(texte), annonce=Rich(""), etapes=(), fin=Rich(""))
    etapes = _etapes(f)
    annonce = (
        "La présente convention est l’aboutissement d’une démarche dont les étapes ont été les suivantes."
        if etapes
        else ""
    )
    titre = "## L’histoire de la démarche" if etapes else ""
    suite = (_diagnostic(f), _precedente(f), _articulation(f), convention.preambule_complement)
    return Preambule(
        debut=Rich(blocs(_demarche(f), _territoire(f), titre)),
        annonce=Rich(annonce),
        etapes=etapes,
        fin=Rich(blocs(*suite)),
    )


def _demarche(f: Faits) -> str:
    appui = "s’appuie sur un diagnostic partagé et formalise" if f.diagnostic else "formalise"
    msa = f.passage("preambule_msa") if f.de_nature(NatureOrganisme.MSA) else ""
    return blocs(
        "La convention territoriale globale (CTG) est une convention de partenariat conclue entre "
        f"{_parties(f) or hole('parties à la convention', 'signataires')}. Elle vise à renforcer l’efficacité, la cohérence et la coordination des actions en direction "
        f"des habitants du territoire. Elle {appui} un projet social commun, "
        "qui fixe des priorités, les moyens d’y répondre et la manière de les évaluer.",
        " ".join(p for p in (f.passage("preambule"), msa) if p),
    )


def _parties(f: Faits) -> str:
    """Return the short names of the parties; many communes are told together."""
    noms: list[str] = []
    for ensemble in reunir(f.decrites, lambda p: p.natures != {NatureOrganisme.COMMUNE}):
        unis = len(ensemble) > CITEES
        noms += [echapper(str(nommer_ensemble(ensemble, f.decrites)))] if unis else [p.dit for p in ensemble]
    return liste_et(noms)


def _territoire(f: Faits) -> str:
    """Say what the dossier's own presentation does not: how many communes and inhabitants, then which communes."""
    territoire = f.ctg.territoire
    communes = [c.nom for c in territoire.communes]
    if not communes:
        return blocs("## Le territoire", territoire.presentation) if territoire.presentation else ""
    plusieurs = len(communes) > 1
    lieu = f"la commune {de(communes[0])}"
    if plusieurs:
        deja = cle(territoire.nom).startswith("territoire ")  # « le Territoire de l’Ouest »
        lieu = str(territoire.groupe) if deja else f"le territoire {f.de_territoire}"
    debut = echapper(majuscule_initiale(lieu))
    comptes = _comptes(territoire)
    phrases = [f"{debut} compte {liste_et(comptes)}."] if comptes else []
    if plusieurs and len(communes) <= _COMMUNES_CITEES:
        phrases.append(f"{'Il' if comptes else debut} réunit {echapper(liste_et(communes))}.")
    if not (phrases or territoire.presentation):
        return ""
    return blocs("## Le territoire", " ".join(phrases), territoire.presentation)


_EN_LETTRES = 1_000_000
"""No territory writes more inhabitants in letters."""


def _comptes(territoire: Territoire) -> list[str]:
    """Return « trois communes », « 8 760 habitants (Insee 2022) », less what the presentation counts already."""
    communes, habitants, source = (
        len(territoire.communes),
        territoire.population_totale,
        territoire.date_population,
    )
    comptes = []
    if communes > 1 and not _compte_deja(territoire.presentation, communes, "communes"):
        comptes.append(compter(communes, "commune", "communes", feminin=True))
    if habitants and (source or not _compte_deja(territoire.presentation, habitants, "habitants")):
        comptes.append(f"{nombre(habitants)} habitants" + (f" ({echapper(source)})" if source else ""))
    return comptes


def _compte_deja(presentation: str | None, combien: int, quoi: str) -> bool:
    formes = [str(combien), nombre(combien).replace(FINE, r"\s?")]
    if combien < _EN_LETTRES:
        formes.append(nombre_lettres(combien, feminin=True))
    return re.search(rf"(?i)\b(?:{'|'.join(formes)})\s{quoi}", presentation or "") is not None


def _etapes(f: Faits) -> tuple[Etape, ...]:
    """Return the steps up to the signature: a convention doesn't tell what came after it was signed."""
    signature = f.ctg.convention.signee_le
    evenements = sorted(
        (e for e in f.ctg.historique if signature is None or e.date.debut <= signature), key=lambda e: e.date
    )
    dates = dict.fromkeys(e.date.libelle for e in evenements)
    return tuple(
        Etape(
            date=majuscule_initiale(date), faits=tuple(e.texte for e in evenements if e.date.libelle == date)
        )
        for date in dates
    )


def _diagnostic(f: Faits) -> str:
    diagnostic = f.ctg.diagnostic
    if diagnostic is None:
        return ""
    qui = [o.groupe for id in diagnostic.contributeurs if (o := f.ctg.organisme(id))]
    avec = f", avec le concours {echapper(liste_de(qui))}" if qui else ""
    ou = f.annexe(ContenuAnnexe.DIAGNOSTIC)
    detail = f" Il figure à {ou}." if ou else ""
    synthese = ""
    if diagnostic.synthese:
        synthese = blocs("Il met en évidence les constats suivants :", points(diagnostic.synthese))
    quand = f" ({diagnostic.date.libelle})" if diagnostic.date else ""
    return blocs(
        "## Un diagnostic partagé",
        f"Un diagnostic a été établi et partagé entre les partenaires{quand}{avec}.{detail}",
        synthese,
    )


def _precedente(f: Faits) -> str:
    faites = [e for e in f.ctg.evaluations if e.nature is NatureEvaluation.PRECEDENTE]
    if not faites:
        return ""
    evaluation = faites[0]
    periode = f" {evaluation.periode.libelle}" if evaluation.periode else ""
    return blocs(
        "## Les enseignements de la convention précédente",
        f"L’évaluation de la convention{periode} a mis en évidence les points suivants :",
        points((*evaluation.constats, *evaluation.enseignements)),
        blocs("Elle recommande :", points(evaluation.recommandations)) if evaluation.recommandations else "",
    )


def _articulation(f: Faits) -> str:
    articulation = f.ctg.articulation
    projets = [_projet(p) for p in articulation.projets if p.nature.value != "ctg" or p.texte]
    if not (articulation.regle or projets):
        return ""
    apport = (
        blocs("Apports de la convention :", points(articulation.apport_ctg))
        if articulation.apport_ctg
        else ""
    )
    return blocs(
        "## L’articulation avec les autres projets du territoire",
        articulation.regle,
        blocs(_ANNONCES[len(projets) > 1], liste(projets)) if projets else "",
        apport,
    )


def _projet(projet: ProjetArticule) -> str:
    sigle = f" ({echapper(projet.sigle)})" if projet.sigle else ""
    bornes = [m.libelle for m in (projet.debut, projet.fin) if m]
    periode = f", {'-'.join(dict.fromkeys(bornes))}" if bornes else ""
    texte = f". {echapper(majuscule_initiale(projet.texte))}" if projet.texte else ""
    return f"{echapper(projet.nom)}{sigle}{periode}{texte}"
