#!/usr/bin/env python3
"""Looks at the pages of `khabar view` in a real browser: the text is whole, every record is marked, switches,
keyboard, mouse and touch work, with and without script, in light and dark, on a phone and on paper; nothing
is fetched, nothing is logged, and no article smuggles an element in.

usage: view.py KHABAR_BINARY NDJSON_FILE [SHOTS]

Needs chromium and chromedriver (Debian: chromium, chromium-driver; variables CHROMIUM and CHROMEDRIVER for
other places). selenium comes from PyPI into an environment under the target folder. Status 77: something is
missing and nothing was looked at. With SHOTS, screenshots are written into that folder.
"""
import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
CHROMEDRIVER = os.environ.get("CHROMEDRIVER", "/usr/bin/chromedriver")


def skip(reason):
    print("SKIPPED:", reason)
    sys.exit(77)


def start_again():
    """Runs this script with a Python that has selenium."""
    target = os.environ.get("CARGO_TARGET_DIR", os.path.join(os.path.dirname(__file__), "..", "target"))
    folder = os.path.join(os.path.abspath(target), "selenium")
    python = os.path.join(folder, "bin", "python")
    if sys.prefix == folder:
        skip("selenium cannot be loaded")
    if not os.path.exists(python):
        made = subprocess.run([sys.executable, "-m", "venv", folder])
        if made.returncode or subprocess.run([python, "-m", "pip", "-q", "install", "selenium>=4.20,<5"]).returncode:
            shutil.rmtree(folder, ignore_errors=True)
            skip("selenium cannot be installed")
    os.execv(python, [python, *sys.argv])


try:
    from selenium import webdriver
    from selenium.webdriver.common.action_chains import ActionChains
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys
    from selenium.webdriver.chrome.service import Service
except ImportError:
    start_again()

LAYERS = ["quotations", "organizations", "people", "places", "dates", "numbers", "sentences", "parts"]
PHONE, DESK = (390, 844), (1280, 900)
HOSTILE = {
    "tags": "قال الوزير <img src=x onerror=alert(1)> أحمد <b>حسن</b>: «<script>document.title='x'</script> سنعمل».",
    "attributes": "قالت وزارة \"الصحة\" onmouseover='alert(1)' إن 25\" شخصا أصيبوا في 5 مايو 2024 '><svg onload=alert(1)>.",
    "script end": "قال الناطق باسم شركة </script><script>alert(1)</script> إن «</style></article></main>» صدر أمس.",
    "comment": "<!-- أعلنت وزارة المالية --> أن --!> الميزانية <![CDATA[ بلغت 3 ملايين دولار ]]> &lt;b&gt; &amp; &#60;.",
    "bidi": "قال أحمد\u202e حسن: «\u2067سنعمل\u2066 معا\u202e» يوم 5\u200f مايو 2024.\u2069\u2069 وأضاف: «نعم\u202d».",
    "controls": "عنوان\r\n\r\nقال الوزير\0 أحمد حسن\r: «سنعمل\x0b معا\x0c».\u2028وأضاف\u0085 25 شخصا.\x1b[31m\ufeff\x7f\r",
    "space": "  \n\n\t قال الوزير: «سنعمل   معا».\n\n\n\n   \u00a0\u3000 وأضاف: 25.   \n \n",
    "template": "قال {{ 7*7 }} {% raw %} أحمد {# حسن #} ${alert(1)} في 5 مايو: «{{title|safe}}».",
    "empty": "",
    "foreign": "The minister said: \"We will work\" on 5 May 2024, 25 people. 漢字 😀👨‍👩‍👧 \U0010ffff \ufffe",
    "deep": "«" * 40 + "قال 25 شخصا" + "»" * 40,
    "../../../tmp/escape<script>": "قال الوزير: «نعم».",
    "long": "كلمة" * 400 + " 25 " + "https://example.org/" + "a" * 400,
}

faults = []


def check(fact, what):
    if not fact:
        faults.append(what)
        print("FAULT", what)


