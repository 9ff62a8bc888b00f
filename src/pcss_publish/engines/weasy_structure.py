"""The logical structure of a PDF: one structure element for each element of the markup that has a role.

It stands in for WeasyPrint's own tagging, which gives a paragraph one element for each line and page that
it reaches, keeps no ids, and leaves running heads tagged but out of reach (WeasyPrint issues 1836, 2482).
ISO 32000-1, 14.7 and 14.8; ISO 14289-1, 7.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from pcss_publish.engines.structure_roles import (
    GROUPING,
    NUMBERING,
    SCOPES,
    item_around,
    role_of,
)

PAGINATION = {"Type": "/Artifact", "Subtype": "/Header"}


class Leaf(NamedTuple):
    """A box that was painted as marked content, or (``painted`` false) one that carries an annotation."""

    box: Any
    margin: bool
    painted: bool = True


def leaves(box: Any, tags: Any, margin: bool = False) -> Iterator[Leaf]:
    """Boxes below ``box`` that are content, in reading order."""
    from weasyprint.formatting_structure import boxes
    from weasyprint.layout.absolute import AbsolutePlaceholder

    if isinstance(box, AbsolutePlaceholder):
        box = box._box  # noqa: SLF001 - nothing public unwraps it
    margin = margin or isinstance(box, boxes.MarginBox)
    if box.link_annotation:
        yield Leaf(box, margin, painted=False)
    if box in tags:
        yield Leaf(box, margin)
    for child in getattr(box, "children", ()):
        yield from leaves(child, tags, margin)


class Tree:
    """Grows the structure tree of one document while its pages are walked."""

    def __init__(self, pdf: Any, roots: Iterable[Any]) -> None:
        import pydyf

        self.make, self.text, self.array = pydyf.Dictionary, pydyf.String, pydyf.Array
        self.pdf = pdf
        self.parents = {child: parent for root in roots for parent in root.iter() for child in parent}
        self.tree = self._object({"Type": "/StructTreeRoot"})
        self.document = self._object(
            {"Type": "/StructElem", "S": "/Document", "P": self.tree.reference, "K": self.array()}
        )
        self.tree["K"] = self.array([self.document.reference])
        self.nodes: dict[tuple[Any, str], Any] = {}
        self.elements: dict[Any, Any] = {}
        self.ids: dict[str, Any] = {}
        self.page: Any = None

    def _object(self, values: dict[str, Any]) -> Any:
        made = self.make(values)
        self.pdf.add_object(made)
        return made

    def owner(self, box: Any) -> Any:
        """The structure element that owns what ``box`` shows; None for what a style sheet generated."""
        tag, _, pseudo = (box.element_tag or "").partition("::")
        if pseudo == "marker":
            return self._child(self._element(box.element), box.element, "Lbl")
        return None if pseudo and tag != "a" else self._inside(box.element)

    def link(self, element: Any) -> Any:
        """The Link in which ``element`` stands; the engine gives the annotation to whatever is inside."""
        return self._element(self.anchor(element))

    def anchor(self, element: Any) -> Any:
        """The ``a`` around an element, or the element itself."""
        while element.tag != "a":
            element = self.parents[element]
        return element

    def _inside(self, element: Any) -> Any:
        """Where the content of ``element`` goes: in a list item it is the item's body."""
        found = self._element(element)
        return self._child(found, element, "LBody") if found["S"] == "/LI" else found

    def _element(self, element: Any) -> Any:
        if element is None:
            return self.document
        if element in self.elements:
            return self.elements[element]
        above = self.parents.get(element)
        role = role_of(element, self.parents)
        if role is None:
            return self._inside(above)
        # A label stands beside the body of its item, not in it.
        parent = self._element(item_around(above, self.parents)) if role == "Lbl" else self._inside(above)
        if role == "Span" and parent["S"][1:] in GROUPING:
            role = "P"  # text that stands for itself, a label that runs in
        node = self._child(parent, element, role)
        self.elements[element] = node
        self._describe(node, element, role)
        return node

    def _child(self, parent: Any, element: Any, role: str) -> Any:
        if (element, role) in self.nodes:
            return self.nodes[element, role]
        node = self._object(
            {
                "Type": "/StructElem",
                "S": f"/{role}",
                "P": parent.reference,
                "Pg": self.page,
                "K": self.array(),
            }
        )
        if role == "Lbl":
            parent["K"].insert(0, node.reference)
            self._numbered(element)
        else:
            parent["K"].append(node.reference)
        self.nodes[element, role] = node
        return node

    def _numbered(self, label: Any) -> None:
        """A list whose items have labels says of which kind these are."""
        outer = self.parents[item_around(label, self.parents)]
        numbering = NUMBERING.get(outer.tag, "None")
        self._element(outer)["A"]["ListNumbering"] = f"/{numbering}"

    def _describe(self, node: Any, element: Any, role: str) -> None:
        if name := element.get("id"):
            node["ID"] = self.text(name)
            self.ids[name] = node
        if actual := element.get("data-actual"):
            node["ActualText"] = self.text(actual)
        if lang := element.get("lang"):
            node["Lang"] = self.text(lang)
        if role == "TH":
            scope = SCOPES.get(element.get("scope"), "Column")
            node["A"] = self.make({"O": "/Table", "Scope": f"/{scope}"})
        if role == "L":
            node["A"] = self.make({"O": "/List", "ListNumbering": "/None"})
        if role == "Figure":
            node["Alt"] = self.text(element.get("alt", ""))

    def id_tree(self) -> Any:
        """The name tree from ids to structure elements (ISO 32000-1, table 322)."""
        names = self.array()
        for name in sorted(self.ids):
            names.extend((self.text(name), self.ids[name].reference))
        return self._object({"Names": names})


