"""The reminder on the page; `bref` makes the template of the family « rappel-bref »."""

from __future__ import annotations

from ctg_docs.gabarit import Gabarit

__all__ = ["build_template"]


def build_template(*, bref: bool = False) -> bytes:
    """Return the Word template of the letter."""
    g = Gabarit("Lettre de rappel")
    with g.boucle("for ligne in destinataire"):
        g.paragraphe("{{ ligne }}", "LettreDestinataire")
    g.paragraphe("Objet\u00a0: action «\u00a0{{ action }}\u00a0»", "LettreObjet")
    if not bref:
        g.paragraphe("Madame, Monsieur,")
        g.paragraphe("Vous pilotez une action du plan de la convention territoriale globale.")
    with g.si("jours"):
        g.paragraphe("Cette action devait être achevée\u00a0; elle est en retard {{ jours | anciennete }}.")
        g.sinon()
        g.paragraphe("Cette action est signalée en retard.")
    g.paragraphe("Merci de nous dire où elle en est.")
    return g.build()
