"""The only importers of weasyprint, ebooklib and pypandoc."""
