"""A real Chromium, spoken to over its debugging pipe: no driver and no network between."""

from __future__ import annotations

import fcntl
import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE_SECONDS = 20.0
FLAGS = (
    "--headless",
    "--no-sandbox",  # it opens files that we wrote; containers rarely allow the sandbox
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--remote-debugging-pipe",
)


def find_browser() -> str | None:
    """Return where Chromium is, None where it is not installed."""
    return next((place for name in NAMES if (place := shutil.which(name))), None)


class Browser:
    """One Chromium without a window, with one page."""

    def __init__(self, place: str, scratch: Path, width: int = 1400, height: int = 1000) -> None:
        """Start it; `scratch` keeps its profile."""
        to_browser, self.out = os.pipe()
        self.into, from_browser = os.pipe()
        self.heard: list[dict[str, Any]] = []
        self.buffer = b""
        self.number = 0
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 10) for end in (to_browser, from_browser)]

        def hand_over() -> None:
            """Give the browser its ends of the pipes as 3 and 4, where it looks for them."""
            for end, wanted in zip(ends, (3, 4), strict=True):
                os.dup2(end, wanted)

        self.process = subprocess.Popen(
            [place, *FLAGS, f"--window-size={width},{height}", f"--user-data-dir={scratch}"],
            close_fds=False,
            preexec_fn=hand_over,  # noqa: PLW1509 - tests start it before any thread
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for end in ends:
            os.close(end)
        os.close(to_browser)
        os.close(from_browser)
        target = self.ask("Target.createTarget", session=None, url="about:blank")["targetId"]
        attached = self.ask("Target.attachToTarget", session=None, targetId=target, flatten=True)
        self.session = attached["sessionId"]
        for room in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{room}.enable")

    def ask(self, method: str, session: str | None = "", **given: Any) -> dict[str, Any]:
        """Send one command and return its result."""
        self.number += 1
        command: dict[str, Any] = {"id": self.number, "method": method, "params": given}
        if session is not None:
            command["sessionId"] = self.session
        os.write(self.out, json.dumps(command).encode() + b"\0")
        wanted = self.number
        answer = self.await_message(lambda message: message.get("id") == wanted)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        return answer["result"]

    def await_message(self, is_wanted: Any) -> dict[str, Any]:
        """Read messages until one is wanted; keep the others."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            while b"\0" in self.buffer:
                line, _, self.buffer = self.buffer.partition(b"\0")
                message = json.loads(line)
                self.heard.append(message)
                if is_wanted(message):
                    return message
            if select.select([self.into], [], [], 0.5)[0]:
                read = os.read(self.into, 1 << 16)
                if not read:
                    raise RuntimeError("the browser ended")
                self.buffer += read
        raise TimeoutError("the browser did not answer")

    def open(self, page: Path, part: str = "") -> None:
        """Open a file and wait until it is loaded and drawn."""
        self.ask("Page.navigate", url=page.as_uri() + part)
        self.await_message(lambda message: message.get("method") == "Page.loadEventFired")
        self.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def run(self, script: str) -> Any:
        """Return what an expression comes to on the page."""
        result = self.ask(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        if "exceptionDetails" in result:
            raise RuntimeError(str(result["exceptionDetails"]))
        return result["result"].get("value")

    def press(self, key: str, shift: bool = False) -> None:
        """Press and release a key."""
        text = {"text": key} if len(key) == 1 else {}
        for kind in ("keyDown", "keyUp"):
            held = 8 if shift else 0
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, modifiers=held, **text)

    def point(self, kind: str, x: float, y: float) -> None:
        """Move, press or release the mouse."""
        button = "none" if kind == "mouseMoved" else "left"
        self.ask("Input.dispatchMouseEvent", type=kind, x=x, y=y, button=button, clickCount=1)

    def resize(self, width: int, height: int) -> None:
        """Give the page the size of another screen."""
        self.ask(
            "Emulation.setDeviceMetricsOverride", width=width, height=height,
            deviceScaleFactor=1, mobile=width < 600,
        )  # fmt: skip

    def complaints(self) -> list[str]:
        """Return errors and warnings of the page so far."""
        found = []
        for message in self.heard:
            method, given = message.get("method"), message.get("params", {})
            if method == "Runtime.exceptionThrown":
                found.append(str(given["exceptionDetails"]))
            elif method == "Runtime.consoleAPICalled" and given["type"] in ("error", "warning"):
                found.append(str(given["args"]))
            elif method == "Log.entryAdded" and given["entry"]["level"] in ("error", "warning"):
                found.append(given["entry"]["text"])
        return found

    def requests(self) -> list[str]:
        """Return every address asked for so far, but data in the page itself."""
        urls = [
            message["params"]["request"]["url"]
            for message in self.heard
            if message.get("method") == "Network.requestWillBeSent"
        ]
        return [url for url in urls if not url.startswith("data:")]

    def close(self) -> None:
        """End it."""
        self.process.terminate()
        self.process.wait(10)
        os.close(self.out)
        os.close(self.into)
