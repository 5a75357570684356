"""Write the pages of the guide that come from the code: `make docs`. A test compares them with what is committed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ctg_docs.documents import load_kinds
from ctg_docs.french import date_longue
from ctg_docs.models.catalogue_textes import entrees
from ctg_docs.models.glossaire import build_glossary
from ctg_docs.problems import FAMILIES, Severity
from ctg_docs.steps.codes import codes

__all__ = ["PICTURES", "ROOT", "Picture", "pages"]

ROOT = Path(__file__).resolve().parents[1]
COMPLETE, DRAFT = "pays-auvrelle", "mellois-en-poitou"
_NOTE = "<!-- Page produite d’après le code : make docs -->\n"
_SCOPES = {
    "dossier": "un par dossier",
    "reunion": "un par réunion",
    "action": "un par fiche action",
    "avenant": "un par avenant",
}
_SEVERITIES = {Severity.ERROR: "erreur", Severity.BLOCKING: "bloquant", Severity.WARNING: "avertissement"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A page to show.

    Attributes:
        name: file name without suffix, in `docs/images/`.
        dossier: example it comes from.
        kind: document kind; the first document is taken.
        legend: French sentence under the picture, read aloud too.
        holds: words of the page to show; the first page that holds them is taken.
        narrow: identifier of the meeting or of the action, for the kinds that have one.
    """

    name: str
    dossier: str
    kind: str
    legend: str
    holds: str = ""
    narrow: str = ""

    @property
    def option(self) -> str:
        """The option that narrows the command to this document."""
        return f" --{self.scope} {self.narrow}" if self.narrow else ""

    @property
    def scope(self) -> Literal["reunion", "action"]:
        """What `narrow` names."""
        return "action" if self.kind == "fiche_action" else "reunion"


PICTURES = (
    Picture("convention-garde", COMPLETE, "convention", "Convention : page de garde"),
    Picture("convention-parties", COMPLETE, "convention", "Convention : les parties", "Entre :"),
    Picture(
        "convention-signatures",
        COMPLETE,
        "convention",
        "Convention : les signatures",
        "Madame Hélène VASSEUR Monsieur",
    ),
    Picture(
        "convention-equipements",
        COMPLETE,
        "convention",
        "Convention : une annexe en paysage",
        "Équipement ou service",
    ),
    Picture("projet-manques", DRAFT, "convention", "Projet : ce qui manque est marqué à sa place", "Entre :"),
    Picture("fiche-action", COMPLETE, "fiche_action", "Fiche action", narrow="laep-itinerant"),
    Picture(
        "portrait-territoire", COMPLETE, "portrait_territoire", "Portrait du territoire : chiffres et carte"
    ),
    Picture(
        "portrait-compare",
        COMPLETE,
        "portrait_territoire",
        "Portrait du territoire : comparaisons",
        "Le territoire comparé",
    ),
    Picture("plan-actions", COMPLETE, "plan_actions", "Plan d’actions"),
    Picture("convocation", COMPLETE, "convocation", "Convocation", narrow="2024-11-14-copil"),
    Picture(
        "feuille-emargement",
        COMPLETE,
        "feuille_emargement",
        "Feuille d’émargement",
        narrow="2024-11-14-copil",
    ),
    Picture("compte-rendu", COMPLETE, "compte_rendu", "Compte rendu", narrow="2024-11-14-copil"),
    Picture("diapo-enjeu", COMPLETE, "presentation", "Diaporama : un enjeu", "Enjeu 1 –"),
    Picture(
        "diapo-cooperateurs", COMPLETE, "presentation", "Diaporama : les coopérateurs", "Les coopérateurs"
    ),
    Picture(
        "diapo-carte", COMPLETE, "presentation", "Diaporama : le territoire", "Le territoire en chiffres"
    ),
)


def pages() -> dict[Path, str]:
    """Return the text of each generated page by its path."""
    guide = ROOT / "docs"
    return {
        ROOT / "ctg_docs" / "models" / "GLOSSAIRE.md": build_glossary(),
        guide / "problemes-et-codes.md": _problems(),
        guide / "ligne-de-commande.md": _command_line(),
        guide / "documents.md": _documents(),
        guide / "galerie.md": _gallery(),
        guide / "textes.md": _texts(),
    }


