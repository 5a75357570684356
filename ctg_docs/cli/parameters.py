"""Arguments and options that several commands share, and what the shell completes."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from ctg_docs.cli.streams import recover

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from click.shell_completion import CompletionItem

    Function = Callable[..., Any]

__all__ = [
    "DOSSIER",
    "FORMAT",
    "FrenchDate",
    "TemplatesFolder",
    "complete_kind",
    "example",
    "form_option",
    "quoted",
    "sort_words",
]

DOSSIER = click.argument("dossier", type=click.Path(), metavar="DOSSIER")


def form_option(*forms: str) -> Callable[[Function], Function]:
    """Return the option that chooses how a result is written, the first form by default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        metavar="|".join(forms),
        help=f"Forme du résultat ({forms[0]} par défaut).",
    )


FORMAT = form_option("text", "json")


def example(*lines: str) -> str:
    """Return the last paragraph of a help page."""
    return "\b\nExemple :\n" + "\n".join(f"  ctg-docs {line}" for line in lines)


def quoted(path: str) -> str:
    """Return a path as it must be typed in a command: between quotes when a shell would cut it or read a sign of it."""
    return f'"{path}"' if re.search(r"[\s#&;|<>()*?~'!]", path) else path


class FrenchDate(click.ParamType[date]):
    """A day, in ISO or French form."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read the day; « aujourd’hui » asks the clock, which the library never does."""
        from ctg_docs.french import parse_date

        if isinstance(value, date):
            return value
        text = recover(str(value)).strip()
        if text.lower().replace("’", "'") in ("aujourd'hui", "aujourdhui"):
            return date.today()
        try:
            return parse_date(text)
        except ValueError as fault:
            self.fail(str(fault), param, ctx)


class TemplatesFolder(click.ParamType[str]):
    """A folder of Word templates, or the name of a family that another package adds."""

    name = "modèles"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Refuse what is neither."""
        from ctg_docs.errors import TemplateError
        from ctg_docs.steps.render import templates_folder

        try:
            templates_folder(str(value))
        except TemplateError as fault:
            self.fail(fault.message, param, ctx)
        return str(value)


def complete_kind(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Propose the document kinds to the shell."""
    from click.shell_completion import CompletionItem

    from ctg_docs.steps.batch import kinds

    del ctx, param
    return [CompletionItem(kind.nom, help=kind.titre) for kind in kinds() if kind.nom.startswith(incomplete)]


def sort_words(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """Tell the dossiers from the kinds; what is neither is taken for a kind, so that the nearest one is proposed."""
    from pathlib import Path

    from ctg_docs.steps.batch import kinds

    names = {kind.nom for kind in kinds()}
    dossiers = [word for word in words if word not in names and Path(word).exists()]
    return dossiers, [word for word in words if word not in dossiers]
