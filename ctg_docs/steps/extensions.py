"""What other installed packages add to this one, and what of it can't be used."""

from __future__ import annotations

from ctg_docs.entry_points import Extension

__all__ = ["extensions"]


def extensions() -> tuple[Extension, ...]:
    """Return everything that other packages add: kinds, checks, filters, families of templates.

    One that can't be used has a `problem` that says why; it stops nothing else.
    """
    from ctg_docs.documents import added_kinds
    from ctg_docs.entry_points import CHECKS, TEMPLATES, declared, filters

    rules: tuple[Extension, ...] = ()
    families: tuple[Extension, ...] = ()
    if declared(CHECKS):  # the models are loaded for those who add a rule only
        from ctg_docs.checks.registre import added_rules

        rules = added_rules()
    if declared(TEMPLATES):
        from ctg_docs.steps.render import added_templates

        families = added_templates()[1]
    return (*added_kinds()[1], *rules, *filters()[1], *families)
