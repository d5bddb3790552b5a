"""Bytes to pages: files, folders and streams found and opened, their bytes decoded.

A page that cannot be opened or decoded is a `Failure` with its name and cause; the rest goes on.
"""
