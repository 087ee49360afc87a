"""Who stands beside a collaboration; collaborations never see each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from tests import make
from tests.page_forms import form_of
from tests.pages import Pages
from tests.people import ANNA, FEE, MARIT, RIK, ZINA
from workbench.kit.audit import AuditEvent
from workbench.kit.storage import session, transaction
from workbench.organisations.queries import beside

if TYPE_CHECKING:
    import uuid

    from flask import Flask


def way(ids: dict[str, uuid.UUID], organisation: str) -> str:
    """Return where it stands who is beside a collaboration."""
    return f"/organisaties/{ids[organisation]}/betrokken"


def names(ids: dict[str, uuid.UUID], organisation: str) -> list[str]:
    """Return who stands beside a collaboration."""
    with transaction(write=False):
        return [one.organisation.name for one in beside(ids[organisation])]


def test_a_collaboration_chooses_from_the_others_but_never_a_collaboration(
    app: Flask, ids: dict[str, uuid.UUID]
) -> None:
    zina = Pages(app, ZINA)
    page = zina.get(way(ids, "zeekant"))
    offered = {str(option["value"]) for option in page.html.select("#other option")} - {""}
    assert offered == {str(ids[one]) for one in ("steunpunt", "regio-linde", "zekerveld", "gemeente-lindeveen")}
    zina.submit(form_of(page), other=str(ids["steunpunt"]))
    zina.submit(form_of(page), other=str(ids["steunpunt"]))
    assert names(ids, "zeekant") == ["Steunpunt Eerste Lijn"]
    zina.submit(form_of(page), other=str(ids["lindewijk"]), status=404)
    zina.submit(form_of(page), other="")
    assert names(ids, "zeekant") == ["Steunpunt Eerste Lijn"]


def test_the_board_may_and_a_manager_may_not(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    gone = f"{way(ids, 'lindewijk')}/{ids['zekerveld']}/verwijderen"
    Pages(app, MARIT).get(way(ids, "lindewijk"))
    Pages(app, MARIT).get(gone, status=403)
    anna = Pages(app, ANNA)
    anna.submit(form_of(anna.get(gone)))
    anna.get(gone, status=404)
    assert "Zekerveld Zorgverzekeringen" not in names(ids, "lindewijk")
    with transaction(write=False):
        wanted = select(AuditEvent).where(AuditEvent.event == "organisation.unlinked")
        assert session().scalars(wanted).one().details == {"other": str(ids["zekerveld"])}


def test_the_other_sees_the_name_of_the_collaboration_and_nothing_else(app: Flask, ids: dict[str, uuid.UUID]) -> None:
    with transaction(write=True):
        plan = make.plan(ids["lindewijk"])
        plan_id, title = plan.id, plan.title
    for someone, organisation in ((RIK, "regio-linde"), (FEE, "zekerveld")):
        pages = Pages(app, someone)
        page = pages.get(f"/organisaties/{ids[organisation]}/samenwerkingen")
        assert "Samenwerking Lindewijk" in page.text
        assert "Zeekant" not in page.text
        assert title not in page.text
        for what in (f"/organisaties/{ids['lindewijk']}", f"/plannen/{plan_id}/"):
            pages.get(what, status=404)
