"""The agenda on the page: title, facts, aims, the table one follows in the meeting."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import (
    add_agenda,
    add_faits,
    add_liste_de_faits,
    add_retards,
    add_titre_reunion,
)
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template of the agenda."""
    g = Gabarit("Ordre du jour")
    add_titre_reunion(g)
    with g.si("seance"):
        g.paragraphe("**{{ seance }}**", "Fait")
    add_faits(g)
    with g.si("objet"):
        g.paragraphe("**Objet**\t{{ objet }}", "Fait")
    add_liste_de_faits(g, "Buts", "buts")
    add_liste_de_faits(g, "Documents", "documents")
    with g.si("contact"):
        g.paragraphe("**Contact**\t{{ contact | liens }}", "Fait")
    g.titre(1, "Points à l’ordre du jour")
    add_agenda(g)
    with g.si("suites"):
        g.titre(1, "{{ titre_suites }}")
        g.tableau(
            [
                Colonne("Prise le", Mm(30), "{{ d.reunion }}"),
                Colonne("N°", Mm(10), "{{ d.numero }}"),
                Colonne("Décision", Mm(59), "{{ d.texte }}"),
                Colonne("Responsable", Mm(32), "{{ d.responsable }}"),
                Colonne("Échéance", Mm(26), "{{ d.echeance }}"),
            ],
            boucle="for d in suites",
            titre="Décisions à suivre",
            description="Décisions des réunions précédentes encore ouvertes, de la plus ancienne à la plus récente.",
            legende="",
        )
    add_retards(g)
    return g.build()
