"""The article's body as paragraphs, sentences, clauses and quotations, by its marks alone."""

from shilu.structure.parse import Sentence, Structure, parse
from shilu.structure.quotations import Quotation

__all__ = ["Quotation", "Sentence", "Structure", "parse"]
