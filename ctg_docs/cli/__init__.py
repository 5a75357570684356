"""The command line `ctg-docs`: one handler of errors, one group, one file per command. Holds no feature."""

from ctg_docs.cli.app import main

__all__ = ["main"]
