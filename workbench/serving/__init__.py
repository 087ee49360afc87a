"""The running server: web workers and the job worker, children of one process that lives and ends with them."""

from __future__ import annotations

from workbench.serving.supervisor import serve

__all__ = ["serve"]
