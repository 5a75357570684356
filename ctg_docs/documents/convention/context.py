"""What the convention shows, section by section, in the order that the dossier chose."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from pydantic import Field

from ctg_docs.documents._communs.annexes.assemblage import AnnexeImprimee, Sujet, build_annexe
from ctg_docs.documents._communs.annexes.enchainement import enchainer
from ctg_docs.documents._communs.identite import logos_des_parties
from ctg_docs.documents._communs.noms import le_jour
from ctg_docs.documents._communs.parties.cases import BlocSignatures, build_bloc, forme_de_balise
from ctg_docs.documents._communs.parties.comparution import LigneComparution, annoncer, build_comparution
from ctg_docs.documents._communs.parties.parties import noms_couverture
from ctg_docs.documents._communs.photos import Photo, build_photo_de_couverture
from ctg_docs.documents._communs.tete import build_entete
from ctg_docs.documents.contexte import ContexteLong, Lecture
from ctg_docs.documents.convention.articles.assemblage import Article, build_articles
from ctg_docs.documents.convention.faits import Faits, compter
from ctg_docs.documents.convention.preambule import Preambule, build_preambule
from ctg_docs.documents.convention.visas import build_visas
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.french import a
from ctg_docs.holes import hole
from ctg_docs.models.au_jour import au_jour
from ctg_docs.models.convention import SectionConvention

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.convention import Convention
    from ctg_docs.models.ctg import Ctg

__all__ = ["CONTEXTE", "ContexteConvention", "build", "is_printed"]


class ContexteConvention(ContexteLong):
    """The convention."""

    lecture: ClassVar[Lecture] = Lecture(citations=frozenset(["visas"]))

    sections: tuple[str, ...] = Field(title="Sections", description="Parties du document, dans leur ordre")
    logos: tuple[Picture, ...] = Field((), title="Logos", description="Logos des parties, équilibrés")
    photo: Photo | None = Field(None, title="Photographie", description="De la couverture")
    titre_convention: str = Field(title="Titre", description="Titre officiel de la convention")
    periode: str = Field(title="Période", description="« 2023 – 2027 »")
    territoire: str = Field(title="Territoire", description="Nom du territoire")
    departement: str = Field("", title="Département", description="Nom du département, ou vide")
    charte: str = Field(
        "", title="Charte", description="« valant charte territoriale avec les familles », ou vide"
    )
    sous_titre: str = Field("", title="Sous-titre", description="Slogan ou projet social de territoire")
    parties_couverture: tuple[str, ...] = Field(title="Parties", description="Au pied de la couverture")
    formule: str = Field(title="Formule", description="« Il est convenu ce qui suit : »")
    comparution: tuple[LigneComparution, ...] = Field(title="Comparution", description="Bloc des parties")
    visas: tuple[Rich, ...] = Field(title="Visas", description="« Vu … ; »")
    preambule: Preambule = Field(title="Préambule", description="Texte du préambule")
    articles: tuple[Article, ...] = Field(title="Articles", description="Dans l’ordre")
    fait_a: str = Field(title="Fait à", description="Lieu, date et nombre d’exemplaires")
    signatures: tuple[BlocSignatures, ...] = Field(title="Signatures", description="Cases, en un bloc")
    paraphes: bool = Field(False, title="Paraphes", description="Vrai pour une ligne de paraphes par page")
    annexes: tuple[AnnexeImprimee, ...] = Field(title="Annexes", description="Dans l’ordre")

    def ordre_de_lecture(self) -> Iterable[str]:
        """Return the fields of the sections that the dossier prints, in the order that it chose."""
        return ("titre_courant", "pied", "mention", *(c for s in self.sections for c in _CHAMPS.get(s, ())))


_CHAMPS: Final[dict[str, tuple[str, ...]]] = {
    "couverture": (
        "periode", "titre_convention", "territoire", "departement", "charte", "sous_titre", "parties_couverture",
    ),
    "parties": ("comparution",),
    "convenu": ("formule",),
    "visas": ("visas",),
    "preambule": ("preambule",),
    "articles": ("articles",),
    "signatures": ("fait_a", "signatures"),
    "annexes": ("annexes",),
}  # fmt: skip


_STYLES: Final = {
    "titre_convention": "TitreCouverture", "periode": "PeriodePhotographie", "territoire": "SousTitreCouverture",
}  # fmt: skip


CONTEXTE = ContexteConvention


def build(ctg: Ctg, situation: Situation) -> Sequence[ContexteConvention]:
    """Return the convention: always possible, as a draft full of holes if need be."""
    convention = ctg.convention
    ctg = au_jour(ctg, convention.signee_le)
    f = Faits(ctg, situation)
    entete = build_entete(ctg, situation, convention.titre, "convention")
    sujet = Sujet(ctg, situation, f.parties, jour=convention.signee_le)
    return [
        ContexteConvention(
            **entete,
            **_couverture(f),
            sections=_sections(convention),
            formule=annoncer(convention),
            comparution=build_comparution(f.decrites),
            visas=tuple(Rich(v) for v in build_visas(f)),
            preambule=build_preambule(f),
            articles=build_articles(f),
            fait_a=_fait_a(f),
            signatures=build_bloc(f.parties, forme=forme_de_balise(ctg, situation)),
            paraphes=convention.mention_paraphes,
            annexes=enchainer(build_annexe(sujet, a) for a in f.annexes),
        )
    ]


def _couverture(f: Faits) -> dict[str, Any]:
    """Return the fields of the cover; its photograph takes what room the words leave."""
    ctg, convention, territoire = f.ctg, f.ctg.convention, f.ctg.territoire
    logos = logos_des_parties(ctg, f.situation)
    mots = {
        "titre_convention": convention.titre,
        "periode": convention.periode.replace("-", "\u00a0–\u00a0")
        or hole("période", "convention.date_fin" if convention.date_debut else "convention.date_debut"),
        "territoire": territoire.nom,
        "departement": territoire.departement or "",
        "charte": f"valant {convention.charte}" if convention.charte else "",
        "sous_titre": convention.sous_titre or ctg.presentation.slogan or "",
    }
    pied = tuple(nom for p in f.decrites for nom in noms_couverture(p))
    lignes = [*((_STYLES.get(champ, "ComplementCouverture"), texte) for champ, texte in mots.items()),
              *(("PiedCouverture", nom) for nom in pied)]  # fmt: skip
    photo = build_photo_de_couverture(ctg.charte.photographie, f.situation, logos, lignes)
    return {**mots, "parties_couverture": pied, "logos": logos, "photo": photo}


def is_printed(ctg: Ctg, situation: Situation, registre: str, rang: int) -> bool:  # noqa: ARG001 - one answer for all kinds
    """True for what the convention rests on: not the acts that approve an avenant."""
    return registre != "deliberations" or ctg.deliberations[rang].avenant is None


def _sections(convention: Convention) -> tuple[str, ...]:
    """Return the sections in order: where none is chosen, the formula before the articles; the sigles after the contents."""
    ordre = [s.value for s in convention.ordre_sections]
    if convention.ordre_sections == tuple(
        SectionConvention
    ):  # as files of all releases hold it, when nobody chose
        ordre.remove("convenu")
        ordre.insert(ordre.index("articles"), "convenu")
    avant = next((s for s in ("sommaire", "couverture") if s in ordre), None)
    ordre.insert(ordre.index(avant) + 1 if avant else 0, "sigles")
    return tuple(ordre)


def _fait_a(f: Faits) -> str:
    convention = f.convention
    lieu = convention.lieu_signature or hole("lieu de signature", "convention.lieu_signature")
    quand = le_jour(
        "date de signature",
        convention.date_signature_administrative,
        "convention.date_signature_administrative",
    )
    nombre = convention.nombre_exemplaires
    if nombre is None:
        exemplaires = "autant d’exemplaires originaux que de parties"
    else:
        exemplaires = compter(nombre, "exemplaire original", "exemplaires originaux")
    return f"Fait {a(lieu)}, le {quand}, en {exemplaires}."
