import Domain
import Foundation
import Testing

@testable import Server

/// The handbook in the console is the one in the repository, whole, and nothing of how it is written is to be seen.
struct HandbookTests {
    private static let folder = SmallBureau.root.appending(path: "docs/zh-CN")

    private static func render(_ page: Markdown, in language: Language = .chinese) throws -> String {
        let resources = try WebResources.embedded.get()
        let words = try resources.words(of: language)
        let frame = Frame(
            words, assets: resources.assets, reader: Frame.Reader(readerName: "a", account: "a", csrfToken: "t"),
            returnPath: "/help")
        return try resources.html(HandbookPage(page, isBelowContents: true), in: frame, words)
    }

    /// What stands on the page and in nothing that is shown as it is.
    private static func text(of html: String) throws -> String {
        let content = try #require(html.firstMatch(of: /<div class="handbook".*<\/div>/.dotMatchesNewlines())).output
        return String(content).replacing(/<code>.*?<\/code>/.dotMatchesNewlines(), with: "")
            // Some headings have numbers.
            .replacing(/(<h2[^>]*>)[0-9]+\.\s/, with: "").replacing(/<[^>]*>/, with: "\n")
    }

    @Test func `every file of the folder is in the program, as it is`() throws {
        let pages = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path).filter { $0.hasSuffix(".md") }
        let pictures = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: "images").path)
        #expect(Set(pages) == Set(Handbook.Chapter.allCases.map { "\($0.rawValue).md" }))
        for name in pages + pictures.map({ "images/\($0)" }) {
            let there = try Data(contentsOf: Self.folder.appending(path: name))
            #expect(Handbook.embeddedFile(name) == Array(there), "\(name)")
        }
        let size = pictures.compactMap { Handbook.embeddedFile("images/\($0)")?.count }.reduce(0, +)
        #expect(size < 2_000_000)
    }

    @Test(arguments: Handbook.Chapter.allCases, Language.allCases)
    func `a page is whole in either language, and nothing of Markdown is left over`(
        chapter: Handbook.Chapter, language: Language
    ) throws {
        let page = try Handbook.embedded.get().page(chapter)
        let html = try Self.render(page, in: language)
        #expect(html.contains("<div class=\"handbook\" lang=\"zh-CN\">\n<h1>\(page.title)</h1>"))
        #expect(html.matches(of: /<h1/).count == 1)
        let text = try Self.text(of: html)
        for left in ["**", "`", "](", "|", "{{", "&amp;"] { #expect(!text.contains(left), "\(left)") }
        for line in text.split(separator: "\n") {
            #expect(line.firstMatch(of: /^\s*(#|>|- |\d+\. |&gt;)/) == nil, "\(line)")
        }
        #expect(html.firstMatch(of: /<(p|h2|h3|li|td|th|blockquote|code)( [^>]*)?>\s*<\//) == nil)
        let ids = html.matches(of: /\ id="([^"]+)"/).map { String($0.output.1) }
        #expect(Set(ids).count == ids.count)
        // All of the text that is in the file, and nothing else.
        let source = String(decoding: try #require(Handbook.embeddedFile("\(chapter.rawValue).md")), as: UTF8.self)
        for word in source.matches(of: /[\u{4E00}-\u{9FFF}]+/) { #expect(html.contains(word.output), "\(word.output)") }
    }

    @Test func `whoever has signed in reads all of it, and every link and picture is there`() async throws {
        let server = try await TestServer()
        #expect(try await Browser(server).get("/help/handbook").location?.hasPrefix("/sign-in") == true)
        let browser = Browser(server, as: try await server.account("zhao"))
        #expect(try await browser.get("/help").text.contains("<a href=\"/help/handbook\">使用手册</a>"))
        var (waiting, asked, pictures): (Set<String>, Set<String>, Set<String>) = (["/help/handbook"], [], [])
        while let path = waiting.popFirst() {
            asked.insert(path)
            let answer = try await browser.get(path)
            #expect(answer.status == 200, "\(path)")
            let content = try #require(
                answer.text.firstMatch(of: /<div class="handbook".*<\/div>/.dotMatchesNewlines())
            ).output
            pictures.formUnion(content.matches(of: /src="([^"]+)"/).map { String($0.output.1) })
            for link in content.matches(of: /href="([^"]+)"/).map({ String($0.output.1) }) {
                #expect(link.hasPrefix("/help/handbook"), "\(path) leads to \(link)")
                if !asked.contains(link) { waiting.insert(link) }
            }
        }
        #expect(asked == Set(Handbook.Chapter.allCases.map(\.path.text)))
        #expect(pictures.count == 12)
        for path in pictures {
            let answer = try await browser.get(path)
            #expect(answer.status == 200 && answer.headers["content-type"] == "image/png", "\(path)")
            #expect(answer.body == Handbook.embeddedFile(String(path.dropFirst("/help/handbook/".count))))
        }
        for path in ["README", "nothing", "first-day.md", "images/nothing.png", "images/..%2FREADME.png"] {
            #expect(try await browser.get("/help/handbook/\(path)").status == 404, "\(path)")
        }
        browser.language = "en"
        #expect(try await browser.get("/help").text.contains("It is in Chinese."))
    }

    @Test func `each thing is shown as what it is, and a link out of the folder as its text`() throws {
        let page = try Markdown(
            """
            # 题目

            ## 一、开始 A

            写**要紧的**和`a < b & "c"`，见[第一天](first-day.md)和[程序](../verify/verify.py)。

            - 甲：

              > 一句
              >
              > 1. 又一句

            - 乙

            | 甲 | 乙 |
            | --- | --- |
            | 子 | **丑** |

            ```
            <b>{{title}}</b>
              x
            ```
            """
        ) { $0 == "first-day.md" ? .page("/help/handbook/first-day") : .elsewhere }
        #expect(page.title == "题目")
        let html = try Self.render(page).replacing("\n", with: "")
        for part in [
            "<h2 id=\"一开始-a\">一、开始 A</h2>",
            "<p>写<strong>要紧的</strong>和<code>a &lt; b &amp; &quot;c&quot;</code>，见<a href=\"/help/handbook/first-day\">第一天</a>和程序。</p>",
            "<ul><li>甲：<blockquote><p>一句</p><ol><li>又一句</li></ol></blockquote></li></ul><ul><li>乙</li></ul>",
            "<thead><tr><th scope=\"col\">甲</th><th scope=\"col\">乙</th></tr></thead>",
            "<tr><th scope=\"row\">子</th><td data-label=\"乙\"><strong>丑</strong></td></tr>",
            "<pre><code>&lt;b&gt;&#123;&#123;title}}&lt;/b&gt;  x</code></pre>",
        ] { #expect(html.contains(part), "\(part)\n\(html.suffix(2_000))") }
    }

    @Test(arguments: [
        "没有题目", "# 题\n\n#### 四级", "# 题\n\n一行\n又一行", "# 题\n\n* 甲", "# 题\n\n+ 甲", "# 题\n\n1) 甲", "# 题\n\n2. 甲",
        "# 题\n\n- 甲\n  接着", "# 题\n\n---", "# 题\n\n    代码", "# 题\n\n```sh\nls\n```", "# 题\n\n```\nls",
        "# 题\n\n有*斜体*", "# 题\n\n有_斜体_", "# 题\n\n<b>粗</b>", "# 题\n\n&nbsp;", "# 题\n\n[无](nowhere.md)",
        "# 题\n\n[没完](", "# 题\n\n**没完", "# 题\n\n`没完", "# 题\n\n![无](images/nothing.png)",
        "# 题\n\n文字![图](images/start.png)",
        "# 题\n\n[图](images/start.png)", "# 题\n\n[注]: first-day.md", "# 题\n\n| 甲 | 乙 |\n| --- | --- |",
        "# 题\n\n| 甲 | 乙 |\n| :-- | --- |\n| 子 | 丑 |", "# 题\n\n| 甲 | 乙 |\n| --- | --- |\n| 子 |",
        "# 题\n\n## 一\n\n## 一", "# 题\n\n> ## 一", "# 题\n\n行尾  ", "# 题\n\n# 又一个",
    ])
    func `whatever else means something in Markdown is refused`(text: String) {
        #expect(throws: WebResources.Fault.self) {
            _ = try Handbook { name in
                name == "questions.md" ? Array(text.utf8) : Handbook.embeddedFile(name)
            }
        }
    }
}
