import Domain
import Storage

extension Shape<AppointmentListing> {
    static let appointment = Shape(
        "Appointment",
        [
            Field("id", .id) { JSON($0.appointment.id) },
            Field("branch", .code) { .string($0.branch.text) },
            .nested("member", .person) { $0.member },
            Field("office", .choice(Appointment.Office.self)) { .string($0.appointment.office.rawValue) },
            Field("basis", .choice(Branch.SecretaryPost.self).orNull.means("Of a secretary.")) {
                JSON($0.appointment.basis?.rawValue)
            },
            Field("group", .text.orNull.means("The group that is led.")) { JSON($0.group) },
            Field("from", .date.orNull) { JSON($0.appointment.span.from) },
            Field("until", .date.orNull) { JSON($0.appointment.span.until) },
        ]
    )
}

extension API {
    /// Who holds which office of a branch.
    static let appointmentOperations: [Operation] = [listAppointments, appoint, endAppointment]

    static let listAppointments: Operation = .list(
        "listAppointments", "/branches/{branch}/appointments", .organisation, "The appointments in a branch",
        needing: [.readOrganisation], of: .appointment
    ) { call, transaction in
        let branch = try transaction.branch(call.id("branch")).branch
        return try transaction.appointments(of: branch.id, call.page())
    }

    static let appoint: Operation = .post(
        "appoint", "/branches/{branch}/appointments", .organisation, "Appoint a member to an office",
        needing: [.appointSecretaries, .appointOfficers],
        body: .json(
            .object(
                "NewAppointment",
                [
                    .required("member", .code.means("The member's number.")),
                    .required("office", .choice(Appointment.Office.self)),
                    .optional("basis", .choice(Branch.SecretaryPost.self).means("Of a secretary.")),
                    .optional("group", .text.means("The group to be led.")),
                    .required("from", .date),
                ]
            )
        ),
        returns: Shape.appointment.schema
    ) { call, transaction in
        let branch = try transaction.branch(call.id("branch")).branch.id
        let made = try transaction.appoint(
            transaction.requireMember(call.text("member")), to: call.choice("office"), in: branch,
            group: call.optionalText("group").map { try transaction.requireGroup($0, in: branch) },
            basis: call.optionalChoice("basis"), from: call.value("from", LocalDate.init(parsing:))
        )
        return .json(Shape.appointment.json(made))
    }

    static let endAppointment: Operation = .post(
        "endAppointment", "/appointments/{appointment}/end", .organisation, "End an appointment with a last day",
        needing: [.appointSecretaries, .appointOfficers],
        body: .json(.object("AppointmentEnd", [.required("on", .date)])), makesNew: false,
        returns: Shape.appointment.schema
    ) { call, transaction in
        let ended = try transaction.endAppointment(
            call.id("appointment"), on: call.value("on", LocalDate.init(parsing:))
        )
        return .json(Shape.appointment.json(ended))
    }
}
