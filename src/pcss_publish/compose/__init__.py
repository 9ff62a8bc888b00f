"""Document and theme to markup: the only stage that knows how things look."""
