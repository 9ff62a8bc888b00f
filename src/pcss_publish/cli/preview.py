"""``pcss-publish preview``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pcss_publish.cli import console


@click.command("preview")
@click.option("--port", type=click.IntRange(0, 65535), help="Instead of 8237; 0 takes any that is free.")
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
def command(port: int | None, show: bool) -> int:
    """Show the project's articles in the browser, and build again whatever is edited.

    The page stands on 127.0.0.1 and answers this machine's own browser alone. Ctrl-C ends it.
    """
    from pcss_publish.builder import make
    from pcss_publish.builder.project import find_root
    from pcss_publish.preview import require
    from pcss_publish.preview.board import Board
    from pcss_publish.preview.loop import Loop
    from pcss_publish.preview.routes import Preview
    from pcss_publish.preview.server import PORT, Server

    require("watchfiles", "pypdfium2")
    board = Board()
    loop = Loop(find_root(Path.cwd()), os.environ, board, make.Options())
    with Server(Preview(board), PORT if port is None else port) as server, loop:
        console.serving(server.url)
        if show:
            click.launch(server.url)
        loop.run()
    return 0
