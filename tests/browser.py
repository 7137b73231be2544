"""A headless Chromium for the tests of the report, driven over the DevTools protocol by two pipes.

The browser reads commands from file descriptor 3 and answers on 4, each a JSON text that ends in a zero
byte: https://chromedevtools.github.io/devtools-protocol/. Nothing but the standard library is needed.

``python tests/browser.py REPORT.html PREFIX`` writes PREFIX.phone.png and PREFIX.a4.png.
"""

from __future__ import annotations

import base64
import contextlib
import fcntl
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, cast

PHONE, A4 = (390, 844), (794, 1123)  # CSS pixels; 794 is 210 mm
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--hide-scrollbars",
    "--remote-debugging-pipe",
)
_PATIENCE = 60.0  # seconds; a cold start on a busy machine takes ten

# A size of one pixel is that of text for screen readers only.
_HEADINGS = """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].map(h => {
  const box = h.getBoundingClientRect(), there = h.checkVisibility({visibilityProperty: true});
  return [+h.tagName[1], (h.innerText || h.textContent).replace(/\\s+/g, " ").trim(),
    there && box.width > 1 && box.height > 1,
    there && box.width > 0 && box.height > 0 && !h.closest("[aria-hidden=true], [hidden], [inert]")];
})"""
_FOCUSED = """(() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  const style = getComputedStyle(e), box = e.getBoundingClientRect();
  return [[...document.querySelectorAll("*")].indexOf(e), e.tagName.toLowerCase(), e.getAttribute("href") ?? "",
    (e.getAttribute("aria-label") ?? e.innerText ?? "").trim(),
    style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== "none",
    box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight];
})()"""


class BrowserError(Exception):
    """The browser did not start, did not answer in time, or refused a command."""


class Heading(NamedTuple):
    """A heading of the page.

    Args:
        visible: it is drawn, larger than a pixel.
        reachable: it has a size and is hidden from nobody; also true of text for screen readers only.
    """

    level: int
    text: str
    visible: bool
    reachable: bool


class Stop(NamedTuple):
    """An element that got the focus by the Tab key; ``place`` is its number among all elements."""

    place: int
    tag: str
    href: str
    text: str
    outline: bool
    on_screen: bool


