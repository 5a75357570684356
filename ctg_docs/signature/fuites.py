"""CTG801: what a published file would still tell of persons, read from the file itself."""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from ctg_docs.engine.pdf.texts import read_texts
from ctg_docs.french import cle
from ctg_docs.models.ctg import Ctg
from ctg_docs.problems import Place, Problem, Severity
from ctg_docs.signature.formes import Trouvaille
from ctg_docs.signature.personnel import Reperes, cle_de_contact

__all__ = ["find_leaks"]

_END_OF_TEXT = re.compile(
    r"</(?:w:p|a:p|w:tc|c:\w+|c|si|dc:\w+|cp:\w+|vt:\w+|Company|Manager)>|<w:(?:br|tab|cr)\b[^>]*>"
)
_SAID = re.compile(r"""\s[\w:]+\s*=\s*(?:"([^"<]*)"|'([^'<]*)')""")
_CUT = re.compile(r"[-_./%+=&?#,;:]+")
_PACKED = re.compile(r"[\w.-]+$")
_SHORTEST = 4
_WORDS = {
    Trouvaille.COURRIEL: "une adresse électronique",
    Trouvaille.TELEPHONE: "un numéro de téléphone",
    Trouvaille.COMPTE: "un numéro de compte bancaire",
    Trouvaille.NAISSANCE: "une date de naissance",
    Trouvaille.SECU: "un numéro de sécurité sociale",
    Trouvaille.ALLOCATAIRE: "un numéro d’allocataire",
    Trouvaille.ADRESSE: "l’adresse d’une personne",
    Trouvaille.ADRESSE_A_VOIR: "une adresse qui peut être celle d’une personne",
    Trouvaille.NOM: "le nom d’une personne privée",
    Trouvaille.NOM_SEUL: "ce qui peut être le nom d’une personne privée",
}


def find_leaks(ctg: Ctg, files: Iterable[tuple[str, bytes]]) -> list[Problem]:
    """Return one problem per personal datum and file.

    Every member of every file is read, with its attributes and its properties. What belongs to a person of the dossier
    blocks; what only looks personal (typed in a template), or a family name that may be a common word, warns.

    Args:
        ctg: the dossier before it was masked.
        files: name and bytes of what would be put online.
    """
    reperes = Reperes.of(ctg)
    problems: dict[tuple[str, str, str], Problem] = {}
    for name, data in files:
        for what, value in (*_in_name(ctg, reperes, name), *_in_bytes(reperes, data)):
            sure = what is Trouvaille.NOM or cle_de_contact(value) in reperes.personnels
            problems[name, what, value] = Problem(
                "CTG801",
                Severity.BLOCKING if sure else Severity.WARNING,
                f"La version à publier montre encore {_WORDS[what]}\u00a0: «\u00a0{value}\u00a0».",
                Place(name),
                value=value[:80],
            )
    return list(problems.values())


def _in_name(ctg: Ctg, reperes: Reperes, name: str) -> Iterator[tuple[Trouvaille, str]]:
    words = set(re.findall(r"[a-z0-9]+", cle(name)))
    for person in ctg.personnes:
        wanted = set(re.findall(r"[a-z0-9]+", cle(person.nom_usuel)))
        if person.privee and person.prenom and wanted and wanted <= words:
            yield Trouvaille.NOM, person.nom_usuel
    yield from _in_text(reperes, name)


def _in_bytes(reperes: Reperes, data: bytes) -> Iterator[tuple[Trouvaille, str]]:
    """Yield what is found in the texts of a file, then in its values of attributes, where words are joined by signs."""
    for text in _texts(data):
        yield from _in_text(reperes, text)
    for said in set(_attributes(data)):
        if not _PACKED.match(said) or "@" in said:
            yield from _in_text(reperes, said)
        else:
            yield from ((w, v) for w, v in _in_text(reperes, _CUT.sub(" ", said)) if w is Trouvaille.NOM)


def _in_text(reperes: Reperes, text: str) -> Iterator[tuple[Trouvaille, str]]:
    for start, end, what in reperes.find(text):
        yield what, text[start:end]


def _members(data: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            held = archive.read(name)
            if held.startswith(b"PK\x03\x04"):
                yield from _members(held)  # the workbook of a chart
            else:
                yield name, held


def _attributes(data: bytes) -> Iterator[str]:
    """Yield the names of the members and every value of an attribute: links, alternatives, bookmarks, tags of controls."""
    if data.startswith(b"PK"):
        for name, held in _members(data):
            yield name
            if name.endswith((".xml", ".rels", ".svg", ".vml")):
                for double, single in _SAID.findall(held.decode("utf-8", "replace")):
                    said = double or single
                    if len(said) > _SHORTEST:
                        yield unicodedata.normalize("NFC", html.unescape(unquote(said)))


def _texts(data: bytes) -> Iterator[str]:
    """Yield what a file says, piece by piece: paragraphs, cells, alternatives, links, properties, lines of a text."""
    if data.startswith(b"%PDF"):
        for said in read_texts(data):
            yield from _texts(said) if isinstance(said, bytes) else [unicodedata.normalize("NFC", said)]
        return
    if not data.startswith(b"PK"):
        unfolded = data.decode("utf-8", "replace").replace("\r\n ", "")
        yield from unicodedata.normalize("NFC", unfolded).splitlines()
        return
    for name, held in _members(data):
        if name.endswith((".xml", ".rels", ".json", ".svg", ".vml", ".txt")):
            xml = held.decode("utf-8", "replace")
            for piece in re.sub(r"<[^>]*>", "", _END_OF_TEXT.sub("\n", xml)).split("\n"):
                if piece.strip():
                    yield unicodedata.normalize("NFC", html.unescape(piece))
