"""Cutting and replacing inside marked-up text keeps every other letter where it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pcss_publish.desk.rewrite import cut, spliced
from pcss_publish.model import Emph, Inline, Link, LostLink, SoftBreak, Span, Str, text_of

_TEXT = st.text(alphabet="ab é\u00a0", min_size=1, max_size=6)
_LEAF = st.one_of(
    _TEXT.map(lambda text: Str(text=text)),
    st.just(SoftBreak()),
    _TEXT.map(lambda text: LostLink(id="l1", text=text)),
)
_INLINE = st.recursive(
    _LEAF,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda nodes: Emph(inlines=tuple(nodes))),
        st.lists(inner, max_size=3).map(
            lambda nodes: Link(target="https://a.example.org", inlines=tuple(nodes))
        ),
    ),
    max_leaves=8,
)
_RUN = st.lists(_INLINE, max_size=5).map(tuple)


@given(_RUN, st.integers(0, 30))
def test_cut_parts_the_text(run: tuple[Inline, ...], at: int) -> None:
    text = text_of(run)
    left, right = cut(run, min(at, len(text)))
    assert (text_of(left), text_of(right)) == (text[:at], text[at:])


@given(_RUN, st.integers(0, 30), st.integers(0, 30))
def test_splice_replaces_that_stretch_only(run: tuple[Inline, ...], start: int, size: int) -> None:
    text = text_of(run)
    start = min(start, len(text))
    end = min(start + size, len(text))
    assert text_of(spliced(run, start, end, (Str(text="#"),))) == text[:start] + "#" + text[end:]


def test_what_stays_keeps_its_place_in_the_source() -> None:
    left, right = cut((Str(text="abcdef", span=Span(10, 16)),), 2)
    assert (left[0], right[0]) == (Str(text="ab", span=Span(10, 12)), Str(text="cdef", span=Span(12, 16)))
