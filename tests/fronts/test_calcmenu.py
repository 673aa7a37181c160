"""The menu and toolbar of Calc, and what each entry asks, made from ACTIONS."""

from __future__ import annotations

from lxml import etree

from leadbook.actions import ACTIONS
from leadbook.actions.importing import LIST_SUFFIXES
from leadbook.fronts.calcmenu import GROUPS, addons, buttons, groups, main, with_key

NAME = "{http://openoffice.org/2001/registry}name"
SERVICE = "service:org.leadbook.calc.Command?"


def values(node, name):
    """The values of a property in a node and below, in order."""
    return [prop.findtext("value") for prop in node.iter("prop") if prop.get(NAME) == name]


def part(name, icons=frozenset()):
    """The node of that name."""
    root = etree.fromstring(addons(icons).encode())
    return next(node for node in root.iter("node") if node.get(NAME) == name)


def commands(node):
    """The commands in a node, with None for a line between groups."""
    urls = values(node, "URL")
    return [None if url == "private:separator" else url.removeprefix(SERVICE).replace("%20", " ") for url in urls]


def test_the_menu_has_every_action_with_a_button_and_every_variant_once():
    wanted = [entry.name for entry in ACTIONS if entry.button]
    wanted += [f"{entry.name} {way.name}" for entry in ACTIONS if entry.button for way in entry.button.variants]
    found = [command for command in commands(part("org.leadbook.calc.menu")) if command]
    assert sorted(found) == sorted(wanted)


def test_groups_stand_in_the_order_of_the_week_with_one_line_between_two():
    for name in ("org.leadbook.calc.menu", "org.leadbook.calc.toolbar"):
        found, at = commands(part(name)), 0
        assert found.count(None) == len(groups()) - 1
        for group in groups():
            here = [entry.name for entry in group]
            own = [command for command in found[at:] if command is None or " " not in command]
            assert own[: len(here)] == here
            at += found[at:].index(None) + 1 if None in found[at:] else 0
    assert [group[0].button.group for group in groups()] == list(GROUPS)


def test_the_toolbar_has_the_actions_alone():
    found = [command for command in commands(part("org.leadbook.calc.toolbar")) if command]
    assert found == [entry.name for group in groups() for entry in group]


def test_nodes_are_named_so_that_their_order_is_that_of_their_names():
    names = [node.get(NAME) for node in part("org.leadbook.calc.menu").iter("node") if node.get(NAME)[1:].isdigit()]
    assert names == sorted(names)
    assert len(set(names)) == len(names) > 20


def test_access_keys_are_unique_in_the_menu():
    keys = [with_key(e.button.label, e.button.keytip).partition("~")[2][:1].upper() for e in ACTIONS if e.button]
    assert len(set(keys)) == len(keys)
    assert "" not in keys


def test_an_icon_is_named_only_for_what_has_one():
    assert values(part("Images"), "URL") == []
    images = part("Images", frozenset({"allocate", "preview", "help"}))
    assert values(images, "URL") == [f"{SERVICE}allocate", f"{SERVICE}allocate%20preview"]
    assert set(values(images, "ImageSmallURL")) == {
        "vnd.sun.star.extension://org.leadbook.calc/icons/allocate.png",
        "vnd.sun.star.extension://org.leadbook.calc/icons/preview.png",
    }


def test_what_each_entry_asks_is_what_its_action_says():
    made = {}
    exec(buttons(LIST_SUFFIXES), made)
    asked = made["BUTTONS"]
    for entry in ACTIONS:
        if entry.button:
            own = entry.button
            assert asked[entry.name] == (own.label, own.asks, own.prompt, own.needs_book)
            for way in own.variants:
                assert asked[f"{entry.name} {way.name}"] == (way.label, way.asks, way.prompt, own.needs_book)
    assert set(made["LIST_KINDS"].split(";")) == {f"*{suffix}" for suffix in LIST_SUFFIXES}


def test_both_files_are_written_into_the_sources(tmp_path):
    (tmp_path / "icons").mkdir()
    (tmp_path / "icons" / "run.png").write_bytes(b"")
    sources = tmp_path / "calc"
    (sources / "python" / "pythonpath" / "leadbook_calc").mkdir(parents=True)
    main(sources)
    assert "icons/run.png" in (sources / "Addons.xcu").read_text("utf-8")
    text = (sources / "python" / "pythonpath" / "leadbook_calc" / "buttons.py").read_text("utf-8")
    assert text == buttons(LIST_SUFFIXES)
