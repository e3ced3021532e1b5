"""The score grid on a page, by areas and criteria as people see it."""


class Grid:
    def __init__(self, person):
        self.page = person.page
        self.words = person.words
        self.form = self.page.locator("form.scores")

    def row(self, area):
        return self.form.locator("tbody tr", has=self.page.get_by_role("rowheader", name=area))

    def cells(self, area):
        return self.row(area).locator("input.points")

    def type(self, area, *points):
        for place, value in enumerate(points):
            self.cells(area).nth(place).fill(value)

    def typed(self, area):
        return self.cells(area).evaluate_all("inputs => inputs.map(input => input.value)")

    def total(self, area):
        return self.row(area).locator("output").inner_text()

    def comment(self, area):
        return self.row(area).get_by_label(self.words("commentLabel", area=area))

    def revision_reason(self, area):
        return self.row(area).get_by_label(self.words("revisionReasonLabel", area=area))

    def said_of(self, area):
        """What stands beside a row."""
        return self.row(area).locator(".remarks p").all_inner_texts()

    @property
    def said(self):
        """What the page says of the whole grid without having been loaded anew."""
        return self.form.locator(".said")

    @property
    def focused(self):
        """The name of the field that the keyboard is in; None outside the grid."""
        return self.page.evaluate(
            "() => document.activeElement.closest('form.scores tbody') ? document.activeElement.name : null"
        )
