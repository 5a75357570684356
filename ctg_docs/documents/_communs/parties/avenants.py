"""An avenant in the life of its convention: its name, what it starts from, who signs it. Pure: no layout."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.parties.articles import numeroter_article
from ctg_docs.documents._communs.parties.parties import Partie, presenter
from ctg_docs.french import accord, liste_et, nombre_lettres
from ctg_docs.holes import hole
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.avenant import TYPE_D_ARTICLE, ChangementAnnexe, ChangementFiche, TypeAvenant
from ctg_docs.models.convention import ARTICLES
from ctg_docs.models.liste_annexes import list_annexes
from ctg_docs.models.signataire import unir
from ctg_docs.models.strategie import Niveau
from ctg_docs.models.titres import titre_en_phrase

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ctg_docs.models.avenant import AnnexeAvenant, Avenant, ModificationArticle
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.deliberation import Deliberation
    from ctg_docs.models.moments import Moment
    from ctg_docs.models.signataire import Signataire

__all__ = [
    "ArticleVise",
    "Base",
    "actes_de",
    "base_de",
    "changement_de",
    "convention_en_phrase",
    "modifications_de",
    "nommer_avenant",
    "numero_avenant",
    "objets_de",
    "parties_de",
    "rang_annexe",
    "signataires_de",
    "viser_article",
]

_DE_TYPE = {
    TypeAvenant.MODIFICATION_PERIMETRE: "de modifier le périmètre de la convention",
    TypeAvenant.MODIFICATION_ENGAGEMENTS: "de modifier les engagements des parties",
    TypeAvenant.MODIFICATION_GOUVERNANCE: "de modifier la gouvernance de la convention",
}
_D_ANNEXE = {
    ChangementAnnexe.AJOUTEE: "d’ajouter",
    ChangementAnnexe.REMPLACEE: "de remplacer",
    ChangementAnnexe.RETIREE: "de retirer",
}
_DE_FICHE = {
    ChangementFiche.AJOUTEE: "ajouter",
    ChangementFiche.MODIFIEE: "modifier",
    ChangementFiche.RETIREE: "retirer",
}


@dataclass(frozen=True, slots=True)
class Base:
    """The convention as it stands before an avenant, earlier prolongations counted.

    Attributes:
        du_dossier: False for another convention, whose frame of articles is not known.
    """

    titre: str
    signature: Moment | None
    debut: Moment | None
    fin: Moment | None
    du_dossier: bool


def base_de(ctg: Ctg, avenant: Avenant) -> Base:
    """Return the convention that an avenant changes."""
    if base := avenant.base:
        return Base(base.titre, base.date_signature, base.date_debut, base.date_fin, du_dossier=False)
    convention = ctg.convention
    fin = convention.date_fin
    for precedent in _precedents(ctg, avenant):
        fin = precedent.nouvelle_date_fin or fin
    signature = convention.date_signature_administrative
    return Base(convention.titre, signature, convention.date_debut, fin, du_dossier=True)


def _precedents(ctg: Ctg, avenant: Avenant) -> tuple[Avenant, ...]:
    """Return the earlier avenants to the convention of the dossier."""
    rang = next((i for i, a in enumerate(ctg.avenants) if a.id == avenant.id), len(ctg.avenants))
    return tuple(a for a in ctg.avenants[:rang] if a.base is None)


def numero_avenant(avenant: Avenant) -> str:
    """Return « Avenant n° 1 », or « Avenant » when it has no number."""
    return f"Avenant n°\u00a0{avenant.numero}" if avenant.numero else "Avenant"


def nommer_avenant(avenant: Avenant) -> str:
    """Return « l’avenant n° 1 », « l’avenant »."""
    return f"l’{numero_avenant(avenant)[0].lower()}{numero_avenant(avenant)[1:]}"


def changement_de(ctg: Ctg, base: Base, annexe: AnnexeAvenant) -> ChangementAnnexe:
    """Return what happens to an annexe: as said, else replaced when the convention of the dossier has it."""
    if annexe.changement:
        return annexe.changement
    connue = base.du_dossier and rang_annexe(ctg, annexe)
    return ChangementAnnexe.REMPLACEE if connue else ChangementAnnexe.AJOUTEE


def rang_annexe(ctg: Ctg, annexe: AnnexeAvenant) -> int:
    """Return the number of an annexe in the convention of the dossier, 0 when it is not there."""
    libre = annexe.contenu in (ContenuAnnexe.TEXTE, ContenuAnnexe.FICHIER)
    for rang, a in enumerate(list_annexes(ctg), 1):
        if a.id == annexe.id or (a.contenu is annexe.contenu and not libre):
            return rang
    return 0


def signataires_de(ctg: Ctg, avenant: Avenant) -> tuple[Signataire, ...]:
    """Return who signs: the parties, those who joined before, the newcomers; or those that the dossier names."""
    tous = [*ctg.signataires]
    for precedent in _precedents(ctg, avenant) if avenant.base is None else ():
        tous += precedent.nouveaux_signataires
    tous += avenant.nouveaux_signataires
    uniques = {s.id: s for s in tous}.values()
    return tuple(s for s in uniques if not avenant.signataires or s.id in avenant.signataires)


def actes_de(ctg: Ctg, avenant: Avenant) -> tuple[Deliberation, ...]:
    """Return the acts that approve an avenant: those that say so, and those it lists."""
    return tuple(d for d in ctg.deliberations if d.avenant == avenant.id or d.id in avenant.deliberations)


def parties_de(ctg: Ctg, avenant: Avenant, *, unies: bool = False) -> tuple[Partie, ...]:
    """Return the parties to an avenant with the acts by which they approve it, never those of the convention.

    Args:
        ctg: the dossier.
        avenant: what they sign.
        unies: True to describe those of one ensemble together, as prose does.
    """
    actes, signataires = actes_de(ctg, avenant), signataires_de(ctg, avenant)
    seul = ctg.model_copy(update={"deliberations": actes})
    return tuple(
        presenter(
            seul,
            s.model_copy(update={"deliberations": tuple(a.id for a in actes if a.organisme in s.organismes)}),
            signe=avenant.signe_le is not None,
        )
        for s in (unir(signataires) if unies else signataires)
    )


def convention_en_phrase(base: Base) -> str:
    """Return « la convention territoriale globale de services aux familles »."""
    return str(titre_en_phrase(base.titre)) if base.titre[:1].isupper() else base.titre


@dataclass(frozen=True, slots=True)
class ArticleVise:
    """An article that an avenant changes, as sentences name it.

    Attributes:
        nom: « article 11 », or what the dossier wrote when the frame is not known.
        titre: title without number, may be empty.
        texte: wording in force, when the dossier holds it; else empty.
    """

    nom: str
    titre: str = ""
    texte: str = ""

    @property
    def complet(self) -> str:
        """« article 11 – Durée de la convention »."""
        return " – ".join(p for p in (self.nom, self.titre) if p)

    @property
    def defini(self) -> str:
        """« l’article 11 (Durée de la convention) »."""
        nom = f"l’{self.nom}" if self.nom.startswith("article") else self.nom
        return f"{nom} ({self.titre})" if self.titre else nom


def viser_article(ctg: Ctg, base: Base, article: str) -> ArticleVise:
    """Return the article that an identifier means, with its computed number; or the words as they were written."""
    convention = ctg.convention
    nom = numeroter_article(convention, article) if base.du_dossier else ""
    modifie = next((m for m in convention.articles if m.id == article), None) if base.du_dossier else None
    ajout = next((m for m in convention.articles_supplementaires if m.id == article), None)
    if not nom:
        return ArticleVise(f"article «\u00a0{ARTICLES[article]}\u00a0»" if article in ARTICLES else article)
    if ajout:
        return ArticleVise(nom, ajout.titre, ajout.texte)
    # the titles of both « champs » name the parties: the number is enough
    titre = "" if article.startswith("champs_") else ARTICLES[article]
    texte = modifie.texte or "" if modifie and not modifie.complement else ""
    return ArticleVise(nom, (modifie.titre if modifie else None) or titre, texte)


def objets_de(ctg: Ctg, avenant: Avenant) -> tuple[str, ...]:
    """Return what an avenant does: « de prolonger … », « d’accueillir … », counted and in order."""
    base = base_de(ctg, avenant)
    objets = []
    if avenant.nouvelle_date_fin:
        objets.append(f"de prolonger la convention jusqu’au {avenant.nouvelle_date_fin.libelle}")
    if avenant.nouveaux_signataires:
        noms = liste_et(str(presenter(ctg, s).nom) for s in avenant.nouveaux_signataires)
        objets.append(f"d’accueillir {noms} parmi les parties")
    objets += _integration(avenant)
    dits = {TYPE_D_ARTICLE.get(m.article) for m in avenant.modifications} - {
        TypeAvenant.MODIFICATION_PERIMETRE
    }
    objets += [texte for type_, texte in _DE_TYPE.items() if type_ in avenant.types and type_ not in dits]
    if avenant.modifications:
        objets.append(f"de modifier {_nommer_articles(ctg, base, avenant)}")
    objets += [f"de convenir de ce qui suit\u00a0: {a.titre}" for a in avenant.articles]
    if avenant.fiches:
        objets.append(_objet_fiches(ctg, avenant))
    if avenant.annexes:
        objets += _objets_annexes(ctg, avenant, base)
    return tuple(objets)


def modifications_de(ctg: Ctg, base: Base, avenant: Avenant) -> tuple[ModificationArticle, ...]:
    """Return the changes of articles in the order of the convention; those whose number is not known stay at the end."""

    def rang(m: ModificationArticle) -> float:
        nom = viser_article(ctg, base, m.article).nom
        numero = re.match(r"article\s+(\d+|préliminaire)", nom)
        return math.inf if numero is None else int(numero[1]) if numero[1].isdigit() else 0

    return tuple(sorted(avenant.modifications, key=rang))


def _nommer_articles(ctg: Ctg, base: Base, avenant: Avenant) -> str:
    """Return « l’article 11 (Durée de la convention) », « les articles 9 (Communication) et 11 (Durée…) »."""
    vises = [viser_article(ctg, base, m.article) for m in modifications_de(ctg, base, avenant)]
    prefixe = "article\u00a0"
    if len(vises) < 2 or not all(v.nom.startswith(prefixe) and v.nom[-1].isdigit() for v in vises):
        return liste_et(v.defini for v in vises)
    nus = (f"{v.nom.removeprefix(prefixe)}{f' ({v.titre})' if v.titre else ''}" for v in vises)
    return f"les articles\u00a0{liste_et(nus)}"


def _integration(avenant: Avenant) -> Iterator[str]:
    """Yield what is brought into the convention: the plan, its fiches, as they are joined; nothing joined is a hole.

    Another annexe says by itself that it is added.
    """
    if TypeAvenant.INTEGRATION_PLAN_ACTIONS not in avenant.types:
        return
    contenus = [a.contenu for a in avenant.annexes]
    plan = ContenuAnnexe.PLAN_ACTIONS in contenus
    fiches = avenant.fiches or ContenuAnnexe.FICHES_ACTIONS in contenus
    quoi = "le plan d’actions et ses fiches" if plan and fiches else "le plan d’actions" if plan else ""
    quoi = quoi or ("les fiches du plan d’actions" if fiches else "")
    if quoi:
        yield f"d’intégrer à la convention {quoi}"
    elif not contenus:
        yield f"d’intégrer à la convention le plan d’actions {hole('plan d’actions ou fiches à joindre', f'avenants.{avenant.id}')}"


def _objets_annexes(ctg: Ctg, avenant: Avenant, base: Base) -> Iterator[str]:
    """Yield « d’ajouter l’annexe « … » », « de remplacer les annexes « … » et « … » », « de retirer… »."""
    for changement, verbe in _D_ANNEXE.items():
        titres = [
            f"«\u00a0{a.titre_effectif}\u00a0»"
            for a in avenant.annexes
            if changement_de(ctg, base, a) is changement
        ]
        if titres:
            yield f"{verbe} {accord(len(titres), 'l’annexe', 'les annexes')} {liste_et(titres)}"


def _objet_fiches(ctg: Ctg, avenant: Avenant) -> str:
    """Return « d’ajouter deux fiches actions et d’en modifier une »."""
    nom = Niveau(nom=ctg.strategie.nom_fiche)
    parts: list[str] = []
    for changement, verbe in _DE_FICHE.items():
        n = sum(f.changement is changement for f in avenant.fiches)
        if n:
            preposition = "d’" if verbe[0] in "aeiou" else "de "
            combien = nombre_lettres(n, True)
            suite = f"{preposition}{verbe} {combien} {accord(n, nom.nom, nom.nom_pluriel)}"
            parts.append(f"d’en {verbe} {combien}" if parts else suite)
    return liste_et(parts)
