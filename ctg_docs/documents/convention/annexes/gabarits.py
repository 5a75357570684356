"""The pages of the annexes: one function each, and the loop that puts them in order and turns the sheets."""

from __future__ import annotations

from ctg_docs.documents._blocs.charte import PAYSAGE, PORTRAIT
from ctg_docs.documents._blocs.flux import Flux
from ctg_docs.documents._blocs.gabarit import Gabarit
from ctg_docs.documents._blocs.tableau import Cellule, Colonne, Tableau
from ctg_docs.documents._blocs.unites import Mm

__all__ = ["add_annexes"]


def add_annexes(g: Gabarit) -> None:
    """Add every annexe, each a section of its own, on sheets of its own orientation."""
    g.fin_de_section(PORTRAIT)
    with g.boucle("for annexe in annexes"):
        g.titre(1, "{{ annexe.titre }}", "annexe")
        with g.si("annexe.texte"):
            g.riche("annexe.texte")
        with g.si("annexe.fichier"):
            g.encadre("{{ annexe.fichier }}", titre="Document joint")
        for name, add in _CONTENUS:
            with g.si(f"annexe.{name}"):
                add(g)
        with g.si("annexe.paysage"):
            g.fin_de_section(PAYSAGE)
            g.sinon()
            g.fin_de_section(PORTRAIT)


def _cellule(contenu: str, note: str = "", style: str = "Tableau") -> Flux:
    """Return the inside of a cell: a text, then a small note when there is one."""
    flux = Flux("Tableau")
    flux.paragraphe(contenu, style)
    if note:
        with flux.si(note):
            flux.paragraphe(f"{{{{ {note} }}}}", "TableauNote")
    return flux


def _puces(liste: str) -> Flux:
    """Return the inside of a cell: one bullet per item, a dash when there is none."""
    flux = Flux("Tableau")
    with flux.boucle(f"for element in {liste}"):
        flux.paragraphe("{{ element }}", "TableauPuce")
        flux.sinon()
        flux.paragraphe("–", "Tableau")
    return flux


def _lignes(liste: str, style: str) -> Flux:
    """Return the inside of a cell: one line per item of a list that has some."""
    flux = Flux(style)
    with flux.boucle(f"for element in {liste}"):
        flux.paragraphe("{{ element }}")
    return flux


def _add_diagnostic(g: Gabarit) -> None:
    with g.si("annexe.diagnostic.texte"):
        g.riche("annexe.diagnostic.texte")
    with g.si("annexe.diagnostic.donnees"):
        g.titre(2, "Données clés")
        g.tableau(
            [
                Colonne("Domaine", Mm(28), "{{ d.domaine }}"),
                Colonne("Donnée", Mm(50), "{{ d.intitule }}"),
                Colonne("Valeur", Mm(25), "{{ d.valeur }}", droite=True),
                Colonne("Comparaison", Mm(29), "{{ d.comparaison }}"),
                Colonne("Source", Mm(25), "{{ d.source }}"),
            ],
            boucle="for d in annexe.diagnostic.donnees",
            titre="Données clés du territoire",
            legende="",
        )
    with g.si("annexe.diagnostic.constats"):
        g.titre(2, "Constats par thématique")
    with g.boucle("for c in annexe.diagnostic.constats"):
        g.titre(3, "{{ c.titre }}")
        with g.si("c.texte"):
            g.riche("c.texte", "CorpsSuivi")
        with g.si("c.tableau"):
            table = Tableau([Mm(52), Mm(52), Mm(53)], titre="Atouts, points à améliorer et besoins")
            table.entete("Atouts", "Points à améliorer", "Besoins prioritaires")
            table.ligne(_puces("c.atouts"), _puces("c.faiblesses"), _puces("c.besoins"))
            g.ajouter_tableau(table)
    with g.si("annexe.diagnostic.communes"):
        g.titre(2, "Communes du territoire")
        g.tableau(
            [
                Colonne("Commune", Mm(60), "{{ c.nom }}"),
                Colonne("Secteur", Mm(45), "{{ c.secteur }}"),
                Colonne("Code Insee", Mm(25), "{{ c.code_insee }}", droite=True),
                Colonne("Habitants", Mm(27), "{{ c.population }}", droite=True),
            ],
            boucle="for c in annexe.diagnostic.communes",
            titre="Communes du territoire",
            legende="",
            total=["Ensemble du territoire", "", "", "{{ annexe.diagnostic.population }}"],
        )