class Browser:
    def __init__(self):
        self.profile = tempfile.TemporaryDirectory()
        options = webdriver.ChromeOptions()
        options.binary_location = CHROMIUM
        for flag in ["headless", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run",
                     "disable-background-networking", "disable-component-update", "disable-sync",
                     "hide-scrollbars", "user-data-dir=" + self.profile.name]:
            options.add_argument("--" + flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(CHROMEDRIVER))
        # The browser's own first page is not ours.
        self.driver.get("about:blank")
        self.driver.get_log("performance")

    def shape(self, size, dark=False, media=""):
        width, height = size
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500})
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": width < 500})
        scheme = "dark" if dark else "light"
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {
            "media": media, "features": [{"name": "prefers-color-scheme", "value": scheme},
                                         {"name": "prefers-reduced-motion", "value": "reduce"}]})

    def script(self, allowed):
        self.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def open(self, path):
        self.driver.get("about:blank")
        self.driver.get(path.as_uri())

    def run(self, code, *arguments):
        return self.driver.execute_script(code, *arguments)

    def shot(self, path):
        data = self.driver.execute_cdp_cmd("Page.captureScreenshot", {})["data"]
        path.write_bytes(base64.b64decode(data))

    def quiet(self, name):
        """Nothing was logged and nothing but pages was asked for."""
        for line in self.driver.get_log("browser"):
            check(False, f"{name}: console: {line['message']}")
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                own = url.startswith("about:") or url.startswith("file:") and url.split("#")[0].endswith(".html")
                check(own, f"{name}: asks for {url[:80]}")

    def close(self):
        self.driver.quit()
        self.profile.cleanup()


FACTS = """
const text = document.getElementById('text');
const counts = {};
for (const mark of text.querySelectorAll('mark[data-layer]')) {
    (counts[mark.dataset.layer] ??= new Set()).add(mark.dataset.index);
}
const ids = [...document.querySelectorAll('[id]')].map((e) => e.id);
const links = [...document.querySelectorAll('a[href^="#"]')].map((a) => decodeURIComponent(a.hash.slice(1)));
const names = new Set([...text.querySelectorAll('*')].map((e) => e.localName));
return {
    text: text.textContent,
    counts: Object.fromEntries(Object.entries(counts).map(([k, v]) => [k, v.size])),
    doubled: ids.filter((id, at) => ids.indexOf(id) !== at),
    broken: links.filter((id) => !document.getElementById(id)),
    rowless: [...text.querySelectorAll('mark[data-row]')].filter((m) => !document.getElementById(m.dataset.row)).length,
    unlinked: [...text.querySelectorAll('mark[data-row][id]')]
        .filter((m) => !document.querySelector('#tables a[href="#' + m.id + '"]')).length,
    foreign: [...names].filter((n) => !['mark', 'p', 'h1', 'h2', 'bdi'].includes(n)),
    scripts: document.scripts.length,
    handlers: [...document.querySelectorAll('*')].some((e) => [...e.attributes].some((a) => /^on|^style$/.test(a.name))),
    counted: Object.fromEntries([...document.querySelectorAll('.switch')]
        .map((s) => [s.querySelector('input').id.slice(5), +s.querySelector('.count').textContent])),
    wide: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    title: document.title, dir: document.documentElement.dir, lang: document.documentElement.lang,
};
"""

WIDE = """
const wide = document.documentElement.clientWidth;
return [...document.querySelectorAll('body *')].filter((e) => {
    const r = e.getBoundingClientRect();
    return (r.right > wide + 1 || r.left < -1) && !e.closest('.switches, .skip') && r.width;
}).slice(0, 4).map((e) => e.localName + ' ' + e.className + ' ' + e.textContent.slice(0, 40));
"""

# The lowest contrast of text beside its background, colours blended from the root on.
CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
const rgb = (colour) => {
    canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
};
const over = (top, under) => top.slice(0, 3).map((c, i) => c * top[3] + under[i] * (1 - top[3]));
const lum = (c) => { const [r, g, b] = c.map((v) => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4; });
    return .2126 * r + .7152 * g + .0722 * b; };
const ratio = (a, b) => { const [x, y] = [lum(a), lum(b)].sort((p, q) => q - p); return (x + .05) / (y + .05); };
const ground = (e) => { const chain = []; for (; e; e = e.parentElement) chain.unshift(rgb(getComputedStyle(e).backgroundColor));
    return chain.reduce((under, top) => over(top, under), [255, 255, 255]); };
