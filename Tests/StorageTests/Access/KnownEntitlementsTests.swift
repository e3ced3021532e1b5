import Domain
import TestSupport
import Testing

@testable import Storage

/// What is known of somebody's authority counts for as long as nothing has changed that it rests on.
struct KnownEntitlementsTests {
    /// What a principal's next transaction finds of them.
    fileprivate enum Found: Hashable, Sendable {
        case permitted(Authority, isEnrolling: Bool)
        case ended
    }

    /// Whom a change is about.
    enum Subject: Sendable {
        /// Branch A's, by appointment.
        case secretary
        /// An administrator by the grant of another, whom the operator made one.
        case administrator
        /// An officer of the committee, by the operator's grant.
        case officer
    }

    struct Change: Sendable, CustomTestStringConvertible {
        let name: String
        let subject: Subject
        let make: @Sendable (Scene) async throws -> Void
        var testDescription: String { name }

        init(_ name: String, of subject: Subject, _ make: @escaping @Sendable (Scene) async throws -> Void) {
            (self.name, self.subject, self.make) = (name, subject, make)
        }

        /// By a statement, past the use cases: whatever changes the row is noticed.
        static func row(
            _ name: String, of subject: Subject, _ statement: @escaping @Sendable (Scene) -> SQL
        ) -> Change {
            Change(name, of: subject) { scene in try await scene.bureau.test.run(statement(scene)) }
        }
    }

    private static let changes: [Change] = [
        .row("a grant is taken back", of: .administrator) {
            "UPDATE role_grant SET ended_at = 1, ended_by = 'x' WHERE account_id = \($0.administrator.account)"
        },
        .row("a grant is gone", of: .administrator) {
            "DELETE FROM role_grant WHERE account_id = \($0.administrator.account)"
        },
        .row("another role is granted", of: .administrator) {
            """
            INSERT INTO role_grant (account_id, role, scope, committee_id, granted_at, granted_by)
            VALUES (\($0.administrator.account), 'committeeOfficer', 'committee', \($0.bureau.committee), 1, 'operator:x')
            """
        },
        .row("the granter’s grant is taken back", of: .administrator) {
            "UPDATE role_grant SET ended_at = 1, ended_by = 'x' WHERE account_id = \($0.granter)"
        },
        .row("the granter’s account is closed", of: .administrator) {
            "UPDATE account SET closed_at = 1 WHERE id = \($0.granter)"
        },
        .row("the granter’s name is another", of: .administrator) {
            "UPDATE account SET name = 'another' WHERE id = \($0.granter)"
        },
        .row("the account is closed", of: .administrator) {
            "UPDATE account SET closed_at = 1 WHERE id = \($0.administrator.account)"
        },
        .row("the role needs a second factor", of: .administrator) { _ in Self.policy },
        .row("the session is ended", of: .administrator) {
            "DELETE FROM sign_in_session WHERE account_id = \($0.administrator.account)"
        },
        Change("the session has had its time", of: .administrator) { scene in
            scene.bureau.test.clock.now = TestStore.start.adding(seconds: SignInSession.longestLife)
        },
        .row("an office ends", of: .secretary) { _ in "UPDATE appointment SET until_date = '2026-11-23'" },
        .row("an office is gone", of: .secretary) { _ in "DELETE FROM appointment" },
        .row("another office", of: .secretary) {
            """
            INSERT INTO appointment (branch_id, member_id, office, from_date)
            VALUES (\($0.bureau.b), \($0.bureau.secretary), 'deputy', '2026-11-01')
            """
        },
        Change("an office that ends today is of yesterday", of: .secretary) { scene in
            try await scene.bureau.test.run("UPDATE appointment SET until_date = '2026-11-24'")
            _ = try await scene.found(.secretary)
            let tomorrow = TestStore.start.adding(seconds: 15 * 3600)
            scene.bureau.test.clock.now = tomorrow
            try await scene.bureau.test.run("UPDATE sign_in_session SET began = \(tomorrow), last_used = \(tomorrow)")
        },
        .row("a membership ends", of: .secretary) {
            "UPDATE membership SET until_date = '2026-11-23' WHERE member_id = \($0.bureau.secretary)"
        },
        .row("a membership is gone", of: .secretary) {
            "DELETE FROM membership WHERE member_id = \($0.bureau.secretary)"
        },
        .row("another branch", of: .secretary) {
            """
            INSERT INTO membership (member_id, branch_id, until_date, recorded_on)
            VALUES (\($0.bureau.secretary), \($0.bureau.b), '2026-12-31', '2026-11-24')
            """
        },
        .row("the member leaves", of: .secretary) {
            """
            INSERT INTO member_status_change (member_id, branch_id, kind, from_date, reason, recorded_at, recorded_by)
            VALUES (\($0.bureau.secretary), \($0.bureau.a), 'leftParty', '2026-11-24', '本人要求', 1, 'x')
            """
        },
        .row("the account is nobody’s", of: .secretary) {
            "UPDATE account SET member_id = NULL WHERE id = \($0.secretary.account)"
        },
        .row("the branch is another committee’s", of: .secretary) {
            "UPDATE branch SET committee_id = \($0.otherCommittee) WHERE id = \($0.bureau.a)"
        },
        .row("the committee is below another", of: .officer) {
            "UPDATE committee SET parent_id = \($0.otherCommittee) WHERE id = \($0.bureau.committee)"
        },
    ]

