extension Finding {
    /// What was done about a finding, one step after another. None is ever taken back.
    package enum Step: Hashable, Sendable {
        case measured(Measure)
        /// By the branch: what was done, and where it wants, what shows it.
        case reported(Text, evidence: Text?)
        /// 销号
        case closed(note: Text?)
        case returned(reason: Text)
        case extended(to: LocalDate, reason: Text)
        /// 回头看: it still stands as it was closed.
        case stands(on: LocalDate, note: Text?)
        /// 回头看: it is there again.
        ///
        /// - Parameter due: of one that had a day set.
        case relapsed(on: LocalDate, reason: Text, due: LocalDate?)
        case withdrawn(reason: Text)

        package enum Kind: String, CaseIterable, Hashable, Sendable {
            case measured, reported, closed, returned, extended, stands, relapsed, withdrawn

            /// In which states it can be taken.
            package var states: Set<Status> {
                switch self {
                case .measured: [.open, .measured, .returned]
                case .reported: [.measured, .returned]
                case .closed, .returned: [.reported]
                case .extended: [.open, .measured, .returned]
                case .stands, .relapsed: [.closed]
                case .withdrawn: [.open, .measured, .reported, .returned]
                }
            }

            /// Whether it is the branch's to take, and not the giver's.
            package var isOfBranch: Bool { self == .measured || self == .reported }
        }

        package var kind: Kind {
            switch self {
            case .measured: .measured
            case .reported: .reported
            case .closed: .closed
            case .returned: .returned
            case .extended: .extended
            case .stands: .stands
            case .relapsed: .relapsed
            case .withdrawn: .withdrawn
            }
        }
    }

    /// 整改措施
    package struct Measure: Hashable, Sendable {
        package let text: Text
        /// Who does it.
        package let who: Text
        package let due: LocalDate

        package init(text: Text, who: Text, due: LocalDate) {
            (self.text, self.who, self.due) = (text, who, due)
        }
    }

