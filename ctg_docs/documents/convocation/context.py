"""What the letter shows: who is called, where, when, why, how to answer. Unknown values are « à confirmer »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from ctg_docs.agenda import build_ics, evenement_reunion
from ctg_docs.documents._communs.noms import nom_organisme
from ctg_docs.documents._communs.reunions.mots import MOTS, MotsReunion
from ctg_docs.documents._communs.reunions.papier import tete_reunion
from ctg_docs.documents._communs.reunions.presences import membres_convoques
from ctg_docs.documents._communs.reunions.reunion import (
    Fait,
    LigneAgenda,
    agenda,
    contact_en_lignes,
    faits_utiles,
    reunions_pour,
    stem_reunion,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.documents.convocation.page import sur_une_page
from ctg_docs.documents.convocation.phrases import (
    appel,
    formule,
    inscription,
    introduction,
    lieu_et_date,
    sujet,
)
from ctg_docs.documents.envoi import Envoi
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.french import (
    cle,
    le,
    liste_et,
    majuscule_initiale,
    minuscule_initiale,
    sans_accents,
    telephone,
)
from ctg_docs.holes import hole

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ctg_docs.documents.kind import Situation
    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.personne import Personne
    from ctg_docs.models.reunion import Reunion

__all__ = ["CONTEXTE", "ConvocationContexte", "Expediteur", "build"]


class Expediteur(Bloc):
    """The inviting body, at the head of the letter."""

    nom: str = Field(title="Nom", description="Nom de l’organisme")
    lignes: tuple[str, ...] = Field(title="Lignes", description="Adresse, téléphone, courriel")
    logo: Picture | None = Field(None, title="Logo", description="Logo, s’il est au dossier")


class ConvocationContexte(MotsReunion):
    """A letter."""

    offerts: ClassVar[frozenset[str]] = MOTS | {"courriel", "lot", "joints"}

    expediteur: Expediteur = Field(title="Expéditeur", description="Organisme invitant")
    destinataire: tuple[str, ...] = Field(
        title="Destinataire", description="Lignes d’adresse ; vide pour la lettre collective"
    )
    lieu_et_date: str = Field(title="Lieu et date", description="« Melle, le 5 janvier 2024 »")
    objet: str = Field(title="Objet", description="Objet de la lettre")
    civilite: str = Field(title="Civilité", description="« Madame, Monsieur, »")
    introduction: Rich = Field(title="Introduction", description="Première phrase")
    faits: tuple[Fait, ...] = Field(title="Faits", description="Date, horaires, lieu")
    buts: tuple[str, ...] = Field(title="Buts", description="Pourquoi se réunir")
    lignes: tuple[LigneAgenda, ...] = Field(
        title="Ordre du jour", description="Points et sous-points, sans les pauses"
    )
    aeree: bool = Field(
        False, title="Aérée", description="Vrai quand la page laisse de la place entre les parties"
    )
    agenda_a_part: bool = Field(
        False,
        title="Ordre du jour à part",
        description="Vrai quand la lettre ne tient sur une page qu’avec l’ordre du jour à la suivante",
    )
    inscription: str = Field(title="Inscription", description="Comment répondre, et pour quand")
    documents: str = Field(title="Documents joints", description="Documents envoyés avec la lettre, ou vide")
    formule: str = Field(title="Formule", description="Formule de politesse")
    qualite: str = Field(title="Qualité", description="Qualité du signataire")
    signataire: str = Field(title="Signataire", description="Nom du signataire")
    copies: tuple[str, ...] = Field(title="Copies", description="Destinataires en copie")
    coupon: bool = Field(title="Coupon", description="Vrai pour joindre un coupon-réponse")
    coupon_titre: str = Field(
        title="Réunion du coupon", description="Réunion et date rappelées sur le coupon"
    )
    courriel: str = Field("", title="Courriel", description="Adresse électronique du destinataire, ou vide")
    lot: str = Field("", title="Lot", description="Nom du fichier qui réunit les lettres à imprimer")
    joints: tuple[str, ...] = Field((), title="Pièces jointes", description="Documents joints, un par un")
    agenda_ics: bytes = Field(
        b"", title="Agenda", description="Fichier d’agenda, écrit à côté de la lettre collective"
    )

    def side_files(self) -> Mapping[str, bytes]:
        """Return the calendar file, beside the collective letter."""
        alone = self.agenda_ics and not self.destinataire
        return {f"{self.file_stem}.ics": self.agenda_ics} if alone else {}

    def envoi(self) -> Envoi | None:
        """Return how a letter to one person leaves."""
        if not self.destinataire:
            return None
        return Envoi(
            self.lot,
            self.destinataire[0],
            self.courriel,
            self.objet,
            self._message(),
            self.agenda_ics,
            self.joints,
        )

    def _message(self) -> str:
        """Return the letter in a few lines of plain text: it is joined, nobody must open it to know the day."""
        faits = "\n".join(f"{f.etiquette}\u00a0: {f.texte}" for f in self.faits)
        joint = "Vous trouverez la convocation en pièce jointe" + (
            ", avec le rendez-vous à ajouter à votre agenda." if self.agenda_ics else "."
        )
        signature = f"{self.signataire}\n{self.qualite}"
        appel = re.sub(r"\\([\\*_\[\]#-])|\*\*", r"\1", self.introduction.text)
        parts = (self.civilite, appel, faits, joint, self.inscription, self.formule, signature)
        return "\n\n".join(part for part in parts if part) + "\n"


CONTEXTE = ConvocationContexte


def build(ctg: Ctg, situation: Situation) -> Sequence[ConvocationContexte]:
    """Return the collective letter of each meeting, then one letter per person called.

    A draft is proposed for each meeting that has an agenda; only letters ready to leave are final.
    """
    reunions = reunions_pour(
        ctg,
        situation,
        (lambda r: _prete(ctg, r)) if situation.final else _annoncee,
        "aucune convocation n’a sa date d’envoi, son signataire et sa qualité"
        if situation.final
        else "aucune réunion n’a de convocation ni d’ordre du jour",
    )
    lettres: list[ConvocationContexte] = []
    for reunion in reunions:
        agenda_ics = _ics(ctg, reunion)
        appeles = map(ctg.personne, membres_convoques(ctg, reunion))
        personnes = [p for p in appeles if p is not None and not _signe(reunion, p)]
        memes = [_lettre(ctg, reunion, situation, p, agenda_ics) for p in (None, *personnes)]
        lettres += sur_une_page(memes)
    return lettres


def _fonction(signataire: Personne | None) -> str:
    """Return « La présidente », the function as one signs with it; as it stands when the gender is unknown."""
    if signataire is None or not signataire.fonction:
        return ""
    fonction = signataire.fonction
    if signataire.genre is None or re.match(r"(?i)(?:l[ea]s?\b|l[’']|m(?:adame|onsieur)\b)", fonction):
        return fonction
    return le(minuscule_initiale(fonction), signataire.genre.value)


def _annoncee(reunion: Reunion) -> bool:
    return reunion.convocation is not None or bool(reunion.ordre_du_jour)


def _prete(ctg: Ctg, reunion: Reunion) -> bool:
    lettre = reunion.convocation
    signataire = ctg.personne(lettre.signataire) if lettre else None
    if lettre is None or signataire is None:
        return False
    return bool(lettre.date_envoi and (lettre.qualite_signataire or signataire.fonction))


def _signe(reunion: Reunion, personne: Personne) -> bool:
    """True for who signs the letter: nobody writes to oneself."""
    return reunion.convocation is not None and reunion.convocation.signataire == personne.id


def _expediteur(ctg: Ctg, reunion: Reunion, situation: Situation) -> Expediteur:
    organisme = ctg.organisme(reunion.organisateur)
    if organisme is None:
        contact = contact_en_lignes(ctg, reunion)
        return Expediteur(nom=ctg.territoire.nom, lignes=contact)
    adresse = organisme.adresse.lignes if organisme.adresse else ()
    joindre = " – ".join(p for p in (telephone(organisme.telephone or ""), organisme.courriel) if p)
    image = organisme.logo or ctg.charte.logo
    data = situation.pictures.get(image.fichier) if image else None
    logo = (
        Picture(
            data, (image.texte_alternatif if image else "") or f"Logo\u00a0: {organisme.nom}", height_mm=14
        )
        if data
        else None
    )
    lignes = tuple(ligne for ligne in (", ".join(adresse), joindre) if ligne)
    return Expediteur(nom=organisme.nom, lignes=lignes, logo=logo)


def _destinataire(ctg: Ctg, reunion: Reunion, personne: Personne) -> tuple[str, ...]:
    organisme = membres_convoques(ctg, reunion).get(personne.id) or personne.organisme
    chez = ctg.organisme(organisme)
    etat = chez is not None and cle(chez.nom) in (
        "etat",
        "l etat",
    )  # no letter box: the function says the service
    structure = "" if etat else nom_organisme(ctg, organisme, "")
    adresse = chez.adresse.lignes if chez and chez.adresse else ()
    return tuple(p for p in (personne.nom_complet, personne.fonction, structure, *adresse) if p)


def _ics(ctg: Ctg, reunion: Reunion) -> bytes:
    if reunion.date is None:
        return b""
    envoi = reunion.convocation.date_envoi if reunion.convocation else None
    return build_ics([evenement_reunion(ctg, reunion, reunion.date)], producer="convocation", revised=envoi)


def _slug(personne: Personne) -> str:
    return re.sub(r"[^a-z0-9]+", "-", sans_accents(f"{personne.nom} {personne.prenom or ''}").lower()).strip(
        "-"
    )


def _lettre(
    ctg: Ctg, reunion: Reunion, situation: Situation, personne: Personne | None, agenda_ics: bytes
) -> ConvocationContexte:
    lettre = reunion.convocation
    faits = tuple(f for f in faits_utiles(ctg, reunion) if f.etiquette != "Participants")
    lignes = tuple(ligne for ligne in agenda(ctg, reunion, situation) if not ligne.pause)
    signataire = ctg.personne(lettre.signataire) if lettre else None
    qualite = (lettre.qualite_signataire if lettre else None) or _fonction(signataire)
    suffixe = "convocation" if personne is None else f"convocation-{_slug(personne)}"
    return ConvocationContexte(
        **tete_reunion(ctg, reunion, situation, "Convocation", suffixe),
        expediteur=_expediteur(ctg, reunion, situation),
        destinataire=_destinataire(ctg, reunion, personne) if personne else (),
        lieu_et_date=lieu_et_date(ctg, reunion),
        objet=sujet(reunion),
        civilite=appel(personne),
        introduction=introduction(ctg, reunion),
        faits=faits,
        buts=reunion.buts,
        lignes=lignes,
        inscription=inscription(ctg, reunion),
        documents=f"Documents joints\u00a0: {liste_et(reunion.documents_joints)}."
        if reunion.documents_joints
        else "",
        formule=formule(personne, lettre.formule if lettre else None),
        qualite=majuscule_initiale(qualite)
        if qualite
        else hole(
            "qualité du signataire de la convocation", f"reunions.{reunion.id}.convocation.qualite_signataire"
        ),
        signataire=signataire.nom_usuel
        if signataire
        else hole("signataire de la convocation", f"reunions.{reunion.id}.convocation.signataire"),
        copies=lettre.copies if lettre else (),
        coupon=bool(lettre and lettre.coupon_reponse),
        coupon_titre=sujet(reunion),
        courriel=(personne.courriel if personne else None) or "",
        lot=stem_reunion(reunion, "convocations-a-imprimer"),
        joints=reunion.documents_joints,
        agenda_ics=agenda_ics,
    )


def is_printed(ctg: Ctg, situation: Situation, registre: str, rang: int) -> bool:
    """True for what the letters rest on: of the persons, those who are called."""
    if registre != "personnes":
        return True
    reunions = [r for r in ctg.reunions if situation.reunion in (None, r.id)]
    return any(ctg.personnes[rang].id in membres_convoques(ctg, r) for r in reunions)
