"""The letter on the page: letterhead, recipient, object, facts, agenda, how to answer, signature, reply slip."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits, add_liste_de_faits
from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["build_template"]


def _add_letterhead(g: Gabarit) -> None:
    with g.si("expediteur.logo"):
        g.paragraphe("{{ expediteur.logo }}", "LettreOrganisme")
    g.paragraphe("{{ expediteur.nom }}", "LettreOrganisme")
    with g.boucle("for ligne in expediteur.lignes"):
        g.paragraphe("{{ ligne | liens }}", "LettreAdresse")
    with g.boucle("for ligne in destinataire"), g.si("aeree and loop.first"):
        g.paragraphe("{{ ligne }}", "LettreDestinataireAeree")
        g.sinon()
        g.paragraphe("{{ ligne }}", "LettreDestinataire")
    _add_line(g, "{{ lieu_et_date }}", "LettreDate")
    _add_line(g, "Objet\u00a0: {{ objet }}", "LettreObjet")


def _add_line(g: Gabarit, texte: str, style: str, aere: str = "") -> None:
    """Add a line with air around it where the page has room."""
    with g.si("aeree"):
        g.paragraphe(texte, aere or f"{style}Aeree")
        g.sinon()
        g.paragraphe(texte, style)


def _add_agenda(g: Gabarit) -> None:
    with g.boucle("for ligne in lignes"), g.si("ligne.sous_point"):
        g.paragraphe("{{ ligne.numero }}\t{{ ligne.titre }}", "LettreSousPoint")
        g.sinon()
        g.paragraphe("{{ ligne.numero }}.\t{{ ligne.titre }}", "LettrePoint")


def _add_body(g: Gabarit) -> None:
    g.paragraphe("{{ civilite }}")
    g.riche("introduction")
    add_faits(g)
    add_liste_de_faits(g, "Buts", "buts")
    with g.si("agenda_a_part"):
        g.paragraphe("**Ordre du jour**\u00a0: à la page suivante.", "CorpsSuiviEspace")
        g.sinon()
        with g.si("lignes"):
            g.paragraphe("**Ordre du jour**", "CorpsSuiviEspace")
            _add_agenda(g)
    with g.si("inscription"):
        g.paragraphe("{{ inscription | liens }}", "LettreReponse")
    with g.si("documents"):
        g.paragraphe("{{ documents }}", "LettreReponse")


def build_template() -> bytes:
    """Return the Word template of the letter."""
    g = Gabarit("Convocation")
    _add_letterhead(g)
    _add_body(g)
    _add_line(g, "{{ formule }}", "CorpsSuivi", "LettreFormuleAeree")
    _add_line(g, "{{ qualite }}", "LettreQualite")
    with g.si("copies"):
        g.paragraphe("{{ signataire }}", "LettreSignatureSuivie")
        g.note("Copie à\u00a0: {{ copies | liste_et }}")
        g.sinon()
        g.paragraphe("{{ signataire }}", "LettreSignature")
    with g.si("agenda_a_part"):
        g.saut_de_page()
        g.titre(1, "Ordre du jour")
        g.paragraphe("{{ coupon_titre }}", "Chapeau")
        _add_agenda(g)
    with g.si("coupon"):
        g.saut_de_page()
        g.titre(1, "Coupon-réponse")
        g.paragraphe("{{ coupon_titre }}", "Chapeau")
        g.paragraphe("Nom et prénom\u00a0: \t", "Coupon")
        g.paragraphe("Structure\u00a0: \t", "Coupon")
        g.paragraphe("☐\u2002Participera à la réunion", "Coupon")
        g.paragraphe("☐\u2002Ne pourra pas participer", "Coupon")
        g.paragraphe("☐\u2002Sera représenté(e) par\u00a0: \t", "Coupon")
        g.paragraphe("Date et signature\u00a0:", "Coupon")
    return g.build()
