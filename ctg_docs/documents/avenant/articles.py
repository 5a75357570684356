"""The articles of an avenant: object, one per change, effect, unchanged clause. Pure."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.annexes.schema import tient_lieu
from ctg_docs.documents._communs.parties.avenants import (
    Base,
    changement_de,
    modifications_de,
    objets_de,
    viser_article,
)
from ctg_docs.documents._communs.parties.jointes import nommer_annexe
from ctg_docs.documents._communs.parties.parties import exercer, intervenir, presenter
from ctg_docs.documents.contexte import Bloc, Lecture
from ctg_docs.engine.values import Rich
from ctg_docs.french import (
    accord,
    accord_participe,
    date_longue,
    de,
    duree_lettres,
    liste_et,
    majuscule_initiale,
    mois_entiers,
    nombre_lettres,
)
from ctg_docs.holes import hole
from ctg_docs.markdown import blocs, echapper, points
from ctg_docs.models.annexe import ContenuAnnexe
from ctg_docs.models.avenant import ChangementAnnexe, ChangementFiche
from ctg_docs.models.strategie import Niveau

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.models.avenant import (
        ArticleLibre,
        Avenant,
        ModificationArticle,
        ModificationFiche,
    )
    from ctg_docs.models.ctg import Ctg

__all__ = ["ArticleAvenant", "FicheChangee", "Redaction", "build_articles"]


class Redaction(Bloc):
    """Old and new wording, side by side."""

    lecture: ClassVar[Lecture] = Lecture(intacts=frozenset(["ancien", "nouveau"]))

    ancien: Rich
    nouveau: Rich


class FicheChangee(Bloc):
    """A fiche added, changed or withdrawn."""

    code: str
    intitule: str
    changement: str
    texte: str


class ArticleAvenant(Bloc):
    """An article of the avenant; its number is its rank, given by the style."""

    titre: str = Field(title="Titre", description="Titre sans numéro")
    texte: Rich = Field(Rich(""), title="Texte", description="Paragraphes et listes")
    annonce: Rich = Field(Rich(""), title="Annonce", description="Phrase gardée avec le tableau qui suit")
    redaction: Redaction | None = Field(
        None, title="Rédaction", description="Ancien et nouveau texte, ou rien"
    )
    fiches: tuple[FicheChangee, ...] = Field((), title="Fiches", description="Fiches concernées")


def build_articles(
    ctg: Ctg, avenant: Avenant, base: Base, redactions: Mapping[str, str]
) -> tuple[ArticleAvenant, ...]:
    """Return the articles in order.

    Args:
        ctg: the dossier.
        avenant: the avenant.
        base: the convention that it changes.
        redactions: wording in force of the articles of that convention, by identifier.
    """
    debut = (
        _objet(ctg, avenant),
        *_prolongation(avenant, base),
        *_nouvelles_parties(ctg, avenant),
        *(_modification(ctg, base, m, redactions) for m in modifications_de(ctg, base, avenant)),
    )
    return (
        *debut,
        *(_libre(a, rang) for rang, a in enumerate(avenant.articles, len(debut) + 1)),
        *_fiches(ctg, avenant),
        *_annexes(ctg, avenant, base),
        _effet(avenant),
        _article("Dispositions inchangées", "Les autres dispositions de la convention demeurent inchangées."),
    )


def _libre(article: ArticleLibre, rang: int) -> ArticleAvenant:
    """Return an article of the parties' own, its parts numbered after its rank: « 3.1 »."""
    parties = [
        blocs(f"## {' – '.join(p for p in (f'{rang}.{n}', echapper(partie.titre or '')) if p)}", partie.texte)
        for n, partie in enumerate(article.parties, 1)
    ]
    return _article(article.titre, blocs(article.texte, *parties))


def _article(titre: str, texte: str) -> ArticleAvenant:
    return ArticleAvenant(titre=titre, texte=Rich(texte))


def _objet(ctg: Ctg, avenant: Avenant) -> ArticleAvenant:
    objets = objets_de(ctg, avenant)
    if not objets:
        return _article(
            "Objet",
            f"Le présent avenant a pour objet {hole('objet de l’avenant', f'avenants.{avenant.id}')}.",
        )
    if len(objets) == 1:
        return _article("Objet", f"Le présent avenant a pour objet {objets[0]}.")
    return _article("Objet", blocs("Le présent avenant a pour objet :", points(objets)))


