import Domain
import HTTPTypes

/// The OpenAPI 3.1 document, produced from the very table that the router is built from.
enum OpenAPI {
    /// - Parameter base: below which the paths stand.
    static func document(of operations: [Operation] = API.operations, below base: BasePath) -> JSON {
        var paths = JSON.Object()
        for operation in operations {
            let path = API.root + operation.path
            var item = paths[path]?.object ?? JSON.Object()
            item[operation.method.rawValue.lowercased()] = describe(operation)
            paths[path] = .object(item)
        }
        return [
            "openapi": "3.1.0",
            "info": [
                "title": "Zhibu",
                "version": .string(Version.current),
                "description":
                    "The work of party branches: responsibility areas, monthly assessment, awards, meetings.",
                "license": ["name": "Apache-2.0", "identifier": "Apache-2.0"],
            ],
            "servers": [["url": .string(base.isRoot ? "/" : base.text)]],
            "tags": JSON(Room.allCases) { ["name": .string($0.rawValue)] },
            "paths": .object(paths),
            "components": [
                "schemas": .object(components(of: operations)),
                "responses": ["Problem": problemResponse, "HeadTooLarge": headTooLargeResponse],
                "securitySchemes": securitySchemes,
            ],
        ]
    }

    private static func describe(_ operation: Operation) -> JSON {
        var json = JSON.Object()
        json["operationId"] = .string(operation.id)
        json["tags"] = [.string(operation.room.rawValue)]
        json["summary"] = .string(operation.summary)
        json["security"] = security(of: operation)
        let parameters = parameters(of: operation)
        if !parameters.isEmpty { json["parameters"] = .array(parameters) }
        switch operation.body {
        case .none: break
        case .json(let schema):
            json["requestBody"] = [
                "required": .bool(!operation.mayLeaveOutBody),
                "content": ["application/json": ["schema": schema.openAPI()]],
            ]
        case .spreadsheet, .attachment:
            json["requestBody"] = ["required": true, "content": files(operation.body.fileTypes)]
        }
        json["responses"] = .object(responses(of: operation))
        return .object(json)
    }

    /// Files of these media types.
    private static func files(_ types: [String]) -> JSON {
        var content = JSON.Object()
        for type in types { content[type] = ["schema": ["type": "string", "contentMediaType": .string(type)]] }
        return .object(content)
    }

    private static func parameters(of operation: Operation) -> [JSON] {
        var parameters: [JSON] = operation.pathParameters.map { name in
            ["name": .string(name), "in": "path", "required": true, "schema": Schema.id.openAPI()]
        }
        for query in operation.query {
            var parameter = JSON.Object()
            parameter["name"] = .string(query.name)
            parameter["in"] = "query"
            parameter["required"] = .bool(query.isRequired)
            parameter["schema"] = query.schema.openAPI()
            parameters.append(.object(parameter))
        }
        if operation.needsVersion {
            parameters.append([
                "name": "If-Match", "in": "header", "required": true,
                "schema": ["type": "string", "pattern": "^(\"[0-9]{1,9}\"|[0-9]{1,9})$"],
                "description": "The ETag of the version that is to be changed.",
            ])
        }
        if operation.keepsReply {
            parameters.append([
                "name": "Idempotency-Key", "in": "header", "required": false,
                "schema": ["type": "string", "pattern": "^[!-~]{1,200}$"],
                "description": "The same key again within seven days brings the same reply, and no second effect.",
            ])
        }
        return parameters
    }

    private static func responses(of operation: Operation) -> JSON.Object {
        var success = JSON.Object()
        success["description"] = .string(operation.status.reasonPhrase)
        switch operation.success {
        case .json(let schema): success["content"] = ["application/json": ["schema": schema.openAPI()]]
        case .text(let mediaType):
            var content = JSON.Object()
            content[mediaType] = ["schema": ["type": "string"]]
            success["content"] = .object(content)
        case .file(let mediaType): success["content"] = files([mediaType])
        case .attachment: success["content"] = files(Operation.Body.attachment.fileTypes)
        case .nothing: break
        }
        if carriesVersion(operation) { success["headers"] = ["ETag": versionHeader] }
        if let links = links(from: operation) { success["links"] = links }
        var responses = JSON.Object()
        responses[String(operation.status.code)] = .object(success)
        if operation.mayStandAlready {
            success["description"] = "It stood already; nothing was changed."
            responses["200"] = .object(success)
        }
        for status in problems(of: operation) {
            responses[String(status.code)] = ["$ref": "#/components/responses/Problem"]
        }
        responses["431"] = ["$ref": "#/components/responses/HeadTooLarge"]
        return responses
    }

    // MARK: - Security

    private static let securitySchemes: JSON = [
        "token": [
            "type": "http", "scheme": "bearer",
            "description": "A token of POST /tokens. One for reading can change nothing.",
        ],
        "tokenAsPassword": [
            "type": "http", "scheme": "basic",
            "description": "The same token as the password, with any name: for programs that can send nothing else.",
        ],
        "session": [
            "type": "apiKey", "in": "cookie", "name": .string("__Host-\(SessionCookie.Kind.session.rawValue)"),
            "description":
                "Set by POST /session; over plain HTTP, which is for the machine itself, its name has no __Host-.",
        ],
        "csrfToken": [
            "type": "apiKey", "in": "header", "name": .string(HTTPField.Name.csrfToken.rawName),
            "description": "The csrfToken of GET /session, with every change by a session.",
        ],
    ]

