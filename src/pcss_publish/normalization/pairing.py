"""Findings that only the reading knows: glued labels, answers that do not pair with questions."""

from __future__ import annotations

from collections.abc import Sequence

from pcss_publish.findings import finding
from pcss_publish.model import Span
from pcss_publish.normalization.chunks import Chunk
from pcss_publish.normalization.draft import Draft, Part
from pcss_publish.normalization.labels import label_of, speaker_of
from pcss_publish.normalization.names import likeness
from pcss_publish.wording import counted


def note_structure(draft: Draft, ids: dict[int, str]) -> None:
    """Findings that only the reading knows: glued labels, answers that do not pair with questions."""
    glued = [(part.label, ids[id(part)]) for part in draft.parts if part.glued and part.label]
    glued += [
        (span, ids[id(part)]) for part in draft.parts for chunk in part.chunks if (span := _glued_in(chunk))
    ]
    if glued:
        labels = dict.fromkeys(repr(draft.text[span.start : span.end]) for span, _ in glued)
        span, node = min(glued)
        draft.findings.append(
            finding(
                "A004",
                f"No space parts {counted(len(glued), 'label')} from the text: {', '.join(labels)}.",
                hint="Check where the label ends, then settle A004 in the desk file.",
                node=node, span=span,
            )
        )  # fmt: skip
    _note_pairs(draft, ids)


def _glued_in(chunk: Chunk) -> Span | None:
    """A glued label that no scheme made use of, at the start of a paragraph."""
    if chunk.kind != "para" or not chunk.parts:
        return None
    label, speaker = label_of(chunk.text), speaker_of(chunk.text)
    end = label.end if label and label.glued else 0
    if not end and speaker and speaker.glued and likeness(speaker.name) >= 0.75:
        end = speaker.end if chunk.text[speaker.end : speaker.end + 1].isupper() else 0
    start = chunk.parts[0].start
    return Span(start, start + end) if end else None


def note_marked_pairs(draft: Draft, ids: dict[int, str]) -> None:
    """Answers whose markup names a question that is none, and questions that no answer serves."""
    for part in (one for one in draft.parts if one.unmet):
        node, named = ids[id(part)], ", ".join(map(repr, part.unmet))
        draft.findings.append(
            finding(
                "A006", f"{node} answers {named} by its markup, which is no question of the file.",
                hint=f"Mend the file, or settle A006:{node} if it stands where it should.",
                node=node, span=part.chunks[0].span if part.chunks else part.label,
            )
        )  # fmt: skip
    questions = [part for part in draft.parts if part.kind == "question"]
    served = {n for part in draft.parts for n in part.serves}
    _note_unserved(draft, ids, questions, served)


def _note(draft: Draft, key: str, part: Part, said: str, hint: str) -> None:
    span = part.chunks[0].span if part.chunks else part.label
    draft.findings.append(finding("A005", said, hint=hint, node=key, span=span))


def _note_unserved(draft: Draft, ids: dict[int, str], questions: Sequence[Part], served: set[int]) -> None:
    for n, part in enumerate(questions):
        if n not in served:
            key = ids[id(part)]
            _note(
                draft,
                key,
                part,
                f"{key} has no answer.",
                f"Was one not recognised? If not, settle A005:{key}.",
            )


def _note_pairs(draft: Draft, ids: dict[int, str]) -> None:
    questions = [part for part in draft.parts if part.kind == "question"]
    answers = [part for part in draft.parts if part.kind == "answer"]
    served = {n for part in answers for n in part.serves}
    for part in answers:
        if len(part.serves) != 1:
            several = ", ".join(ids[id(questions[n])] for n in part.serves) or "no question"
            key = ids[id(part)]
            hint = f"Compare with the page; settle A005:{key} if it means it so."
            _note(draft, key, part, f"{key} serves {several}.", hint)
    _note_unserved(draft, ids, questions, served)
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
                hint=f"Check which paragraph answers which question, then settle A005:{ids[id(answers[0])]}.",
                span=answers[0].label,
            )
        )  # fmt: skip
