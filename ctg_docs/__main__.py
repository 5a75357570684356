"""The command line as a module: `python -m ctg_docs`."""

from ctg_docs.cli import main

if __name__ == "__main__":
    main()
