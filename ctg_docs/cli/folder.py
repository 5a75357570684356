"""A group whose commands are the modules of a package: to add one, add a file."""

from __future__ import annotations

import os
from functools import cached_property
from importlib import import_module
from types import ModuleType
from typing import Any

import click

__all__ = ["CommandFolder"]


class CommandFolder(click.Group):
    """Every module of a package that holds a `command`, in the order of its `RANK`."""

    def __init__(self, *args: Any, package: ModuleType, **options: Any) -> None:
        super().__init__(*args, **options)
        self.package = package

    @cached_property
    def _names(self) -> list[str]:
        folders = self.package.__path__
        files = {name for folder in folders for name in os.listdir(folder)}  # noqa: PTH208 - lighter to load
        return sorted(name.removesuffix(".py") for name in files if name[0] != "_" and name.endswith(".py"))

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, most useful first."""
        del ctx
        modules = [import_module(f"{self.package.__name__}.{name}") for name in self._names]
        return [str(m.command.name) for m in sorted(modules, key=lambda m: (m.RANK, m.command.name))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        del ctx
        module = cmd_name.replace("-", "_")
        if module not in self._names:
            return None
        found: click.Command = import_module(f"{self.package.__name__}.{module}").command
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Refuse an unknown command, with the nearest name."""
        if args and not args[0].startswith("-") and self.get_command(ctx, args[0]) is None:
            from difflib import get_close_matches

            close = get_close_matches(args[0], self.list_commands(ctx), n=1)
            guess = f" Vouliez-vous « {close[0]} » ?" if close else ""
            ctx.fail(f"Commande inconnue : « {args[0]} ».{guess}")
        return super().resolve_command(ctx, args)
