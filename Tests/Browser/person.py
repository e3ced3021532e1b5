"""Somebody at a browser, and a watch over what their pages should never bring."""

import contextlib
import re
import urllib.parse

from words import Words


class Watch:
    """Takes note of errors in the console, of what scripts throw, of answers that nobody expected, and of requests to
    anywhere else than this server."""

    def __init__(self, address):
        self.host = urllib.parse.urlsplit(address).netloc
        self.complaints = []
        self.expected = set()
        self.is_cut_off = False

    def over(self, page):
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.complaints.append(f"{page.url}: a script threw {error}"))
        page.on("crash", lambda: self.complaints.append(f"{page.url}: the page crashed"))
        page.on("request", self._see)
        page.on("response", self._receive)

    def _hear(self, message):
        if message.type != "error":
            return
        if re.match("Failed to load resource: .* status of", message.text):
            return  # It comes after the answer, of which note was taken already.
        if self.is_cut_off and re.search("ERR_INTERNET_DISCONNECTED|ERR_CONNECTION_REFUSED", message.text):
            return
        self.complaints.append(f"{message.location.get('url')}: the console says {message.text}")

    def _see(self, request):
        address = urllib.parse.urlsplit(request.url)
        if address.netloc != self.host:
            self.complaints.append(f"{request.frame.url}: asked another host, {request.url}")

    def _receive(self, response):
        if response.status >= 400 and response.status not in self.expected:
            self.complaints.append(f"{response.request.method} {response.url}: answered {response.status}")


class Person:
    """One browser of one person, with one page open."""

    def __init__(self, bureau, context, language, name=None):
        self.bureau, self.context, self.name = bureau, context, name
        self.words = Words(language)
        self.watch = Watch(bureau.address)
        self.page = self.open()

    def open(self):
        """Another page of the same browser."""
        page = self.context.new_page()
        page.set_default_timeout(60_000)
        self.watch.over(page)
        return page

    def turn_to(self, page):
        """To another of their pages."""
        page.bring_to_front()
        self.page = page

    @contextlib.contextmanager
    def expecting(self, *statuses):
        """What is refused on purpose is no complaint."""
        self.watch.expected |= set(statuses)
        yield
        self.watch.expected -= set(statuses)

    @contextlib.contextmanager
    def cut_off(self):
        """Without an answer from the server, whatever the reason."""
        self.watch.is_cut_off = True
        yield
        self.watch.is_cut_off = False

    @contextlib.contextmanager
    def offline(self):
        with self.cut_off():
            self.context.set_offline(True)
            yield
            self.context.set_offline(False)

    def go(self, path, status=200):
        """To a page of the bureau; ids in braces are its own."""
        response = self.page.goto(self.bureau.address + path.format(**self.bureau.places))
        assert response.status == status, f"{path}: {response.status}"
        return response

    @property
    def path(self):
        """Where they are, with the query but without what was to be said first."""
        address = urllib.parse.urlsplit(self.page.url)
        query = urllib.parse.urlencode([q for q in urllib.parse.parse_qsl(address.query) if q[0] != "notice"])
        return address.path + (f"?{query}" if query else "")

    def press(self, word, **values):
        """The button that says so, and whatever comes of it."""
        self.page.get_by_role("button", name=self.words(word, **values), exact=True).click()

    def follow(self, word, **values):
        self.page.get_by_role("link", name=self.words(word, **values), exact=True).first.click()

    def fill(self, word, text, **values):
        self.page.get_by_label(self.words(word, **values)).fill(text)

    def is_told(self, word, **values):
        """That what was done is said."""
        self.page.locator("main .notice", has_text=self.words(word, **values)).wait_for()

    def sign_in(self, name):
        """By the form, as people do."""
        self.fill("signInName", name)
        self.page.get_by_label(self.words("password"), exact=True).fill(self.bureau.passwords[name])
        self.press("signIn")
        self.page.locator(".own").wait_for()
        self.name = name

    def sign_out(self):
        self.press("signOut")
        self.is_told("noticeSignedOut")
        self.name = None
