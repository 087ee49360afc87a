"""The neighbourhood of a plan: choosing its areas, its profile, and taking figures over into the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import flash, redirect, render_template, request, url_for

from workbench.kit.values.messages import Message
from workbench.kit.web.gate import actor, requires
from workbench.kit.web.language import translate
from workbench.neighbourhoods import queries as published
from workbench.neighbourhoods.content import Kind
from workbench.neighbourhoods.rules.profile import needed_codes, profile
from workbench.neighbourhoods.rules.reading import CODE
from workbench.plans import queries
from workbench.plans.access import PlanPermission
from workbench.plans.operations.neighbourhood import Taken, choose_areas, take_figures
from workbench.plans.operations.pieces import SetFull
from workbench.plans.rules.neighbourhood import chosen_codes
from workbench.plans.views.blueprint import blueprint, load
from workbench.plans.views.drawing import may_edit
from workbench.plans.views.neighbourhood_drawing import choice_of, drawn_profile, outlines, residents_and_patients

if TYPE_CHECKING:
    import uuid
    from collections.abc import Mapping, Sequence

    from flask.typing import ResponseReturnValue

    from workbench.definitions.schema import Definition, Part
    from workbench.neighbourhoods.content import Area
    from workbench.neighbourhoods.rules.profile import Profile
    from workbench.plans.content import PlanContent

ENDPOINT = "plans.neighbourhood"
MOST_AREAS = 60
MOST_DIGITS = 9
KINDS = {"wijk": Kind.DISTRICT, "buurt": Kind.NEIGHBOURHOOD}


@blueprint.get("/<uuid:plan_id>/wijk")
@requires(PlanPermission.VIEW)
def neighbourhood(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show the profile of the areas of the plan, or of those that the address names."""
    plan, definition = load(plan_id)
    content = queries.plan_content(plan)
    areas = _areas(_codes(request.args.getlist("code")) or chosen_codes(content))
    found = _profile(areas)
    edit = may_edit(plan)
    return render_template(
        "plans/neighbourhood/profile.html",
        plan=plan,
        may_edit=edit,
        may_take=edit and "figures" in definition.set_parts,
        same=_same(),
        profile=found,
        drawn=drawn_profile(found, content, _versions(plan.id)) if found else None,
        outlines=outlines(areas, {area.code for area in areas}),
        people=residents_and_patients(content, found),
        patients_part=definition.set_parts.get("patient_areas"),
    )


