"""The score grid on a page, by areas and criteria as people see it."""


class Grid:
    def __init__(self, person):
        self.page = person.page
        self.words = person.words
        self.form = self.page.locator("form.scores")

    def row(self, area):
        return self.form.locator(".grid tbody tr", has=self.page.get_by_role("rowheader", name=area))

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
            "() => document.activeElement.closest('form.scores .grid tbody') ? document.activeElement.name : null"
        )

    def paste(self, area, place, text):
        """As a browser does with what a spreadsheet has put on the clipboard."""
        self.cells(area).nth(place).evaluate(
            """(input, text) => {
                input.focus();
                const data = new DataTransfer();
                data.setData("text/plain", text);
                const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
                if (input.dispatchEvent(event)) document.execCommand("insertText", false, text);
            }""",
            text,
        )

    @property
    def preview(self):
        """What a pasted block would put in, before it does."""
        return Preview(self)


class Preview:
    def __init__(self, grid):
        self.page, self.words = grid.page, grid.words
        self.panel = grid.form.get_by_role("dialog", name=grid.words("pasteTitle"))

    @property
    def is_shown(self):
        return self.panel.count() == 1

    @property
    def rows(self):
        """Each line by its head, with what would be put into its cells; what stays is None."""
        return self.panel.locator("tbody tr").evaluate_all(
            """rows => rows.map(row => [
                row.querySelector("th").innerText,
                [...row.querySelectorAll("td:not(.remarks)")].map(cell => cell.querySelector("ins")?.innerText ?? null),
            ])"""
        )

    @property
    def refused(self):
        """What is said of the lines that are refused."""
        return self.panel.locator("tr.refused .remarks").all_inner_texts()

    @property
    def faults(self):
        return self.panel.locator(".faults:not([hidden]) p").all_inner_texts()

    @property
    def asides(self):
        return self.panel.locator(".asides:not([hidden]) p").all_inner_texts()

    @property
    def summary(self):
        return self.panel.locator(".summary").inner_text()

    def confirm(self):
        """By keyboard: it is where the keyboard is."""
        self.page.keyboard.press("Enter")
        self.panel.wait_for(state="hidden")
