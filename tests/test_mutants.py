"""Whatever comes in, reading answers: a record, a refusal, or a failure with its cause."""

import random

import pytest
from mutants import mutant, whole_pages

from shilu.pages import Failure, PassedOver, list_inputs, read_pages
from shilu.reading import read_page


def read_mutants(path, seed, count):
    chance, pages = random.Random(seed), whole_pages()
    for _ in range(count):
        data = mutant(chance, pages)
        path.write_bytes(data)
        for answer in read_pages(list_inputs([str(path)]).sources):
            if isinstance(answer, Failure):
                assert "cannot be read" not in answer.cause, (answer, data)
            elif not isinstance(answer, PassedOver):
                read_page(answer).to_json()


def test_nothing_raises(tmp_path):
    read_mutants(tmp_path / "x", 1, 100)


@pytest.mark.slow
def test_nothing_raises_in_the_long_run(tmp_path):
    read_mutants(tmp_path / "x", 2, 3_000)
