"""Words the genre is made of: one term a line in `words/*.txt`, and the scan that finds them.

A file opens with `#` lines that say what it holds, where it comes from and under which licence;
columns after the first are parted by tabs. Terms are written as the folded view shows them.
"""

from shilu.lexicon.words import Lexicon, rows, scanner, terms

__all__ = ["Lexicon", "rows", "scanner", "terms"]
