"""The archive: pages kept as received with their records, searched, collated and told of.

A page is known by its content: kept twice it changes nothing, changed it is one version more.
Copies of one report are its witnesses, and everything is counted by report. One file of SQLite
holds it all; what its tables mean, `schema` says.
"""

from shilu.archive.store import Archive

__all__ = ["Archive"]
