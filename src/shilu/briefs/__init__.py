"""What a set of records says of one region or several: events, figures, statements, commitments.

A brief says what was reported, sentence by sentence, and never that it is true. It is made of
records, wherever they come from, one after another; it keeps only the lines it takes.
"""

from shilu.briefs.gather import brief
from shilu.briefs.model import Brief
from shilu.briefs.regions import Region, region

__all__ = ["Brief", "Region", "brief", "region"]
