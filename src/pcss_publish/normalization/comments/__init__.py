"""Who said what below the article: the comments' heads, bodies and order."""
