"""Somebody whose keystrokes and clicks are counted, to be held against the same in a spreadsheet."""


class Typist:
    def __init__(self, person):
        self.person, self.page = person, person.page
        self.keys = self.clicks = 0

    def type(self, text):
        """A key for each character, as points are typed."""
        self.page.keyboard.type(text)
        self.keys += len(text)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.keys += 1

    def click(self, locator):
        locator.click()
        self.clicks += 1
