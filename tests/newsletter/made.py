"""An article made by hand for the newsletter's tests: fictional, with every kind of content of the model."""

from __future__ import annotations

from pcss_publish.exporters.base import Job
from pcss_publish.model import (
    Answer,
    Award,
    Block,
    BlockQuote,
    BulletList,
    Byline,
    CallToAction,
    Comment,
    CommentDesk,
    Comments,
    DateClaim,
    Document,
    Emph,
    Figure,
    Header,
    LineBlock,
    Link,
    ListItem,
    LostLink,
    OrderedList,
    Para,
    Person,
    Published,
    Question,
    Section,
    SoftBreak,
    Source,
    Statement,
    Str,
    Strong,
    Superscript,
    Table,
    Withheld,
)
from pcss_publish.settings import Config
from pcss_publish.theme import load

SOURCE = Source(name="made.txt", sha256="0" * 64, media_type="text/plain", encoding="utf-8")


def p(text: str) -> Para:
    """A paragraph of one run."""
    return Para(inlines=(Str(text=text),))


def item(text: str, label: str | None = None) -> ListItem:
    """A list item of one paragraph."""
    return ListItem(label=Str(text=label) if label else None, blocks=(p(text),))


def comment(n: int, name: str | None, *texts: str, parent: str | None = None) -> Comment:
    """A comment with a stamp."""
    return Comment(
        id=f"c{n}",
        ordinal=n,
        parent=parent,
        name=Str(text=name) if name else None,
        stamp=DateClaim(role="stamp", raw=f"Mar {n % 28 + 1:02}, 2031 - 04:02 PM"),
        blocks=tuple(p(text) for text in texts),
    )


ANSWER: tuple[Block, ...] = (
    Para(
        inlines=(
            Str(text="A kettle sings  because of "),
            Emph(inlines=(Str(text="small"),)),
            Str(text=" bubbles"),
            Superscript(inlines=(Str(text="[1]"),)),
            SoftBreak(),
            Str(text="(see the "),
            LostLink(id="l1", text="guideline"),
            Str(text=", or "),
            Link(target="https://example.org/kettles?a=1&b=2", inlines=(Str(text="our note"),)),
            Str(text=")."),
        )
    ),
    Header(level=1, inlines=(Str(text="What to do"),)),
    BulletList(items=(item("Descale it."), item("Fill it."))),
    OrderedList(items=(item("First water", "a)"), item("Then heat", "b)"))),
    BlockQuote(blocks=(p("It sang like a 2-3 part choir."),)),
    LineBlock(lines=((Str(text="Q. Did it sing?"),), (Str(text="A. It did."),))),
    Table(
        rows=(
            ((Str(text="Kettle"),), (Str(text="Litres"),)),
            ((Str(text="Tin"),), (Strong(inlines=(Str(text="1.5"),)),)),
        )
    ),
)

