import Domain
import Foundation
import Testing

@testable import Server

/// What the pages are made of is checked before the first of them is shown.
struct WebResourcesTests {
    @Test func `this program has all of it`() throws {
        #expect(throws: Never.self) { try WebResources.embedded.get() }
    }

    @Test(arguments: [
        ("templates/today.mustache", nil, "this program was built without templates/today.mustache"),
        ("words/Meetings/en.json", nil, "this program was built without words/Meetings/en.json"),
        ("styles/zhibu.css", nil, "this program was built without styles/zhibu.css"),
        ("words/Console/en.json", "[]", "it is not a JSON object"),
        ("words/Console/en.json", "{}", "the key ‘appName’ is missing, which words/Console/zh-CN.json has"),
        ("words/Console/zh-CN.json", "{}", "the key ‘appName’ is missing, which words/Console/en.json has"),
        ("words/Console/en.json", "{\"noSuch\": \"x\"}", "the key ‘noSuch’ is unknown"),
        ("words/Console/en.json", "{\"appName\": \" \"}", "the key ‘appName’ has no text"),
        ("words/Upkeep/en.json", "{\"appName\": \"x\"}", "the key ‘appName’ stands in words/Console/zh-CN.json too"),
        ("templates/today.mustache", "{{words.noSuch}}", "‘words.noSuch’ is not a word"),
        ("templates/today.mustache", "{{role.name}}", "‘role.name’ is not a word"),
        ("templates/today.mustache", "{{{title}}}", "is not used here"),
        ("templates/today.mustache", "{{& title}}", "is not used here"),
        ("templates/today.mustache", "{{>nothing}}", "there is no template ‘nothing’"),
        ("templates/today.mustache", "{{#title}}", "templates/today.mustache"),
    ])
    func `a part that is missing or does not do is named`(name: String, content: String?, cause: String) {
        let fault = #expect(throws: WebResources.Fault.self) {
            _ = try WebResources { file in
                file == name ? content.map { Array($0.utf8) } : WebResources.embeddedFile(file)
            }
        }
        #expect(fault.map { "\($0)" }?.contains(cause) == true)
        #expect(fault.map { "\($0)" }?.contains(name) == true)
    }

    @Test func `a word that no catalogue has is named`() {
        let fault = #expect(throws: WebResources.Fault.self) {
            _ = try WebResources { file in
                guard file.hasPrefix("words/"), let content = WebResources.embeddedFile(file) else {
                    return WebResources.embeddedFile(file)
                }
                return Array(String(decoding: content, as: UTF8.self).replacing(/"toHome": .*\n/, with: "").utf8)
            }
        }
        #expect(fault.map { "\($0)" }?.contains("the key ‘toHome’ is missing in every file") == true)
    }

    @Test func `a word stands in the room in which its catalogue is`() throws {
        let source = try String(
            contentsOf: SmallBureau.root.appending(path: "Sources/Server/Web/Word.swift"), encoding: .utf8)
        let sections = source.split(separator: "// MARK: - ").dropFirst()
        #expect(sections.map { $0.prefix { $0 != "\n" } } == WordCatalogue.rooms.map { $0[...] })
        for (room, section) in zip(WordCatalogue.rooms, sections) {
            let name = WordCatalogue.name(of: room, in: .english)
            let catalogue = try WordCatalogue(try #require(WebResources.embeddedFile(name)), named: name)
            let cases = section.split(separator: "\n").map { String($0).trimmed }.filter { $0.hasPrefix("case ") }
            let words = cases.flatMap { $0.dropFirst(5).split(separator: ", ").map { $0.filter { $0 != "`" } } }
            #expect(Set(words) == Set(catalogue.texts.keys.map(\.rawValue)), "\(room)")
        }
    }

    @Test(arguments: Word.allCases)
    func `both languages fill in the same values`(word: Word) throws {
        let resources = try WebResources.embedded.get()
        let places = try Language.allCases.map { language in
            Set(try resources.words(of: language)(word).matches(of: /\{[a-zA-Z]+\}/).map { String($0.output) })
        }
        #expect(places[0] == places[1])
    }

    @Test func `every word is used by a template or by the code`() throws {
        let root = SmallBureau.root.appending(path: "Sources/Server")
        var sources = ""
        for name in TemplateName.allCases {
            sources += String(decoding: try #require(WebResources.embeddedFile(name.file)), as: UTF8.self)
        }
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        while let file = files?.nextObject() as? URL {
            if file.pathExtension == "swift", file.lastPathComponent != "Word.swift" {
                sources += try String(contentsOf: file, encoding: .utf8)
            }
        }
        // Looking for each word by itself takes an hour of a processor.
        let named = Set(
            sources.split(separator: ".").map { String($0.prefix { $0.isLetter || $0.isNumber || $0 == "_" }) })
        for word in Word.allCases { #expect(named.contains(word.rawValue), "\(word)") }
    }

    @Test func `what is sent of a script lacks its comments and the blanks before its lines, and nothing else`() throws
    {
        let written = "\"use strict\";\n\n// Why.\nif (a) {\n    // Because.\n\tb(\"//\"); // so\n}"
        #expect(
            String(decoding: WebResources.lean(Array(written.utf8)), as: UTF8.self)
                == "\"use strict\";\nif (a) {\nb(\"//\"); // so\n}\n")
        for name in [WebResources.script] + WebResources.gridScripts {
            let text = String(decoding: try #require(WebResources.embeddedFile(name)), as: UTF8.self)
            for line in text.split(separator: "\n") {
                // A text in backticks is the only one that could go over several lines.
                #expect(line.count { $0 == "`" }.isMultiple(of: 2), "\(name): \(line)")
            }
        }
    }

    @Test func `style sheet, script and icon have names of their content and stay in the browser`() async throws {
        let server = try await TestServer()
        let assets = try WebResources.embedded.get().assets
        for asset in [assets.style, assets.script, assets.gridScript, assets.icon] {
            let answer = try await Browser(server).get(asset.path)
            #expect(answer.status == 200)
            #expect(answer.headers["cache-control"] == "public, max-age=31536000, immutable")
            #expect(answer.headers["content-type"] == "\(asset.mediaType); charset=utf-8")
        }
        #expect(try await Browser(server).get("/assets/zhibu-0.css").status == 404)
    }
}
