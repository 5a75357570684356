"""The ways to an object that a signature may change are those that pyHanko lists, found in a fraction of the time."""

from __future__ import annotations

import io
import random
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import PdfFileReader

from ctg_docs.engine.pdf.signed_reading import read_tables
from tests.engine.pdf.conftest import PROPERTIES, Sample
from tests.engine.pdf.test_additions import ATTACKS, _update
from tests.engine.pdf.test_signatures import NAMES, _identity, _sign

_generic: Any = generic
_CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R /StructTreeRoot 5 0 R"


def _compare(data: bytes) -> int:
    """Compare the ways to each object in each revision; return how many there are."""
    usual, ours, count = PdfFileReader(io.BytesIO(data), strict=False), read_tables(data), 0
    for revision in range(usual.xrefs.total_revisions):
        theirs: Any = usual.get_historical_resolver(revision)
        theirs._load_reverse_xref_cache()
        held = ours.get_historical_resolver(revision)
        for ref, ways in theirs._indirect_object_access_cache.items():
            assert held._get_usages_of_ref(ref) == ways, (revision, ref)
            count += len(ways)
        for r in range(usual.xrefs.total_revisions):
            for ref in usual.xrefs.explicit_refs_in_revision(r):
                assert held._get_usages_of_ref(ref) == theirs._get_usages_of_ref(ref)
    return count


def test_ways_are_those_of_pyhanko_after_each_attack(sample: Sample) -> None:
    from ctg_docs.engine.pdf.conformance import mend
    from ctg_docs.engine.pdf.signature_fields import add_signature_fields, signature_boxes
    from ctg_docs.engine.pdf.table_roles import table_roles

    pdf = mend(sample.raw, PROPERTIES, tables=table_roles(sample.word))
    data = _sign(add_signature_fields(pdf, signature_boxes(sample.word)), NAMES[0], _identity("Claire X"))
    for attack in ATTACKS:
        if attack.__name__ != "_fields_taken_out":
            data = _update(data, attack)
    assert _compare(data) > 1_000


def _named(chance: random.Random, number: int) -> str:
    """Return an object that names others by any key, those that pyHanko takes otherwise included."""
    keys = chance.sample(["/A", "/K", "/P", "/Parent", "/Kids", "/Pg", "/Pages", "/StructTreeRoot"], 3)
    refs = [f"{chance.randint(1, number)} 0 R" for _ in range(5)]
    kind = chance.choice(["", "/Type /StructElem", "/Type /Page"])
    inner = f"[{refs[0]} << {keys[0]} {refs[1]} >> [{refs[2]}]]"
    return f"<< {kind} {keys[0]} {inner} {keys[1]} {refs[3]} {keys[2]} << /P {refs[4]} >> >>"


def _graph(seed: int) -> bytes:
    """Return a file of a few objects that name each other at random, below pages, a structure and anything."""
    chance, number = random.Random(seed), 11
    others = [f"{chance.randint(1, number)} 0 R" for _ in range(6)]
    objects = [
        _CATALOGUE.decode() + f" /X {others[0]} /P [{others[1]}] >>",
        "<< /Type /Pages /Count 2 /Kids [3 0 R 4 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R /Annots [{others[2]}] >>",
        f"<< /Type /Page /Parent 2 0 R /X << /P {others[3]} >> >>",
        f"<< /Type /StructTreeRoot /K {chance.choice(['[6 0 R 7 0 R]', '6 0 R', '<< /K [6 0 R] >>'])} /ParentTree {others[4]} >>",
        f"<< /Type /StructElem /P 5 0 R /Pg 3 0 R /K {chance.choice(['8 0 R', '[8 0 R 1]', '0'])} >>",
        f"<< /P 5 0 R /Obj {others[5]} >>",
        f"<< /Type /StructElem /P 6 0 R /Pg 4 0 R /A {chance.randint(1, number)} 0 R >>",
        *(_named(chance, number) for _ in range(number - 8)),
    ]
    out, places = io.BytesIO(b"%PDF-1.7\n"), []
    out.seek(0, io.SEEK_END)
    for place, held in enumerate(objects, 1):
        places.append(out.tell())
        out.write(f"{place} 0 obj\n{held}\nendobj\n".encode())
    start = out.tell()
    out.write(f"xref\n0 {number + 1}\n0000000000 65535 f \n".encode())
    out.write("".join(f"{p:010} 00000 n \n" for p in places).encode())
    out.write(f"trailer\n<< /Size {number + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode())
    return out.getvalue()


@pytest.mark.parametrize("seed", range(40))
def test_ways_are_those_of_pyhanko_whatever_names_what(seed: int) -> None:
    def write_anew(writer: Any) -> None:
        for ref in (9, 10):
            named = _generic.IndirectObject(11 if ref == 9 else 3, 0, writer)
            writer.objects[(0, ref)] = _generic.DictionaryObject({generic.NameObject("/B"): named})

    assert _compare(_update(_graph(seed), write_anew)) > 10


def test_pages_and_elements_that_stand_twice_are_refused() -> None:
    for twice in (b"[3 0 R 3 0 R]", b"[3 0 R 2 0 R]"):
        data = _graph(1).replace(b"[3 0 R 4 0 R]", twice)
        with pytest.raises(Exception, match="twice"):
            read_tables(data).get_historical_resolver(0)._load_reverse_xref_cache()
