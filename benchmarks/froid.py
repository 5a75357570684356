"""Cold: one document of one template by a program that begins, ours and docxtpl's in turns; then with the template cache.

Processor time, the least of some rounds: other work on the machine only adds to it.
"""

from __future__ import annotations

import base64
import io
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docxtpl
from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks.package import package, paragraph, table
from ctg_docs import docxtpl as door
from ctg_docs.engine import Template

ROUNDS = 7
_COLD, _CACHED, _PICTURED = 1.5, 20.0, 3.0
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def template(tags: int, still: int = 0) -> bytes:
    """Return a template of about so many tags, then `still` paragraphs without any."""
    blocks: list[str] = []
    for number in range(tags * 2 // 3):
        blocks.append(paragraph(f"Champ {number} : {{{{ c{number % 40} }}}}, et la suite de la phrase."))
        if number % 12 == 11:
            blocks += [paragraph("{%p if c1 %}"), paragraph("Mention {{ c2 }}"), paragraph("{%p endif %}")]
        if number % 30 == 29:
            rows = [
                ["{%tr for l in lignes %}", ""],
                ["{{ l.nom }}", "{{ l.montant }}"],
                ["{%tr endfor %}", ""],
            ]
            blocks.append(table(["Nom", "Montant"], *rows))
    words = (
        "Les parties conviennent de se réunir chaque année pour suivre la mise en œuvre du plan d’actions. "
    )
    return package("".join(blocks) + paragraph(words * 2) * still, "En-tête {{ c3 }}", "Pied {{ c4 }}")


CONTEXT: dict[str, Any] = {f"c{n}": f"Valeur {n} d’Été" for n in range(40)} | {
    "lignes": [{"nom": f"Poste {n}", "montant": f"{n} 000 €"} for n in range(8)]
}


def ours(data: bytes, cache: Path | None = None) -> Callable[[], object]:
    return lambda: Template.load(data, name="modele.docx", cache=cache).render(CONTEXT)


def theirs(data: bytes) -> Callable[[], object]:
    def make() -> object:
        document = DocxTemplate(io.BytesIO(data))
        document.render(CONTEXT, jinja_env=Environment(autoescape=True))
        return document.save(io.BytesIO())

    return make


def pictured(module: Any, data: bytes) -> Callable[[], object]:
    """A letter with docxtpl's own picture, by docxtpl's own calls."""

    def make() -> object:
        document = module.DocxTemplate(io.BytesIO(data))
        picture = module.InlineImage(document, io.BytesIO(_PIXEL))
        document.render({**CONTEXT, "c1": picture}, jinja_env=Environment(autoescape=True))
        return document.save(io.BytesIO())

    return make


def pieced(module: Any, data: bytes, file: bytes | None = None) -> Callable[[], object]:
    """A letter with a sub-document, written by python-docx's calls or read from a Word file."""

    def make() -> object:
        document = module.DocxTemplate(io.BytesIO(data))
        piece = document.new_subdoc(None if file is None else io.BytesIO(file))
        if file is None:
            piece.add_paragraph("Dans l’annexe")
        document.render({**CONTEXT, "c1": piece}, jinja_env=Environment(autoescape=True))
        return document.save(io.BytesIO())

    return make


def least(*works: Callable[[], object]) -> list[float]:
    """Milliseconds of processor of each work, taking turns."""
    best = [float("inf")] * len(works)
    for _ in range(ROUNDS):
        for rank, work in enumerate(works):
            start = time.process_time()
            work()
            best[rank] = min(best[rank], (time.process_time() - start) * 1000)
    return best


def main() -> None:
    print("| un document à froid | nous, ms | avec le cache, ms | docxtpl, ms | gain | avec le cache |")
    print("|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for name, data in {
            "60 balises": template(60),
            "200 balises": template(200),
            "450 balises": template(450),
            "corps de 450 ko": template(60, 1300),
        }.items():
            cold, cached, other = least(ours(data), ours(data, Path(folder)), theirs(data))
            print(
                f"| {name} | {cold:.1f} | {cached:.2f} | {other:.1f} | ×{other / cold:.1f} (visé ×{_COLD}) "
                f"| ×{other / cached:.0f} (visé ×{_CACHED:g}) |"
            )
    data, annexe = template(60), template(3)
    print(
        "\n| 60 balises et un objet de docxtpl | par la porte, ms | docxtpl, ms | gain |\n|---|---|---|---|"
    )
    for name, ours_made, theirs_made in (
        ("`InlineImage`", pictured(door, data), pictured(docxtpl, data)),
        ("`new_subdoc()`", pieced(door, data), pieced(docxtpl, data)),
        ("`new_subdoc(fichier)`", pieced(door, data, annexe), pieced(docxtpl, data, annexe)),
    ):
        mine, other = least(ours_made, theirs_made)
        print(f"| {name} | {mine:.2f} | {other:.1f} | ×{other / mine:.1f} (visé ×{_PICTURED:g}) |")


if __name__ == "__main__":
    main()
