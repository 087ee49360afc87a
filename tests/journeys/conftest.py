"""The browser and the running demo for every journey."""

from tests.chromium import base_url, browser_context_args, browser_type_launch_args, demo_site, screen

__all__ = ["base_url", "browser_context_args", "browser_type_launch_args", "demo_site", "screen"]
