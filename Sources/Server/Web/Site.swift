import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// The web console: pages for people, on the same operations and use cases as the API.
struct Site: Sendable {
    let api: API

    init(api: API) {
        self.api = api
    }

    /// One page, or what one of its forms does.
    struct Route: Sendable {
        /// Who may ask for it.
        enum Audience: Sendable {
            case anyone
            /// Whoever has signed in; who still has to set up a second factor is led there first.
            case signedIn
            /// Also whoever still has to set up a second factor.
            case signedInOrEnrolling
        }

        let method: HTTPRequest.Method
        let path: String
        let audience: Audience
        /// The page that a form belongs to, with the path's own parameters in braces; nil for the path itself.
        let page: String?
        /// Of a form that brings a file: how large it may be, by whom sends it and what else the form says. It is asked
        /// twice, the first time before anything of the form is received.
        var largestFile: (@Sendable (Visit, Form?) throws -> Int)?
        /// Whether what was typed may go along through signing in: nothing secret does.
        var isCarried = true
        let answer: @Sendable (Visit) async throws -> Response

        var isUpload: Bool { largestFile != nil }

        /// - Parameter largest: in bytes; it throws where no file is taken, of the form's fields as far as there are any yet.
        static func upload(
            _ path: String, for audience: Audience, largest: @escaping @Sendable (Visit, Form?) throws -> Int,
            _ answer: @escaping @Sendable (Visit) async throws -> Response
        ) -> Route {
            Route(method: .post, path: path, audience: audience, page: nil, largestFile: largest, answer: answer)
        }

        /// Whether its work grows with the bureau's years.
        var takesLong = false

        /// How long a request may take in all, its body included: as long as the operation behind it.
        var deadline: Duration { .seconds(isUpload || takesLong ? 1800 : 30) }

        var takingLong: Route {
            var route = self
            route.takesLong = true
            return route
        }

        static func get(
            _ path: String, for audience: Audience, _ answer: @escaping @Sendable (Visit) async throws -> Response
        ) -> Route {
            Route(method: .get, path: path, audience: audience, page: nil, answer: answer)
        }

        static func post(
            _ path: String, of page: String? = nil, for audience: Audience, isCarried: Bool = true,
            _ answer: @escaping @Sendable (Visit) async throws -> Response
        ) -> Route {
            Route(
                method: .post, path: path, audience: audience, page: page, isCarried: isCarried, answer: answer)
        }
    }

    /// Every page there is, in the rooms' own files.
    static let routes: [Route] =
        homeRoutes + startRoutes + signInRoutes + passwordLinkRoutes + accountRoutes + secondFactorRoutes + tokenRoutes
        + reminderRoutes
        + cycleRoutes + scoreRoutes + adjustmentRoutes + factsRoutes + rankingRoutes + assessorRoutes
        + closingChangeRoutes + noticeRoutes
        + noticeContactForm.routes + findingEscalationForm.routes
        + assessorNamingForm.routes + recusalForm.routes + sheetWithdrawalForm.routes
        + snapshotRoutes + honourRoutes + statementRoutes + performanceRoutes + honoursLedgerRoutes + eligibilityRoutes
        + objectionRoutes
        + revokeForm.routes
        + meetingRoutes + agendaRoutes + yearBookRoutes + handoverRoutes + findingRoutes + planRoutes + focusRoutes
        + askRoutes + talkRoutes + motionRoutes + electionRoutes + secretBallotRoutes + appraisalRoutes
        + suggestionRoutes + memberRightRoutes
        + careRoutes + cadenceRoutes
        + burdenRoutes + checklistRoutes + ledgerEntryRoutes + trainingYearRoutes + secretaryYearRoutes
        + activityMixRoutes
        + diagnosisRoutes + attachmentRoutes + overviewRoutes
        + organisationRoutes
        + reorganisationRoutes + severalRoutes + areaRoutes
        + helpRoutes + handbookRoutes + searchRoutes
        + administrationRoutes + importRoutes
        + operationsRoutes

