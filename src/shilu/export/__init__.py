"""Exports: what an archive holds as JSON lines, CSV, Parquet or a workbook.

`tables` says which tables there are, their columns and types, and makes their rows of records; each
form is a module of its own. Texts of articles belong to their publishers: they are left out unless
asked for, quotations stay.
"""

from shilu.export.forms import FORMS, Form
from shilu.export.tables import TABLES

__all__ = ["FORMS", "TABLES", "Form"]
