"""The posts of coordination on the page: landscape, one line a post, then the totals."""

from __future__ import annotations

from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]

_DROITE, _TOTAL = "TableauEnteteNombre", "TableauTotalNombre"


def build_template() -> bytes:
    """Return the Word template of the annexe."""
    g = Gabarit("Chargés de coopération", PAYSAGE)
    g.paragraphe("{{ titre_document }}", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ resume }}", "Chapeau")
    with g.si("introduction"):
        g.riche("introduction")
    with g.si("base"):
        g.paragraphe("**Origine des postes\u00a0:** {{ base }}")
    with g.si("missions"):
        g.paragraphe("**Missions communes\u00a0:** {{ missions }}")
    g.titre(1, "Les postes")
    g.ajouter_tableau(_postes(g))
    with g.si("manques"):
        g.note("{{ manques }}")
    with g.si("directions or employeurs"):
        g.titre(1, "Totaux")
    for titre, liste, colonne in (
        ("Par direction", "directions", "Direction"),
        ("Par employeur", "employeurs", "Employeur"),
    ):
        with g.si(liste):
            g.paragraphe(titre, "Caption")
            g.ajouter_tableau(_totaux(g, titre, liste, colonne))
    with g.si("cle_sigles"):
        g.note("{{ cle_sigles }}")
    return g.build()


def _postes(g: Gabarit) -> Tableau:
    nom, fonction, temps = Flux("Tableau"), Flux("Tableau"), Flux("Tableau")
    with nom.si("p.vacant"):
        nom.paragraphe("○\u00a0Vacant\u00a0: {{ p.nom[:1] | lower }}{{ p.nom[1:] }}")
        nom.sinon()
        nom.paragraphe("{{ p.nom }}", "TableauGras")
    fonction.paragraphe("{{ p.fonction }}")
    with fonction.si("p.perimetre"):
        fonction.paragraphe("{{ p.perimetre }}", "TableauNote")
    with fonction.boucle("for m in p.missions"):
        fonction.paragraphe("{{ m }}", "TableauPuce")
    temps.paragraphe("{{ p.periode }}")
    with temps.si("p.cofinancement"):
        temps.paragraphe("{{ p.cofinancement }}", "TableauNote")
    table = Tableau(
        [Mm(45), g.page.texte - Mm(183), Mm(48), Mm(18), Mm(18), Mm(54)],
        titre="Postes de coopération",
        souple=True,
        description="Un poste par ligne\u00a0: personne, fonction, employeur, temps de travail, période.",
        total=True,
    )
    table.entete(
        "Nom",
        "Fonction, périmètre, missions",
        "Employeur et direction",
        Cellule("ETP du poste", _DROITE),
        Cellule("ETP CTG", _DROITE),
        "Période et cofinancement",
    )
    employeur = Flux("Tableau")
    with employeur.si("p.employeur != '–' or not p.direction"):
        employeur.paragraphe("{{ p.employeur }}")
    with employeur.si("p.direction"):
        employeur.paragraphe("{{ p.direction }}", "TableauNote")
    with table.boucle("for p in postes"):
        table.ligne_liee(
            Cellule(nom),
            Cellule(fonction),
            Cellule(employeur),
            Cellule("{{ p.etp_poste }}", "TableauNombre"),
            Cellule("{{ p.etp_ctg }}", "TableauNombre"),
            Cellule(temps),
            quand="loop.revindex <= 2",
        )
    table.ligne(
        Cellule("{{ ensemble.libelle }}\u00a0: {{ nombre }}", "TableauTotal", 4),
        Cellule("{{ ensemble.etp }}", _TOTAL),
        Cellule("", "TableauTotal"),
    )
    return table


def _totaux(g: Gabarit, titre: str, liste: str, colonne: str) -> Tableau:
    table = Tableau(
        [g.page.texte - Mm(90), Mm(30), Mm(30), Mm(30)],
        titre=titre,
        souple=True,
        description="Nombre de postes, postes vacants et équivalents temps plein consacrés à la CTG.",
        total=True,
    )
    table.entete(colonne, *(Cellule(t, _DROITE) for t in ("Postes", "Vacants", "ETP CTG")))
    with table.boucle(f"for t in {liste}[:-1]"):
        _ligne(table, "t", "TableauLie", "TableauNombreLie")
    with table.boucle(f"for t in {liste}[-1:]"):
        _ligne(table, "t", "TableauTotal", _TOTAL)
    return table


def _ligne(table: Tableau, nom: str, texte: str, nombre: str) -> None:
    table.ligne(
        Cellule(f"{{{{ {nom}.libelle }}}}", texte),
        *(Cellule(f"{{{{ {nom}.{champ} }}}}", nombre) for champ in ("postes", "vacants", "etp")),
    )
