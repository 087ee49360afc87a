"""Work that takes longer than a page.

A job is a row, written in the transaction of the change that wants it: that row is the truth. The queue only carries
its id. It may lose one or bring one twice, so what was not done is sent again, and handlers must be safe to run twice.
"""

from __future__ import annotations

from workbench.kit.jobs.handlers import register
from workbench.kit.jobs.models import Job, State
from workbench.kit.jobs.operations import enqueue, forget_done, resend, run
from workbench.kit.jobs.queries import done_jobs, job_by_id, job_by_key
from workbench.kit.jobs.queue import Queue, close_queue, open_queue
from workbench.kit.jobs.rhythm import every
from workbench.kit.jobs.worker import consume

__all__ = [
    "Job",
    "Queue",
    "State",
    "close_queue",
    "consume",
    "done_jobs",
    "enqueue",
    "every",
    "forget_done",
    "job_by_id",
    "job_by_key",
    "open_queue",
    "register",
    "resend",
    "run",
]
