"""Copies of one report: found by their sentences, confirmed, ordered and collated.

`likeness` says what two texts are to one another, `finding` looks for candidates, `reports` keeps
what belongs together, `witnesses` chooses the best; `collation` shows what each has otherwise.
"""
