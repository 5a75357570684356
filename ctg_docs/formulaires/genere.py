"""Generated fiches that somebody edited in Word, read back as filled forms: what was printed against what is now."""

from __future__ import annotations

from typing import Any

from ctg_docs.engine.word.rubrics import Page, Words, read_pages
from ctg_docs.formulaires.accord import changes, is_same_value
from ctg_docs.formulaires.champs import fingerprint
from ctg_docs.formulaires.constats import note, remarks
from ctg_docs.formulaires.description import Serie
from ctg_docs.formulaires.genere_lignes import is_same_table, read_rows
from ctg_docs.formulaires.imprime import STYLES, Imprime, sort_page
from ctg_docs.formulaires.questions import describe
from ctg_docs.formulaires.relecture import PLACES, Lexique
from ctg_docs.formulaires.remplissage import Case, Rempli
from ctg_docs.formulaires.valeurs import Registres
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place
from ctg_docs.sources.write import to_plain

__all__ = ["fiches_of", "is_alone", "open_generated"]


def fiches_of(document: bytes, old: Ctg) -> list[str]:
    """Return the fiches that a document prints, from the numbers at their tops; empty for another document."""
    return [id for page in read_pages(document, STYLES) if (id := _fiche(page, old))]


def is_alone(document: bytes) -> bool:
    """True when a document is one fiche, False for a dossier of fiches."""
    return any(page.style == STYLES.titles[0] for page in read_pages(document, STYLES))


def open_generated(name: str, document: bytes, original: bytes, old: Ctg) -> list[Rempli]:
    """Compare the fiches of a document with those that were generated; return them as filled forms.

    Args:
        name: name of the file.
        document: what people made of it.
        original: what the dossier it carries generates.
        old: that dossier.
    """
    before = {id: page for page in read_pages(original, STYLES) if (id := _fiche(page, old))}
    after: dict[str, Page] = {}
    strays: list[str] = []
    for page in read_pages(document, STYLES):
        id = _fiche(page, old)
        if id is None or id in after or id not in before:
            strays.append(page.title)
        else:
            after[id] = page
    found = [_Fiche(name, old, id, before[id], page).read() for id, page in after.items()]
    lost = [before[id].title for id in before if id not in after]
    if found:
        found[0].problems += remarks(document, name)
        found[0].problems += [
            note("FRM016", Place(name), title=title, value="fiche absente") for title in lost
        ]
        found[0].problems += [
            note("FRM016", Place(name), title=title, value="fiche inconnue") for title in strays
        ]
    return found


def _fiche(page: Page, old: Ctg) -> str | None:
    title = f"{page.title} "
    found = [id for id, code in old.codes_fiches.items() if title.startswith(f"{' '.join(code.split())} ")]
    return found[0] if len(found) == 1 else None


class _Fiche:
    """One fiche, place by place."""

    def __init__(self, name: str, old: Ctg, id: str, before: Page, after: Page) -> None:
        self.name, self.old = name, old
        self.form = describe(old, "fiche_action", id)
        code = " ".join(old.codes_fiches[id].split())
        self.before, self.after = (_without_code(sort_page(page), code) for page in (before, after))
        self.registres = Registres(old)
        self.lexique = Lexique(self.registres)
        self.champs = {c.tag: c for c in self.form.champs() if "[" not in c.tag}
        element = next(item for item in to_plain(old)["fiches_actions"] if item["id"] == id)
        self.record: dict[str, Any] = {
            "formulaire": {
                "kind": "fiche_action",
                "id": id,
                "version": (fingerprint(old), self.form.version[1]),
            },
            "champs": {},
            "series": {},
            "element": element,
        }
        self.rempli = Rempli(name, self.record)
        self.prefix = f"fiche {code}, "

    def read(self) -> Rempli:
        """Return the fiche as a form whose changed fields are touched."""
        for title in dict.fromkeys([*self.before.places, *self.after.places]):
            self._place(title)
        for bloc in self.form.blocs:
            if isinstance(bloc, Serie):
                self._serie(bloc)
        self._rest()
        return self.rempli

    def _at(self, title: str) -> Place:
        return Place(self.name, cell=f"{self.prefix}rubrique «\u00a0{title}\u00a0»")

    def _quote(self, title: str, a: str, b: str) -> None:
        self.rempli.problems.append(note("FRM016", self._at(title), title=title, value=_difference(a, b)))

    def _place(self, title: str) -> None:
        nothing = Words("", "", "")
        a, b = self.before.places.get(title, nothing), self.after.places.get(title, nothing)
        if (a.text, a.rich) == (b.text, b.rich):
            return
        if title not in self.after.places or title not in PLACES:
            self._quote(title, a.text, b.text)
            return
        texts = {tag: champ.texte for tag, champ in self.champs.items()}
        read = PLACES[title]
        touched = changes(read(a, self.lexique), read(b, self.lexique), self.champs, texts, self.registres)
        if touched is None:
            self._quote(title, a.text, b.text)
            return
        for tag, text in touched.items():
            champ = self.champs[tag]
            case = Case(champ.titre, champ.texte, text, self._at(title))
            other = self.rempli.cases.get(tag)
            if other is not None and not is_same_value(champ, other.texte, text, self.registres):
                self.rempli.problems.append(
                    note("FRM010", case.place, value=text, title=champ.titre, other=other.texte,
                         where=str(other.place))
                )  # fmt: skip
            self.record["champs"][tag] = {}
            self.rempli.cases[tag] = case

    def _serie(self, serie: Serie) -> None:
        before, after = self.before.series.get(serie.nom, []), self.after.series.get(serie.nom, [])
        if is_same_table(before, after):
            return
        place = self._at(serie.titre)
        rows = read_rows(serie, before, after, place, self.registres)
        for a, b in rows.opaques:
            self._quote(serie.titre, a, b)
        if rows.rangs is not None:
            self.record["series"][serie.nom] = [r.donnees for r in serie.lignes if r.donnees is not None]
            self.rempli.series[serie.nom] = rows.rangs

    def _rest(self) -> None:
        """Tell what is beside the places of a fiche, and figures that changed though nothing they follow from did."""
        changed = bool(self.rempli.cases or self.rempli.series)
        for title, text in self.after.calcule.items():
            if text != self.before.calcule.get(title, "") and not changed:
                self._quote(title, self.before.calcule.get(title, ""), text)
        for text in self.after.autres:
            if text.strip() and text not in self.before.autres:
                code = "FRM006" if " | " in text else "FRM007"
                self.rempli.problems.append(note(code, Place(self.name, cell=self.prefix[:-2]), value=text))


def _without_code(fiche: Imprime, code: str) -> Imprime:
    title = fiche.places["Titre"].text.removeprefix(code).strip()
    fiche.places["Titre"] = Words(title, title, "")
    return fiche


def _difference(a: str, b: str) -> str:
    """Return the first line that is new, or that is gone."""
    old, new = a.split("\n"), b.split("\n")
    return next((line for line in new if line not in old), next((line for line in old if line not in new), b))
