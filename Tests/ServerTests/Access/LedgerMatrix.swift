import Domain

@testable import Server

/// What holds of every ledger, by who reads and keeps it (DESIGN §2): rows of ``RoleMatrix`` and ``PageMatrix``.
///
/// A branch's secretary and officers keep its ledgers, its members read them; what is still under review, or about posts
/// and conduct, is of the officers. The committee's office reads them all and guides; it enters inspections alone. Nobody
/// keeps another branch's, but says what was taken home or taken up from it for their own.
enum LedgerMatrix {
    /// Whose a right is: a row of the columns of ``RoleMatrix/table``.
    private enum Right {
        static let readByMembers =
            "401    ok     ok      ok     ok      ok        ok         ok        ok         ok     ok      403           ok"
        static let readByOfficers =
            "401    403    403     403    ok      ok        ok         ok        ok         ok     ok      403           ok"
        static let showToMembers =
            "401    ok     404     ok     ok      ok        404        ok        404        ok     ok      403           ok"
        static let showToOfficers =
            "401    403    404     403    ok      ok        404        ok        404        ok     ok      403           ok"
        /// The member is its author.
        static let showToAuthor =
            "401    ok     404     403    ok      ok        404        ok        404        ok     ok      403           ok"
        static let enterByBranch =
            "401    403    422     403    ok      ok        422        403       422        403    403     403           ok"
        static let enterByOffice =
            "401    403    422     403    403     403       422        ok        422        ok     403     403           ok"
        static let importByBranch =
            "401    403    403     403    ok      ok        422        403       403        403    403     403           ok"
        static let importByOffice =
            "401    403    403     403    403     403       403        ok        422        ok     403     403           ok"
        static let takeByBranch =
            "401    403    404     403    ok      ok        404        403       404        403    403     403           ok"
        static let takeByOffice =
            "401    403    404     403    403     403       404        ok        404        ok     403     403           ok"
        static let takeByGuest =
            "401    403    403     403    ok      ok        422        403       403        403    403     403           ok"
        static let listToMembers =
            "A      B       A      A       A         B          A         B          AB     AB      -             AB"
        static let listToOfficers =
            "-      -       -      A       A         B          A         B          AB     AB      -             AB"
    }

    /// Whether the operation is tried by everybody. What it does is the same for every ledger, and who may by its form: of those
    /// with the same rights the first stands for all.
    static func isTried(_ name: String) -> Bool { !untried.contains(name) }

    private static let untried: Set<String> = {
        var (kinds, untried): (Set<String>, Set<String>) = ([], [])
        for desk in LedgerDesk.all {
            let own = ["list", "show", "enter", "revise", "withdraw", "import"]
            let what = own + desk.steps.map { "a step by \($0.step.hand)" }
            for (row, what) in zip(operations(of: desk), what) where !kinds.insert("\(what) \(row.right)").inserted {
                untried.insert(row.name)
            }
        }
        return untried
    }()

    static func rows(_ rows: [(name: String, right: String)]) -> String {
        rows.map { "\($0.name) \($0.right)" }.joined(separator: "\n")
    }

    static let operations: [(name: String, right: String)] = LedgerDesk.all.flatMap(operations(of:))

    private static func operations(of desk: LedgerDesk) -> [(name: String, right: String)] {
        let (form, ofMembers) = (desk.ledger.form, desk.ledger.form.readers == .members)
        let ofBranch = form.keeper == .branch
        return [
            (desk.list.id, ofMembers ? Right.readByMembers : Right.readByOfficers),
            (desk.show.id, showing(form)),
            (desk.enter.id, ofBranch ? Right.enterByBranch : Right.enterByOffice),
            (desk.revise.id, ofBranch ? Right.takeByBranch : Right.takeByOffice),
            (desk.withdraw.id, ofBranch ? Right.takeByBranch : Right.takeByOffice),
            (desk.importing.id, ofBranch ? Right.importByBranch : Right.importByOffice),
        ] + desk.steps.map { ($0.operation.id, taking($0.step.hand)) }
    }

    static let lists: [(name: String, right: String)] = LedgerDesk.all.map { desk in
        (desk.list.id, desk.ledger.form.readers == .members ? Right.listToMembers : Right.listToOfficers)
    }

    /// Without the operator's column, who has no pages. What somebody may do nowhere is refused before it is looked up.
    static let pages: [(name: String, right: String)] = LedgerDesk.all.flatMap { desk in
        let (form, path, one) = (desk.ledger.form, desk.path, "\(desk.path)/{A \(desk.ledger)}")
        let (ofMembers, ofBranch) = (form.readers == .members, form.keeper == .branch)
        let keeping = ofBranch ? formOfBranch : formOfOffice
        return [
            (path, page(ofMembers ? Right.readByMembers : Right.readByOfficers)),
            ("\(path).csv", page(ofMembers ? Right.readByMembers : Right.readByOfficers)),
            (one, page(showing(form))),
            ("\(path)/new", page(ofBranch ? newOfBranch : newOfOffice)),
            ("\(one)/revise", keeping), ("\(one)/withdraw", keeping),
        ]
            + desk.steps.map { step, _ in
                ("\(one)/\(step.kind.rawValue)", step.hand == .office ? formOfOffice : formOfBranch)
            }
    }

    private static let newOfBranch =
        "in     403    403     403    ok      ok        ok         403       403        403    403     403           ok"
    private static let newOfOffice =
        "in     403    403     403    403     403       403        ok        ok         ok     403     403           ok"
    private static let formOfBranch =
        "in     403    403     403    ok      ok        404        403       403        403    403     403"
    private static let formOfOffice =
        "in     403    403     403    403     403       403        ok        404        ok     403     403"

    private static func showing(_ form: LedgerForm) -> String {
        if form.readers == .members { return Right.showToMembers }
        return form.parts.contains { $0.key == .author } ? Right.showToAuthor : Right.showToOfficers
    }

    private static func taking(_ hand: LedgerStep.Hand) -> String {
        switch hand {
        case .branch: Right.takeByBranch
        case .office: Right.takeByOffice
        case .guest: Right.takeByGuest
        }
    }

    private static func page(_ right: String) -> String {
        (["in"] + right.split(separator: " ").dropFirst().dropLast().map(String.init)).joined(separator: " ")
    }
}
