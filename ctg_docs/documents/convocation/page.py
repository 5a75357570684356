"""A letter is one page, with air where there is room; an agenda too long for it goes to the next, for everybody alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.gabarit.mesure import SERRE, hauteur, hauteur_utile
from ctg_docs.holes import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ctg_docs.documents.convocation.context import ConvocationContexte

__all__ = ["sur_une_page"]

_LOGO = 12.0
"""Millimetres that a logo adds to a line."""
_COURT = 6
"""Items of an agenda that would leave a page of its own nearly empty."""


def sur_une_page(lettres: Sequence[ConvocationContexte]) -> Sequence[ConvocationContexte]:
    """Return the letters of one meeting: with air, without, or their agenda set apart when one would take two pages.

    An agenda of a few lines never takes a page: one that exceeds by little is tightened once it is written.
    """
    aerees = [lettre.model_copy(update={"aeree": True}) for lettre in lettres]
    court = max((len(lettre.lignes) for lettre in lettres), default=0) <= _COURT
    for choix, place in ((aerees, 1.0), (lettres, SERRE if court else 1.0)):
        if max(map(_hauteur, choix), default=0.0) <= hauteur_utile() * place:
            return choix
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
    aeree = "Aeree" if lettre.aeree else ""
    for rang, adresse in enumerate(lettre.destinataire):
        yield f"LettreDestinataire{'' if rang else aeree}", adresse
    yield f"LettreDate{aeree}", lettre.lieu_et_date
    yield f"LettreObjet{aeree}", f"Objet : {lettre.objet}"
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
    yield "LettreFormuleAeree" if aeree else "CorpsSuivi", lettre.formule
    yield f"LettreQualite{aeree}", lettre.qualite
    yield "LettreSignature", lettre.signataire
    yield "Note", f"Copie à : {', '.join(lettre.copies)}" if lettre.copies else ""