def _prolongation(avenant: Avenant, base: Base) -> Iterator[ArticleAvenant]:
    if avenant.nouvelle_date_fin is None:
        return
    avant = (
        base.fin.libelle if base.fin else hole("fin de la convention avant l’avenant", "convention.date_fin")
    )
    apres = avenant.nouvelle_date_fin
    duree = _mois_de_plus(base, avenant)
    periode = f" Sa période devient {base.debut.debut.year}-{apres.fin.year}." if base.debut else ""
    yield _article(
        "Prolongation de la convention",
        f"La convention, qui devait prendre fin le {avant}, est prolongée{duree}. Elle prend fin le "
        f"{apres.libelle}.{periode}",
    )


def _mois_de_plus(base: Base, avenant: Avenant) -> str:
    """Return « d’un an », « de six mois », or nothing when the days make no whole months."""
    fin, nouvelle = base.fin, avenant.nouvelle_date_fin
    if fin is None or nouvelle is None or nouvelle.fin <= fin.fin:
        return ""
    mois = mois_entiers(fin.fin + timedelta(days=1), nouvelle.fin)
    return f" {de(duree_lettres(mois))}" if mois else ""


def _nouvelles_parties(ctg: Ctg, avenant: Avenant) -> Iterator[ArticleAvenant]:
    nouvelles = [presenter(ctg, s) for s in avenant.nouveaux_signataires]
    if not nouvelles:
        return
    plusieurs = len(nouvelles) > 1 or nouvelles[0].nom.pluriel
    feminin = all(p.nom.feminin for p in nouvelles)
    qui = echapper(majuscule_initiale(liste_et(str(p.nom) for p in nouvelles)))
    tenu = accord_participe("tenu", "f" if feminin else "m", plusieurs)
    pronom = ("elle" if feminin else "il") + ("s" if plusieurs else "")
    s = "nt" if plusieurs else ""
    ont, sont = ("ont", "sont") if plusieurs else ("a", "est")
    entree = (
        f"{qui} {'deviennent' if plusieurs else 'devient'} partie{'s' if len(nouvelles) > 1 else ''} à la convention. "
        f"{majuscule_initiale(pronom)} déclare{s} en avoir pris connaissance, ainsi que de ses annexes, et en accepte{s} "
        f"toutes les dispositions. À compter de la date d’effet du présent avenant, {pronom} {ont} les mêmes droits que "
        f"les autres parties et {sont} {tenu} aux mêmes engagements, dans le cadre de {'leurs' if plusieurs else 'ses'} "
        "compétences."
    )
    titre = "Entrée d’une nouvelle partie" if len(nouvelles) == 1 else "Entrée de nouvelles parties"
    yield _article(titre, blocs(entree, *(_apports(p) for p in nouvelles)))


def _apports(partie: Partie) -> str:
    """Return what a newcomer does and brings, as the dossier says it."""
    competences = [c for o in partie.organismes for c in o.competences]
    engagements = [e for o in partie.organismes for e in o.engagements]
    dire = exercer if partie.collectivite else intervenir
    engage = f"{partie.sujet} {partie.verbe('s’engage', 's’engagent')} à :"
    return blocs(
        dire(partie.court, competences) if competences else "",
        blocs(engage, points(engagements)) if engagements else "",
    )


def _modification(
    ctg: Ctg, base: Base, m: ModificationArticle, redactions: Mapping[str, str]
) -> ArticleAvenant:
    vise = viser_article(ctg, base, m.article)
    ancien = (
        m.ancien or vise.texte or redactions.get(m.article) or hole(f"rédaction en vigueur de {vise.defini}")
    )
    connu = vise.defini.startswith("l’")
    return ArticleAvenant(
        titre=f"Modification de l’{vise.complet}" if connu else f"Modification\u00a0: {vise.complet}",
        annonce=Rich(
            f"{echapper(majuscule_initiale(vise.defini))} de la convention est modifié comme suit :"
        ),
        redaction=Redaction(ancien=Rich(ancien), nouveau=Rich(m.nouveau)),
    )


def _fiches(ctg: Ctg, avenant: Avenant) -> Iterator[ArticleAvenant]:
    if not avenant.fiches:
        return
    nom = Niveau(nom=ctg.strategie.nom_fiche)
    yield ArticleAvenant(
        titre=f"Changements apportés aux {nom.nom_pluriel}",
        annonce=Rich(
            f"Le plan d’actions change comme suit\u00a0: {_comptes(avenant, nom)}.{_jointes(avenant)}"
        ),
        fiches=tuple(_fiche(ctg, f) for f in avenant.fiches),
    )


