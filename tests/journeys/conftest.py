"""The browser and the running demo for every journey."""

from tests.chromium import (
    base_url,
    browser_context_args,
    browser_type_launch_args,
    demo_folder,
    demo_site,
    screen,
    windows,
)

__all__ = [
    "base_url",
    "browser_context_args",
    "browser_type_launch_args",
    "demo_folder",
    "demo_site",
    "screen",
    "windows",
]