def _problems() -> str:
    return f"""# Problèmes et codes

{_NOTE}
Un problème dit : où (fichier, ligne, colonne), son code, le champ, ce qui ne va pas et, quand c’est possible, quoi écrire.
Tous viennent en une seule fois. Un code ne change jamais de sens.

| gravité | effet |
|---|---|
| erreur | rien n’est produit : le dossier ne peut pas être lu |
| bloquant | un projet est produit, avec le manque marqué à sa place ; `--final` refuse |
| avertissement | à regarder ; ne bloque jamais |

`ctg-docs explain CODE` dit la même chose dans un terminal.

`check --final` compose aussi les documents définitifs, sans les écrire : GEN001 nomme ce qui y manquerait encore, GEN003 ce
qui les refuserait. Avec `--publication`, chaque fichier produit est relu. `ctg-docs access FICHIER…` cherche les codes
`ACCnnn` dans n’importe quel fichier ; `generate --final` les cherche d’office.

{_families()}
"""


def _families() -> str:
    parts = []
    for letters, title in FAMILIES.items():
        rows = [
            (
                c.code,
                _SEVERITIES[c.severity] if c.severity else "selon le cas",
                c.titre,
                c.cause,
                c.remede,
                c.source,
            )
            for c in codes().values()
            if c.code.startswith(letters)
        ]
        head = ("code", "gravité", "ce qui est vérifié ou dit", "pourquoi", "quoi faire", "source")
        parts.append(f"## {title}\n\n{_table(head, rows)}")
    return "\n\n".join(parts)


def _documents() -> str:
    rows = ((f"`{k.nom}`", k.titre, k.description, _SCOPES[k.portee], k.extension) for k in load_kinds())
    return f"""# Les documents

{_NOTE}
`ctg-docs generate mon-dossier TYPE` écrit un type de document ; sans TYPE, tous ceux que le dossier permet.

{_table(("TYPE", "document", "contenu", "nombre", "format"), rows)}

Des pages réelles : [galerie](galerie.md).
"""


def _texts() -> str:
    rows = (
        (
            date_longue(e.verifie) if e.verifie else "à vérifier",
            e.titre,
            f"{f'depuis le {date_longue(e.depuis)}' if e.depuis else ''}{f', jusqu’au {date_longue(e.jusqu_a)}' if e.jusqu_a else ''}",
            e.source,
        )
        for e in entrees()
    )
    return f"""# Les textes cités

{_NOTE}
Chaque phrase de droit des documents et des contrôles repose sur une ligne de ce catalogue, qu’un test relit. « À vérifier » :
personne ne l’a encore relue dans une source. `ctg-docs textes` donne la même liste, `--avant DATE` ce qui est à relire.

{_table(("relu le", "texte, dispositif ou nom", "cité", "source"), rows)}
"""


def _gallery() -> str:
    shown = "\n\n".join(
        f"## {p.legend}\n\n![{p.legend}](images/{p.name}.png)\n\n"
        f"`ctg-docs generate examples/{p.dossier} {p.kind}{p.option}`"
        for p in PICTURES
    )
    return f"""# Galerie

{_NOTE}
Pages réelles, telles que produites à partir des exemples. Pays d’Auvrelle est un territoire inventé, au dossier complet ;
Mellois en Poitou est un vrai projet, avec ses manques.

{shown}
"""


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def _command_line() -> str:
    sections = "\n\n".join(
        f"{'#' * (len(path) + 1)} {' '.join(path)}\n\n```text\n{_help(*path)}\n```" for path in _commands()
    )
    return f"""# La ligne de commande

{_NOTE}
```text
{_help()}
```

{sections}

## Codes de sortie

| code | sens |
|---|---|
| 0 | tout va bien |
| 1 | erreur interne de ctg-docs |
| 2 | commande mal écrite |
| 3 | données : dossier illisible, ou incomplet pour `--final` |
| 4 | modèle Word |
| 5 | écriture : le fichier existe (`--force` le remplace), ou le répertoire refuse |
| 6 | il manque un programme ou une option d’installation |
| 7 | la conversion en PDF a échoué |
| 8 | un import a eu lieu sans tout reprendre : ce qui a été laissé de côté est énuméré |
"""


def _commands(*group: str) -> Iterator[tuple[str, ...]]:
    """Yield the path of each command, those of a group after it."""
    _, _, listed = _help(*group).partition("Commandes")
    for name in re.findall(r"^  ([a-z-]+) {2,}", listed, re.MULTILINE):
        yield (*group, name)
        yield from _commands(*group, name)


def _help(*command: str) -> str:
    """Return the true output of `--help`, at a width that a page holds."""
    place = {**os.environ, "COLUMNS": "90", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "ctg_docs", *command, "--help"], capture_output=True, check=True, env=place
    )
    return done.stdout.decode("utf-8").strip()


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8", newline="\n")