def _comptes(avenant: Avenant, nom: Niveau) -> str:
    """Return « deux fiches actions sont ajoutées et une est modifiée »."""
    dits: list[str] = []
    for changement in ChangementFiche:
        n = sum(f.changement is changement for f in avenant.fiches)
        if n:
            quoi = "" if dits else f" {accord(n, nom.nom, nom.nom_pluriel)}"
            fait = f"{changement.libelle.lower()}{accord(n, '', 's')}"
            dits.append(f"{nombre_lettres(n, True)}{quoi} {accord(n, 'est', 'sont')} {fait}")
    return liste_et(dits)


def _jointes(avenant: Avenant) -> str:
    """Say which fiches are joined: all, or those that are not withdrawn."""
    faits = [f.changement for f in avenant.fiches]
    joints = [c for c in faits if c is not ChangementFiche.RETIREE]
    if not joints:
        return ""
    n = len(joints)
    if n == len(faits):
        qui = accord(n, "Elle", "Elles")
    else:
        etats = (f"{c.libelle.lower()}{accord(n, '', 's')}" for c in ChangementFiche if c in joints)
        qui = f"{accord(n, 'Celle qui est', 'Celles qui sont')} {' ou '.join(etats)}"
    neuve = (
        f" dans {accord(n, 'sa', 'leur')} rédaction nouvelle" if ChangementFiche.MODIFIEE in joints else ""
    )
    return f" {qui} {accord(n, 'est annexée', 'sont annexées')} au présent avenant{neuve}."


def _fiche(ctg: Ctg, f: ModificationFiche) -> FicheChangee:
    fiche = ctg.fiche(f.fiche)
    intitule = f.intitule or (fiche.intitule if fiche else hole("intitulé de la fiche"))
    return FicheChangee(
        code=ctg.codes_fiches.get(f.fiche or "", "–"),
        intitule=intitule,
        changement=f.changement.libelle,
        texte=f.texte or "–",
    )


def _annexes(ctg: Ctg, avenant: Avenant, base: Base) -> Iterator[ArticleAvenant]:
    """Yield one article that says what is added, replaced, removed."""
    phrases = []
    for changement, (une, plusieurs) in _PHRASES_ANNEXES.items():
        siennes = [a for a in avenant.annexes if changement_de(ctg, base, a) is changement]
        if siennes:
            intro = f"{accord(len(siennes), une, plusieurs)}\u00a0:"
            phrases.append(blocs(intro, points(nommer_annexe(ctg, avenant, base, a) for a in siennes)))
    if _joint_le_schema(ctg, avenant, base):
        phrases.append(tient_lieu("La convention ainsi complétée"))
    if phrases:
        yield _article("Annexes", blocs(*phrases))


def _joint_le_schema(ctg: Ctg, avenant: Avenant, base: Base) -> bool:
    """True when the avenant brings the schéma into a convention that stands for it."""
    return ctg.convention.vaut_schema and any(
        a.contenu is ContenuAnnexe.SCHEMA and changement_de(ctg, base, a) is not ChangementAnnexe.RETIREE
        for a in avenant.annexes
    )


_PHRASES_ANNEXES = {
    ChangementAnnexe.AJOUTEE: (
        "L’annexe suivante, jointe au présent avenant, est ajoutée à la convention et en fait partie intégrante",
        "Les annexes suivantes, jointes au présent avenant, sont ajoutées à la convention et en font partie intégrante",
    ),
    ChangementAnnexe.REMPLACEE: (
        "L’annexe suivante de la convention est remplacée par celle qui est jointe au présent avenant",
        "Les annexes suivantes de la convention sont remplacées par celles qui sont jointes au présent avenant",
    ),
    ChangementAnnexe.RETIREE: (
        "L’annexe suivante est retirée de la convention",
        "Les annexes suivantes sont retirées de la convention",
    ),
}


def _effet(avenant: Avenant) -> ArticleAvenant:
    jour = (
        date_longue(avenant.date_effet)
        if avenant.date_effet
        else hole("date d’effet", f"avenants.{avenant.id}.date_effet")
    )
    return _article("Date d’effet", f"Le présent avenant prend effet le {jour}.")
