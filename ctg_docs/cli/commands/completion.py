"""`ctg-docs completion`: the script that lets the shell complete commands, options and kinds."""

from __future__ import annotations

import click

from ctg_docs.cli.parameters import example

__all__ = ["RANK", "command"]

RANK = 90


@click.command(
    "completion",
    short_help="Compléter les commandes dans le terminal.",
    epilog=example("completion bash >> ~/.bashrc"),
)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]), metavar="bash|zsh|fish")
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Donner le script de complétion d’un interpréteur de commandes."""
    from click.shell_completion import get_completion_class

    root = ctx.find_root()
    maker = get_completion_class(shell)
    if maker is not None:
        click.echo(maker(root.command, {}, "ctg-docs", "_CTG_DOCS_COMPLETE").source())
