"""The schéma on the page: who exercises what, a part per element of the decree, the table of conformity at the end."""

from __future__ import annotations

from ctg_docs.documents._communs.sigles.gabarit import add_table_sigles
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Schéma de l’accueil du jeune enfant", PAYSAGE)
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ chapeau }}", "Chapeau")
    with g.si("tient_lieu"):
        g.encadre("{{ tient_lieu }}")
    g.sommaire()
    add_table_sigles(g)
    g.saut_de_page()
    g.titre(1, "Qui exerce les compétences de l’accueil du jeune enfant", "numero")
    _exercices(g)
    with g.boucle("for partie in parties"):
        g.titre(1, "{{ partie.titre }}", "numero")
        _partie(g)
    g.titre(
        1, "Conformité à l’article D.\u00a0214-10-1 du code de l’action sociale et des familles", "numero"
    )
    _conformite(g)
    return g.build()


def _exercices(g: Gabarit) -> None:
    with g.boucle("for acte in actes"):
        g.paragraphe("{{ acte }}")
    reste = g.page.texte - Mm(70)
    champs = ("recenser", "informer", "planifier", "soutenir")
    quart = Mm(reste.mm / 4)
    with g.si("exercices"):
        g.tableau(
            [
                Colonne("Commune", Mm(45), Cellule("{{ e.commune }}", "TableauGras")),
                Colonne("Habitants", Mm(25), "{{ e.population }}", droite=True),
                *(
                    Colonne(f"{{{{ competences[{n}] }}}}", quart, f"{{{{ e.{c} }}}}")
                    for n, c in enumerate(champs)
                ),
            ],
            boucle="for e in exercices",
            titre="Exercice des compétences, commune par commune",
            legende="",
        )
        g.note(
            "Sans transfert, chaque commune exerce les deux premières compétences\u202f; les deux autres s’imposent à elle "
            "au-delà de 3\u202f500\u00a0habitants (article L.\u00a0214-1-3 du code de l’action sociale et des familles)."
        )


def _partie(g: Gabarit) -> None:
    with g.si("partie.texte"):
        g.riche("partie.texte")
    with g.si("partie.offre"):
        g.tableau(
            [
                Colonne(
                    "Équipement ou service", g.page.texte - Mm(165), Cellule("{{ o.nom }}", "TableauGras")
                ),
                Colonne("Gestionnaire", Mm(75), "{{ o.gestionnaire }}"),
                Colonne("Commune", Mm(45), "{{ o.commune }}"),
                Colonne("Capacité", Mm(45), "{{ o.capacite }}"),
            ],
            boucle="for o in partie.offre",
            titre="Offre d’accueil et services",
            legende="",
        )
    with g.si("partie.actions"):
        g.tableau(
            [
                Colonne("N°", Mm(22), "{{ a.code }}"),
                Colonne("Action", g.page.texte - Mm(183), Cellule("{{ a.intitule }}", "TableauGras")),
                Colonne("Pilote", Mm(48), "{{ a.pilote }}"),
                Colonne("Calendrier", Mm(35), "{{ a.calendrier }}"),
                Colonne("Coût prévisionnel", Mm(32), "{{ a.cout }}", droite=True),
                Colonne("Schéma départemental", Mm(46), "{{ a.departemental }}"),
            ],
            boucle="for a in partie.actions",
            titre="Actions qui y répondent",
            legende="",
        )
    with g.si("partie.indicateurs"):
        g.tableau(
            [
                Colonne("Action", Mm(25), "{{ i.fiche }}"),
                Colonne("Indicateur", g.page.texte - Mm(105), "{{ i.intitule }}"),
                Colonne("Départ", Mm(30), "{{ i.depart }}", droite=True),
                Colonne("Cible", Mm(50), "{{ i.cible }}", droite=True),
            ],
            boucle="for i in partie.indicateurs",
            titre="Indicateurs",
            legende="",
        )


def _conformite(g: Gabarit) -> None:
    g.paragraphe("{{ bilan }}", "CorpsSuivi")
    ou = Flux("Tableau")
    with ou.boucle("for lieu in c.ou"):
        ou.paragraphe("{{ lieu }}")
    g.tableau(
        [
            Colonne("Référence", Mm(28), Cellule("{{ c.reference }}", "TableauGras")),
            Colonne("Élément demandé", g.page.texte - Mm(148), "{{ c.demande }}"),
            Colonne("Où il est", Mm(65), ou),
            Colonne("Ce qui manque", Mm(55), "{{ c.manque }}"),
        ],
        boucle="for c in conformite",
        titre="Conformité au décret",
        legende="",
    )
