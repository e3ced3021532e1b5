"""What the console says, by the keys of its own catalogues: a test names the word, and holds in both languages."""

import datetime
import json
import pathlib

LANGUAGES = ["zh-CN", "en"]

CATALOGUES = pathlib.Path(__file__).parents[2] / "Sources/Server/Resources"


class Words:
    """words("dutyDue", date=…): the text in this language. Of one that differs for one and many, that for `count`."""

    def __init__(self, language):
        self.language = language
        self.texts = {}
        for catalogue in (CATALOGUES / "words").glob(f"*/{language}.json"):
            self.texts |= json.loads(catalogue.read_text())
        self.sentences = json.loads((CATALOGUES / f"sentences/{language}.json").read_text())

    def __call__(self, key, **values):
        text = self.texts[key]
        if "count" in values and "|" in text:
            text = text.split("|")[0 if values["count"] == 1 else 1]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text

    def said(self, pattern, *values):
        """What the domain says of input, by its English pattern."""
        text = self.sentences.get(pattern, pattern)
        for number, value in enumerate(values, 1):
            text = text.replace(f"{{{number}}}", value)
        return text[:1].upper() + text[1:] + ("。" if self.language == "zh-CN" else ".")

    def month(self, code):
        """2026-10, as people say it."""
        month = datetime.date.fromisoformat(f"{code}-01")
        return f"{month.year}年{month.month}月" if self.language == "zh-CN" else f"{month:%B} {month.year}"

    def date(self, date):
        month = self.month(f"{date:%Y-%m}")
        return f"{month}{date.day}日" if self.language == "zh-CN" else f"{date.day} {month}"
