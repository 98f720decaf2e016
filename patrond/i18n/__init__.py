"""The wording of messages in French and English, by key, from ``patrond/locale/<language>/<domain>.po``.

A key is ``domain.name`` (``log.job_reserved``); the file of its domain holds it as msgid without the domain.
Placeholders are those of :meth:`str.format`, by name: ``{job}``. Plurals follow gettext: msgid, msgid_plural and
the placeholder ``n``. The .po files are read as they are, so that an edit needs no build step; Babel reads them
because it is gettext's reference in Python and needs no compiled catalogue.
"""

from functools import cache
from pathlib import Path

from babel.messages.pofile import read_po

LANGUAGES = ("fr", "en")
_FOLDER = Path(__file__).parent.parent / "locale"

_Forms = tuple[str, ...]


class Translator:
    """Words one language: ``translator("fr")("log.job_reserved", job=5, attempt=1, max_attempts=3)``.

    A key that the language lacks is worded in English; one that no language has is shown as the key itself with
    its values, since a missing word must never stop a job. A test holds both languages to the same keys.
    """

    def __init__(self, language: str, texts: dict[str, _Forms]) -> None:
        self.language = language
        self._texts = texts

    def __call__(self, key: str, /, **values: object) -> str:
        forms = self._texts.get(key)
        if forms is None:
            tail = " ".join(f"{name}={value}" for name, value in values.items())
            return f"{key} {tail}".rstrip()
        text = forms[self._plural(values)] if len(forms) > 1 else forms[0]
        try:
            return text.format(**values)
        except (KeyError, IndexError, ValueError):
            return text

    def __contains__(self, key: str) -> bool:
        return key in self._texts

    def keys(self) -> set[str]:
        """Every key that this language can word."""
        return set(self._texts)

    def form(self, key: str) -> str:
        """The raw text behind a key, placeholders and all (for tests and tools)."""
        return self._texts[key][0]

    def _plural(self, values: dict[str, object]) -> int:
        n = values.get("n")
        if not isinstance(n, int):
            return 0
        # French: 0 and 1 are singular; English: 1 alone. (CLDR; the rule in the header is for other tools.)
        singular = n in (0, 1) if self.language == "fr" else n == 1
        return 0 if singular else 1


@cache
def translator(language: str) -> Translator:
    """The translator of ``language`` ("fr" or "en"); another language is worded in English."""
    if language not in LANGUAGES:
        language = "en"
    texts = _load("en")
    if language != "en":
        texts = texts | _load(language)
    return Translator(language, texts)


def _load(language: str) -> dict[str, _Forms]:
    texts: dict[str, _Forms] = {}
    for path in sorted((_FOLDER / language).glob("*.po")):
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
        for message in catalog:
            if not message.id:
                continue
            name = message.id if isinstance(message.id, str) else message.id[0]
            forms = (message.string,) if isinstance(message.string, str) else tuple(message.string or ("",))
            if forms[0]:
                texts[f"{path.stem}.{name}"] = forms
    return texts
