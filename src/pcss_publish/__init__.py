"""Republish Q&A articles as PDF, EPUB and newsletter HTML, and prove that nothing was lost."""
