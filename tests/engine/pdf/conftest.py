"""One conversion of one rich document serves most tests: a start of the converter costs a second."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from ctg_docs.engine.pdf.converter import convert
from ctg_docs.engine.pdf.office import find_office
from ctg_docs.engine.values import Properties
from ctg_docs.errors import MissingToolError
from tests.engine.pdf.word import box, bullet, docx, link, par, picture, section, table

PROPERTIES = Properties(
    title="Convention d’essai",
    subject="Essai",
    author="Caf des Deux-Sèvres & partenaires",
    keywords="CTG, essai",
    created=date(2024, 1, 19),
)


@dataclass(frozen=True)
class Sample:
    word: bytes
    raw: bytes


def rich_document() -> bytes:
    return docx(
        par("Convention", "Titre1"),
        par("Bonjour"),
        par(),
        par("Article", "Titre2"),
        bullet("un"),
        bullet("deux"),
        link("site de la Caf"),
        picture("Logo de la Caf", 1),
        picture("", 2),
        table([["Organisme", "Budget"], ["Caf", "12"], ["MSA", "13"]], head=True),
        par("suite"),
        table([["Pilote", "Caf"], ["Date", "2024"]], first_column=True),
        section(),
        par("Annexe", "Titre1"),
        table([[str(i) for i in range(6)], ["a"] * 6], head=True),
        section(landscape=True),
        par("Signatures", "Titre1"),
        table(
            [
                [
                    box("signature_1", 10, ["Pour la Caf", "Présidente", "", ""], "Madame X", named=True),
                    box("signature_2-bis", 12, ["Pour la commune", "Maire", "", ""], "Monsieur Y"),
                ]
            ]
        ),
    )


@pytest.fixture(scope="session")
def sample() -> Sample:
    """A document with everything, and what the converter makes of it."""
    try:
        find_office()
    except MissingToolError as error:
        pytest.skip(str(error))
    word = rich_document()
    return Sample(word, convert(word))
