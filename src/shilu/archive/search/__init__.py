"""Searching: words of any length in either script, filters, ranking, snippets and facets.

The index holds overlapping pairs of characters (`bigrams`, `words`); a query becomes conditions
(`asking`) whose documents are found as sets (`sets`), counted by report, put in order (`ranking`)
and shown (`snippets`, `facets`). `found` has the types.
"""
