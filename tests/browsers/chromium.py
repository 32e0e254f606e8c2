"""Chromium, driven by its own driver."""

from __future__ import annotations

import base64
import json
import shutil
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

from tests.browsers.browser import Browser

_OPTIONS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"),
)
_LOCAL = ("file:", "blob:", "data:", "about:", "chrome:", "devtools:")


class Chromium(Browser):
    def __init__(self, folder: Path) -> None:
        super().__init__(folder / "downloads")
        self.folder.mkdir()
        options = webdriver.ChromeOptions()
        options.binary_location = shutil.which("chromium") or "chromium"
        for each in (*_OPTIONS, f"--user-data-dir={folder / 'profile'}", "--window-size=1000,900"):
            options.add_argument(each)
        options.add_experimental_option("prefs", {"download.prompt_for_download": False})
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        self._driver: Any = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))

    def begin(self, folder: Path) -> None:
        """Begins anew for another test: a tab and a folder of its own, nothing asked or complained about yet."""
        self.folder = folder
        self.folder.mkdir()
        used = self._driver.current_window_handle
        self._driver.switch_to.new_window("tab")
        new = self._driver.current_window_handle
        self._driver.switch_to.window(used)
        self._driver.close()
        self._driver.switch_to.window(new)
        where = {"behavior": "allow", "downloadPath": str(folder)}
        self._driver.execute_cdp_cmd("Browser.setDownloadBehavior", where)
        self.requests(), self.console()

    def is_running(self) -> bool:
        try:
            return bool(self._driver.window_handles)
        except WebDriverException:
            return False

    def go(self, url: str) -> None:
        self._driver.get(url)

    def elements(self, selector: str) -> list[Any]:
        return list(self._driver.find_elements(By.CSS_SELECTOR, selector))

    def name(self, element: Any) -> str:
        return str(element.accessible_name)

    def is_shown(self, element: Any) -> bool:
        return bool(element.is_displayed())

    def is_usable(self, element: Any) -> bool:
        return bool(element.is_enabled())

    def press(self, element: Any) -> None:
        element.click()

    def type(self, element: Any, keys: str) -> None:
        element.send_keys(keys)

    def prints(self) -> bytes:
        """Returns the page as it is printed: a PDF."""
        return base64.b64decode(self._driver.print_page())

    def run(self, script: str, *values: Any) -> Any:
        return self._driver.execute_script(script, *values)

    def resize(self, width: int, height: int) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 500}
        self._driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def look(self, *, dark: bool = False, printed: bool = False) -> None:
        """Shows the page in the dark, or as it is printed."""
        features = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        media = {"media": "print" if printed else "screen", "features": features}
        self._driver.execute_cdp_cmd("Emulation.setEmulatedMedia", media)

    def allow_scripts(self, *, allowed: bool) -> None:
        self._driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": not allowed})

    def before_every_page(self, script: str) -> None:
        """Runs a script before those of any page that is opened from now on."""
        self._driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})

    def run_axe(self, axe: str) -> list[str]:
        """Returns what axe-core finds that is serious or worse."""
        self._driver.execute_cdp_cmd("Runtime.evaluate", {"expression": axe})
        script = "const done = arguments[0]; axe.run().then(found => done(found.violations))"
        found = self._driver.execute_async_script(script)
        return [f"{each['id']}: {each['help']}" for each in found if each["impact"] in ("serious", "critical")]

    def picture(self, path: Path) -> None:
        """Takes a picture of the whole page."""
        shot = self._driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True, "format": "png"})
        path.write_bytes(base64.b64decode(shot["data"]))

    def requests(self) -> list[str]:
        entries = (json.loads(entry["message"])["message"] for entry in self._driver.get_log("performance"))
        sent: dict[str, str] = {}
        for each in entries:
            about = each["params"]
            if each["method"] == "Network.requestWillBeSent":
                sent[about["requestId"]] = about["request"]["url"]
            elif each["method"] == "Network.loadingFailed" and about.get("blockedReason") == "csp":
                sent.pop(about["requestId"], None)  # the policy held it back: nothing left the machine
        return [url for url in sent.values() if not url.startswith(_LOCAL)]

    def console(self) -> list[str]:
        """Returns what the browser complained about."""
        return [str(entry["message"]) for entry in self._driver.get_log("browser")]

    def quit(self) -> None:
        self._driver.quit()
