"""What an article reports: events, statements, commitments, and what its figures say.

Facts are told by sentences and clauses, not by words alone: they are built on the structure and on
the mentions found in it, and each carries the words that tell it.
"""
