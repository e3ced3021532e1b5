import Domain
import Storage

extension API {
    /// What the rules ask, and what is due of it.
    static let cadenceOperations: [Operation] = [
        listCadenceRules, listDue, listObligations, listExcuses, excuseBranch, listCommitteeExcuses, excuseCommittee,
        withdrawExcuse, listRuleSwitches, switchRule,
    ]

    private static let askedQuery: [Operation.Query] = [
        .optional("branch", .code), .optional("committee", .code.means("With those below it, and their branches.")),
    ]

    static let listCadenceRules: Operation = .get(
        "listCadenceRules", "/cadence/rules", .cadence,
        "The rules of what is done how often, each with its source and how well that is known",
        needing: [.readCadence], returns: .list(Shape.cadenceRule.schema)
    ) { _, transaction in
        try transaction.authority.require(.readCadence)
        return .json(JSON(try CadenceSeed.rules().all, Shape.cadenceRule.json))
    }

    static let listDue: Operation = .get(
        "listDue", "/due", .cadence,
        "What is due on a day: the periods that hold it, and those of the year before that are not done",
        needing: [.readCadence], query: [.optional("day", .date.means("Today if not given."))] + askedQuery,
        returns: .list(Shape.obligation.schema)
    ) { call, transaction in
        let day = try call.queryValue("day", LocalDate.init(parsing:)) ?? transaction.today
        return try asked(call, transaction) { try transaction.due(on: day, by: CadenceSeed.rules(), in: $0) }
    }

    static let listObligations: Operation = .get(
        "listObligations", "/obligations", .cadence,
        "What the rules ask in a year’s periods that have begun, and what is done of it as of a day",
        needing: [.readCadence],
        query: [.required("year", .integer(2000...2199)), .optional("day", .date.means("Today if not given."))]
            + askedQuery,
        returns: .list(Shape.obligation.schema)
    ) { call, transaction in
        let day = try call.queryValue("day", LocalDate.init(parsing:)) ?? transaction.today
        guard let months = Month.months(of: call.query["year"]?.asciiNumber ?? 0) else { return .json([]) }
        return try asked(call, transaction) {
            try transaction.obligations(of: months, by: CadenceSeed.rules(), in: $0, on: day)
        }
    }

    /// The rows of the branch or the committee that the query names, or of all that the reader sees.
    private static func asked(
        _ call: Call, _ transaction: Transaction, _ find: (AskedScope) throws -> [ObligationListing]
    ) throws -> Reply {
        let branch = try call.query["branch"].map { try transaction.requireBranch($0) }
        let committee = try call.query["committee"].map { try transaction.requireCommittee($0) }
        let scope: AskedScope =
            if let committee { .committee(committee) } else if let branch { .branch(branch) } else { .everything }
        let found = try find(scope).filter { branch == nil || $0.subject.branch == branch }
        return .json(JSON(found, Shape.obligation.json))
    }

    // MARK: Excuses

    static let listExcuses: Operation = .list(
        "listExcuses", "/branches/{branch}/excuses", .cadence,
        "From what a branch, its groups and its secretary are excused, those taken back included, the latest first",
        needing: [.readCadence], of: .cadenceExcuse
    ) { call, transaction in
        try transaction.cadenceExcuses(of: .branch(call.id("branch")), call.page())
    }

    static let excuseBranch: Operation = .post(
        "excuseBranch", "/branches/{branch}/excuses", .cadence,
        "Excuse a branch from what a rule asks in a period, or one of its groups, or its secretary",
        needing: [.excuseDuties],
        asking: Asking<AskedExcuse>("NewExcuse") { input in
            let (rule, period, reason) = (
                input.take(CadenceFields.rule), input.take(CadenceFields.period), input.take(CadenceFields.reason)
            )
            let (group, member) = (input.take(CadenceFields.group), input.take(CadenceFields.member))
            guard let rule, let period, let reason, let group, let member else { return nil }
            return AskedExcuse(rule: rule, period: period, group: group, member: member, reason: reason)
        }, returns: Shape.cadenceExcuse.schema
    ) { call, asked, transaction in
        .json(Shape.cadenceExcuse.json(try asked.excuse(.branch(call.id("branch")), by: transaction)))
    }

