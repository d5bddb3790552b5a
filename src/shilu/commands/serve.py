"""`shilu serve`: the archive in the browser."""

from __future__ import annotations

import logging
import socket
import sys
from contextlib import suppress
from pathlib import Path

import click

from shilu.archive import Archive
from shilu.commands.ingest import archive_option
from shilu.commands.output import archive_errors

#: What a browser of this machine may call it.
LOCAL = ("127.0.0.1", "localhost", "[::1]")

#: Seconds after which a request that is being answered lets others have a turn. Each asks the
#: archive dozens of times and waits for a turn after each, behind a brief that takes a second.
_TURN = 0.0005


@click.command("serve")
@archive_option
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to listen at; 0 takes a free one.",
)
def serve_command(path: Path, host: str, port: int) -> None:
    """Show an archive in the browser, until it is interrupted.

    It only reads, and asks nothing of the network. Whoever reaches the address can read the whole
    archive: by itself it is this machine alone.
    """
    with archive_errors(), Archive.open(path) as archive:
        _serve(archive, host, port)


def _serve(archive: Archive, host: str, port: int) -> None:
    # imported here, so that no other command waits for it
    import uvicorn

    from shilu.web import create_app

    listening = listen(host, port)
    sys.setswitchinterval(_TURN)
    logging.basicConfig(format="%(levelname)s %(name)s: %(message)s")
    name = f"[{host}]" if ":" in host else host
    click.echo(f"http://{name}:{listening.getsockname()[1]}", err=True)
    hosts = LOCAL if host in ("127.0.0.1", "localhost", "::1") else ("*",)
    config = uvicorn.Config(
        create_app(archive, hosts),
        log_level="warning",
        server_header=False,
        date_header=True,
        timeout_keep_alive=60,
        timeout_graceful_shutdown=5,
    )
    with suppress(KeyboardInterrupt):  # the way to end it
        uvicorn.Server(config).run(sockets=[listening])


def listen(host: str, port: int) -> socket.socket:
    """A socket that is listened at, made here so that what is wrong with it is said in words."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM
        )[0]
        # asyncio sends at once over what says it is TCP; over another, answers wait 40 ms
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        cause = (error.strerror or str(error)).lower()
        raise click.ClickException(f"{host}:{port}: {cause}") from error
    return listening
