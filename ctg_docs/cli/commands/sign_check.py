"""`ctg-docs sign-check`: who signed a PDF, and whether it changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from ctg_docs.cli.parameters import FORMAT, example
from ctg_docs.errors import ExitCode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ctg_docs.engine.pdf.signatures import FieldState

__all__ = ["RANK", "command"]

RANK = 71

_UNPROVED = (
    "« Non vérifié » : ce qui est signé n’a pas changé depuis, mais rien ne prouve encore qui a signé. Donnez le certificat de "
    "l’autorité de confiance (--autorite). Les listes de révocation ne sont jamais consultées."
)


@click.command(
    "sign-check",
    short_help="Dire qui a signé un PDF.",
    epilog=example("sign-check a-signer/dossier-de-signature/dossier-complet.pdf"),
)
@click.argument("pdf", type=click.Path(exists=True, dir_okay=False), metavar="FICHIER.pdf")
@click.option(
    "--autorite",
    "authorities",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False),
    metavar="CERTIFICAT",
    help="Certificat d’une autorité de confiance (PEM ou DER) ; peut être répété.",
)
@FORMAT
@click.pass_context
def command(ctx: click.Context, pdf: str, authorities: tuple[str, ...], form: str) -> None:
    """Dire quels champs d’un PDF sont signés, par qui, et si le document a changé.

    Une signature n’est dite « valide » que si son certificat vient d’une autorité donnée par --autorite ; sinon elle est
    « non vérifiée ».
    """
    from ctg_docs.cli.report import show_json
    from ctg_docs.steps.deliver import sign_check

    report = sign_check(pdf, authorities)
    if form == "json":
        show_json([_as_dict(field) for field in report.fields] + [{"anomalie": f} for f in report.faults])
    else:
        for field in report.fields:
            click.echo(_line(field))
        _say_what_is_lost(report.fields)
        for fault in report.faults:
            click.echo(fault)
        if not report.fields:
            click.echo("Ce PDF n’a pas de champ de signature.")
        elif any(f.signed for f in report.fields) and not authorities:
            click.echo(_UNPROVED, err=True)
    ctx.exit(ExitCode.DATA if report.altered or not report.fields else ExitCode.OK)


def _say_what_is_lost(fields: Sequence[FieldState]) -> None:
    from ctg_docs.french import liste_et

    names = [field.name for field in fields if not field.archivable]
    if names:
        click.echo(
            f"Le tampon de {liste_et(names)} emploie une police absente du fichier, qui n’est plus un PDF/A : "
            "gardez aussi l’exemplaire non signé.",
            err=True,
        )


def _line(field: FieldState) -> str:
    if not field.signed:
        return f"{click.style('à signer', fg='yellow')}   {field.name}"
    who = f"signé par {field.signer}" if field.signer else "signé"
    when = f" le {field.date:%d/%m/%Y à %H:%M}" if field.date else ""
    said = "".join(f" ; {remark}" for remark in field.remarks)
    if field.valid:
        return f"{click.style('valide', fg='green')}     {field.name} : {who}{when}{said}"
    if field.sound:
        return f"{click.style('non vérifié', fg='yellow')} {field.name} : {who}{when}{said}"
    return f"{click.style('non valide', fg='red')} {field.name} : {who}{when} ; {field.reason}{said}"


def _as_dict(field: FieldState) -> dict[str, object]:
    return {
        "champ": field.name,
        "signe": field.signed,
        "signataire": field.signer,
        "date": field.date.isoformat() if field.date else None,
        "valide": None if field.sound and field.trusted is None else field.valid,
        "intact": field.intact,
        "confiance": field.trusted,
        "modifie_depuis": field.changed_since,
        "raison": field.reason,
        "remarques": list(field.remarks),
        "archivable": field.archivable,
    }
