"""Damaged text to text."""
