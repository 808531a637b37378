"""Many at once: what takes long for one keeps nobody else from the pages."""

import asyncio
import threading
from dataclasses import replace
from itertools import repeat

from httpx import ASGITransport, AsyncClient

from candour.cases.ports import Cleaned
from tests.web.anonymous.coming_back import PHOTO, a_writer
from tests.web.anonymous.stage import WORDS, an_anonymous_stage

FORMS = 45
"""More than the threads that answer all pages."""


def test_files_that_take_long_to_be_cleaned_keep_nobody_from_a_page() -> None:
    stage = an_anonymous_stage()
    form = stage.on_details(stage.browser())
    is_over, begun = threading.Event(), threading.Semaphore(0)

    def slowly(content: bytes, media_type: str) -> Cleaned:
        begun.release()
        is_over.wait(60)
        return Cleaned(content=content, media_type=media_type)

    around = stage.site.state.surroundings
    stage.site.state.surroundings = replace(around, anonymous=replace(around.anonymous, clean=slowly))
    file = {"file": ("photo.jpg", b"a photo", "image/jpeg")}

    async def crowd() -> int:
        transport = ASGITransport(stage.site)
        async with AsyncClient(transport=transport, base_url=stage.pages, timeout=100) as client:
            data = {**form.fields, "text": [WORDS], "do": ["add"]}
            posts = [asyncio.create_task(client.post(form.action, data=data, files=file)) for _ in repeat(None, FORMS)]
            try:
                async with asyncio.timeout(20):
                    await asyncio.gather(*(asyncio.to_thread(begun.acquire) for _ in range(6)))
                    return (await client.get("/r/st-finnian")).status_code
            finally:
                is_over.set()
                await asyncio.gather(*posts)

    assert asyncio.run(crowd()) == 200


def test_slow_files_of_who_came_back_keep_nobody_else_from_their_report() -> None:
    writer = a_writer()
    stage, form = writer.stage, writer.opened()
    is_over, begun = threading.Event(), threading.Semaphore(0)

    def slowly(content: bytes, media_type: str) -> Cleaned:
        begun.release()
        is_over.wait(60)
        return Cleaned(content=content, media_type=media_type)

    around = stage.site.state.surroundings
    stage.site.state.surroundings = replace(around, anonymous=replace(around.anonymous, clean=slowly))

    async def crowd() -> int:
        transport = ASGITransport(stage.site)
        async with AsyncClient(transport=transport, base_url=stage.pages, timeout=100) as client:
            slow = {**form.fields, "text": ["Here."], "do": ["add"]}
            posts = [
                asyncio.create_task(client.post(form.action, data=slow, files={"file": PHOTO})) for _ in repeat(None, 6)
            ]
            try:
                async with asyncio.timeout(20):
                    await asyncio.gather(*(asyncio.to_thread(begun.acquire) for _ in posts))
                    return (await client.post("/back", data={"code": writer.code, "do": "show"})).status_code
            finally:
                is_over.set()
                await asyncio.gather(*posts)

    assert asyncio.run(crowd()) == 200


def test_files_with_a_wrong_code_are_not_even_cleaned() -> None:
    writer = a_writer()
    form = writer.opened()
    form.fields["code"] = ["0000111122223333"]
    assert writer.sends(form, "Here.", [PHOTO]).status_code == 422
    assert writer.stage.hands.cleaned == []
