"""Firefox, driven by Marionette, the protocol that is built into it: frames of a length, a colon, and JSON."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import subprocess
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browsers.browser import SECONDS, Browser

_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
_REFERENCE = re.compile(r"\S*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\S*")
_OWN = ("mozilla.", "firefox.")
"""What Firefox itself may look for, whatever page it shows."""


class Firefox(Browser):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "downloads")
        self.folder.mkdir()
        self._proxy = Proxy()
        profile, home = folder / "profile", folder / "home"
        profile.mkdir()
        home.mkdir()
        port = _free_port()
        settings = _settings(self.folder, self._proxy.port, port)
        lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items()]
        (profile / "user.js").write_text("".join(lines))
        program = shutil.which("firefox-esr") or shutil.which("firefox") or "firefox"
        command = [
            program,
            "--headless",
            "--no-remote",
            "--marionette",
            "--remote-allow-system-access",
            "--profile",
            str(profile),
        ]
        command += ["--marionette", "--remote-allow-system-access", "--width", "1000", "--height", "900"]
        environment = {**os.environ, "HOME": str(home), "MOZ_HEADLESS": "1"}
        quiet = subprocess.DEVNULL
        self._process = subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment)
        self._stream = _connected(port, self._process)
        self._reader = self._stream.makefile("rb")
        self._number = 0
        self._read()  # its greeting
        self._command("WebDriver:NewSession", {"capabilities": {"alwaysMatch": {"acceptInsecureCerts": False}}})
        self._command("WebDriver:SetTimeouts", {"script": SECONDS * 1000, "pageLoad": SECONDS * 1000})

    def begin(self, folder: Path) -> None:
        """Begins anew for another test: an empty window of the first size, a folder of its own, nothing asked yet."""
        self.folder = folder
        self.folder.mkdir()
        self.go("about:blank")
        self.resize(1000, 900)
        self._command("Marionette:SetContext", {"value": "chrome"})
        script = "Services.prefs.setStringPref('browser.download.dir', arguments[0])"
        self._command("WebDriver:ExecuteScript", {"script": script, "args": [str(folder)]})
        self._command("Marionette:SetContext", {"value": "content"})
        self._proxy.asked.clear()

    def is_running(self) -> bool:
        return self._process.poll() is None

    def go(self, url: str) -> None:
        self._command("WebDriver:Navigate", {"url": url})

    def elements(self, selector: str) -> list[Any]:
        found = self._command("WebDriver:FindElements", {"using": "css selector", "value": selector})
        return [each[_ELEMENT] for each in found]

    def name(self, element: Any) -> str:
        return str(self._command("WebDriver:GetComputedLabel", {"id": element})["value"])

    def is_shown(self, element: Any) -> bool:
        return bool(self._command("WebDriver:IsElementDisplayed", {"id": element})["value"])

    def is_usable(self, element: Any) -> bool:
        return bool(self._command("WebDriver:IsElementEnabled", {"id": element})["value"])

    def press(self, element: Any) -> None:
        self._command("WebDriver:ElementClick", {"id": element})

    def type(self, element: Any, keys: str) -> None:
        self._command("WebDriver:ElementSendKeys", {"id": element, "text": keys})

    def run(self, script: str, *values: Any) -> Any:
        sent = [{_ELEMENT: value} if _REFERENCE.fullmatch(str(value)) else value for value in values]
        return self._command("WebDriver:ExecuteScript", {"script": script, "args": sent, "sandbox": None})["value"]

    def resize(self, width: int, height: int) -> None:
        self._command("WebDriver:SetWindowRect", {"width": width, "height": height})

    def requests(self) -> list[str]:
        return [each for each in self._proxy.asked if not any(name in each for name in _OWN)]

    def quit(self) -> None:
        with suppress(OSError, RuntimeError, ValueError):
            self._command("Marionette:Quit", {"flags": ["eForceQuit"]})
        self._stream.close()
        try:
            self._process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._proxy.close()

    def _command(self, name: str, parameters: dict[str, Any]) -> Any:
        self._number += 1
        frame = json.dumps([0, self._number, name, parameters])
        data = frame.encode()
        self._stream.sendall(f"{len(data)}:".encode() + data)
        _, _, error, result = self._read()
        if error:
            raise RuntimeError(f"{name}: {error['message']}")
        return result

    def _read(self) -> Any:
        length = b""
        while (mark := self._reader.read(1)) != b":":
            if not mark:
                raise OSError("Firefox has closed the connection")
            length += mark
        return json.loads(self._reader.read(int(length)))


class Proxy:
    """Listens where Firefox is told its proxy is, notes who is asked for, and answers nobody."""

    def __init__(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self.asked: list[str] = []
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                stream, _ = self._listener.accept()
            except OSError:
                return
            with stream:
                stream.settimeout(1)
                with suppress(OSError):
                    self.asked.append(stream.recv(2048).split(b"\r\n")[0].decode(errors="replace"))

    def close(self) -> None:
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()


_OFF = (
    *("app.normandy.enabled", "app.update.enabled", "browser.safebrowsing.downloads.remote.enabled"),
    *("browser.safebrowsing.malware.enabled", "browser.safebrowsing.phishing.enabled"),
    *("browser.newtabpage.enabled", "browser.region.update.enabled", "browser.search.update"),
    *("datareporting.healthreport.uploadEnabled", "datareporting.policy.dataSubmissionEnabled"),
    *("extensions.update.enabled", "network.captive-portal-service.enabled", "toolkit.telemetry.enabled"),
    *("network.connectivity-service.enabled", "browser.download.alwaysOpenPanel", "browser.aboutwelcome.enabled"),
    *("browser.shell.checkDefaultBrowser", "extensions.getAddons.cache.enabled"),
)


def _settings(downloads: Path, proxy: int, marionette: int) -> dict[str, Any]:
    return dict.fromkeys(_OFF, False) | {
        "browser.download.dir": str(downloads),
        "browser.download.folderList": 2,
        "browser.helperApps.neverAsk.saveToDisk": "text/plain",
        "browser.startup.page": 0,
        "layout.css.prefers-color-scheme.content-override": 1,
        "marionette.port": marionette,
        "network.proxy.allow_hijacking_localhost": True,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": proxy,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": proxy,
        "network.proxy.type": 1,
    }


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


def _connected(port: int, process: subprocess.Popen[bytes]) -> socket.socket:
    until = time.monotonic() + SECONDS
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=2 * SECONDS)
        except OSError:
            assert process.poll() is None, "Firefox did not start"
            assert time.monotonic() < until, "Firefox does not listen"
            time.sleep(0.1)
