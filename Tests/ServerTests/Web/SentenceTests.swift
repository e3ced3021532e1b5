import Domain
import Foundation
import Testing

@testable import Server

/// What the domain says in English about what was not taken, in the reader's language.
struct SentenceTests {
    private static func catalogue(of language: Language) throws -> [String: String] {
        let json = try JSON.parse(try #require(WebResources.embeddedFile(WebResources.sentences(in: language))))
        return Dictionary(
            uniqueKeysWithValues: try #require(json.object).members.map { ($0.name, $0.value.string ?? "") })
    }

    /// Every file that says something about input, in which the sentences are looked for.
    private static func sentences() throws -> Set<String> {
        var sentences: Set<String> = []
        for folder in ["Domain", "Storage", "Server"] {
            let root = SmallBureau.root.appending(path: "Sources/\(folder)")
            let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift", !file.path.contains("/Server/Web/") else { continue }
                var source = SentenceSource(try String(contentsOf: file, encoding: .utf8))
                sentences.formUnion(source.sentences())
            }
        }
        return sentences
    }

    @Test func `all of them can be said in Chinese`() throws {
        let (catalogue, sentences) = (try Self.catalogue(of: .chinese), try Self.sentences())
        #expect(sentences.count > 180, "the sources were read")
        // What is nothing but a value is the same in Chinese.
        #expect(sentences.subtracting(catalogue.keys).subtracting(["{1}"]).sorted() == [])
    }

    @Test func `the catalogues hold nothing else, and fill in no value that there is not`() throws {
        let terms: [[String]] = [
            Cycle.Status.allCases.map(\.rawValue), Role.allCases.map(\.rawValue), Scope.Kind.allCases.map(\.rawValue),
            Appointment.Office.allCases.map(\.rawValue), Adjustment.Kind.allCases.map(\.rawValue),
        ]
        let known = try Self.sentences().union(terms.flatMap(\.self))
            .union([", ", "; ", " or ", "responsibility area", "another branch", "‘{1}’"])
        for language in Language.allCases {
            let catalogue = try Self.catalogue(of: language)
            #expect(Set(catalogue.keys).subtracting(known).sorted() == [])
            let wrong = catalogue.filter { pattern, text in
                text.isEmpty || text.matches(of: /\{\d+\}/).contains { !pattern.contains($0.output) }
            }
            #expect(wrong.isEmpty)
        }
        let chinese = try Self.catalogue(of: .chinese)
        #expect(terms.joined().filter { chinese[$0] == nil } == [])
    }

    @Test(
        arguments: [
            (
                Rejection.tooLong(maximum: 20).detail, "At most 20 characters.", "最多 20 个字。"
            ),
            (
                Cycle.Refusal.notOpen(.withoutAward).detail,
                "The month is ended without award: nothing more can be entered.", "该月已作“不评选”处理，不能再录入。"
            ),
            (
                Membership.Refusal.holdsOffices([.secretary, .groupLeader]).detail,
                "The member still holds office (secretary, group leader): appoint others first.",
                "这位党员还任职（支部书记、党小组长），请先由别人接任。"
            ),
            (
                Meeting.SchedulingRefusal.clash(["a meeting", "another of these meetings"]).detail,
                "A meeting; another of these meetings; choose another time or place.",
                "另一个会议；同时排的另一次会议。请换个时间或地点。"
            ),
            ("no such sentence {3} \("{1}")", "No such sentence {3} {1}.", "No such sentence {3} {1}。"),
        ] as [(Sentence, String, String)]
    )
    func `values and words within are said with them`(sentence: Sentence, english: String, chinese: String) throws {
        let resources = try WebResources.embedded.get()
        let said = try [Language.english, .chinese].map { language in try resources.words(of: language)(sentence) }
        #expect(said == [english, chinese])
    }
}

/// A source file, and the literals in it that are ``Sentence``s.
private struct SentenceSource {
    private let characters: [Character]
    private var place = 0

    init(_ text: String) {
        characters = Array(text)
    }

    /// The patterns of those that follow a rejection's code, a conflict's code, or stand where a `Sentence` is the result.
    mutating func sentences() -> Set<String> {
        var found: Set<String> = []
        // How deep the braces are, and at which depths a `Sentence` is being made.
        var (depth, making) = (0, [Int]())
        var before = ""
        while place < characters.count {
            let character = characters[place]
            if starts(with: "//") {
                while place < characters.count, characters[place] != "\n" { place += 1 }
                continue
            }
            if character == "\"" {
                let pattern = literal()
                if isSentence(after: before, isMaking: !making.isEmpty) { found.insert(pattern) }
                before += "\"\(pattern.filter(\.isLetter))\""
                continue
            }
            if character == "{" {
                depth += 1
                if before.hasSuffix("detail: Sentence ") || before.hasSuffix("advice: Sentence ")
                    || before.hasSuffix("-> Sentence ")
                {
                    making.append(depth)
                }
            } else if character == "}" {
                if making.last == depth { making.removeLast() }
                depth -= 1
            }
            before.append(character)
            place += 1
        }
        return found
    }

    private func isSentence(after before: String, isMaking: Bool) -> Bool {
        let end = String(before.suffix(200))
        let codes =
            "required|format|range|length|unknown|duplicate|conflict|precision|reference|unexpected|tooMany|late|unchanged|rule"
        guard let rejection = try? Regex("\\.(\(codes)),\\s*$"), !end.contains(/Problem\(\s*\.\w+,\s*$/) else {
            return false
        }
        if end.contains(rejection) || end.contains(/warnings\.append\(\s*$/)
            || end.contains(/Problem\(\s*\.conflict, "\w+",\s*$/) || end.contains(/Finding\(\s*\.?\w+,\s*$/)
            || end.contains(/-> Sentence in\s*$/)
        {
            return true
        }
        if end.contains(/: Sentence = ([^\n]* (\?\?|[?:]) )?$/) || end.contains(/Sentence \{\s*$/) { return true }
        return isMaking && end.contains(/(return|:|[^?]\?|\{\s*\n)\s*$/) && !end.contains(/separator:\s*$/)
    }

    private func starts(with text: String) -> Bool {
        characters[place...].starts(with: text)
    }

    /// The literal that begins here, with `{1}`, `{2}` … for what is filled in.
    private mutating func literal() -> String {
        let quote = starts(with: "\"\"\"") ? "\"\"\"" : "\""
        place += quote.count
        var (pattern, values) = ("", 0)
        while !starts(with: quote) {
            if starts(with: "\\(") {
                place += 2
                skipInterpolation()
                values += 1
                pattern += "{\(values)}"
            } else if starts(with: "\\\n") {
                place += 2
                while characters[place] == " " { place += 1 }
            } else {
                if characters[place] == "\\" { place += 1 }
                pattern.append(characters[place])
                place += 1
            }
        }
        place += quote.count
        return quote.count == 1 ? pattern : pattern.trimmed
    }

    private mutating func skipInterpolation() {
        var depth = 1
        while depth > 0 {
            if characters[place] == "\"" {
                _ = literal()
                continue
            }
            if characters[place] == "(" { depth += 1 }
            if characters[place] == ")" { depth -= 1 }
            place += 1
        }
    }
}
