"""What an article names: times and eras, figures, people with their posts, organisations, places.

Each finder looks at the structure's folded view and takes names and values from the article's own
text. A mention carries the rule that took it; what it is tied to is worked out by `shilu.facts`.
"""

from shilu.mentions.eras import find_eras
from shilu.mentions.figures import find_figures
from shilu.mentions.names import find_names
from shilu.mentions.times import find_times

__all__ = ["find_eras", "find_figures", "find_names", "find_times"]
