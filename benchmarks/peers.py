"""Packages that do work comparable to a stage's, each as a function of one text.

A peer that is not installed is left out, and named as missing.
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

Work = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Peer:
    """A package's function, and the stages of ours that do comparable work."""

    name: str
    corpus: str
    stages: tuple[str, ...]
    make: Callable[[], Work]


def _ftfy() -> Work:
    fix: Work = import_module("ftfy").fix_text
    return fix


def _opencc() -> Work:
    convert: Work = import_module("opencc").OpenCC("t2s").convert
    return convert


def _trafilatura() -> Work:
    module = import_module("trafilatura")
    return lambda page: module.extract(page, with_metadata=True)


def _readability() -> Work:
    document = import_module("readability").Document
    return lambda page: document(page).summary()


def _jionlp() -> Work:
    with contextlib.redirect_stdout(io.StringIO()):
        extract: Work = import_module("jionlp").ner.extract_time
    return extract


def _cn2an() -> Work:
    transform: Work = import_module("cn2an").transform
    return lambda text: transform(text, "cn2an")


PEERS = (
    Peer("ftfy.fix_text", "articles", ("restore",), _ftfy),
    Peer("ftfy.fix_text", "damaged", ("restore",), _ftfy),
    Peer("opencc t2s", "damaged", ("restore",), _opencc),
    Peer("trafilatura.extract", "pages", ("restore", "article"), _trafilatura),
    Peer("readability.summary", "pages", ("restore", "article"), _readability),
    Peer("jionlp extract_time", "articles", ("structure", "times"), _jionlp),
    Peer("cn2an.transform", "articles", ("structure", "times", "figures"), _cn2an),
)


def quiet() -> None:
    """Keeps the peers' own log lines and warnings out of the table."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
