"""Numbers, durations and times as people read them, in the page's language."""

from datetime import datetime
from decimal import Decimal

from patrond.i18n import Translator

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


class Wording:
    """Words values in one language. French sets a narrow space between thousands, a comma before decimals."""

    def __init__(self, words: Translator) -> None:
        self._words = words
        self._french = words.language == "fr"

    def number(self, value: float, digits: int = 0) -> str:
        """A number with grouped thousands."""
        text = f"{value:,.{digits}f}"
        if not self._french:
            return text
        return text.replace(",", "\u202f").replace(".", ",")

    def dollars(self, value: Decimal | float) -> str:
        """An amount in US dollars; cents, and a tenth of them where it is less than one dollar."""
        amount = float(value)
        digits = 2 if amount >= 1 or amount == 0 else 4
        return f"{self.number(amount, digits)}\u00a0$" if self._french else f"${self.number(amount, digits)}"

    def duration(self, seconds: float | None) -> str:
        """A length of time in at most two units; a dash where there is none."""
        if seconds is None:
            return "–"
        seconds = max(0.0, seconds)
        if seconds < 10:
            return f"{self.number(seconds, 1)}\u00a0s"
        whole = int(seconds)
        if whole < 2 * _MINUTE:
            return f"{whole}\u00a0s"
        if whole < 2 * _HOUR:
            return f"{whole // _MINUTE}\u00a0min"
        day = self._words("page.unit_day")
        if whole < 2 * _DAY:
            return f"{whole // _HOUR}\u00a0h\u00a0{whole % _HOUR // _MINUTE:02d}"
        return f"{whole // _DAY}\u00a0{day}\u00a0{whole % _DAY // _HOUR}\u00a0h"

    def ago(self, seconds: float) -> str:
        """How long ago; the future is worded as such. Rows have whole seconds: below two, it is now."""
        if abs(seconds) < 2:
            return self._words("page.time_now")
        if seconds < 0:
            return self._words("page.time_in", duration=self.duration(-seconds))
        return self._words("page.time_ago", duration=self.duration(seconds))

    def since(self, then: datetime | None, now: datetime) -> str:
        """How long ago a row's time was; both naive, in the site's zone."""
        return "–" if then is None else self.ago((now - then).total_seconds())

    def moment(self, when: datetime | None) -> str:
        """A day and a time, as the page shows a row's time."""
        if when is None:
            return "–"
        return f"{when:%d/%m/%Y %H:%M:%S}" if self._french else f"{when:%Y-%m-%d %H:%M:%S}"
