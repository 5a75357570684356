"""The sentences of the letter: its object, the day and place it is written, the invitation, how to answer, the farewell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ctg_docs.documents._communs.gouvernance.instances import groupe_instance
from ctg_docs.documents._communs.reunions.reunion import contact_en_lignes
from ctg_docs.engine.values import Rich
from ctg_docs.french import (
    cle,
    commence_par_voyelle,
    date_jour,
    date_longue,
    majuscule_initiale,
    minuscule_initiale,
)
from ctg_docs.holes import hole
from ctg_docs.models.gouvernance import NatureInstance
from ctg_docs.models.personne import Civilite
from ctg_docs.models.titres import titre_en_phrase

if TYPE_CHECKING:
    from datetime import date

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.personne import Personne
    from ctg_docs.models.reunion import Reunion

__all__ = ["appel", "formule", "inscription", "introduction", "lieu_et_date", "sujet"]


def sujet(reunion: Reunion) -> str:
    """Return the meeting and its day, told once: « Comité de pilotage – bilan 2025, jeudi 21 mai 2026 »."""
    titre = re.sub(r"\s*:\s+", " – ", reunion.titre, count=1)
    if reunion.date is None or _dit_le_jour(titre, reunion.date):
        return titre
    lien = " du " if titre == reunion.titre else ", "
    return f"{titre}{lien}{date_jour(reunion.date)}"


def _dit_le_jour(titre: str, jour: date) -> bool:
    """True when a title names the day: « du 14 janvier 2027 », « 14 janv. », « 14/01/2027 », « 2027-01-14 »."""
    chiffres = rf"\b0?{jour.day}\s*[/.-]\s*0?{jour.month}\b(?!\d)"
    mots = cle(date_longue(jour)).split()
    lettres = rf"\b{mots[0]}(er)? {mots[1][:3]}"
    return any(
        re.search(motif, texte)
        for motif, texte in ((chiffres, titre), (lettres, cle(titre)), (jour.isoformat(), titre))
    )


def lieu_et_date(ctg: Ctg, reunion: Reunion) -> str:
    """Return « Melle, le 5 janvier 2024 »; the town of the inviting body by default."""
    lettre = reunion.convocation
    organisme = ctg.organisme(reunion.organisateur)
    ville = organisme.adresse.ville if organisme and organisme.adresse else None
    lieu = (lettre.lieu_envoi if lettre else None) or (
        majuscule_initiale(ville.title()) if ville and ville.isupper() else ville
    )
    jour = (
        date_longue(lettre.date_envoi)
        if lettre and lettre.date_envoi
        else hole("date d’envoi de la convocation", f"reunions.{reunion.id}.convocation.date_envoi")
    )
    return f"{lieu}, le {jour}" if lieu else f"Le {jour}"


def introduction(ctg: Ctg, reunion: Reunion) -> Rich:
    """Return the invitation: to what, of which convention, about what."""
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
        quoi = f"à la séance {groupe_instance(instance).de}"
    nature = "séance" if quoi.startswith("à la séance") else "réunion"
    objet = (
        f" Objet de la {nature}\u00a0: {minuscule_initiale(reunion.objet).rstrip('.')}."
        if reunion.objet
        else ""
    )
    return Rich(f"J’ai l’honneur de vous convier {quoi}{_de_la_convention(ctg, quoi)}.{objet}")


def _de_la_convention(ctg: Ctg, quoi: str) -> str:
    """Return « de la convention territoriale globale du Pays d’Auvrelle », unless what is said tells it already."""
    if {"convention", "ctg"} & set(cle(quoi).split()):
        return ""
    titre, nom = titre_en_phrase(ctg.convention.titre), ctg.territoire.nom
    return (
        f" {titre.de}" if cle(nom) in cle(ctg.convention.titre) else f" {titre.de} {ctg.territoire.groupe.de}"
    )


def inscription(ctg: Ctg, reunion: Reunion) -> str:
    """Return how to answer, until when, and whom to ask."""
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


def appel(personne: Personne | None) -> str:
    """Return how a letter begins: « Madame la Préfète, », « Docteur, », « Madame, Monsieur, » when nobody is known."""
    if personne is None or personne.civilite is None:
        return "Madame, Monsieur,"
    if personne.titre or not (qualite := _qualite(personne.fonction or "")):
        return f"{personne.appel},"
    feminin = personne.civilite is Civilite.MADAME and not _MASCULINS.fullmatch(cle(qualite))
    article = "l’" if commence_par_voyelle(qualite) else "la " if feminin else "le "
    return f"{personne.civilite.libelle} {article}{qualite},"


def _qualite(fonction: str) -> str:
    """Return the dignity that one is addressed by, « Vice-Présidente », empty for any other function."""
    mots = re.sub(r"(?i)^(?:(?:madame|monsieur) )?(?:l[ea] |l[’'])?", "", fonction).split()
    tete = mots[0].rstrip(",") if mots else ""
    return "-".join(map(majuscule_initiale, tete.split("-"))) if _DIGNITES.fullmatch(cle(tete)) else ""


_DIGNITES = re.compile(
    r"(?:vice )?presidente?|maire|(?:sous )?prefete?|recteur|rectrice|directeur|directrice|deputee?|senateur|senatrice|ministre"
)
"""Functions that a letter names (usage of official letters); the others are « Madame », « Monsieur »."""
_MASCULINS = re.compile(r".*(?:president|prefet|recteur|directeur|depute|senateur)")


def formule(personne: Personne | None, choisie: str | None) -> str:
    """Return the farewell, to the one it is said to."""
    adresse = appel(personne)
    if choisie:
        return choisie.replace("Madame, Monsieur,", adresse)
    return f"Je vous prie d’agréer, {adresse} l’expression de ma considération distinguée."
