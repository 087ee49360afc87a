"""Take the pictures of the README: the task list in Chromium, and pages of the PDF; of the running code, not of a drawing."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
PAGES = (1, 2, 18, 29)  # cover, summary, activities, planning of the demo plan
PORT = "8199"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]


def main() -> None:
    """Write docs/pictures/tasks.png and docs/pictures/pdf.png from a fresh demo in a folder of its own."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        settings = os.environ | {
            "DATA_DIR": folder,
            "DEMO": "1",
            "PORT": PORT,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "DATABASE_URL": "",
        }
        settings.pop("DATABASE_URL")
        run = [str(Path(sys.executable).with_name("workbench"))]
        subprocess.run([*run, "demo"], env=settings, check=True, cwd=ROOT)
        paper(run, settings, Path(folder))
        server = subprocess.Popen([*run, "serve"], env=settings, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        try:
            wait_until_ready(server)
            screen()
        finally:
            server.terminate()
            server.wait(timeout=20)


def wait_until_ready(server: subprocess.Popen[str]) -> None:
    """Read what the server says until it is READY."""
    for line in server.stdout or ():
        if line.startswith("READY"):
            return
    raise SystemExit("the server did not start")


def screen() -> None:
    """Take the task list of the big demo plan as its manager sees it."""
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        page = browser.new_page(viewport={"width": 1280, "height": 860}, locale="nl-NL")
        page.goto(f"http://127.0.0.1:{PORT}/inloggen")
        page.fill("#email", "manager@demo.example")
        page.fill("#password", "zeven groene fietsen")
        page.press("#password", "Enter")
        page.goto(f"http://127.0.0.1:{PORT}/plannen/")
        page.click("a:has-text('Bloemenbuurt')")
        page.screenshot(path=PICTURES / "tasks.png")
        browser.close()


def paper(run: list[str], settings: dict[str, str], folder: Path) -> None:
    """Set four pages of the PDF beside each other."""
    pdf = folder / "merenwijk.pdf"
    subprocess.run(
        [*run, "plan", "export", "merenwijk", "--format", "pdf", "--output", pdf], env=settings, check=True, cwd=ROOT
    )
    images: list[Image.Image] = []
    for page in PAGES:
        target = folder / f"page-{page}"
        command = [
            "pdftoppm",
            "-r",
            "60",
            "-png",
            "-singlefile",
            "-f",
            str(page),
            "-l",
            str(page),
            str(pdf),
            str(target),
        ]
        subprocess.run(command, check=True)
        images.append(Image.open(target.with_suffix(".png")).convert("RGB"))
    height = max(image.height for image in images)
    sheet = Image.new("RGB", (sum(image.width for image in images) + 16 * (len(images) + 1), height + 32), "#d8d5cc")
    left = 16
    for image in images:
        sheet.paste(image, (left, 16))
        left += image.width + 16
    sheet.save(PICTURES / "pdf.png", optimize=True)


if __name__ == "__main__":
    main()
