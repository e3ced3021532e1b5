"""What is hung on the wall and handed over: on A4, with all that it says and nothing of the screen around it."""

import io
import unicodedata

import pypdf
import pytest

from bureau import COMMITTEE, OFFICER, SECRETARY

A4 = (595, 842)


# Some fonts give these as the radicals that look the same.
RADICALS = str.maketrans("⻁⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳", "虎西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟")


def squeezed(text):
    """Without the ways of fonts and without breaks, which come wherever a line is full."""
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def printed(person):
    """The pages as they come out of the printer, as text; with nothing of the screen around them."""
    reader = pypdf.PdfReader(io.BytesIO(person.page.pdf(format="A4", prefer_css_page_size=True)))
    for page in reader.pages:
        assert (round(page.mediabox.width), round(page.mediabox.height)) == A4
    pages = [squeezed(page.extract_text()) for page in reader.pages]
    for word in ["appName", "skipToContent", "signOut", "printPage", "download", "calendarFile", "scheduleMeeting"]:
        assert squeezed(person.words(word)) not in "".join(pages), word
    person.page.emulate_media(media="print")
    assert person.page.locator("header, nav, button, .button, form").locator("visible=true").count() == 0
    return pages


@pytest.mark.parametrize("month", ["2026-09", "2026-08"])
def test_a_notice_is_set_as_official_papers_are_and_says_everything(standing, reader, month):
    person = reader(SECRETARY)
    cycle = standing.cycle("CG-01", month)
    person.go(f"/cycles/{cycle['id']}/notice")
    pages = printed(person)
    # In 16 points on lines of 29: what is ranked on the first sheet, to whom one objects on the next at the latest.
    assert [squeezed(f"— {number} —") in page for number, page in enumerate(pages, 1)] == [True] * len(pages)
    assert len(pages) <= 2 and squeezed(person.words("noticeWays")) in "".join(pages)
    set_in = person.page.locator(".official p").first.evaluate("p => [getComputedStyle(p).fontSize, getComputedStyle(p).lineHeight]")
    assert [round(float(size.removesuffix("px")) * 3 / 4) for size in set_in] == [16, 29]
    assert squeezed(person.words("noticeHeading", month=person.words.month(month))) in pages[0]
    for area in standing.read("/areas?branch=CG-01&limit=50")["items"]:
        assert area["code"] in pages[0]
    award = standing.first(f"/awards?month={month}&branch=CG-01")
    assert squeezed(person.words("noticeWinners", winners="")).rstrip("。.") in pages[0]
    assert f"{award['final']:.2f}" in pages[0]
    assert squeezed(person.words("hashTitle")) in pages[-1]


def test_a_certificate_is_one_sheet(standing, reader):
    person = reader(SECRETARY)
    person.go("/awards/{award}")
    pages = printed(person)
    assert len(pages) == 1
    award = standing.first("/awards?month=2026-09&branch=CG-01")
    assert squeezed(person.words("certificateHeading")) in pages[0]
    assert squeezed(award["member"]["name"]) in pages[0] and squeezed(award["areaName"]) in pages[0]
    assert squeezed(person.words.month("2026-09")) in pages[0]


def test_score_forms_are_one_sheet_for_each_area(standing, reader):
    person = reader(OFFICER)
    person.go("/cycles/{current}/paper")
    pages = printed(person)
    areas = standing.read("/areas?branch=CG-01&limit=50")["items"]
    assert len(pages) == len(areas)
    scheme = standing.read(f"/schemes/{standing.cycle('CG-01', '2026-11')['scheme']['id']}")["content"]
    title = "titleZh" if person.words.language == "zh-CN" else "titleEn"
    for page, area in zip(pages, sorted(areas, key=lambda area: area["code"]), strict=True):
        assert squeezed(area["name"]) in page
        assert squeezed(person.words("paperFormHeading")) in page and squeezed(person.words("comment")) in page
        for criterion in scheme["criteria"]:
            assert squeezed(criterion[title]) in page


def test_an_agenda_is_two_sheets_at_the_most(bureau, enter, language):
    person = enter(bureau, COMMITTEE, language=language)
    client = bureau.client()
    branches = [branch["code"] for branch in bureau.read("/branches?limit=50")["items"]]
    for number in range(40):
        finding = {
            "branches": [branches[number % len(branches)]],
            "source": "inspection",
            "what": f"活动记录不全，缺参加人员名单和请假事由，第{number}处",
            "direction": "规范记录",
            "category": "activityForms",
            "class": "immediate",
            "standard": "每次活动有记录",
        }
        answer = client.send("POST", "/findings", finding)
        assert answer.is_success, answer
    client.close()
    person.go("/meetings/{meeting}/agenda")
    pages = printed(person)
    assert len(pages) <= 2
    text = "".join(pages)
    for word in ["agendaCarriedOver", "agendaReports", "agendaComments", "agendaAsks", "agendaDecisions"]:
        assert squeezed(person.words(word)) in text, word
    # What does not go on it is counted.
    folded = bureau.read(f"/meetings/{bureau.places['meeting']}/agenda")["folded"]
    comments = next(part["count"] for part in folded if part["part"] == "comments")
    assert comments >= 28 and squeezed(person.words("agendaFolded", count=comments)) in text


def test_the_years_meetings_are_one_sheet(bureau, enter, language):
    person = enter(bureau, COMMITTEE, language=language)
    person.go("/meetings/schedule")
    person.fill("where", "三楼会议室")
    person.press("showFirst")
    person.press("scheduleThese", count=12)
    person.is_told("noticeScheduledWithoutHolidays")
    person.go("/meetings?year=2027")
    pages = printed(person)
    assert len(pages) == 1
    assert squeezed(person.words("meetingsHeading", year=2027)) in pages[0]
    for month in range(1, 13):
        assert squeezed(person.words.month(f"2027-{month:02}")) in pages[0]
    assert pages[0].count("三楼会议室") == 12
    # A table, with its headings over it and not beside every cell.
    for word in ["meetingAbout", "when", "where"]:
        assert pages[0].count(squeezed(person.words(word))) == 1, word


def test_a_ranking_is_printed_as_a_table(reader):
    person = reader(SECRETARY)
    person.go("/cycles/{final}/ranking")
    pages = printed(person)
    assert squeezed(person.words("deductions")) in pages[0], "the table begins under its heading"
    assert "".join(pages).count(squeezed(person.words("branchTier"))) <= 2, "headings stand over the table"
    assert len(pages) <= 2
