"""Telephone numbers of France, overseas and neighbours in all usual spellings are seen; what is no number is left."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ctg_docs.signature.formes import Trouvaille, find_forms

_ABROAD = {
    "33": (("#", "##", "##", "##", "##"), ("#", "###", "###", "###")),
    "590": (("690", "##", "##", "##"),),
    "594": (("694", "##", "##", "##"),),
    "596": (("696", "##", "##", "##"),),
    "262": (("692", "##", "##", "##"), ("639", "######")),
    "508": (("41", "##", "##"),),
    "687": (("##", "##", "##"),),
    "689": (("40", "##", "##", "##"),),
    "32": (("470", "##", "##", "##"), ("2", "###", "##", "##"), ("81", "######")),
    "49": (("30", "######"), ("170", "#######"), ("151", "####", "####"), ("6841", "###", "##")),
    "39": (("06", "####", "####"), ("347", "###", "####"), ("011", "#######")),
    "34": (("6##", "###", "###"), ("91", "###", "##", "##")),
    "41": (("79", "###", "##", "##"), ("22", "#######")),
    "352": (("621", "###", "###"), ("26", "##", "##")),
    "44": (("20", "####", "####"), ("7700", "######"), ("7700", "###", "###")),
    "377": (("93", "##", "##", "##"),),
    "376": (("###", "###"),),
}
_AT_HOME = (
    ("0#", "##", "##", "##", "##"), ("0###", "##", "##", "##"), ("0#", "###", "###", "##"), ("0#", "########"),
    ("0###", "###", "###"), ("0###", "#######"), ("0####", "######"), ("0####", "###", "###"), ("0##", "####", "####"),
)  # fmt: skip
"""Told by no sign: France and overseas, Belgium, Switzerland, Germany, the United Kingdom."""
_CALLED = (("6##", "##", "##", "##"), ("###", "###", "###"), ("##", "##", "##"), ("##", "###", "##", "##"), ("347", "#######"))  # fmt: skip
"""Told by « tél. » alone: Spain, Luxembourg, New Caledonia, Belgium, Italy."""
_BLANKS = ("", " ", ".", "-", "\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}", " - ", "\N{EN DASH}")  # fmt: skip
_WORDS = ("tél. ", "Tél. : ", "téléphone : ", "Téléphone ", "Tel: ", "TÉL ", "GSM : ", "fax ", "Portable : ", "☎ ")  # fmt: skip


@st.composite
def _number(draw: st.DrawFn, shapes: tuple[tuple[str, ...], ...], blanks: tuple[str, ...] = _BLANKS) -> str:
    groups = draw(st.sampled_from(shapes))
    digits = draw(st.lists(st.sampled_from("123456789"), min_size=16, max_size=16))
    filled = ["".join(digits.pop() if c == "#" else c for c in group) for group in groups]
    return draw(st.sampled_from(blanks)).join(filled)


@st.composite
def _abroad(draw: st.DrawFn) -> str:
    code = draw(st.sampled_from(sorted(_ABROAD)))
    sign = draw(st.sampled_from(("+{}", "00{}", "00 {}", "(+{})", "+ {}", "\N{FULLWIDTH PLUS SIGN}{}")))
    zero = draw(st.sampled_from(("", "(0)", " (0) ", " ", "-", "/", ".")))
    number = draw(_number(_ABROAD[code], (*_BLANKS, "/", " / ")))
    return sign.format(code) + zero + number


@st.composite
def _slashed(draw: st.DrawFn) -> str:
    first = draw(_number((("0##",), ("0###",))))
    shapes = (("###", "##", "##"), ("######",), ("##", "##", "##"), ("#######",))
    rest = draw(_number(shapes, (" ", ".", "-")))
    return draw(st.sampled_from(("{}/{}", "{} / {}", "({}) {}"))).format(first, rest)


def _seen(text: str) -> set[int]:
    found = [(a, b) for a, b, what in find_forms(text) if what is Trouvaille.TELEPHONE]
    return {place for a, b in found for place in range(a, b) if text[place].isdigit()}


@pytest.mark.parametrize(
    "numbers",
    [
        _abroad(),
        _slashed(),
        _number(_AT_HOME),
        st.builds("{}{}".format, st.sampled_from(_WORDS), _number(_CALLED)),
    ],
    ids=["abroad", "slashed", "at home", "called"],
)
def test_numbers_are_seen_whole(numbers: st.SearchStrategy[str]) -> None:
    @given(
        numbers,
        st.sampled_from(("", "Appeler Mme Modeste au ", "(", "**", "M. X, ")),
        st.sampled_from(("", ".", " le matin", ")", "**", ", ou 3 rue")),
    )
    def seen(number: str, before: str, after: str) -> None:
        text = f"{before}{number}{after}"
        places = {place for place in range(len(before), len(before) + len(number)) if text[place].isdigit()}
        assert places <= _seen(text), text

    seen()


_DIGITS = st.text("0123456789", min_size=14, max_size=14).filter(lambda d: not d.startswith("00"))
_DATES = st.dates(date(1990, 1, 1), date(2039, 12, 31))
_OTHERS = st.one_of(
    st.builds(lambda d: f"SIRET {d[:3]} {d[3:6]} {d[6:9]} {d[9:]}", _DIGITS),
    st.builds(lambda d: f"SIRET {d}", _DIGITS),
    st.builds(lambda d: f"SIREN {d[:3]} {d[3:6]} {d[6:9]}", _DIGITS),
    st.builds(
        lambda n, sign, unit: f"{sign}{n:,}".replace(",", "\N{NARROW NO-BREAK SPACE}") + f" {unit}",
        st.integers(1, 10**12),
        st.sampled_from(("", "+", "+ ", "-", "de ")),
        st.sampled_from(("€", "euros", "k€", "M€", "habitants", "%")),
    ),
    st.builds(lambda d: f"{d:%d/%m/%Y}, {d:%d.%m.%Y} à 12 h 30, {d:%Y-%m-%d}, {d:%d-%m-%Y}", _DATES),
    st.builds(lambda d, n: f"délibération n° {d:%Y-%m}-{n:03} du {d:%d/%m/%Y}", _DATES, st.integers(1, 999)),
    st.builds(lambda d, n: f"DEL-{d:%Y}-{n:04} ; {d:%Y}/{n} ; {d:%y}.{n:03}", _DATES, st.integers(1, 999)),
    st.builds(lambda n: f"code Insee {n:05}, {n:05} Val", st.integers(1_000, 97_999)),
    st.builds(lambda n: f"de {n}-{n + 4}, équipe mobile {n}-{n + 4}, Téléphone : {n}-{n + 4}", st.integers(2000, 2040)),
    st.sampled_from(
        ("articles L. 214-1-1 et D. 214-10-1", "ordinateur portable : 1 200 €", "téléphonie : 3 000 €", "0612 habitants",
         "tél. (2024-2025)", "CTG n° 20240119", "0,5 ETP", "page 012 345", "RNA W792001234", "les jours 0 1 2 3 4 5 6 7 8")
    ),
)  # fmt: skip


@given(_OTHERS, st.sampled_from(("", "Voir ", "(", "le ")), st.sampled_from(("", ".", " et 12 actions")))
def test_what_is_no_number_is_left(other: str, before: str, after: str) -> None:
    text = f"{before}{other}{after}"
    assert _seen(text) == set(), text