def _add_equipements(g: Gabarit) -> None:
    largeurs = [Mm(62), Mm(64), Mm(35), Mm(32), Mm(25), Mm(29)]
    g.paragraphe("{{ annexe.equipements.total }}")
    table = Tableau(largeurs, titre="Équipements et services soutenus")
    table.entete("Équipement ou service", "Gestionnaire", "Commune", "Capacité", "N° de convention", "Offre")
    with table.boucle("for groupe in annexe.equipements.groupes"):
        table.groupe("{{ groupe.type }}")
        with table.boucle("for e in groupe.lignes"):
            table.ligne(
                _cellule("{{ e.nom }}", "e.observations"),
                _cellule("{{ e.gestionnaire }}", "e.statut"),
                "{{ e.commune }}",
                "{{ e.capacite }}",
                "{{ e.numero }}",
                _cellule("{{ e.offre }}", "e.ouverture"),
            )
    g.ajouter_tableau(table, page=PAYSAGE)
    with g.si("annexe.equipements.bonus"):
        g.tableau(
            [
                Colonne("Équipement ou service", Mm(120), "{{ b.equipement }}"),
                Colonne("Année", Mm(20), _lignes("b.annees", "TableauNombre"), droite=True),
                Colonne("Montant", Mm(35), _lignes("b.montants", "TableauNombre"), droite=True),
                Colonne("Source", Mm(72), _lignes("b.sources", "Tableau")),
            ],
            boucle="for b in annexe.equipements.bonus",
            titre="Bonus territoire",
            page=PAYSAGE,
        )


def _add_plan(g: Gabarit) -> None:
    largeurs = [Mm(20), Mm(73), Mm(38), Mm(42), Mm(26), Mm(20), Mm(28)]
    table = Tableau(largeurs, titre="Plan d’actions", total=True)
    budget = Cellule("Budget", "TableauEnteteNombre")
    table.entete("N°", "Action", "Pilote", "Partenaires", "Calendrier", "Statut", budget)
    with table.boucle("for l in annexe.plan.lignes"):
        with table.si('l.genre == "enjeu"'):
            table.groupe("{{ l.texte }}")
        with table.si('l.genre == "objectif"'):
            table.ligne(
                Cellule("{{ l.code }}", "TableauObjectif"), Cellule("{{ l.texte }}", "TableauObjectif", 6)
            )
        with table.si('l.genre == "action"'):
            table.ligne(
                "{{ l.code }}",
                "{{ l.texte }}",
                "{{ l.pilote }}",
                "{{ l.partenaires }}",
                "{{ l.calendrier }}",
                "{{ l.statut }}",
                Cellule("{{ l.budget }}", "TableauNombre"),
            )
        with table.si('l.genre == "vide"'):
            table.ligne(Cellule("", "TableauNote"), Cellule("{{ l.texte }}", "TableauNote", 6))
        with table.si('l.genre == "sous_total"'):
            table.ligne(
                Cellule("", "TableauTotal"),
                Cellule("{{ l.texte }}", "TableauTotal", 5),
                Cellule("{{ l.budget }}", "TableauTotalNombre"),
            )
    with table.si("annexe.plan.total_actions"):
        table.ligne(
            Cellule("Total", "TableauTotal"),
            Cellule("{{ annexe.plan.total_actions }}", "TableauTotal", 5),
            Cellule("{{ annexe.plan.total_budget }}", "TableauTotalNombre"),
        )
    g.ajouter_tableau(table, page=PAYSAGE)
    with g.si("annexe.plan.financeurs"):
        g.tableau(
            [
                Colonne("Financeur", Mm(107), "{{ l.financeur }}"),
                Colonne("Acquis", Mm(35), "{{ l.acquis }}", droite=True),
                Colonne("Sollicité", Mm(35), "{{ l.sollicite }}", droite=True),
                Colonne("À définir", Mm(35), "{{ l.a_definir }}", droite=True),
                Colonne("Total", Mm(35), "{{ l.total }}", droite=True),
            ],
            boucle="for l in annexe.plan.financeurs",
            titre="Moyens financiers mobilisés, par financeur",
            total=["Total", "", "", "", "{{ annexe.plan.total_financeurs }}"],
            page=PAYSAGE,
        )


