import Domain
import Storage

/// Several of a kind done in one step: whole, or not at all.
enum SeveralAtOnce {
    static let most = 200

    /// Does the same for each, and tells of every one for which it is refused, by its row.
    ///
    /// - Parameters:
    ///   - name: of the list in the body; errors speak of `name[2]`.
    ///   - called: what people know an item by.
    /// - Throws: ``FieldErrors``. What was done for the others is undone with the transaction.
    static func each<Item, Made>(
        _ name: String, _ items: [Item], called: (Item) throws -> String, _ work: (Item) throws -> Made
    ) throws -> [Made] {
        var errors = FieldErrors()
        var made: [Made] = []
        for (index, item) in items.enumerated() {
            func note(_ code: Rejection.Code, _ detail: Sentence) throws {
                errors.add("\(name)[\(index)]", code, "\(try called(item)): \(detail)")
            }
            do {
                made.append(try work(item))
            } catch let refusal as any StateRefusal {
                try note(.conflict, refusal.detail)
            } catch let refused as FieldErrors {
                // What is wrong with all of them alike is said once, of its own field.
                for error in refused.errors {
                    if error.field == name || error.field.isEmpty {
                        try note(error.code, error.detail)
                    } else if !errors.errors.contains(where: { $0.field == error.field }) {
                        errors.add(error.field, Rejection(error.code, error.detail))
                    }
                }
            }
        }
        try errors.check()
        return made
    }

    /// What a list names, each of it once.
    static func named<Named: Hashable>(
        _ name: String, _ raw: [String], _ find: (String, String) throws -> Named
    ) throws -> [Named] {
        var errors = FieldErrors()
        var found: [Named] = []
        for (index, raw) in raw.enumerated() {
            do {
                let one = try find(raw, "\(name)[\(index)]")
                if found.contains(one) { errors.add("\(name)[\(index)]", .duplicate, "named twice") }
                found.append(one)
            } catch let refused as FieldErrors {
                errors.add(refused)
            }
        }
        try errors.check()
        return found
    }
}

extension API {
    /// What is done with several at once.
    static let severalOperations: [Operation] = [transferMembers, endAppointments, retireAreas, assignAreas]

    private static let codes = Schema.list(.code, count: 1...SeveralAtOnce.most)

    static let transferMembers: Operation = .post(
        "transferMembers", "/transfers", .organisation,
        "Move several members to another branch or group from a day on: all of them, or none",
        needing: [.manageMembers],
        body: .json(
            .object(
                "SeveralTransfers",
                [
                    .required("members", codes.means("Their numbers.")), .required("branch", .code),
                    .optional("group", .text), .required("on", .date), .required("reason", .reason),
                ])
        ), makesNew: false, returns: .list(Shape.member.schema)
    ) { call, transaction in
        let branch = try transaction.requireBranch(call.text("branch"))
        let group = try call.optionalText("group").map { try transaction.requireGroup($0, in: branch) }
        let day = try call.value("on", LocalDate.init(parsing:))
        let reason = try call.reason("reason")
        let numbers = call.texts("members")
        let members = try SeveralAtOnce.named("members", numbers) { try transaction.requireMember($0, field: $1) }
        let moved = try SeveralAtOnce.each("members", Array(zip(members, numbers)), called: { $0.1 }) { member, _ in
            try transaction.transferMember(member, to: branch, group: group, on: day, reason: reason)
        }
        return .json(JSON(moved, Shape.member.json))
    }

    static let endAppointments: Operation = .post(
        "endAppointments", "/appointment-ends", .organisation,
        "End several appointments with a last day: all of them, or none",
        needing: [.appointSecretaries, .appointOfficers],
        body: .json(
            .object(
                "SeveralAppointmentEnds",
                [
                    .required("appointments", .list(.id, count: 1...SeveralAtOnce.most).means("Their ids.")),
                    .required("on", .date),
                    .optional("reason", .reason.means("Needed where it is recorded only after sheets were given.")),
                ])
        ), makesNew: false, returns: .list(Shape.appointment.schema)
    ) { call, transaction in
        let day = try call.value("on", LocalDate.init(parsing:))
        let reason = try call.optionalReason("reason")
        let ids = (call.body["appointments"]?.array ?? []).compactMap { $0.integer.map(String.init) }
        let standing = try SeveralAtOnce.named("appointments", ids) { raw, field in
            try transaction.requireAppointment(ID(Int64(raw) ?? 0), field: field)
        }
        let ended = try SeveralAtOnce.each("appointments", standing, called: { $0.member.name }) {
            try transaction.endAppointment($0.appointment.id, on: day, reason: reason)
        }
        return .json(JSON(ended, Shape.appointment.json))
    }

    static let retireAreas: Operation = .post(
        "retireAreas", "/retirements", .areas,
        "End several areas, and their holders' assignments, with a last day: all of them, or none",
        needing: [.manageAreas],
        body: .json(
            .object(
                "SeveralRetirements", [.required("areas", codes), .required("on", .date), .required("reason", .reason)])
        ), makesNew: false, returns: .list(Shape.area.schema)
    ) { call, transaction in
        let day = try call.value("on", LocalDate.init(parsing:))
        let reason = try call.reason("reason")
        let codes = call.texts("areas")
        let areas = try SeveralAtOnce.named("areas", codes) { try transaction.requireArea($0, field: $1) }
        let retired = try SeveralAtOnce.each("areas", Array(zip(areas, codes)), called: { $0.1 }) { area, _ in
            try transaction.retireArea(area, on: day, reason: reason)
        }
        return .json(JSON(retired, Shape.area.json))
    }

    static let assignAreas: Operation = .post(
        "assignAreas", "/handovers", .areas,
        "Give several areas to a member of their branch; the assignments that stand end the day before: all of them, or none",
        needing: [.manageAreas],
        body: .json(
            .object(
                "Handover",
                [
                    .required("areas", codes), .required("member", .code.means("The member's number.")),
                    .required("from", .date),
                    .optional(
                        "reason",
                        .reason.means(
                            "Needed where it changes a month that is over or has sheets; stands on the month.")),
                ])
        ), makesNew: false, returns: .list(Shape.area.schema)
    ) { call, transaction in
        let member = try transaction.requireMember(call.text("member"))
        let day = try call.value("from", LocalDate.init(parsing:))
        let reason = try call.optionalReason("reason")
        let codes = call.texts("areas")
        let areas = try SeveralAtOnce.named("areas", codes) { try transaction.requireArea($0, field: $1) }
        let given = try SeveralAtOnce.each("areas", Array(zip(areas, codes)), called: { $0.1 }) { area, _ in
            _ = try transaction.assign(area, to: member, from: day, reason: reason)
            return try transaction.area(area)
        }
        return .json(JSON(given, Shape.area.json))
    }
}
