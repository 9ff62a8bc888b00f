"""The validators that `make validate` runs: each takes finished files and returns complaints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Complaint:
    """One thing that a validator holds against one file."""

    validator: str
    file: Path
    message: str

    def __str__(self) -> str:
        """One line for a terminal."""
        return f"{self.file}: {self.validator}: {self.message}"


@dataclass(frozen=True)
class Products:
    """The finished files below an output folder, by kind."""

    epubs: list[Path]
    mails: list[Path]
    fragments: list[Path]
    pdfs: list[Path]

    def __add__(self, others: Products) -> Products:
        """All products of both."""
        return Products(
            self.epubs + others.epubs,
            self.mails + others.mails,
            self.fragments + others.fragments,
            self.pdfs + others.pdfs,
        )

    @classmethod
    def below(cls, folder: Path) -> Products:
        """Every product below ``folder``, in the order of their names; caches (dot folders) are left out."""

        def named(pattern: str) -> list[Path]:
            found = folder.rglob(pattern)
            return sorted(p for p in found if not any(part[0] == "." for part in p.relative_to(folder).parts))

        return cls(named("*.epub"), named("*.newsletter.html"), named("*.fragment.html"), named("*.pdf"))
