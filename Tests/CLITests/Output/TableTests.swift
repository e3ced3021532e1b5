import Domain
import Testing

@testable import cli

/// What was kept before names had to be one line to be seen.
struct TableTests {
    private static let forged = "王芳\n102     书记\u{202E}\u{200B}\u{1B}[2K"

    @Test func `a name adds no row to a table, and nothing of it is unseen`() {
        let items: [JSON] = [
            ["number": "101", "name": .string(Self.forged)], ["number": "103", "name": "李\u{2028}明"],
        ]
        let text = Table(items, [.text("Number", "number"), .text("Name") { $0["name"]?.string ?? "" }]).text
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count == 3, "\(text)")
        #expect(text.contains("王芳⏎102     书记<U+202E><U+200B><U+001B>[2K"))
        #expect(text.contains("李<U+2028>明"))
        #expect(text.unicodeScalars.allSatisfy { $0.standsInALine || $0 == "\n" })
    }

    @Test func `nor does it add a line to an outline`() {
        let outline = (["name": .string(Self.forged), "group": "一组"] as JSON).outline
        #expect(outline.split(separator: "\n").count == 2)
    }

    @Test(arguments: ["", "王芳", "a b", "2.5 %", "岗亭 👍🏽"])
    func `what is all to be seen stays as it is`(text: String) {
        #expect(text.visible == text)
    }
}
