"""The Word template of an evaluation."""

from __future__ import annotations

from ctg_docs.documents._communs.chiffres.gabarit import add_evolutions
from ctg_docs.documents._communs.suivi.gabarit import add_avancement, add_budget, add_graphique
from ctg_docs.documents.evaluation.resultats import ANNEES_MAX
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Évaluation")
    g.couverture(
        periode="{{ periode }}",
        titre="{{ titre_couverture }}",
        sous_titres=("{{ territoire }}", "Convention territoriale globale de services aux familles"),
        pied="parties",
    )
    g.sommaire()
    g.saut_de_page()
    _ouverture(g)
    _questions(g)
    _resultats(g)
    _plan(g)
    with g.si("indicateurs"), g.paysage():
        _indicateurs(g)
    with g.si("avancement_total and budget_total"):
        g.titre(1, "Moyens engagés")
        add_budget(g, annee=False)
    _suites(g)
    return g.build()


def _ouverture(g: Gabarit) -> None:
    g.titre(1, "L’essentiel")
    with g.boucle("for phrase in essentiel"):
        g.paragraphe("{{ phrase }}", "Chapeau")
    with g.si("constats"):
        g.titre(2, "Ce que l’évaluation met en évidence")
        g.puces_de("for constat in constats", "{{ constat }}")
    g.titre(2, "Méthode")
    with g.si("date"):
        g.paragraphe("Date de l’évaluation\u00a0: {{ date }}.")
    g.riche("methode")
    with g.si("dispositif"):
        g.riche("dispositif")
    with g.si("indicateurs_transversaux"):
        g.paragraphe("Indicateurs transversaux", "Intertitre")
        g.puces_de("for indicateur in indicateurs_transversaux", "{{ indicateur }}")
    with g.si("evolutions"):
        g.titre(2, "Le territoire au fil des années")
        add_evolutions(g, "evolutions")


def _questions(g: Gabarit) -> None:
    with g.si("criteres"):
        g.titre(1, "Questions évaluatives")
        with g.boucle("for critere in criteres"):
            g.titre(2, "{{ critere.titre }}")
            with g.boucle("for q in critere.questions"):
                g.titre(3, "{{ q.question }}")
                with g.si("q.methode"):
                    g.paragraphe("Méthode", "Intertitre")
                    g.riche("q.methode")
                with g.si("q.constats"):
                    g.paragraphe("Constats", "Intertitre")
                    g.puces_de("for constat in q.constats", "{{ constat }}")
                g.encadre("{{ q.conclusion }}", titre="Réponse")


def _resultats(g: Gabarit) -> None:
    with g.si("resultats"):
        g.titre(1, "Objectifs")
        add_graphique(g, "graphique_resultats", "Objectifs atteints, par {{ nom_enjeu | lower }}")
        table = Tableau(
            [Mm(14), Mm(54), Mm(28), g.page.texte - Mm(96)],
            titre="Objectifs et degré d’atteinte",
            description="Chaque objectif de la stratégie, son degré d’atteinte et le commentaire.",
        )
        table.entete("N°", "Objectif", "Atteinte", "Commentaire")
        with table.boucle("for r in resultats"), table.si("r.enjeu"):
            style = "TableauObjectif"
            champs = ("code", "intitule", "atteinte", "commentaire")
            table.ligne(*(Cellule(f"{{{{ r.{champ} }}}}", style) for champ in champs))
            table.sinon()
            table.ligne(*(f"{{{{ r.{champ} }}}}" for champ in champs))
        g.ajouter_tableau(table)


def _plan(g: Gabarit) -> None:
    with g.si("avancement_total and budget_total"):
        g.titre(1, "Réalisation du plan d’actions")
        add_graphique(g, "graphique_avancement", "Actions par statut")
        add_avancement(g)


_FIN = "1 < loop.revindex <= 6"
"""The last rows stay together: no page holds one or two of them."""


def _indicateurs(g: Gabarit) -> None:
    g.titre(1, "Indicateurs au fil des années")
    for nombre in range(1, ANNEES_MAX + 1):
        with g.si(f"annees | length == {nombre}"):
            g.ajouter_tableau(_table_annees(g, nombre))


def _table_annees(g: Gabarit, nombre: int) -> Tableau:
    annee, droite = Mm(17), "TableauEnteteNombre"
    table = Tableau(
        [Mm(20), g.page.texte - Mm(102) - annee * nombre, Mm(23), *[annee] * nombre, Mm(32), Mm(27)],
        titre="Indicateurs au fil des années",
        description="Point de départ, une colonne par année, cible et constat.",
        style="TableauSerre",
    )
    annees = (Cellule(f"{{{{ annees[{i}] }}}}", droite) for i in range(nombre))
    table.entete(
        "Fiche",
        "Indicateur",
        Cellule("Initial", droite),
        *annees,
        Cellule("Cible", droite),
        "Constat",
    )
    tete = ("{{ i.code }}", "{{ i.intitule }}{{ i.unite }}")
    with table.boucle("for i in indicateurs"), table.si("i.en_mots"):
        mots = Flux("Tableau")
        mots.puces_de("for mot in i.en_mots", "{{ mot }}", style="Tableau")
        initial = Cellule("{{ i.initial }}", "TableauNombre")
        valeurs = (initial, Cellule(mots, etendue=nombre), "{{ i.cible }}", "{{ i.constat }}")
        table.ligne_liee(*tete, *valeurs, quand=_FIN)
        table.sinon()
        chiffres = ("i.initial", *(f"i.valeurs[{rang}]" for rang in range(nombre)), "i.cible")
        nombres = (Cellule(f"{{{{ {c} }}}}", "TableauNombre") for c in chiffres)
        table.ligne_liee(*tete, *nombres, Cellule(_constat()), quand=_FIN)
    return table


def _constat() -> Flux:
    """Return the inside of a cell: the curve of the years, then what it comes to."""
    flux = Flux("Tableau")
    with flux.si("i.courbe"):
        flux.paragraphe("{{ i.courbe }}")
    flux.paragraphe("{{ i.constat }}")
    return flux


def _suites(g: Gabarit) -> None:
    with g.si("enseignements"):
        g.titre(1, "Enseignements")
        g.puces_de("for e in enseignements", "{{ e }}")
    with g.si("recommandations or a_reprendre"):
        g.titre(1, "Vers la prochaine convention")
        g.puces_de("for r in recommandations", "{{ r }}", style="ListNumber")
        with g.si("a_reprendre"):
            g.titre(2, "Objectifs à reprendre")
            g.puces_de("for o in a_reprendre", "{{ o }}")
