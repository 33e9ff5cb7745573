"""The pictures of docs/tour.md, taken of the real page while the tour is played.

Run it by `python docs/make_pictures.py`. It needs Chromium ($JIANDING_CHROMIUM, else the one on PATH), with fonts for
Chinese and emoji.
"""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.async_api import Browser, ViewportSize, async_playwright

from bot.app.running import set_up_logs
from bot.tools.tour.house import Play
from bot.tools.tour.playing import play_tour
from config.model import Log

PICTURES = Path(__file__).parent / "pictures" / "tour"
WINDOW: ViewportSize = {"width": 460, "height": 760}
COLOURS = (96, 64, 48, 32)
MOST_BYTES = 60_000
NAMES = ("chromium", "chromium-browser", "google-chrome")


def kept(taken: bytes) -> bytes:
    """A picture with as many colours as fit into the allowed size. PNG."""
    whole = Image.open(io.BytesIO(taken)).convert("RGB")
    for colours in COLOURS:
        written = io.BytesIO()
        whole.quantize(colours, dither=Image.Dither.NONE).save(written, "PNG", optimize=True)
        if written.tell() <= MOST_BYTES:
            break
    return written.getvalue()


async def take(browser: Browser, picture: str, address: str) -> None:
    """One picture of the page at an address."""
    page = await browser.new_page(viewport=WINDOW, reduced_motion="reduce", locale="zh-CN")
    await page.goto(address)
    await page.locator(".message, main").last.wait_for()
    await page.wait_for_timeout(400)  # pictures in the chat are being drawn
    (PICTURES / f"{picture}.png").write_bytes(kept(await page.screenshot()))
    await page.close()


async def main() -> int:
    """Play the tour, and take every picture; 1 when a step failed."""
    set_up_logs(Log(level="error", json=False))
    PICTURES.mkdir(parents=True, exist_ok=True)
    executable = os.environ.get("JIANDING_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=["--no-sandbox", "--disable-gpu"])

        async def camera(picture: str, address: str) -> None:
            await take(browser, picture, address)

        with tempfile.TemporaryDirectory() as folder:
            report = await play_tour(Play(Path(folder), camera=camera))
        await browser.close()
    if report.failed is not None:
        sys.stderr.write(f"{report.failed.seen}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
