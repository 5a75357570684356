"""The services on the page: landscape, the synthesis by type, every service, the bonus year by year."""

from __future__ import annotations

from ctg_docs.documents._communs.equipements.gabarit import add_services
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
    g.titre(1, "Les équipements et services")
    add_services(g)
    with g.si("annuelles"):
        g.titre(1, "L’activité et le bonus territoire, année par année")
        g.paragraphe("Le bonus est versé par la Caf au gestionnaire d’un équipement cofinancé par une collectivité signataire.",
                     "CorpsSuivi")  # fmt: skip
        g.ajouter_tableau(_annuelles(g))
    with g.si("financements"):
        g.titre(1, "Ce que l’activité ouvre")
        add_financements(g, annee=True)
    with g.si("cle_sigles"):
        g.note("{{ cle_sigles }}")
    return g.build()


def _synthese(g: Gabarit, *, bonus: bool) -> Tableau:
    fin = [Mm(40)] if bonus else []
    largeurs = [Mm(25), Mm(34), Mm(75), *fin]
    table = Tableau(
        [g.page.texte - sum(largeurs, Mm(0)), *largeurs],
        titre="Équipements par type",
        souple=True,
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


def _annuelles(g: Gabarit) -> Tableau:
    activites, bonus = Flux("Tableau"), Flux("Tableau")
    for flux, liste, style in ((activites, "activites", "Tableau"), (bonus, "bonus", "TableauNombre")):
        with flux.boucle(f"for x in s.{liste}"):
            flux.paragraphe("{{ x }}", style)
    table = Tableau(
        [Mm(70), g.page.texte - Mm(165), Mm(40), Mm(55)],
        titre="Activité et bonus territoire par année",
        description="Places, heures et postes de chaque service, son bonus et la source de celui-ci, puis le total par année.",
        total=True,
    )
    table.entete("Équipement ou service", "Activité", Cellule("Bonus territoire", _DROITE), "Source du bonus")
    with table.boucle("for s in annuelles"):
        table.ligne_liee(
            Cellule("{{ s.nom }}", "TableauGras"),
            Cellule(activites),
            Cellule(bonus, "TableauNombre"),
            "{{ s.source }}",
            quand="loop.revindex <= 2",
        )
    with table.boucle("for t in totaux"):
        table.ligne(
            Cellule("Total {{ t.annee }}", "TableauTotal"),
            Cellule("{{ t.nombre }}", "Tableau"),
            Cellule("{{ t.montant }}", _TOTAL),
            "",
        )
    return table