let least = [99, ''];
const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !e.getClientRects().length || e.localName === 'script') continue;
    const style = getComputedStyle(e);
    const back = ground(e);
    const found = ratio(over(rgb(style.color), back), back);
    if (found < least[0]) least = [found, e.className + ' ' + walk.currentNode.data.slice(0, 30)];
    if (e.localName === 'mark' && style.textDecorationLine !== 'none') {
        const line = ratio(over(rgb(style.textDecorationColor), back), back) * 1.5;
        if (line < least[0]) least = [line, 'line of ' + e.dataset.layer];
    }
}
return least;
"""


def pages(browser, folder, records, shots):
    for name, record in records.items():
        browser.shape(DESK)
        browser.open(folder / name)
        facts = browser.run(FACTS)
        text = record["text"].replace("\0", "\ufffd")
        check(facts["text"] == text, f"{name}: the text of the page differs from the article's")
        for layer in LAYERS:
            count = len(record[layer])
            check(facts["counts"].get(layer, 0) == count, f"{name}: {layer}: {facts['counts'].get(layer, 0)} of {count}")
            check(facts["counted"].get(layer, 0) == count, f"{name}: switch of {layer} says {facts['counted'].get(layer)}")
        cues = sum("cue" in quotation for quotation in record["quotations"])
        check(facts["counts"].get("cues", 0) == cues, f"{name}: cues")
        for fact in ["doubled", "broken", "rowless", "unlinked", "foreign", "handlers"]:
            check(not facts[fact], f"{name}: {fact}: {facts[fact]}")
        check(facts["scripts"] == 1 and facts["title"] and facts["dir"] == "rtl" and facts["lang"] == "ar", f"{name}: frame")
        check(facts["wide"] <= 0, f"{name}: wider than the window")
        stem = name.removesuffix(".html")
        for size, form in [(DESK, "desk"), (PHONE, "phone")]:
            for dark in [False, True]:
                browser.shape(size, dark)
                least, where = browser.run(CONTRAST)
                check(least >= 4.5, f"{name}: contrast {least:.2f} ({where}), dark {dark}")
                check(browser.run(FACTS)["wide"] <= 0, f"{name}: wider than a {form}: {browser.run(WIDE)}")
                if shots:
                    browser.shot(shots / f"{stem}-{form}-{'dark' if dark else 'light'}.png")
        browser.quiet(name)


STATE = """
const box = document.getElementById('details');
return { open: !box.hidden, text: box.innerText, inside: box.contains(document.activeElement),
         at: document.activeElement.id, lit: [...new Set([...document.querySelectorAll('mark.lit[data-row]')].map((m) => m.id))] };
