"""Press editions and archives of articles, for a press that does not exist."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from pathlib import Path

from PIL import Image

import cmyk_profile
from pcss_publish.exporters import archive, press
from pcss_publish.exporters.base import Export, Job
from pcss_publish.model import Figure
from pcss_publish.settings import Config
from pdf.sample import article, job, published

PROFILE = cmyk_profile.profile()
SUFFIX = {press.export: ".press.pdf", archive.export: ".archive.pdf"}


def picture(width: int = 2400, height: int = 1500) -> bytes:
    """A picture of many colours, the darkest of which would be too much ink."""
    across, down = Image.linear_gradient("L"), Image.linear_gradient("L").rotate(90)
    image = Image.merge("RGB", (across, down, across.point(lambda value: value // 4))).resize((width, height))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def pictured(data: bytes | None = None) -> Job:
    """The sample of the PDF's tests, with a picture."""
    figure = Figure(id="f1", asset="stone.png", alt="A stone with moss.")
    one = published(figures=(figure,))
    return for_press(job(one, pictures={"f1": data or picture()}))


def for_press(one: Job, **press_settings: object) -> Job:
    config: Config = one.config.model_copy(
        update={"press": one.config.press.model_copy(update=press_settings)}
    )
    return replace(one, profile=PROFILE, config=config)


@cache
def edition() -> Export:
    return press.export(pictured())


@cache
def archived() -> Export:
    return archive.export(pictured())


def data(made: Export) -> bytes:
    (product,) = made.products.values()
    return product.data


@cache
def printed(path: Path) -> Export:
    """The press edition of a gold article; one without a date gets one, as a build would give it."""
    one = article(path)
    return press.export(for_press(job(one if one.date else one.model_copy(update={"date": "2030-01-01"}))))
