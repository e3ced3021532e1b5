import Crypto
import Domain
import Storage

extension OfficialPaper {
    /// The fifteen papers of an election's file (选举工作条例; DOMAIN §14), each with what is on record of it by now.
    init(_ listing: ElectionListing, _ words: Words) {
        let election = listing.election
        let places = [
            "branch": listing.branchName, "title": election.title.string, "seats": String(election.seats),
            "termEnds": words.date(election.termEnds), "candidates": String(election.candidates),
        ]
        func text(_ word: Word) -> [Block] { [.text(words(word, places))] }
        func step(_ status: Election.Status) -> [Block] {
            guard let step = listing.step(status) else { return [.text(words(.electionPaperMissing))] }
            let said = [
                words(status.word), step.day.map { words.date($0) }, step.document?.string, step.said?.string,
            ].compactMap(\.self)
            return [.text(said.joined(separator: words.language == .chinese ? "，" : ", "))]
        }
        func perRound(_ blocks: (RoundListing) -> [Block]) -> [Block] {
            let all = listing.rounds.flatMap { round -> [Block] in
                [
                    .part(
                        words(
                            .voteHeading,
                            ["round": String(round.round), "date": words.date(round.ballot.heldOn)]))
                ] + blocks(round)
            }
            return all.isEmpty ? [.text(words(.electionPaperMissing))] : all
        }
        let nominated: [Block] =
            listing.candidates.isEmpty && listing.rounds.isEmpty
            ? [.text(words(.electionPaperMissing))]
            : step(.nominated)
                + [
                    .names(
                        words.named(words(.electionCandidates), ""),
                        words.list((listing.rounds.first?.candidates ?? listing.candidates).map(\.name)))
                ]
        let reminded = election.reminders.map { words.date($0) }
        let result: Block = .names(
            words.named(words(.electionElected), ""),
            words.list(listing.elected.map { "\($0.person.name) \($0.yes)" }).nonEmpty ?? "–")
        let contents: [(Word, [Block])] = [
            (
                .electionPaper1,
                [
                    .text(
                        words(
                            .electionPaper1Said,
                            ["days": words.list(reminded), "termEnds": words.date(election.termEnds)]))
                ]
            ),
            (.electionPaper2, text(.electionPaper2Said)), (.electionPaper3, step(.agreed)),
            (.electionPaper4, nominated), (.electionPaper5, text(.electionPaper5Said)),
            (.electionPaper6, [Self.ballot(listing, words), .text(words(.electionPaper6Said, places))]),
            (.electionPaper7, text(.electionPaper7Said)), (.electionPaper8, perRound { Self.present($0, words) }),
            (.electionPaper9, perRound { Self.ballots($0, words) }),
            (.electionPaper10, perRound { Self.counted($0, words) }),
            (.electionPaper11, perRound { Self.outcome($0, words) } + [result]),
            (.electionPaper12, text(.electionPaper12Said)), (.electionPaper13, step(.approved)),
            (.electionPaper14, text(.electionPaper14Said)), (.electionPaper15, text(.electionPaper15Said)),
        ]
        self.init(
            title: words.named(listing.branchName, election.title.string), number: nil, issuer: listing.committeeName,
            date: words.date(listing.askedOn), sections: contents.map { (words($0), $1) },
            digestLabel: words(.paperDigest), digest: Self.digest(of: listing), words)
    }

    /// Where something is written by hand.
    private static let room = "（　　）"

    /// 选票样张: ○, × or nothing, and room for others.
    private static func ballot(_ listing: ElectionListing, _ words: Words) -> Block {
        let people = listing.candidates.isEmpty ? listing.rounds.last?.candidates ?? [] : listing.candidates
        let blanks = Array(repeating: [Self.room] as [String?], count: listing.seatsLeft)
        return .table(
            [words(.memberName), words(.electionMark)],
            (people.map { [$0.name] as [String?] } + blanks).map { $0 + [Self.room] })
    }

    private static func present(_ round: RoundListing, _ words: Words) -> [Block] {
        let entitled = round.entitled.count - round.excluded.count
        let told = words(
            .electionPaper8Said,
            [
                "entitled": String(entitled), "excluded": String(round.excluded.count),
                "present": String(round.present.count),
            ])
        let left = round.excluded.map { Block.text(words.noted($0.person.name, $0.reason)) }
        return [.text(told)] + left
    }

    private static func ballots(_ round: RoundListing, _ words: Words) -> [Block] {
        guard let count = round.count else { return [.text(words(.voteUncounted))] }
        return [
            .text(
                words(
                    .ballotsCounted,
                    [
                        "issued": String(count.issued), "returned": String(count.returned),
                        "invalid": String(count.void),
                    ]))
        ]
    }

    private static func counted(_ round: RoundListing, _ words: Words) -> [Block] {
        guard let count = round.count, count.marks.count == round.candidates.count else {
            return [.text(words(.voteUncounted))]
        }
        let standing = round.candidates.indices.map { place -> [String?] in
            let marks = count.marks[place]
            return [round.candidates[place].name] + [marks.yes, marks.no, marks.blank].map(String.init)
        }
        let others = round.others.map {
            [words.noted($0.person.name, words(.electionOther)), String($0.yes), nil, nil]
        }
        return [
            .table(
                [words(.memberName), words(.voteYes), words(.voteNo), words(.voteAbstained)], standing + others),
            .names(words.named(words(.tellers), ""), words.list(round.tellers.map(\.name))),
            .names(words.named(words(.scrutineer), ""), round.scrutineer.name),
        ]
    }

    private static func outcome(_ round: RoundListing, _ words: Words) -> [Block] {
        guard let outcome = round.outcome else { return [.text(words(.voteUncounted))] }
        let elected = words.list(round.elected.map(\.person.name)).nonEmpty.map {
            words.named(words(.electionElected), $0)
        }
        let tied = words.list(round.tied.map(\.person.name)).nonEmpty.map { words.named(words(.ballotTiedOne), $0) }
        return [words(outcome.word), elected, tied].compactMap { $0.map { Block.text($0) } }
    }

    /// SHA-256 over the rounds and what came of them, in whatever language it is printed.
    private static func digest(of listing: ElectionListing) -> String {
        let rounds = listing.rounds.map { round -> JSON in
            [
                "heldOn": JSON(round.ballot.heldOn), "roll": .array(round.entitled.map { .string($0.number.text) }),
                "excluded": .array(round.excluded.map { .string($0.person.number.text) }),
                "present": .array(round.present.map { .string($0.number.text) }),
                "candidates": .array(round.candidates.map { .string($0.number.text) }),
                "marks": .array(
                    (round.count?.marks ?? []).map { .array([JSON($0.yes), JSON($0.no), JSON($0.blank)]) }),
                "elected": .array(round.elected.map { .string($0.person.number.text) }),
            ]
        }
        let told: JSON = [
            "branch": .string(listing.branchCode.text), "title": .string(listing.election.title.string),
            "seats": JSON(listing.election.seats), "status": .string(listing.status.rawValue),
            "rounds": .array(rounds),
        ]
        return SHA256.hash(data: told.bytes()).hexadecimal
    }
}
