"""The SDK's client: how it is opened in a worker, warmed in the nursery, and asked whether key and model are good."""

import random
import ssl
from functools import cache

import anthropic
import httpx2
from anthropic import AsyncAnthropic

from patrond.clock import SystemClock
from patrond.config import Settings
from patrond.crochet.pattern import Language, Terms
from patrond.errors import PatrondError
from patrond.i18n import translator
from patrond.providers.outcomes import CALL_ERRORS, Judge
from patrond.providers.prompt import system_block
from patrond.providers.question import question
from patrond.providers.reply import ENDPOINT

API_URL = "https://api.anthropic.com"
_KEEPALIVE_SECONDS = 60.0  # the default of 5 s would make a new TLS connection for nearly every call
_CONNECT_SECONDS = 10.0
_CHECK_SECONDS = 15.0


def open_client(settings: Settings) -> AsyncAnthropic:
    """A client of its own for this process. One used before a fork mixes up the answers of sister processes.

    Key and address are always given, so that the SDK looks for neither; its retries are off, since the queue owns
    retries: they obey any Retry-After, ignore shutdown, and each is a second paid generation.
    """
    timeout = httpx2.Timeout(settings.provider.call_timeout.total_seconds(), connect=_CONNECT_SECONDS)
    return AsyncAnthropic(
        api_key=_key(settings),
        base_url=settings.provider.base_url or API_URL,
        max_retries=0,
        timeout=timeout,
        open_telemetry=False,
        http_client=_http_client(timeout),
    )


def warm(settings: Settings) -> None:
    """Do in the nursery what each worker would else do at its start: kill to READY falls from 47 to 6 ms (measured).

    The TLS context stays and is shared by the forked; a client is built and dropped for its lazy imports, one call over
    a transport of our own brings the others and leaves prompt and schema written. It opens no socket, starts no thread.
    """
    _http_client(httpx2.Timeout(1.0))
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json={}))
    # The sync client: an event loop in the nursery would open a selector and a socket pair.
    with anthropic.Anthropic(
        api_key=_key(settings),
        base_url=API_URL,
        max_retries=0,
        open_telemetry=False,
        http_client=httpx2.Client(transport=transport, verify=_tls()),
    ) as client:
        language = Language(settings.language)
        system = system_block(language, Terms.FR if language is Language.FR else Terms.US)
        asked = question(settings.provider.model, system, ({"role": "user", "content": "-"},), 500)
        client.post(ENDPOINT, cast_to=httpx2.Response, content=asked.body)


async def check_online(settings: Settings) -> str:
    """Look the model up: free, and it proves the key. Raises PatrondError with what the API says."""
    model = settings.provider.model
    client = open_client(settings)
    try:
        found = await client.models.retrieve(model, timeout=_CHECK_SECONDS)
    except CALL_ERRORS as error:
        # rng: the outcome's wait is not looked at
        judge = Judge(translator("en"), random.Random(0))  # noqa: S311
        raise PatrondError(f"cannot use model {model!r}: {judge.of_error(error, SystemClock().utc()).reason}") from None
    finally:
        await client.close()
    return f"claude: key and model {getattr(found, 'id', model)} are good"


def _key(settings: Settings) -> str:
    key = settings.provider.api_key
    return key.get_secret_value().strip() if key else ""


def _http_client(timeout: httpx2.Timeout) -> httpx2.AsyncClient:
    limits = httpx2.Limits(max_connections=1000, max_keepalive_connections=100, keepalive_expiry=_KEEPALIVE_SECONDS)
    return anthropic.DefaultAioHttpClient(verify=_tls(), timeout=timeout, limits=limits)


@cache
def _tls() -> ssl.SSLContext:
    """Reads the certificate store once (20 ms); made before the fork it is shared by all workers."""
    return httpx2.create_ssl_context()
