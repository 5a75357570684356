"""What an avenant shows: parties, visas, why, one article per change, signatures of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.documents._communs.identite import logos_des_parties
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
from ctg_docs.documents._communs.parties.cases import PageSignatures, build_pages
from ctg_docs.documents._communs.parties.citations import normalise, sans_vu
from ctg_docs.documents._communs.parties.comparution import LigneComparution, build_comparution
from ctg_docs.documents._communs.parties.parties import acte_en_phrase
from ctg_docs.documents._communs.tete import build_entete
from ctg_docs.documents.avenant.articles import ArticleAvenant, build_articles
from ctg_docs.documents.contexte import Bloc, Contexte, Lecture
from ctg_docs.documents.kind import Inapplicable
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.french import cle, date_longue
from ctg_docs.holes import hole
from ctg_docs.markdown import echapper

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.documents._communs.parties.parties import Partie
    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.avenant import Avenant
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "AnnexeRemplacee", "ContexteAvenant", "build", "is_printed"]


class AnnexeRemplacee(Bloc):
    """The text of an annexe, when the dossier holds it."""

    titre: str
    texte: Rich


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
    comparution: tuple[LigneComparution, ...] = Field(title="Comparution", description="Bloc des parties")
    visas: tuple[Rich, ...] = Field(title="Visas", description="« Vu … ; »")
    motif: Rich = Field(title="Motif", description="Pourquoi : préambule")
    articles: tuple[ArticleAvenant, ...] = Field(title="Articles", description="Un par changement")
    fait_a: str = Field(title="Fait à", description="Lieu, date et nombre d’exemplaires")
    signatures: tuple[PageSignatures, ...] = Field(title="Signatures", description="Cases, page par page")
    paraphes: bool = Field(False, title="Paraphes", description="Vrai pour une ligne de paraphes par page")
    annexes: tuple[AnnexeRemplacee, ...] = Field(title="Annexes", description="Textes des annexes remplacées")


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
    base, parties = base_de(ctg, avenant), parties_de(ctg, avenant)
    numero = numero_avenant(avenant)
    entete = build_entete(ctg, situation, numero, "avenant")
    entete |= {"file_stem": avenant.id if avenant.id.startswith("avenant") else f"avenant-{avenant.id}"}
    tous = ctg.model_copy(update={"signataires": signataires_de(ctg, avenant)})
    types = ", ".join(t.libelle if i == 0 else _minuscule(t.libelle) for i, t in enumerate(avenant.types))
    return ContexteAvenant(
        **entete,
        logos=logos_des_parties(tous, situation),
        periode=_periode(avenant, base),
        titre_avenant=avenant.titre or f"{numero} à {convention_en_phrase(base)}",
        sous_titre=types,
        territoire=ctg.territoire.nom,
        identite=_identite(base),
        parties_couverture=tuple(p.nom.sujet for p in parties),
        comparution=build_comparution(parties, "le présent avenant"),
        visas=tuple(Rich(v) for v in _visas(ctg, avenant, base, parties)),
        motif=Rich(avenant.motif or hole("motif de l’avenant")),
        articles=build_articles(ctg, avenant, base),
        fait_a=_fait_a(avenant),
        signatures=build_pages(parties, balises=ctg.parametres.text_tags),
        paraphes=ctg.convention.mention_paraphes,
        annexes=tuple(
            AnnexeRemplacee(titre=a.titre_effectif, texte=Rich(a.texte)) for a in avenant.annexes if a.texte
        ),
    )


def _periode(avenant: Avenant, base: Base) -> str:
    fin = avenant.nouvelle_date_fin or base.fin
    if base.debut is None or fin is None:
        return hole("période")
    return f"{base.debut.debut.year}\u00a0–\u00a0{fin.fin.year}"


def _minuscule(texte: str) -> str:
    return texte[:1].lower() + texte[1:]


def _signee(base: Base) -> str:
    jour = date_longue(base.signature) if base.signature else hole("date de signature de la convention")
    return f"{convention_en_phrase(base)} signée le {jour}"


def _identite(base: Base) -> str:
    """Return the sentence that names the convention changed, with its days of effect."""
    bornes = [m.libelle for m in (base.debut, base.fin) if m]
    debut_en_jour = base.debut is not None and base.debut.is_day
    if len(bornes) < 2:
        periode = ""
    elif debut_en_jour:
        periode = f", conclue du {bornes[0]} au {bornes[1]}"
    else:
        periode = f", conclue pour la période {bornes[0]}-{bornes[1]}"
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
    return tuple(f"Vu {c.rstrip(' ;.')}\u202f;" for c in citations)


def _fait_a(avenant: Avenant) -> str:
    lieu = avenant.lieu_signature or hole("lieu de signature")
    quand = date_longue(avenant.date_signature) if avenant.date_signature else hole("date de signature")
    return f"Fait à {lieu}, le {quand}, en autant d’exemplaires originaux que de parties."


def is_printed(ctg: Ctg, situation: Situation, registre: str, rang: int) -> bool:
    """True for what the avenants rest on: the acts that approve those printed, the fiches that they name."""
    avenants = [a for a in ctg.avenants if situation.avenant in (None, a.id)]
    if registre == "deliberations":
        return any(ctg.deliberations[rang] in actes_de(ctg, a) for a in avenants)
    if registre == "fiches_actions":
        return any(f.fiche == ctg.fiches_actions[rang].id for a in avenants for f in a.fiches)
    return True
