"""The provider without a network: what it drafts, what it refuses, and that it loads no SDK."""

import asyncio
import json
import subprocess
import sys

import pytest
from patrond.crochet import generate
from patrond.crochet.findings import Report, Verdict
from patrond.crochet.pattern import Gauge, Language, Level, PatternType
from patrond.crochet.request import Request
from patrond.errors import CannotMake
from patrond.jobs import Retry
from patrond.providers.builtin import BuiltinProvider
from patrond.providers.contract import Brief, CallEnded, Provider

HAT = Request(PatternType.HAT, Level.BEGINNER, "adulte", gauge=Gauge(18, 20), options={"fit": "slouchy"})


def test_it_is_a_provider_and_says_its_name() -> None:
    provider: Provider = BuiltinProvider()

    assert provider.name == "builtin"


def test_a_draft_is_the_generators_pattern_and_costs_nothing() -> None:
    draft = asyncio.run(BuiltinProvider().draft(Brief(HAT)))

    assert draft.pattern == generate(HAT)
    assert (draft.usage.provider, draft.usage.calls, draft.usage.tokens, draft.usage.cost_usd) == ("builtin", 0, 0, 0)
    assert draft.calls == ()


def test_the_prompt_kept_says_what_the_pattern_was_made_from() -> None:
    told = json.loads(asyncio.run(BuiltinProvider().draft(Brief(HAT))).prompt)

    assert told["type"] == "hat"
    assert told["size"] == "adulte"
    assert told["gauge"] == [18, 20]
    assert told["options"] == {"fit": "slouchy"}


def test_what_cannot_be_crocheted_is_left_to_the_handler_to_word() -> None:
    with pytest.raises(CannotMake, match="cannot make a garment"):
        asyncio.run(BuiltinProvider().draft(Brief(Request(PatternType.GARMENT, Level.BEGINNER, "homme"))))


@pytest.mark.parametrize("language", list(Language))
def test_a_repair_is_declined_with_a_sentence_for_the_customer(language: Language) -> None:
    provider = BuiltinProvider()
    brief = Brief(Request(PatternType.HAT, Level.BEGINNER, language=language))
    draft = asyncio.run(provider.draft(brief))

    with pytest.raises(CallEnded) as ended:
        asyncio.run(provider.repair(brief, draft, Report(Verdict.FAULTY, 10, 9, 50, ())))

    outcome = ended.value.outcome
    assert isinstance(outcome, Retry)
    assert outcome.sentence
    assert "answers." not in outcome.sentence


def test_it_loads_neither_the_sdk_nor_its_http_client() -> None:
    script = "import sys, patrond.providers.builtin; print(sorted({'anthropic', 'httpx2'} & set(sys.modules)))"

    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert found.stdout.strip() == "[]"
