import Domain
import Testing

/// Who sees what, and who may do what where: the bureau's committee 1 with 2 and 3 below it; branches 10 and 11 of 2,
/// branch 20 of 3; groups 100 and 101 of branch 10.
@Suite struct AuthorityTests {
    /// Somewhere in this bureau.
    enum Spot: String, CaseIterable, Sendable {
        case bureau, top, district, otherDistrict, branch, sister, foreign, group, otherGroup

        var place: Place {
            switch self {
            case .bureau: .bureau
            case .top: Place(committees: [ID(1)])
            case .district: Place(committees: [ID(2), ID(1)])
            case .otherDistrict: Place(committees: [ID(3), ID(1)])
            case .branch: Place(committees: [ID(2), ID(1)], branch: ID(10))
            case .sister: Place(committees: [ID(2), ID(1)], branch: ID(11))
            case .foreign: Place(committees: [ID(3), ID(1)], branch: ID(20))
            case .group: Spot.branch.place.narrowed(to: ID(100))
            case .otherGroup: Spot.branch.place.narrowed(to: ID(101))
            }
        }

        var scope: Scope {
            switch self {
            case .bureau: .bureau
            case .top: .committee(ID(1))
            case .district: .committee(ID(2))
            case .otherDistrict: .committee(ID(3))
            case .branch: .branch(ID(10))
            case .sister: .branch(ID(11))
            case .foreign: .branch(ID(20))
            case .group: .group(ID(100), of: ID(10))
            case .otherGroup: .group(ID(101), of: ID(10))
            }
        }
    }

    private static func authority(_ role: Role, _ spot: Spot, member: ID<Member>? = nil) -> Authority {
        Authority(member: member, held: [Authority.Held(role, in: spot.scope, at: spot.place)])
    }

    private static func denial(_ act: () throws(Authority.Denial) -> Void) -> Authority.Denial? {
        do {
            try act()
        } catch {
            return error
        }
        return nil
    }

    @Test(arguments: [
        (Role.secretary, Spot.branch, [Spot.top, .district, .branch, .group, .otherGroup]),
        (.member, .branch, [.top, .district, .branch, .group, .otherGroup]),
        (.groupLeader, .group, [.top, .district, .branch, .group, .otherGroup]),
        (.committeeOfficer, .district, [.top, .district, .branch, .sister, .group, .otherGroup]),
        (.committeeOfficer, .otherDistrict, [.top, .otherDistrict, .foreign]),
        (.committeeOfficer, .top, Spot.allCases.filter { $0 != .bureau }),
        (.auditor, .branch, [.top, .district, .branch, .group, .otherGroup]),
        (.auditor, .bureau, Spot.allCases), (.administrator, .bureau, Spot.allCases),
    ])
    func `a role shows its scope, what lies in it, and the committees above it`(
        role: Role, spot: Spot, seen: [Spot]
    ) {
        #expect(Spot.allCases.filter { Self.authority(role, spot).sees($0.place) } == seen)
    }

    @Test(arguments: [
        (Role.secretary, Spot.branch, Action.readCommittees, [Spot.top, .district, .branch, .group, .otherGroup]),
        (.secretary, .branch, .readMeetings, [.top, .district, .branch, .group, .otherGroup]),
        (.secretary, .branch, .readResults, [.branch, .group, .otherGroup]),
        (.secretary, .branch, .manageSchemes, []),
        (.committeeOfficer, .district, .manageSchemes, [.district, .branch, .sister, .group, .otherGroup]),
        (.committeeOfficer, .district, .readCommittees, [.top, .district, .branch, .sister, .group, .otherGroup]),
        (.groupLeader, .group, .enterGroupScores, [.group]), (.groupLeader, .group, .holdMeetings, [.group]),
        (.branchOfficer, .branch, .holdMeetings, [.branch, .group, .otherGroup]),
        (.auditor, .district, .readAudit, [.district, .branch, .sister, .group, .otherGroup]),
    ])
    func `only what committees decide for those below them is read upwards`(
        role: Role, spot: Spot, action: Action, allowed: [Spot]
    ) {
        #expect(Spot.allCases.filter { Self.authority(role, spot).allows(action, in: $0.place) } == allowed)
    }

