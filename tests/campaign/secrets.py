"""Forty ways that personal data are written, what finds them again, and places of templates and pictures that hide them."""

from __future__ import annotations

import html
import io
import re
import subprocess
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from urllib.parse import unquote

__all__ = ["PERSONS", "SECRETS", "TEXT", "found_in"]

PERSONS = (
    {"id": "anne-laure-quernec", "civilite": "mme", "prenom": "Anne-Laure", "nom": "Quernec", "privee": True,
     "courriel": "al.quernec@exemple.fr", "telephone": "06 11 22 33 44"},
    {"id": "modeste", "civilite": "m", "prenom": "Éloi", "nom": "Zwingelstein", "privee": True},
)  # fmt: skip
SECRETS: tuple[tuple[str, str], ...] = (
    ("Anne-Laure Quernec", "quernec"), ("Mme QUERNEC", "quernec"), ("Quernec, Anne-Laure", "quernec"),
    ("A.-L. Quernec", "quernec"), ("anne laure quernec", "quernec"), ("Madame\N{NO-BREAK SPACE}Quernec", "quernec"),
    ("M. Zwingelstein", "zwingelstein"), ("Éloi Zwingelstein", "zwingelstein"), ("ZWINGELSTEIN Eloi", "zwingelstein"),
    ("É. Zwingelstein", "zwingelstein"), ("al.quernec@exemple.fr", "alquernec@"), ("06 11 22 33 44", "611223344"),
    ("+33-6-98-76-54-32", "698765432"), ("tél:0698765431", "698765431"), ("０６９８７６５４３３", "698765433"),
    ("06_98_76_54_34", "698765434"), ("**06** 98 76 54 35", "698765435"), ("06\u201198\u201176\u201154\u201136", "698765436"),
    ("06\u200b98765437", "698765437"), ("06 987 654 38", "698765438"), ("0590 12 34 56", "590123456"),
    ("+590 690 12 34 57", "690123457"), ("+262 692 12 34 58", "692123458"), ("+41 79 123 45 67", "791234567"),
    ("+32 470 12 34 56", "470123456"), ("(+49) 170 1234567", "1701234567"), ("+377 6 12 34 56 78", "612345678"),
    ("FR76 3000 6000 0112 3456 7890 189", "300060000112"), ("BE68539007547034", "539007547034"),
    ("née le 12/03/1987", "12031987"), ("né en mars 1986", "mars1986"), ("date de naissance : 1er mai 1990", "1ermai1990"),
    ("NIR 2 87 03 75 116 001 73", "287037511600"), ("allocataire n° 7395182", "7395182"),
    ("n° d’allocataire : 8264913 B", "8264913"), ("domiciliée 3 bis, impasse du Four à Chaux", "impassedufourachaux"),
    ("12 rue des Lilas, 99000 Ombre (domicile)", "12ruedeslilas"), ("q.perso@exemple.fr", "qperso@exemple"),
    ("q.secret [at] exemple.fr", "qsecret"), ("q.cache arobase exemple point fr", "qcache"),
)  # fmt: skip
"""Each as it is written, with what would still be read of it once letters are folded and separators taken away."""
TEXT = " ; ".join(written for written, _ in SECRETS)
_SIGNS = re.compile(r"[\s.\-_*()\u200b\u2010-\u2015/']+")


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", unquote(html.unescape(text)))
    return _SIGNS.sub("", "".join(c for c in plain if not unicodedata.combining(c)).lower())


def found_in(name: str, data: bytes) -> set[str]:
    """Return the secrets that a file still tells, by its name, any of its bytes, any text of its pages."""
    return {
        needle
        for said in (name, *_said(data))
        for text in {said, re.sub(r"<[^>]*>", "", said)}
        if (folded := _folded(text))
        for _, needle in SECRETS
        if needle in folded
    }


def _said(data: bytes) -> Iterator[str]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield package.comment.decode("latin-1")
            for item in package.infolist():
                yield item.filename
                yield from _said(package.read(item))
        return
    if data.startswith(b"%PDF"):
        yield from _said_by_pdf(data)
    for encoding in ("utf-8", "utf-16-le"):
        yield data.decode(encoding, "ignore")
    for at in [found.start() for found in re.finditer(rb"x[\x01\x5e\x9c\xda]", data)][:200]:
        try:
            yield zlib.decompressobj().decompress(data[at:], 1_000_000).decode("utf-8", "ignore")
        except zlib.error:
            continue


def _said_by_pdf(data: bytes) -> Iterator[str]:
    import pikepdf

    yield subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and "/Image" not in str(item.get("/Subtype", "")):
                yield from _said(item.read_bytes())
            yield from re.findall(r"\(((?:[^()\\]|\\.)*)\)", item.unparse().decode("latin-1"))
