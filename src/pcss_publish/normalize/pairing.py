"""Findings that only the reading knows: glued labels, answers that do not pair with questions."""

from __future__ import annotations

from pcss_publish.findings import finding
from pcss_publish.normalize.draft import Draft


def note_structure(draft: Draft, ids: dict[int, str]) -> None:
    """Findings that only the reading knows: glued labels, answers that do not pair with questions."""
    glued = [part for part in draft.parts if part.glued and part.label]
    if glued:
        first = glued[0]
        assert first.label is not None
        labels = dict.fromkeys(draft.text[part.label.start : part.label.end] for part in glued if part.label)
        draft.findings.append(
            finding(
                "A004",
                f"{len(glued)} label(s) stand without a space before the text: "
                f"{', '.join(repr(one) for one in labels)}.",
                hint="Check where the label ends, then settle A004 in the desk file.",
                node=ids[id(first)], span=first.label,
            )
        )  # fmt: skip
    _note_pairs(draft, ids)


def _note_pairs(draft: Draft, ids: dict[int, str]) -> None:
    questions = [part for part in draft.parts if part.kind == "question"]
    answers = [part for part in draft.parts if part.kind == "answer"]
    served = {n for part in answers for n in part.serves}
    for part in answers:
        if len(part.serves) != 1:
            several = ", ".join(ids[id(questions[n])] for n in part.serves) or "no question"
            draft.findings.append(
                finding(
                    "A005", f"{ids[id(part)]} serves {several}.", node=ids[id(part)],
                    hint="Say in the desk file whether that is how the page meant it.",
                    span=part.chunks[0].span if part.chunks else part.label,
                )
            )  # fmt: skip
    for n, part in enumerate(questions):
        if n not in served:
            draft.findings.append(
                finding(
                    "A005", f"{ids[id(part)]} has no answer.", node=ids[id(part)],
                    hint="Look for an answer that was not recognised.",
                    span=part.chunks[0].span if part.chunks else part.label,
                )
            )  # fmt: skip
    if (
        answers
        and len(questions) > 1
        and len(questions) == len(answers)
        and sum(bool(part.label) for part in answers) == 1
    ):
        draft.findings.append(
            finding(
                "A005",
                f"One label stands over {len(answers)} answers, which were told apart by their words.",
                node=ids[id(answers[0])],
                hint="Check which paragraph answers which question.",
                span=answers[0].label,
            )
        )  # fmt: skip
