"""A letter is one page: when its agenda is too long for it, the agenda goes to the next page, for everybody alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.mesure import hauteur, hauteur_utile
from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctg_docs.documents.convocation.context import ConvocationContexte

__all__ = ["sur_une_page"]

_LOGO = 12.0
"""Millimetres that a logo adds to a line."""


def sur_une_page(lettres: Sequence[ConvocationContexte]) -> Sequence[ConvocationContexte]:
    """Return the letters of one meeting, their agenda set apart when one of them would take two pages."""
    if max(map(_hauteur, lettres), default=0.0) <= hauteur_utile():
        return lettres
    return [lettre.model_copy(update={"agenda_a_part": bool(lettre.lignes)}) for lettre in lettres]


def _hauteur(lettre: ConvocationContexte) -> float:
    textes = sum(hauteur(style, plain(texte)) for style, texte in _paragraphes(lettre) if texte)
    return textes + (_LOGO if lettre.expediteur.logo else 0.0)


def _paragraphes(lettre: ConvocationContexte) -> Iterator[tuple[str, str]]:
    """Yield the style and the words of what the template prints on the first page."""
    if lettre.expediteur.logo:
        yield "LettreOrganisme", "logo"
    yield "LettreOrganisme", lettre.expediteur.nom
    yield from (("LettreAdresse", ligne) for ligne in lettre.expediteur.lignes)
    yield from (("LettreDestinataire", ligne) for ligne in lettre.destinataire)
    yield "LettreDate", lettre.lieu_et_date
    yield "LettreObjet", f"Objet : {lettre.objet}"
    yield "Corps", lettre.civilite
    yield from (("Corps", paragraphe) for paragraphe in lettre.introduction.text.split("\n") if paragraphe)
    yield from (("Fait", fait.texte) for fait in lettre.faits)
    yield from (("Fait", but) for but in lettre.buts)
    if lettre.lignes:
        yield "CorpsSuiviEspace", "Ordre du jour"
    for ligne in lettre.lignes:
        yield "LettreSousPoint" if ligne.sous_point else "LettrePoint", ligne.titre
    yield "LettreReponse", lettre.inscription
    yield "LettreReponse", lettre.documents
    yield "CorpsSuivi", lettre.formule
    yield "LettreQualite", lettre.qualite
    yield "LettreSignature", lettre.signataire
    yield "Note", f"Copie à : {', '.join(lettre.copies)}" if lettre.copies else ""
