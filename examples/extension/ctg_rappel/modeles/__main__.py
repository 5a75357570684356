"""Write the Word templates of this folder."""

from pathlib import Path

from ctg_rappel.rappel.template import build_template

(Path(__file__).parent / "rappel.docx").write_bytes(build_template(bref=True))
