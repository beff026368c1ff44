"""Thin wrappers around the libraries that set papers: nothing else imports those."""
