"""Every page by axe, by the rules of WCAG 2.2 at level AA: in both languages, light and dark."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from bureau import OFFICER, SECRETARY
from grid import Grid
from imports import preview_members
from pages import IN_TURN, STATUSES

RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

# In the dark a page is the same but for its colours.
COLOUR_RULES = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}

RUN = """rules => axe.run({ runOnly: rules, resultTypes: ["violations"] }).then(({ violations }) => violations.flatMap(
    ({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${failureSummary}\n  ${html.slice(0, 300)}`)
))"""


def violations(page):
    """What axe finds, an entry each: the rule, what is wrong, and where."""
    page.evaluate(Axe().axe_script)
    found = page.evaluate(RUN, RULES)
    page.emulate_media(color_scheme="dark")
    try:
        found += [f"in the dark, {line}" for line in page.evaluate(RUN, COLOUR_RULES)]
    finally:
        page.emulate_media(color_scheme="light")
    return found


def assert_accessible(page):
    found = violations(page)
    assert not found, "\n".join([page.url, *found])


@pytest.mark.quick
def test_axe_finds_what_is_wrong(reader):
    """Otherwise all that follows would prove nothing."""
    person = reader(SECRETARY)
    person.go("/help")
    person.page.evaluate(
        """() => {
            const picture = document.createElement("img");
            picture.src = document.querySelector("link[rel=icon]").href;
            const faint = document.createElement("p");
            faint.textContent = "in the dark";
            faint.style.color = "rgb(60, 60, 60)";
            document.querySelector("main").append(picture, faint);
        }"""
    )
    found = violations(person.page)
    assert [line.split(":")[0] for line in found] == ["image-alt", "in the dark, color-contrast"]


@pytest.mark.parametrize(("language", "name", "path"), IN_TURN)
def test_a_page_is_accessible(visitor, name, path):
    person = visitor(name)
    status = STATUSES.get(path, 200)
    with person.expecting(status):
        person.go(path, status=status)
        assert_accessible(person.page)


def test_an_error_page_is_accessible(reader):
    person = reader(SECRETARY)
    with person.expecting(404):
        person.go("/nowhere", status=404)
        assert_accessible(person.page)


def test_a_sign_in_that_is_refused_is_accessible(bureau, enter, language):
    person = enter(bureau, language=language)
    person.go("/sign-in")
    person.fill("signInName", "1101")
    with person.expecting(401):
        person.page.get_by_label(person.words("password"), exact=True).fill("not-this-one-1")
        person.press("signIn")
        person.page.get_by_role("alert").wait_for()
        assert_accessible(person.page)


def test_a_grid_with_errors_is_accessible(bureau, enter, language):
    person = enter(bureau, OFFICER, language=language)
    person.go("/cycles/{current}/scores?tier=public&assessor=商户代表9")
    grid = Grid(person)
    grid.type("CG-01-A01", "99", "1", "1", "1", "1")
    assert_accessible(person.page)
    with person.expecting(422):
        person.press("saveScores")
        person.page.get_by_role("alert").wait_for()
        assert_accessible(person.page)


def test_a_grid_of_one_area_is_accessible(bureau, enter, language):
    person = enter(bureau, OFFICER, language=language, viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True)
    person.go("/cycles/{current}/scores?tier=public&assessor=商户代表9")
    assert person.page.locator(".keys").is_visible()
    person.page.keyboard.type("99")
    assert_accessible(person.page)


def test_what_would_be_pasted_is_shown_accessibly(bureau, enter, language):
    person = enter(bureau, OFFICER, language=language)
    person.go("/cycles/{current}/scores?tier=public&assessor=商户代表9")
    grid = Grid(person)
    grid.paste("CG-01-A01", 0, "CG-01-A02\t99\t1\t1\t1\t1\t103\nCG-01-A99\t1\t1\t1\t1\t1\t5\nCG-01-A03\t1\t1\t1\t1\t1\t6\n")
    assert len(grid.preview.refused) == 2
    assert_accessible(person.page)


def test_a_form_with_errors_is_accessible(bureau, enter, language):
    person = enter(bureau, SECRETARY, language=language)
    person.go("/cycles/{open}/adjustments")
    with person.expecting(422):
        person.press("recordAdjustment")
        person.page.locator(".field.wrong").first.wait_for()
        assert_accessible(person.page)


def test_an_import_with_errors_is_accessible(bureau, enter, language):
    person = enter(bureau, SECRETARY, language=language)
    person.go("/imports?list=scores")
    sheet = "责任区编号,层级,评分人,履职与纪律,服务群众,市容秩序,普法说理,带头作用,说明\nCG-01-A99,群众评,甲,99,1,1,1,1,\n"
    person.page.locator("input[type=file]").set_input_files(
        {"name": "scores.csv", "mimeType": "text/csv", "buffer": sheet.encode()}
    )
    person.press("importCheck")
    person.page.get_by_role("alert").wait_for()
    assert_accessible(person.page)


def test_what_an_import_would_do_is_shown_accessibly(bureau, enter, language):
    person = enter(bureau, SECRETARY, language=language)
    preview_members(person)
    for summary in person.page.locator("form details summary").all():
        if summary.is_visible():
            summary.click()
    assert_accessible(person.page)
