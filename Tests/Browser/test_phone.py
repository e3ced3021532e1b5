"""The console on the narrowest phone: nothing goes beyond its width, everything can be hit with a thumb, and each page is light."""

import pytest

from bureau import SECRETARY
from imports import UNUSED, preview_members
from pages import ALL, STATUSES
from weight import assert_light

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}

# What goes beyond the right edge, outermost first, where the page as a whole does.
WIDER = """() => {
    const page = document.scrollingElement;
    if (page.scrollWidth <= page.clientWidth) return [];
    const wide = [...document.body.querySelectorAll("*")].filter(
        (element) => element.getBoundingClientRect().right > page.clientWidth + 0.5
    );
    return wide.slice(0, 5).map((element) => {
        const { right } = element.getBoundingClientRect();
        return `to ${right} of ${page.clientWidth}: ${element.outerHTML.slice(0, 200)}`;
    });
}"""

# WCAG 2.2, 2.5.8 for whatever is hit in navigation and forms; what is typed into and pressed is a thumb high.
SMALL = """() => {
    const found = [];
    const small = (element, width, height) => {
        const box = element.getBoundingClientRect();
        if (box.width === 0 || getComputedStyle(element).visibility === "hidden") return;
        if (element.closest(".unseen, .skip") || element.matches("[aria-hidden=true]")) return;
        if (box.width < width - 0.5 || box.height < height - 0.5)
            found.push(`${box.width} × ${box.height}: ${element.outerHTML.slice(0, 200)}`);
    };
    for (const link of document.querySelectorAll("header a, nav a, form a, .act a, summary")) small(link, 24, 24);
    for (const control of document.querySelectorAll(
        "button, .button, select, textarea, input:not([type=hidden], [type=checkbox])"
    )) small(control, 24, 44);
    for (const box of document.querySelectorAll("input[type=checkbox]")) small(box.closest("label") ?? box, 24, 44);
    return found;
}"""


# English is the wider one; Chinese breaks anywhere.
@pytest.mark.parametrize(("language", "name", "path"), [("en", name, path) for name, path in ALL])
def test_a_page_fits_on_a_phone(visitor, weights, name, path):
    person = visitor(name, **PHONE)
    status = STATUSES.get(path, 200)
    with person.expecting(status):
        response = person.go(path, status=status)
    assert_light(person, path, response.text(), weights)
    wider = person.page.evaluate(WIDER)
    assert not wider, "\n".join([path, *wider])
    small = person.page.evaluate(SMALL)
    assert not small, "\n".join([path, *small])


@pytest.mark.parametrize("path", ["/cycles/{final}/ranking", "/cycles/{final}/areas/{area}", "/overview?month=2026-09"])
def test_a_chart_can_be_read_on_a_phone(reader, path):
    person = reader(SECRETARY, **PHONE)
    person.go(path)
    heights = person.page.locator(".chart text").evaluate_all("texts => texts.map(t => t.getBoundingClientRect().height)")
    assert heights
    # A line of nine pixels' type.
    assert min(heights) >= 11


def test_what_an_import_would_do_fits_on_a_phone(reader):
    person = reader(SECRETARY, **PHONE)
    preview_members(person)
    page = person.page
    # Folded away, however many columns have no use here.
    assert not page.get_by_text(UNUSED[0], exact=True).is_visible()
    for summary in [person.words("importReading"), person.words("importUnusedColumns", count=len(UNUSED))]:
        page.locator("summary", has_text=summary).first.click()
    lines = page.locator(".meanings li")
    assert lines.count() >= len(UNUSED)
    # A line each, of which one is opened by whoever wants its column.
    assert all(lines.nth(place).bounding_box()["height"] < 60 for place in range(len(UNUSED)))
    lines.nth(0).locator("summary").click()
    lines.nth(0).locator("select").select_option("post")
    assert not page.evaluate(WIDER), page.evaluate(WIDER)
    assert not page.evaluate(SMALL), page.evaluate(SMALL)
