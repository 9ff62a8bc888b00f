"""A theme is a folder: ``theme.toml`` (tokens and fonts), templates, style sheets, fonts, a logo.

A theme may stand on another, its base, and then holds only what differs: tokens are merged one by one, style
sheets stand behind those of the base, and any other file that it lacks is the base's.
"""

from pcss_publish.theme.contrast import Pair, pairs
from pcss_publish.theme.folders import Folders
from pcss_publish.theme.fonts import FontFace
from pcss_publish.theme.load import FILE_NAME, load, shipped
from pcss_publish.theme.logo import Logo
from pcss_publish.theme.model import Theme

__all__ = ["FILE_NAME", "Folders", "FontFace", "Logo", "Pair", "Theme", "load", "pairs", "shipped"]
