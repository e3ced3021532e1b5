"""A file is added on a phone, and is what it was when it is saved; no other than it is taken."""

import re

from bureau import MEMBER, OFFICER, PDF

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True}


def test_a_file_is_added_on_a_phone_and_saved_as_it_was_sent(enter, bureau, language):
    deed = bureau.first("/deeds?branch=CG-01&state=open")["id"]
    officer = enter(bureau, OFFICER, language=language, **PHONE)
    officer.go(f"/deeds/{deed}")
    page = officer.page
    sent = PDF.replace(b"<<>>", b"<</Of/Phone>>")

    # By its content, whatever it is called; said beside the field, where the form stands again.
    page.locator("#attachment-file").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"<html>"})
    with officer.expecting(422):
        officer.press("attach")
    assert page.locator("#attachment-file-error").is_visible()
    page.locator("#attachment-file").set_input_files({"name": "办理 记录.pdf", "mimeType": "application/pdf", "buffer": sent})
    officer.press("attach")
    page.wait_for_url(re.compile(r"/ledgers/\d+"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 360

    member = enter(bureau, MEMBER, language=language)
    member.go(f"/deeds/{deed}")
    link = member.page.get_by_role("link", name="办理 记录.pdf", exact=True)
    with member.page.expect_download() as saved:
        link.click()
    assert saved.value.suggested_filename == "办理 记录.pdf"
    assert saved.value.path().read_bytes() == sent
    # Who only reads adds nothing.
    assert member.page.locator("input[type=file]").count() == 0
