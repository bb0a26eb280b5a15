"""Take the pictures of README.md and docs/ from the real outputs of the example: `make pictures`.

Needs Debian's Chromium, LibreOffice and poppler-utils; the pictures are kept in the repository.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "pictures"
EXAMPLE = "examples/release.htm"
CHROMIUM = "/usr/bin/chromium"
# Name of the picture, width and height of the window, colour scheme, and the keys pressed.
VIEWS = (
    ("page", 1280, 800, "light", ("n",)),
    ("page-dark", 1280, 800, "dark", ("n", "n", "n")),
    ("page-narrow", 360, 740, "light", ("n",)),
)
PROSE_PAGE = "4"  # of the binder as it is printed


def main() -> None:
    """Write the outputs of the example to a temporary folder and take pictures of them."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        page, binder = Path(made, "release.html"), Path(made, "release.xlsx")
        command = [sys.executable, "-m", "ticktie", "check", "--fail-on", "never", EXAMPLE]
        subprocess.run([*command, "-o", page, "-o", binder], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            for name, width, height, scheme, keys in VIEWS:
                size = {"width": width, "height": height}
                tab = browser.new_page(viewport=size, color_scheme=scheme)
                take(tab, page, FOLDER / f"{name}.png", keys)
            browser.close()
        picture_of(binder, FOLDER / "binder")


def take(tab: Page, page: Path, picture: Path, keys: tuple[str, ...]) -> None:
    """Open a marked release, press keys, and take a picture."""
    tab.goto(page.as_uri())
    for key in keys:
        tab.keyboard.press(key)
    tab.wait_for_timeout(300)
    tab.screenshot(path=picture)


def picture_of(binder: Path, picture: Path) -> None:
    """Take a picture of the prose sheet of a binder as LibreOffice prints it."""
    convert = ["soffice", "--headless", "--convert-to", "pdf", "--outdir", binder.parent, binder]
    subprocess.run(convert, check=True, stdout=subprocess.DEVNULL)
    pages = ["-f", PROSE_PAGE, "-l", PROSE_PAGE, "-singlefile", "-r", "90"]
    subprocess.run(["pdftoppm", "-png", *pages, binder.with_suffix(".pdf"), picture], check=True)


if __name__ == "__main__":
    main()
