"""What is typed into the score grid is not lost: not to a connection, a session that ends, or a colleague who was faster."""

import pytest

from bureau import OFFICER, SECRETARY
from grid import Grid

PAPER = "/cycles/{current}/scores?tier=public&assessor=商户代表9"
FIRST, SECOND = "CG-01-A01", "CG-01-A02"
POINTS, OTHERS = ["18", "22.5", "27", "13", "9"], ["17", "20", "25", "12", "8"]


@pytest.fixture
def officer(bureau, enter):
    officer = enter(bureau, OFFICER)
    officer.go(PAPER)
    return officer


@pytest.fixture
def grid(officer):
    return Grid(officer)


def saved(person):
    person.press("saveScores")
    person.is_told("noticeScoresSaved")


def is_restored(grid):
    """That what was typed is back, and that this is said."""
    grid.said.filter(has_text=grid.words("draftRestored")).wait_for()


def forget_session(person):
    person.context.clear_cookies(name="zhibu-session")


def let_session_end(person):
    person.bureau.clock.move(31 * 60)


def test_what_is_typed_survives_a_lost_connection(officer, grid):
    grid.type(FIRST, *POINTS)
    grid.comment(FIRST).fill("纸表第三页")
    with officer.offline():
        officer.press("saveScores")
        grid.said.filter(has_text=officer.words("offline")).wait_for()
        assert grid.typed(FIRST) == POINTS
    officer.page.reload()
    is_restored(grid)
    assert grid.typed(FIRST) == POINTS
    assert grid.comment(FIRST).input_value() == "纸表第三页"
    assert grid.total(FIRST) == "89.5"
    saved(officer)
    officer.go(PAPER)
    assert grid.typed(FIRST) == POINTS
    assert grid.said.inner_text() == "", "what is saved is no draft any more"


def test_a_connection_that_is_back_needs_no_reload(officer, grid):
    grid.type(FIRST, *POINTS)
    with officer.offline():
        officer.press("saveScores")
        grid.said.filter(has_text=officer.words("offline")).wait_for()
    saved(officer)
    assert grid.typed(FIRST) == POINTS


def test_a_server_that_is_down_takes_nothing_away(officer, grid):
    grid.type(FIRST, *POINTS)
    port = officer.bureau.address.rsplit(":", 1)[1]
    officer.bureau.kill()
    with officer.cut_off():
        officer.press("saveScores")
        grid.said.filter(has_text=officer.words("offline")).wait_for()
    officer.bureau.options = ["--port", port]
    officer.bureau.start()
    saved(officer)
    assert grid.typed(FIRST) == POINTS


def test_a_page_that_was_closed_brings_back_what_was_typed(officer, grid):
    grid.type(FIRST, *POINTS)
    officer.page.close()
    officer.page = officer.open()
    officer.go(PAPER)
    again = Grid(officer)
    is_restored(again)
    assert again.typed(FIRST) == POINTS


@pytest.mark.parametrize("end", [forget_session, let_session_end])
def test_a_session_that_ended_leads_through_sign_in_back_to_the_page(officer, grid, end):
    before = officer.path
    grid.type(FIRST, *POINTS)
    end(officer)
    with officer.expecting(401):
        officer.press("saveScores")
        officer.is_told("noticeSessionEndedTyped")
        officer.sign_in(OFFICER)
    # What was being saved came along, and is sent now.
    officer.press("resumeSend")
    assert officer.path.startswith(before)
    officer.is_told("noticeScoresSaved")
    assert grid.typed(FIRST) == POINTS


def test_whoever_is_told_to_sign_in_again_is_told_why(officer):
    let_session_end(officer)
    officer.page.reload()
    officer.is_told("noticeSessionEnded")


def test_what_is_typed_survives_another_row_that_was_saved_meanwhile(bureau, officer, enter, grid):
    grid.type(FIRST, *POINTS)
    officer.page.close()
    elsewhere = enter(bureau, OFFICER)
    elsewhere.go(PAPER)
    Grid(elsewhere).type(SECOND, *OTHERS)
    saved(elsewhere)
    officer.page = officer.open()
    officer.go(PAPER)
    again = Grid(officer)
    assert again.typed(SECOND) == OTHERS
    assert again.typed(FIRST) == POINTS
    assert again.said.inner_text() == officer.words("draftRestored")


