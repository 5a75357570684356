"""The Word template of an avenant: cover, parties, visas, préambule, articles, signatures, texts of annexes."""

from __future__ import annotations

from ctg_docs.documents._communs.annexes.gabarits import add_annexes
from ctg_docs.documents._communs.parties.gabarit import add_parties, add_visas
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the bytes of the template."""
    g = Gabarit("Avenant à la convention territoriale globale", paraphes=True)
    g.couverture(
        periode="{{ periode }}",
        titre="{{ titre_avenant }}",
        sous_titres=["{{ territoire }}", "{{ sous_titre }}"],
        pied="parties_couverture",
    )
    g.titre(1, "Parties à l’avenant")
    add_parties(g)
    g.titre(1, "Visas")
    add_visas(g)
    g.titre(1, "Préambule")
    g.paragraphe("{{ identite }}")
    g.riche("motif")
    g.paragraphe("{{ formule }}", "Formule")
    g.titre(1, "Dispositions de l’avenant")
    with g.boucle("for article in articles"):
        g.titre(2, "{{ article.titre }}", "article")
        with g.si("article.texte and loop.last"):
            # the signatures never stand alone: the last words of the avenant go with them
            g.riche("article.texte", "CorpsSuivi")
            g.sinon("article.texte")
            g.riche("article.texte")
        with g.si("article.annonce"):
            g.paragraphe("{{ article.annonce }}", "CorpsSuivi")
        with g.si("article.redaction"):
            _add_redaction(g)
        with g.si("article.fiches"):
            _add_fiches(g)
    g.titre(1, "Signatures")
    g.paragraphe(
        "Les parties déclarent avoir pris connaissance du présent avenant{% if annexes %} et de ses annexes,{% endif %} et "
        "en accepter les termes.",
        "CorpsSuivi",
    )
    g.paragraphe("{{ fait_a }}", "CorpsSuivi")
    with g.boucle("for bloc in signatures"):
        g.signatures("bloc.rangs", trio="bloc.trio")
    with g.si("annexes"):
        add_annexes(g, numerotees=False)
    return g.build()


def _add_redaction(g: Gabarit) -> None:
    moitie = g.page.texte * 0.5
    table = Tableau(
        [moitie, moitie],
        titre="Ancienne et nouvelle rédaction",
        description="À gauche le texte en vigueur, à droite le texte qui le remplace.",
    )
    table.entete("Ancienne rédaction", "Nouvelle rédaction")
    cellules = []
    for nom in ("ancien", "nouveau"):
        flux = Flux("Tableau")
        flux.riche(f"article.redaction.{nom}")
        cellules.append(Cellule(flux))
    table.ligne(*cellules)
    g.ajouter_tableau(table)


def _add_fiches(g: Gabarit) -> None:
    g.tableau(
        [
            Colonne("N°", Mm(24), Cellule("{{ f.code }}", "TableauGras")),
            Colonne("Fiche", Mm(58), "{{ f.intitule }}"),
            Colonne("Changement", Mm(25), "{{ f.changement }}"),
            Colonne("Détail", Mm(50), "{{ f.texte }}"),
        ],
        boucle="for f in article.fiches",
        titre="Fiches concernées",
        description="Une fiche par ligne : ajoutée, modifiée ou retirée.",
        legende="",
    )
