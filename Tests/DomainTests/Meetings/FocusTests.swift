import Testing

@testable import Domain

struct FocusTests {
    @Test(
        arguments: [
            ("2026-3", "2026-3"), (" ２０２６－12 ", "2026-12"), ("2026-0", nil), ("2026", nil), ("甲", nil), ("1999-1", nil),
        ] as [(String, String?)])
    func `a focus is named by its year and its number in it`(raw: String, number: String?) {
        #expect(Focus.Number(raw)?.text == number)
    }

    @Test func `what serves is counted once, by kind and focus, and of nothing there is zero of zero`() {
        var share = FocusShare()
        let (one, other) = (ID<Focus>(1), ID<Focus>(2))
        for focus in [one, other, nil, one] { share.count(.deed, serving: focus) }
        share.count(.planItem, serving: nil)
        #expect(share.all(.deed) == 4 && share.serving(one, .deed) == 2 && share.serving(other, .deed) == 1)
        #expect(share.servingNone(.deed) == 1 && share.servingAny(.deed) == 3)
        #expect(share.all(.planItem) == 1 && share.servingAny(.planItem) == 0)
        #expect(share.all(.meeting) == 0 && share.servingNone(.meeting) == 0 && share.foci == [one, other])
    }
}
