"""Two people take the attendance of twenty on phones at once; one of them is without a connection for a while."""

import re

from bureau import OFFICER, SECRETARY

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}
PEOPLE = 20


def meeting_of_twenty(bureau):
    """An assembly of CG-01 today, opened, and the numbers of its roll."""
    client = bureau.client()
    branch = bureau.first("/branches?code=CG-01")["id"]
    have = len([member for member in bureau.read("/members?branch=CG-01&limit=500")["items"] if member["status"] == "active"])
    for number in range(9001, 9001 + PEOPLE - have):
        made = client.send(
            "POST",
            "/members",
            {
                "branch": "CG-01",
                "number": str(number),
                "name": f"党员{number}",
                "standing": "full",
                "joined": "2010-01-01",
                "becameFull": "2011-01-01",
                "from": "2026-01-01",
            },
        )
        assert made.is_success, made
    made = client.send(
        "POST",
        f"/branches/{branch}/meetings",
        {"kind": "assembly", "date": "2026-11-10", "start": "08:00", "minutes": 60, "place": "支部活动室"},
    )
    assert made.is_success, made
    opened = client.send("POST", f"/meetings/{made.json['id']}/open", {"chair": SECRETARY, "recorder": OFFICER})
    assert opened.is_success, opened
    client.close()
    roll = [line["member"] for line in opened.json["roll"]]
    assert len(roll) == PEOPLE
    return made.json["id"], roll


class Taps:
    """A person's thumb, and how often it came down."""

    def __init__(self, person):
        self.person, self.count = person, 0

    def on(self, selector):
        self.person.page.locator(selector).tap()
        self.count += 1

    def excuse(self, number, reason):
        self.on(f"label[for='excused.{number}']")
        self.on(f"[name='reason.{number}']")
        self.person.page.keyboard.type(reason)

    def save(self):
        self.on("form.roll button.main")


def test_two_take_the_attendance_of_twenty_on_phones_and_nothing_is_lost(enter, bureau):
    meeting, roll = meeting_of_twenty(bureau)
    path = f"/meetings/{meeting}/attendance"
    secretary, officer = enter(bureau, SECRETARY, **PHONE), enter(bureau, OFFICER, **PHONE)
    for person in [secretary, officer]:
        person.go(path)

    # One of them loses the connection: nothing goes, not even when the page is closed, and it is said.
    typed = Taps(officer)
    typed.excuse(roll[4], "值班")
    with officer.offline():
        typed.save()
        officer.page.locator("form.roll [role=status]", has_text=officer.words("offline")).wait_for()
        assert officer.page.locator(f"[name='reason.{roll[4]}']").input_value() == "值班"
    officer.page.close()

    # All were there but two: five taps, with the two reasons typed.
    taps = Taps(secretary)
    taps.excuse(roll[2], "出差")
    taps.excuse(roll[3], "住院")
    taps.save()
    secretary.page.wait_for_url(re.compile(rf"/meetings/{meeting}\?"))
    assert taps.count == 5, taps.count

    # Back again, it is as it was typed, and as it was read: what was recorded meanwhile is not overwritten unseen.
    officer.page = officer.open()
    officer.go(path)
    officer.page.locator("form.roll [role=status]", has_text=officer.words("draftRestored")).wait_for()
    assert officer.page.locator(f"[name='reason.{roll[4]}']").input_value() == "值班"
    with officer.expecting(412):
        Taps(officer).save()
        officer.page.locator("[role=alert]", has_text=officer.words("problemChanged")).wait_for()
    told = officer.page.locator(".person", has=officer.page.locator(".recorded"))
    assert [told.nth(place).locator(".aside").inner_text() for place in range(told.count())] == [roll[2], roll[3], roll[4]]
    assert "出差" in told.nth(0).inner_text()
    assert officer.page.evaluate("document.documentElement.scrollWidth") <= 360

    # They put both together.
    both = Taps(officer)
    both.excuse(roll[2], "出差")
    both.excuse(roll[3], "住院")
    both.save()
    officer.page.wait_for_url(re.compile(rf"/meetings/{meeting}\?"))
    record = bureau.read(f"/meetings/{meeting}/record")
    away = {line["member"]: line["reason"] for line in record["roll"] if line["state"] == "excused"}
    assert away == {roll[2]: "出差", roll[3]: "住院", roll[4]: "值班"}
    assert [record["tally"][name] for name in ["entitled", "present", "excused", "absent"]] == [20, 17, 3, 0]

    # What was taken is kept no longer.
    officer.go(path)
    assert officer.page.locator("form.roll [role=status]").inner_text() == ""
