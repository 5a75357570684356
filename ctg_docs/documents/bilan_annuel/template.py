"""The Word template of the yearly review: key figures, three charts with their tables, what to decide."""

from __future__ import annotations

from ctg_docs.documents._communs.suivi.financements import add_financements
from ctg_docs.documents._communs.suivi.gabarit import add_avancement, add_budget, add_graphique
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import texte

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Bilan annuel")
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("L’essentiel", "EncadreTitre")
    with g.boucle("for phrase in essentiel"):
        g.paragraphe("{{ phrase }}", "Encadre")
    _chiffres(g)
    _avancement(g)
    _indicateurs(g)
    _budget(g)
    with g.si("financements"):
        g.titre(1, "Ce que l’activité ouvre")
        add_financements(g, annee=False)
    _actions(g)
    _retards(g)
    _decisions(g)
    _manquantes(g)
    return g.build()


def _chiffres(g: Gabarit) -> None:
    """Four figures side by side: a table, since they are read across."""
    quart = g.page.texte * 0.25
    table = Tableau(
        [quart] * 4,
        titre="Chiffres clés",
        description="Quatre chiffres et ce qu’ils comptent.",
        style="TableauCtg",
    )
    cases = []
    for rang in range(4):
        flux = Flux("Tableau")
        flux.paragraphe(f"{{{{ chiffres[{rang}].valeur }}}}", "ChiffreCle")
        flux.paragraphe(f"{{{{ chiffres[{rang}].libelle }}}}", "ChiffreLibelle")
        cases.append(Cellule(flux))
    table.ligne(*cases)
    g.ajouter_tableau(table)


def _avancement(g: Gabarit) -> None:
    g.titre(1, "Avancement")
    add_graphique(g, "graphique_avancement", "Actions par statut {{ arrete }}")
    add_avancement(g)


def _indicateurs(g: Gabarit) -> None:
    g.titre(1, "Indicateurs et cibles")
    add_graphique(g, "graphique_indicateurs", "Indicateurs selon leur distance à la cible en {{ annee }}")
    nom = Flux("Tableau")
    nom.brut(texte("{{ i.intitule }}") + texte("{{ i.unite }}", "Discret"), "Tableau")
    largeurs = [Mm(21), Mm(25), Mm(27), Mm(28)]
    table = Tableau(
        [g.page.texte - sum(largeurs, Mm(0)), *largeurs],
        titre="Indicateurs",
        description="Sous chaque fiche, ses indicateurs : point de départ, valeur de l’année, cible et constat.",
    )
    table.entete("Indicateur", "Initial", "{{ annee }}", "Cible", "Constat")
    with table.boucle("for i in indicateurs"), table.si("i.fiche"):
        table.ligne(Cellule("{{ i.fiche }}", "TableauObjectif", 5))
        table.sinon()
        champs = ("initial", "valeur", "cible", "constat")
        table.ligne(Cellule(nom), *(f"{{{{ i.{champ} }}}}" for champ in champs))
    with table.si("not indicateurs"):
        table.ligne(Cellule("Aucun indicateur dans les fiches.", "TableauNote", 5))
    g.ajouter_tableau(table)


def _budget(g: Gabarit) -> None:
    g.titre(1, "Budget prévu et réalisé")
    add_graphique(g, "graphique_budget", "Prévu et dépensé en {{ annee }}, en euros", seul=True)
    add_budget(g, annee=True)


def _actions(g: Gabarit) -> None:
    g.titre(1, "Ce que l’année a apporté")
    table = Tableau(
        [Mm(23), Mm(52), g.page.texte - Mm(99), Mm(24)],
        titre="Suivi de l’année",
        description="Une ligne par action, sous son enjeu.",
    )
    table.entete("Fiche", "Action", "Suivi", "Statut")
    with table.boucle("for a in actions"), table.si("a.enjeu"):
        table.groupe("{{ a.enjeu }}")
        table.sinon()
        table.ligne("{{ a.code }}", "{{ a.intitule }}", "{{ a.texte }}", "{{ a.statut }}")
    g.ajouter_tableau(table)


def _retards(g: Gabarit) -> None:
    g.titre(1, "Ce qui est en retard")
    g.tableau(
        [
            Colonne("Fiche", Mm(23), "{{ r.code }}"),
            Colonne("Action ou étape", g.page.texte - Mm(126), "{{ r.intitule }}"),
            Colonne("Pilote", Mm(30), "{{ r.pilote }}"),
            Colonne("Échéance", Mm(28), "{{ r.echeance }}"),
            Colonne("Motif", Mm(45), "{{ r.motif }}"),
        ],
        boucle="for r in retards",
        titre="Retards",
        description="Actions et étapes en retard, leur pilote et le motif.",
        legende="",
        vide="Aucune action ni étape en retard.",
    )


def _decisions(g: Gabarit) -> None:
    g.titre(1, "À décider")
    g.puces_de("for p in propositions", "{{ p }}", style="ListNumber")
    with g.si("decisions"):
        g.titre(2, "Décisions antérieures encore ouvertes")
        g.tableau(
            [
                Colonne("Prise le", Mm(30), "{{ d.reunion }}"),
                Colonne("Décision", g.page.texte - Mm(122), "{{ d.texte }}"),
                Colonne("Responsable", Mm(40), "{{ d.responsable }}"),
                Colonne("Échéance", Mm(28), "{{ d.echeance }}"),
                Colonne("Statut", Mm(24), "{{ d.statut }}"),
            ],
            boucle="for d in decisions",
            titre="Décisions ouvertes",
            description="Décisions des réunions passées qui ne sont pas encore exécutées.",
            legende="",
        )


def _manquantes(g: Gabarit) -> None:
    g.titre(1, "Informations manquantes")
    with g.si("manquantes"):
        g.puces_de("for m in manquantes", "{{ m }}")
        g.sinon()
        g.paragraphe("Aucune\u00a0: le dossier est complet pour cette année.")