def _add_gouvernance(g: Gabarit) -> None:
    with g.si("annexe.gouvernance.introduction"):
        g.riche("annexe.gouvernance.introduction")
    role = Flux("Tableau")
    with role.boucle("for verbe in i.verbes"):
        role.paragraphe("{{ verbe }}", "TableauGras")
    with role.boucle("for mission in i.missions"):
        role.paragraphe("{{ mission }}", "TableauPuce")
    role.paragraphe("{{ i.frequence }}", "TableauNote")
    nom = _cellule("{{ i.nom }}", "i.sigle", "TableauGras")
    with nom.si("i.rend_compte"):
        nom.paragraphe("{{ i.rend_compte }}", "TableauNote")
    with nom.boucle("for groupe in i.groupes"):
        nom.paragraphe("{{ groupe }}", "TableauNote")
    g.tableau(
        [
            Colonne("Instance", Mm(46), nom),
            Colonne("Rôle et fréquence", Mm(50), role),
            Colonne("Composition", Mm(61), _puces("i.composition")),
        ],
        boucle="for i in annexe.gouvernance.instances",
        titre="Instances de gouvernance",
        vide="Instances à définir.",
    )
    with g.si("annexe.gouvernance.groupes"):
        g.paragraphe("Membres désignés", "Caption")
        table = Tableau([Mm(48), Mm(67), Mm(42)], titre="Membres désignés, par instance")
        table.entete("Membre", "Structure", "Rôle")
        with table.boucle("for groupe in annexe.gouvernance.groupes"):
            table.groupe("{{ groupe.instance }}")
            with table.boucle("for m in groupe.membres"):
                table.ligne("{{ m.nom }}", "{{ m.structure }}", "{{ m.role }}")
        g.ajouter_tableau(table)


def _add_cooperateurs(g: Gabarit) -> None:
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
    nom.paragraphe("{{ p.employeur }}", "TableauNote")
    fonction = _cellule("{{ p.fonction }}", "p.precision")
    with fonction.boucle("for note in p.notes"):
        fonction.paragraphe("{{ note }}", "TableauNote")
    g.tableau(
        [
            Colonne("Chargé de coopération, employeur", Mm(58), nom),
            Colonne("Fonction, périmètre et missions", Mm(75), fonction),
            Colonne("ETP poste", Mm(12), "{{ p.etp_poste }}", droite=True),
            Colonne("ETP CTG", Mm(12), "{{ p.etp_ctg }}", droite=True),
        ],
        boucle="for p in annexe.cooperateurs.postes",
        titre="Postes de coopération",
        vide="Postes à définir.",
        total=["{{ annexe.cooperateurs.total }}", "", "", "{{ annexe.cooperateurs.etp_total }}"],
    )
    g.note("ETP\u00a0: équivalent temps plein. ETP CTG\u00a0: part du poste consacrée à la convention.")


def _add_evaluation(g: Gabarit) -> None:
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
        )
    with g.si("annexe.evaluation.indicateurs"):
        g.tableau(
            [
                Colonne("Action", Mm(19), "{{ i.code }}"),
                Colonne("Indicateur", Mm(56), _cellule("{{ i.intitule }}", "i.cible_texte")),
                Colonne("Unité", Mm(24), "{{ i.unite }}"),
                Colonne("Source", Mm(30), "{{ i.source }}"),
                Colonne("Départ", Mm(14), "{{ i.initial }}", droite=True),
                Colonne("Cible", Mm(14), "{{ i.cible }}", droite=True),
            ],
            boucle="for i in annexe.evaluation.indicateurs",
            titre="Indicateurs des actions",
        )


def _add_deliberations(g: Gabarit) -> None:
    g.tableau(
        [
            Colonne("Organisme et organe", Mm(53), _cellule("{{ a.organisme }}", "a.organe")),
            Colonne("Objet", Mm(50), "{{ a.objet }}"),
            Colonne("Acte", Mm(30), "{{ a.acte }}"),
            Colonne("Date", Mm(24), "{{ a.date }}", droite=True),
        ],
        boucle="for a in annexe.deliberations.actes",
        titre="Actes autorisant la signature",
        vide="Aucun acte.",
    )
    with g.si("annexe.deliberations.fichiers"):
        g.paragraphe("Copies jointes", "Intertitre")
        g.puces_de("for f in annexe.deliberations.fichiers", "{{ f }}")


_CONTENUS = (
    ("diagnostic", _add_diagnostic),
    ("equipements", _add_equipements),
    ("plan", _add_plan),
    ("gouvernance", _add_gouvernance),
    ("cooperateurs", _add_cooperateurs),
    ("evaluation", _add_evaluation),
    ("deliberations", _add_deliberations),
)
