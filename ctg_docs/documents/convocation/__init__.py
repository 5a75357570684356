"""Convocation: the letter that calls each member to a meeting, and a collective one, with a calendar file."""

from ctg_docs.documents.kind import Kind

KIND = Kind(
    titre="Convocation",
    description="La lettre qui convie à chaque réunion, collective puis une par destinataire, avec son fichier d’agenda.",
    ordre=310,
    portee="reunion",
    publiable=False,
    besoins=("reunions", "territoire.nom", "contact", "gouvernance.instances.membres", "personnes.courriel"),
)