    static let listCommitteeExcuses: Operation = .list(
        "listCommitteeExcuses", "/committees/{committee}/excuses", .cadence,
        "From what a committee itself is excused, those taken back included, the latest first",
        needing: [.readCadence], of: .cadenceExcuse
    ) { call, transaction in
        try transaction.cadenceExcuses(of: .committee(call.id("committee")), call.page())
    }

    static let excuseCommittee: Operation = .post(
        "excuseCommittee", "/committees/{committee}/excuses", .cadence,
        "Excuse a committee from what a rule asks in a period", needing: [.excuseDuties],
        asking: Asking<AskedExcuse>("NewCommitteeExcuse") { input in
            let (rule, period, reason) = (
                input.take(CadenceFields.rule), input.take(CadenceFields.period), input.take(CadenceFields.reason)
            )
            guard let rule, let period, let reason else { return nil }
            return AskedExcuse(rule: rule, period: period, group: nil, member: nil, reason: reason)
        }, returns: Shape.cadenceExcuse.schema
    ) { call, asked, transaction in
        .json(Shape.cadenceExcuse.json(try asked.excuse(.committee(call.id("committee")), by: transaction)))
    }

    static let withdrawExcuse: Operation = .post(
        "withdrawExcuse", "/excuses/{excuse}/withdraw", .cadence,
        "Take an excuse back, with the reason; it stays visible as taken back", needing: [.excuseDuties],
        asking: Asking("ExcuseWithdrawal") { $0.take(CadenceFields.reason) }, makesNew: false,
        returns: Shape.cadenceExcuse.schema
    ) { call, reason, transaction in
        .json(Shape.cadenceExcuse.json(try transaction.withdrawExcuse(call.id("excuse"), because: reason)))
    }

    // MARK: Switches

    static let listRuleSwitches: Operation = .list(
        "listRuleSwitches", "/branches/{branch}/rule-switches", .cadence,
        "What is usual and a branch does without, or goes by again, the latest first", needing: [.readCadence],
        of: .ruleSwitch
    ) { call, transaction in
        try transaction.cadenceSwitches(of: call.id("branch"), call.page())
    }

    static let switchRule: Operation = .post(
        "switchRule", "/branches/{branch}/rule-switches", .cadence,
        "Have a branch do without what is only usual, or go by it again, from a period on that is not over",
        needing: [.switchRules],
        asking: Asking<AskedSwitch>("NewRuleSwitch") { input in
            let (rule, off) = (input.take(CadenceFields.rule), input.take(CadenceFields.off))
            let (period, reason) = (input.take(CadenceFields.firstPeriod), input.take(CadenceFields.reason))
            guard let rule, let off, let period, let reason else { return nil }
            return AskedSwitch(rule: rule, off: off, period: period, reason: reason)
        }, returns: Shape.ruleSwitch.schema
    ) { call, asked, transaction in
        let rule = try CadenceSeed.rules().rule(asked.rule.text)
        let listing = try transaction.switchRule(
            rule, off: asked.off, for: call.id("branch"), from: rule.period(asked.period), because: asked.reason)
        return .json(Shape.ruleSwitch.json(listing))
    }
}

/// From what somebody is to be excused.
struct AskedExcuse: Sendable {
    let rule: Code
    let period: Text
    let group: Text?
    let member: Code?
    let reason: Text

    fileprivate func excuse(_ scope: AskedScope, by transaction: Transaction) throws -> CadenceExcuseListing {
        let rule = try CadenceSeed.rules().rule(self.rule.text)
        return try transaction.excuse(
            ExcusedSubject(scope, group: group?.string, person: member), from: rule, in: rule.period(period),
            because: reason)
    }
}

struct AskedSwitch: Sendable {
    let rule: Code
    let off: Bool
    let period: Text
    let reason: Text
}

extension CadenceRule {
    fileprivate func period(_ name: Text) throws(FieldErrors) -> CadencePeriod {
        do {
            return try cadence.period(named: name.string)
        } catch {
            throw FieldErrors("period", error)
        }
    }
}
