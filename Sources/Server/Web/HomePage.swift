import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// Where somebody arrives who has signed in.
struct HomePage: WebPage {
    static let template = TemplateName.home

    let title: String
    let roles: [RoleLine]
}

extension Site {
    static let homeRoutes: [Route] = [
        .get("/", for: .anyone) { visit in
            guard let own = visit.own else {
                // What is no browser only wants to know whether the service runs.
                return visit.acceptsPage ? visit.go(to: visit.signInAddress) : Self.itRuns
            }
            if own.isEnrolling { return visit.go(to: .secondFactor) }
            return try visit.show(
                HomePage(
                    title: visit.words(.homeTitle, ["name": own.account.shownName]),
                    roles: own.account.roles.map { RoleLine($0, visit.words) }
                )
            )
        },
        .post("/language", of: .home, for: .anyone) { visit in
            guard let language = visit.form["language"].flatMap(Language.init(rawValue:)) else {
                throw Problem(.badRequest, "unknownLanguage", "there is no such language here")
            }
            let cookie = LanguageChoice.cookie(language, isSecure: visit.visitor.isSecure)
            return visit.go(
                to: visit.form["return"].flatMap(LocalPath.init) ?? .home, headers: HTTPFields([cookie])
            )
        },
    ]

    private static var itRuns: Response {
        Response(
            status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
            body: ResponseBody(
                byteBuffer: ByteBuffer(string: "Zhibu is running. Its API: \(API.root)/openapi.json\n")
            )
        )
    }
}
