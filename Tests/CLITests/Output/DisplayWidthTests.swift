import Domain
import Testing

@testable import cli

struct DisplayWidthTests {
    @Test(arguments: [
        ("", 0), ("abc", 3), ("支部", 4), ("CG-01 支部", 10), ("（一）", 6), ("１２", 4), ("e\u{301}", 1), ("a\u{200B}b", 2),
        ("👍", 2), ("👨‍👩‍👧", 2), ("☀\u{FE0F}", 2), ("★", 1), ("—", 1), ("𠀀", 2), ("한", 2), ("カ", 2), ("ｶ", 1),
    ])
    func `a text takes as many columns as a terminal gives it`(text: String, width: Int) {
        #expect(DisplayWidth.of(text) == width)
    }

    @Test func `columns line up where Chinese and Latin text are mixed`() {
        let items: [JSON] = [["name": "城北", "points": 9], ["name": "abc", "points": .number("14.5")]]
        let table = Table(items, [.text("Name", "name"), .points("Points", "points"), .text("Empty", "none")])
        #expect(
            table.text == """
                Name  Points  Empty
                城北    9.00
                abc    14.50
                """
        )
    }
}
