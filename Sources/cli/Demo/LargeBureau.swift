import Domain

/// The shape of a made-up bureau of any size: a committee for the bureau, one below it for every 50 branches, 20 to 50
/// members in a branch, each with an area of their own.
///
/// It holds nothing but how large each branch is. Whatever else there is to say of a member or an area follows from its
/// number, so that a bureau of the same size is the same one every time.
struct LargeBureau: Sendable {
    /// From a single branch to more than any bureau has.
    static let sizes = 50...2_000_000

    private static let branchSizes = [36, 41, 28, 47, 33, 22, 44, 38, 50, 31, 25, 39]
    private static let smallestBranch = 20
    private static let largestBranch = 50
    private static let branchesPerDistrict = 50
    static let membersPerGroup = 12

    /// How many members each branch has.
    let branches: [Int]

    init(members: Int) {
        var branches: [Int] = []
        var left = members
        while left > 0 {
            let size = Self.branchSizes[branches.count % Self.branchSizes.count]
            // What would be left over is too little for a branch of its own.
            let taken = left <= Self.largestBranch ? left : left - size < Self.smallestBranch ? left / 2 : size
            branches.append(taken)
            left -= taken
        }
        self.branches = branches
    }

    var districts: Int { (branches.count + Self.branchesPerDistrict - 1) / Self.branchesPerDistrict }

    func branches(ofDistrict district: Int) -> Range<Int> {
        let first = district * Self.branchesPerDistrict
        return first..<min(first + Self.branchesPerDistrict, branches.count)
    }

    // MARK: Codes

    static func code(ofDistrict district: Int) -> String { "D-\(101 + district)" }

    static func code(ofBranch branch: Int) -> String { "CG-\(10_001 + branch)" }

    /// `CG-10001-A07`: the area of the branch's seventh member.
    static func code(ofArea member: Int, in branch: Int) -> String {
        "\(code(ofBranch: branch))-A\((member + 1).twoDigits)"
    }

    /// `1000107`: the branch's seventh member.
    static func number(of member: Int, in branch: Int) -> String { "\(10_001 + branch)\((member + 1).twoDigits)" }

    /// A number below `limit` that belongs to what the others say, as if drawn by lot (SplitMix64's last steps).
    static func lot(below limit: Int, _ kind: Lot, _ branch: Int, _ member: Int, _ more: Int = 0) -> Int {
        var value = UInt64(truncatingIfNeeded: branch &* 1_000_003 &+ member &* 7_919 &+ more &* 104_729)
        value = (value &+ kind.rawValue) &* 0x9E37_79B9_7F4A_7C15
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(limit))
    }

    /// What a lot is drawn for, so that one says nothing of another.
    enum Lot: UInt64 {
        case name = 1
        case place, kind, boundary, joined, quality, points, adjustment, day
    }
}
