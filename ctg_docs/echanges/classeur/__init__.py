"""A dossier as an Excel workbook, and the workbook back to a dossier."""

from ctg_docs.echanges.classeur.ecriture import write_workbook
from ctg_docs.echanges.classeur.lecture import Read, is_ours, read_workbook
from ctg_docs.echanges.classeur.petit import MEETING
from ctg_docs.echanges.classeur.reperage import Cells

__all__ = ["MEETING", "Cells", "Read", "is_ours", "read_workbook", "write_workbook"]
