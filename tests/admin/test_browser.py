"""The pages in a real browser, on a phone and on a desk, in light and dark."""

import os
from collections.abc import Iterator
from pathlib import Path

from patrond.crochet import Level, PatternType, Request, generate
from patrond.jobs import Fail
from patrond.render.markdown import instructions

from support.browser import looks
from support.page import Page

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
PICTURES = os.environ.get("PATROND_PICTURES")  # a folder to keep the screenshots in, to look at


def every_kind() -> Iterator[str]:
    """A text of each type, and one with faults."""
    for type_ in PatternType:
        yield instructions(generate(Request(type_, Level.INTERMEDIATE)))
    hat = instructions(generate(Request(PatternType.HAT, Level.BEGINNER)))
    yield hat.replace("[30]", "[31]").replace("[60]", "[59]").replace("[66]", "[65]")


def test_every_page_fits_its_screen_obeys_the_scheme_and_asks_nobody_else(page: Page) -> None:
    pattern, job = page.house.ask()
    lease = page.house.lease()
    page.house.end(lease, page.house.done(lease))
    page.house.ask(max_attempts=1)
    page.house.end(page.house.lease(), Fail("a reason without a space " + "x" * 300, "Merci de réessayer."))
    drawn = [page.house.store_text(content) for content in every_kind()]
    assert page.server.url is not None
    routes = ["/", "/jobs", f"/jobs/{job}", f"/jobs/{job + 1}", f"/patterns/{pattern}", "/workers", "/login"]
    routes += [f"/patterns/{number}" for number in drawn]
    start = f"{page.server.url}/login?ticket={page.server.login_ticket()}"

    seen = looks(start, page.server.url, routes, widths=WIDTHS, schemes=SCHEMES, pictures=PICTURES is not None)

    for look in seen:
        where = f"{look.route} at {look.width}, {look.scheme}"
        assert look.content_width == look.width, f"{where} scrolls sideways"
        assert look.complaints == [], where
        assert look.overlaps == [], where
        assert look.requested and all(url.startswith(page.server.url) for url in look.requested), where
        assert "patrond" in look.title, where
        if PICTURES:
            name = look.route.strip("/").replace("/", "-") or "start"
            (Path(PICTURES) / f"{name}-{look.width}-{look.scheme}.png").write_bytes(look.picture)
    for route in routes:
        light, dark = ({look.background for look in seen if (look.route, look.scheme) == (route, s)} for s in SCHEMES)
        assert len(light) == len(dark) == 1 and light != dark, route
