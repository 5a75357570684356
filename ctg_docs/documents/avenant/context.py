"""What an avenant shows: parties, visas, why, one article per change, signatures of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from pydantic import Field

from ctg_docs.documents import get_kind
from ctg_docs.documents._communs.annexes.assemblage import AnnexeImprimee, Sujet, build_annexe, build_fiches
from ctg_docs.documents._communs.annexes.enchainement import enchainer
from ctg_docs.documents._communs.identite import logos_des_parties
from ctg_docs.documents._communs.noms import bornes, le_jour
from ctg_docs.documents._communs.parties.articles import ordonner_articles
from ctg_docs.documents._communs.parties.avenants import (
    Base,
    actes_de,
    base_de,
    convention_en_phrase,
    numero_avenant,
    parties_de,
    signataires_de,
    viser_article,
)
from ctg_docs.documents._communs.parties.cases import BlocSignatures, build_bloc, forme_de_balise
from ctg_docs.documents._communs.parties.citations import normalise, sans_vu, viser
from ctg_docs.documents._communs.parties.comparution import LigneComparution, annoncer, build_comparution
from ctg_docs.documents._communs.parties.jointes import (
    annexes_jointes,
    fiches_jointes,
    nommer_annexe,
    titre_fiches,
)
from ctg_docs.documents._communs.parties.parties import acte_en_phrase, noms_couverture
from ctg_docs.documents._communs.tete import build_entete
from ctg_docs.documents.avenant.articles import ArticleAvenant, build_articles
from ctg_docs.documents.contexte import Contexte, Lecture
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.french import a, cle, majuscule_initiale, minuscule_initiale
from ctg_docs.holes import hole
from ctg_docs.markdown import echapper
from ctg_docs.models.au_jour import au_jour
from ctg_docs.models.avenant import TypeAvenant

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.avenant import Avenant
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "ContexteAvenant", "build", "is_printed"]


class ContexteAvenant(Contexte):
    """An avenant."""

    lecture: ClassVar[Lecture] = Lecture(citations=frozenset(["visas"]))

    logos: tuple[Picture, ...] = Field((), title="Logos", description="Logos de toutes les parties")
    periode: str = Field(title="Période", description="Période de la convention après l’avenant")
    titre_avenant: str = Field(title="Titre", description="Titre de l’avenant")
    sous_titre: str = Field(title="Sous-titre", description="Nature des changements")
    territoire: str = Field(title="Territoire", description="Nom du territoire")
    identite: str = Field(title="Identité", description="Convention modifiée : date, période")
    parties_couverture: tuple[str, ...] = Field(title="Parties", description="Au pied de la couverture")
    formule: str = Field(title="Formule", description="« Il est convenu ce qui suit : »")
    comparution: tuple[LigneComparution, ...] = Field(title="Comparution", description="Bloc des parties")
    visas: tuple[Rich, ...] = Field(title="Visas", description="« Vu … ; »")
    motif: Rich = Field(title="Motif", description="Pourquoi : préambule")
    articles: tuple[ArticleAvenant, ...] = Field(title="Articles", description="Un par changement")
    fait_a: str = Field(title="Fait à", description="Lieu, date et nombre d’exemplaires")
    signatures: tuple[BlocSignatures, ...] = Field(title="Signatures", description="Cases, en un bloc")
    paraphes: bool = Field(False, title="Paraphes", description="Vrai pour une ligne de paraphes par page")
    annexes: tuple[AnnexeImprimee, ...] = Field(
        title="Annexes", description="Fiches ajoutées et modifiées, annexes ajoutées et remplacées"
    )


CONTEXTE = ContexteAvenant


def build(ctg: Ctg, situation: Situation) -> Sequence[ContexteAvenant]:
    """Return one document per avenant.

    Raises:
        Inapplicable: the dossier has none.
    """
    if not ctg.avenants:
        raise Inapplicable("le dossier n’a pas d’avenant")
    return [
        _contexte(ctg, avenant, situation)
        for avenant in ctg.avenants
        if situation.avenant in (None, avenant.id)
    ]


def _contexte(ctg: Ctg, avenant: Avenant, situation: Situation) -> ContexteAvenant:
    ctg = au_jour(ctg, avenant.signe_le)
    base, parties = base_de(ctg, avenant), parties_de(ctg, avenant)
    numero = numero_avenant(avenant)
    entete = build_entete(ctg, situation, numero, "avenant")
    entete |= {"file_stem": avenant.id if avenant.id.startswith("avenant") else f"avenant-{avenant.id}"}
    tous = ctg.model_copy(update={"signataires": signataires_de(ctg, avenant)})
    decrites = parties_de(ctg, avenant, unies=True)
    types = [t.libelle for t in avenant.types if t is not TypeAvenant.AUTRE]
    return ContexteAvenant(
        **entete,
        logos=logos_des_parties(tous, situation),
        periode=_periode(avenant, base),
        titre_avenant=avenant.titre or f"{numero} à {convention_en_phrase(base)}",
        sous_titre=", ".join([*types[:1], *map(minuscule_initiale, types[1:])]),
        territoire=ctg.territoire.nom,
        identite=_identite(base),
        parties_couverture=tuple(nom for p in decrites for nom in noms_couverture(p)),
        formule=annoncer(ctg.convention),
        comparution=build_comparution(decrites, "le présent avenant"),
        visas=tuple(Rich(v) for v in _visas(ctg, avenant, base, parties)),
        motif=Rich(avenant.motif or hole("motif de l’avenant", f"avenants.{avenant.id}.motif")),
        articles=build_articles(ctg, avenant, base, _redactions(ctg, situation, avenant, base)),
        fait_a=_fait_a(avenant),
        signatures=build_bloc(parties, forme=forme_de_balise(ctg, situation)),
        paraphes=ctg.convention.mention_paraphes,
        annexes=_annexes(
            ctg, avenant, base, Sujet(ctg, situation, parties, "au présent avenant", avenant.signe_le)
        ),
    )


def _redactions(ctg: Ctg, situation: Situation, avenant: Avenant, base: Base) -> dict[str, str]:
    """Return the wording in force of the articles that change: what the convention of the dossier prints."""
    cites = {m.article for m in avenant.modifications if not m.ancien}
    if not (base.du_dossier and cites):
        return {}
    convention: Any = get_kind("convention").build(ctg, situation)[0]
    articles = zip(ordonner_articles(ctg.convention), convention.articles, strict=True)
    return {id: article.mots for id, article in articles if id in cites and not article.enjeux}


def _annexes(ctg: Ctg, avenant: Avenant, base: Base, sujet: Sujet) -> tuple[AnnexeImprimee, ...]:
    """Return what is joined: the fiches added or changed, whole, then the annexes added or replaced."""
    jointes, fiches = [], fiches_jointes(ctg, avenant)
    if fiches:
        titre = titre_fiches(ctg, avenant)
        jointes.append(
            AnnexeImprimee(titre=titre, paysage=False, texte=None, fiches=build_fiches(sujet, fiches))
        )
    for annexe in annexes_jointes(ctg, avenant):
        titre = majuscule_initiale(nommer_annexe(ctg, avenant, base, annexe))
        jointes.append(build_annexe(sujet, annexe, titre))
    return enchainer(jointes)


def _periode(avenant: Avenant, base: Base) -> str:
    fin = avenant.nouvelle_date_fin or base.fin
    if base.debut is None or fin is None:
        return hole("période", "convention.date_fin" if base.debut else "convention.date_debut")
    return f"{base.debut.debut.year}\u00a0–\u00a0{fin.fin.year}"


def _signee(base: Base) -> str:
    quand = (
        base.signature.quand
        if base.signature
        else f"le {hole('date de signature de la convention', 'convention.date_signature_administrative')}"
    )
    return f"{convention_en_phrase(base)} signée {quand}"


def _identite(base: Base) -> str:
    """Return the sentence that names the convention changed, with its days of effect."""
    periode = f" pour la période {bornes(base.debut, base.fin)}" if base.debut and base.fin else ""
    return f"Le présent avenant modifie {_signee(base)}{periode}."


def _visas(ctg: Ctg, avenant: Avenant, base: Base, parties: Sequence[Partie]) -> tuple[str, ...]:
    """Return the visas: the convention and its article on avenants, those of the dossier, the new acts."""
    textes = [normalise(sans_vu(t)) for t in avenant.visas]
    deja = any(cle(t).startswith(cle(convention_en_phrase(base))) for t in textes)
    revision = viser_article(ctg, base, "revision")
    propres = (
        []
        if deja
        else [f"{_signee(base)}, notamment son {revision.complet}" if base.du_dossier else _signee(base)]
    )
    actes = [acte_en_phrase(acte, de_qui=True) for p in parties for acte in p.actes]
    citations = [echapper(t) for t in (*propres, *textes)] + actes
    return viser(citations)


def _fait_a(avenant: Avenant) -> str:
    lieu = avenant.lieu_signature or hole("lieu de signature", f"avenants.{avenant.id}.lieu_signature")
    return f"Fait {a(lieu)}, le {le_jour('date de signature', avenant.date_signature, f'avenants.{avenant.id}.date_signature')}, en autant d’exemplaires originaux que de parties."


def is_printed(ctg: Ctg, situation: Situation, registre: str, rang: int) -> bool:
    """True for what the avenants rest on: the acts that approve those printed, the fiches that they name."""
    avenants = [a for a in ctg.avenants if situation.avenant in (None, a.id)]
    if registre == "deliberations":
        return any(ctg.deliberations[rang] in actes_de(ctg, a) for a in avenants)
    if registre == "fiches_actions":
        return any(f.fiche == ctg.fiches_actions[rang].id for a in avenants for f in a.fiches)
    return True