"""


def until(browser, wanted, what):
    for _ in range(40):
        state = browser.run(STATE)
        if wanted(state):
            return state
        time.sleep(0.05)
    check(False, what)
    return browser.run(STATE)


def work(browser, path):
    """Mouse, keyboard, switches, touch."""
    driver = browser.driver
    browser.shape(DESK)
    browser.open(path)
    mark = driver.find_element(By.ID, "numbers-0")
    ActionChains(driver).move_to_element(mark).perform()
    state = until(browser, lambda s: s["open"], "hovering opens no details")
    check("numbers-0" in state["lit"], "hovering lights the highlight")
    ActionChains(driver).move_to_element(driver.find_element(By.CSS_SELECTOR, ".brand")).perform()
    until(browser, lambda s: not s["open"], "leaving does not close the details")

    browser.open(path)
    order = []
    for _ in range(25):
        ActionChains(driver).send_keys(Keys.TAB).perform()
        order.append(browser.run("return document.activeElement.id || document.activeElement.className"))
    check(order[0] == "skip", f"the first stop is no skip link: {order[0]}")
    check("show-quotations" in order, "switches are no stops")
    focused = [stop for stop in order if stop.split("-")[0] in LAYERS]
    check(len(focused) > 3, f"highlights are no stops: {order}")
    until(browser, lambda s: s["open"] and s["at"] == focused[-1], "focus opens no details")
    check(browser.run("return document.getElementById('live').textContent"), "focus says nothing")
    ActionChains(driver).send_keys(Keys.ENTER).perform()
    until(browser, lambda s: s["open"] and s["inside"], "Enter does not lead into the details")
    ActionChains(driver).send_keys(Keys.TAB).perform()
    until(browser, lambda s: s["open"] and s["inside"], "Tab does not reach the details' links")
    ActionChains(driver).send_keys(Keys.ESCAPE).perform()
    until(browser, lambda s: not s["open"] and s["at"] == focused[-1], "Escape does not lead back")

    for layer in LAYERS[:6]:
        look = "const s = getComputedStyle(document.querySelector('#text mark[data-layer=%s]'));" % layer
        look += "return [s.backgroundColor, s.textDecorationLine].join()"
        if not driver.find_elements(By.ID, "show-" + layer):
            continue
        before = browser.run(look)
        driver.find_element(By.ID, "show-" + layer).send_keys(Keys.SPACE)
        after = browser.run(look)
        check(before != after and after.endswith("none"), f"switch of {layer}: {before} {after}")
        stops = browser.run("return document.querySelectorAll('mark[data-layer=%s][tabindex=\"0\"]').length" % layer)
        check(stops == 0, f"{layer} switched off takes the focus")
    driver.find_element(By.ID, "show-sentences").click()
    ends = "return [...document.querySelectorAll('mark[data-layer=sentences].last')].every((m) => getComputedStyle(m, '::after').content !== 'none')"
    check(browser.run(ends), "sentence ends are not shown")
    ActionChains(driver).move_to_element(driver.find_element(By.ID, "numbers-0")).pause(0.4).perform()
    check(not browser.run(STATE)["open"], "a layer that is off has details")
    driver.find_element(By.CSS_SELECTOR, 'a[href="#numbers-0"]').click()
    time.sleep(0.2)
    check(browser.run("return document.getElementById('show-numbers').checked"), "a link into the text shows no layer")
    seen = "const r = document.getElementById('numbers-0').getBoundingClientRect(); return r.top > 0 && r.bottom < innerHeight"
    check(browser.run(seen), "a link into the text does not lead there")

    browser.shape(PHONE)
    browser.open(path)
    spot = browser.run("document.getElementById('numbers-0').scrollIntoView({block: 'center'});"
                       "const r = document.getElementById('numbers-0').getClientRects()[0]; return [r.left + r.width / 2, r.top + r.height / 2]")
    for kind, points in [("touchStart", [{"x": spot[0], "y": spot[1]}]), ("touchEnd", [])]:
        driver.execute_cdp_cmd("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    until(browser, lambda s: s["open"] and "numbers-0" in s["lit"], "a tap opens no details")
    inside = "const r = document.getElementById('details').getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight"
    check(browser.run(inside), "details leave the phone")
    button = driver.find_element(By.CSS_SELECTOR, "#details button")
    button.click()
    until(browser, lambda s: not s["open"], "the button does not close the details")
    browser.quiet("work")


def without_script(browser, path):
    browser.script(False)
    browser.shape(DESK)
    browser.open(path)
    facts = browser.run("""
        const marks = [...document.querySelectorAll('mark[data-row][id]')];
        return { titles: marks.every((m) => m.title), told: marks.every((m) => document.getElementById(m.getAttribute('aria-describedby'))),
                 stops: marks.every((m) => m.tabIndex === 0), count: marks.length };""")
    check(facts["titles"] and facts["told"] and facts["stops"] and facts["count"], f"without script: {facts}")
    browser.driver.find_element(By.ID, "show-organizations").click()
    look = "return getComputedStyle(document.querySelector('mark[data-layer=organizations]')).textDecorationLine"
    check(browser.run(look) == "none", "without script the switches do nothing")
    browser.script(True)


def on_paper(browser, path, shots):
    browser.shape(DESK, media="print")
    browser.open(path)
    shown = "return ['.switches', '#tables', '#text'].map((s) => document.querySelector(s).getClientRects().length > 0)"
    check(browser.run(shown) == [False, True, True], "paper shows the switches, or not all tables")
    pdf = browser.driver.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"]
    check(len(pdf) > 20_000, "nothing is printed")
    if shots:
        (shots / "paper.pdf").write_bytes(base64.b64decode(pdf))


def made(binary, source, folder):
    """The records of each page, by file name."""
    printed = subprocess.run([binary, "parse", "--input", "ndjson", "--ndjson", source], check=True, capture_output=True)
    records = [json.loads(line) for line in printed.stdout.decode().split("\n") if line]
    run = subprocess.run([binary, "view", "--input", "ndjson", source, "-o", folder], check=True, capture_output=True)
    check(run.stdout.decode().strip().endswith("index.html"), "view does not say which file to open")
    return records


def main():
    binary, source = sys.argv[1:3]
    for tool in [CHROMIUM, CHROMEDRIVER]:
        if not os.access(tool, os.X_OK):
            skip(f"{tool} is not there (Debian: apt-get install chromium chromium-driver)")
    shots = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else None
    if shots:
        shots.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        bad = folder / "hostile.ndjson"
        lines = [json.dumps({"id": name, "text": text, "date": "2024-05-14"}) for name, text in HOSTILE.items()]
        bad.write_text("\n".join(lines) + "\n")
        browser = Browser()
        try:
            first = None
            for kind, file in [("fixtures", source), ("hostile", bad)]:
                out = folder / kind
                records = made(binary, file, out)
                browser.shape(DESK)
                browser.open(out / "index.html")
                links = browser.run("return [...document.querySelectorAll('.list a')].map((a) => decodeURIComponent(a.getAttribute('href')))")
                check(len(links) == len(records) == len(set(links)), f"{kind}: {len(links)} links, {len(records)} articles")
                check(sorted(p.name for p in out.iterdir()) == sorted([*links, "index.html"]), f"{kind}: files and links differ")
                if shots:
                    browser.shot(shots / f"index-{kind}.png")
                browser.quiet("index of " + kind)
                pages(browser, out, dict(zip(links, records)), shots)
                first = first or out / links[0]
                print(f"{kind}: {len(records)} pages looked at")
            check(len(os.listdir(folder)) == 3, "files outside the folder")
            work(browser, first)
            without_script(browser, first)
            on_paper(browser, first, shots)
        finally:
            browser.close()
    print("view: " + (f"{len(faults)} faults" if faults else "ok"))
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
