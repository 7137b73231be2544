"""The report in a real browser: nothing is fetched, everything can be read, reached and printed."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import browser
import pytest
import test_pictures
from browser import A4, PHONE, Browser, BrowserError
from test_consent import EVERYTHING, TOLD, facts

from chatscrub import scrubbing
from chatscrub.facts import About
from chatscrub.page import as_html
from chatscrub.settings import Settings
from chatscrub.sharing import Sharing
from chatscrub.vaults import VaultFile
from chatscrub.wording import LANGUAGES, Language, Words

SAMPLES = Path(__file__).parents[1] / "sample_exports" / "whatsapp"
SMALL = (360, 740)
NARROWEST = (320, 640)  # WCAG 2.2, 1.4.10: https://www.w3.org/TR/WCAG22/#reflow
SIZES = {"phone": (*PHONE, True), "small phone": (*SMALL, True), "A4": (*A4, False)}

# Every text with less contrast than asked for, against what lies under it; and how many texts were looked
# at. Colours that let something through are laid over what is below them.
CONTRAST = """(least => {
  const read = css => {
    const n = css.match(/-?[\\d.]+(e-?\\d+)?/g)?.map(Number) ?? [0, 0, 0, 0], far = css.startsWith("color(");
    return [...n.slice(0, 3).map(v => far ? v * 255 : v), n[3] ?? 1];
  };
  const over = (a, b) => [0, 1, 2].map(i => a[i] * a[3] + b[i] * (1 - a[3])).concat(1);
  const light = c => [0, 1, 2].map(i => c[i] / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [.2126, .7152, .0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
  const paint = e => {
    const style = getComputedStyle(e);
    if (!(e instanceof SVGElement) || e instanceof SVGSVGElement) return read(style.backgroundColor);
    if (e.tagName === "text" || style.fill === "none") return [0, 0, 0, 0];
    const fill = read(style.fill);
    return [...fill.slice(0, 3), fill[3] * style.fillOpacity];
  };
  const below = e => {
    if (!e.closest("svg")) { const up = []; for (let a = e; a; a = a.parentElement) up.push(a); return up; }
    e.scrollIntoView({block: "center"});
    const box = e.getBoundingClientRect();
    const all = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    return all.slice(all.indexOf(e) + 1);
  };
  const ground = e => {
    const layers = [];
    for (const under of below(e)) { layers.push(paint(under)); if (layers.at(-1)[3] === 1) break; }
    return layers.reduceRight((low, high) => over(high, low), [255, 255, 255, 1]);
  };
  const seen = e => {
    const box = e.getBoundingClientRect();
    return e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && box.width > 1 && box.height > 1;
  };
  const bad = [];
  let count = 0;
  const judge = (e, style, text) => {
    const ink = read(e instanceof SVGElement ? style.fill : style.color), on = ground(e);
    for (let a = e; a; a = a.parentElement) ink[3] *= getComputedStyle(a).opacity;
    const got = ratio(over(ink, on), on);
    count++;
    if (got < least) bad.push(`${text.trim().slice(0, 40)}: ${got.toFixed(2)}`);
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode, e = text.parentElement;
    const words = text.data.trim() && !e.closest("title, desc, style, script");
    if (words && seen(e)) judge(e, getComputedStyle(e), text.data);
  }
  for (const e of document.body.querySelectorAll(":not(svg *)")) {
    const style = getComputedStyle(e, "::before");
    if (!["none", "normal", '""'].includes(style.content) && seen(e)) judge(e, style, style.content);
  }
  scrollTo(0, 0);
  return [count, bad];
})"""
# What reaches beyond the window and is not one pixel large or waiting off the screen for the focus.
BEYOND = """[...document.body.querySelectorAll("*")].filter(e => {
  const box = e.getBoundingClientRect();
  return box.right > WIDTH + 1 && box.width > 1 && e.checkVisibility() && !e.closest(".hidden");
}).map(e => `${e.tagName}.${e.getAttribute("class")} ${e.textContent.trim().slice(0, 30)}`)"""
# Texts of a drawing that leave it or lie on one another.
COLLISIONS = """(() => {
  const bad = [];
  for (const svg of document.querySelectorAll("svg.drawing")) {
    const frame = svg.getBoundingClientRect();
    const boxes = [...svg.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
    boxes.forEach(([text, a], at) => {
      if (a.left < frame.left - 1 || a.right > frame.right + 1 || a.top < frame.top - 1 || a.bottom > frame.bottom + 1)
        bad.push(`${text} leaves the drawing`);
      for (const [other, b] of boxes.slice(at + 1))
        if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
            Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 3) bad.push(`${text} on ${other}`);
    });
  }
  return bad;
})()"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with Browser(browser.required()) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Reports and a page of pictures in both languages, by name and language."""
    folder = tmp_path_factory.mktemp("pages")
    found = {}
    for language in LANGUAGES:
        texts = {
            "usual": as_html(facts(language=language)),
            "everything": as_html(replace(EVERYTHING, language=language)),
            "told": as_html(replace(TOLD, language=language)),
            "own": as_html(replace(TOLD, language=language), {"PERSON_1": ["Wiebrigje Zwaluwenburg"]}),
            "pictures": _pictures(language),
        }
        for name, text in texts.items():
            found[f"{name} {language}"] = folder / f"{name}.{language}.html"
            found[f"{name} {language}"].write_text(text, "utf-8")
    return found


def _pictures(language: Language) -> str:
    cases = [case for name in ("two", "twelve", "crowd", "one day", "long names") for case in test_pictures.CASES[name]]
    words, shown = Words(language), [test_pictures.picture(name, rows, language) for name, rows in cases]
    unique = [p._replace(svg=p.svg.replace("picture-", f"picture-{at}-")) for at, p in enumerate(shown)]
    return test_pictures.page(unique, words)


every_page = pytest.mark.parametrize("page", [f"{n} {lang}" for n in ("usual", "everything") for lang in LANGUAGES])
any_page = pytest.mark.parametrize(
    "page", [f"{n} {lang}" for n in ("usual", "everything", "pictures") for lang in LANGUAGES]
)
every_size = pytest.mark.parametrize("size", SIZES)


def show(chromium: Browser, path: Path, size: str) -> None:
    width, height, mobile = SIZES[size]
    chromium.media()
    chromium.open(path, width, height, mobile=mobile)


@any_page
@every_size
def test_nothing_is_fetched_and_nothing_complains(
    chromium: Browser, pages: dict[str, Path], page: str, size: str
) -> None:
    show(chromium, pages[page], size)
    assert chromium.requests == [pages[page].as_uri()]
    assert chromium.console == []
    assert "<h1" in chromium.dom() and len(chromium.text()) > 500


@any_page
@every_size
def test_every_heading_can_be_reached(chromium: Browser, pages: dict[str, Path], page: str, size: str) -> None:
    show(chromium, pages[page], size)
    headings = chromium.headings()
    assert len(headings) == chromium.evaluate("document.querySelectorAll('h1, h2, h3, h4, h5, h6').length") > 1
    assert [h.text for h in headings if not h.reachable or not h.text] == []
    unseen = chromium.evaluate("[...document.querySelectorAll('.hidden')].map(h => h.textContent.trim())")
    assert {h.text for h in headings if not h.visible} <= set(unseen)
    assert sorted((h.level, h.text) for h in headings) == sorted(chromium.spoken_headings())


@any_page
@pytest.mark.parametrize("size", [PHONE, SMALL, NARROWEST, A4], ids=str)
def test_nothing_is_wider_than_the_page(
    chromium: Browser, pages: dict[str, Path], page: str, size: tuple[int, int]
) -> None:
    chromium.media()
    chromium.open(pages[page], *size, mobile=size != A4)
    chromium.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert chromium.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert chromium.evaluate(BEYOND.replace("WIDTH", str(size[0]))) == []


@every_page
@every_size
def test_links_lead_somewhere_and_keys_reach_them(
    chromium: Browser, pages: dict[str, Path], page: str, size: str
) -> None:
    show(chromium, pages[page], size)
    links = chromium.evaluate("[...document.querySelectorAll('a')].map(a => a.getAttribute('href'))")
    assert links and all(link.startswith("#") and len(link) > 1 for link in links)
    assert [link for link in links if not chromium.evaluate(f"!!document.querySelector({link!r})")] == []
    stops = chromium.tab_order()
    assert [stop.href for stop in stops if stop.tag == "a"] == links
    assert [stop for stop in stops if not (stop.outline and stop.on_screen and stop.text)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_open_the_tables_of_pictures(chromium: Browser, pages: dict[str, Path], language: Language) -> None:
    show(chromium, pages[f"pictures {language}"], "phone")
    stops = [stop for stop in chromium.tab_order() if stop.tag == "summary"]
    assert len(stops) == chromium.evaluate("document.querySelectorAll('details').length") > 3
    assert all(stop.outline and stop.text == Words(language)("pictures.table") for stop in stops)


@any_page
@pytest.mark.parametrize(
    ("size", "theme"), [("phone", "light"), ("phone", "dark"), ("A4", "light"), ("A4", "dark"), ("A4", "print")]
)
def test_contrast(chromium: Browser, pages: dict[str, Path], page: str, size: str, theme: str) -> None:
    show(chromium, pages[page], size)
    chromium.media("print" if theme == "print" else "", dark=theme == "dark")
    count, bad = chromium.evaluate(f"{CONTRAST}(4.5)")
    assert count > 50
    assert bad == []


@pytest.mark.parametrize("language", LANGUAGES)
@every_size
def test_texts_of_pictures_leave_room_for_one_another(
    chromium: Browser, pages: dict[str, Path], language: Language, size: str
) -> None:
    show(chromium, pages[f"pictures {language}"], size)
    assert chromium.evaluate("document.querySelectorAll('svg.drawing text').length") > 200
    assert chromium.evaluate(COLLISIONS) == []


@any_page
def test_prints_on_paper(chromium: Browser, pages: dict[str, Path], page: str, tmp_path: Path) -> None:
    show(chromium, pages[page], "A4")
    assert 1 < chromium.pdf(tmp_path / "report.pdf") < 60
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("language", LANGUAGES)
def test_screenshots(pages: dict[str, Path], tmp_path: Path, language: Language) -> None:
    browser.required()
    written = browser.screenshots(pages[f"usual {language}"], str(tmp_path / "report"))
    assert [path.name for path in written] == ["report.phone.png", "report.a4.png"]
    for path, (width, height) in zip(written, (PHONE, A4), strict=True):
        head = path.read_bytes()[:24]
        assert head.startswith(b"\x89PNG") and int.from_bytes(head[16:20], "big") == width
        assert int.from_bytes(head[20:24], "big") > height


BAD_PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Bad</title></head>
<body style="background: #fff"><h1>One</h1><h2 style="display: none">Two</h2><h3 aria-hidden="true">Three</h3>
<p style="color: #aaa">Pale</p><p style="color: #000; opacity: .3">Faint</p><p>Clear</p>
<div style="width: 3000px; background: #000">Wide</div><a href="#nowhere" style="outline: none">Link</a>
<button tabindex="-1">Never</button>
<svg class="drawing" width="100" height="40"><rect width="100" height="40" fill="#333"></rect>
<text x="10" y="20" fill="#000">Dark</text><text x="12" y="21" fill="#fff">Light</text></svg>
<script>console.error("oh"); fetch("file:///nowhere.json").catch(() => 0); setTimeout(() => missing(), 0)</script>
</body></html>"""


def test_the_eyes_see_what_is_wrong(chromium: Browser, tmp_path: Path) -> None:
    path = tmp_path / "bad.html"
    path.write_text(BAD_PAGE, "utf-8")
    show(chromium, path, "A4")
    said = "\n".join(chromium.console)
    assert "error: oh" in said and "missing is not defined" in said
    assert chromium.requests == [path.as_uri(), "file:///nowhere.json"]
    assert [(h.text, h.visible, h.reachable) for h in chromium.headings()] == [
        ("One", True, True),
        ("Two", False, False),
        ("Three", True, False),
    ]
    assert chromium.spoken_headings() == [(1, "One")]
    assert [(stop.text, stop.outline) for stop in chromium.tab_order()] == [("Link", False)]
    bad = [line.partition(":")[0] for line in chromium.evaluate(f"{CONTRAST}(4.5)")[1]]
    assert bad == ["Pale", "Faint", "Wide", "Dark"]
    assert chromium.evaluate("document.documentElement.scrollWidth") > A4[0]
    assert any("Wide" in line for line in chromium.evaluate(BEYOND.replace("WIDTH", str(A4[0]))))
    assert chromium.evaluate(COLLISIONS) == ["Dark on Light"]


def test_a_browser_that_hangs_is_given_up() -> None:
    opened = Browser(browser.required())
    with pytest.raises(BrowserError, match="within 1 seconds"), opened:
        opened.patience = 1
        pid = opened._process.pid
        opened.evaluate("(() => { for (;;); })()")
    assert not alive(pid)
    assert not Path(opened._home).exists()


def alive(group: int) -> bool:
    """Whether any process of a group still runs, after a moment for the system to end them."""
    for _ in range(100):
        if not any(stat[2] == str(group) and stat[0] not in "ZX" for stat in processes()):
            return False
        time.sleep(0.1)
    return True


def processes() -> Iterator[list[str]]:
    """State, parent, group and so on of every process: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html"""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            yield path.read_text("utf-8", "replace").rpartition(")")[2].split()


def test_a_program_that_is_no_browser() -> None:
    with pytest.raises(BrowserError, match="has stopped"), Browser("/bin/true", patience=5):
        pass


def test_without_chromium_it_fails_where_ci_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "installed", lambda: None)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="needs chromium"):
        browser.required()
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="apt-get install chromium"):
        browser.required()


@pytest.mark.parametrize("sample", ["android_nl_familie", "ios_en_us_sisters"])
@pytest.mark.parametrize("style", ["label", "surrogate"])
def test_no_value_of_the_vault_is_in_the_page(chromium: Browser, sample: str, style: str, tmp_path: Path) -> None:
    """What a browser makes of the shareable copy, its attributes and pictures included, holds no name or number."""
    (source,) = (path for path in (SAMPLES / sample).glob("*.txt") if path.name not in ("expected.txt", "marked.txt"))
    kept = VaultFile(tmp_path / "kluis", "walvis in de bocht")
    about = About(purpose="to read it with a therapist")
    job = scrubbing.Job(Settings(style=style), vault=kept, folder=tmp_path / "uit", sharing=Sharing(about=about))
    done = scrubbing.scrub(str(source), job)
    values = {name for entry in kept.opened().book.entries for name in entry.names if len(name) > 3}
    usual = "".join(as_html(facts(people=(), language=language)) for language in LANGUAGES).casefold()
    for path in (done.outputs.html, done.outputs.markdown, done.outputs.json):
        if path.suffix == ".html":
            chromium.open(path, *A4)
        text = chromium.dom() if path.suffix == ".html" else path.read_text()
        plain = text.casefold()
        found = {value for value in values if re.search(rf"(?<!\w){re.escape(value.casefold())}(?!\w)", plain)}
        assert {value for value in found if value.casefold() not in usual} == set(), path.suffix
    assert len(values) > 20