    @Test(arguments: [
        (Role.secretary, Spot.branch, Action.closeMonths, Spot.branch, Authority.Denial?.none),
        (.secretary, .branch, .closeMonths, .sister, .outOfScope),
        (.branchOfficer, .branch, .closeMonths, .branch, .notPermitted(.closeMonths)),
        (.secretary, .branch, .manageSchemes, .top, .notPermitted(.manageSchemes)),
        (.secretary, .branch, .readCommittees, .otherDistrict, .outOfScope),
        (.committeeOfficer, .otherDistrict, .readResults, .branch, .outOfScope),
        (.committeeOfficer, .district, .closeMonths, .branch, .notPermitted(.closeMonths)),
        (.administrator, .bureau, .readResults, .branch, .notPermitted(.readResults)),
        (.administrator, .bureau, .enterScores, .branch, .notPermitted(.enterScores)),
    ])
    func `what is out of scope is told apart from what is not permitted`(
        role: Role, spot: Spot, action: Action, at: Spot, expected: Authority.Denial?
    ) {
        #expect(
            Self.denial { () throws(Authority.Denial) in
                try Self.authority(role, spot).require(action, in: at.place)
            } == expected)
    }

    @Test func `nobody sees nothing, the operator everything`() {
        for spot in Spot.allCases {
            #expect(!Authority.none.sees(spot.place))
            #expect(Authority.unlimited.sees(spot.place))
            for action in Action.allCases {
                #expect(!Authority.none.allows(action, in: spot.place))
                #expect(Authority.unlimited.allows(action, in: spot.place))
            }
        }
    }

    @Test func `only the operator previews open months`() {
        for role in Role.allCases { #expect(!role.actions.contains(.previewOpenMonths), "\(role)") }
    }

    @Test func `an administrator enters no scores and reads no results`() {
        let assessment: Set<Action> = [
            .readMonths, .readProgress, .readResults, .enterOwnScores, .enterGroupScores, .enterScores, .adjust,
            .openMonths, .closeMonths, .publishMonths,
        ]
        #expect(Role.administrator.actions.isDisjoint(with: assessment))
    }

    @Test func `an auditor changes nothing`() {
        let reading: Set<Action> = [
            .readOrganisation, .readCommittees, .readMonths, .readProgress, .readResults, .readAllSheets,
            .compareAssessors, .readMeetings, .readBranchMeetings, .readFindings, .readCadence, .readPlans,
            .readAccounts, .readAudit, .verifyAudit, .compareMinutes, .readTalks, .readLedgers, .readOfficersLedgers,
            .readMotions, .readAppraisals,
        ]
        #expect(Role.auditor.actions == reading)
    }

    @Test func `an office brings its role`() {
        let roles = Appointment.Office.allCases.map { ($0, $0.role) }
        for (office, role) in roles {
            let expected: Role =
                switch office {
                case .secretary: .secretary
                case .groupLeader: .groupLeader
                default: .branchOfficer
                }
            #expect(role == expected, "\(office)")
        }
    }

    // MARK: - Sheets

    /// Whose sheet it is.
    enum Whose: Sendable { case own, anothers, label }

    @Test(arguments: [
        // The member: as themselves, in the self and the branch tier.
        (Role.member, Spot.branch, Tier.own, Whose.own, Spot.group, true),
        (.member, .branch, .branch, .own, .group, true), (.member, .branch, .group, .own, .group, false),
        (.member, .branch, .own, .anothers, .group, false), (.member, .branch, .branch, .anothers, .group, false),
        (.member, .branch, .public, .label, .group, false),
        // The leader: in the group tier as well, of the group's areas alone.
        (.groupLeader, .group, .group, .own, .group, true), (.groupLeader, .group, .group, .own, .otherGroup, false),
        (.groupLeader, .group, .group, .anothers, .group, false),
        (.groupLeader, .group, .public, .label, .group, false),
        // The officer: for anybody, also what the public wrote on paper.
        (.branchOfficer, .branch, .group, .anothers, .otherGroup, true),
        (.branchOfficer, .branch, .public, .label, .group, true),
        (.branchOfficer, .branch, .own, .anothers, .sister, false),
        // Those above and beside: none.
        (.committeeOfficer, .district, .branch, .own, .branch, false),
        (.auditor, .bureau, .branch, .own, .branch, false), (.administrator, .bureau, .public, .label, .branch, false),
    ])
    func `a sheet is entered by its assessor, or by an officer of the branch`(
        role: Role, spot: Spot, tier: Tier, whose: Whose, of area: Spot, isAllowed: Bool
    ) throws {
        let authority = Self.authority(role, spot, member: ID(7))
        let assessor: Sheet.Assessor =
            switch whose {
            case .own: .member(ID(7))
            case .anothers: .member(ID(8))
            case .label: .label(try Text("商户代表1", maximum: 60))
            }
        let denial = Self.denial { () throws(Authority.Denial) in
            try authority.requireEntry(in: tier, by: assessor, of: area.place)
        }
        #expect((denial == nil) == isAllowed)
    }

    @Test func `an account that is no member's is nobody's assessor`() {
        let authority = Self.authority(.member, .branch)
        let denial = Self.denial { () throws(Authority.Denial) in
            try authority.requireEntry(in: .branch, by: .member(ID(7)), of: Spot.branch.place)
        }
        #expect(denial == .notPermitted(.enterScores))
    }

    // MARK: - Granting

    @Test(arguments: [
        // What comes with office nobody grants, though they have it in full.
        (Role.secretary, Spot.branch, Spot.branch, [Role]()), (.secretary, .branch, .sister, []),
        (.secretary, .branch, .district, []),
        (.branchOfficer, .branch, .branch, []), (.member, .branch, .branch, []), (.auditor, .bureau, .branch, []),
        (.committeeOfficer, .district, .district, [.committeeOfficer, .careOfficer]),
        (.committeeOfficer, .district, .top, []),
        (.committeeOfficer, .district, .otherDistrict, []),
        (.committeeOfficer, .top, .otherDistrict, [.committeeOfficer, .careOfficer]),
        // A care officer's role is the office's to give, and nobody's who has it.
        (.careOfficer, .district, .district, []),
        (.administrator, .bureau, .bureau, [.administrator]), (.administrator, .bureau, .branch, [.administrator]),
    ])
    func `nobody grants what they do not have`(role: Role, spot: Spot, at: Spot, granted: [Role]) {
        let authority = Self.authority(role, spot)
        #expect(Role.allCases.filter { authority.mayGrant($0, in: at.place) } == granted)
    }

    @Test func `what one has elsewhere is not granted here`() {
        let held = [
            Authority.Held(.committeeOfficer, in: Spot.district.scope, at: Spot.district.place),
            Authority.Held(.auditor, in: Spot.foreign.scope, at: Spot.foreign.place),
        ]
        let authority = Authority(member: nil, held: held)
        #expect(authority.mayGrant(.committeeOfficer, in: Spot.branch.place))
        #expect(!authority.mayGrant(.auditor, in: Spot.branch.place))
        #expect(!authority.mayGrant(.auditor, in: Spot.foreign.place))
    }

    // MARK: - Keeping apart

    @Test(arguments: [Role.administrator, .auditor], [Role.member, .groupLeader, .branchOfficer, .secretary])
    func `who lets others in, and who inspects, scores nothing, whatever office they have`(apart: Role, office: Role) {
        let spot: Spot = office == .groupLeader ? .group : .branch
        let both = Authority(
            member: ID(7),
            held: [
                Authority.Held(apart, in: .bureau, at: .bureau), Authority.Held(office, in: spot.scope, at: spot.place),
                Authority.Held(.member, in: Spot.branch.scope, at: Spot.branch.place),
            ])
        let alone = Self.authority(apart, .bureau)
        for action in Action.allCases {
            // Of the office there remains what any member may read.
            let reads = Role.member.actions.contains(action) && action != .enterOwnScores
            #expect(both.allows(action, in: spot.place) == (reads || alone.allows(action, in: spot.place)), "\(action)")
        }
        #expect(!both.allowsEntry(in: .own, by: .member(ID(7)), of: spot.place))
        #expect(both.held.map(\.isKeptApart) == [false, true, true])
    }

    @Test(arguments: Role.allCases)
    func `care is kept by the secretary and the care officer, and by neither who also inspects or lets others in`(
        role: Role
    ) {
        let keepers: Set<Role> = [.secretary, .careOfficer]
        #expect(role.actions.contains(.keepCare) == keepers.contains(role))
        #expect(!role.actions.contains(.appointCareOfficers) || !role.actions.contains(.keepCare))
        let spot: Spot = role == .secretary ? .branch : .district
        for apart in [Role.auditor, .administrator] {
            let both = Authority(
                member: nil,
                held: [
                    Authority.Held(apart, in: .bureau, at: .bureau),
                    Authority.Held(role, in: spot.scope, at: spot.place),
                ])
            #expect(!both.allows(.keepCare, in: spot.place))
        }
    }

    @Test func `the office of a committee does not score, and keeps what it is`() {
        let held = [
            Authority.Held(.committeeOfficer, in: Spot.top.scope, at: Spot.top.place),
            Authority.Held(.auditor, in: .bureau, at: .bureau),
        ]
        #expect(Authority(member: nil, held: held).allows(.manageBranches, in: Spot.branch.place))
    }

    // MARK: - Lists

    @Test func `lists reach as far as the action is permitted, and up where it reads upwards`() {
        let secretary = Self.authority(.secretary, .branch)
        #expect(secretary.reach(of: .readResults).branches == [ID(10)])
        #expect(secretary.reach(of: .readResults).above.isEmpty)
        #expect(secretary.reach(of: .readMeetings).above == [ID(2), ID(1)])
        #expect(secretary.reach(of: .manageSchemes) == Authority.Reach())
        let officer = Self.authority(.committeeOfficer, .district)
        #expect(officer.reach(of: .readResults).committees == [ID(2)])
        #expect(!officer.reach(of: .readResults).isEverything)
        #expect(Self.authority(.auditor, .bureau).reach(of: .readAudit).isEverything)
        #expect(!Self.authority(.administrator, .bureau).reach(of: .readResults).isEverything)
        #expect(Authority.unlimited.reach(of: .previewOpenMonths).isEverything)
        #expect(Authority.none.reach(of: .readOrganisation) == Authority.Reach())
    }
}
