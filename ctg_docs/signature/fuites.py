"""CTG801: what a published file would still tell of persons, read from the file itself."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator

from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.signature.personnel import Reperes, Trouvaille, cle_de_contact

__all__ = ["find_leaks"]

_END_OF_TEXT = re.compile(
    r"</(?:w:p|a:p|w:tc|dc:\w+|cp:\w+|vt:\w+|Company|Manager)>|<w:(?:br|tab|cr)\b[^>]*>"
)
_SAID = re.compile(r'\s(?:descr|title|alt|Target|w:author|w:initials|string)="([^"]*)"')
_WORDS = {
    Trouvaille.COURRIEL: "une adresse électronique",
    Trouvaille.TELEPHONE: "un numéro de téléphone",
    Trouvaille.NOM: "le nom d’une personne privée",
    Trouvaille.NOM_SEUL: "ce qui peut être le nom d’une personne privée",
}


def find_leaks(ctg: Ctg, files: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """Return one problem per personal datum and file.

    What belongs to a person of the dossier blocks; an address that the dossier doesn't know (typed in a template), or a
    family name that may be a common word, only warns.

    Args:
        ctg: the dossier before it was masked.
        files: name and bytes of what would be put online.
    """
    reperes = Reperes.of(ctg)
    problems: dict[tuple[str, str, str], Problem] = {}
    for name, data in files:
        for what, value in (*_in_name(ctg, name), *_in_text(reperes, data)):
            sure = what is Trouvaille.NOM or cle_de_contact(value) in reperes.personnels
            problems[name, what, value] = Problem(
                "CTG801",
                Severity.BLOCKING if sure else Severity.WARNING,
                f"La version à publier montre encore {_WORDS[what]}\u00a0: «\u00a0{value}\u00a0».",
                Place(name),
                value=value[:80],
            )
    return list(problems.values())


def _in_name(ctg: Ctg, name: str) -> Iterator[tuple[Trouvaille, str]]:
    words = set(re.findall(r"[a-z0-9]+", cle(name)))
    for person in ctg.personnes:
        wanted = set(re.findall(r"[a-z0-9]+", cle(person.nom_usuel)))
        if person.privee and person.prenom and wanted and wanted <= words:
            yield Trouvaille.NOM, person.nom_usuel


def _in_text(reperes: Reperes, data: bytes) -> Iterator[tuple[Trouvaille, str]]:
    for text in _texts(data):
        for start, end, what in reperes.find(text):
            yield what, text[start:end]


def _texts(data: bytes) -> Iterator[str]:
    """Yield what a file says, piece by piece: paragraphs, cells, alternatives, links, properties, lines of a text."""
    if not data.startswith(b"PK"):
        unfolded = data.decode("utf-8", "replace").replace("\r\n ", "")
        yield from unicodedata.normalize("NFC", unfolded).splitlines()
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".json")):
                xml = archive.read(name).decode("utf-8", "replace")
                said = _SAID.findall(xml)
                written = re.sub(r"<[^>]*>", "", _END_OF_TEXT.sub("\n", xml)).split("\n")
                for piece in (*written, *said):
                    if piece.strip():
                        yield unicodedata.normalize("NFC", html.unescape(piece))
