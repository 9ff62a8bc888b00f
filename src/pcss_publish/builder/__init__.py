"""From a project's sources to its products. Knows formats only through the catalogue."""
