"""The rétroplanning on the page: landscape, a grid of true columns, then the steps in words."""

from __future__ import annotations

from ctg_docs.documents._communs.calendrier.planning import COLONNES_MAX
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Longueur, Mm

__all__ = ["build_template"]

_BARRES = (
    ("faite", "BarreFaite"),
    ("en_cours", "BarreEnCours"),
    ("prevue", "BarrePrevue"),
    ("a_confirmer", "BarreAConfirmer"),
)


def build_template() -> bytes:
    """Return the Word template of the rétroplanning."""
    g = Gabarit("Rétroplanning", PAYSAGE)
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    with g.boucle("for planche in planches"):
        with g.si("planches | length > 1"):
            g.titre(1, "{{ planche.titre }}")
        for nombre in range(1, COLONNES_MAX + 1):
            with g.si(f"planche.nombre == {nombre}"):
                g.ajouter_tableau(_grille(nombre, g.page.texte))
    with g.si("legende"):
        g.note("{{ legende }}")
    with g.si("hors_colonnes"):
        g.note("{{ hors_colonnes }}")
    g.saut_de_page()
    g.titre(1, "Les étapes en détail")
    with g.si("cible"):
        g.ajouter_tableau(_etapes(g.page.texte, rebours=True))
        g.sinon()
        g.ajouter_tableau(_etapes(g.page.texte, rebours=False))
    with g.boucle("for remarque in remarques"):
        g.note("{{ remarque }}")
    return g.build()


def _grille(nombre: int, largeur: Longueur) -> Tableau:
    etiquette = Mm(70) if nombre < 10 else Mm(58)
    pas = (largeur - etiquette) * (1 / nombre)
    table = Tableau(
        [etiquette, *[pas] * nombre],
        titre="Rétroplanning",
        description="Une colonne par période, une ligne par étape\u00a0; chaque case occupée dit l’état ou la date.",
        style="PlanningCtg",
    )
    table.entete(
        Cellule("Étape", "PeriodeEtape"),
        *(Cellule(f"{{{{ planche.periodes[{i}] }}}}", "Periode") for i in range(nombre)),
    )
    with table.si("position"):
        table.ligne(
            Cellule("**Nous en sommes là\u00a0:** {{ position }}", "Etape"),
            *(Cellule(f"{{{{ planche.reperes[{i}] }}}}", "Jalon") for i in range(nombre)),
        )
    with table.boucle("for r in planche.rangees"), table.si("r.nature == 'piste'"):
        table.groupe("{{ r.titre }}", "EtapeGroupe")
        table.sinon("r.nature == 'a_dater'")
        table.ligne(Cellule("{{ r.titre }}", "Etape"), Cellule("{{ r.note }}", "EtapeADater", nombre))
        table.sinon()
        table.ligne(Cellule("{{ r.titre }}", "Etape"), *(Cellule(_case(i)) for i in range(nombre)))
    return table


def _case(rang: int) -> Flux:
    case = f"r.cases[{rang}]"
    flux = Flux("BarreVide")
    with flux.si(f"{case}.aspect == 'vide'"):
        flux.paragraphe("")
        for aspect, style in _BARRES:
            flux.sinon(f"{case}.aspect == '{aspect}'")
            flux.paragraphe(f"{{{{ {case}.texte }}}}", style)
        flux.sinon()
        flux.paragraphe(f"{{{{ {case}.texte }}}}", "Jalon")
    return flux


def _etapes(largeur: Longueur, *, rebours: bool) -> Tableau:
    fin = [Mm(25)] if rebours else []
    precisions = Flux("Tableau")
    with precisions.boucle("for p in e.precisions"):
        precisions.paragraphe("{{ p }}")
    largeurs = [Mm(56), Mm(46), Mm(22), Mm(36)] if rebours else [Mm(62), Mm(56), Mm(28), Mm(40)]
    table = Tableau(
        [*largeurs, largeur - sum([*largeurs, *fin], Mm(0)), *fin],
        titre="Les étapes en détail",
        souple=True,
        description="Chaque étape avec ses dates, son état et son responsable, piste par piste.",
    )
    table.entete(
        "Étape", "Quand", "État", "Responsable", "Précisions", *(["Compte à rebours"] if rebours else [])
    )
    with table.boucle("for groupe in groupes"):
        table.groupe("{{ groupe.piste }}")
        with table.boucle("for e in groupe.etapes"):
            table.ligne(
                Cellule("{{ e.titre }}", "TableauGras"),
                "{{ e.quand }}",
                "{{ e.etat }}",
                "{{ e.responsable }}",
                Cellule(precisions),
                *(["{{ e.rebours }}"] if rebours else []),
            )
    return table
