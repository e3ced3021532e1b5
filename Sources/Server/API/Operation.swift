import Domain
import HTTPTypes
import Storage

/// The subjects of the API, in the design's words: one room each.
package enum Room: String, CaseIterable, Sendable {
    case organisation = "Organisation"
    case areas = "Areas"
    case assessment = "Assessment"
    case awards = "Awards"
    case meetings = "Meetings"
    case decisions = "Decisions"
    case care = "Care"
    case cadence = "Cadence"
    case ledgers = "Ledgers"
    case diagnosis = "Diagnosis"
    case attachments = "Attachments"
    case access = "Access"
    case bookkeeping = "Bookkeeping"
    case upkeep = "Upkeep"
    case search = "Search"
}

/// One thing that can be asked of the API. The router and the OpenAPI document are both built from the same table of
/// these: what is not described here cannot be called.
///
/// Each is a value of ``API`` under its own id, `API.submitSheet`, in its room's file, and stands in the room's list. Its
/// type is written out, so that who names it elsewhere does not wait for its closure to be type-checked there too.
package struct Operation: Sendable {
    /// What comes in the request's body.
    package enum Body: Sendable {
        case none
        case json(Schema)
        /// A spreadsheet, CSV or an Excel workbook; read from a file on disk.
        case spreadsheet
        /// A file that a record is to carry; kept as it comes.
        case attachment

        /// Under which media types it may be sent, where it is a file; none otherwise. What it is, its content says.
        package var fileTypes: [String] {
            switch self {
            case .none, .json: []
            case .spreadsheet: Operation.spreadsheetTypes
            case .attachment: AttachmentFormat.allCases.map(\.mediaType)
            }
        }
    }

    /// The media types that a spreadsheet is sent under.
    static let spreadsheetTypes = [
        "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "application/vnd.ms-excel",
    ]

    /// What a success sends back.
    package enum Success: Sendable {
        /// The schema of the body.
        case json(Schema)
        case text(mediaType: String)
        /// Bytes of a format of its own, to be saved as a file.
        case file(mediaType: String)
        /// A file that a record carries.
        case attachment
        case nothing
    }

    package struct Query: Sendable {
        package let name: String
        package let schema: Schema
        package let isRequired: Bool

        static func optional(_ name: String, _ schema: Schema) -> Query {
            Query(name: name, schema: schema, isRequired: false)
        }

        static func required(_ name: String, _ schema: Schema) -> Query {
            Query(name: name, schema: schema, isRequired: true)
        }

        /// Of what is made to be read by people.
        static let language = Query.optional(
            "language",
            .choice(Language.self).means("Of what the file says; \(Language.chinese.rawValue) if not given."))

        /// The two of every list.
        static let page: [Query] = [
            .optional("limit", .integer(1...500).means("How many at most; 50 if not given.")),
            .optional("cursor", .text(2_000).means("`nextCursor` of the page before.")),
        ]
    }

    /// The operation's name in the document, unique: `submitSheet`.
    package let id: String
    let method: HTTPRequest.Method
    /// Below `/api/v1`, with ids in braces: `/cycles/{cycle}/sheets`.
    package let path: String
    package let room: Room
    package let summary: String
    /// What it takes to carry it out at all.
    let need: Need
    package var query: [Query] = []
    package var body: Body = .none
    /// Whether `If-Match` must name the version that the caller had read.
    package var needsVersion = false
    package var success: Success
    /// The status of a success.
    var status: HTTPResponse.Status = .ok
    /// Whether what is to be made may stand already, which is 200 and changes nothing.
    var mayStandAlready = false
    /// Whether the body may name the revision that the caller had read: 412 where another one stands, 429 for whoever does so
    /// too often.
    var mayNameRevision = false
    /// Whether a reading is refused until its record has come so far, which is 409; what changes something may always be.
    var mayComeTooEarly = false
    /// Whether the reply lists items page by page.
    package var isList = false
    /// Whether reading it is itself noted in the audit.
    var leavesTrace = false
    /// Whether what it tells must be asked for anew each time, so that each time it is permitted and audited.
    var tellsOnce = false
    /// Whether it is nobody's: no session is looked up there, whatever cookie comes along, and so none is noted as having been
    /// there, and no change needs a session's token.
    package var isNobodys = false
    /// Whether the operation's own reader checks the body (``Asking``), not its schema beforehand.
    var readsItsBody = false
    /// Whether a request without a body says the same as one with an empty object.
    package var mayLeaveOutBody = false
    /// Whether it may take as long as a spreadsheet does: it goes through the whole database.
    package var takesLong = false
    /// Whether whoever has not signed in is asked for a name and a password.
    package var offersBasic = false
    /// Which records it touches.
    var writePlace: @Sendable (Call) throws -> WritePlace = { _ in .everywhere }
    let work: Work

    /// Whether a reply is kept for the case that the request comes again.
    var keepsReply: Bool {
        if case .transaction = work { !isSafe && !tellsOnce } else { false }
    }

    /// The method as a request has it: `POST`.
    package var verb: String { method.rawValue }

    /// Whether it changes nothing.
    package var isSafe: Bool { method == .get }

    /// What somebody must have to carry an operation out at all.
    enum Need: Hashable, Sendable, ExpressibleByArrayLiteral {
        /// To be permitted one of these somewhere. Whoever is permitted none of them anywhere is refused, whatever it is
        /// about; which of them it takes there is decided inside, on what was loaded.
        case anyOf([Action])
        /// To have signed in: what it tells is for everybody in the bureau.
        case signIn
        /// To have signed in: it is about one's own account. While a second factor is still to be set up, nothing else is
        /// permitted.
        case ownAccount
        case nothing

        init(arrayLiteral actions: Action...) { self = .anyOf(actions) }

        /// Of which it takes one; none where it takes no role.
        var actions: [Action] {
            if case .anyOf(let actions) = self { actions } else { [] }
        }
    }

    /// How it is done.
    enum Work: Sendable {
        /// In one transaction with whatever the API keeps for it.
        case transaction(@Sendable (Call, Transaction) throws -> Reply)
        /// In several: a password takes longer to check than the writer may be held. No reply is kept of these, for what
        /// they hand out is not to be had twice.
        case steps(@Sendable (Call, Steps) async throws -> Reply)
    }

    /// The names in braces in ``path``.
    package var pathParameters: [String] {
        path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}

// MARK: - Making

extension Operation {
    /// Reads one thing.
    static func get(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need,
        query: [Query] = [], returns schema: Schema,
        perform: @escaping @Sendable (Call, Transaction) throws -> Reply
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, room: room, summary: summary, need: need, query: query,
            success: .json(schema),
            work: .transaction(perform)
        )
    }

    /// Reads something that is a text of its own format.
    static func text(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need,
        query: [Query] = [], mediaType: String,
        perform: @escaping @Sendable (Call, Transaction) throws -> String
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, room: room, summary: summary, need: need, query: query,
            success: .text(mediaType: mediaType),
            work: .transaction { call, transaction in
                .text(try perform(call, transaction), mediaType: mediaType)
            }
        )
    }

    /// Reads something as a document for word processors, in the language that is asked for.
    static func document(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need, query: [Query] = [],
        mayComeTooEarly: Bool = false,
        perform: @escaping @Sendable (Call, Transaction, Words) throws -> WordDocument
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, room: room, summary: summary, need: need, query: query + [Query.language],
            success: .file(mediaType: WordDocument.mediaType), mayComeTooEarly: mayComeTooEarly,
            work: .transaction { call, transaction in
                let document = try perform(call, transaction, try call.words())
                return Reply(mediaType: WordDocument.mediaType, body: try document.bytes())
            }
        )
    }

    /// Reads a list, page by page.
    static func list<Item: Sendable>(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need,
        query: [Query] = [], of shape: Shape<Item>,
        perform: @escaping @Sendable (Call, Transaction) throws -> Page<Item>
    ) -> Operation {
        list(
            id, path, room, summary, need, query, shape,
            .transaction { call, transaction in .json(shape.json(of: try perform(call, transaction))) }
        )
    }

    /// Reads a list that does not stand in the database.
    static func list<Item: Sendable>(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need,
        of shape: Shape<Item>, inSteps perform: @escaping @Sendable (Call, Steps) async throws -> Page<Item>
    ) -> Operation {
        list(
            id, path, room, summary, need, [], shape,
            .steps { call, steps in .json(shape.json(of: try await perform(call, steps))) }
        )
    }

    private static func list<Item: Sendable>(
        _ id: String, _ path: String, _ room: Room, _ summary: String, _ need: Need, _ query: [Query],
        _ shape: Shape<Item>, _ work: Work
    ) -> Operation {
        Operation(
            id: id, method: .get, path: path, room: room, summary: summary, need: need, query: query + Query.page,
            success: .json(
                .object(
                    nil,
                    [
                        .required("items", .list(shape.schema)),
                        .required("nextCursor", .text(2_000).orNull.means("Where to go on; null at the end.")),
                    ]
                )
            ),
            isList: true, work: work
        )
    }

    /// Makes something new (201), or carries out an act (200).
    static func post(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need,
        query: [Query] = [], body: Body = .none,
        makesNew: Bool = true, mayStandAlready: Bool = false, mayNameRevision: Bool = false, returns schema: Schema,
        perform: @escaping @Sendable (Call, Transaction) throws -> Reply
    ) -> Operation {
        Operation(
            id: id, method: .post, path: path, room: room, summary: summary, need: need, query: query, body: body,
            success: .json(schema), status: makesNew ? .created : .ok, mayStandAlready: mayStandAlready,
            mayNameRevision: mayNameRevision, work: .transaction(perform)
        )
    }

    /// Carries out an act in several steps.
    static func steps(
        _ id: String, _ method: HTTPRequest.Method, _ path: String, _ room: Room, _ summary: String, needing need: Need,
        body: Body = .none, makesNew: Bool = false, returns schema: Schema,
        perform: @escaping @Sendable (Call, Steps) async throws -> Reply
    ) -> Operation {
        Operation(
            id: id, method: method, path: path, room: room, summary: summary, need: need, body: body,
            success: .json(schema),
            status: makesNew ? .created : .ok, work: .steps(perform)
        )
    }

    /// Ends something; there is nothing to send back.
    static func delete(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need,
        perform: @escaping @Sendable (Call, Transaction) throws -> Reply
    ) -> Operation {
        Operation(
            id: id, method: .delete, path: path, room: room, summary: summary, need: need, success: .nothing,
            status: .noContent,
            work: .transaction(perform)
        )
    }

    /// The same, noted in the audit although it changes nothing.
    var leavingTrace: Operation { with(\.leavesTrace, true) }

    /// The same, for programs that know of names and passwords alone: calendars.
    var offeringBasic: Operation { with(\.offersBasic, true) }

    /// The same, with the time that the whole database needs.
    var takingLong: Operation { with(\.takesLong, true) }

    /// The same, checking its body itself.
    var readingItsBody: Operation { with(\.readsItsBody, true) }

    /// The same, which a request without a body asks for as well.
    var bodyMayBeLeftOut: Operation { with(\.mayLeaveOutBody, true) }

    /// The same, asked for anew each time.
    var tellingOnce: Operation { with(\.tellsOnce, true) }

    /// The same, for which nobody is anybody.
    var byNobody: Operation { with(\.isNobodys, true) }

    /// The same, which touches nothing but what `place` says: writes of other branches need not wait for it.
    func written(in place: @escaping @Sendable (Call) throws -> WritePlace) -> Operation { with(\.writePlace, place) }

    private func with<Value>(_ property: WritableKeyPath<Operation, Value>, _ value: Value) -> Operation {
        var operation = self
        operation[keyPath: property] = value
        return operation
    }

    /// Changes something that the caller has read.
    static func put(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need, body: Schema,
        returns schema: Schema, perform: @escaping @Sendable (Call, Transaction) throws -> Reply
    ) -> Operation {
        Operation(
            id: id, method: .put, path: path, room: room, summary: summary, need: need, body: .json(body),
            needsVersion: true,
            success: .json(schema), work: .transaction(perform)
        )
    }
}

extension Authority {
    /// Whether one of the operation's actions is permitted there, so that it is worth offering; what it is about decides.
    ///
    /// - Parameter place: nil for anywhere.
    func allows(_ operation: Operation, in place: Place? = nil) -> Bool {
        switch operation.need {
        case .anyOf(let actions):
            actions.contains { action in place.map { allows(action, in: $0) } ?? allows(action) }
        case .signIn, .ownAccount, .nothing: true
        }
    }

    /// For what is not to be begun by whoever would be refused in the end.
    ///
    /// - Throws: ``Denial/notPermitted(_:)``.
    func require(_ operation: Operation, in place: Place? = nil) throws(Denial) {
        if let first = operation.need.actions.first, !allows(operation, in: place) { throw .notPermitted(first) }
    }
}

extension Shape where Value: Sendable {
    /// A page of a list.
    fileprivate func json(of page: Page<Value>) -> JSON {
        let (rows, next) = page.rowsAndNext
        return ["items": JSON(rows, json), "nextCursor": JSON(next.map(CursorToken.encode))]
    }
}
