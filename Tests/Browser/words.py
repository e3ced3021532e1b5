"""What the console says, by the keys of its own catalogues: a test names the word, and holds in both languages."""

import datetime
import json
import pathlib

LANGUAGES = ["zh-CN", "en"]

CATALOGUES = pathlib.Path(__file__).parents[2] / "Sources/Server/Resources/words"


class Words:
    """words("dutyDue", date=…): the text in this language. Of one that differs for one and many, that for `count`."""

    def __init__(self, language):
        self.language = language
        self.texts = json.loads((CATALOGUES / f"{language}.json").read_text())

    def __call__(self, key, **values):
        text = self.texts[key]
        if "count" in values and "|" in text:
            text = text.split("|")[0 if values["count"] == 1 else 1]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def month(self, code):
        """2026-10, as people say it."""
        month = datetime.date.fromisoformat(f"{code}-01")
        return f"{month.year}年{month.month}月" if self.language == "zh-CN" else f"{month:%B} {month.year}"

    def date(self, date):
        month = self.month(f"{date:%Y-%m}")
        return f"{month}{date.day}日" if self.language == "zh-CN" else f"{date.day} {month}"
