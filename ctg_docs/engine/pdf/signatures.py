"""Tell which signature fields of a PDF are signed, by whom, and whether the document changed since."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from ctg_docs.engine.pdf.signed_reading import open_signed, quiet, under
from ctg_docs.errors import ConversionError
from ctg_docs.formats import refusal
from ctg_docs.limits import BoundError

_REVISIONS = re.compile(rb"\s*|.*startxref\s+\d+\s+%%EOF\s*", re.DOTALL)
"""What may follow the last signature: nothing, or whole revisions, which are then judged one by one."""

_BYTE_RANGE = re.compile(rb"/ByteRange\s*\[")
_STRONG_KEY, _WEAK = 2048, {"md2", "md5", "sha1"}
_BOX = re.compile(r"/?(?:p\d+\.)?signature5F\d")
"""Names that the merged and converted bookmarks of our boxes have."""

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
        remarks: what the certificate itself tells: nobody vouches for it, it had expired, it is too weak.
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
    remarks: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """True when signed, intact, not changed since, and not from an unknown authority; who signed may be unproved."""
        return self.signed and self.intact and not self.changed_since and self.trusted is not False

    @property
    def valid(self) -> bool:
        """True when sound, and the certificate comes from an authority given to the check."""
        return self.sound and self.trusted is True


@dataclass(frozen=True, slots=True)
class SignReport:
    """The state of all signature fields of a PDF, in the order of the file.

    Attributes:
        fields: one state per field.
        faults: French sentences on the file as a whole: a signature that nothing reaches any more, fields taken out.
    """

    fields: tuple[FieldState, ...]
    faults: tuple[str, ...] = ()

    @property
    def complete(self) -> bool:
        """True when there are fields and each holds a sound signature."""
        return bool(self.fields) and not self.faults and all(field.sound for field in self.fields)

    @property
    def altered(self) -> bool:
        """True when a signature no longer matches the document."""
        return bool(self.faults) or any(field.signed and not field.sound for field in self.fields)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the fields that nobody signed."""
        return tuple(field.name for field in self.fields if not field.signed)


def sign_check(
    pdf: bytes | Path, authorities: Sequence[bytes | Path] = (), *, reader: Any = None
) -> SignReport:
    """Return the state of each signature field. Works without network: revocation lists are not fetched.

    Args:
        pdf: the file, or its bytes.
        authorities: certificates to trust, PEM or DER; without any, trust is left unsaid.
        reader: what reads these data already, see `open_signed`.

    Raises:
        ConversionError: not a readable PDF.
        MissingToolError: pyHanko is absent.
    """
    data = pdf.read_bytes() if isinstance(pdf, Path) else pdf
    reader = reader or open_signed(data)
    from pyhanko.sign.fields import enumerate_sig_fields

    try:
        found = [
            (name, value is not None, value is None or _carries_its_fonts(field.get_object()))
            for name, value, field in enumerate_sig_fields(reader)
        ]
        signed_some = any(signed for _, signed, _ in found)
        signatures = {s.field_name: s for s in reader.embedded_signatures} if signed_some else {}
        ends = [int(s.byte_range[2]) + int(s.byte_range[3]) for s in signatures.values()]
    except BoundError:
        raise
    except Exception as error:  # a damaged file breaks its reader in any way
        raise ConversionError(str(refusal(data, "pdf"))) from error
    judge = _Judge(
        _context(authorities),
        bool(authorities),
        data[max(ends) :] if ends else b"",
        frozenset(name for name, _, _ in found),
        len(data),
    )
    with quiet():
        states = [
            replace(judge.state(name, signatures.get(name)), archivable=archivable)
            if signed
            else FieldState(name, False)
            for name, signed, archivable in found
        ]
    return SignReport(tuple(states), tuple(_faults(data, reader, states)))


def _faults(data: bytes, reader: Any, states: Sequence[FieldState]) -> Iterator[str]:
    """Tell what the fields that are left can't: signatures of the bytes that nothing reaches, boxes without a field."""
    written = len(_BYTE_RANGE.findall(data))
    if written > sum(state.signed for state in states):
        yield "Une signature écrite dans ce fichier n’y est plus reliée : le fichier a été modifié après elle."
    if not states and not written and any(_BOX.match(name) for name in _destinations(reader)):
        yield "Ce PDF a des cases de signature, mais leurs champs n’y sont pas ou n’y sont plus."


