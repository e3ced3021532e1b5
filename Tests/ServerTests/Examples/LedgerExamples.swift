import Domain
import Foundation
import Testing

@testable import Server
@testable import Storage

extension Example {
    /// Of every ledger the same operations, as its form says them.
    static let ledgers =
        LedgerDesk.all.flatMap { desk in
            [
                Example(
                    desk.list,
                    plan: ListPlan(
                        filters: ["branch": "A", "year": "2026", "state": desk.ledger.form.begins.rawValue])),
                Example(desk.show, "A \(desk.ledger)"),
                Example(desk.enter, body: LedgerSample.entry(of: desk.ledger, in: "A")),
                Example(
                    desk.revise, "A \(desk.ledger)",
                    body: LedgerSample.entry(of: desk.ledger, in: nil, more: [("reason", "写错了")]), version: 1),
                Example(desk.withdraw, "A \(desk.ledger)", body: ["reason": "登记重复"]),
                Example(desk.importing, spreadsheet: LedgerSample.table(of: desk.ledger, in: "A")),
            ]
                + desk.steps.map { step, operation in
                    Example(
                        operation, body: LedgerSample.body(of: step, desk.ledger, in: "A"),
                        prepareForSender: { bureau, account in
                            Prepared(id: try await LedgerSample.entry(of: desk, ready: step, in: bureau, for: account))
                        })
                }
        } + [
            Example(API.listChecklists, "QA"),
            Example(
                API.publishChecklist, "QA",
                body: ["title": "责任区检查清单", "items": "每项扣分有无理由\n责任区公示栏是否按月更换"]),
            Example(API.showTrainingYear, "A", query: "year=2026", plan: ListPlan(filters: ["year": "2026"])),
            Example(
                API.showSecretaryYears, "A", query: "year=2026",
                plan: ListPlan(sortsWithin: "one branch", filters: ["year": "2026"])),
        ]
}

/// Entries and steps that every ledger takes, made up from its form.
enum LedgerSample {
    private static let day = "2026-11-02"

    /// Of entries, and of steps that need not wait: where one has to, so long before that it can be taken.
    private static func day(of form: LedgerForm) -> String {
        form.steps.contains { $0.months > 0 } ? "2026-07-06" : day
    }

    static func body(of step: LedgerStep, _ ledger: Ledger, in branch: String) -> JSON {
        body(step.parts, in: branch, on: step.months > 0 ? day : day(of: ledger.form))
    }

    /// - Parameter more: members beside the parts.
    private static func body(
        _ parts: [LedgerPart], in branch: String, on day: String, more: [(String, JSON)] = []
    ) -> JSON {
        var body = JSON.Object()
        for part in parts { body[part.key.rawValue] = value(of: part, in: branch, on: day) }
        for (name, value) in more { body[name] = value }
        return .object(body)
    }

    /// - Parameter branch: nil for one that stands.
    static func entry(of ledger: Ledger, in branch: String?, more: [(String, JSON)] = []) -> JSON {
        body(
            ledger.form.parts, in: branch ?? "A", on: day(of: ledger.form),
            more: (branch.map { [("branch", .string($0))] } ?? []) + more)
    }

    /// As an office has it: the headings of its own tables.
    static func table(of ledger: Ledger, in branch: String) -> String {
        let parts = ledger.form.parts
        let headings = ["支部编号"] + parts.map { $0.key.headings.chinese }
        let cells = [branch] + parts.map { cell(of: $0, in: branch) }
        return "\(headings.joined(separator: ","))\n\(cells.joined(separator: ","))\n"
    }

    /// The id of an entry on which a step can be taken: of A, or for a guest of A one of B. Nobody who takes it has entered it
    /// or taken the step before.
    static func entry(
        of desk: LedgerDesk, ready step: LedgerStep, in bureau: WideBureau, for account: TestAccount?
    ) async throws -> Int {
        let branch = step.hand == .guest ? "B" : "A"
        func by(_ hand: LedgerStep.Hand) throws -> Principal {
            let several: [WideBureau.Visitor] =
                hand == .office
                ? (branch == "A" ? [.committee, .office] : [.otherCommittee, .office])
                : branch == "A" ? [.officer, .secretary] : [.otherSecretary]
            let other = several.compactMap { bureau.accounts[$0] }.first { $0.id != account?.id }
            return other?.principal ?? bureau.principal(.operator)
        }
        let form = desk.ledger.form
        let entered = try await bureau.server.send(
            "POST", desk.path,
            entry(of: desk.ledger, in: branch, more: [(form.title.rawValue, .string(UUID().uuidString))]),
            by: by(form.keeper))
        try #require(entered.status == 201, "\(desk.ledger): \(entered.text)")
        for (index, before) in path(from: form.begins, to: step, in: form).enumerated() {
            let name = before.kind.rawValue
            // A guest's is of A; a second review is somebody else's.
            let (place, taker): (String, Principal) =
                before.hand == .guest ? ("A", bureau.principal(.officer)) : (branch, try by(before.hand))
            var said = try #require(body(of: before, desk.ledger, in: place).object)
            if said["reviewer"] != nil { said["reviewer"] = index.isMultiple(of: 2) ? "301" : "302" }
            let taken = try await bureau.server.send(
                "POST", "\(desk.path)/\(entered.id)/\(name)", .object(said), by: taker)
            try #require(taken.status == 200, "\(desk.ledger) \(name): \(taken.text)")
        }
        return entered.id
    }

    /// The steps that come before one.
    static func path(from state: LedgerState, to step: LedgerStep, in form: LedgerForm) -> [LedgerStep] {
        let first =
            step.after.flatMap { after in form.step(after.kind).map { Array(repeating: $0, count: after.times) } } ?? []
        if step.from.contains(state) { return first }
        for next in form.steps {
            guard next.from.contains(state), let to = next.to, to != state, next.kind != step.kind else { continue }
            let needed = next.after.flatMap { after in
                form.step(after.kind).map { Array(repeating: $0, count: after.times) }
            }
            let rest = path(from: to, to: step, in: form)
            if next.to.map(step.from.contains) == true || !rest.isEmpty { return (needed ?? []) + [next] + rest }
        }
        return []
    }

    private static func value(of part: LedgerPart, in branch: String, on day: String = day) -> JSON {
        switch part.kind {
        case .line, .lines: "内容"
        case .day: .string(isAhead(part.key) ? "2026-12-31" : day)
        case .number(let range): JSON(range.lowerBound)
        case .flag: true
        case .choice(let choices): .string(choices[0].rawValue)
        case .members(let circle, let most): people(circle, most, branch)
        case .area: .string("\(branch)-1")
        case .ownBranch: .string(branch)
        // Of the committee above all.
        case .focus: "2026-1"
        }
    }

    private static func people(_ circle: LedgerPart.Circle, _ most: Int, _ branch: String) -> JSON {
        let number: JSON = circle == .fromElsewhere ? "301" : branch == "A" ? "104" : "204"
        return most == 1 ? number : [number]
    }

    private static func cell(of part: LedgerPart, in branch: String) -> String {
        switch part.kind {
        case .flag: "是"
        case .choice(let choices): "\(choices[0].rawValue)"
        default:
            value(of: part, in: branch).string ?? value(of: part, in: branch).array?.first?.string
                ?? value(of: part, in: branch).text
        }
    }

    private static func isAhead(_ key: LedgerKey) -> Bool { key == .due || key == .lookAgainBy }
}
