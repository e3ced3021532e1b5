import HTTPTypes
import Hummingbird
import NIOCore

/// What a browser finds at `/`: that Zhibu runs, and every operation of the API by room.
enum FrontDoor {
    static func add(to router: Router<ZhibuRequestContext>) {
        let page = ByteBuffer(string: html(API.operations))
        router.get("/") { _, _ in
            Response(
                status: .ok,
                headers: [
                    .contentType: "text/html; charset=utf-8",
                    .contentSecurityPolicy:
                        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                ],
                body: ResponseBody(byteBuffer: page)
            )
        }
    }

    /// The texts are the table's own, and hold nothing that HTML would take for markup.
    private static func html(_ operations: [Operation]) -> String {
        var rows = ""
        for room in Room.allCases {
            rows += "<tr><th colspan=\"3\" scope=\"colgroup\">\(room.rawValue)</th></tr>\n"
            for operation in operations where operation.room == room {
                rows += "<tr><td>\(operation.method.rawValue)</td><td><code>\(API.root)\(operation.path)</code></td>"
                rows += "<td>\(operation.summary)</td></tr>\n"
            }
        }
        return """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Zhibu 支部</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">
            </head><body><main><h1>Zhibu 支部</h1>
            <p>The service is running. Its API is described at
            <a href="\(API.root)/openapi.json"><code>\(API.root)/openapi.json</code></a>; the command line is <code>zhibu</code>.</p>
            <table><caption>Operations</caption>
            \(rows)</table></main></body></html>

            """
    }
}
