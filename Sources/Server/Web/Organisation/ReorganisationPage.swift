import Domain
import Storage

/// What is to become of a branch: asked for, then shown as it would be, then carried out by one button.
struct ReorganisationPage: WebPage {
    static let template = TemplateName.reorganisation

    /// A part of the form that was looked at, for the button that carries it out.
    struct Kept: Sendable {
        let name: String
        let value: String
    }

    struct CarryingOut: Sendable {
        let action: String
        let key: String
        let kept: [Kept]
        let button: String
    }

    struct Moved: Sendable {
        let name: String
        let number: String
        let from: String
        let to: String
        let group: String
    }

    struct MovedArea: Sendable {
        let name: String
        let holder: String
        let from: String
        let to: String
    }

    struct EndedOffice: Sendable {
        let office: String
        let holder: String
        let branch: String
    }

    /// What would move and end, and what stands in the way.
    struct Preview: Sendable {
        /// Said where it is not any more what was shown before.
        let outdated: String?
        let hasObstacles: Bool
        let obstacles: [String]
        let hasRemarks: Bool
        let remarks: [String]
        let facts: [Fact]
        let hasMoved: Bool
        let membersTitle: String
        let moved: [Moved]
        let hasMovedAreas: Bool
        let areasTitle: String
        let movedAreas: [MovedArea]
        let hasEndedOffices: Bool
        let officesTitle: String
        let endedOffices: [EndedOffice]
        /// nil where something stands in the way.
        let carryingOut: CarryingOut?
    }

    let title: String
    let heading: String
    let back: ConfirmPage.Back
    let intro: String
    let preview: Preview?
    let form: PageForm

    init(
        _ heading: String, isWrong: Bool = false, back: ConfirmPage.Back, preview: Preview? = nil, form: PageForm,
        _ words: Words
    ) {
        self.heading = heading
        title = isWrong ? "\(words(.errorPrefix)) – \(heading)" : heading
        (self.back, self.preview, self.form) = (back, preview, form)
        intro = words(.reorganiseIntro)
    }
}

extension ReorganisationPage.Preview {
    /// - Parameters:
    ///   - json: the operation's reply.
    ///   - said: its obstacles, and then its remarks.
    init(
        _ json: JSON, _ said: [Sentence], outdated: String?, carryingOut: ReorganisationPage.CarryingOut?,
        _ words: Words
    ) {
        self.outdated = outdated
        func list(_ name: String) -> [JSON] { json[name]?.array ?? [] }
        func text(_ json: JSON, _ name: String) -> String { json[name]?.string ?? "–" }
        func person(_ json: JSON?) -> String { "\(json?["name"]?.string ?? "") \(json?["number"]?.string ?? "")" }
        let blocking = list("obstacles").count
        obstacles = said.prefix(blocking).map { words($0) }
        hasObstacles = blocking > 0
        remarks = said.dropFirst(blocking).map { words($0) }
        hasRemarks = !remarks.isEmpty
        moved = list("members").map { move in
            ReorganisationPage.Moved(
                name: text(move["member"] ?? .null, "name"), number: text(move["member"] ?? .null, "number"),
                from: text(move, "from"), to: text(move, "to"), group: text(move, "group"))
        }
        hasMoved = !moved.isEmpty
        membersTitle = words.noted(words(.members), String(moved.count))
        movedAreas = list("areas").map { move in
            ReorganisationPage.MovedArea(
                name: "\(text(move, "area")) \(text(move, "name"))",
                holder: (move["holders"]?.array ?? []).map { person($0) }.joined(separator: ", ").nonEmpty
                    ?? words(.nobody),
                from: text(move, "from"), to: move["to"]?.string ?? words(.areaRetires))
        }
        hasMovedAreas = !movedAreas.isEmpty
        areasTitle = words.noted(words(.areasTitle), String(movedAreas.count))
        endedOffices = list("offices").map { end in
            let office = end["office"]?.string.flatMap(Appointment.Office.init(rawValue:)).map { words($0.word) } ?? ""
            return ReorganisationPage.EndedOffice(
                office: end["group"]?.string.map { "\($0) \(office)" } ?? office, holder: person(end["member"]),
                branch: text(end, "branch"))
        }
        hasEndedOffices = !endedOffices.isEmpty
        officesTitle = words.noted(words(.officesEnding), String(endedOffices.count))
        facts = Self.facts(json, words)
        self.carryingOut = carryingOut
    }

    private static func facts(_ json: JSON, _ words: Words) -> [Fact] {
        func codes(_ name: String) -> [String] { (json[name]?.array ?? []).compactMap(\.string) }
        var facts: [Fact] = []
        if let day = json["from"]?.string.flatMap({ try? LocalDate(parsing: $0) }) {
            facts.append(Fact(words(.changeFrom), words.date(day)))
        }
        if let renaming = json["renaming"], !renaming.isNull {
            facts.append(Fact(words(.formerName), renaming["from"]?.string ?? ""))
            facts.append(Fact(words(.newName), renaming["to"]?.string ?? ""))
        }
        if !codes("ended").isEmpty { facts.append(Fact(words(.endedBranches), words.list(codes("ended")))) }
        if let founded = json["founded"]?.string { facts.append(Fact(words(.foundedBranch), founded)) }
        let groups = (json["groups"]?.array ?? []).map { group in
            words(group["isNew"] == true ? .groupMade : .groupJoined, ["group": group["name"]?.string ?? ""])
        }
        if !groups.isEmpty { facts.append(Fact(words(.groups), words.list(groups))) }
        return facts
    }
}
