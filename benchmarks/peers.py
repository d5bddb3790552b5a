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
from time import process_time

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


def _jionlp_money() -> Work:
    with contextlib.redirect_stdout(io.StringIO()):
        extract: Work = import_module("jionlp").ner.extract_money
    return extract


def _recognizers(*kinds: str) -> Callable[[], Work]:
    def make() -> Work:
        suite = import_module("recognizers_suite")
        recognize = [getattr(suite, f"recognize_{kind}") for kind in kinds]
        return lambda text: [r(text, suite.Culture.Chinese) for r in recognize]

    return make


def _dateparser() -> Work:
    search = import_module("dateparser.search").search_dates
    return lambda text: search(text, languages=["zh"])


#: What finds times or numbers in running text.
SCANNERS: dict[str, Callable[[], Work]] = {
    "jionlp extract_time": _jionlp,
    "jionlp extract_money": _jionlp_money,
    "recognizers datetime": _recognizers("datetime"),
    "recognizers numbers and units": _recognizers(
        "number", "percentage", "currency", "dimension", "temperature", "age"
    ),
    "cn2an transform": _cn2an,
    "dateparser search_dates": _dateparser,
}

PEERS = (
    Peer("ftfy.fix_text", "articles", ("restore",), _ftfy),
    Peer("ftfy.fix_text", "damaged", ("restore",), _ftfy),
    Peer("opencc t2s", "damaged", ("restore",), _opencc),
    Peer("trafilatura.extract", "pages", ("restore", "article"), _trafilatura),
    Peer("readability.summary", "pages", ("restore", "article"), _readability),
    Peer("jionlp extract_time", "articles", ("structure", "times"), _jionlp),
    Peer("cn2an.transform", "articles", ("structure", "times", "figures"), _cn2an),
)


#: A peer gets this many seconds; what it has done by then is its rate.
PATIENCE = 4.0


def rate(make: Callable[[], Work], texts: list[str]) -> float | None:
    """MB of UTF-8 a second of processor time, over as many of `texts` as patience lets it do.

    None where it is not installed. A text that a peer cannot take still took its time.
    """
    try:
        work = make()
    except ImportError:
        return None
    with contextlib.suppress(Exception):
        work(texts[0])  # loads what is loaded at first use
    done, spent = 0, 0.0
    for text in texts:
        began = process_time()
        with contextlib.suppress(Exception):
            work(text)
        spent += process_time() - began
        done += len(text.encode())
        if spent > PATIENCE:
            break
    return done / 1e6 / max(1e-9, spent)


def quiet() -> None:
    """Keeps the peers' own log lines and warnings out of the table."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
