"""A template that extends another: its own heading, and changes to the chapters of its base.

Changes are carried out in order on the tree of the base, so that each piece keeps the file and line where it was
written. Lists of the heading (sources, facts, deadlines, income, rules) are added behind those of the base; other
keys of the heading replace them.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import Field, StringConstraints, model_validator

from workbench.definitions.demands import Deadline, Fact, Income, Source
from workbench.definitions.frozen import Frozen, MisplacedError, Prose, TemplateKey
from workbench.definitions.rules import Rule
from workbench.definitions.schema import VersionedKey
from workbench.definitions.yaml_file import entry

NOTHING = "tag:yaml.org,2002:null"
LISTS = ("sources", "facts", "deadlines", "income", "rules")
# What can be added: to which list, of what.
ADDED = {
    "chapter": ("", "chapters"),
    "part": ("chapters", "parts"),
    "question": ("parts", "questions"),
    "column": ("parts", "columns"),
    "row": ("parts", "rows"),
    "rule": ("", "rules"),
    "source": ("", "sources"),
    "fact": ("", "facts"),
    "deadline": ("", "deadlines"),
    "income": ("", "income"),
}
_ID = "[a-z0-9][a-z0-9_-]{0,39}"
Path = Annotated[
    str,
    StringConstraints(
        strict=True,
        pattern=rf"^((chapters|rules|sources|facts|deadlines|income)/{_ID}"
        rf"|parts/{_ID}(/(questions|columns|rows)/{_ID})?)$",
    ),
]
Id = Annotated[str, StringConstraints(strict=True, pattern=f"^{_ID}$")]


class Change(Frozen):
    """One change: ``change`` PATH ``with`` fields (null takes one away), ``remove`` PATH, or ``add`` one thing.

    What is added stands last, behind the one that ``after`` names, or first with ``after: null``.
    """

    change: Path | None = None
    with_: dict[str, Any] = Field(default_factory=dict, alias="with")
    remove: Path | None = None
    add: dict[str, dict[str, Any]] = Field(default_factory=dict)
    to: Path | None = None
    after: Id | None = None

    @model_validator(mode="after")
    def _is_one_change(self) -> Self:
        given = self.model_fields_set
        kind = next((name for name in ("change", "remove", "add") if name in given), "")
        goes_with = {"change": {"with_"}, "remove": set(), "add": {"to", "after"}}.get(kind)
        if goes_with is None or given - {kind} - goes_with:
            raise ValueError("one of: change with `with`, remove, add (with `to` and `after`)")
        if kind == "change" and (not self.with_ or "id" in self.with_):
            raise ValueError("say in `with` what becomes different; an id stays what it is")
        if kind == "add":
            self._check_addition()
        return self

    def _check_addition(self) -> None:
        if len(self.add) != 1 or next(iter(self.add)) not in ADDED:
            raise MisplacedError(f"add one of {', '.join(ADDED)}", "add")
        owner = ADDED[next(iter(self.add))][0]
        if (self.to or "/").split("/")[0] != owner or (self.to or "").count("/") > 1:
            place = f"to: {owner}/<id>" if owner else "no `to`"
            raise MisplacedError(f"a {next(iter(self.add))} is added with {place}", "to" if self.to else "add")


class Extension(Frozen):
    """A template that extends another: ``extends`` pins the version, ``changes`` stands in place of ``chapters``."""

    key: TemplateKey
    version: int = Field(strict=True, ge=1)
    status: Literal["concept", "published"]
    year: int = Field(strict=True, ge=2018, le=2100)
    title: Prose
    extends: VersionedKey
    changes: tuple[Change, ...] = ()
    document_title: Prose | None = None
    description: Prose | None = None
    source: Prose | None = None
    insurer: Prose | None = None
    applicant: Literal["wijk", "regio"] | None = None
    max_pages: int | None = Field(default=None, strict=True, ge=1, le=1000)
    sources: tuple[Source, ...] = ()
    facts: tuple[Fact, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    income: tuple[Income, ...] = ()
    rules: tuple[Rule, ...] = ()


def extended(base: yaml.MappingNode, own: yaml.MappingNode, most: int | None = None) -> yaml.MappingNode:
    """Return the tree of a template that extends a base, with its first ``most`` changes (default all).

    Raises ``MisplacedError`` with the place in the extending file for a change of something that is not there.
    """
    made = _copied(base)
    changes: list[yaml.MappingNode] = []
    for key, value in _copied(own).value:
        if key.value == "changes":
            changes = value.value
        elif key.value in LISTS:
            _list(made, key.value).value.extend(value.value)
        else:
            _put(made, key, value)
    for place, change in enumerate(changes[:most]):
        try:
            _carry_out(made, change)
        except MisplacedError as mistake:
            raise MisplacedError(str(mistake), "changes", place, *mistake.location) from None
    return made


def _carry_out(made: yaml.MappingNode, change: yaml.MappingNode) -> None:
    said = {key.value: value for key, value in change.value}
    if "change" in said:
        thing = _found(made, said["change"].value, "change")[1]
        for key, value in said["with"].value:
            _put(thing, key, value)
    elif "remove" in said:
        siblings, thing = _found(made, said["remove"].value, "remove")
        siblings.value.remove(thing)
    else:
        [(kind, added)] = said["add"].value
        owner = _found(made, said["to"].value, "to")[1] if "to" in said else made
        siblings = _list(owner, ADDED[kind.value][1])
        siblings.value.insert(_place(siblings, said.get("after")), added)


def _place(siblings: yaml.SequenceNode, after: yaml.Node | None) -> int:
    """Return where an addition goes: behind the one named, last when none is named, first after null."""
    if after is None:
        return len(siblings.value)
    if after.tag == NOTHING:
        return 0
    found = _named(siblings, after.value)
    if found is None:
        raise MisplacedError(f"there is no {after.value} to stand after", "after")
    return int(siblings.value.index(found)) + 1


def _found(made: yaml.MappingNode, path: str, key: str) -> tuple[yaml.SequenceNode, yaml.MappingNode]:
    """Return the thing at a path, with the list it stands in."""
    kind, name, *deeper = path.split("/")
    owners = _list(made, "chapters").value if kind == "parts" else [made]
    lists = [_list(owner, kind) for owner in owners]
    siblings, thing = next(((one, found) for one in lists if (found := _named(one, name))), (None, None))
    if thing and deeper:
        siblings = _list(thing, deeper[0])
        thing = _named(siblings, deeper[1])
    if siblings is None or thing is None:
        raise MisplacedError(f"there is no {path} in the base, or it was removed", key)
    return siblings, thing


def _named(siblings: yaml.SequenceNode, name: str) -> yaml.MappingNode | None:
    things = [one for one in siblings.value if isinstance(one, yaml.MappingNode)]
    return next((one for one in things if (found := entry(one, "id")) and found[1].value == name), None)


def _list(owner: yaml.MappingNode, name: str) -> yaml.SequenceNode:
    """Return a list of a mapping; an empty one is put there when there is none."""
    found = entry(owner, name)
    if found is None:
        mark = owner.start_mark
        key = yaml.ScalarNode("tag:yaml.org,2002:str", name, mark, mark)
        found = (key, yaml.SequenceNode("tag:yaml.org,2002:seq", [], mark, mark))
        owner.value.append(found)
    value = found[1]
    assert isinstance(value, yaml.SequenceNode)  # noqa: S101 - both files were checked against the schema before
    return value


def _put(owner: yaml.MappingNode, key: yaml.ScalarNode, value: yaml.Node) -> None:
    """Replace a field, add it, or take it away when the new value is null."""
    kept = [pair for pair in owner.value if pair[0].value != key.value]
    gone = value.tag == NOTHING
    place = next((place for place, pair in enumerate(owner.value) if pair[0].value == key.value), len(kept))
    owner.value = kept if gone else [*kept[:place], (key, value), *kept[place:]]


def _copied(node: yaml.MappingNode) -> yaml.MappingNode:
    """Return a tree of which lists and mappings can be changed; what is written in it is shared."""

    def copy(one: Any) -> Any:  # noqa: ANN401 - a node of any kind gives one of the same kind
        if isinstance(one, yaml.MappingNode):
            pairs = [(key, copy(value)) for key, value in one.value]
            return yaml.MappingNode(one.tag, pairs, one.start_mark, one.end_mark)
        if isinstance(one, yaml.SequenceNode):
            return yaml.SequenceNode(one.tag, [copy(item) for item in one.value], one.start_mark, one.end_mark)
        return one

    made: yaml.MappingNode = copy(node)
    return made
