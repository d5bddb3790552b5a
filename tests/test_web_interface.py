"""Every address of the interface, asked whatever its description allows."""

import pytest
from archives_made import archive_of
from hypothesis import HealthCheck, given, settings

from shilu.archive import Archive
from shilu.web import create_app


@pytest.mark.slow
def test_every_answer_is_as_described(tmp_path):
    import schemathesis  # it takes seconds, which only this test is to wait for
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi import checks

    promised = [
        not_a_server_error,
        checks.status_code_conformance,
        checks.content_type_conformance,
        checks.response_schema_conformance,
    ]
    asked = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    with Archive.open(archive_of(tmp_path / "shilu.db")) as archive:
        described = schemathesis.openapi.from_asgi("/openapi.json", create_app(archive))
        for operation in described.get_all_operations():

            @asked
            @given(operation.ok().as_strategy())
            def ask(case):
                case.call_and_validate(checks=promised)

            ask()
