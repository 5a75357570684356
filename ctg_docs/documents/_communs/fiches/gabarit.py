"""The layout of a fiche action, shared by the dossier of fiches and by the single fiche."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ctg_docs.french import cle
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Longueur, Mm
from ctg_docs.gabarit.xml import runs, texte

if TYPE_CHECKING:
    from ctg_docs.gabarit.gabarit import Gabarit

__all__ = ["LIBELLES", "add_calendrier", "add_fiche"]

_ANNEES_MAX = 8
_ETAPES_MAX = 5
"""Up to five steps make a band; beyond, a table."""
LIBELLES = (Mm(34), Mm(25))
"""Widths of the labels of a row, of a second one beside it."""


def add_fiche(g: Gabarit, *, seule: bool = False, jointe: bool = False) -> None:
    """Add the fiche named `fiche` in the context or by the loop around.

    Args:
        g: the template.
        seule: True when the fiche is the whole document: its title is then the first heading.
        jointe: True when an act joins it, which does not tell a version written later.
    """
    page = _Page(g, seule)
    page.bande()
    page.calendrier()
    page.texte()
    page.operations()
    page.rangees("Acteurs, moyens et repères", "fiche.rangees_en_lignes")
    page.budget()
    page.indicateurs()
    page.suivi()
    if jointe:
        with g.si("fiche.version"):
            g.paragraphe("{{ fiche.version }}", "FicheLegende")
    else:
        g.paragraphe("{{ fiche.version }}", "FicheLegende")


class _Page:
    def __init__(self, g: Gabarit, seule: bool) -> None:
        self.g = g
        self.largeur = g.page.texte
        self._seule = seule
        self._rubrique = "FicheRubriqueSeule" if seule else "FicheRubrique"

    def rubrique(self, titre: str) -> None:
        self.g.paragraphe(titre, self._rubrique)

    def bande(self) -> None:
        g = self.g
        titre = texte("{{ fiche.code }}", "CodeFiche") + runs("\u2003{{ fiche.intitule }}")
        if self._seule:
            g.brut(titre, "FicheTitreSeule")
        else:
            with g.si("fiche.suite"):
                g.brut(titre, "FicheTitreSuite")
                g.sinon()
                g.brut(titre, "FicheTitre")
        with g.boucle("for ligne in fiche.fil"):
            g.paragraphe("{{ ligne }}", "FicheFil")
        faits = ("Pilote", "Calendrier", "Coût", "Publics", "Statut")
        table = Tableau(
            _parts(self.largeur, 0.27, 0.22, 0.14, 0.22, 0.15),
            titre="L’essentiel de la fiche",
            description="Pilote, calendrier, coût, publics et statut de l’action.",
            style="TableauSerre",
            texte="FicheTableau",
        )
        table.entete(*faits)
        table.ligne(*(Cellule(f"{{{{ fiche.{cle(f)} }}}}", "FicheFait") for f in faits))
        g.ajouter_tableau(table)

    def texte(self) -> None:
        g = self.g
        for titre in ("Constat", "Descriptif"):
            self.rubrique(titre)
            g.riche(f"fiche.{titre.lower()}", "FicheTexte")
        objectifs, resultats = Flux("FicheTableau"), Flux("FicheTableau")
        objectifs.puces_de("for objectif in fiche.objectifs", "{{ objectif }}", "FichePuce")
        resultats.puces_de("for resultat in fiche.resultats", "{{ resultat }}", "FichePuce")
        table = Tableau(
            _parts(self.largeur, 0.5, 0.5),
            titre="Objectifs et résultats attendus",
            description="Ce que l’action vise, puis ce que l’on en attend.",
            style="TableauSerre",
            texte="FicheTableau",
        )
        table.entete("Objectifs", "Résultats attendus")
        table.ligne(Cellule(objectifs), Cellule(resultats))
        g.ajouter_tableau(table)

    def operations(self) -> None:
        g = self.g
        with g.si("fiche.operations_breves"):
            self.rubrique("Opérations")
            g.puces_de("for operation in fiche.operations_breves", "{{ operation }}", "FichePuce")
        with g.si("fiche.operations"):
            self.rubrique("Opérations")
            for nombre in (2, 3):
                with g.si(f"fiche.operations_colonnes == {nombre}"):
                    g.ajouter_tableau(self._colonnes(nombre))
            with g.si("not fiche.operations_colonnes"), g.boucle("for operation in fiche.operations"):
                g.paragraphe("{{ operation.titre }}", "Intertitre")
                with g.si("operation.descriptif"):
                    g.riche("operation.descriptif")
                g.puces_de("for r in operation.rangees", "**{{ r.libelle }}\u00a0:** {{ r.texte }}")

    def _colonnes(self, nombre: int) -> Tableau:
        reste = self.largeur - Mm(20)
        table = Tableau(
            [Mm(20), *[reste * (1 / nombre)] * nombre],
            titre="Opérations de l’action",
            description="Une colonne par opération ; une ligne par rubrique.",
            souple=True,
            garde=True,
            style="TableauSerre",
            texte="FicheTableau",
            libelles=True,
        )
        table.entete("Rubrique", *(f"{{{{ fiche.operations[{i}].titre }}}}" for i in range(nombre)))
        with table.boucle("for ligne in fiche.grille"):
            cellules = (f"{{{{ ligne.valeurs[{i}] }}}}" for i in range(nombre))
            table.ligne(Cellule("{{ ligne.libelle }}", "TableauLibelle"), *cellules)
        return table

    def rangees(self, titre: str, liste: str) -> None:
        """Add labelled rows: one over the whole width, or two short ones side by side."""
        moitie = self.largeur * 0.5
        table = Tableau(
            [part for libelle in LIBELLES for part in (libelle, moitie - libelle)],
            titre=titre,
            description="Le nom de la rubrique, puis ce qu’elle contient.",
            style="TableauSerre",
            texte="FicheTableau",
            libelles=True,
        )
        with table.boucle(f"for ligne in {liste}"), table.si("ligne.rangees | length == 2"):
            table.ligne(*_rangee(0), *_rangee(1))
            table.sinon()
            table.ligne(*_rangee(0, 3))
        self.g.paragraphe(titre, self._rubrique)
        self.g.ajouter_tableau(table)

    def budget(self) -> None:
        g = self.g
        self.rubrique("Plan de financement")
        with g.si("fiche.budget.phrase"):
            g.paragraphe("{{ fiche.budget.phrase }}", "Corps")
            g.sinon("fiche.budget_bref")
            with g.boucle("for ligne in fiche.budget_bref"):
                g.riche("ligne", "FicheTexte")
            g.sinon()
            g.ajouter_tableau(_table_budget(self.largeur))
            g.paragraphe("{{ fiche.budget.solde }}", "FicheLegende")

    def calendrier(self) -> None:
        g = self.g
        self.rubrique("Calendrier")
        add_calendrier(g, "fiche.cases", self.largeur)
        with g.si("fiche.calendrier_texte"):
            g.paragraphe("{{ fiche.calendrier_texte }}", "FicheLegende")
        with g.si("fiche.etapes"):
            for nombre in range(1, _ETAPES_MAX + 1):
                with g.si(f"fiche.etapes | length == {nombre}"):
                    g.ajouter_tableau(_bande_etapes(self.largeur, nombre))
            with g.si(f"fiche.etapes | length > {_ETAPES_MAX}"):
                g.ajouter_tableau(_table_etapes(self.largeur))

    def indicateurs(self) -> None:
        g = self.g
        self.rubrique("Indicateurs")
        with g.si("fiche.indicateurs"):
            g.ajouter_tableau(_table_indicateurs(self.largeur))
            g.sinon()
            g.brut(texte("{{ fiche.sans_indicateur }}"), "Corps")

    def suivi(self) -> None:
        g = self.g
        with g.si("fiche.suivi"):
            self.rubrique("Suivi")
            table = Tableau(
                [Mm(14), Mm(20), self.largeur - Mm(54), Mm(20)],
                titre="Suivi",
                description="Ce que chaque année a apporté, statut et dépense à sa fin.",
                style="TableauSerre",
                texte="FicheTableau",
            )
            table.entete("Année", "Statut", "Bilan", Cellule("Dépensé", "FicheTableauEnteteNombre"))
            with table.boucle("for annee in fiche.suivi"):
                table.ligne_liee(
                    "{{ annee.annee }}",
                    "{{ annee.statut }}",
                    "{{ annee.texte }}",
                    Cellule("{{ annee.depense }}", "FicheTableauNombre"),
                )
            g.ajouter_tableau(table)


def _parts(largeur: Longueur, *parts: float) -> list[Longueur]:
    return [largeur * part for part in parts]


def _rangee(rang: int, etendue: int = 1) -> tuple[Cellule, Cellule]:
    valeurs = Flux("FicheTableau")
    with valeurs.boucle(f"for valeur in ligne.rangees[{rang}].lignes"):
        valeurs.paragraphe("{{ valeur }}")
    libelle = Cellule(f"{{{{ ligne.rangees[{rang}].libelle }}}}", "TableauLibelle")
    return libelle, Cellule(valeurs, etendue=etendue)


def _bande_etapes(largeur: Longueur, nombre: int) -> Tableau:
    """Return the progress band: one cell per step, dark when it is done, with its state in words."""
    table = Tableau(
        _parts(largeur, *[1 / nombre] * nombre),
        titre="Étapes de l’action",
        description="Une colonne par étape : son état et son échéance, puis son nom.",
        style="TableauSerre",
        texte="FicheTableau",
    )
    cellules = []
    for rang in range(nombre):
        etape, flux = f"fiche.etapes[{rang}]", Flux("FicheTableau")
        for condition, style in ((f"{etape}.faite", "EtapeFaite"), (f"not {etape}.faite", "EtapeAFaire")):
            with flux.si(condition):
                flux.paragraphe(f"{{{{ {etape}.etat }}}} – {{{{ {etape}.echeance }}}}", style)
        flux.paragraphe(f"{{{{ {etape}.nom }}}}")
        cellules.append(Cellule(flux))
    table.ligne(*cellules)
    return table


def _table_etapes(largeur: Longueur) -> Tableau:
    table = Tableau(
        [largeur - Mm(70), Mm(45), Mm(25)],
        titre="Étapes de l’action",
        description="Étapes de l’action, échéance et état.",
        style="TableauSerre",
        texte="FicheTableau",
    )
    table.entete("Étape", "Échéance", "État")
    with table.boucle("for etape in fiche.etapes"):
        table.ligne("{{ etape.nom }}", "{{ etape.echeance }}", "{{ etape.etat }}")
    return table


def add_calendrier(g: Gabarit, cases: str, largeur: Longueur) -> None:
    """Add the row of the years; a table per number of years, so that its columns are true ones."""
    for nombre in range(1, _ANNEES_MAX + 1):
        with g.si(f"{cases} | length == {nombre}"):
            table = Tableau(
                _parts(largeur, *[1 / nombre] * nombre),
                titre="Calendrier de l’action",
                description="Une colonne par année de la convention ; un tiret quand l’action n’a pas lieu.",
                style="TableauSerre",
            )
            table.entete(*(Cellule(f"{{{{ {cases}[{i}].annee }}}}", "CaseEntete") for i in range(nombre)))
            table.ligne(*(Cellule(_case(f"{cases}[{i}]")) for i in range(nombre)))
            g.ajouter_tableau(table)


def _case(case: str) -> Flux:
    flux = Flux("Tableau")
    with flux.si(f"{case}.active"):
        flux.paragraphe(f"{{{{ {case}.texte }}}}", "CaseActive")
        flux.sinon()
        flux.paragraphe(f"{{{{ {case}.texte }}}}", "CaseVide")
    return flux


def _table_budget(largeur: Longueur) -> Tableau:
    table = Tableau(
        [largeur - Mm(114), Mm(80), Mm(11.5), Mm(22.5)],
        titre="Plan de financement",
        description="Dépenses puis recettes, chacune avec son total ; contributions en nature à part.",
        souple=True,
        garde=True,
        style="TableauSerre",
        texte="FicheTableau",
    )
    droite = "FicheTableauEnteteNombre"
    table.entete("Poste", "Précisions", Cellule("Part", droite), Cellule("Montant (€)", droite))
    for titre, liste, total, condition in (
        ("{{ fiche.budget.titre_depenses }}", "depenses", "Total des dépenses", "depenses"),
        ("{{ fiche.budget.titre_recettes }}", "recettes", "Total des recettes", "recettes"),
        ("Contributions en nature", "en_nature", "Total en nature", "en_nature"),
    ):
        champ = "total_nature" if liste == "en_nature" else f"total_{liste}"
        with table.si(f"fiche.budget.{condition}"):
            table.groupe(titre, "FicheGroupe")
            with table.boucle(f"for ligne in fiche.budget.{liste}"):
                table.ligne_liee(
                    "{{ ligne.poste }}",
                    "{{ ligne.precisions }}",
                    Cellule("{{ ligne.part }}", "FicheTableauNombre"),
                    Cellule("{{ ligne.montant }}", "FicheTableauNombre"),
                )
            table.ligne(
                Cellule(total, "FicheTotal", 3),
                Cellule(f"{{{{ fiche.budget.{champ} }}}}", "FicheTotalNombre"),
            )
    return table


def _table_indicateurs(largeur: Longueur) -> Tableau:
    nom, realise = Flux("FicheTableau"), Flux("FicheTableau")
    nom.brut(texte("{{ i.intitule }}") + texte("{{ i.unite }}", "Discret"), "FicheTableau")
    with nom.si("i.precision"):
        nom.paragraphe("{{ i.precision }}", "FicheNote")
    with realise.boucle("for r in i.realise"):
        realise.paragraphe("{{ r }}")
    table = Tableau(
        [largeur - Mm(73), Mm(16), Mm(27), Mm(30)],
        titre="Indicateurs",
        description="Point de départ, cible et valeurs de chaque année.",
        souple=True,
        garde=True,
        style="TableauSerre",
        texte="FicheTableau",
    )
    table.entete("Indicateur (type, source, suivi)", "Initial", "Cible", "Réalisé")
    with table.boucle("for i in fiche.indicateurs"):
        table.ligne_liee(  # the end of a fiche is never a few lines alone on a page
            Cellule(nom),
            "{{ i.initial }}",
            "{{ i.cible }}",
            Cellule(realise),
        )
    return table
