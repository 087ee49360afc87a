"""Take the pictures of the README of the running code: the task list in Chromium, and pages of the PDF."""

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
PAGES = (1, 2, 18, 28)  # cover, summary, activities, planning of the demo plan
GAP = 16
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
        }
        settings.pop("DATABASE_URL", None)
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
    command = [*run, "plan", "export", "merenwijk", "--format", "pdf", "--output", str(pdf)]
    subprocess.run(command, env=settings, check=True, cwd=ROOT)
    images = [page_of(pdf, page) for page in PAGES]
    width, height = sum(image.width + GAP for image in images) + GAP, max(image.height for image in images) + 2 * GAP
    sheet = Image.new("RGB", (width, height), "#d8d5cc")
    left = GAP
    for image in images:
        sheet.paste(image, (left, GAP))
        left += image.width + GAP
    sheet.save(PICTURES / "pdf.png", optimize=True)


def page_of(pdf: Path, page: int) -> Image.Image:
    """Return one page as a picture."""
    target = pdf.with_name(f"page-{page}")
    place = ["-singlefile", "-f", str(page), "-l", str(page)]
    subprocess.run(["pdftoppm", "-r", "60", "-png", *place, str(pdf), str(target)], check=True)
    return Image.open(target.with_suffix(".png")).convert("RGB")


if __name__ == "__main__":
    main()
