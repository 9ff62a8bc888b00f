"""Which language a text is written in, told from its commonest words or its script."""

from __future__ import annotations

import re
from collections import Counter

from pcss_publish.normalization.lexicon import tables

# Enough for certainty, little enough for ten megabytes.
_SAMPLE = 60_000

# Scripts that one language of ours may stand for; letters of others count as Latin.
_SCRIPTS = (
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)


def language_of(text: str) -> str:
    """The BCP 47 code of the language that most of ``text`` is in; ``en`` where nothing tells."""
    sample = text[:_SAMPLE]
    letters = sum(map(str.isalpha, sample))
    for code, script in _SCRIPTS:
        if letters and len(script.findall(sample)) * 2 > letters:
            return code
    counts = Counter(re.findall(r"[^\W\d_]+", sample.lower()))
    scores = {
        code: sum(counts[word] for word in table["stopwords"].split()) for code, table in tables().items()
    }
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] else "en"
