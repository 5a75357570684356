"""Photographs: cut to their frame and upright, credited, told to those who don't see them, without a trace of their origin."""

from __future__ import annotations

import io
import re
from functools import cache
from zipfile import ZipFile

import pytest
from PIL import Image

import ctg_docs
from ctg_docs.documents.convention.context import ContexteConvention, build
from ctg_docs.documents.options import Options
from ctg_docs.engine.template.pictures import read_size
from ctg_docs.gabarit.copie import read_text
from ctg_docs.models import Ctg
from tests.documents.dossiers import ctg
from tests.documents.rendu import text_of

MOT = "Un pont de pierre sur la rivière"


@cache
def cliche(largeur: int = 80, hauteur: int = 60, side: int = 1) -> bytes:
    """Return a JPEG that says where, by whom and with what it was taken."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x013B] = side, "APPAREILSECRET", "AUTEURSECRET"
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (largeur, hauteur), "teal").save(out, "JPEG", exif=exif, comment=b"LIEUSECRET")
    return out.getvalue()


def illustre(data: bytes | None = None, **champs: object) -> tuple[Ctg, Options]:
    photo = {"fichier": "photos/pont.jpg", "texte_alternatif": MOT, "credit": "Marie Durand", **champs}
    dossier = ctg(
        charte={"photographie": photo},
        strategie={"objectifs": [{"id": "grandir", "intitule": "Grandir", "photographie": photo}]},
    )
    return dossier, Options(pictures={"photos/pont.jpg": data or cliche()})


def convention(data: bytes | None = None, **champs: object) -> ContexteConvention:
    dossier, options = illustre(data, **champs)
    return build(dossier, options.situation(dossier))[0]


def test_the_cover_and_the_enjeu_show_it_with_its_credit() -> None:
    found = convention()
    assert found.photo
    [enjeu] = next(a.enjeux for a in found.articles if a.enjeux)
    assert enjeu.photo
    assert (enjeu.photo.image.alt, enjeu.photo.credit) == (MOT, "Photographie\u00a0: Marie Durand")
    dossier, options = illustre()
    [made] = ctg_docs.render(dossier, "convention", pictures=options.pictures)
    assert read_text(made.data).count("Photographie\u00a0: Marie Durand") == 2
    with ZipFile(io.BytesIO(made.data)) as package:
        body = package.read("word/document.xml").decode()
        [image] = [package.read(name) for name in package.namelist() if name.startswith("word/media/")]
    assert body.count(f'descr="{MOT}"') == len(re.findall("<a:srcRect ", body)) == 2
    assert b"SECRET" not in image
    assert dict(Image.open(io.BytesIO(image)).getexif()) == {}, "neither place, device nor author"


def test_without_its_bytes_nothing_is_printed_in_its_place() -> None:
    dossier, _ = illustre()
    found = build(dossier, Options().situation(dossier))[0]
    assert found.photo is None
    assert "Photographie" not in text_of("convention", found)


def test_what_it_shows_is_asked_for_by_a_final_document_and_a_draft_says_it() -> None:
    dossier, options = illustre(texte_alternatif=None)
    codes = [p.code for p in ctg_docs.check(dossier) if "photographie" in p.path and p.code.startswith("CTG")]
    assert codes == ["CTG002", "CTG002"], "not told twice as a logo"
    found = build(dossier, options.situation(dossier))[0]
    assert found.photo
    assert found.photo.image.alt == "[à compléter\u00a0: texte de remplacement de la photographie]"


@pytest.mark.parametrize(("taille", "cadre"), [((80, 60), (0, 1)), ((400, 50), (1, 0)), ((60, 80), (0, 1))])
def test_what_exceeds_is_hidden_evenly_and_nothing_is_stretched(
    taille: tuple[int, int], cadre: tuple[int, int]
) -> None:
    for side in (1, 6):
        stored = taille if side == 1 else taille[::-1]
        size = read_size(cliche(*stored, side))
        shares = size.hidden(157, 46)
        across, down = shares if side == 1 else shares[::-1]
        assert (across > 0, down > 0) == (bool(cadre[0]), bool(cadre[1]))
        shown = size.width_mm * (1 - 2 * across) / (size.height_mm * (1 - 2 * down))
        assert shown == pytest.approx(157 / 46)


def test_many_parties_make_it_smaller_then_leave_it_out() -> None:
    def hauteurs(nombre: int) -> float:
        dossier, options = illustre()
        base = dossier.model_dump()
        base["organismes"] = [
            {"id": f"c{n}", "nature": "commune", "nom": f"Commune de Saint-Martin-{n}"} for n in range(nombre)
        ]
        base["signataires"] = [{"id": f"s{n}", "organismes": [f"c{n}"]} for n in range(nombre)]
        entier = Ctg.model_validate(base)
        photo = build(entier, options.situation(entier))[0].photo
        return (photo.image.height_mm or 0.0) if photo else 0.0

    peu, assez, trop = hauteurs(2), hauteurs(14), hauteurs(40)
    assert peu > assez > 0 == trop
