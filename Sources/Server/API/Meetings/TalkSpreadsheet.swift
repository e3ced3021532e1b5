import Domain
import Storage

/// A branch's list of talks (谈心谈话登记表): 谈话日期, 谈话地点, 谈话人, 谈话对象, 谈话事由, 谈话内容类别; where there is any, the next step. What
/// was said has no column: it goes into no file and comes from none. What is on record stays; the same again changes nothing.
enum TalkSpreadsheet {
    private static let row = Asking<(branch: ID<Branch>, talk: Talk)>("TalkRow") { input in
        let branch = try input.take(TalkFields.listedBranch) { transaction, said in
            try transaction.branchOfTalks(said?.string)
        }
        let (day, place) = (input.take(TalkFields.day), input.take(TalkFields.place))
        let (who, with) = (input.take(TalkFields.who), input.take(TalkFields.with))
        let (occasion, topics) = (input.take(TalkFields.occasion), input.take(TalkFields.topics))
        let (nextStep, followUp) = (input.take(TalkFields.nextStep), input.take(TalkFields.followUp))
        let outcome = input.take(TalkFields.listedOutcome)
        guard let branch, let day, let place, let who, let with, let occasion, let topics, let nextStep, let followUp,
            let outcome
        else { return nil }
        return try input.look { transaction in
            let parties =
                try named(who, "who", of: branch, on: day, transaction)
                + named(with, "with", of: branch, on: day, transaction)
            guard Set(parties).count == parties.count else {
                throw FieldErrors("with", .duplicate, "each of them once")
            }
            return (
                branch,
                try Talk(
                    day: day, place: place, parties: parties, occasion: occasion, topics: topics, nextStep: nextStep,
                    followUp: followUp, outcome: outcome, today: transaction.today)
            )
        }
    }

    static let columns = row.columns

    static func importing(_ file: ImportedFile, into transaction: Transaction) throws -> ImportReport {
        let found = Input.Found()
        return try ImportReport.importing(
            file, columns: columns, names: ["day", "who", "with"],
            identity: { row in ["branch", "day", "who", "with", "occasion"].map { row[$0] }.joined(separator: "\t") }
        ) { record in
            let (branch, talk) = try row(record, transaction, found)
            return ImportedRecord(try transaction.recordTalk(talk, of: branch, note: nil).1)
        }
    }

    /// Members by number, by number behind the name as a download has them, or by name where only one of the branch has it.
    private static func named(
        _ cell: Text, _ field: String, of branch: ID<Branch>, on day: LocalDate, _ transaction: Transaction
    ) throws -> [ID<Member>] {
        try cell.string.split(whereSeparator: { "、,，;；\n".contains($0) }).map(String.init).map { part in
            let said = part.trimmed
            if let last = said.split(whereSeparator: \.isWhitespace).last, let code = try? Code(String(last).halfWidth),
                let member = try transaction.talkParty(code, of: branch, on: day)
            {
                return member
            }
            guard let name = try? Text(name: said) else { throw FieldErrors(field, .missing) }
            return try transaction.requireMember(named: name, in: branch, field: field)
        }
    }

    /// As it stands in a file.
    static func told(_ people: some Sequence<PersonReference>, _ words: Words) -> String {
        words.list(people.map { "\($0.name) \($0.number.text)" })
    }
}
