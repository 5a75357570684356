"""The portrait on the page: large figures first, then charts, then what stands where."""

from __future__ import annotations

from ctg_docs.documents._communs.chiffres.gabarit import (
    add_cartes,
    add_donnees,
    add_evolutions,
    add_graphiques,
)
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template of the portrait."""
    g = Gabarit("Portrait du territoire")
    g.paragraphe("{{ titre_document }}", "Title")
    with g.si("sous_titre"):
        g.paragraphe("{{ sous_titre }}", "Subtitle")
    with g.si("presentation"):
        g.riche("presentation")
    add_cartes(g, "cartes")
    with g.si("retenir"):
        g.titre(1, "À retenir")
        g.puces_de("for phrase in retenir", "{{ phrase }}")
    g.carte("carte")
    with g.si("graphiques"):
        g.titre(1, "Le territoire comparé")
    add_graphiques(g, "graphiques")
    with g.si("evolutions"):
        g.titre(1, "Ce qui change")
        add_evolutions(g, "evolutions")
    _add_places(g)
    with g.si("donnees"):
        g.saut_de_page()
        g.titre(1, "Toutes les données")
        add_donnees(g, "donnees", serre=True)
    with g.si("cle_sigles"):
        g.note("{{ cle_sigles }}")
    return g.build()


def _add_places(g: Gabarit) -> None:
    with g.si("services"):
        g.titre(1, "Les services aux familles")
        g.tableau(
            [
                Colonne("Service", Mm(72), "{{ s.type }}"),
                Colonne("Nombre", Mm(21), "{{ s.nombre }}", droite=True),
                Colonne("Communes", Mm(64), "{{ s.lieux }}"),
            ],
            boucle="for s in services",
            titre="Services aux familles",
            description="Une ligne par type de service : combien, et dans quelles communes.",
            legende="",
        )
    with g.si("secteurs"):
        g.titre(1, "Les communes")
        g.tableau(
            [
                Colonne("Secteur", Mm(40), "{{ s.nom }}"),
                Colonne("Communes", Mm(90), "{{ s.communes }}"),
                Colonne("Habitants", Mm(27), "{{ s.population }}", droite=True),
            ],
            boucle="for s in secteurs",
            titre="Communes par secteur",
            description="Les communes de chaque secteur, de la plus peuplée à la moins peuplée.",
            legende="",
            solidaire=True,
        )
