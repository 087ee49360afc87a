"""One's own data: taking it along, and removing one's account."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from flask import render_template, send_file

from workbench.accounts.access import AccountPermission
from workbench.accounts.queries.own_data import own_data
from workbench.accounts.views.blueprint import blueprint
from workbench.kit.audit import Event, record
from workbench.kit.storage import afterwards
from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

OWN_DATA_TAKEN = Event("person.data_taken", words=Message("took along the own data"))


@blueprint.get("/account/gegevens")
@requires(AccountPermission.OWN_DATA)
def show_own_data() -> ResponseReturnValue:
    """Say what is kept about the person, and where they can take it along or have it removed."""
    found = own_data(actor().id)
    return render_template("accounts/own_data.html", counts={name: len(rows) for name, rows in found.items()})


@blueprint.get("/account/gegevens.zip")
@requires(AccountPermission.OWN_DATA)
def take_own_data() -> ResponseReturnValue:
    """Give everything about the person: a file to read and one for programs."""
    found, who = own_data(actor().id), actor()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("gegevens.json", json.dumps(found, ensure_ascii=False, indent=2))
        file.writestr("gegevens.html", render_template("accounts/own_data_file.html", data=found, name=who.name))
    packed.seek(0)
    afterwards(lambda: record(OWN_DATA_TAKEN, organisation_id=None, object_type="person", object_id=str(who.id)))
    return send_file(packed, mimetype="application/zip", as_attachment=True, download_name="mijn-gegevens.zip")