def installed() -> str | None:
    """The path of a Chromium on this machine, None when there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


def required() -> str:
    """The path of a Chromium; without one the test is skipped, but where CI is set it fails."""
    import pytest

    found = installed()
    if found is None and os.environ.get("CI"):
        pytest.fail("no chromium on this machine: apt-get install chromium")
    if found is None:
        pytest.skip("needs chromium: apt-get install chromium (set CI to make this a failure)")
    return found


@dataclass
class Browser:
    """One browser with one page, for use in a ``with``; everything is gone when the block ends.

    Args:
        path: the program; None takes the first that is installed.
        patience: seconds to wait for any one answer before BrowserError.
    """

    path: str | None = None
    patience: float = _PATIENCE

    def __enter__(self) -> Browser:
        program = self.path or installed()
        if program is None:
            raise BrowserError("no chromium on this machine")
        self.console: list[str] = []
        self.requests: list[str] = []
        self._last, self._page, self._size = 0, None, PHONE
        self._loaded: set[str] = set()  # by the browser's name for a load
        self._answers: dict[int, dict[str, Any]] = {}
        self._buffer = b""
        self._home = tempfile.mkdtemp(prefix="chromium-")
        try:
            self._start(program)
            target = self._send("Target.createTarget", url="about:blank")["targetId"]
            attached = self._send("Target.attachToTarget", targetId=target, flatten=True)
            self._page = attached["sessionId"]
            for domain in ("Page", "Runtime", "Log", "Network", "Accessibility"):
                self._send(f"{domain}.enable")
            self._send("Page.setLifecycleEventsEnabled", enabled=True)
            self._send("Emulation.setFocusEmulationEnabled", enabled=True)
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def open(self, path: Path, width: int, height: int, *, mobile: bool = False, scale: float = 1) -> None:
        """Load a file in a window of that many CSS pixels; forgets earlier messages and requests."""
        self._size = width, height
        self._send(
            "Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=scale, mobile=mobile
        )
        self.console.clear()
        self.requests.clear()
        went = self._send("Page.navigate", url=path.resolve().as_uri())
        if "errorText" in went:
            raise BrowserError(f"{path.name}: {went['errorText']}")
        end = time.monotonic() + self.patience
        while went["loaderId"] not in self._loaded:
            self._receive(end)
        self.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))")

    def media(self, kind: str = "", *, dark: bool = False) -> None:
        """Show the page as for ``kind`` ("print", "screen"; empty for what it is), light or dark."""
        theme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._send("Emulation.setEmulatedMedia", media=kind, features=[theme])

    def evaluate(self, script: str) -> Any:
        """The value of a JavaScript expression; promises are awaited."""
        done = self._send("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in done:
            raise BrowserError(_exception(done["exceptionDetails"]))
        return done["result"].get("value")

    def dom(self) -> str:
        """The page as markup, as the browser holds it."""
        return cast(str, self.evaluate("document.documentElement.outerHTML"))

    def text(self) -> str:
        """What can be read on the page."""
        return cast(str, self.evaluate("document.body.innerText"))

    def headings(self) -> list[Heading]:
        """The headings in the order of the page."""
        return [Heading(*row) for row in self.evaluate(_HEADINGS)]

    def spoken_headings(self) -> list[tuple[int, str]]:
        """Level and text of the headings that the accessibility tree has."""
        nodes = self._send("Accessibility.getFullAXTree")["nodes"]
        found = [n for n in nodes if not n.get("ignored") and n.get("role", {}).get("value") == "heading"]
        levels = [[p["value"]["value"] for p in n["properties"] if p["name"] == "level"] for n in found]
        return [(level[0], n["name"]["value"].strip()) for n, level in zip(found, levels, strict=True)]

    def tab_order(self, limit: int = 2000) -> list[Stop]:
        """What gets the focus when Tab is pressed from the top of the page to its end."""
        self.evaluate("(document.activeElement?.blur(), scrollTo(0, 0), getSelection().removeAllRanges())")
        stops: list[Stop] = []
        while len(stops) < limit:
            self._key("rawKeyDown")
            self._key("keyUp")
            row = self.evaluate(_FOCUSED)
            if row is None or any(row[0] == stop.place for stop in stops):
                return stops
            stops.append(Stop(*row))
        raise BrowserError(f"more than {limit} stops of the Tab key")

    def screenshot(self, path: Path, *, full_page: bool = False) -> None:
        """Write a PNG of the window, or of the whole page."""
        extra: dict[str, Any] = {}
        if full_page:
            box = self._send("Page.getLayoutMetrics")["cssContentSize"]
            clip = {"x": 0, "y": 0, "width": self._size[0], "height": box["height"], "scale": 1}
            extra = {"clip": clip, "captureBeyondViewport": True}
        path.write_bytes(base64.b64decode(self._send("Page.captureScreenshot", format="png", **extra)["data"]))

    def pdf(self, path: Path) -> int:
        """Print to a PDF on A4, in the light theme, and tell how many pages it has."""
        self.media()
        printed = self._send(
            "Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=True, preferCSSPageSize=True
        )
        data = base64.b64decode(printed["data"])
        path.write_bytes(data)
        return len(re.findall(rb"/Type\s*/Page\b(?!s)", data))

    def _start(self, program: str) -> None:
        """Numbers from 10 up, so that neither end is in the way of 3 and 4 in the new process."""
        pipes = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in _closing((*os.pipe(), *os.pipe()))]
        theirs_in, self._out, self._in, theirs_out = pipes

        def hand_over() -> None:
            os.dup2(theirs_in, 3)
            os.dup2(theirs_out, 4)

        with Path(os.devnull).open("r+b") as nowhere:
            self._process = subprocess.Popen(
                [program, *_FLAGS, f"--user-data-dir={self._home}", "about:blank"],
                stdin=nowhere,
                stdout=nowhere,
                stderr=nowhere,
                close_fds=False,
                preexec_fn=hand_over,
                start_new_session=True,
            )
        os.close(theirs_in)
        os.close(theirs_out)

    def _stop(self) -> None:
        """End the browser with all its children, whatever state it is in."""
        if process := getattr(self, "_process", None):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(10)
            os.close(self._out)
            os.close(self._in)
            del self._process
        for _ in range(50):  # the last of its children may still be writing
            shutil.rmtree(self._home, ignore_errors=True)
            if not Path(self._home).exists():
                break
            time.sleep(0.1)

    def _key(self, kind: str) -> None:
        self._send("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)

    def _send(self, method: str, **params: Any) -> dict[str, Any]:
        self._last += 1
        number = self._last
        command: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self._page is not None:
            command["sessionId"] = self._page
        end = time.monotonic() + self.patience
        left = json.dumps(command).encode() + b"\0"
        while left:
            self._wait(end, writing=True)
            try:
                left = left[os.write(self._out, left[:4096]) :]
            except BrokenPipeError:
                raise BrowserError("the browser has stopped") from None
        while number not in self._answers:
            self._receive(end)
        answer = self._answers.pop(number)
        if "error" in answer:
            raise BrowserError(f"{method}: {answer['error']['message']}")
        return cast("dict[str, Any]", answer["result"])

    def _wait(self, end: float, *, writing: bool) -> None:
        left = max(0.0, end - time.monotonic())
        ends = [self._out] if writing else [self._in]
        readable, writable, _ = select.select([] if writing else ends, ends if writing else [], [], left)
        if not (readable or writable):
            raise BrowserError(f"the browser did not answer within {self.patience:g} seconds")

    def _receive(self, end: float) -> None:
        """Read what the browser has to say, at least once, and take note of it."""
        self._wait(end, writing=False)
        data = os.read(self._in, 1 << 20)
        if not data:
            raise BrowserError("the browser has stopped")
        *whole, self._buffer = (self._buffer + data).split(b"\0")
        for text in whole:
            message = json.loads(text)
            if "id" in message:
                self._answers[message["id"]] = message
            else:
                self._note(message["method"], message["params"])

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "Page.lifecycleEvent" and params["name"] == "load":
            self._loaded.add(params["loaderId"])
        elif event == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif event == "Runtime.exceptionThrown":
            self.console.append(_exception(params["exceptionDetails"]))
        elif event == "Runtime.consoleAPICalled":
            said = " ".join(str(arg.get("value", arg.get("description", ""))) for arg in params["args"])
            self.console.append(f"{params['type']}: {said}")
        elif event == "Log.entryAdded":
            entry = params["entry"]
            self.console.append(f"{entry['level']}: {entry['text']} {entry.get('url', '')}".rstrip())


def _closing(ends: tuple[int, ...]) -> Any:
    """Yields every end of a pipe and closes it once it has been copied."""
    for end in ends:
        yield end
        os.close(end)


def _exception(details: dict[str, Any]) -> str:
    return str(details.get("exception", {}).get("description") or details["text"])


def screenshots(report: Path, prefix: str) -> list[Path]:
    """Write PREFIX.phone.png and PREFIX.a4.png: the whole page at the width of a phone and of A4."""
    written = []
    with Browser() as browser:
        for name, size, mobile in (("phone", PHONE, True), ("a4", A4, False)):
            browser.open(report, *size, mobile=mobile)
            written.append(Path(f"{prefix}.{name}.png"))
            browser.screenshot(written[-1], full_page=True)
    return written


if __name__ == "__main__":
    if len(sys.argv) != 3:
        raise SystemExit("usage: python tests/browser.py REPORT.html PREFIX")
    for path in screenshots(Path(sys.argv[1]), sys.argv[2]):
        sys.stdout.write(f"{path}\n")
