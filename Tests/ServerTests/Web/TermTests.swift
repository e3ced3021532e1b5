import Domain
import Foundation
import Testing

@testable import Server

/// One word for one thing, everywhere: what `docs/words.md` rules out is said nowhere.
struct TermTests {
    /// What a text is, and where it stands.
    private struct Said {
        let place: String
        let text: String
    }

    private static func texts(in language: Language) throws -> [Said] {
        let words = try WebResources.embedded.get().words(of: language)
        let catalogue = Word.allCases.map { Said(place: $0.rawValue, text: words($0)) }
        let bytes = try #require(WebResources.embeddedFile(WebResources.sentences(in: language)))
        let sentences = try #require(try JSON.parse(bytes).object).members.map {
            Said(place: $0.name, text: $0.value.string ?? "")
        }
        let headings = columns.map { column in
            // A column's first title is the Chinese heading that is written, its second the English one.
            Said(place: "the heading of \(column.key)", text: column.titles[language == .chinese ? 0 : 1])
        }
        return catalogue + sentences + headings
    }

    private static let columns =
        [
            BranchSpreadsheet.columns, MemberSpreadsheet.columns, AppointmentSpreadsheet.columns,
            AreaSpreadsheet.columns,
            AssignmentSpreadsheet.columns, SheetSpreadsheet.columns(of: []), AdjustmentSpreadsheet.columns,
            FactsSpreadsheet.columns, HonoursLedgerSpreadsheet.columns, FindingSpreadsheet.columns,
            PlanSpreadsheet.columns,
            CalendarSpreadsheet.columns,
        ].flatMap(\.self) + Ledger.allCases.flatMap { LedgerFile($0).columns }

    /// The last column of the table.
    private static func ruledOut() throws -> [String] {
        let file = SmallBureau.root.appending(path: "docs/words.md")
        let rows = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").filter { $0.hasPrefix("| ") }
        return rows.dropFirst(2).flatMap { row in
            row.split(separator: "|").last.map { $0.matches(of: /`([^`]+)`/).map { String($0.output.1) } } ?? []
        }
    }

    /// What is not ours to name: a workbook's own password.
    private static let others = ["工作簿有密码，请取消密码、保存后再导入"]

    @Test(arguments: Language.allCases)
    func `what the table of words rules out is said nowhere`(language: Language) throws {
        let ruledOut = try Self.ruledOut()
        #expect(ruledOut.count > 60)
        for said in try Self.texts(in: language) where !Self.others.contains(said.text) {
            let text = said.text.lowercased()
            for word in ruledOut where word.allSatisfy(\.isASCII) == (language == .english) {
                #expect(!text.contains(word), "\(said.place): \(said.text) says ‘\(word)’")
            }
        }
    }

    /// What is filled in with how many there are.
    private static let numbers =
        "count|days|sheets|all|done|branches|areas|complete|needed|opened|closed|refused|room|years"
    /// Where there are never fewer than three.
    private static let alwaysMany: Set<Word> = [.trimmedFrom, .nothingTrimmed]

    @Test func `English says one thing otherwise than many`() throws {
        let words = try WebResources.embedded.get().words(of: .english)
        let plural = try Regex("\\{(\(Self.numbers))\\} ([a-z-]+ ){0,2}[a-z]+s\\b(?!\\|)")
        for word in Word.allCases where !Self.alwaysMany.contains(word) {
            let forms = words(word).split(separator: "|")
            #expect(forms.count > 1 || !words(word).contains(plural), "\(word): \(words(word))")
            if forms.count > 1 { #expect(forms.count == 2 && forms[0] != forms[1], "\(word): \(words(word))") }
        }
    }

    /// Asked for otherwise, both forms would be shown.
    @Test func `what has two forms is asked for with a number`() throws {
        let words = try WebResources.embedded.get().words(of: .english)
        let counted = Word.allCases.filter { words($0).contains("|") }
        #expect(counted.count > 20)
        let folder = SmallBureau.root.appending(path: "Sources/Server")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var sources = ""
        for case let file as URL in files where ["swift", "mustache"].contains(file.pathExtension) {
            sources += try String(contentsOf: file, encoding: .utf8)
        }
        for word in counted {
            let plain = try Regex("words\\(\\s*\\.\(word.rawValue)\\b|words\\.\(word.rawValue)\\b")
            #expect(!sources.contains(plain), "\(word)")
        }
    }

    /// A day that stands in a text as programs write it.
    @Test(arguments: Language.allCases)
    func `no text writes a day as programs do`(language: Language) throws {
        let words = try WebResources.embedded.get().words(of: language)
        for word in Word.allCases { #expect(!words(word).contains(/\d{4}-\d{2}-\d{2}/), "\(word): \(words(word))") }
    }

    @Test func `what a file says of a choice is what the page says`() throws {
        let words = try WebResources.embedded.get().words(of: .chinese)
        func expectSame<Value: Worded & CaseIterable & Hashable>(_ vocabulary: Vocabulary<Value>) {
            for value in Value.allCases { #expect(vocabulary.word(for: value) == words(value.word)) }
        }
        expectSame(Vocabulary.branchKind)
        expectSame(Vocabulary.standing)
        expectSame(Vocabulary.memberStatus)
        expectSame(Vocabulary.office)
        expectSame(Vocabulary.areaKind)
        expectSame(Vocabulary.tier)
        expectSame(Vocabulary.adjustmentKind)
        for post in Branch.SecretaryPost.allCases {
            #expect(Vocabulary.secretaryPost.word(for: post) == words(post.word))
        }
    }
}
