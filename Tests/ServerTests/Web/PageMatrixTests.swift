import Domain
import Foundation
import HTTPTypes
import Testing

@testable import Server
@testable import Storage

/// Every page, by everybody who might ask for it (``PageMatrix``), and what leads on from there.
struct PageMatrixTests {
    private static let pages = Site.routes.filter { $0.method == .get }.map(\.path)
    private static let forms = Site.routes.filter { $0.method == .post }.map(\.path)

    /// Whether a path, or a row's template, is of the route.
    private static func isPath(_ path: String, of route: String) -> Bool {
        let (parts, wanted) = (path.split(separator: "/"), route.split(separator: "/"))
        return parts.count == wanted.count
            && zip(parts, wanted).allSatisfy { part, wanted in
                if part == wanted { return true }
                guard let opening = wanted.firstIndex(of: "{"), let closing = wanted.firstIndex(of: "}") else {
                    return false
                }
                let (head, tail) = (wanted[..<opening], wanted[wanted.index(after: closing)...])
                return part.hasPrefix(head) && part.hasSuffix(tail) && part.count > head.count + tail.count
                    && part.contains(".") == wanted.contains(".")
            }
    }

    @Test func `every page has its row, and every row its page`() {
        #expect(Self.pages.count > 80)
        for page in Self.pages {
            #expect(PageMatrix.rows.contains { Self.isPath($0.template, of: page) }, "no row for \(page)")
        }
        let visitors = WideBureau.Visitor.allCases.filter { $0 != .operator }
        for row in PageMatrix.rows {
            #expect(Self.pages.contains { Self.isPath(row.template, of: $0) }, "no page for \(row.template)")
            #expect(row.expected.map(\.visitor) == visitors, "\(row.template)")
        }
        let templates = PageMatrix.rows.map(\.template)
        #expect(Set(templates).count == templates.count)
    }

    /// Days that stand on a page as programs write them, and not as its reader's language does (docs/words.md). In fields
    /// and in what is to be copied for a program they are meant.
    private static func daysAsInPrograms(_ page: String) -> [String] {
        page.replacing(/<code[^>]*>.*?<\/code>/, with: "").replacing(/<[^>]*>/, with: " ")
            .matches(of: /\b\d{4}-\d{2}-\d{2}\b.{0,20}/).map { String($0.output) }
    }

    private static func browser(_ visitor: WideBureau.Visitor, in bureau: WideBureau) -> Browser {
        bureau.accounts[visitor].map { Browser(bureau.server, as: $0) } ?? Browser(bureau.server)
    }

    private static func said(_ answer: Answer) -> String {
        switch answer.status {
        case 200: "ok"
        case 303 where answer.location?.hasPrefix("/sign-in") == true: "in"
        case 303 where answer.location == "/": "home"
        default: String(answer.status)
        }
    }

    /// Menus that stand at what leaving them out means: nothing ends with it, and of a branch that is not founded nothing is
    /// sent.
    private static let asIfLeftOut: Set<Substring> = [
        "leaveMember-endsHoldings", "mergeBranches-found.kind", "mergeBranches-found.secretaryPost",
    ]

    /// The menus that may be left out, and cannot be: nothing in them says that nothing is chosen.
    private static func menusWithoutNone(_ page: String) -> [Substring] {
        page.split(separator: "<div class=\"field").map { field in
            field.firstRange(of: "</div>").map { field[..<$0.lowerBound] } ?? field
        }.filter { field in
            field.contains("class=\"optional\"") && field.contains("<select") && !field.contains("value=\"\"")
        }.map { $0.firstMatch(of: /<select id="([^"]*)"/)?.output.1 ?? $0 }.filter { !asIfLeftOut.contains($0) }
    }

    /// What is only known in the other branch, by whoever is of one.
    private static func foreign(to visitor: WideBureau.Visitor) -> [String] {
        switch visitor {
        case .member, .leader, .officer, .secretary, .committee: ["党员B", "B区", "B支部"]
        case .otherMember, .otherSecretary, .otherCommittee: ["党员A", "A区", "A支部"]
        case .nobody: ["党员A", "A区", "A支部", "党员B", "B区", "B支部"]
        case .office, .auditor, .administrator, .operator: []
        }
    }

