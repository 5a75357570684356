"""From a dossier to what its documents show: the one road of every rendering, comparison, form and measure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ctg_docs.documents.kind import Inapplicable
from ctg_docs.entry_points import reason_of
from ctg_docs.errors import CtgDocsError

if TYPE_CHECKING:
    from ctg_docs.documents.contexte import Contexte
    from ctg_docs.documents.kind import Kind
    from ctg_docs.documents.options import Options
    from ctg_docs.models import Ctg

__all__ = ["Composed", "build", "compose"]

Composed = tuple["Kind", "Sequence[Contexte]"]
"""A document kind and what each of its files shows."""


def build(ctg: Ctg, kind: Kind, options: Options) -> Sequence[Contexte]:
    """Return one context per file: typed holes are holes, formal texts name their sigles in full at first use.

    No line of theirs breaks where French forbids it.

    Args:
        ctg: the dossier.
        kind: the document kind.
        options: what is asked.

    Raises:
        Inapplicable: the dossier has nothing for this kind.
    """
    ctg = ctg.avec_trous
    contextes = _built(kind, ctg, options)
    if kind.portee == "reunion" and not options.final:
        contextes = [_marked(contexte, ctg, options) for contexte in contextes]
    from ctg_docs.documents._communs.liaisons import lier_textes

    if ctg.parametres.developper_sigles:
        from ctg_docs.documents._communs.sigles.sigles import develop_sigles, key_sigles

        contextes = (develop_sigles if kind.developpe else key_sigles)(contextes, ctg)
    return [lier_textes(contexte) for contexte in contextes]


def compose(
    ctg: Ctg, kinds: Sequence[Kind], options: Options
) -> tuple[list[Composed], list[tuple[Kind, str]]]:
    """Return what each kind shows, then the kinds that the dossier has nothing for, with the French reason."""
    composed: list[Composed] = []
    skipped: list[tuple[Kind, str]] = []
    for kind in kinds:
        try:
            if options.publication and not kind.publiable:
                raise Inapplicable("adressé à des personnes ou signé à la main, il ne se publie pas")
            composed.append((kind, build(ctg, kind, options)))
        except Inapplicable as refusal:
            skipped.append((kind, refusal.raison))
    return composed, skipped


def _marked(contexte: Contexte, ctg: Ctg, options: Options) -> Contexte:
    """Return a paper that has left as a draft again when it lacks something: nobody takes it for what was sent."""
    from ctg_docs.steps.holes import holes_of

    if contexte.projet or not holes_of(contexte):
        return contexte
    from ctg_docs.documents._communs.identite import build_mention

    return contexte.model_copy(update={"projet": True, "mention": build_mention(ctg, options.situation(ctg))})


def _built(kind: Kind, ctg: Ctg, options: Options) -> Sequence[Contexte]:
    if not kind.externe:
        return kind.build(ctg, options.situation(ctg))
    try:
        return list(kind.build(ctg, options.situation(ctg)))
    except (CtgDocsError, Inapplicable):
        raise
    except Exception as fault:  # code of somebody else must not stop the other documents
        raise Inapplicable(f"l’extension qui le fournit est en défaut ({reason_of(fault)})") from fault
