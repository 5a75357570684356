"""From the story to a .pptx: one function per form of slide. The same story gives the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from importlib.util import find_spec
from typing import TYPE_CHECKING, cast

from ctg_docs.errors import MissingToolError

if TYPE_CHECKING:
    from ctg_docs.documents.contexte import Contexte
    from ctg_docs.documents.presentation.context import Presentation

__all__ = ["render"]

_LONGUEUR = 255
"""Letters that a property of a file may have."""
_EPOQUE = datetime(2024, 1, 1)


def render(contexte: Contexte) -> bytes:
    """Return the bytes of the slides.

    Raises:
        MissingToolError: python-pptx is not installed.
    """
    presentation = cast("Presentation", contexte)
    if find_spec("pptx") is None:
        raise MissingToolError(
            'La présentation demande un complément absent. Installez-le : pip install "ctg-docs[diapos]".'
        )
    from ctg_docs.documents.presentation.maquette import new_presentation
    from ctg_docs.documents.presentation.pages import add_slide

    deck = new_presentation(presentation.palette, presentation.polices)
    for rang, diapo in enumerate(presentation.diapos, start=1):
        add_slide(deck, diapo, presentation, rang)
    properties = deck.core_properties
    said = (presentation.titre, presentation.sujet, presentation.mots_cles, presentation.auteur)
    titre, sujet, mots_cles, auteur = (
        texte if len(texte) <= _LONGUEUR else f"{texte[: _LONGUEUR - 1]}…" for texte in said
    )
    properties.title, properties.author = titre, auteur
    properties.subject, properties.keywords = sujet, mots_cles
    properties.language, properties.last_modified_by = presentation.langue, auteur
    properties.content_status = "projet" if presentation.projet else "définitif"
    jour = presentation.jour
    properties.created = properties.modified = datetime(jour.year, jour.month, jour.day) if jour else _EPOQUE
    properties.revision = 1
    buffer = io.BytesIO()
    deck.save(buffer)
    return _settle(buffer.getvalue())


def _settle(data: bytes) -> bytes:
    """Write the package again with fixed dates, in French throughout; leave the thumbnail of the library out."""
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            body = source.read(name)
            if name.endswith((".xml", ".rels")):
                body = body.replace(b'lang="en-US"', b'lang="fr-FR"')
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system = zipfile.ZIP_DEFLATED, 0
            target.writestr(info, body)
    return buffer.getvalue()
