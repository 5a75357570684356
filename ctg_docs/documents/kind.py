"""What a document kind is: its card, its situation, its refusal. Light: `Contexte` is loaded on demand."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib import import_module
from importlib.resources import files
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Literal, cast

from ctg_docs.entry_points import reason_of
from ctg_docs.errors import CtgDocsError, TemplateError
from ctg_docs.ressources import template_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from ctg_docs.documents.contexte import Contexte
    from ctg_docs.models.ctg import Ctg

__all__ = ["Contexte", "Inapplicable", "Kind", "PieceProduite", "Portee", "Situation"]

Portee = Literal["dossier", "reunion", "action", "avenant"]


class Inapplicable(Exception):  # noqa: N818 - not an error: the dossier simply has nothing for this kind
    """The data allow no document of this kind; the text is a French reason shown in one line."""

    def __init__(self, raison: str) -> None:
        super().__init__(raison)
        self.raison = raison


@dataclass(frozen=True, slots=True)
class PieceProduite:
    """A file of a dossier de signature, once made.

    Attributes:
        titre: « Convention territoriale globale ».
        fichier: name of the file.
        pages: number of its pages, 0 when it has none.
        debut: its first page in the complete file, 0 when it is not in it.
        sha256: its fingerprint, in hexadecimal.
        complet: True for the file that holds all the others.
        signataires: who signs it, in the order of the boxes, « Madame Anne BAIL, pour la Caf ».
    """

    titre: str
    fichier: str
    pages: int
    debut: int
    sha256: str
    complet: bool = False
    signataires: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Situation:
    """What a generation knows beside the dossier.

    Attributes:
        final: True for a document to sign or send, False for a draft (*projet*).
        date_version: the date printed in the draft mark; never read from the clock here.
        reunion, action, avenant: identifiers that narrow the kinds of a meeting, of a fiche action or of an avenant.
        publication: True to mask personal data.
        pictures: bytes of the pictures by the path written in the dossier.
        pieces: what a dossier de signature is made of, for its bordereau and its notice.
        parapheur: service or form of the tags of signature boxes; that of the dossier by default.
    """

    final: bool = False
    date_version: date | None = None
    reunion: str | None = None
    action: str | None = None
    avenant: str | None = None
    publication: bool = False
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    pieces: tuple[PieceProduite, ...] = ()
    parapheur: str = ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The card of a document kind, written in its folder as `KIND`.

    Attributes:
        titre: name shown to the user, « Convention territoriale globale ».
        description: one French sentence for `ctg-docs list`.
        ordre: place in lists, small first.
        portee: what one document is about: the dossier, a meeting, a fiche action, an avenant.
        besoins: parts of the dossier that its final version rests on, « reunions », « convention.titre »; what
            blocks elsewhere does not refuse it. Empty: the whole dossier.
        publiable: False for what is addressed to persons or signed by hand: left out of the version to put online.
        developpe: True for a formal text: sigles and legal texts are named in full at the first mention.
        extension: `.docx`, or another one for kinds that write their bytes themselves (`render.py`).
        nom, package: filled by discovery from the folder.
        externe: True when another package adds it.
    """

    titre: str
    description: str
    ordre: int = 500
    portee: Portee = "dossier"
    besoins: tuple[str, ...] = ()
    extension: str = ".docx"
    publiable: bool = True
    developpe: bool = False
    nom: str = ""
    package: str = ""
    externe: bool = False

    @property
    def has_template(self) -> bool:
        """True when the kind is a Word template filled by the engine."""
        return self.extension == ".docx"

    def contexte_class(self) -> type[Contexte]:
        """Return the context model of the kind, the contract of its template."""
        return cast("type[Contexte]", self._module("context").CONTEXTE)

    def verify(self) -> None:
        """Look at the parts of a kind of another package without running them.

        Raises:
            TypeError: one is missing, or is not what it should be.
        """
        from ctg_docs.documents.contexte import Contexte

        found = self._module("context")
        contexte = getattr(found, "CONTEXTE", None)
        if not (isinstance(contexte, type) and issubclass(contexte, Contexte)):
            raise TypeError(f"le CONTEXTE de « {self.package}.context » n’est pas un Contexte")
        if not callable(getattr(found, "build", None)):
            raise TypeError(f"« {self.package}.context » n’a pas de fonction build")
        maker = "template" if self.has_template else "render"
        own = self.has_template and files(self.package).joinpath(f"{self.nom}.docx").is_file()
        if not own and find_spec(f"{self.package}.{maker}") is None:
            model = f"ni modèle « {self.nom}.docx », ni " if self.has_template else "pas de "
            raise TypeError(f"« {self.package} » n’a {model}module {maker}.py")

    def build(self, ctg: Ctg, situation: Situation) -> Sequence[Contexte]:
        """Return one context per file to write, as its folder makes them; see `ctg_docs.steps.build` for the whole.

        Raises:
            Inapplicable: when the dossier has nothing for this kind.
        """
        return cast("Sequence[Contexte]", self._module("context").build(ctg, situation))

    def needs(self, ctg: Ctg, situation: Situation, chemin: tuple[str | int, ...]) -> bool:
        """True when a final document of this kind rests on that value of the dossier.

        Of a register, only the elements that are printed count: the meeting asked for, the acts already taken
        (`is_printed` of the context module of the kind).
        """
        noms = tuple(p for p in chemin if isinstance(p, str))
        voulus = [tuple(b.split(".")) for b in self.besoins]
        if voulus and not any(noms[: len(v)] == v for v in voulus):
            return False
        if len(chemin) < 2 or not isinstance(chemin[1], int):
            return True
        registre, rang = str(chemin[0]), chemin[1]
        demande = {
            "reunions": situation.reunion,
            "fiches_actions": situation.action,
            "avenants": situation.avenant,
        }
        if self.portee != "dossier" and demande.get(registre):
            element = getattr(ctg, registre)[rang]
            return bool(element.id == demande[registre])
        is_printed = getattr(self._module("context"), "is_printed", None)
        return bool(is_printed(ctg, situation, registre, rang)) if is_printed else True

    def shipped_template(self) -> bytes:
        """Return the Word template that comes with the kind: a file of its package, or built from its Python.

        Raises:
            OSError: the file can't be read.
            TemplateError: the package that adds the kind is at fault.
        """
        if not self.externe:
            return template_path(self.nom).read_bytes()
        with self._blamed():
            own = files(self.package).joinpath(f"{self.nom}.docx")
            return own.read_bytes() if own.is_file() else self.build_template()

    def build_template(self) -> bytes:
        """Return the Word template of the kind, built from its reviewed Python."""
        return cast("bytes", self._module("template").build_template())

    def render(self, contexte: Contexte) -> bytes:
        """Return the file of a kind that has no Word template (`render.py` of its folder)."""
        with self._blamed():
            return cast("bytes", self._module("render").render(contexte))

    @contextmanager
    def _blamed(self) -> Iterator[None]:
        """Say whose code is at fault; what fails in ours is a bug and stays one."""
        try:
            yield
        except CtgDocsError:
            raise
        except Exception as fault:
            if not self.externe:
                raise
            message = (
                f"{self.titre} : l’extension qui fournit ce document est en défaut ({reason_of(fault)})."
            )
            raise TemplateError(message) from fault

    def _module(self, name: str) -> Any:
        return import_module(f"{self.package}.{name}")


def __getattr__(name: str) -> Any:
    if name == "Contexte":
        return import_module("ctg_docs.documents.contexte").Contexte
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
