"""The Word template of the convention, section by section, in the order that the context gives."""

from __future__ import annotations

from ctg_docs.documents._communs.annexes.gabarits import add_annexes
from ctg_docs.documents._communs.parties.gabarit import add_parties, add_visas
from ctg_docs.documents._communs.sigles.gabarit import add_table_sigles
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the bytes of the template."""
    g = Gabarit("Convention territoriale globale", paraphes=True)
    with g.boucle("for section in sections"), g.si('section == "couverture"'):
        g.couverture(
            periode="{{ periode }}",
            titre="{{ titre_convention }}",
            sous_titres=["{{ territoire }}", "{{ departement }}", "{{ charte }}", "{{ sous_titre }}"],
            pied="parties_couverture",
            photo="photo",
        )
        g.sinon('section == "sommaire"')
        g.sommaire()
        g.sinon('section == "sigles"')
        add_table_sigles(g)
        g.sinon('section == "parties"')
        _parties(g)
        g.sinon('section == "convenu"')
        g.paragraphe("{{ formule }}", "Formule")
        g.sinon('section == "visas"')
        g.titre(1, "Visas")
        add_visas(g)
        g.sinon('section == "preambule"')
        g.titre(1, "Préambule")
        _preambule(g)
        g.sinon('section == "articles"')
        g.titre(1, "Dispositions de la convention")
        with g.boucle("for article in articles"):
            with g.si("article.preliminaire"):
                g.titre(2, "Article préliminaire – {{ article.titre }}")
                g.sinon()
                g.titre(2, "{{ article.titre }}", "article")
            with g.si("article.tableau or article.enjeux"):
                g.riche("article.texte", "CorpsSuivi")
                g.sinon()
                g.riche("article.texte")
            with g.boucle("for enjeu in article.enjeux"):
                _enjeu(g)
            with g.si("article.tableau"):
                _tableau(g)
            with g.si("article.fin and article.tableau"):
                g.riche("article.fin")
                g.sinon("article.fin")
                # it ends the article: it stands off the last sub-heading, whatever that one holds
                g.riche("article.fin", "CorpsApresTableau")
        g.sinon('section == "signatures"')
        _signatures(g)
        g.sinon('section == "annexes"')
        add_annexes(g)
    return g.build()


def _parties(g: Gabarit) -> None:
    g.saut_de_page()
    g.titre(1, "Parties à la convention")
    add_parties(g)


def _enjeu(g: Gabarit) -> None:
    g.titre(3, "{{ enjeu.titre }}")
    g.photographie("enjeu.photo")
    with g.si("enjeu.texte"):
        g.riche("enjeu.texte")
    with g.si("enjeu.constats"):
        g.paragraphe("Constats\u00a0:", "CorpsSuivi")
        g.puces_de("for constat in enjeu.constats", "{{ constat }}")
        with g.si("enjeu.points"):
            g.paragraphe("Orientations\u00a0:", "CorpsSuivi")
    g.puces_de("for point in enjeu.points", "{{ point }}")
    with g.boucle("for ligne in enjeu.lignes"), g.si('ligne.genre == "objectif"'):
        g.paragraphe("{{ ligne.code }}\t{{ ligne.texte }}", "Objectif1")
        g.sinon('ligne.genre == "sous_objectif"')
        g.paragraphe("{{ ligne.code }}\t{{ ligne.texte }}", "Objectif2")
        g.sinon('ligne.genre == "point"')
        g.paragraphe("{{ ligne.texte }}", "ListBullet2")
        g.sinon()
        g.paragraphe("{{ ligne.texte }}")
    with g.si("enjeu.resultats"):
        g.paragraphe("Résultats attendus\u00a0:", "CorpsSuivi")
        g.puces_de("for resultat in enjeu.resultats", "{{ resultat }}")


def _tableau(g: Gabarit) -> None:
    """Add the table of an article: names, then one column or three."""
    for titre, largeurs in (
        ("Engagements de chaque partie", (Mm(34), Mm(123))),
        ("Instances de gouvernance", (Mm(32), Mm(44), Mm(44), Mm(37))),
    ):
        with g.si(f"article.tableau.entetes | length == {len(largeurs)}"):
            table = Tableau(largeurs, titre=titre, libelles=True, souple=True)
            table.entete(*(f"{{{{ article.tableau.entetes[{n}] }}}}" for n in range(len(largeurs))))
            with table.boucle("for ligne in article.tableau.lignes"):
                champs = ("nom", *(f"cellules[{n}]" for n in range(len(largeurs) - 1)))
                table.ligne(*(_riche(f"ligne.{champ}") for champ in champs))
            g.ajouter_tableau(table)


def _riche(expression: str) -> Flux:
    flux = Flux("Tableau")
    flux.riche(expression)
    return flux


def _preambule(g: Gabarit) -> None:
    g.riche("preambule.debut")
    with g.si("preambule.etapes"):
        g.paragraphe("{{ preambule.annonce }}", "CorpsSuivi")
        faits = Flux("Tableau")
        with faits.boucle("for fait in etape.faits"):
            faits.paragraphe("{{ fait }}")
        g.tableau(
            [
                Colonne("Date", Mm(36), Cellule("{{ etape.date }}", "TableauGras")),
                Colonne("Étape", Mm(121), faits),
            ],
            boucle="for etape in preambule.etapes",
            titre="Étapes de la démarche",
            legende="",
        )
    with g.si("preambule.fin"):
        g.riche("preambule.fin")


def _signatures(g: Gabarit) -> None:
    g.titre(1, "Signatures")
    g.paragraphe(
        "Les parties déclarent avoir pris connaissance de la présente convention{% if annexes %} et de ses "
        "annexes,{% endif %} et en accepter les termes.",
        "CorpsSuivi",
    )
    g.paragraphe("{{ fait_a }}", "CorpsSuivi")
    with g.boucle("for bloc in signatures"):
        g.signatures("bloc.rangs", trio="bloc.trio")
