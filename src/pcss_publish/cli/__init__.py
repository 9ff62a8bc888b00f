"""The command line: one thin module per command; ``console.py`` owns the terminal."""

from __future__ import annotations

import importlib
import os
import sys

import click

from pcss_publish.cli import console
from pcss_publish.errors import PublishError

COMMANDS = (
    "ingest", "build", "preview", "export", "normalize", "check", "verify", "lint-mail", "preflight", "why",
    "inspect", "merge", "clean", "schema", "config", "init", "theme", "doctor",
)  # fmt: skip


class _Lazy(click.Group):
    """Imports a command's module when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - as above
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name.replace('-', '_')}").command
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--log-format", type=click.Choice(["plain", "json"]), default="plain", help="Form of reports.")
@click.version_option(package_name="pcss-publish")
def cli(log_format: str) -> None:
    """Republish Q&A articles as PDF, EPUB and newsletter HTML, and prove that nothing was lost."""
    console.set_format(log_format)


def main(args: list[str] | None = None) -> None:
    """Run the command line and leave with a documented exit code (see ``errors.py``)."""
    sys.exit(run(args))


def run(args: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        return cli.main(args, prog_name="pcss-publish", standalone_mode=False) or 0
    except PublishError as error:
        console.error(error)
        return error.exit_code
    except click.ClickException as error:
        error.show()
        return 2
    except (KeyboardInterrupt, click.Abort):
        console.note("Interrupted. What was built before is unharmed.")
        return 130
    except BrokenPipeError:
        # The reader of our output has gone; whatever Python still wants to flush goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # noqa: BLE001 - the last wall: a bug is reported as one, without a traceback
        console.bug(error)
        return 70
