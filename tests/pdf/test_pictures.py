"""A picture that the desk supplied is printed, with what stands for it where it cannot be seen."""

from __future__ import annotations

import io

import pikepdf

from pcss_publish.exporters.pdf import export
from pcss_publish.exporters.pdfgate.file import File
from pcss_publish.model import Figure, Str
from pcss_publish.proof import prove
from pdf.sample import HEIGHT, WIDTH, job, pdf, png, published

CREDIT = "Photo: B. Tester"


def figure(**changes: object) -> Figure:
    made = Figure(id="f1", asset="stone.png", alt="A stone with moss", credit=(Str(text=CREDIT),))
    return made.model_copy(update=changes)


def alternatives(data: bytes) -> list[str]:
    with File(data) as file:
        return [str(element.node.Alt) for element in file.of("Figure")]


def sizes(data: bytes) -> list[tuple[int, int]]:
    with pikepdf.open(io.BytesIO(data)) as file:
        pictures = [one for one in file.objects if isinstance(one, pikepdf.Stream) and "/Width" in one]
        return [(int(one["/Width"]), int(one["/Height"])) for one in pictures]


def test_a_supplied_picture_is_printed_with_its_alternative_text_and_credit() -> None:
    one = published(figures=(figure(),))
    made = export(job(one, pictures={"f1": png()}))
    assert sizes(pdf(made)) == [(WIDTH, HEIGHT)]
    assert alternatives(pdf(made)) == ["A stone with moss"]
    certificate = prove(one, made.products)
    assert certificate.ok, certificate.products
    assert {"f1-credit"} <= {unit.id for unit in one.units()}


def test_a_picture_without_alternative_text_is_announced() -> None:
    one = published(figures=(figure(alt=None, credit=()),))
    made = export(job(one, pictures={"f1": png()}))
    assert alternatives(pdf(made)) == ["Picture"]
    assert prove(one, made.products).ok


def test_alternative_text_stands_for_a_picture_that_is_not_at_hand() -> None:
    one = published(figures=(figure(),))
    made = export(job(one))
    assert sizes(pdf(made)) == []
    assert [text.text for text in made.products[".pdf"].house if text.id == "alt"] == ["A stone with moss"]
    assert prove(one, made.products).ok
