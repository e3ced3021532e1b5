import Domain
import HTTPTypes
import Hummingbird
import Storage

/// A file is looked at before it goes in: sent once, read as often as somebody wants it read otherwise, and carried out as
/// it was shown.
extension Visit {
    /// By whom a file is sent; nil for whoever has no session.
    var sender: KeptImports.Sender? {
        guard case .account(let account, _, .session(let session)) = visitor.principal else { return nil }
        return KeptImports.Sender(account: account, session: session)
    }

    private var kept: KeptImports { site.api.imports.kept }
    private var now: Instant { site.api.store.clock.now() }

    /// What was filled in with the file that is kept; nil where none is.
    func keptForm(of list: ImportedList) -> Form? {
        sender.flatMap { kept.find(list.rawValue, of: $0, at: now)?.form }
    }

    /// Keeps the file that came with the form, and finds out what it would do.
    func lookAtUpload(of list: ImportedList) async throws {
        guard let sender, let file = upload?.file else { throw CredentialError.sessionNeeded }
        let until = now.adding(seconds: KeptImports.life)
        let form = form.without("csrfToken")
        let found = try await look(at: file, list, form, until: until)
        if let handed = upload?.handOver() { kept.keep(handed, found, of: list.rawValue, for: sender) }
    }

    /// Reads the kept file once more, as the form says.
    func lookAgain(at list: ImportedList) async throws {
        guard let sender else { throw CredentialError.sessionNeeded }
        let form = form.without("csrfToken")
        try await inTurn {
            _ = try await kept.using(list.rawValue, of: sender, at: now) { file, kept in
                // It stays a file of the record for which it was sent.
                let form = list.record.map { form.with($0, kept.form[$0]) } ?? form
                return try await look(at: file, list, form, until: kept.until)
            }
        }
    }

    /// Carries out what was shown. What would do something else by now is shown anew; a form that is sent twice is carried
    /// out once.
    func carryOut(_ list: ImportedList) async throws -> Response {
        guard let sender else { throw CredentialError.sessionNeeded }
        let (token, isConfirmed) = (form["preview"], form["confirm"] != nil)
        // Whoever is sent to the page finds what came of it there.
        enum Course { case done, other, unconfirmed }
        let course: Course = try await inTurn {
            var course = Course.done
            guard let known = kept.find(list.rawValue, of: sender, at: now) else { return .done }
            if known.token != token { return .other }
            _ = try await kept.using(list.rawValue, of: sender, at: now) { file, kept in
                guard case .shown(let report, _) = kept.state else { return kept }
                if !report.doubts.isEmpty, !isConfirmed {
                    course = .unconfirmed
                    return kept
                }
                return try await carryOut(kept, report, of: file, list)
            }
            return course
        }
        switch course {
        case .done: return go(to: list.preview)
        case .other: return go(to: list.preview.with(.importOther))
        case .unconfirmed:
            return try await showPreview(
                of: list, errors: FormErrors("confirm", .importConfirmNeeded, words))
        }
    }

    private func carryOut(
        _ shown: KeptImports.Kept, _ report: ImportReport, of file: Spool, _ list: ImportedList
    ) async throws -> KeptImports.Kept {
        var query = ImportReading.query(shown.form, for: list, headings: shown.headings)
        query.append(("expect", report.digest ?? ""))
        if !report.doubts.isEmpty { query.append(("confirm", "true")) }
        do {
            let reply = try await perform(
                list.operation, path: list.path(shown.form), query: query, file: file, once: false)
            guard let done = reply.report else { throw Problem.notFound }
            var after = shown
            after.state = .done(done)
            return after
        } catch {
            guard let problem = Problem(error), ImportPreviewPage.tells(problem, words) else { throw error }
            return try await look(
                at: file, list, shown.form, until: shown.until, isAnew: true)
        }
    }

    /// - Parameter isAnew: whether somebody changed something since it was looked at.
    private func look(
        at file: Spool, _ list: ImportedList, _ form: Form, until: Instant, isAnew: Bool = false
    ) async throws -> KeptImports.Kept {
        let month = queriedMonth ?? form["month"].flatMap { try? Month(parsing: $0) }
        let columns = try await read { try list.columns($0, in: month ?? $0.today.month) }
        let headings = try await headings(of: list, in: file, form, columns)
        var query = ImportReading.query(form, for: list, headings: headings)
        query += [("dryRun", "true"), ("confirm", "true")]
        func found(_ state: KeptImports.State) -> KeptImports.Kept {
            KeptImports.Kept(form: form, headings: headings, columns: columns, state: state, until: until)
        }
        do {
            let reply = try await perform(
                list.operation, path: list.path(form), query: query, file: file, once: false)
            guard let report = reply.report else { throw Problem.notFound }
            return found(.shown(report, isAnew: isAnew))
        } catch {
            guard let problem = Problem(error), ImportPreviewPage.tells(problem, words) else { throw error }
            return found(.refused(problem))
        }
    }

    /// Does something in the account's turn, which a form that is sent twice waits for.
    private func inTurn<Value: Sendable>(_ work: () async throws -> Value) async throws -> Value {
        for _ in 0..<Self.mostTries {
            do {
                return try await site.api.imports.withTurn(of: visitor.principal) { _ in try await work() }
            } catch let problem as Problem where problem.code == "importUnderWay" {
                try await Task.sleep(for: .milliseconds(100))
            }
        }
        return try await site.api.imports.withTurn(of: visitor.principal) { _ in try await work() }
    }

    /// A file takes a second.
    private static let mostTries = 100

    /// What is kept of the list, or that nothing is.
    func showPreview(of list: ImportedList, errors: FormErrors? = nil) async throws -> Response {
        let kept = sender.flatMap { self.kept.find(list.rawValue, of: $0, at: now) }
        let isFirstDay = try await read { try $0.isFirstDay() }
        let page = ImportPreviewPage(
            list, kept, from: query["from"].flatMap { Int($0) } ?? 0, notice: notice, isFirstDay: isFirstDay,
            errors: errors, words, time: time)
        return try show(page, status: errors?.status ?? .ok)
    }
}
