"""What the letter shows: who is called, where, when, why, how to answer. Unknown values are « à confirmer »."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pydantic import Field

from ctg_docs.agenda import build_ics, evenement_reunion
from ctg_docs.documents._communs.noms import nom_organisme
from ctg_docs.documents._communs.reunions.mots import MotsReunion
from ctg_docs.documents._communs.reunions.papier import tete_reunion
from ctg_docs.documents._communs.reunions.presences import membres_convoques
from ctg_docs.documents._communs.reunions.reunion import (
    Fait,
    LigneAgenda,
    agenda,
    contact_en_lignes,
    faits_reunion,
    libelle_instance,
    reunions_pour,
)
from ctg_docs.documents.contexte import Bloc
from ctg_docs.engine.values import Picture, Rich
from ctg_docs.french import (
    date_jour,
    date_longue,
    du,
    liste_et,
    majuscule_initiale,
    minuscule_initiale,
    sans_accents,
)
from ctg_docs.holes import hole
from ctg_docs.models.gouvernance import NatureInstance
from ctg_docs.models.personne import Civilite

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
    lignes: tuple[LigneAgenda, ...] = Field(title="Ordre du jour", description="Points et sous-points")
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
    agenda_ics: bytes = Field(
        b"", title="Agenda", description="Fichier d’agenda, écrit à côté de la lettre collective"
    )

    def side_files(self) -> Mapping[str, bytes]:
        """Return the calendar file."""
        return {f"{self.file_stem}.ics": self.agenda_ics} if self.agenda_ics else {}


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
    lettres = []
    for reunion in reunions:
        lettres.append(_lettre(ctg, reunion, situation, None))
        for id in membres_convoques(ctg, reunion):
            personne = ctg.personne(id)
            if personne is not None and not _signe(reunion, personne):
                lettres.append(_lettre(ctg, reunion, situation, personne))
    return lettres


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
    joindre = " – ".join(p for p in (organisme.telephone, organisme.courriel) if p)
    image = organisme.logo or ctg.charte.logo
    data = situation.pictures.get(image.fichier) if image else None
    logo = (
        Picture(
            data, (image.texte_alternatif if image else "") or f"Logo\u00a0: {organisme.nom}", height_mm=16
        )
        if data
        else None
    )
    return Expediteur(nom=organisme.nom, lignes=(*adresse, *([joindre] if joindre else [])), logo=logo)


def _destinataire(ctg: Ctg, reunion: Reunion, personne: Personne) -> tuple[str, ...]:
    organisme = membres_convoques(ctg, reunion).get(personne.id) or personne.organisme
    structure = nom_organisme(ctg, organisme, "")
    return tuple(p for p in (personne.nom_complet, personne.fonction, structure) if p)


def _civilite(personne: Personne | None) -> str:
    if personne is None or personne.civilite is None:
        return "Madame, Monsieur,"
    return f"{personne.civilite.libelle},"


def _lieu_et_date(ctg: Ctg, reunion: Reunion) -> str:
    lettre = reunion.convocation
    organisme = ctg.organisme(reunion.organisateur)
    ville = organisme.adresse.ville if organisme and organisme.adresse else None
    lieu = (lettre.lieu_envoi if lettre else None) or (
        majuscule_initiale(ville.title()) if ville and ville.isupper() else ville
    )
    jour = (
        date_longue(lettre.date_envoi)
        if lettre and lettre.date_envoi
        else hole("date d’envoi de la convocation")
    )
    return f"{lieu}, le {jour}" if lieu else f"Le {jour}"


def _introduction(ctg: Ctg, reunion: Reunion) -> Rich:
    if reunion.convocation and reunion.convocation.introduction:
        return Rich(reunion.convocation.introduction)
    instance = ctg.instance(reunion.instance)
    if instance is None or instance.nature is NatureInstance.REUNION_PARTENARIALE:
        nommee = reunion.titre.casefold().startswith("réunion")
        quoi = (
            f"à la {minuscule_initiale(reunion.titre)}"
            if nommee
            else f"à la réunion «\u00a0{reunion.titre}\u00a0»"
        )
    else:
        nom = libelle_instance(ctg, reunion)
        feminin = nom.split()[0].casefold() in ("commission", "instance", "réunion", "assemblée")
        quoi = f"à la séance {du(minuscule_initiale(nom), 'f' if feminin else 'm')}"
    objet = (
        f", consacrée à l’objet suivant\u00a0: {minuscule_initiale(reunion.objet)}" if reunion.objet else ""
    )
    return Rich(f"J’ai l’honneur de vous convier {quoi}{objet}.")


def _inscription(ctg: Ctg, reunion: Reunion) -> str:
    lettre = reunion.convocation
    phrases = []
    if lettre and lettre.inscription:
        phrases.append(f"Pour répondre\u00a0: {minuscule_initiale(lettre.inscription).rstrip('.')}.")
    if lettre and lettre.date_limite:
        phrases.append(f"Merci de répondre avant le {date_jour(lettre.date_limite)}.")
    contact = " – ".join(contact_en_lignes(ctg, reunion))
    if contact:
        phrases.append(f"Contact\u00a0: {contact}.")
    return " ".join(phrases)


def _ics(ctg: Ctg, reunion: Reunion) -> bytes:
    if reunion.date is None:
        return b""
    return build_ics([evenement_reunion(ctg, reunion, reunion.date)], producer="convocation")


def _formule(personne: Personne | None, formule: str | None) -> str:
    if personne is None or personne.civilite is None:
        adresse = "Madame, Monsieur,"
    else:
        adresse = "Madame," if personne.civilite is Civilite.MADAME else "Monsieur,"
    if formule:
        return formule.replace("Madame, Monsieur,", adresse)
    return f"Je vous prie d’agréer, {adresse} l’expression de ma considération distinguée."


def _sujet(reunion: Reunion) -> str:
    """Return the meeting and its day: « Comité de pilotage – bilan 2025, jeudi 21 mai 2026 »."""
    titre = re.sub(r"\s*:\s+", " – ", reunion.titre, count=1)
    if reunion.date is None:
        return titre
    lien = " du " if titre == reunion.titre else ", "
    return f"{titre}{lien}{date_jour(reunion.date)}"


def _slug(personne: Personne) -> str:
    return re.sub(r"[^a-z0-9]+", "-", sans_accents(f"{personne.nom} {personne.prenom or ''}").lower()).strip(
        "-"
    )


def _lettre(
    ctg: Ctg, reunion: Reunion, situation: Situation, personne: Personne | None
) -> ConvocationContexte:
    lettre = reunion.convocation
    faits, lignes = faits_reunion(ctg, reunion), agenda(ctg, reunion, situation)
    signataire = ctg.personne(lettre.signataire) if lettre else None
    qualite = (lettre.qualite_signataire if lettre else None) or (signataire.fonction if signataire else None)
    suffixe = "convocation" if personne is None else f"convocation-{_slug(personne)}"
    return ConvocationContexte(
        **tete_reunion(ctg, reunion, situation, "Convocation", suffixe),
        expediteur=_expediteur(ctg, reunion, situation),
        destinataire=_destinataire(ctg, reunion, personne) if personne else (),
        lieu_et_date=_lieu_et_date(ctg, reunion),
        objet=_sujet(reunion),
        civilite=_civilite(personne),
        introduction=_introduction(ctg, reunion),
        faits=faits,
        buts=reunion.buts,
        lignes=lignes,
        inscription=_inscription(ctg, reunion),
        documents=f"Documents joints\u00a0: {liste_et(reunion.documents_joints)}."
        if reunion.documents_joints
        else "",
        formule=_formule(personne, lettre.formule if lettre else None),
        qualite=majuscule_initiale(qualite) if qualite else hole("qualité du signataire de la convocation"),
        signataire=signataire.nom_usuel if signataire else hole("signataire de la convocation"),
        copies=lettre.copies if lettre else (),
        coupon=bool(lettre and lettre.coupon_reponse),
        coupon_titre=_sujet(reunion),
        agenda_ics=_ics(ctg, reunion) if personne is None else b"",
    )
