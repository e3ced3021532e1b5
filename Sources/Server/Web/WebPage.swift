import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// What one page shows: a plain struct whose properties its template names.
protocol WebPage: Sendable {
    static var template: TemplateName { get }
    /// What the browser's tab and its history say.
    var title: String { get }
}

/// A template that names what there is not. Tests render every page, so that nobody else sees this.
struct PageFault: Error {
    let faults: [String]
}

extension WebResources {
    /// What a page may load and where its forms may go: this server alone.
    private static let policy =
        "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    /// - Throws: ``PageFault``.
    func response<Model: WebPage>(
        _ model: Model, in frame: Frame, _ words: Words, below base: BasePath, status: HTTPResponse.Status,
        headers: HTTPFields = [:]
    ) throws -> Response {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        headers[.contentLanguage] = words.language.rawValue
        headers[.contentSecurityPolicy] = Self.policy
        // With `no-referrer` browsers send a form with `Origin: null`, which is what a foreign page's looks like.
        headers[.referrerPolicy] = "same-origin"
        headers[.vary] = "Accept-Language, Cookie"
        let html = base.moved(try html(model, in: frame, words))
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// The page as HTML.
    ///
    /// - Throws: ``PageFault``.
    func html<Model: WebPage>(_ page: Model, in frame: Frame, _ words: Words) throws -> String {
        let faults = PageValue.Faults()
        let root = Root(
            page: PageValue(page, faults), frame: PageValue(frame, faults), words: WordsValue(words: words),
            faults: faults
        )
        let html = library.render(root, withTemplate: Model.template.rawValue) ?? ""
        guard faults.found.isEmpty else { throw PageFault(faults: faults.found.sorted()) }
        return html
    }

    /// Where Mustache looks last: the page's own names before its frame's.
    private struct Root: MustacheParent {
        let page: PageValue
        let frame: PageValue
        let words: WordsValue
        let faults: PageValue.Faults

        func child(named name: String) -> Any? {
            if let value = page.child(named: name) ?? frame.child(named: name) { return value }
            if name == "words" { return words }
            faults.note("‘\(name)’ is known neither to the page nor to its frame")
            return nil
        }
    }

    private struct WordsValue: MustacheParent {
        let words: Words

        func child(named name: String) -> Any? { words.text(named: name).map(PageText.init(renderText:)) }
    }
}
