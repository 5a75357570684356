"""Random docxtpl templates, from a seed: what authors put in them, one thing inside another."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

from tests.engine.words import HEAD, MAIN, NAMESPACES, make_docx, p, r, table

__all__ = ["random_context", "random_template"]

_MATH = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
_VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
_EXPRESSIONS = (
    "{{ a }}", "{{ n }}", "{{ a|upper }}", "{{ a.upper() }}", "{{ xs|length }}", "{{ xs|join(', ') }}", "{{ d.k }}", "{{ a ~ n }}",
    "{{ '%0.2f' % n }}", "{{ '{:>5}'.format(n) }}", "{{ a if n > 1 else d['k'] }}", "{{ a|e }}", "{{ rien }}", "{{ t }}",
    "{# note #}", "{% set z = n %}{{ z + 1 }}", "{{ long }}", "{% for y in xs %}{{ y.title() }}{{ loop.index }}{% endfor %}",
    "{% if n > 1 %}oui{% else %}non{% endif %}",
)  # fmt: skip
_TESTS = ("a", "n > 1", "xs", "not xs", "d.k == 'v'", "a is string", "xs and n", "rien")
_WORDS = ("texte ", "l’été & <co> ", "", " – ", "œ€ ")
_LOOKS = ("", "<w:b/>", '<w:color w:val="FF0000"/>')


class _Maker:
    """Writes one template."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)
        self.notes: list[str] = []
        self.headers = 0

    def pick(self, choices: tuple[str, ...]) -> str:
        return self.random.choice(choices)

    def words(self) -> str:
        return self.pick(_WORDS) + self.pick(_EXPRESSIONS) + self.pick(_WORDS)

    def runs(self) -> str:
        text = "".join(self.words() for _ in range(self.random.randint(1, 2)))
        if self.random.random() < 0.3:
            cut = self.random.randint(1, len(text) - 1)
            return r(text[:cut], self.pick(_LOOKS)) + r(text[cut:])
        return r(text, self.pick(_LOOKS))

    def paragraph(self) -> str:
        return f"<w:p>{self.runs()}</w:p>"

    def numbered(self) -> str:
        properties = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr>'
        return f"<w:p>{properties}{self.runs()}</w:p>"

    def equation(self) -> str:
        value = self.pick(("{{ n }}", "{{ d.k }}", "{% if n %}{{ n }}{% endif %}"))
        return f"<w:p>{self.runs()}<m:oMath {_MATH}><m:r><m:t>{value}</m:t></m:r></m:oMath></w:p>"

    def box(self) -> str:
        inner = self.paragraph()
        return f"<w:p><w:r><w:pict><v:shape {_VML}><v:textbox><w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"

    def tracked(self) -> str:
        gone = '<w:del w:id="901" w:author="a"><w:r><w:delText>ancien</w:delText></w:r></w:del>'
        new = f'<w:ins w:id="902" w:author="a">{r(self.words())}</w:ins>'
        return f"<w:p>{r(self.words())}{gone}{new}</w:p>"

    def commented(self) -> str:
        start, end = '<w:commentRangeStart w:id="0"/>', '<w:commentRangeEnd w:id="0"/>'
        return f'<w:p>{start}{self.runs()}{end}<w:r><w:commentReference w:id="0"/></w:r></w:p>'

    def noted(self) -> str:
        self.notes.append(self.words())
        return f'<w:p>{self.runs()}<w:r><w:footnoteReference w:id="{len(self.notes) + 1}"/></w:r></w:p>'

    def section(self) -> str:
        size = '<w:pgSz w:w="11906" w:h="16838"/>'
        return f"<w:p><w:pPr><w:sectPr>{size}</w:sectPr></w:pPr>{self.runs()}</w:p>"

    def rows(self) -> str:
        head = ["Nom", "Rang"]
        return table(
            head,
            ["{%tr for x in ys %}", ""],
            ["{{ x }}", self.words()],
            ["{%tr endfor %}", ""],
            ["fin", "fin"],
        )

    def columns(self) -> str:
        cells = ("{%tc for x in ys %}", "{{ x }}", "{%tc endfor %}")
        return table(["", *cells], columns=2)

    def block(self, depth: int) -> str:
        inner = self.blocks(depth - 1)
        if self.random.random() < 0.5:
            return p("{%p for x in xs %}") + inner + p("{{ x }}") + p("{%p endfor %}")
        other = self.blocks(0)
        return p(f"{{%p if {self.pick(_TESTS)} %}}") + inner + p("{%p else %}") + other + p("{%p endif %}")

    def blocks(self, depth: int) -> str:
        kinds: list[Callable[[], str]] = [self.paragraph] * 3
        kinds += [self.numbered, self.equation, self.box, self.tracked, self.rows, self.columns]
        found = []
        for _ in range(self.random.randint(1, 3)):
            nested = depth > 0 and self.random.random() < 0.4
            found.append(self.block(depth) if nested else self.random.choice(kinds)())
        return "".join(found)

    def body(self) -> list[str]:
        once: list[Callable[[], str]] = [self.commented, self.noted, self.section]
        found = [self.blocks(2)]
        for make in once:
            if self.random.random() < 0.4:
                found.append(make() + self.blocks(1))
        return found


def random_template(seed: int) -> bytes:
    """Return the template of a seed."""
    maker = _Maker(seed)
    blocks = maker.body()
    notes = "".join(f'<w:footnote w:id="{n}">{p(text)}</w:footnote>' for n, text in enumerate(maker.notes, 2))
    note = f'<w:comment w:id="0" w:author="a">{p("revoir {{ a }}")}</w:comment>'
    return make_docx(
        *blocks,
        header=maker.paragraph() if maker.random.random() < 0.5 else "",
        footer=maker.paragraph() if maker.random.random() < 0.5 else "",
        footnotes=notes,
        files={"word/comments.xml": f"{HEAD}<w:comments {NAMESPACES}>{note}</w:comments>"},
        types=f'<Override PartName="/word/comments.xml" ContentType="{MAIN}.comments+xml"/>',
        rels='<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments" '
        'Target="comments.xml"/>',
    )


def random_context(seed: int) -> dict[str, Any]:
    """Return data for the template of a seed."""
    random = Random(-seed - 1)
    pool = ["un", "d&ux", "<trois>", "quatre’"]
    return {
        "a": random.choice(["é & <b>", "x", "L'Été"]),
        "n": random.choice([0, 1, 2, 3.5]),
        "xs": random.sample(pool, random.randint(0, 3)),
        "ys": random.sample(pool, random.randint(1, 3)),
        "d": {"k": random.choice(["v", "w & w"])},
        "t": random.choice([True, None, 7]),
        "long": random.choice(["une\nligne", "tab\tulé", "court"]),
    }
