from __future__ import annotations

import pytest

from ctg_docs.engine.opc.svg import clean_svg
from ctg_docs.errors import TemplateError

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)
DATA = "data:image/png;base64,iVBORw0KGgo="

REMOVED = {
    "script": "<script>fetch('http://x')</script>",
    "script of another": '<script xmlns="http://www.w3.org/1999/xhtml" src="http://x"/>',
    "remote drawing": '<use href="http://x/a.svg#b"/>',
    "picture of the disk": '<image xlink:href="file:///etc/a.png" width="9" height="9"/>',
    "picture beside": '<image href="a.png"/>',
    "remote picture": '<image href="https://x/a.png"/>',
    "drawing in a picture": '<image href="data:image/svg+xml;base64,AAAA"/>',
    "page inside": '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="http://x"/></foreignObject>',
    "style from elsewhere": "<style>@import url(http://x);</style>",
    "remote font": "<style>@font-face{src:url('http://x')}</style>",
    "remote fill": '<rect fill="url(http://x#a)"/>',
    "escaped address": '<rect style="fill:\\75rl(http://x)"/>',
    "on loading": "<g onload=\"fetch('http://x')\"/>",
    "animation": '<set attributeName="href" to="http://x"/>',
    "base": '<g xml:base="http://x"/>',
    "link": '<a href="http://x"><path d="M0 0"/></a>',
    "picture of a filter": '<filter><feImage href="http://x"/></filter>',
    "metadata": "<metadata>http://x</metadata>",
    "instruction": '<?xml-stylesheet href="http://x"?>',
    "remark": "<!-- http://x -->",
}


@pytest.mark.parametrize("name", REMOVED)
def test_nothing_is_fetched_and_nothing_runs(name: str) -> None:
    clean = clean_svg(f"{HEAD}{REMOVED[name]}<path d='M0 0h1'/></svg>".encode(), "a.svg").decode()
    body = clean.split(">", 2)[2]
    for word in ("http", "file:", "a.png", "script", "onload", "svg+xml", "@import", "\\75"):
        assert word not in body, body
    assert "M0 0h1" in body


def test_what_is_drawn_stays() -> None:
    inside = (
        f'<defs><linearGradient id="a"/><clipPath id="c"/></defs><rect fill="url(#a)" clip-path="url( \'#c\' )"/>'
        f'<use xlink:href="#a"/><image href="{DATA}"/><text>Été</text><style>.a{{fill:red}}</style>'
    )
    clean = clean_svg(f"{HEAD}{inside}</svg>".encode(), "a.svg").decode()
    for word in ("linearGradient", "url(#a)", "'#c'", 'xlink:href="#a"', DATA, "Été", "fill:red"):
        assert word in clean


@pytest.mark.parametrize(
    "data",
    [
        b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>',
        b"\x1f\x8b\x08rien",
        b"<html/>",
        b"<svg",
        (
            HEAD
            + "".join(f'<g id="g{n}">' + f'<use href="#g{n + 1}"/>' * 10 + "</g>" for n in range(9))
            + "</svg>"
        ).encode(),
        (HEAD + '<g id="a"><use href="#a"/></g></svg>').encode(),
        (HEAD + '<use href="#a"/>' * 3_000 + "</svg>").encode(),
    ],
)
def test_bomb_is_refused(data: bytes) -> None:
    with pytest.raises(TemplateError):
        clean_svg(data, "a.svg")


def test_document_type_of_drawing_programs_is_no_bomb() -> None:
    kind = (
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    )
    assert b"DOCTYPE" not in clean_svg(f"{kind}{HEAD}</svg>".encode(), "a.svg")
