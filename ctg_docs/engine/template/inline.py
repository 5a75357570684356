"""docxtpl's `InlineImage` without its document: the same drawing, written by us.

docxtpl adds the picture to python-docx's document, which has to be opened before and saved after: all the time of a letter.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from ctg_docs.engine.opc.media import clean_picture
from ctg_docs.engine.opc.names import NS, REL
from ctg_docs.engine.word.runs import flat

if TYPE_CHECKING:
    from ctg_docs.engine.template.run import Run

__all__ = ["inline_drawing", "is_inline_image"]


def is_inline_image(value: Any) -> bool:
    """True for docxtpl's own class, with nothing but a picture; a class made from it has ways of its own."""
    kind = type(value)
    own = kind.__module__ == "docxtpl.inline_image" and kind.__name__ == "InlineImage"
    return own and not value.anchor


def inline_drawing(value: Any, run: Run, part: str) -> str:
    """Store the picture once and return its drawing, of the size python-docx gives it."""
    from docx.image.image import Image

    image = Image.from_file(value.image_descriptor)
    data = image.blob if run.printing.lenient else clean_picture(image.blob)
    name = f"media/image-{hashlib.sha256(data).hexdigest()[:16]}.{image.ext}"
    run.media[f"word/{name}"] = data
    run.types[f"/word/{name}"] = image.content_type
    across, down = map(int, image.scaled_dimensions(value.width, value.height))
    number = run.fresh.drawing()
    return (
        f'<w:drawing><wp:inline xmlns:wp="{NS["wp"]}" xmlns:a="{NS["a"]}" xmlns:pic="{NS["pic"]}" xmlns:r="{NS["r"]}">'
        f'<wp:extent cx="{across}" cy="{down}"/><wp:docPr id="{number}" name="Picture {number}"/>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NS["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="0" name="{flat(image.filename or "")}"/><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{run.relate(part, REL["image"], name)}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"/></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>'
    )
