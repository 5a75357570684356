"""The pages of the schéma: who exercises what, a part per element of the decree, the table of conformity with its pages."""

from __future__ import annotations

from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import champ, marque, runs

__all__ = ["add_schema"]


def add_schema(g: Gabarit, s: str = "annexe.schema_enfance", *, niveau: int = 2) -> None:
    """Add the schéma, on landscape sheets.

    Args:
        g: the template.
        s: where the `AnnexeSchema` is in the context.
        niveau: level of the headings of its parts; the first level numbers them, the others print their number.
    """
    style, rang = ("TitreNumerote1", "") if niveau == 1 else (f"Heading{niveau}", "{{ partie.rang }}. ")
    premier, dernier = ("", "") if niveau == 1 else ("1. ", f"{{{{ {s}.parties | length + 2 }}}}. ")
    g.brut(runs(f"{premier}Qui exerce les compétences de l’accueil du jeune enfant"), style)
    _exercices(g, s)
    with g.boucle(f"for partie in {s}.parties"):
        g.brut(marque("schema_{{ partie.element }}", runs(f"{rang}{{{{ partie.titre }}}}")), style)
        _partie(g)
    conformite = "Conformité à l’article D.\u00a0214-10-1 du code de l’action sociale et des familles"
    g.brut(runs(f"{dernier}{conformite}"), style)
    _conformite(g, s)


def _exercices(g: Gabarit, s: str) -> None:
    with g.boucle(f"for acte in {s}.actes"), g.si(f"loop.last and {s}.exercices"):
        g.paragraphe("{{ acte }}", "CorpsSuivi")
        g.sinon()
        g.paragraphe("{{ acte }}")
    reste = PAYSAGE.texte - Mm(70)
    champs = ("recenser", "informer", "planifier", "soutenir")
    quart = Mm(reste.mm / 4)
    with g.si(f"{s}.exercices"):
        g.tableau(
            [
                Colonne("Commune", Mm(45), Cellule("{{ e.commune }}", "TableauGras")),
                Colonne("Habitants", Mm(25), "{{ e.population }}", droite=True),
                *(
                    Colonne(f"{{{{ {s}.competences[{n}] }}}}", quart, f"{{{{ e.{c} }}}}")
                    for n, c in enumerate(champs)
                ),
            ],
            boucle=f"for e in {s}.exercices",
            page=PAYSAGE,
            titre="Exercice des compétences, commune par commune",
            legende="",
            suivie=True,
        )
        g.note(
            "Sans transfert, chaque commune exerce les deux premières compétences\u202f; les deux autres s’imposent à elle "
            "au-delà de 3\u202f500\u00a0habitants (article L.\u00a0214-1-3 du code de l’action sociale et des familles)."
        )


def _partie(g: Gabarit) -> None:
    _texte(g, "partie.texte", "partie.offre or partie.tableau and not partie.complement")
    with g.si("partie.offre"):
        g.tableau(
            [
                Colonne(
                    "Équipement ou service", PAYSAGE.texte - Mm(165), Cellule("{{ o.nom }}", "TableauGras")
                ),
                Colonne("Gestionnaire", Mm(75), "{{ o.gestionnaire }}"),
                Colonne("Commune", Mm(45), "{{ o.commune }}"),
                Colonne("Capacité", Mm(45), "{{ o.capacite }}"),
            ],
            boucle="for o in partie.offre",
            page=PAYSAGE,
            titre="Offre d’accueil et services",
            legende="",
            suivie=True,
        )
    _texte(g, "partie.complement", "partie.tableau")
    with g.si("partie.actions"):
        g.tableau(
            [
                Colonne("N°", Mm(22), "{{ a.code }}"),
                Colonne("Action", PAYSAGE.texte - Mm(183), Cellule("{{ a.intitule }}", "TableauGras")),
                Colonne("Pilote", Mm(48), "{{ a.pilote }}"),
                Colonne("Calendrier", Mm(35), "{{ a.calendrier }}"),
                Colonne("Coût prévisionnel", Mm(32), "{{ a.cout }}", droite=True),
                Colonne("Schéma départemental", Mm(46), "{{ a.departemental }}"),
            ],
            boucle="for a in partie.actions",
            page=PAYSAGE,
            titre="Actions qui y répondent",
            legende="",
            suivie=True,
        )
    with g.si("partie.indicateurs"):
        g.tableau(
            [
                Colonne("Action", Mm(25), "{{ i.fiche }}"),
                Colonne("Indicateur", PAYSAGE.texte - Mm(105), "{{ i.intitule }}"),
                Colonne("Départ", Mm(30), "{{ i.depart }}", droite=True),
                Colonne("Cible", Mm(50), "{{ i.cible }}", droite=True),
            ],
            boucle="for i in partie.indicateurs",
            page=PAYSAGE,
            titre="Indicateurs",
            legende="",
            suivie=True,
        )


def _texte(g: Gabarit, champ: str, suivi: str) -> None:
    """Add a text, kept with the table that follows it when there is one."""
    with g.si(champ), g.si(suivi):
        g.riche(champ, "CorpsSuivi")
        g.sinon(f"{champ} == partie.complement and partie.offre")
        g.riche(champ, "CorpsApresTableau")
        g.sinon()
        g.riche(champ, "Corps")


def _conformite(g: Gabarit, s: str) -> None:
    g.paragraphe(f"{{{{ {s}.bilan }}}}", "CorpsSuivi")
    ou = Flux("Tableau")
    with ou.si("c.element"):
        page = champ("PAGEREF schema_{{ c.element }} \\h", "–")
        ou.brut(runs("Partie {{ c.rang }}, page\u00a0") + page, "Tableau")
        ou.sinon()
        ou.paragraphe("–")
    with ou.si("c.fiches"):
        ou.paragraphe("{{ c.fiches }}", "TableauNote")
    for condition, manque in ((f"{s}.complet", 0), (f"not {s}.complet", 55)):
        with g.si(condition):
            g.tableau(
                [
                    Colonne("Référence", Mm(28), Cellule("{{ c.reference }}", "TableauGras")),
                    Colonne("Élément demandé", PAYSAGE.texte - Mm(93 + manque), "{{ c.demande }}"),
                    Colonne("Où il est", Mm(65), ou),
                    *([Colonne("Ce qui manque", Mm(manque), "{{ c.manque }}")] if manque else []),
                ],
                boucle=f"for c in {s}.conformite",
                page=PAYSAGE,
                titre="Conformité au décret",
                legende="",
                suivie=True,
            )
