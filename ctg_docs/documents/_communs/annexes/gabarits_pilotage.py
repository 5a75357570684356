"""The pages of the annexes on who decides, who coordinates, how it is judged."""

from __future__ import annotations

from ctg_docs.documents._communs.annexes.cellules import cellule, puces
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Colonne, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["add_cooperateurs", "add_deliberations", "add_evaluation", "add_gouvernance"]


def add_gouvernance(g: Gabarit) -> None:
    """Add the instances, then the members of each."""
    with g.si("annexe.gouvernance.introduction"):
        g.riche("annexe.gouvernance.introduction")
    role = Flux("Tableau")
    with role.si("i.verbes"):
        role.paragraphe("{{ i.verbes | join(' · ') }}", "TableauGras")
    for liste, quand in (("missions", " if i.missions != i.verbes"), ("regles", "")):
        with role.boucle(f"for element in i.{liste}{quand}"):
            role.paragraphe("{{ element }}", "TableauPuce")
    with role.si("i.frequence != '–'"):
        role.paragraphe("{{ i.frequence }}", "TableauNote")
    nom = cellule("{{ i.nom }}", "i.groupes", "TableauGras")
    with nom.si("i.propose_a"):
        nom.paragraphe("Rend compte {{ i.propose_a }}", "TableauNote")
    with nom.si("i.objectif"):
        nom.paragraphe("Objectif suivi\u00a0: {{ i.objectif }}", "TableauNote")
    g.tableau(
        [
            Colonne("Instance", Mm(46), nom),
            Colonne("Rôle, règles, fréquence", Mm(50), role),
            Colonne("Composition", Mm(61), puces("i.composition")),
        ],
        boucle="for i in annexe.gouvernance.instances",
        titre="Instances de gouvernance",
        vide="Instances à définir.",
        souple=True,
    )
    with g.si("annexe.gouvernance.groupes"):
        g.paragraphe("Membres désignés", "Caption")
        table = Tableau(
            [Mm(48), Mm(67), Mm(42)],
            titre="Membres désignés, par instance",
            style="TableauSerre",
            souple=True,
        )
        table.entete("Membre", "Structure", "Rôle")
        with table.boucle("for groupe in annexe.gouvernance.groupes"):
            table.groupe("{{ groupe.nom }}")
            with table.boucle("for m in groupe.membres"):
                table.ligne_liee(
                    "{{ m.nom }}", "{{ m.structure }}", "{{ m.role }}", quand="2 <= loop.revindex <= 4"
                )
        g.ajouter_tableau(table)


def add_cooperateurs(g: Gabarit) -> None:
    """Add the posts with their shares of time."""
    with g.si("annexe.cooperateurs.introduction"):
        g.riche("annexe.cooperateurs.introduction")
    for titre, valeur in (
        ("Origine des postes", "base"),
        ("Directions concernées", "directions"),
        ("Missions principales", "missions"),
    ):
        with g.si(f"annexe.cooperateurs.{valeur}"):
            g.paragraphe(f"**{titre}\u00a0:** {{{{ annexe.cooperateurs.{valeur} }}}}.")
    nom = Flux("Tableau")
    with nom.si("p.vacant"):
        nom.paragraphe("{{ p.nom }}", "TableauNote")
        nom.sinon()
        nom.paragraphe("{{ p.nom }}", "TableauGras")
    for champ in ("employeur", "direction", "cofinancement"):
        with nom.si(f"p.{champ} and p.{champ} != '–'"):
            nom.paragraphe(f"{{{{ p.{champ} }}}}", "TableauNote")
    fonction = cellule("{{ p.fonction }}", "p.perimetre")
    with fonction.si("p.periode != '–'"):
        fonction.paragraphe("{{ p.periode }}", "TableauNote")
    with fonction.boucle("for mission in p.missions"):
        fonction.paragraphe("{{ mission }}", "TableauNote")
    g.tableau(
        [
            Colonne("Chargé de coopération, employeur", Mm(58), nom),
            Colonne("Fonction, périmètre et missions", Mm(75), fonction),
            Colonne("ETP poste", Mm(12), "{{ p.etp_poste }}", droite=True),
            Colonne("ETP CTG", Mm(12), "{{ p.etp_ctg }}", droite=True),
        ],
        boucle="for p in annexe.cooperateurs.postes",
        titre="Postes de coopération",
        souple=True,
        vide="Postes à définir.",
        total=["{{ annexe.cooperateurs.total }}", "", "", "{{ annexe.cooperateurs.etp_total }}"],
    )
    g.note("ETP\u00a0: équivalent temps plein. ETP CTG\u00a0: part du poste consacrée à la convention.")


def add_evaluation(g: Gabarit) -> None:
    """Add the questions and the indicators."""
    with g.si("annexe.evaluation.texte"):
        g.riche("annexe.evaluation.texte")
    with g.si("annexe.evaluation.transversaux"):
        g.paragraphe("Indicateurs transversaux", "Intertitre")
        g.puces_de("for i in annexe.evaluation.transversaux", "{{ i }}")
    with g.si("annexe.evaluation.questions"):
        g.tableau(
            [
                Colonne("Critère", Mm(33), "{{ q.critere }}"),
                Colonne("Question", Mm(74), "{{ q.question }}"),
                Colonne("Méthode", Mm(50), "{{ q.methode }}"),
            ],
            boucle="for q in annexe.evaluation.questions",
            titre="Questions évaluatives",
            souple=True,
        )
    with g.si("annexe.evaluation.indicateurs"):
        g.tableau(
            [
                Colonne("Action", Mm(19), "{{ i.code }}"),
                Colonne("Indicateur", Mm(52), cellule("{{ i.intitule }}", "i.cible_texte")),
                Colonne("Unité", Mm(29), "{{ i.unite }}"),
                Colonne("Source", Mm(29), "{{ i.source }}"),
                Colonne("Départ", Mm(14), "{{ i.initial }}", droite=True),
                Colonne("Cible", Mm(14), "{{ i.cible }}", droite=True),
            ],
            boucle="for i in annexe.evaluation.indicateurs",
            titre="Indicateurs des actions",
            souple=True,
        )


def add_deliberations(g: Gabarit) -> None:
    """Add the acts and the files joined."""
    g.tableau(
        [
            Colonne("Organisme et organe", Mm(53), cellule("{{ a.organisme }}", "a.organe")),
            Colonne("Objet", Mm(46), "{{ a.objet }}"),
            Colonne("Acte", Mm(30), "{{ a.acte }}"),
            Colonne("Date", Mm(28), "{{ a.date }}", droite=True),
        ],
        boucle="for a in annexe.deliberations.actes",
        titre="Actes autorisant la signature",
        souple=True,
        vide="Aucun acte.",
    )
    with g.si("annexe.deliberations.fichiers"):
        g.paragraphe("Copies jointes", "Intertitre")
        g.puces_de("for f in annexe.deliberations.fichiers", "{{ f }}")
