"""The typed document model: what an article is, whatever shape it came in."""

from __future__ import annotations

from pcss_publish.model.base import SCHEMA_VERSION, Model, Span
from pcss_publish.model.blocks import (
    Block,
    BlockQuote,
    BulletList,
    Header,
    Leaf,
    LineBlock,
    ListItem,
    OrderedList,
    Para,
    Table,
    block_text,
    leaves,
)
from pcss_publish.model.document import Document, Node
from pcss_publish.model.house import HouseText, house_element_id
from pcss_publish.model.inlines import (
    Emph,
    Inline,
    LineBreak,
    Link,
    LostLink,
    Opaque,
    SoftBreak,
    Str,
    Strong,
    Subscript,
    Superscript,
    text_of,
)
from pcss_publish.model.ledger import Ledger, Segment
from pcss_publish.model.nodes import (
    Answer,
    Award,
    Byline,
    CallToAction,
    Comment,
    Comments,
    CommentState,
    DateClaim,
    Declared,
    Figure,
    Identifier,
    Person,
    Question,
    Right,
    RoleSpan,
    Section,
    Source,
    Statement,
    StatementRole,
    label_text,
)
from pcss_publish.model.published import CommentDesk, Edit, Published, Withheld
from pcss_publish.model.units import Unit, element_id

__all__ = [
    "SCHEMA_VERSION", "Answer", "Award", "Block", "BlockQuote", "BulletList", "Byline", "CallToAction",
    "Comment", "CommentDesk", "CommentState", "Comments", "DateClaim", "Declared", "Document", "Edit", "Emph",
    "Figure", "Header", "HouseText", "Identifier", "Inline", "Leaf", "Ledger", "LineBlock", "LineBreak", "Link", "ListItem",
    "LostLink", "Model", "Node", "Opaque", "OrderedList", "Para", "Person", "Published", "Question", "Right",
    "RoleSpan", "Section", "Segment", "SoftBreak", "Source", "Span", "Statement", "StatementRole", "Str", "Strong",
    "Subscript", "Superscript", "Table", "Unit", "Withheld", "block_text", "element_id", "house_element_id", "label_text", "leaves",
    "text_of",
]  # fmt: skip
