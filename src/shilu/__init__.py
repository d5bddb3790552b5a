"""shilu (实录): reads Chinese official news pages, however damaged, into sourced records."""

__version__ = "0.1.0"
