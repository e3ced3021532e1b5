import Crypto
import Domain
import Storage

/// What an assembly decided (决议), to be printed, signed and filed.
struct ResolutionPage: WebPage {
    static let template = TemplateName.resolution

    let title: String
    let back: ConfirmPage.Back
    let paper: OfficialPaper
    let documentPath: String

    init(_ listing: MotionListing, _ words: Words) throws {
        paper = try OfficialPaper(listing, words)
        title = words.named(listing.branchName, words(.resolution))
        back = ConfirmPage.Back(LocalPath.one(.motions, listing.id), listing.motion.title.string)
        documentPath = LocalPath.one(.motions, listing.id, "resolution.docx").text
    }
}

extension OfficialPaper {
    /// - Throws: ``Motion/Refusal`` for what nothing was decided of.
    init(_ listing: MotionListing, _ words: Words) throws {
        guard let vote = listing.resolution, let count = vote.count else {
            throw Motion.Refusal.status(listing.status)
        }
        let (motion, entitled) = (listing.motion, vote.entitled.count)
        let names = motion.people.isEmpty ? [motion.title.string] : motion.people.map(\.name)
        let results = count.count.tallies.indices.map { place -> [String?] in
            let tally = count.count.tallies[place] + count.written
            let numbers = [tally.yes, tally.no, tally.abstained, tally.void].map(String.init)
            return [names[place]] + numbers + [words(vote.outcomes[place].word)]
        }
        let carried = zip(names, vote.outcomes).filter { $0.1 == .carried }.map(\.0)
        // Several that are voted on may be decided differently: who was carried stands with the wording.
        let decided: [Block] =
            carried.isEmpty
            ? [.text(words(.resolutionFailed))]
            : [.text(motion.wording.string)]
                + (motion.people.isEmpty ? [] : [.names(words.named(words(.voteCarried), ""), words.list(carried))])
        let written: [Block] =
            vote.rule.takesWrittenOpinions
            ? [.text(words.counted(.resolutionWritten, count.written.total))] : []
        self.init(
            title: words(.resolutionMark, ["branch": listing.branchName]),
            number: words(.resolutionNumber, ["number": listing.number.text]), issuer: listing.branchName,
            date: words.date(vote.heldOn),
            sections: [
                (
                    words(.motionTitle),
                    [.text(words.named(words(motion.kind.word), motion.title.string))]
                ),
                (
                    words(.resolutionVote),
                    [
                        .text(
                            words(
                                .resolutionCounts,
                                [
                                    "entitled": words.inFigures(entitled),
                                    "present": words.inFigures(count.present.count),
                                    "method": words(vote.method.word),
                                    "majority": words.inFigures(VoteRule.majority(entitled: entitled)),
                                ]))
                    ] + written + [
                        .table(
                            [
                                words(.motionPeople), words(.voteYes), words(.voteNo), words(.voteAbstained),
                                words(.voteInvalid), words(.voteResults),
                            ], results)
                    ]
                ),
                (words(.resolution), decided),
                (
                    words(.resolutionSigned),
                    [
                        .names(words.named(words(.scrutineer), ""), count.scrutineer.name),
                        .names(words.named(words(.tellers), ""), words.list(count.tellers.map(\.name))),
                    ]
                ),
            ], digestLabel: words(.paperDigest), digest: Self.digest(of: listing, vote, count), words)
    }

    /// SHA-256 over what was decided and by what numbers, in whatever language it is printed.
    private static func digest(of listing: MotionListing, _ vote: VoteListing, _ count: CountListing) -> String {
        let told: JSON = [
            "branch": .string(listing.branchCode.text), "number": .string(listing.number.text),
            "title": .string(listing.motion.title.string), "wording": .string(listing.motion.wording.string),
            "people": .array(listing.motion.people.map { .string($0.name) }), "heldOn": JSON(vote.heldOn),
            "roll": .array(vote.entitled.map { .string($0.number.text) }),
            "present": .array(count.present.map { .string($0.number.text) }),
            "tallies": .array(
                count.count.tallies.map { .array([$0.yes, $0.no, $0.abstained, $0.void].map { JSON($0) }) }),
            "written": .array([count.written.yes, count.written.no, count.written.abstained].map { JSON($0) }),
        ]
        return SHA256.hash(data: told.bytes()).hexadecimal
    }
}

extension Words {
    /// A count as a paper has it, in figures and in words: 16（十六）.
    fileprivate func inFigures(_ number: Int) -> String {
        language == .chinese ? noted(String(number), Self.chinese(number)) : String(number)
    }

    /// Below ten thousand, as it is read aloud.
    static func chinese(_ number: Int) -> String {
        guard number > 0 else { return "零" }
        let digits = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
        var said = ""
        var gap = false
        for (unit, name) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / unit % 10
            if digit == 0 {
                gap = !said.isEmpty
                continue
            }
            if gap { said += "零" }
            gap = false
            said += (digit == 1 && unit == 10 && said.isEmpty ? "" : digits[digit]) + name
        }
        return said
    }
}
