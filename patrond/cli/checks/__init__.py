"""The questions of ``patrond check``, a file for each part of the installation; each answers with lines."""
