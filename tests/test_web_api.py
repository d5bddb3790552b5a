"""The interface keeps its description: drawn requests, in-process, whatever they ask."""

import pytest
from archives_made import archive_of
from hypothesis import HealthCheck, given, settings
from starlette.testclient import TestClient

from shilu.archive import Archive
from shilu.web import create_app

pytestmark = pytest.mark.slow

#: What a page that is sent must be to be read, no schema says.
UNSAID = "positive_data_acceptance"


@pytest.fixture(scope="module")
def app(tmp_path_factory):
    with Archive.open(archive_of(tmp_path_factory.mktemp("api") / "shilu.db")) as archive:
        yield create_app(archive)


@pytest.fixture(scope="module")
def known(app):
    """What leads somewhere, for each name that stands in an address."""
    code = TestClient(app).get("/search.json?words=香港").json()["hits"][0]["code"]
    return {"code": code, "regions": "江西/香港"}


def test_every_view_answers_as_it_is_described(app, known):
    import schemathesis  # it takes seconds, which only this test is to wait for

    described = schemathesis.openapi.from_asgi("/openapi.json", app)
    operations = [found.ok() for found in described.get_all_operations()]
    assert len(operations) > 20
    for operation in operations:
        _check(operation, {})
        if operation.path_parameters:
            _check(operation, known)


def _check(operation, known):
    """Ask what is drawn, what stands in the address itself being known if it is given."""
    from schemathesis.checks import CHECKS

    unsaid = [CHECKS.get_one(UNSAID)]

    @settings(
        max_examples=60, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=operation.as_strategy())
    def answers(case):
        case.path_parameters |= {
            name: known.get(name, told) for name, told in case.path_parameters.items()
        }
        case.call_and_validate(excluded_checks=unsaid if case.method == "POST" else [])

    answers()
