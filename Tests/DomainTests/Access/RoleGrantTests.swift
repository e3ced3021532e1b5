import Domain
import Testing

/// What is in force of the roles that accounts gave one another.
///
/// Written `2<1 office@QA`: account 2 has it from account 1 (0 is the operator), in the order of the lines; `~` before the
/// granter is a renewal, later than all of them; `founding` behind the role says that it was the first of its kind; `!` behind an account closes it, `-` says that its member has left.
struct RoleGrantTests {
    private static let bureau = Place.bureau
    private static let (top, low) = (Place(committees: [ID(1)]), Place(committees: [ID(2), ID(1)]))

    private static func role(_ text: Substring) -> (Role, Scope, Place) {
        switch text {
        case "office": (.committeeOfficer, .bureau, bureau)
        case "office@JG": (.committeeOfficer, .committee(ID(1)), top)
        case "office@QA": (.committeeOfficer, .committee(ID(2)), low)
        case "auditor": (.auditor, .bureau, bureau)
        case "secretary": (.secretary, .branch(ID(10)), Place(committees: [ID(2), ID(1)], branch: ID(10)))
        default: (.administrator, .bureau, bureau)
        }
    }

    /// The grants in the order of `lines`, and their holders.
    private static func lapses(_ lines: [String]) -> [RoleGrant.Lapse?] {
        var grants: [RoleGrant] = []
        var holders: [ID<Account>: RoleGrant.Holder] = [:]
        for (index, line) in lines.enumerated() {
            let parts = line.split(separator: " ")
            let names = parts[0].split(separator: "<")
            let account = ID<Account>(Int64(names[0].prefix { $0.isNumber }) ?? 0)
            holders[account] = RoleGrant.Holder(
                isClosed: names[0].hasSuffix("!") || holders[account]?.isClosed == true,
                hasLeft: names[0].hasSuffix("-") || holders[account]?.hasLeft == true)
            let isRenewed = names[1].hasPrefix("~")
            let granter = Int64(names[1].drop { $0 == "~" }) ?? 0
            let (role, scope, place) = role(parts[1])
            grants.append(
                RoleGrant(
                    id: ID(Int64(index + 1)), account: account, role: role, scope: scope, place: place,
                    granter: granter == 0 ? .operator : granter == 999 ? .unknown : .account(ID(granter)),
                    granted: Instant(seconds: Int64(index)), renewed: isRenewed ? Instant(seconds: 1000) : nil,
                    isFounding: parts.last == "founding"))
        }
        let lapses = RoleGrant.lapses(among: grants, of: holders)
        return grants.map { lapses[$0.id] }
    }

    @Test(
        arguments: [
            // The operator's stand, and what hangs on them in turn.
            (["1<0 office@JG", "2<1 office@JG", "3<2 office@QA"], [nil, nil, nil]),
            // Nobody has it from somebody with less, or with another role.
            (["1<0 office@QA", "2<1 office@JG"], [nil, .granterWithoutRole]),
            (["1<0 admin", "2<1 office@JG"], [nil, .granterWithoutRole]),
            (["1<0 auditor", "2<1 auditor"], [nil, .granterWithoutRole]),
            // A closed account takes with it what it gave, and what was given by that.
            (["1!<0 office@JG", "2<1 office@JG", "3<2 office@QA"], [nil, .granterClosed, .granterWithoutRole]),
            // Likewise a member who left, and what nobody is known to have given.
            (["1-<0 office@JG", "2<1 office@QA"], [.holderLeft, .granterWithoutRole]),
            (["2<999 admin"], [.granterWithoutRole]),
            // What the first administrator founded hangs on nothing, and bears what hangs on it, as long as its holder stays.
            (["1!<0 admin", "2<1 office founding", "3<2 office@QA", "4<1 auditor founding"], [nil, nil, nil, nil]),
            (["1<0 admin", "2-<1 auditor founding", "2<1 office founding"], [nil, .holderLeft, .holderLeft]),
            // One that was ended is not here: what hung on it is without it, whatever its granter has from later on.
            (["2<1 office@QA", "1<0 office@JG"], [.granterWithoutRole, nil]),
            // Renewed by somebody who has it from elsewhere, it stands, and what it gave stands with it.
            (["1!<0 office@JG", "2<~4 office@JG", "3<2 office@QA", "4<0 office@JG"], [nil, nil, nil, nil]),
            (["1!<0 office@JG", "2<~0 office@JG"], [nil, nil]),
            // Around in a circle nothing stands.
            (["1<~2 office@JG", "2<1 office@JG"], [.granterWithoutRole, .granterWithoutRole]),
            (
                ["1<~3 admin", "2<1 admin", "3<2 admin"],
                [.granterWithoutRole, .granterWithoutRole, .granterWithoutRole]
            ),
            (["1<~1 admin"], [.granterWithoutRole]),
            // With a way in from outside, all of it does.
            (["1<~2 office@JG", "2<1 office@JG", "2<0 office@JG"], [nil, nil, nil]),
            (["2<0 office@JG", "1<~2 office@JG", "2<1 office@JG"], [nil, nil, nil]),
            // What comes with office is not given, by the operator neither.
            (["1<0 secretary"], [.roleOfOffice]),
        ] as [([String], [RoleGrant.Lapse?])])
    func `a grant is in force as far as whoever gave it could give it`(lines: [String], expected: [RoleGrant.Lapse?]) {
        #expect(Self.lapses(lines) == expected)
    }

    @Test func `a long chain holds as long as its first, in whatever order it is read`() {
        let chain = ["1<0 admin"] + (2...200).map { "\($0)<\($0 - 1) admin" }
        #expect(Self.lapses(chain).allSatisfy { $0 == nil })
        let cut = ["1!<0 admin"] + chain.dropFirst()
        #expect(Self.lapses(cut).count { $0 == nil } == 1)
    }
}
