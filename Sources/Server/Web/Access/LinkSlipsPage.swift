import Domain
import Storage

/// The links of a branch's members, to be printed, cut and handed out: in this very answer alone.
struct LinkSlipsPage: WebPage {
    static let template = TemplateName.linkSlips

    struct Slip: Sendable {
        let name: String
        let signInName: String
        let address: String
        let qrCode: QRPicture?
    }

    struct Skipped: Sendable {
        let name: String
        let cause: String
    }

    let title: String
    let intro: String
    let until: String
    let hasSlips: Bool
    let slips: [Slip]
    /// Whether the addresses lead nowhere but on this machine.
    let isLocal: Bool
    let hasSkipped: Bool
    let skipped: [Skipped]
    let back: ConfirmPage.Back

    /// - Parameters:
    ///   - made: the reply of `letMembersIn`.
    ///   - origin: of this server, as the reader's browser reaches it.
    init(_ made: JSON, of branch: String, origin: String, isLocal: Bool, back: ConfirmPage.Back, _ words: Words) {
        func person(_ json: JSON) -> String {
            "\(json["member"]?["name"]?.string ?? "") \(json["member"]?["number"]?.string ?? "")"
        }
        slips = (made["made"]?.array ?? []).map { json in
            let address = origin + (json["link"]?["path"]?.string ?? "")
            return Slip(
                name: person(json), signInName: json["name"]?.string ?? "", address: address,
                qrCode: QRPicture(address))
        }
        skipped = (made["skipped"]?.array ?? []).map { json in
            let cause = json["cause"]?.string.flatMap(BranchAccounts.Skipped.Cause.init(rawValue:))
            return Skipped(name: person(json), cause: cause.map { words($0.word) } ?? "")
        }
        title = words(.linkSlipsTitle, ["branch": branch])
        intro = slips.isEmpty ? words(.linkSlipsNone) : words.counted(.linkSlipsIntro, slips.count)
        until = words(.linkMadeUntil)
        (hasSlips, hasSkipped) = (!slips.isEmpty, !skipped.isEmpty)
        self.isLocal = isLocal && hasSlips
        self.back = back
    }
}

extension BranchAccounts.Skipped.Cause: Worded {
    var word: Word {
        switch self {
        case .isIn: .skippedIsIn
        case .closed: .accountClosed
        case .nameTaken: .skippedNameTaken
        }
    }
}

extension Site {
    static let branchAccountForms: [FormRoute] = [
        FormRoute("/branches/{branch}/accounts", API.letMembersIn, .letMembersIn) { visit in
            let id: ID<Branch> = try visit.id("branch")
            let branch = try await visit.read { transaction in
                let branch = try transaction.branch(id)
                guard try transaction.allows(.manageAccounts, in: id) else {
                    throw Authority.Denial.notPermitted(.manageAccounts)
                }
                return branch
            }
            return FormRoute.Asked(
                back: ConfirmPage.Back(.branch(id), branch.branch.name), intro: visit.words(.letMembersInIntro))
        } answer: { visit, made in
            let id: ID<Branch> = try visit.id("branch")
            let name = try await visit.read { try $0.branch(id).branch.name }
            return try visit.show(
                LinkSlipsPage(
                    made, of: name, origin: visit.address, isLocal: visit.isOfThisMachineAlone,
                    back: ConfirmPage.Back(.branch(id), name), visit.words))
        }
    ]
}
