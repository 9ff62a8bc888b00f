"""What was read, in lines that a person can check against the source."""

from __future__ import annotations

from pathlib import Path

from pcss_publish.normalization import Normalized, normalize
from pcss_publish.readers import read_bytes
from readers.packing import bytes_of

CASES = Path(__file__).parents[1] / "cases" / "readers"


def read(path: Path) -> Normalized:
    return normalize(read_bytes(bytes_of(path), path.name, limit=10_000_000))


def described(path: Path) -> str:
    """Every text with its role, who answers whom and when, the links, what is asked, what was left out."""
    document, findings = read(path)
    lines = [f"{role}: {text}" for role, text in document.content()]
    for comment in document.comments.items:
        name = comment.name.text if comment.name else "nobody"
        when = comment.stamp.value if comment.stamp else "no time"
        lines.append(
            f"* {comment.id}, number {comment.ordinal}: {name}, {when}, answers {comment.parent or 'none'}"
        )
    lines += [f"> {target}" for target in _targets(document.model_dump(mode="json"))]
    lines += [f"? {found.key} (line {found.line}): {found.message}" for found in findings]
    lines += [f"- {part.text}" for part in document.ledger if part.kind == "chrome"]
    lines += [f"- ({one.what}, {one.characters} characters)" for one in document.sources[0].dropped]
    return "\n".join(lines) + "\n"


def _targets(data: object) -> list[str]:
    if isinstance(data, list):
        return [target for one in data for target in _targets(one)]
    if not isinstance(data, dict):
        return []
    own = (
        [f"{data['target']}"]
        if data.get("t") == "Link"
        else ["(lost)"]
        if data.get("t") == "LostLink"
        else []
    )
    return own + [target for key, one in data.items() if key != "ledger" for target in _targets(one)]