    /// How far a finding is.
    package struct Course: Hashable, Sendable {
        package let handling: Handling
        /// In months, of a standing one.
        package let interval: Int?
        package let givenOn: LocalDate
        /// As it was given, whatever was extended; nil for a standing one.
        package let firstDue: LocalDate?
        package private(set) var status: Status
        /// The last day on which it is in time; of a standing one, of its next review.
        package private(set) var due: LocalDate
        package private(set) var extensions: Int
        package private(set) var relapses: Int
        /// Since it was given, or relapsed.
        package private(set) var measures: Int
        /// Who reported last that it is done; nil from when it was given or relapsed until then.
        package private(set) var reporter: Person?
        package private(set) var reportedOn: LocalDate?
        package private(set) var closedOn: LocalDate?

        /// As it is given.
        package init(_ term: Term, givenOn: LocalDate, calendar: WorkCalendar) {
            let due = term.due(givenOn: givenOn, calendar: calendar)
            self.init(
                handling: term.handling, interval: term.interval, givenOn: givenOn,
                firstDue: term.handling == .standing ? nil : due, status: .open, due: due, extensions: 0, relapses: 0,
                measures: 0, reporter: nil, reportedOn: nil, closedOn: nil)
        }

        /// As it stands in its row.
        package init(
            handling: Handling, interval: Int?, givenOn: LocalDate, firstDue: LocalDate?, status: Status,
            due: LocalDate, extensions: Int, relapses: Int, measures: Int, reporter: Person?, reportedOn: LocalDate?,
            closedOn: LocalDate?
        ) {
            (self.handling, self.interval, self.givenOn, self.firstDue) = (handling, interval, givenOn, firstDue)
            (self.status, self.due, self.extensions, self.relapses) = (status, due, extensions, relapses)
            (self.measures, self.reporter) = (measures, reporter)
            (self.reportedOn, self.closedOn) = (reportedOn, closedOn)
        }

        /// The branch has not reported, and should have.
        package func isOverdue(on today: LocalDate) -> Bool { status.isWithBranch && today > due }

        /// It is due within so many days.
        package func isDueSoon(on today: LocalDate, within days: Int = Finding.soon) -> Bool {
            status.isWithBranch && today <= due && due <= today.adding(days: days)
        }

        /// It was closed after the day on which it was due. A fact, no score.
        package var wasClosedLate: Bool { handling != .standing && closedOn.map { $0 > due } ?? false }

        /// The day from which a standing one that is closed is to be looked at again; nil for all others.
        package var nextReview: LocalDate? { handling == .standing && status != .withdrawn ? due : nil }

        /// What comes of a step.
        ///
        /// - Throws: ``Refusal``; ``FieldErrors`` for a day that cannot be.
        package func taking(
            _ step: Step, by person: Person, on today: LocalDate, calendar: WorkCalendar
        ) throws -> Course {
            guard step.kind.states.contains(status) else { throw Refusal.notIn(status, step.kind) }
            var course = self
            switch step {
            case .measured(let measure):
                if measures >= Finding.mostMeasures { throw Refusal.tooManyMeasures }
                if measure.due < givenOn { throw FieldErrors("due", .range, "not before it was given, on \(givenOn)") }
                course.measures += 1
                if status == .open { course.status = .measured }
            case .reported:
                if measures == 0 { throw Refusal.noMeasure }
                course.status = .reported
                (course.reporter, course.reportedOn) = (person, today)
            case .closed:
                try requireAnother(than: person)
                course.status = .closed
                course.closedOn = today
                course.review(from: today)
            case .returned:
                try requireAnother(than: person)
                course.status = .returned
                course.review(from: today)
            case .extended(let day, _):
                if handling == .standing { throw Refusal.standing }
                if day <= due { throw FieldErrors("due", .range, "later than it is due now, on \(due)") }
                if day < today { throw FieldErrors("due", .range, "today or later") }
                course.due = day
                course.extensions += 1
            case .stands(let day, _):
                try requireRecheck(on: day, today)
                course.review(from: day)
            case .relapsed(let day, _, let due):
                try requireRecheck(on: day, today)
                course.due = try newDue(due, on: day, today, calendar)
                course.status = .open
                course.relapses += 1
                course.measures = 0
                (course.reporter, course.reportedOn, course.closedOn) = (nil, nil, nil)
            case .withdrawn: course.status = .withdrawn
            }
            return course
        }

        /// A standing one is reviewed again so many months later.
        private mutating func review(from day: LocalDate) {
            if let interval { due = Finding.review(after: day, months: interval) }
        }

        private func requireAnother(than person: Person) throws(Refusal) {
            guard let reporter, !reporter.isTheSame(as: person) else { throw .samePerson }
        }

        private func requireRecheck(on day: LocalDate, _ today: LocalDate) throws(FieldErrors) {
            guard let closedOn, day >= closedOn, day <= today else {
                throw FieldErrors("on", .range, "a day from when it was closed to today")
            }
        }

        private func newDue(
            _ given: LocalDate?, on day: LocalDate, _ today: LocalDate, _ calendar: WorkCalendar
        ) throws(FieldErrors) -> LocalDate {
            switch (handling, given) {
            case (.byDate, nil): throw FieldErrors("due", .required, "by when it is to be put right now")
            case (.byDate, let due?):
                if due < today { throw FieldErrors("due", .range, "today or later") }
                return due
            case (_, .some): throw FieldErrors("due", .conflict, "it follows by itself when this one is due")
            case (.immediate, nil): return calendar.day(after: today, workingDays: Finding.workingDays)
            case (.standing, nil): return Finding.review(after: day, months: interval ?? Finding.usualInterval)
            }
        }
    }

    package enum Refusal: StateRefusal {
        case notIn(Status, Step.Kind)
        case noMeasure
        case tooManyMeasures
        case samePerson
        case standing

        package var code: String {
            switch self {
            case .notIn: "findingStatus"
            case .noMeasure: "noMeasure"
            case .tooManyMeasures: "tooManyMeasures"
            case .samePerson: "samePerson"
            case .standing: "findingStanding"
            }
        }

        package var detail: Sentence {
            switch self {
            case .notIn(let status, let step):
                "the finding is \(status.said): it cannot be \(step.said) now"
            case .noMeasure: "write down at least one measure first: what is done, by whom, by when"
            case .tooManyMeasures: "there are \(Finding.mostMeasures) measures already: report what was done"
            case .samePerson: "who reported that it is done does not verify it: that is somebody else's to do"
            case .standing: "what is standing is reviewed at intervals: there is no day to extend"
            }
        }
    }
}

extension Finding.Status {
    /// In a sentence.
    fileprivate var said: Sentence {
        switch self {
        case .open: "without measures"
        case .measured: "in hand"
        case .reported: "waiting to be verified"
        case .returned: "returned to the branch"
        case .closed: "closed out"
        case .withdrawn: "withdrawn"
        }
    }
}

extension Finding.Step.Kind {
    /// In a sentence.
    fileprivate var said: Sentence {
        switch self {
        case .measured: "given a measure"
        case .reported: "reported"
        case .closed, .returned: "verified"
        case .extended: "given more time"
        case .stands, .relapsed: "looked at again"
        case .withdrawn: "taken back"
        }
    }
}