FULL = Document(
    id="singing-kettles",
    sources=(SOURCE,),
    section=Str(text="Hearth & Home"),
    series=Str(text="Ask the Tinker"),
    title=Str(text="Why Do Kettles Sing before They Boil?"),
    subtitle=Str(text="A question that outlives every kettle"),
    byline=Byline(
        kind="person",
        raw="by Ada Tinsmith and שרה כהן",
        names=(Person(name="Ada Tinsmith"), Person(name="Bo Cooper"), Person(name="שרה כהן")),
    ),
    dates=(DateClaim(role="published", raw="March 3, 2031", value="2031-03-03", precision="day"),),
    intro=Section(
        id="intro", kind="intro", blocks=(p("A reader wrote with two questions about the noise."),)
    ),
    questions=(
        Question(id="q1", label=Str(text="1)"), blocks=(p("Why does it sing?"),)),
        Question(
            id="q2",
            label=Str(text="2)"),
            blocks=(p("Does it do harm?"),),
            signature=Str(text="— Waiting by the stove"),
        ),
        Question(id="q3", label=Str(text="A smith, Northholm:"), blocks=(p("And a pan?"),)),
        Question(id="q4", blocks=(p("We have a pan. " * 20), p("It hums."))),
    ),
    answers=(
        Answer(id="a1", label=Str(text="Answer"), answers=("q1", "q2"), blocks=ANSWER),
        Answer(id="a2", label=Str(text="Ada Tinsmith:"), answers=("q3",), blocks=(p("A pan hums."),)),
        Answer(id="a3", answers=("q4",), blocks=(p("So it should."),)),
    ),
    sections=(
        Section(
            id="s1",
            kind="aside",
            heading=Str(text="In short"),
            blocks=(p("Bubbles collapse; the metal rings."),),
        ),
        Section(
            id="s2",
            kind="references",
            heading=Str(text="References"),
            blocks=(p("[1] Kettles, example.org."),),
        ),
    ),
    figures=(
        Figure(
            id="f1",
            placeholder=Str(text="Kettle picture"),
            label=Str(text="Fig. 1:"),
            caption=(Str(text="A kettle."),),
            credit=(Str(text="Photo: B. Cooper"),),
        ),
    ),
    ctas=(
        CallToAction(
            id="cta1",
            label=Str(text="•"),
            inlines=(
                Str(text="Write to "),
                Link(target="http://www.example.org", inlines=(Str(text="www.example.org"),), bare=True),
            ),
        ),
        CallToAction(id="cta2", inlines=(Str(text="Ring "), LostLink(id="l2", text="the bell"))),
    ),
    statements=(
        Statement(id="n0", label=Str(text="Correction, 5 March:"), blocks=(p("It was tin."),), roles=()),
        Statement(
            id="n1",
            heading=Str(text="Funding"),
            blocks=(
                p("Made possible (in part) by the Kettle Fund (TEST-0001).  The views are the authors’."),
            ),
            roles=(),
        ),
        Statement(id="n2", blocks=(p("No kettle was harmed."),), roles=()),
    ),
    awards=(Award(id="TEST-0001", statement="n1"),),
    comments=Comments(
        items=(
            comment(1, "Cy 🙂 Brazier", "It sang  twice."),
            comment(2, None, "Mine did not.", "Not once.", parent="c1"),
            comment(3, "محمد", "شكرا جزيلا على المقال.", parent="c2"),
            comment(4, "Dee", "日本語のやかん。"),
        )
    ),
    order=(
        "n0",
        "intro",
        "q1",
        "q2",
        "f1",
        "a1",
        "s1",
        "q3",
        "a2",
        "q4",
        "a3",
        "cta1",
        "cta2",
        "s2",
        "n1",
        "n2",
    ),
)

PUBLISHED = Published(
    document=FULL,
    state="proof",
    open=("C002:c2",),
    date="2031-03-03",
    standfirst="Heat, bubbles and a resonant body: the tinker listens.",
    editors_note=(p("The author has a kettle."),),
    reprint="The Tinker's Weekly, by permission",
    original_url="https://example.org/kettles",
    captured="2031-04-01",
    comments=CommentDesk(
        declared=7,
        printed=4,
        withheld=(Withheld(reason="duplicate", count=2), Withheld(reason="spam", count=1)),
        undecided=("c2",),
        order="oldest-first",
    ),
)

CONFIG = Config.model_validate(
    {
        "publication": {
            "name": "Hearth Quarterly",
            "language": "en",
            "postal_address": "1 Example Street, Northholm",
            "rights": "© 2031 Hearth Quarterly",
        },
        "newsletter": {"unsubscribe": "{{ unsubscribe_link }}", "view_url": "https://example.org/{slug}"},
    }
)


def job(published: Published = PUBLISHED, config: Config = CONFIG) -> Job:
    """A job with the theme that ships."""
    return Job(published, load("magazine"), config)


def changed(published: Published, **fields: object) -> Published:
    """The article with some of the view's own fields replaced."""
    return published.model_copy(update=fields)


def plain(published: Published = PUBLISHED, **document: object) -> Published:
    """The article with some of its document's fields replaced."""
    return changed(published, document=published.document.model_copy(update=document))