    @Test(arguments: WideBureau.Visitor.allCases.filter { $0 != .operator })
    func `a page is shown to whoever may see it, and leads nowhere that is refused`(
        visitor: WideBureau.Visitor
    ) async throws {
        let bureau = try await WideBureau()
        let browser = Self.browser(visitor, in: bureau)
        // Where each of them was found.
        var links: [String: String] = [:]
        for row in PageMatrix.rows {
            let expected = try #require(row.expected.first { $0.visitor == visitor }).what
            let answer = try await browser.get(bureau.path(row.template))
            #expect(Self.said(answer) == expected, "\(row.template): \(answer.text.prefix(300))")
            // Which branches there are is told to whoever hands in a suggestion without a name.
            for name in Self.foreign(to: visitor) where row.template != LocalPath.suggest.text {
                #expect(!answer.text.contains(name), "\(row.template): \(name)")
            }
            expectUntold(answer, at: try bureau.path(row.template))
            guard answer.status == 200, answer.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
            if !row.template.hasPrefix("/api") {
                #expect(Self.daysAsInPrograms(answer.text).isEmpty, "\(row.template)")
            }
            #expect(Self.menusWithoutNone(answer.text).isEmpty, "\(row.template)")
            for link in answer.text.matches(of: /(?:href|src)="(\/[^"#]*)/) {
                links[String(link.output.1).replacing("&amp;", with: "&")] = row.template
            }
            for form in answer.text.matches(of: /<form([^>]*)>/).map(\.output.1) {
                let action = String(try #require(form.firstMatch(of: /action="([^"?#]*)/)).output.1)
                if form.contains("method=\"post\"") {
                    #expect(Self.forms.contains { Self.isPath(action, of: $0) }, "\(row.template): \(action)")
                } else {
                    links[action] = row.template
                }
            }
        }
        #expect(links.count > (visitor == .nobody ? 15 : 80))
        for (link, page) in links.sorted(by: { $0.key < $1.key }) {
            let answer = try await browser.get(link)
            let leadsOn = visitor == .nobody && link == "/" ? "in" : "ok"
            #expect(Self.said(answer) == leadsOn, "\(page) leads to \(link)")
            for name in Self.foreign(to: visitor) where link != LocalPath.suggest.text {
                #expect(!answer.text.contains(name), "\(link): \(name)")
            }
            expectUntold(answer, at: link)
        }
    }

    /// What a care case says stands on its own pages, and nowhere else.
    private func expectUntold(_ answer: Answer, at path: String) {
        if path.hasPrefix("/care/") { return }
        #expect(!answer.text.contains(WideBureau.planted), "\(path)")
    }

    @Test(arguments: [WideBureau.Visitor.otherMember, .otherSecretary, .otherCommittee])
    func `what is not of one's scope is as if it were not there`(visitor: WideBureau.Visitor) async throws {
        let bureau = try await WideBureau()
        let browser = Self.browser(visitor, in: bureau)
        for row in PageMatrix.rows where row.template.contains("{A") || row.template.contains("{QA") {
            let absent = row.template.replacing(/\{[^}]*\}/, with: "999999")
            let (real, other) = (try await browser.get(bureau.path(row.template)), try await browser.get(absent))
            #expect([403, 404].contains(real.status) && real.status == other.status, "\(row.template)")
        }
    }

    @Test func `a local command's credential opens no page, for it is nobody's account`() async throws {
        let bureau = try await WideBureau()
        for path in ["/branches", "/cycles", "/administration/audit"] {
            let request = ZhibuServer.LocalRequest("GET", path, headers: ["Accept": "text/html"], body: .none)
            let answer = try await bureau.server.respond(to: request, by: bureau.principal(.operator))
            #expect(answer.status == 403, "\(path)")
        }
    }
}