def _destinations(reader: Any) -> list[str]:
    try:
        return [str(name) for name in under(reader.root, "/Dests")]
    except Exception:  # a damaged file breaks its reader in any way
        return []


def _carries_its_fonts(field: Any) -> bool:
    """True when each font of what a field shows is in the file."""
    shown = under(under(field, "/AP"), "/N")
    stack, seen = [shown], set[int]()
    while stack:
        form = stack.pop()
        if id(form) in seen:
            continue
        seen.add(id(form))
        resources = under(form, "/Resources")
        forms, fonts = under(resources, "/XObject"), under(resources, "/Font")
        stack += [forms[name] for name in forms]
        for font in (fonts[name] for name in fonts):
            drawn = font["/DescendantFonts"][0] if "/DescendantFonts" in font else font
            if not any(key.startswith("/FontFile") for key in under(drawn, "/FontDescriptor")):
                return False
    return True


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


@dataclass(frozen=True, slots=True)
class _Judge:
    """What the signatures of one file are judged by.

    Attributes:
        context: certificates to trust.
        judged: whether any was given.
        tail: the bytes after the last signature.
        fields: names of the signature fields.
        size: bytes of the file.
    """

    context: Any
    judged: bool
    tail: bytes
    fields: frozenset[str]
    size: int

    def state(self, name: str, signature: Any) -> FieldState:
        """Return what one signature says."""
        from pyhanko.sign.validation import validate_pdf_signature

        broken = "la signature ne correspond plus au document"
        if signature is None or int(signature.byte_range[2]) + int(signature.byte_range[3]) > self.size:
            return FieldState(name, True, reason=broken)
        try:
            status = validate_pdf_signature(signature, signer_validation_context=self.context)
            remarks = tuple(_remarks(status))
        except BoundError:
            raise
        except Exception as error:  # a damaged signature breaks its reader in any way
            return FieldState(name, True, reason=f"{broken} ({type(error).__name__})")
        intact = bool(status.intact and status.valid)
        changed = self._is_changed(status)
        reason = "" if intact else broken
        if intact and changed:
            reason = "le document a été modifié après cette signature"
        trusted = bool(status.trusted) if self.judged else None
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
            remarks=remarks,
        )

    def _is_changed(self, status: Any) -> bool:
        """True when more than signatures came after: pages, fields filled, another file, an update that says nothing."""
        from pyhanko.sign.diff_analysis import ModificationLevel
        from pyhanko.sign.validation import SignatureCoverageLevel

        level, covered = status.modification_level, status.coverage
        if covered not in {SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION}:
            return True
        if not _REVISIONS.fullmatch(self.tail) or b"%PDF-" in self.tail:
            return True
        if level is None or level == ModificationLevel.OTHER:
            return True
        filled = getattr(status.diff_result, "changed_form_fields", None) or set()
        return bool(filled - self.fields) or (level == ModificationLevel.NONE and bool(self.tail.strip()))


def _remarks(status: Any) -> Iterator[str]:
    """Tell what a certificate says of itself, whoever vouches for it."""
    certificate, day = status.signing_cert, status.signer_reported_dt
    if certificate.self_signed in {"yes", "maybe"}:
        yield "certificat que son titulaire s’est fait lui-même"
    if day and not certificate.not_valid_before <= day <= certificate.not_valid_after:
        yield f"certificat valable du {certificate.not_valid_before:%d/%m/%Y} au {certificate.not_valid_after:%d/%m/%Y}"
    key = certificate.public_key
    if key.algorithm in {"rsa", "dsa"} and key.bit_size < _STRONG_KEY:
        yield f"clé trop courte ({key.algorithm.upper()} de {key.bit_size} bits)"
    weak = {str(status.md_algorithm), _own_hash(certificate)} & _WEAK
    if weak:
        yield f"empreinte trop faible ({', '.join(sorted(weak)).upper()})"


def _own_hash(certificate: Any) -> str:
    try:
        return str(certificate.hash_algo)
    except ValueError:  # an algorithm that has no hash of its own
        return ""


def _subject(certificate: Any) -> str:
    native = certificate.subject.native
    return str(native.get("common_name") or certificate.subject.human_friendly)
