"""Patterns as documents and pictures for people and for the site. Later: pdf."""
