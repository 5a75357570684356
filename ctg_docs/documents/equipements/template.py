"""The services on the page: landscape, the synthesis by type, every service, the bonus year by year."""

from __future__ import annotations

from ctg_docs.documents._communs.suivi.financements import add_financements
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]

_DROITE, _TOTAL = "TableauEnteteNombre", "TableauTotalNombre"


def build_template() -> bytes:
    """Return the Word template of the annexe."""
    g = Gabarit("Équipements et bonus territoire", PAYSAGE)
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ resume }}", "Chapeau")
    g.titre(1, "En bref, par type")
    with g.si("annee_bonus"):
        g.ajouter_tableau(_synthese(g, bonus=True))
        g.sinon()
        g.ajouter_tableau(_synthese(g, bonus=False))
    g.saut_de_page()
    g.titre(1, "Les équipements et services")
    g.ajouter_tableau(_equipements(g))
    with g.si("activites"):
        g.titre(1, "L’activité, année par année")
        g.ajouter_tableau(_activites(g))
    with g.si("financements"):
        g.titre(1, "Ce que l’activité ouvre")
        add_financements(g, annee=True)
    with g.si("bonus"):
        g.titre(1, "Le bonus territoire")
        g.paragraphe("Le bonus est versé par la Caf au gestionnaire d’un équipement cofinancé par une collectivité signataire.",
                     "CorpsSuivi")  # fmt: skip
        g.ajouter_tableau(_bonus(g))
    return g.build()


def _synthese(g: Gabarit, *, bonus: bool) -> Tableau:
    fin = [Mm(40)] if bonus else []
    largeurs = [Mm(25), Mm(28), Mm(75), *fin]
    table = Tableau(
        [g.page.texte - sum(largeurs, Mm(0)), *largeurs],
        titre="Équipements par type",
        description="Nombre, offres nouvelles, capacité et bonus de chaque type.",
        total=True,
    )
    table.entete(
        "Type",
        Cellule("Nombre", _DROITE),
        Cellule("Dont nouveaux", _DROITE),
        "Capacité",
        *([Cellule("Bonus {{ annee_bonus }}", _DROITE)] if bonus else []),
    )
    with table.boucle("for s in synthese"):
        _ligne(table, "s", ("Tableau", "TableauNombre"), bonus=bonus)
    _ligne(table, "total", ("TableauTotal", _TOTAL), bonus=bonus)
    return table


def _ligne(table: Tableau, nom: str, styles: tuple[str, str], *, bonus: bool) -> None:
    texte, nombre = styles
    champs = [("type", texte), ("nombre", nombre), ("nouvelles", nombre), ("capacite", texte)]
    champs += [("bonus", nombre)] if bonus else []
    cellules = [Cellule(f"{{{{ {nom}.{champ} }}}}", style) for champ, style in champs]
    (table.ligne if nom == "total" else table.ligne_liee)(*cellules)


def _equipements(g: Gabarit) -> Tableau:
    nom, gestionnaire = Flux("Tableau"), Flux("Tableau")
    nom.paragraphe("{{ e.nom }}", "TableauGras")
    with nom.boucle("for n in e.notes"):
        nom.paragraphe("{{ n }}", "TableauNote")
    gestionnaire.paragraphe("{{ e.gestionnaire }}")
    with gestionnaire.si("e.statut"):
        gestionnaire.paragraphe("{{ e.statut }}", "TableauNote")
    table = Tableau(
        [Mm(76), Mm(52), Mm(34), g.page.texte - Mm(215), Mm(31), Mm(22)],
        titre="Équipements et services soutenus",
        description="Un service par ligne, sous son type, avec le total du type.",
        souple=True,
    )
    table.entete("Équipement ou service", "Gestionnaire", "Commune", "Capacité", "N° de convention", "Offre")
    with table.boucle("for groupe in groupes"):
        table.groupe("{{ groupe.type }}")
        with table.boucle("for e in groupe.lignes"):
            table.ligne_liee(Cellule(nom), Cellule(gestionnaire), "{{ e.commune }}", "{{ e.capacite }}",
                             "{{ e.convention }}", "{{ e.offre }}", quand="loop.last and groupe.total")  # fmt: skip
        with table.si("groupe.total"):
            table.ligne(Cellule("Total\u00a0: {{ groupe.total }}", "TableauTotal", 6))
    return table


def _activites(g: Gabarit) -> Tableau:
    table = Tableau(
        [g.page.texte - Mm(180), Mm(20), Mm(90), Mm(70)],
        titre="Activité par année",
        description="Places, heures et postes de chaque service, par année, avec leur source.",
    )
    table.entete("Équipement ou service", Cellule("Année", _DROITE), "Activité", "Source")
    with table.boucle("for a in activites"):
        table.ligne_liee(
            "{{ a.nom }}", Cellule("{{ a.annee }}", "TableauNombre"), "{{ a.activite }}", "{{ a.source }}"
        )
    return table


def _bonus(g: Gabarit) -> Tableau:
    table = Tableau(
        [g.page.texte - Mm(145), Mm(20), Mm(35), Mm(90)],
        titre="Bonus territoire",
        description="Montant du bonus de chaque service et de chaque année, avec sa source, puis le total par année.",
    )
    table.entete("Équipement ou service", Cellule("Année", _DROITE), Cellule("Montant", _DROITE), "Source")
    with table.boucle("for b in bonus"):
        table.ligne_liee(
            "{{ b.nom }}",
            Cellule("{{ b.annee }}", "TableauNombre"),
            Cellule("{{ b.montant }}", "TableauNombre"),
            "{{ b.source }}",
        )
    with table.boucle("for t in totaux"):
        table.ligne(
            Cellule("Total {{ t.annee }}", "TableauTotal"),
            Cellule("{{ t.annee }}", _TOTAL),
            Cellule("{{ t.montant }}", _TOTAL),
            Cellule("{{ t.nombre }}", "Tableau"),
        )
    return table