    private static let policy: SQL = """
        INSERT INTO setting (key, value)
        VALUES ('accessPolicy', '{"secondFactorRoles":["administrator"],"version":2}')
        """

    @Test(arguments: changes) func `what changes counts from the next transaction on`(change: Change) async throws {
        let scene = try await Scene()
        let before = try await scene.found(change.subject)
        try #require(before != .ended)
        try await change.make(scene)
        let after = try await scene.found(change.subject)
        #expect(after != before)
        #expect(try await scene.found(change.subject) == scene.readAnew(change.subject))
        #expect(try await scene.found(change.subject) == after)
    }

    @Test(.onSQLite) func `a second factor brings back what needs one, and goes with it`() async throws {
        let scene = try await Scene()
        let before = try await scene.found(.administrator)
        try await scene.bureau.test.run(Self.policy)
        let lacking = try await scene.found(.administrator)
        #expect(lacking == .permitted(.none, isEnrolling: true))
        let own = scene.administrator.account
        try await scene.bureau.test.run(
            "UPDATE account SET factor = x'00', factor_confirmed = 1 WHERE id = \(own)")
        #expect(try await scene.found(.administrator) == before)
        try await scene.bureau.test.run("UPDATE account SET factor_confirmed = 0 WHERE id = \(own)")
        #expect(try await scene.found(.administrator) == lacking)
        try await scene.bureau.test.run("UPDATE setting SET value = '{\"version\":3}' WHERE key = 'accessPolicy'")
        #expect(try await scene.found(.administrator) == before)
    }

    @Test func `as long as nothing changes, one statement says who asks and what they may do`() async throws {
        let scene = try await Scene()
        let heard = HeardStatements()
        var store = scene.bureau.test.store
        store.engine = OverheardEngine(store.engine) { heard.append($0.text) }
        let principal = scene.principal(.secretary)
        let first = try await store.read(by: principal) { $0.authority }
        let count = heard.all.count
        let second = try await store.read(by: principal) { $0.authority }
        #expect(first == second && count > 5)
        #expect(heard.all.count == count + 1)
        // What a write has read is known as well, once it is committed.
        let officer = scene.principal(.officer)
        try await store.write(by: officer) { _ in }
        let before = heard.all.count
        _ = try await store.read(by: officer) { $0.authority }
        #expect(heard.all.count == before + 1)
    }

