"""The directory on the page: landscape tables grouped by kind of body, then by body."""

from __future__ import annotations

from ctg_docs.documents._communs.reunions.gabarit import add_faits
from ctg_docs.gabarit.charte import PAYSAGE
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.tableau import Cellule, Colonne, Tableau
from ctg_docs.gabarit.unites import Mm

__all__ = ["build_template"]


def build_template() -> bytes:
    """Return the bytes of the template."""
    g = Gabarit("Annuaire des partenaires", PAYSAGE)
    g.paragraphe("Annuaire des partenaires", "Title")
    g.paragraphe("{{ sous_titre }}", "Subtitle")
    g.paragraphe("{{ resume }}", "Chapeau")
    with g.si("organismes"):
        g.titre(1, "Organismes")
        _add_organismes(g)
    with g.si("personnes"):
        g.titre(1, "Personnes")
        _add_personnes(g)
    g.titre(1, "Territoire")
    add_faits(g, "territoire")
    with g.si("communes"):
        _add_communes(g)
    with g.si("sigles"):
        g.titre(1, "Sigles")
        g.tableau(
            [
                Colonne("Sigle", Mm(40), Cellule("{{ s.sigle }}", "TableauGras")),
                Colonne("Sens", Mm(207), "{{ s.sens }}"),
            ],
            boucle="for s in sigles",
            titre="Sigles",
            legende="",
        )
    return g.build()


def _lignes(liste: str) -> Cellule:
    flux = Flux("Tableau")
    with flux.boucle(f"for texte in {liste}"):
        flux.paragraphe("{{ texte | liens }}")
    return Cellule(flux)


def _add_organismes(g: Gabarit) -> None:
    table = Tableau(
        [Mm(72), Mm(62), Mm(68), Mm(45)],
        titre="Organismes",
        description="Un organisme par ligne, groupés par nature.",
        souple=True,
    )
    table.entete("Organisme", "Adresse", "Contact", "Identifiants")
    with table.boucle("for groupe in organismes"):
        table.groupe("{{ groupe.titre }}")
        with table.boucle("for o in groupe.organismes"):
            nom = Flux("Tableau")
            nom.paragraphe("{{ o.nom }}", "TableauGras")
            with nom.boucle("for texte in o.precisions"):
                nom.paragraphe("{{ texte }}", "TableauNote")
            table.ligne(Cellule(nom), _lignes("o.adresse"), _lignes("o.contact"), _lignes("o.identifiants"))
    g.ajouter_tableau(table)


def _add_personnes(g: Gabarit) -> None:
    table = Tableau(
        [Mm(62), Mm(77), Mm(40), Mm(68)],
        titre="Personnes",
        description="Une personne par ligne, groupées par organisme.",
        souple=True,
    )
    table.entete("Nom", "Fonction", "Commune", "Contact")
    with table.boucle("for groupe in personnes"):
        table.groupe("{{ groupe.titre }}")
        with table.boucle("for p in groupe.personnes"):
            table.ligne(
                Cellule("{{ p.nom }}", "TableauGras"),
                "{{ p.fonction }}",
                "{{ p.commune }}",
                _lignes("p.contact"),
            )
    g.ajouter_tableau(table)


def _add_communes(g: Gabarit) -> None:
    g.tableau(
        [
            Colonne("Commune", Mm(72), Cellule("{{ c.nom }}", "TableauGras")),
            Colonne("Secteur", Mm(85), "{{ c.secteur }}"),
            Colonne("Code postal", Mm(30), "{{ c.code_postal }}", droite=True),
            Colonne("Code Insee", Mm(30), "{{ c.code_insee }}", droite=True),
            Colonne("Habitants", Mm(30), "{{ c.population }}", droite=True),
        ],
        boucle="for c in communes",
        titre="Communes",
        souple=True,
        suivie=True,
    )
