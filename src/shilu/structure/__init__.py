"""The article's body as paragraphs, sentences, clauses and quotations, with carried subjects."""

from shilu.structure.parse import Quotation, Sentence, Structure, parse

__all__ = ["Quotation", "Sentence", "Structure", "parse"]