    /// Whether a path is of the pages, not of the API: for how something is told, never for what is permitted.
    static func isPage(_ path: String) -> Bool {
        !path.split(separator: "/").starts(with: API.root.split(separator: "/"))
    }

    static func add(to router: Router<ZhibuRequestContext>) {
        for route in routes {
            router.on(RouterPath(stringLiteral: route.path), method: route.method) { request, context in
                // To render a page takes longer than to read what is on it.
                try await EventLoopExecutor.leave {
                    try await Deadline.run(within: route.deadline) {
                        try await context.served.site.answer(request, context, route)
                    }
                }
            }
        }
        router.get("/assets/{name}") { request, _ in try asset(request.uri.path) }
    }

    private func answer(_ request: Request, _ context: ZhibuRequestContext, _ route: Route) async throws -> Response {
        var visit = try Visit(request, context, self, page: route.page)
        if !route.isUpload, let form = try await Form(receivedFrom: request) { visit.form = form }
        if visit.visitor.principal.session != nil {
            (visit.own, visit.authority) = try await visit.read { (try OwnSession($0), $0.authority) }
        }
        if let asked = try requireToken(of: visit, request, route) { return asked }
        if route.audience == .anyone { return try await route.answer(visit) }
        guard let own = visit.own else {
            switch visit.visitor.principal {
            case .account: throw CredentialError.sessionNeeded
            case .operator: throw CredentialError.noAccount
            case .nobody:
                return try carried(by: visit, request, route).map(visit.signIn(carrying:))
                    ?? visit.go(to: visit.signInAddress)
            }
        }
        if own.isEnrolling, route.audience == .signedIn { return visit.go(to: .secondFactor) }
        guard let largest = route.largestFile else { return try await route.answer(visit) }
        return try await receive(request, visit, route, largest)
    }

    /// Lets a form pass that brings its session's token.
    ///
    /// - Returns: what is asked first, where the form is of an earlier session of the same account: whether to send it in
    ///   this one.
    /// - Throws: a ``Problem`` (403) for any other without the token.
    private func requireToken(of visit: Visit, _ request: Request, _ route: Route) throws -> Response? {
        // An upload brings it in its body (``receive(_:_:_:)``).
        guard request.method == .post, !route.isUpload, let session = visit.visitor.principal.session else {
            return nil
        }
        do {
            try api.store.requireCSRFToken(request.headers[.csrfToken] ?? visit.form["csrfToken"], of: session)
            return nil
        } catch {
            guard request.namesItsOrigin, let carried = carried(by: visit, request, route),
                carried.account == visit.own?.account.account.name
            else { throw error }
            return try visit.show(ResumePage(carried, visit.words), status: error.status)
        }
    }

    private func carried(by visit: Visit, _ request: Request, _ route: Route) -> CarriedForm? {
        guard route.isCarried, let path = request.head.path.flatMap(LocalPath.init) else { return nil }
        return CarriedForm(visit.form, to: path)
    }

    /// Receives a form with a file, and answers it. Nothing of the file stays behind.
    private func receive(
        _ request: Request, _ visit: Visit, _ route: Route, _ largest: @Sendable (Visit, Form?) throws -> Int
    ) async throws -> Response {
        guard let session = visit.visitor.principal.session else { throw CredentialError.sessionNeeded }
        _ = try largest(visit, nil)
        return try await api.imports.withTurn(of: visit.visitor.principal) { allowance in
            let upload = try await Upload(request, allowance) { form in
                try api.store.requireCSRFToken(form["csrfToken"], of: session)
                return try largest(visit, form)
            }
            defer { upload.discard() }
            var visit = visit
            (visit.form, visit.upload) = (upload.form, upload)
            return try await route.answer(visit)
        }
    }

    private static func asset(_ path: String) throws -> Response {
        guard let asset = try WebResources.embedded.get().assets[path] else { throw Problem.notFound }
        return Response(
            status: .ok,
            headers: [
                .contentType: "\(asset.mediaType); charset=utf-8",
                // Another content has another name.
                .cacheControl: "public, max-age=31536000, immutable",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: asset.bytes))
        )
    }
}
