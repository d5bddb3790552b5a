"""The commands, a module each; `cli` gathers them.

`asking` has what several of them ask for alike, `progress` goes through many pages, `output` writes
documents out and says what goes wrong.
"""
