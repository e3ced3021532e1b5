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

    /// Those of every file that says something about input.
    private static let sentences = Result {
        var sources: [String] = []
        for folder in ["Domain", "Storage", "Server"] {
            let root = SmallBureau.root.appending(path: "Sources/\(folder)")
            let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift", !file.path.contains("/Server/Web/") else { continue }
                sources.append(try String(contentsOf: file, encoding: .utf8))
            }
        }
        return SentenceFinder(sources).sentences()
    }

    @Test func `a literal is a sentence where a declaration asks for one, and nowhere else`() {
        let source = """
            struct Fault { let code: String; let detail: Sentence; var more: Int? }
            enum Outcome { case refused(Sentence), named(String) }
            func add(_ name: String, at line: Int = 0, _ detail: Sentence) {}
            func add(_ name: String, _ value: String) {}
            func appendInterpolation(_ parts: [Sentence], separator: Sentence = ", ") {}
            var told: [Sentence] = []
            var name: Sentence { isOne ? "one" : "many of \\(count)" }
            func said() -> Sentence {
                switch self {
                case .a: "first"
                case .b: return "second \\(x) and \\(list, separator: "; ")"
                }
            }
            func run() {
                add("name", "detail")
                add("name", at: 3, \"""
                    over two \\
                    lines
                    \""")
                add("name", "other", "no")
                told.append("told")
                let fault = Fault(code: "code", detail: known ?? "a fault")
                return .refused("refused") ?? .named("name")
                let both = ["x" as Sentence].map { each -> Sentence in "each" }
                print("printed", isOne ? "said" : "not")
            }
            """
        #expect(
            SentenceFinder([source]).sentences() == [
                "one", "many of {1}", "first", "second {1} and {2}", ", ", "; ", "detail", "over two lines", "told",
                "a fault", "refused", "x", "each",
            ])
    }

    @Test func `all of them can be said in Chinese`() throws {
        let (catalogue, sentences) = (try Self.catalogue(of: .chinese), try Self.sentences.get())
        #expect(sentences.count > 250, "the sources were read")
        // What is nothing but a value is the same in Chinese.
        #expect(sentences.subtracting(catalogue.keys).subtracting(["{1}"]).sorted() == [])
    }

    @Test func `the catalogues hold nothing else, and fill in no value that there is not`() throws {
        let terms: [[String]] = [
            Cycle.Status.allCases.map(\.rawValue), Role.allCases.map(\.rawValue), Scope.Kind.allCases.map(\.rawValue),
            Appointment.Office.allCases.map(\.rawValue), Adjustment.Kind.allCases.map(\.rawValue),
            Member.Status.allCases.map(\.rawValue), Objection.Status.allCases.map(\.rawValue),
            Handover.Status.allCases.map(\.rawValue),
        ]
        let known = try Self.sentences.get().union(terms.flatMap(\.self))
            // Filled into another, where the compiler alone knows what it is.
            .union(["another branch"])
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