def _as_artefacts(stream: Any, marks: dict[int, bool], make: Any) -> None:
    """Turn marked content into artefacts; ``marks`` says of each MCID whether it is a running head."""
    items = stream.stream
    for at, item in enumerate(items):
        if isinstance(item, dict) and item.get("MCID") in marks and items[at + 1] == b"BDC":
            items[at - 1] = "/Artifact"
            items[at] = make({"Type": "/Pagination"} if marks[item["MCID"]] else {})


def _bounding_box(box: Any, height: float) -> tuple[float, ...]:
    """The box in points from the lower left corner of its page (ISO 32000-1, table 344)."""
    left, top = box.content_box_x(), box.content_box_y()
    sides = (left, height - top - box.height, left + box.width, height - top)
    return tuple(side * 0.75 for side in sides)


def add_tags(pdf: Any, document: Any, _version: Any, page_streams: list[Any]) -> None:
    """Write the structure tree; same contract as ``weasyprint.pdf.tags.add_tags``, which it replaces."""
    import pydyf

    # Pages of several documents may have been joined (weasy_join).
    roots = dict.fromkeys(page._page_box.children[0].element for page in document.pages)  # noqa: SLF001 - no public box tree
    tree = Tree(pdf, roots)
    numbers, annotations = pydyf.Array(), []
    for number, (page, stream) in enumerate(zip(document.pages, page_streams, strict=True)):
        tree.page = pdf.page_references[number]
        owners: dict[int, Any] = {}
        artefacts: dict[int, bool] = {}
        for leaf in leaves(page._page_box, stream._tags):  # noqa: SLF001 - as above
            if not leaf.painted:
                node = tree.link(leaf.box.element)
                annotations.append((node, leaf.box.link_annotation))
                words = " ".join("".join(tree.anchor(leaf.box.element).itertext()).split())
                leaf.box.link_annotation["Contents"] = pydyf.String(words)
                part = {"Type": "/OBJR", "Obj": leaf.box.link_annotation.reference, "Pg": tree.page}
                node["K"].append(pydyf.Dictionary(part))
                continue
            node = None if leaf.margin else tree.owner(leaf.box)
            mcid = stream._tags.pop(leaf.box)["mcid"]  # noqa: SLF001 - as above
            blank = not getattr(leaf.box, "text", "x").strip()
            if node is None or (blank and node["S"][1:] in GROUPING):
                artefacts[mcid] = leaf.margin
                continue
            owners[mcid] = node
            same = node.get("Pg") == tree.page
            node["K"].append(
                mcid if same else pydyf.Dictionary({"Type": "/MCR", "Pg": tree.page, "MCID": mcid})
            )
            if node["S"] == "/Figure":
                box = pydyf.Array(_bounding_box(leaf.box, page.height))
                node["A"] = pydyf.Dictionary({"O": "/Layout", "BBox": box})
        _as_artefacts(stream, artefacts, pydyf.Dictionary)
        last = max(owners, default=-1)
        row = [owners[n].reference if n in owners else "null" for n in range(last + 1)]
        numbers.extend((number, pydyf.Array(row)))
    for number, (node, annotation) in enumerate(annotations, len(document.pages)):
        annotation["StructParent"] = number
        numbers.extend((number, node.reference))
    _finish(pdf, tree, numbers)


def _finish(pdf: Any, tree: Tree, numbers: Any) -> None:
    parents = tree._object({"Nums": numbers})  # noqa: SLF001 - one module
    tree.tree["ParentTree"] = parents.reference
    tree.tree["ParentTreeNextKey"] = len(numbers) // 2
    tree.tree["IDTree"] = tree.id_tree().reference
    pdf.catalog["StructTreeRoot"] = tree.tree.reference
    pdf.catalog["ViewerPreferences"] = tree.make({"DisplayDocTitle": "true"})
    pdf.catalog["MarkInfo"] = tree.make({"Marked": "true"})
