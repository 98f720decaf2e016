"""Patterns as documents for people and for the site. Later: pdf, svg."""
