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
            Field("document", .text.orNull.means("The number of the committee's document.")) {
                JSON($0.appointment.document)
            },
        ]
    )
}

extension API {
    /// Who holds which office of a branch.
    static let appointmentOperations: [Operation] = [
        listAppointments, listMemberAppointments, appoint, endAppointment, importAppointments,
    ]

    static let listAppointments: Operation = .list(
        "listAppointments", "/branches/{branch}/appointments", .organisation, "The appointments in a branch",
        needing: [.readOrganisation], of: .appointment
    ) { call, transaction in
        let branch = try transaction.branch(call.id("branch")).branch
        return try transaction.appointments(of: branch.id, call.page())
    }

    static let listMemberAppointments: Operation = .get(
        "listMemberAppointments", "/members/{member}/appointments", .organisation,
        "The offices that a member holds and held, in whatever branch", needing: [.readOrganisation],
        returns: .list(Shape.appointment.schema)
    ) { call, transaction in
        let member = try transaction.member(call.id("member")).member
        return .json(JSON(try transaction.appointments(of: member.id), Shape.appointment.json))
    }

    static let appoint: Operation = .post(
        "appoint", "/branches/{branch}/appointments", .organisation,
        "Appoint a member to an office; somebody of another branch by the committee's document",
        needing: [.appointSecretaries, .appointOfficers], asking: NewAppointment.asked,
        returns: Shape.appointment.schema
    ) { _, new, transaction in
        let made = try transaction.appoint(
            new.member, to: new.office, in: new.branch, group: new.group, basis: new.basis, document: new.document,
            from: new.from, reason: new.reason)
        return .json(Shape.appointment.json(made))
    }

    static let endAppointment: Operation = .post(
        "endAppointment", "/appointments/{appointment}/end", .organisation, "End an appointment with a last day",
        needing: [.appointSecretaries, .appointOfficers],
        asking: AppointmentEnd.asked, makesNew: false,
        returns: Shape.appointment.schema
    ) { call, end, transaction in
        .json(
            Shape.appointment.json(
                try transaction.endAppointment(call.id("appointment"), on: end.on, reason: end.reason)))
    }

    static let importAppointments: Operation = .post(
        "importAppointments", "/imports/appointments", .organisation,
        "The office's list of appointments, from a spreadsheet: it appoints, and ends with a last day",
        needing: [.appointSecretaries, .appointOfficers], query: ImportReport.query, body: .spreadsheet,
        makesNew: false, returns: ImportReport.schema
    ) { call, transaction in
        try ImportReport.reply(importing: call, by: transaction) { file in
            try AppointmentSpreadsheet.importing(file, into: transaction)
        }
    }
}
