"""Write a form as a Word file of the house: band, instructions, tables of fields, rows that repeat, its own record."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from ctg_docs.documents._communs.palette import build_fonts, build_palette
from ctg_docs.engine.opc.embedded import DataPart, embed_data
from ctg_docs.engine.word.controls import Control, read_form
from ctg_docs.formulaires.controles import NAMESPACES as CONTROLS
from ctg_docs.formulaires.controles import Controles, invite_of
from ctg_docs.formulaires.description import Champ, Colonne, Formulaire, Ligne, Rubrique, Serie
from ctg_docs.gabarit.charte import PAYSAGE, PORTRAIT
from ctg_docs.gabarit.flux import Flux
from ctg_docs.gabarit.gabarit import Gabarit
from ctg_docs.gabarit.paquet import write_package
from ctg_docs.gabarit.tableau import Cellule, Tableau
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import NAMESPACES, champ, el, paragraphe, texte
from ctg_docs.models.ctg import Ctg
from ctg_docs.sources.write import to_plain

__all__ = ["write_form"]

_LIBELLE = Mm(46)
_COURTS = {
    "date_initiale": "Date",
    "date_cible": "Date",
    "cible_texte": "En mots",
    "responsable_organisme": "Structure",
    "date_statut": "Statut du",
}
"""Labels in a row, where the column says the rest."""
_CONSIGNES = (
    "Cliquez dans un champ et écrivez\u202f; choisissez dans les listes\u202f; cochez les cases. Un champ laissé tel quel ne change rien\u202f; un champ vidé efface ce que dit le dossier.",
    "Une ligne de plus dans un tableau\u202f: remplissez une des lignes vides, ou, dans Word, le «\u00a0+\u00a0» "
    "à droite de la dernière ligne. Une ligne en moins\u202f: videz-la ou supprimez-la.",
    "Enregistrez en .docx. Ce qui est écrit hors des champs n’est pas repris.",
)


def write_form(ctg: Ctg, form: Formulaire) -> bytes:
    """Return the form; it carries what it showed, so that only what people change is taken back."""
    page = _Page(form)
    data = _themed(page.build(), {**build_palette(ctg.charte), **build_fonts(ctg.charte)})
    record = json.dumps(_record(ctg, form, data), ensure_ascii=False)
    return embed_data(data, DataPart.build(record.encode("utf-8")))


class _Series(Tableau):
    """A table whose rows repeat."""

    def repeter(self, controles: Controles, serie: Serie, rows: list[list[Cellule]]) -> None:
        written: list[str] = []
        for row in rows:
            self.ligne(*row)
            written.append(self._rows.pop())
        self._rows.append(
            "".join(written) if serie.fixe else controles.repetition(f"{serie.nom}[]", serie.titre, written)
        )


class _Cell(Flux):
    """A cell of fields."""

    def bloc(self, xml: str) -> None:
        self._xml.append(xml)


class _Page(Gabarit):
    def __init__(self, form: Formulaire) -> None:
        super().__init__(f"Formulaire – {form.titre}", PAYSAGE if form.paysage else PORTRAIT)
        self.form, self.controles = form, Controles()
        self.paragraphe(form.titre, "FicheTitreSeule")
        self.paragraphe(form.surtitre, "FicheFil")
        self.paragraphe("", "Note")
        self.encadre(*_CONSIGNES, titre="Remplir ce formulaire")
        for bloc in form.blocs:
            self.paragraphe(bloc.titre, "FicheRubriqueSeule")
            if isinstance(bloc, Serie):
                self._serie(bloc)
            elif bloc.large:
                self._large(bloc)
            else:
                self._rubrique(bloc)

    def _rubrique(self, bloc: Rubrique) -> None:
        table = Tableau(
            [_LIBELLE, self.page.texte - _LIBELLE],
            titre=bloc.titre,
            description="Un champ à remplir par ligne.",
            libelles=True,
        )
        boxes = [c for c in bloc.champs if c.valeur]
        for c in bloc.champs:
            if c.valeur and c is not boxes[0]:
                continue
            cell = _Cell("Tableau")
            if c.valeur:
                cell.brut(self._boxes(boxes), "Tableau")
            else:
                self._champ(cell, c, verrou=True, libelle=False)
            table.ligne(Cellule(c.aide if c.valeur else c.titre, "TableauLibelle"), Cellule(cell))
        self.ajouter_tableau(table)

    def _boxes(self, boxes: list[Champ]) -> str:
        written = (self.controles.ligne(c, verrou=True) + texte(f"\u00a0{c.titre}") for c in boxes)
        return texte("\u2003 ").join(written)

    def _large(self, bloc: Rubrique) -> None:
        table = Tableau(
            [self.page.texte], titre=bloc.titre, description="Un champ à remplir.", style="GrilleCtg"
        )
        for c in bloc.champs:
            cell = _Cell("Corps")
            cell.bloc(self.controles.bloc(c, "Corps", "ListBullet", verrou=True))
            table.ligne(Cellule(cell))
        self.ajouter_tableau(table)

    def _serie(self, serie: Serie) -> None:
        table = _Series(
            [Mm(c.largeur) for c in serie.colonnes],
            titre=serie.titre,
            description="Une ligne par élément ; les champs se remplissent.",
        )
        table.entete(*(c.titre for c in serie.colonnes))
        rows = [[self._cell(c, ligne, serie) for c in serie.colonnes] for ligne in serie.lignes]
        table.repeter(self.controles, serie, rows)
        self.ajouter_tableau(table)

    def _cell(self, colonne: Colonne, ligne: Ligne, serie: Serie) -> Cellule:
        cell = _Cell("Tableau")
        known = {c.tag.partition("].")[2]: c for c in ligne.champs}
        for rank, name in enumerate(colonne.champs):
            self._champ(cell, known[name], verrou=serie.fixe, libelle=rank > 0)
        return Cellule(cell)

    def _champ(self, cell: _Cell, c: Champ, *, verrou: bool, libelle: bool) -> None:
        if c.bloc:
            cell.bloc(self.controles.bloc(c, "Tableau", "TableauPuce", verrou=verrou))
            return
        titre = _COURTS.get(c.colonne.path[-1], c.titre)
        label = texte(f"{titre}\u00a0: ", "Etiquette") if libelle else ""
        cell.brut(label + self.controles.ligne(c, verrou=verrou), "Tableau")

    def build(self) -> bytes:
        """Return the Word file."""
        body = el("w:body", None, self.write(), paragraphe("", "SautSection"), self._section_properties())
        rank = 2 if self.form.paysage else 1
        version = self.form.version[1]
        said = f"Formulaire – {self.form.titre}"[:80] + (f" – dossier, {version}" if version else "")
        numero = texte("page\u00a0") + champ("PAGE", "1") + texte("\u00a0/\u00a0") + champ("NUMPAGES", "1")
        foot = texte(said) + "<w:r><w:tab/></w:r>" + numero
        style = "FooterPaysage" if self.form.paysage else "Footer"
        stories = {
            f"header{rank}": f"<w:hdr {NAMESPACES}>{paragraphe(texte(self.form.surtitre), 'Header')}</w:hdr>",
            f"footer{rank}": f"<w:ftr {NAMESPACES}>{paragraphe(foot, style)}</w:ftr>",
        }
        document = f"<w:document {NAMESPACES} {CONTROLS}>{body}</w:document>"
        return write_package(f"Formulaire – {self.form.titre}", document, stories)


def _themed(data: bytes, tokens: Mapping[str, str]) -> bytes:
    """Put the colours and the font of the dossier in the place of those of the house."""
    if not tokens:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            text = old.read(info).decode("utf-8")
            for token, other in tokens.items():
                text = text.replace(f'="{token}"', f'="{other}"')
            new.writestr(info, text)
    return out.getvalue()


def _record(ctg: Ctg, form: Formulaire, data: bytes) -> dict[str, Any]:
    """Return what reading back needs: the fields as a reader sees them now, the rows as the dossier has them."""
    found = read_form(data)
    seen = {c.tag: c for c in found.controls}
    element: Any = to_plain(ctg)
    for step in form.liste:
        element = element.get(step, {})
    if form.id:
        element = next(item for item in element if item["id"] == form.id)
    fields = {
        c.tag: {
            "titre": c.titre,
            "forme": c.forme,
            "bloc": bloc.titre,
            "invite": invite_of(c),
            "texte": _seen(c, seen[c.tag]),
        }
        for bloc in form.blocs
        for c in bloc.tous
    }
    return {
        "formulaire": {"kind": form.kind, "id": form.id, "titre": form.titre, "version": form.version},
        "champs": fields,
        "series": {b.nom: [r.donnees for r in b.lignes] for b in form.blocs if isinstance(b, Serie)},
        "element": element if form.id else {},
        "imprime": sorted({line.text for line in found.loose}),
    }


def _seen(c: Champ, control: Control) -> str:
    if c.forme == "case":
        return c.texte
    if control.blank:
        return ""
    return control.rich if c.forme == "long" else control.text
