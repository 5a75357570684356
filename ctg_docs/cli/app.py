"""The group of commands and the one place where an error becomes a message and an exit code."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Sequence

import click

from ctg_docs.cli import commands
from ctg_docs.cli.folder import CommandFolder
from ctg_docs.cli.french_click import speak_french
from ctg_docs.cli.streams import close_quietly, columns, prepare_streams, wants_colour
from ctg_docs.collector import collect_rarely
from ctg_docs.errors import CtgDocsError, ExitCode
from ctg_docs.version import __version__

__all__ = ["main"]

_INTERRUPTED = 130
_NARROWEST, _WIDEST = 50, 100

_HELP = """Écrire les documents d’une convention territoriale globale à partir d’un dossier.

Un dossier est un répertoire qui contient « ctg.yaml ». Pour commencer :

\b
  ctg-docs init mon-dossier
  ctg-docs check mon-dossier
  ctg-docs generate mon-dossier convention
"""


class _PipeClosedError(Exception):
    """The reader of our output left."""


class Commands(CommandFolder):
    """The commands of `cli/commands/`."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a closed pipe is told apart before click turns it into a failure."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as closed:
            raise _PipeClosedError from closed


def _show_version(ctx: click.Context, param: click.Parameter, asked: bool) -> None:
    """Do what click's own option does, without the English words that it would translate at import."""
    del param
    if asked and not ctx.resilient_parsing:
        click.echo(f"ctg-docs {__version__}")
        ctx.exit()


@click.command(
    cls=Commands,
    package=commands,
    help=_HELP,
    no_args_is_help=True,
    subcommand_metavar="COMMANDE [ARGUMENTS]…",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.option("--version", is_flag=True, is_eager=True, expose_value=False, callback=_show_version,
              help="Afficher la version.")  # fmt: skip
@click.pass_context
def application(ctx: click.Context) -> None:
    """Set what all commands share."""
    ctx.color = wants_colour()


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code."""
    _hurry()
    _stop_cleanly()
    prepare_streams()
    speak_french()
    try:
        code = _run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        close_quietly()
        code = ExitCode.OK
    sys.exit(code)


def _hurry() -> None:
    """Spare a process that ends soon what only long ones need: frequent collections, a search for Pydantic plugins."""
    collect_rarely()
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")


def _stop_cleanly() -> None:
    """Answer a request to end as one answers Ctrl+C: converters are stopped, temporary files removed."""
    for name in ("SIGTERM", "SIGHUP"):  # a terminal that is closed asks to end; `nohup` asks to go on
        asked = getattr(signal, name, None)
        with contextlib.suppress(ValueError):  # called outside of the main thread, which alone may do so
            if asked is not None and signal.getsignal(asked) is not signal.SIG_IGN:
                signal.signal(asked, signal.default_int_handler)


def _run(arguments: Sequence[str] | None) -> int:
    try:
        args = list(arguments) if arguments is not None else None
        width = max(min(columns(), _WIDEST) - 2, _NARROWEST)
        code = application.main(args, prog_name="ctg-docs", standalone_mode=False, terminal_width=width)
        return code if isinstance(code, int) else ExitCode.OK
    except click.ClickException as refusal:
        refusal.show()
        return refusal.exit_code
    except CtgDocsError as error:
        from ctg_docs.cli.report import show_error

        show_error(error)
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrompu.", err=True)
        return _INTERRUPTED
    except _PipeClosedError as closed:
        raise BrokenPipeError from closed
    except Exception:
        import traceback

        click.echo("Erreur interne de ctg-docs. Signalez-la avec les lignes ci-dessous.", err=True)
        click.echo(traceback.format_exc(), err=True)
        return ExitCode.BUG