def test_what_is_saved_is_no_draft_however_it_was_written(officer, grid):
    grid.type(FIRST, " 18 ", "２２.５", "27.0", "13.00", "9")
    grid.comment(FIRST).fill(" 纸表第三页 ")
    saved(officer)
    assert grid.typed(FIRST) == POINTS
    assert grid.said.inner_text() == ""
    officer.go(PAPER)
    grid.type(FIRST, *OTHERS)
    grid.revision_reason(FIRST).fill("看错一行")
    saved(officer)
    assert grid.revision_reason(FIRST).input_value() == ""
    assert grid.said.inner_text() == ""


def test_what_was_not_taken_is_kept_beside_what_is_typed_next(officer, grid):
    grid.type(FIRST, "180", *POINTS[1:])
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").filter(has_text=officer.words("rowsWrong", count=1)).wait_for()
    grid.type(SECOND, *OTHERS)
    officer.page.close()
    officer.page = officer.open()
    officer.go(PAPER)
    again = Grid(officer)
    is_restored(again)
    assert again.typed(FIRST) == ["180", *POINTS[1:]]
    assert again.typed(SECOND) == OTHERS


def test_what_comes_back_after_a_colleagues_entry_shows_both_sides(bureau, officer, enter, grid):
    grid.type(FIRST, *OTHERS)
    officer.page.close()
    elsewhere = enter(bureau, OFFICER)
    elsewhere.go(PAPER)
    Grid(elsewhere).type(FIRST, *POINTS)
    saved(elsewhere)
    officer.page = officer.open()
    officer.go(PAPER)
    again = Grid(officer)
    is_restored(again)
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").filter(has_text=officer.words("rowsWrong", count=1)).wait_for()
    assert again.typed(FIRST) == OTHERS
    said = " ".join(again.said_of(FIRST))
    assert officer.words("sheetStands", points=" · ".join(POINTS), revision=1) in said
    assert officer.words("problemChanged") in said


def test_what_one_person_typed_is_not_shown_to_the_next_at_the_same_machine(officer, grid):
    grid.type(FIRST, *POINTS)
    officer.sign_out()
    officer.sign_in(SECRETARY)
    officer.go(PAPER)
    assert grid.typed(FIRST) == [""] * 5


def test_two_tabs_on_one_sheet_show_both_sides_and_keep_what_was_typed(officer, grid):
    second = officer.open()
    second.goto(officer.page.url)
    first = officer.page
    officer.turn_to(second)
    later = Grid(officer)
    later.type(FIRST, *OTHERS)
    later.type(SECOND, *OTHERS)
    officer.turn_to(first)
    grid.type(FIRST, *POINTS)
    saved(officer)

    officer.turn_to(second)
    with officer.expecting(422):
        officer.press("saveScores")
        officer.page.get_by_role("alert").filter(has_text=officer.words("rowsWrong", count=1)).wait_for()
    assert later.typed(FIRST) == OTHERS
    said = " ".join(later.said_of(FIRST))
    assert officer.words("sheetStands", points=" · ".join(POINTS), revision=1) in said
    assert officer.words("problemChanged") in said
    assert later.said_of(SECOND) == [], "what nobody else changed is saved"
    # Whoever means it says why, and the other's sheet stays on record.
    later.revision_reason(FIRST).fill("以纸表为准")
    saved(officer)
    assert later.typed(FIRST) == OTHERS
    assert officer.words("sheetRevision", revision=2) in later.said_of(FIRST)


def test_two_people_on_one_sheet_do_not_overwrite_each_other(bureau, officer, enter, grid):
    secretary = enter(bureau, SECRETARY)
    secretary.go(PAPER)
    later = Grid(secretary)
    later.type(FIRST, *OTHERS)
    grid.type(FIRST, *POINTS)
    saved(officer)
    with secretary.expecting(422):
        secretary.press("saveScores")
        secretary.page.get_by_role("alert").filter(has_text=secretary.words("rowsWrong", count=1)).wait_for()
    assert later.typed(FIRST) == OTHERS
    assert secretary.words("problemChanged") in later.said_of(FIRST)
    # What another has entered nobody sees before the month closes: that something stands is all there is to say.
    assert secretary.words("sheetHidden") in later.said_of(FIRST)
    officer.go(PAPER)
    assert grid.typed(FIRST) == POINTS