@blueprint.get("/<uuid:plan_id>/wijk/kiezen")
@requires(PlanPermission.EDIT)
def choose(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Show where the areas of a plan are chosen: by name, by postcode, on a map or from a list."""
    plan, _definition = load(plan_id)
    content = queries.plan_content(plan)
    begun = "code" in request.args or "zoek" in request.args
    codes = _codes(request.args.getlist("code")) if begun else chosen_codes(content)
    chosen, found = _areas(codes), published.search(request.args.get("zoek", ""))
    town = _town(chosen, found, content)
    kind = KINDS.get(request.args.get("soort", ""), Kind.DISTRICT)
    inside = published.areas_in(town.code, kind) if town else []
    return render_template(
        "plans/neighbourhood/choose.html",
        plan=plan,
        anything=bool(chosen or found or inside) or published.anything(),
        typed=request.args.get("zoek", ""),
        kind=kind.value,
        began=_began(request.args) if "began" in request.args else _ticked(chosen, content),
        **choice_of(chosen, found, town, inside),
    )


@blueprint.post("/<uuid:plan_id>/wijk/kiezen")
@requires(PlanPermission.EDIT)
def save_choice(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Search on with what is ticked, or let the plan be about the ticked areas."""
    plan, definition = load(plan_id)
    codes, wish = _codes(request.form.getlist("code")), request.form.get("do", "save")
    if wish != "save":
        kind = wish if wish in KINDS else request.form.get("soort", "wijk")
        typed = request.form.get("zoek", "").strip()[:100]
        town = "" if wish == "search" and typed else request.form.get("gemeente", "")
        where = {"zoek": typed, "gemeente": town, "soort": kind, "code": codes, "began": request.form.get("began", "")}
        return redirect(url_for("plans.choose", plan_id=plan.id, **where), 303)  # type: ignore[arg-type]  # values of a query
    part = _area_part(definition)
    if part is None:
        return redirect(url_for("plans.neighbourhood", plan_id=plan.id, code=codes), 303)
    began = _began(request.form)
    added = _areas([code for code in codes if code not in began])
    removed = set(began).difference(request.form.getlist("code"))
    choose_areas(plan, part=part, added=added, removed=removed, who=actor())
    flash(translate(Message("The neighbourhood of this plan is saved.")), "done")
    return redirect(url_for("plans.neighbourhood", plan_id=plan.id), 303)


@blueprint.post("/<uuid:plan_id>/wijk/cijfers")
@requires(PlanPermission.EDIT)
def take(plan_id: uuid.UUID) -> ResponseReturnValue:
    """Copy the ticked figures into the plan; the figures come from the tables, never from the page."""
    plan, definition = load(plan_id)
    codes, wanted = _codes(request.form.getlist("code")), set(request.form.getlist("take"))
    part, found = definition.set_parts.get("figures"), _profile(_areas(codes))
    figures = [_taken(line.key, found) for line in found.known if line.key in wanted] if found else []
    if part is not None and figures:
        try:
            outcome = take_figures(plan, part=part, figures=figures, who=actor())
        except SetFull as full:
            flash(translate(full.message), "attention")
        else:
            count = outcome.added + outcome.replaced
            flash(translate(Message("Figures taken over into the plan: %(n)s.", n=count)), "done")
            for name in outcome.clashing[:1]:
                flash(
                    translate(Message("Somebody else changed “%(name)s” meanwhile. It stays as it is.", name=name)),
                    "attention",
                )
    return redirect(
        url_for("plans.neighbourhood", plan_id=plan.id, code=_named(codes), zelfde="ja" if _same() else None), 303
    )


def _named(codes: Sequence[str]) -> Sequence[str]:
    """Return the codes where the address of the profile named them, so that it does so again."""
    return codes if request.form.get("named") == "yes" else ()


def _taken(key: str, found: Profile | None) -> Taken:
    shown = next(line.shown for line in (found.known if found else ()) if line.key == key)
    row_id, _, version = request.form.get(f"seen_{key}", "").partition(".")
    seen = version.isascii() and version.isdigit() and len(version) <= MOST_DIGITS
    return Taken(shown, row_id, int(version) if seen else 0)


def _profile(areas: Sequence[Area]) -> Profile | None:
    return profile(areas, published.figures_of(needed_codes(areas)), same=_same()) if areas else None


def _same() -> bool:
    return request.values.get("zelfde") == "ja"


def _codes(sent: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in sent if CODE.fullmatch(code)))[:MOST_AREAS]


def _began(sent: Mapping[str, str]) -> tuple[str, ...]:
    """Return the codes that the page began with: what is not ticked of these, and only that, was taken away."""
    return _codes(sent.get("began", "").split())


def _ticked(chosen: Sequence[Area], content: PlanContent) -> tuple[str, ...]:
    """Return the codes of the plan that the page shows ticked; an area that has no box cannot be taken away."""
    return tuple(area.code for area in chosen if area.code in chosen_codes(content))


def _areas(codes: Sequence[str]) -> list[Area]:
    known = published.areas(codes)
    return [known[code] for code in codes if code in known]


def _versions(plan_id: uuid.UUID) -> dict[str, int]:
    return {one.row.id: one.version for one in queries.rows_now(plan_id, "figures")}


def _area_part(definition: Definition) -> Part | None:
    part = definition.set_parts.get("areas")
    return part if part is not None and part.column("code") else None


def _town(chosen: Sequence[Area], found: Sequence[Area], content: PlanContent) -> Area | None:
    """Return the municipality whose map is shown: asked for, of what was found, of what is chosen, of the plan."""
    asked = request.args.get("gemeente", "")
    if asked:
        return published.municipality(asked)
    for area in (*found, *chosen):
        if area.municipality:
            return published.areas({area.municipality}).get(area.municipality)
    return published.municipality_named(content.text("municipality"))
