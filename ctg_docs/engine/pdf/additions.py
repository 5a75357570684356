"""What was added to a PDF after it was handed over: signatures in the fields that it had, or anything else.

A signature vouches for the file as its signer received it. Whoever changes a page, then signs, makes a signature that is
valid; only the comparison with the first revision tells (shadow, incremental-saving and object-swap attacks).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ctg_docs.engine.pdf.opening import require
from ctg_docs.engine.pdf.signed_reading import quiet, read_tables, under
from ctg_docs.limits import LIMITS, BoundError

__all__ = ["additions"]


def additions(data: bytes, size: int, reader: Any = None) -> list[str]:
    """Return what was added beside signatures in the fields of the first revision, a French sentence each.

    Args:
        data: the file as it is now.
        size: length of the file as it was handed over; the data begin with it.
        reader: what reads these data already, see `open_signed`.

    Raises:
        MissingToolError: pyHanko is absent.
    """
    require("pyhanko", "pyhanko_certvalidator")
    told: dict[str, None] = {}
    try:
        before = read_tables(data[:size])
        after = reader or read_tables(data)
        with quiet():
            for sentence in _told(before, after, data[size:]):
                told[sentence] = None
    except Exception:  # a damaged or hostile file breaks its reader in any way
        return list(told) or ["ce qui a été ajouté au fichier n’est pas lisible"]
    return list(told)


def _told(before: Any, after: Any, added: bytes) -> Iterator[str]:
    if b"%PDF-" in added:
        yield "un autre PDF a été ajouté à la suite"
    if not _goes_on(before, after):
        yield "le fichier ne continue pas celui qui était à signer"
        return
    asked, held = _fields(before), _fields(after)
    for name in sorted(asked.keys() - held.keys()):
        yield f"le champ de signature « {name} » a été retiré"
    for name in sorted(held.keys() - asked.keys()):
        yield f"le champ « {name} » a été ajouté, que personne n’a demandé"
    for name in sorted(asked.keys() & held.keys()):
        if asked[name] != held[name]:
            yield f"le champ « {name} » a été déplacé ou changé"
    if _changed(before, after):
        yield "une page ou une autre partie a été changée avant la signature, ou après"


def _goes_on(before: Any, after: Any) -> bool:
    """True when the tables of the file chain back to those of the file handed over."""
    return _starts(after)[: len(_starts(before))] == _starts(before)


def _starts(reader: Any) -> list[int]:
    return [section.meta_info.start_location for section in reader.xrefs._xref_sections]


def _fields(reader: Any) -> dict[str, tuple[str, tuple[float, ...]]]:
    """Return the kind and the place of every field, whatever it is for."""
    root = reader.root
    form = under(root, "/AcroForm")
    found: dict[str, tuple[str, tuple[float, ...]]] = {}
    stack, seen = [(field, "", "") for field in under(form, "/Fields")], 0
    while stack:
        field, above, kind = stack.pop()
        seen += 1
        if seen > LIMITS.fields:  # so many, or one below itself
            raise BoundError("il a trop de champs")
        field = field.get_object()
        name = ".".join(part for part in (above, str(field["/T"]) if "/T" in field else "") if part)
        kind = str(field["/FT"]) if "/FT" in field else kind
        kids = [kid for kid in under(field, "/Kids") if "/T" in kid.get_object()]
        if kids:
            stack += [(kid, name, kind) for kid in kids]
            continue
        found[name] = (kind, tuple(float(v) for v in field["/Rect"]) if "/Rect" in field else ())
    return found


def _changed(before: Any, after: Any) -> bool:
    """Compare every revision with the first; the flag that says that a file holds signatures may come with them."""
    from pyhanko.sign.diff_analysis import (
        DEFAULT_DIFF_POLICY,
        FormUpdatingRule,
        ModificationLevel,
        StandardDiffPolicy,
        SuspiciousModification,
    )
    from pyhanko.sign.fields import MDPPerm

    usual: Any = DEFAULT_DIFF_POLICY
    free = {*usual.form_rule.ignored_acroform_keys, "/SigFlags"}
    policy = StandardDiffPolicy(usual.global_rules, FormUpdatingRule(usual.form_rule.field_rules, free))
    last = before.xrefs.total_revisions - 1
    found = policy.review_file(after, last, doc_mdp=MDPPerm.FILL_FORMS)
    return isinstance(found, SuspiciousModification) or found.modification_level is ModificationLevel.OTHER
