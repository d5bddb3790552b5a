"""The errors a caller may meet; every message names the input and the cause."""


class ShiluError(Exception):
    """The root of this package's errors."""


class InputError(ShiluError):
    """An input that cannot be read."""


class ArchiveError(ShiluError):
    """An archive that cannot be opened, read or written."""


class QueryError(ShiluError):
    """A query that cannot be answered as it was asked."""


class NoDocument(ArchiveError):
    """A code that is no document's, or the beginning of several documents' codes."""
