"""The Word template of the dossier of fiches: cover, contents, one section per enjeu, one page per fiche."""

from __future__ import annotations

from ctg_docs.documents._communs.fiches.gabarit import add_fiche
from ctg_docs.documents._communs.sigles.gabarit import add_table_sigles
from ctg_docs.gabarit.charte import FICHES
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the Word template."""
    g = Gabarit("Fiches actions", FICHES)
    g.couverture(
        periode="{{ periode }}",
        titre="{{ titre_couverture }}",
        sous_titres=("{{ territoire }}", "Convention territoriale globale de services aux familles"),
        pied="parties",
    )
    g.sommaire()
    add_table_sigles(g)
    with g.boucle("for section in sections"):
        _section(g)
        with g.boucle("for fiche in section.fiches"):
            add_fiche(g)
    return g.build()


def _section(g: Gabarit) -> None:
    g.saut_de_page()
    g.titre(1, "{{ section.titre }}")
    g.photographie("section.photo")
    with g.si("loop.first"):
        with g.si("introduction"):
            g.riche("introduction")
        g.paragraphe("{{ synthese }}", "Chapeau")
    with g.si("section.texte"):
        g.riche("section.texte")
    g.puces_de("for point in section.points", "{{ point }}")
    for titre, champ in (("Constats du diagnostic", "constats"), ("Résultats attendus", "resultats")):
        with g.si(f"section.{champ}"):
            g.paragraphe(titre, "Intertitre")
            g.puces_de(f"for phrase in section.{champ}", "{{ phrase }}")
    g.paragraphe("Objectifs et {{ nom_fiches }}", "Intertitre")
    g.ajouter_tableau(_table_objectifs(g))


def _table_objectifs(g: Gabarit) -> Tableau:
    table = Tableau(
        [Mm(23), g.page.texte - Mm(90), Mm(42), Mm(25)],
        titre="Objectifs et fiches actions",
        description="Chaque objectif, puis ses fiches avec leur pilote et leur statut.",
        style="TableauSerre",
        souple=True,
        garde=True,
    )
    table.entete("N°", "Intitulé", "Pilote", "Statut")
    with table.boucle("for ligne in section.lignes"), table.si("ligne.nature == 'objectif'"):
        table.ligne(
            Cellule("{{ ligne.code }}", "TableauObjectif"),
            Cellule("{{ ligne.intitule }}", "TableauObjectif", 3),
        )
        table.sinon("ligne.nature == 'vide'")
        table.ligne("–", Cellule("{{ ligne.intitule }}", "TableauNote", 3))
        table.sinon()
        table.ligne("{{ ligne.code }}", "{{ ligne.intitule }}", "{{ ligne.pilote }}", "{{ ligne.statut }}")
    return table
