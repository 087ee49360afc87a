"""Forms of a page as a browser would send them, after the HTML standard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag

    from tests.pages import Page

Fields = dict[str, list[str]]


@dataclass(frozen=True)
class Form:
    """A form as a browser would send it: where to, how, and the fields with what stands in them."""

    action: str
    method: str
    fields: Fields


def form_of(page: Page, selector: str = "main form", *, press: str = "") -> Form:
    """Return the only form that fits, with its first button pressed, or the one named (or valued) ``press``."""
    form = page.one(selector)
    controls = [tag for tag in page.html.select("input, select, textarea, button") if _belongs(tag, form)]
    buttons = [tag for tag in controls if tag.get("type", "submit" if tag.name == "button" else "") == "submit"]
    pressed = next((tag for tag in buttons if not press or press in (tag.get("name"), tag.get("value"))), None)
    assert pressed or not press, f"{page.url}: no button {press!r} in {selector!r}"
    fields: Fields = {}
    for tag in controls:
        for value in _sent(tag, pressed):
            fields.setdefault(str(tag["name"]), []).append(value)
    action = str((pressed and pressed.get("formaction")) or form.get("action") or page.url)
    return Form(action, str(form.get("method", "get")).lower(), fields)


def _belongs(tag: Tag, form: Tag) -> bool:
    owner = tag.get("form")
    inside = owner == form.get("id") if owner else form in tag.parents
    off = tag.has_attr("disabled") or tag.find_parent("fieldset", disabled=True) or tag.find_parent("template")
    return bool(inside and not off)


def _sent(tag: Tag, pressed: Tag | None) -> list[str]:
    """Return what a control adds to a form, after the HTML standard."""
    kind = str(tag.get("type", "submit" if tag.name == "button" else "text"))
    if not tag.get("name") or (kind in {"submit", "button", "reset", "image"} and tag is not pressed) or kind == "file":
        return []
    if kind in {"checkbox", "radio"}:
        return [str(tag.get("value", "on"))] if tag.has_attr("checked") else []
    if tag.name == "textarea":
        return ["\r\n".join(tag.get_text().removeprefix("\n").splitlines())]
    if tag.name == "select":
        options = tag.select("option:not([disabled])")
        chosen = [option for option in options if option.has_attr("selected")] or (
            [] if tag.has_attr("multiple") else options[:1]
        )
        return [str(option.get("value", option.get_text(strip=True))) for option in chosen]
    return [str(tag.get("value", ""))]
