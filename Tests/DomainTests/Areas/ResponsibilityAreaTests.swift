import Domain
import Testing

@Suite struct ResponsibilityAreaTests {
    @Test(
        arguments: [
            ("CG-03-A07", "城东夜市", "东至解放路", "2026-01-01", []), ("A1", "城东夜市", nil, nil, []),
            ("", "", nil, nil, ["code required", "name required"]),
            ("夜市", "城东夜市", "", "2026-1-1", ["code format", "boundary required", "established format"]),
        ] as [(String, String, String?, String?, [String])])
    func `an area has a code and a name, perhaps a boundary and a first day`(
        code: String, name: String, boundary: String?, established: String?, expected: [String]
    ) {
        #expect(
            complaints {
                try ResponsibilityArea.Draft(
                    code: code, name: name, kind: .nightMarket, boundary: boundary, established: established)
            } == expected
        )
    }
}
