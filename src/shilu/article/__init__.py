"""A page to its article: the body, and what the page says of it, each with its evidence.

Whatever a page was (markup, plain text, a body already extracted), it is read as a *sheet* of
lines. The body is chosen by how text lies in the tree, or by the shape of lines; what stands above
and below it is read for headline, section, source, names, time and notices. What a mirror strewed
through the body is taken out once both are known. Words are data.
"""

from shilu.article.extract import extract
from shilu.article.noise import clean

__all__ = ["clean", "extract"]
