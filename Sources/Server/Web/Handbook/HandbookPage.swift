import Domain
import HTTPTypes
import Hummingbird
import NIOCore

/// A page of the handbook, in Chinese whatever the reader's language.
struct HandbookPage: WebPage {
    static let template = TemplateName.handbook

    let title: String
    let blocks: [Markdown.Block]
    /// Whether there is a way back to the contents.
    let isBelowContents: Bool

    init(_ page: Markdown, isBelowContents: Bool) {
        (title, blocks) = (page.title, page.blocks)
        self.isBelowContents = isBelowContents
    }
}

extension Site {
    static let handbookRoutes: [Route] = [
        .get("/help/handbook", for: .signedIn) { visit in try visit.show(.contents) },
        .get("/help/handbook/{chapter}", for: .signedIn) { visit in
            guard let chapter = visit.parameters["chapter"].flatMap(Handbook.Chapter.init(rawValue:)),
                chapter != .contents
            else { throw Problem.notFound }
            return try visit.show(chapter)
        },
        .get("/help/handbook/images/{name}.png", for: .signedIn) { visit in
            guard let name = visit.parameters["name"], let picture = Handbook.embeddedFile("images/\(name).png") else {
                throw Problem.notFound
            }
            return Response(
                status: .ok,
                // Nothing on it is anybody's: it shows made-up data.
                headers: [.contentType: "image/png", .cacheControl: "private, max-age=3600"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture)))
        },
    ]
}

extension Visit {
    fileprivate func show(_ chapter: Handbook.Chapter) throws -> Response {
        let page = try Handbook.embedded.get().page(chapter)
        return try show(HandbookPage(page, isBelowContents: chapter != .contents))
    }
}
