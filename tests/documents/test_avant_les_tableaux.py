"""A sentence stays on the page of the table that it announces, in every template."""

from __future__ import annotations

from pathlib import Path

import pytest

from ctg_docs.engine.opc.parts import parse_part, read_part
from ctg_docs.gabarit.catalogue import STYLES
from tests.documents.feuilles import herite

MODELES = sorted((Path(__file__).parents[2] / "templates").glob("*.docx"))
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PAR_ID = {style.id: style.nom for style in STYLES}
_PHRASES = ("Corps", "CorpsApresTableau")
# texts of an agent before a table that has its own heading, or branches without table
_SEULS = ("{{p partie.texte }}", "{{p partie.complement }}", "{{p presentation }}", "{{ acte }}")


@pytest.mark.parametrize("modele", MODELES, ids=lambda chemin: chemin.stem)
def test_what_announces_a_table_stays_with_it(modele: Path) -> None:
    corps = parse_part(read_part(modele.read_bytes(), "word/document.xml") or b"")
    laches = []
    for table in corps.iter(f"{_W}tbl"):
        avant = table.getprevious()
        while avant is not None and "".join(map(str, avant.itertext(f"{_W}t"))).startswith("{%p"):
            avant = avant.getprevious()
        if avant is None or avant.tag != f"{_W}p":
            continue
        style = avant.find(f"{_W}pPr/{_W}pStyle")
        nom = "" if style is None else str(style.get(f"{_W}val"))
        texte = "".join(map(str, avant.itertext(f"{_W}t")))
        lie = avant.find(f"{_W}pPr/{_W}keepNext") is not None or herite(_PAR_ID[nom], "garder_suivant")
        if nom in _PHRASES and not lie and texte not in _SEULS:
            laches.append(texte)
    assert laches == []
