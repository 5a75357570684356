"""Tell which signature fields of a PDF are signed, by whom, and whether the document changed since."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ctg_docs.engine.pdf.opening import require
from ctg_docs.errors import ConversionError

_REVISIONS = re.compile(rb"\s*|.*startxref\s+\d+\s+%%EOF\s*", re.DOTALL)
"""What may follow the last signature: nothing, or whole revisions, which are then judged one by one."""

__all__ = ["FieldState", "SignReport", "sign_check"]


@dataclass(frozen=True, slots=True)
class FieldState:
    """What one signature field says.

    Attributes:
        name: name of the field, the signatory expected.
        signed: True when it holds a signature.
        signer: subject of the certificate.
        date: when the signer says he signed.
        intact: the signed bytes are those of the file, and the signature matches the certificate.
        trusted: the certificate comes from an authority given to the check; None when none was given.
        changed_since: the document was changed after this signature by something else than other signatures.
        reason: French sentence on what is wrong; empty when nothing is.
        archivable: False when the stamp printed in the field uses a font that the file doesn't carry: the signature
            holds, PDF/A does not.
    """

    name: str
    signed: bool
    signer: str = ""
    date: datetime | None = None
    intact: bool = False
    trusted: bool | None = None
    changed_since: bool = False
    reason: str = ""
    archivable: bool = True

    @property
    def valid(self) -> bool:
        """True when signed, intact, not changed since, and not from an unknown authority."""
        return self.signed and self.intact and not self.changed_since and self.trusted is not False


@dataclass(frozen=True, slots=True)
class SignReport:
    """The state of all signature fields of a PDF, in the order of the file."""

    fields: tuple[FieldState, ...]

    @property
    def complete(self) -> bool:
        """True when there are fields and each holds a valid signature."""
        return bool(self.fields) and all(field.valid for field in self.fields)

    @property
    def altered(self) -> bool:
        """True when a signature no longer matches the document."""
        return any(field.signed and not field.valid for field in self.fields)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the fields that nobody signed."""
        return tuple(field.name for field in self.fields if not field.signed)


def sign_check(pdf: bytes | Path, authorities: Sequence[bytes | Path] = ()) -> SignReport:
    """Return the state of each signature field. Works without network: revocation lists are not fetched.

    Args:
        pdf: the file, or its bytes.
        authorities: certificates to trust, PEM or DER; without any, trust is left unsaid.

    Raises:
        ConversionError: not a readable PDF.
        MissingToolError: pyHanko is absent.
    """
    require("pyhanko", "pyhanko_certvalidator")
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.fields import enumerate_sig_fields

    data = pdf.read_bytes() if isinstance(pdf, Path) else pdf
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found = [
            (name, value is not None, value is None or _carries_its_fonts(field.get_object()))
            for name, value, field in enumerate_sig_fields(reader)
        ]
        signed_some = any(signed for _, signed, _ in found)
        signatures = {s.field_name: s for s in reader.embedded_signatures} if signed_some else {}
    except Exception as error:  # a damaged file breaks its reader in any way
        raise ConversionError("Ce fichier n’est pas un PDF lisible, ou il a été abîmé.") from error
    context = _context(authorities)
    ends = [s.byte_range[2] + s.byte_range[3] for s in signatures.values()]
    stray = bool(ends) and not _REVISIONS.fullmatch(data[max(ends) :])
    with _quiet():
        states = [
            replace(
                _state(name, signatures.get(name), context, bool(authorities), stray=stray),
                archivable=archivable,
            )
            if signed
            else FieldState(name, False)
            for name, signed, archivable in found
        ]
    return SignReport(tuple(states))


def _carries_its_fonts(field: Any) -> bool:
    """True when each font of what a field shows is in the file."""
    shown = _under(_under(field, "/AP"), "/N")
    stack, seen = [shown], set[int]()
    while stack:
        form = stack.pop()
        if id(form) in seen:
            continue
        seen.add(id(form))
        resources = _under(form, "/Resources")
        forms, fonts = _under(resources, "/XObject"), _under(resources, "/Font")
        stack += [forms[name] for name in forms]
        for font in (fonts[name] for name in fonts):
            drawn = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            if not any(key.startswith("/FontFile") for key in _under(drawn, "/FontDescriptor")):
                return False
    return True


def _under(holder: Any, key: str) -> Any:
    """Return what a dictionary holds, references followed, which `get` of pyHanko doesn't do."""
    return holder[key] if key in holder else {}  # noqa: SIM401 - its `get` leaves references


def _context(authorities: Sequence[bytes | Path]) -> Any:
    from pyhanko.keys import load_certs_from_pemder_data
    from pyhanko_certvalidator import ValidationContext

    roots = []
    for authority in authorities:
        data = authority.read_bytes() if isinstance(authority, Path) else authority
        try:
            roots += list(load_certs_from_pemder_data(data))
        except (ValueError, TypeError) as error:
            raise ConversionError(
                "Un certificat d’autorité n’est pas lisible (PEM ou DER attendu)."
            ) from error
    return ValidationContext(trust_roots=roots, allow_fetching=False)


def _state(name: str, signature: Any, context: Any, judged: bool, *, stray: bool) -> FieldState:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature

    broken = "la signature ne correspond plus au document"
    if signature is None:
        return FieldState(name, True, reason=broken)
    try:
        status = validate_pdf_signature(signature, signer_validation_context=context)
    except Exception as error:  # a damaged signature breaks its reader in any way
        return FieldState(name, True, reason=f"{broken} ({type(error).__name__})")
    intact = bool(status.intact and status.valid)
    level = status.modification_level
    covered = status.coverage in {
        SignatureCoverageLevel.ENTIRE_FILE,
        SignatureCoverageLevel.ENTIRE_REVISION,
    }
    changed = stray or not covered or level is None or level == ModificationLevel.OTHER
    reason = "" if intact else broken
    if intact and changed:
        reason = "le document a été modifié après cette signature"
    trusted = bool(status.trusted) if judged else None
    if not reason and trusted is False:
        reason = "le certificat ne vient pas d’une autorité reconnue"
    return FieldState(
        name,
        True,
        signer=_subject(status.signing_cert),
        date=status.signer_reported_dt,
        intact=intact,
        trusted=trusted,
        changed_since=intact and changed,
        reason=reason,
    )


def _subject(certificate: Any) -> str:
    native = certificate.subject.native
    return str(native.get("common_name") or certificate.subject.human_friendly)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep pyHanko's own log of what the report tells anyway."""
    loggers = [logging.getLogger(name) for name in ("pyhanko", "pyhanko_certvalidator")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)
