"""Two tellers count an election's ballots apart, each on their own device; what differs is counted anew."""

from bureau import GROUP_LEADER, MEMBER, OFFICER, SECRETARY

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def enter_count(teller, address, first):
    """A count of nineteen ballots, with so many for the first of four candidates."""
    teller.go(address)
    teller.follow("enterBallotCount")
    for name in ("issued", "returned"):
        teller.page.locator(f"[name={name}]").fill("19")
    for place, yes in enumerate((first, 14, 13, 5)):
        for name, number in (("yes", yes), ("no", 19 - yes), ("blank", 0)):
            teller.page.locator(f"[name='marks[{place}].{name}']").fill(str(number))
    teller.press("enterBallotCount")


def test_two_tellers_count_apart(enter, bureau, language):
    officer = enter(bureau, OFFICER, language=language)
    officer.go("/elections")
    officer.page.get_by_role("link", name="第三届支部委员会换届选举").click()
    officer.follow("openBallot")
    address = officer.path.removesuffix("/ballots")
    boxes = officer.page.locator("input[type=checkbox][name^='present']")
    assert boxes.count() == 19
    for place in range(19):
        boxes.nth(place).check()
    officer.page.locator("[name=scrutineer]").select_option("1105")
    for number in (GROUP_LEADER, MEMBER):
        officer.page.locator(f"input[type=checkbox][name^='tellers'][name$='{number}']").check()
    officer.press("openBallot")
    assert officer.page.locator("h1 .state").inner_text() == officer.words("motionVoting")

    first = enter(bureau, GROUP_LEADER, language=language, **PHONE)
    second = enter(bureau, MEMBER, language=language, **PHONE)
    enter_count(first, address, 17)
    # What the one counted is not read by the other.
    second.go(address)
    assert "17/2/0" not in second.page.locator("main").inner_text()
    enter_count(second, address, 16)
    text = second.page.locator("main").inner_text()
    assert "17/2/0" in text and "16/3/0" in text
    enter_count(first, address, 17)
    enter_count(second, address, 17)
    assert second.page.locator("h1 .state").inner_text() == second.words("electionElected")
    assert second.page.evaluate("document.documentElement.scrollWidth") <= 360
    # The secretary stands, and finds the papers of it.
    secretary = enter(bureau, SECRETARY, language=language)
    secretary.go(address)
    secretary.follow("electionPapers")
    assert "林惠风" in secretary.page.locator("article").inner_text()
