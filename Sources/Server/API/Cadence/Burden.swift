import Domain
import Storage

/// What was asked in a month of each role, by what, how many fields a person fills in for it, and how much the program makes of
/// it instead.
///
/// How many fields there are is nobody's to say: they are counted in the descriptions of the very operations that take them
/// (``Operation/fields``), so that a field more is a field more here.
struct Burden: Sendable {
    /// A kind of record that is asked for.
    enum Kind: String, CaseIterable, Hashable, Sendable {
        case ownSheet, groupSheet, branchSheet, publicSheet
        /// A branch's month: opened, closed, posted, made final.
        case month
        case adjustment, facts, finding, planItem
        /// A branch's meeting: arranged, opened, attendance, minutes, signed by two.
        case meeting
        case committeeMeeting
        /// The appraisal of a year's members: counted, proposed, decided, told.
        case appraisal

        /// What there is to do for one record of what a rule asks.
        init(_ rule: CadenceRule) {
            self = rule.counts == .appraisal ? .appraisal : rule.subject == .committee ? .committeeMeeting : .meeting
        }

        /// What a person carries out for one record, each as often as it stands here.
        var operations: [Operation] {
            switch self {
            case .ownSheet, .groupSheet, .branchSheet, .publicSheet: [API.submitSheet]
            case .month: [API.openCycle, API.closeCycle, API.postCycle, API.finaliseCycle]
            case .adjustment: [API.adjust]
            case .facts: [API.recordFacts]
            case .finding: [API.measureFinding, API.reportFinding]
            case .planItem: [API.reportPlanItem]
            case .meeting:
                [
                    API.scheduleBranchMeeting, API.openMeeting, API.takeAttendance, API.writeMinutes, API.signMinutes,
                    API.signMinutes,
                ]
            case .committeeMeeting:
                [
                    API.scheduleMeeting, API.openMeeting, API.takeAttendance, API.writeMinutes, API.signMinutes,
                    API.signMinutes,
                ]
            case .appraisal:
                [
                    API.draftAppraisal, API.enterAppraisalBallots, API.countAppraisal, API.proposeGrades,
                    API.decideAppraisal, API.tellGrades,
                ]
            }
        }

        /// Whose work it is, by the least of what it takes.
        var role: Role {
            switch self {
            case .ownSheet, .branchSheet: .member
            case .groupSheet: .groupLeader
            case .month: .secretary
            case .publicSheet, .adjustment, .facts, .finding, .planItem, .meeting, .appraisal: .branchOfficer
            case .committeeMeeting: .committeeOfficer
            }
        }
    }

    /// By what it is asked.
    enum Source: Hashable, Sendable {
        case scheme
        case rule(CadenceRule)
        case committee
    }

    struct Line: Sendable {
        let kind: Kind
        let source: Source
        /// How many of them are asked; of what nobody counts beforehand, how many there are.
        let records: Int
        /// How many of them there are.
        let done: Int
        /// Fields that a person fills in for one of them, on the average.
        let fields: Int
        /// Those that may be left out.
        let optional: Int
        /// Values that the program adds to one.
        let derived: Int

        var role: Role { kind.role }
        /// In all.
        var allFields: Int { records * fields }
    }

    /// Of a role, over all its lines.
    struct Sum: Sendable {
        let role: Role
        let records: Int
        let fields: Int
    }

    let records: BurdenRecords
    let lines: [Line]

    var sums: [Sum] {
        Role.allCases.compactMap { role in
            let own = lines.filter { $0.role == role }
            if own.isEmpty { return nil }
            return Sum(
                role: role, records: own.reduce(0) { $0 + $1.records }, fields: own.reduce(0) { $0 + $1.allFields })
        }
    }

    init(_ records: BurdenRecords) {
        self.records = records
        func line(_ kind: Kind, by source: Source, _ count: Int, done: Int? = nil, listed: Int = 0) -> [Line] {
            if count == 0 { return [] }
            let fields = kind.operations.map(\.fields)
            return [
                Line(
                    kind: kind, source: source, records: count, done: done ?? count,
                    fields: fields.reduce(0) { $0 + $1.required } + (listed + count / 2) / count,
                    optional: fields.reduce(0) { $0 + $1.optional },
                    derived: fields.reduce(0) { $0 + $1.derived })
            ]
        }
        func sheets(_ kind: Kind, _ tier: Tier) -> [Line] {
            let found = records.sheets[tier] ?? BurdenRecords.Sheets()
            return line(kind, by: .scheme, found.sheets, listed: found.points)
        }
        lines =
            sheets(.ownSheet, .own) + sheets(.groupSheet, .group) + sheets(.branchSheet, .branch)
            + sheets(.publicSheet, .public) + line(.month, by: .scheme, records.cycles)
            + line(.adjustment, by: .scheme, records.adjustments) + line(.facts, by: .scheme, records.facts)
            + records.asked.flatMap { asked in
                line(Kind(asked.rule), by: .rule(asked.rule), asked.records, done: asked.done)
            } + line(.finding, by: .committee, records.findings)
            + line(.planItem, by: .committee, records.planItems, done: records.planItemsReported)
    }
}

extension Operation {
    /// How many values a person gives it, and how many it gives back that nobody gave.
    struct Fields: Hashable, Sendable {
        /// That have to be given. What has an entry for each of something that is data, such as points by criterion, is none
        /// here: its entries are.
        var required = 0
        var optional = 0
        /// In its reply, under names that its body does not have.
        var derived = 0
    }

    var fields: Fields {
        var fields = Fields()
        var given: Set<String> = []
        if case .json(let schema) = body {
            fields.required = schema.leaves(isRequired: true, under: &given)
            var all: Set<String> = []
            fields.optional = schema.leaves(isRequired: nil, under: &all) - fields.required
            given = all
        }
        if case .json(let schema) = success { fields.derived = schema.names.subtracting(given).count }
        return fields
    }
}

extension Schema {
    /// Of an object, the members that hold one value each, those of its members and of the elements of its lists included, once.
    ///
    /// - Parameter isRequired: only those that have to be given, within what has to be given; nil for all.
    fileprivate func leaves(isRequired: Bool?, under names: inout Set<String>) -> Int {
        switch form {
        case .object(_, let properties), .document(let properties):
            var count = 0
            for property in properties where isRequired == nil || property.isRequired {
                names.insert(property.name)
                count += property.schema.leaves(isRequired: isRequired, under: &names)
            }
            return count
        case .array(let element, _): return element.leaves(isRequired: isRequired, under: &names)
        case .map: return 0
        case .text, .name, .lines, .anyText, .code, .email, .date, .month, .timeOfDay, .instant, .choice, .integer,
            .points, .boolean:
            return 1
        }
    }

    /// The names of all members.
    var names: Set<String> {
        switch form {
        case .object(_, let properties), .document(let properties):
            properties.reduce(into: []) { names, property in
                names.insert(property.name)
                names.formUnion(property.schema.names)
            }
        case .array(let element, _): element.names
        case .map(let value): value.names
        case .text, .name, .lines, .anyText, .code, .email, .date, .month, .timeOfDay, .instant, .choice, .integer,
            .points, .boolean:
            []
        }
    }
}
