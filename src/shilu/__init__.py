"""shilu (实录): reads Chinese official news pages, however damaged, into sourced records.

>>> import shilu
>>> record = shilu.read("5月30日，省长李明在香港出席湖南—港澳交流会。", published="2023-05-31")
>>> record.times[0].edtf
'2023-05-30'
"""

__version__ = "0.1.0"

from shilu.errors import InputError, ShiluError
from shilu.model import Record, Refused
from shilu.reading import read
from shilu.restore import restore
from shilu.text import Edit, Span, Text

__all__ = [
    "Edit",
    "InputError",
    "Record",
    "Refused",
    "ShiluError",
    "Span",
    "Text",
    "__version__",
    "read",
    "restore",
]