    @Test func `what is undone was never known`() async throws {
        struct Declined: Error {}
        let scene = try await Scene()
        let before = try await scene.found(.officer)
        let principal = scene.principal(.officer)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for index in 0..<60 {
                group.addTask {
                    let store = scene.bureau.test.store
                    switch index % 3 {
                    case 0:
                        await #expect(throws: Declined.self) {
                            try await store.write(by: TestStore.principal) { transaction in
                                _ = try transaction.grant(.auditor, in: .bureau, to: scene.officer.account)
                                throw Declined()
                            }
                        }
                    case 1: try await store.write(by: principal) { #expect($0.authority.held.count == 1) }
                    default: try await store.read(by: principal) { #expect($0.authority.held.count == 1) }
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await scene.found(.officer) == before)
    }

    @Test(.onSQLite) func `of all that authority is read from, every change raises the number`() async throws {
        let scene = try await Scene()
        try await scene.bureau.test.run(Self.policy)
        let heard = HeardStatements()
        var store = scene.bureau.test.store
        store.engine = OverheardEngine(store.engine) { heard.append($0.text) }
        for subject in [Subject.secretary, .administrator, .officer] {
            try await store.read(by: scene.principal(subject)) { _ in }
        }
        let read = heard.all.flatMap { $0.matches(of: /(?:FROM|JOIN)\s+([a-z_]+)/).map { String($0.output.1) } }
        let raising = try await scene.bureau.test.values(
            """
            SELECT tbl_name || ' ' || substr(name, length('authority_rests_on_' || tbl_name || '_') + 1)
              FROM sqlite_schema
             WHERE type = 'trigger' AND sql LIKE '%BEGIN UPDATE authority_basis SET number = number + 1 WHERE id = 1; END'
            """, as: String.self)
        // The number itself, what is read of a session each time, and the committees upward as a statement calls them.
        let tables = Set(read).subtracting(["authority_basis", "sign_in_session", "upward"])
        #expect(
            Set(raising) == Set(tables.flatMap { table in ["insert", "update", "delete"].map { "\(table) \($0)" } }))
    }

    /// A bureau with three people who have signed in, what they may do known from their last transaction.
    struct Scene: Sendable {
        struct Person: Sendable {
            let account: ID<Account>
            let principal: Principal
        }

        let bureau: Bureau
        let otherCommittee: ID<Committee>
        let granter: ID<Account>
        let secretary: Person
        let administrator: Person
        let officer: Person

        init() async throws {
            let bureau = try await Bureau()
            func person(_ name: String, of member: ID<Member>? = nil) async throws -> Person {
                try await bureau.test.write { transaction in
                    let account = try transaction.createAccount(Account.Draft(name: name, title: nil), member: member)
                        .account
                    let session = try transaction.beginSession(
                        of: account.id, isEnrolling: false, address: "127.0.0.1", agent: nil
                    ).0
                    return Person(
                        account: account.id, principal: .account(account.id, name: account.name, .session(session)))
                }
            }
            let granter = try await person("granter")
            let (secretary, administrator, officer) = (
                try await person("101", of: bureau.secretary), try await person("administrator"),
                try await person("officer")
            )
            otherCommittee = try await bureau.test.write { transaction in
                _ = try transaction.appoint(bureau.secretary, to: .secretary, in: bureau.a, from: nil)
                _ = try transaction.grant(.administrator, in: .bureau, to: granter.account)
                _ = try transaction.grant(.committeeOfficer, in: .committee(bureau.committee), to: officer.account)
                return try transaction.createCommittee(Committee.Draft(code: "QT", name: "其他党委")).id
            }
            try await bureau.test.store.write(by: granter.principal) {
                _ = try $0.grant(.administrator, in: .bureau, to: administrator.account)
            }
            self.bureau = bureau
            self.granter = granter.account
            (self.secretary, self.administrator, self.officer) = (secretary, administrator, officer)
        }

        func principal(_ subject: Subject) -> Principal {
            switch subject {
            case .secretary: secretary.principal
            case .administrator: administrator.principal
            case .officer: officer.principal
            }
        }

        fileprivate func found(_ subject: Subject) async throws -> Found {
            do {
                return try await bureau.test.store.read(by: principal(subject)) {
                    .permitted($0.authority, isEnrolling: $0.isEnrolling)
                }
            } catch CredentialError.ended {
                return .ended
            }
        }

        /// By a transaction that knows of nobody.
        fileprivate func readAnew(_ subject: Subject) async throws -> Found {
            do {
                return try await bureau.test.read { [principal = principal(subject)] transaction in
                    let anew = try Transaction(
                        session: transaction.session, principal: principal, now: transaction.now,
                        settings: transaction.settings, keys: transaction.keys)
                    return .permitted(anew.authority, isEnrolling: anew.isEnrolling)
                }
            } catch CredentialError.ended {
                return .ended
            }
        }
    }
}
