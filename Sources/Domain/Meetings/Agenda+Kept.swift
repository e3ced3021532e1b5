// How an agenda and the office's edits of it are kept: as JSON, whose digest the audit holds.

extension Agenda {
    package var json: JSON {
        [
            "lines": JSON(lines, \.json), "times": JSON(times, \.json),
            "folded": JSON(Part.allCases.filter { folded[$0] != nil }) { part in
                ["part": .string(part.rawValue), "count": JSON(folded[part] ?? 0)]
            },
        ]
    }

    /// nil for what is none.
    package init?(_ json: JSON) {
        guard let lines = json["lines"]?.array, let times = json["times"]?.array, let folded = json["folded"]?.array
        else { return nil }
        let read = lines.compactMap(Line.init)
        guard read.count == lines.count else { return nil }
        var counts: [Part: Int] = [:]
        for entry in folded {
            guard let part = Part(entry["part"]), let count = entry["count"]?.integer else { return nil }
            counts[part] = Int(count)
        }
        self.init(lines: read, times: times.compactMap(Time.init), folded: counts)
    }
}

extension Agenda.Part {
    fileprivate init?(_ json: JSON?) {
        guard let raw = json?.string else { return nil }
        self.init(rawValue: raw)
    }
}

extension Agenda.Time {
    fileprivate var json: JSON { ["part": .string(part.rawValue), "minutes": JSON(minutes)] }

    fileprivate init?(_ json: JSON) {
        guard let part = Agenda.Part(json["part"]), let minutes = json["minutes"]?.integer else { return nil }
        self.init(part, minutes: Int(minutes))
    }
}

extension Agenda.Line {
    fileprivate var json: JSON {
        let line: JSON = [
            "part": .string(part.rawValue), "about": JSON(subject?.key), "branch": JSON(branch?.text),
            "title": .string(title), "state": JSON(state), "due": JSON(due), "overdue": .bool(isOverdue),
            "stage": JSON(stage?.rawValue), "figures": figures?.json ?? .null,
        ]
        guard !records.isEmpty || outcome != nil, var members = line.object else { return line }
        if !records.isEmpty { members["records"] = JSON(records, \.json) }
        if let outcome { members["outcome"] = .string(outcome) }
        return .object(members)
    }

    fileprivate init?(_ json: JSON) {
        guard let part = Agenda.Part(json["part"]), let title = json["title"]?.string else { return nil }
        if let records = json["records"]?.array {
            guard let line = Self.once(title, records.compactMap(Agenda.Line.init), in: part),
                line.records.count == records.count
            else { return nil }
            self = line
            return
        }
        self.init(
            part, json["about"]?.string.flatMap(Agenda.Subject.init(key:)),
            branch: json["branch"]?.string.flatMap { try? Code($0) }, title, state: json["state"]?.string,
            due: json["due"]?.string.flatMap { try? LocalDate(parsing: $0) }, isOverdue: json["overdue"]?.bool ?? false,
            stage: json["stage"]?.string.flatMap(FindingEscalation.Stage.init(rawValue:)),
            figures: json["figures"].flatMap(Agenda.Figures.init), outcome: json["outcome"]?.string)
    }
}

extension Agenda.Figures {
    fileprivate var json: JSON {
        [
            "month": JSON(month), "status": JSON(status?.rawValue), "areas": JSON(areas),
            "complete": complete.map { JSON($0) } ?? .null, "openFindings": JSON(openFindings),
            "overdueFindings": JSON(overdueFindings),
        ]
    }

    fileprivate init?(_ json: JSON) {
        guard let month = json["month"]?.string.flatMap({ try? Month(parsing: $0) }),
            let areas = json["areas"]?.integer,
            let open = json["openFindings"]?.integer, let overdue = json["overdueFindings"]?.integer
        else { return nil }
        self.init(
            month: month, status: json["status"]?.string.flatMap(Cycle.Status.init(rawValue:)), areas: Int(areas),
            complete: json["complete"]?.integer.map { Int($0) }, openFindings: Int(open), overdueFindings: Int(overdue))
    }
}

extension Agenda.Edits {
    package var json: JSON {
        [
            "notes": JSON(notes) { ["part": .string($0.part.rawValue), "title": .string($0.title.string)] },
            "leftOut": JSON(leftOut, \.json), "times": JSON(times, \.json),
        ]
    }

    /// nil for what is none.
    package init?(_ json: JSON) {
        guard let notes = json["notes"]?.array, let leftOut = json["leftOut"]?.array, let times = json["times"]?.array
        else { return nil }
        self.init(
            notes: notes.compactMap { note in
                guard let part = Agenda.Part(note["part"]), let title = note["title"]?.string.flatMap({ try? Text($0) })
                else { return nil }
                return Note(part, title)
            },
            leftOut: leftOut.compactMap(LeftOut.init), times: times.compactMap(Agenda.Time.init))
    }
}

extension Agenda.Edits.LeftOut {
    fileprivate var json: JSON {
        [
            "about": .string(subject.key), "title": JSON(title), "by": JSON(by),
            "at": at.map { JSON($0.seconds) } ?? .null,
        ]
    }

    /// A key alone is of before it was kept who left it out.
    fileprivate init?(_ json: JSON) {
        guard let subject = (json.string ?? json["about"]?.string).flatMap(Agenda.Subject.init(key:)) else {
            return nil
        }
        self.init(
            subject, title: json["title"]?.string, by: json["by"]?.string,
            at: json["at"]?.integer.map(Instant.init(seconds:)))
    }
}
