"""WeasyPrint alone: page.html and page.css of a folder to bare.pdf, as its documentation shows it."""

from __future__ import annotations

import sys
from pathlib import Path


def main(folder: Path) -> None:
    """Render with fresh fonts and style sheets."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fonts = FontConfiguration()
    styles = [CSS(filename=str(folder / "page.css"), font_config=fonts)]
    HTML(filename=str(folder / "page.html")).write_pdf(
        str(folder / "bare.pdf"), stylesheets=styles, font_config=fonts
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
