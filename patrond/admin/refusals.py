"""What the page says no with: one exception with a status and a key of page.po, worded at the door by the surface."""

from collections.abc import Mapping, Sequence

from patrond.errors import PatrondError
from patrond.i18n import Translator


class Refusal(PatrondError):
    """A request that is not served, and why.

    ``key`` names the sentence in page.po and ``values`` fill it (a ``job_status`` is worded itself first). ``errors``
    are sentences by field, or facts for the front end (the price). ``headers`` go with the answer.
    """

    def __init__(
        self,
        status: int,
        key: str,
        *,
        errors: Mapping[str, object] | None = None,
        headers: Mapping[str, str] | None = None,
        **values: object,
    ) -> None:
        self.status = status
        self.key = key
        self.values = values
        self.errors = errors
        self.headers = dict(headers or {})
        super().__init__(f"{status} {key}")

    def text(self, words: Translator) -> str:
        """The sentence."""
        values = dict(self.values)
        if "job_status" in values:
            values["status"] = words(f"page.status_{values.pop('job_status')}")
        return words(f"page.{self.key}", **values)


def throttled(wait_seconds: float) -> Refusal:
    """Too many wrong tokens from one place."""
    seconds = max(1, round(wait_seconds + 0.5))
    return Refusal(429, "refused_throttled", headers={"Retry-After": str(seconds)}, seconds=seconds)


def invalid(errors: Mapping[str, Sequence[str]]) -> Refusal:
    """A body whose fields are wrong, with sentences by field."""
    return Refusal(422, "refused_invalid", errors=errors)