    /// The credentials that will do, any one of them.
    private static func security(of operation: Operation) -> JSON {
        if operation.need == .nothing { return [] }
        let session: JSON = operation.isSafe ? ["session": []] : ["session": [], "csrfToken": []]
        return [["token": []], ["tokenAsPassword": []], session]
    }

    // MARK: - Headers and links

    private static let versionHeader: JSON = [
        "required": true, "schema": ["type": "string", "pattern": "^\"[0-9]+\"$"],
        "description": "The version; to be sent back in If-Match with a change.",
    ]

    /// Whether the version of what is sent back stands in it, and so in the `ETag`.
    private static func carriesVersion(_ operation: Operation) -> Bool {
        guard case .json(let schema) = operation.success, case .object(_, let properties) = schema.form else {
            return false
        }
        return properties.contains { $0.name == "version" }
    }

    /// What can be done with what was read: going on to the next page, or changing it.
    private static func links(from operation: Operation) -> JSON? {
        if operation.isList {
            return [
                "nextPage": [
                    "operationId": .string(operation.id), "parameters": ["cursor": "$response.body#/nextCursor"],
                ]
            ]
        }
        guard operation.method == .get,
            let change = API.operations.first(where: { $0.path == operation.path && $0.needsVersion })
        else { return nil }
        var parameters = JSON.Object()
        for name in change.pathParameters { parameters["path.\(name)"] = .string("$request.path.\(name)") }
        parameters["header.If-Match"] = "$response.header.ETag"
        return ["change": ["operationId": .string(change.id), "parameters": .object(parameters)]]
    }

    /// The statuses with which an operation can refuse.
    static func problems(of operation: Operation) -> [HTTPResponse.Status] {
        // A credential that does not do is refused even where none is needed.
        var statuses: [HTTPResponse.Status] = [.badRequest, .unauthorized]
        if operation.need != .nothing || !operation.isSafe { statuses.append(.forbidden) }
        if !operation.pathParameters.isEmpty { statuses.append(.notFound) }
        if !operation.isSafe || operation.mayComeTooEarly { statuses.append(.conflict) }
        if operation.needsVersion { statuses += [.preconditionFailed, .preconditionRequired] }
        if operation.mayNameRevision { statuses.append(.preconditionFailed) }
        if case .none = operation.body {} else { statuses += [.contentTooLarge, .unsupportedMediaType] }
        // Behind a proxy each address has its share; files and passwords have theirs besides.
        statuses += [.unprocessableContent, .tooManyRequests]
        statuses += [.internalServerError, .serviceUnavailable]
        if !operation.isSafe || operation.leavesTrace { statuses.append(.insufficientStorage) }
        return statuses
    }

    private static func components(of operations: [Operation]) -> JSON.Object {
        var components: [String: JSON] = [:]
        for operation in operations {
            if case .json(let schema) = operation.body { add(schema, to: &components) }
            if case .json(let schema) = operation.success { add(schema, to: &components) }
        }
        add(problemSchema, to: &components)
        components["Text"] = Schema.textComponent
        components["Name"] = Schema.nameComponent
        components["Lines"] = Schema.linesComponent
        var sorted = JSON.Object()
        for (name, schema) in components.sorted(by: { $0.key < $1.key }) { sorted[name] = schema }
        return sorted
    }

    private static func add(_ schema: Schema, to components: inout [String: JSON]) {
        for (name, json) in schema.components() {
            assert(components[name] == nil || components[name] == json, "two shapes are called \(name)")
            components[name] = json
        }
    }

    private static let headTooLargeResponse: JSON = [
        "description": "The request's line or fields are over the limit. It was not read; there is no body."
    ]

    private static let problemResponse: JSON = [
        "description": "A refusal, with a stable code and, for input, every error found.",
        "content": ["application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]],
    ]

    /// RFC 9457, with what Zhibu adds.
    static let problemSchema = Schema.object(
        "Problem",
        [
            .required("type", .text),
            .required("title", .text),
            .required("status", .integer(400...599)),
            .required("code", .text.means("Stable; texts may be reworded, codes may not.")),
            .required("detail", .anyText(Sentence.mostTold)),
            .required("requestId", .text),
            .optional(
                "errors",
                .list(
                    .object(
                        "ProblemEntry",
                        [
                            .optional("line", .integer(1...Int64.max).means("In a spreadsheet.")),
                            .required("field", .anyText(500).means("Empty where it is the whole that is wrong.")),
                            .required("code", .choice(Rejection.Code.self)),
                            .required("detail", .anyText(Sentence.mostTold)),
                        ]
                    )
                )
            ),
            .optional("omittedErrors", .count),
            .optional("readNoFurther", .boolean.means("Whether rows of the file follow that were not looked at.")),
        ]
    )
}
