"""The provider that needs no network, no key and no SDK: the parametric generator of ``patrond.crochet``."""

import json

from patrond.crochet.findings import Report
from patrond.crochet.generate import generate
from patrond.crochet.request import Request
from patrond.i18n import translator
from patrond.jobs import Retry, Usage
from patrond.providers.contract import Brief, CallEnded, Draft

NAME = "builtin"


class BuiltinProvider:
    """Drafts by formula. The same request gives the same draft; it costs two milliseconds and no money."""

    @property
    def name(self) -> str:
        """As in ``patterns.ai_provider``."""
        return NAME

    async def draft(self, brief: Brief) -> Draft:
        """A pattern by formula.

        Raises:
            CannotMake: the request cannot be crocheted; the handler words it for the customer.
        """
        return Draft(pattern=generate(brief.request), usage=_usage(), prompt=_told(brief.request))

    async def repair(self, brief: Brief, draft: Draft, report: Report) -> Draft:
        """Formulas do not repair: a fault here is ours, and the report says which."""
        codes = ", ".join(sorted({finding.code for finding in report.findings}))
        sentence = translator(brief.request.language)("answers.not_made")
        raise CallEnded(Retry(f"the builtin generator made what the checker refuses: {codes}", sentence), _usage())

    async def close(self) -> None:
        """Nothing is open."""


def _usage() -> Usage:
    return Usage(provider=NAME)


def _told(request: Request) -> str:
    """What the pattern was made from, for ``patterns.generation_prompt``."""
    told = {
        "generator": NAME,
        "type": request.type,
        "level": request.level,
        "size": request.size,
        "language": request.language,
        "terms": request.stitch_terms,
        "gauge": [request.gauge.stitches, request.gauge.rows] if request.gauge else None,
        "yarn_weight": request.yarn_weight,
        "options": dict(request.options),
    }
    return json.dumps({key: value for key, value in told.items() if value}, ensure_ascii=False)
