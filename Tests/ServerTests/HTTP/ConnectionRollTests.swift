import Testing

@testable import Server

/// Who may stay where many want to be connected.
struct ConnectionRollTests {
    private static func roll(_ maximum: Int, of one: Int? = nil) -> ConnectionRoll {
        var shares = ConnectionRoll.Shares(maximum: maximum)
        if let one { shares.ofOneAddress = one }
        return ConnectionRoll(shares)
    }

    private static let stranger = ConnectionRoll.Origin.client("198.51.100.1")

    @Test func `an address has its share, and its own longest idle one goes for one more`() {
        var roll = Self.roll(30)
        for number in 0..<10 { #expect(roll.open(number, from: Self.stranger) == .stays(leaving: nil)) }
        #expect(roll.open(10, from: .client("198.51.100.2")) == .stays(leaving: nil))
        #expect(roll.open(11, from: Self.stranger) == .stays(leaving: 0))
        roll.begin(1)
        #expect(roll.open(12, from: Self.stranger) == .stays(leaving: 2))
        roll.rest(1)
        // What was used last is idle for the shortest time.
        #expect(roll.open(13, from: Self.stranger) == .stays(leaving: 3))
    }

    @Test func `an address whose connections are all busy gets no more of them, and others do`() {
        var roll = Self.roll(30)
        for number in 0..<10 {
            _ = roll.open(number, from: Self.stranger)
            roll.begin(number)
        }
        #expect(roll.open(10, from: Self.stranger) == .refused)
        #expect(roll.open(11, from: .client("198.51.100.2")) == .stays(leaving: nil))
    }

    @Test func `where all are taken the longest idle goes, strangers before those who have signed in`() {
        var roll = Self.roll(3)
        for (number, name) in ["a", "b", "c"].enumerated() { _ = roll.open(number, from: .client(name)) }
        roll.noteSession(0)
        #expect(roll.open(3, from: .client("d")) == .stays(leaving: 1))
        #expect(roll.open(4, from: .client("e")) == .stays(leaving: 2))
        roll.begin(3)
        roll.begin(4)
        #expect(roll.open(5, from: .client("f")) == .stays(leaving: 0))
    }

    @Test func `where all are busy a few may still ask how the server is, and are like all others once there is room`()
    {
        var roll = Self.roll(3)
        for number in 0..<3 {
            _ = roll.open(number, from: .client("\(number)"))
            roll.begin(number)
        }
        for number in 3..<11 {
            #expect(roll.open(number, from: .client("x")) == .stays(leaving: nil))
            #expect(roll.admission(of: number) == .guest)
        }
        #expect(roll.open(11, from: .client("y")) == .refused)
        roll.begin(3)
        #expect(roll.admission(of: 3) == .guest)
        roll.close(0)
        roll.begin(3)
        #expect(roll.admission(of: 3) == .ordinary)
        roll.close(3)
        #expect(roll.open(12, from: .client("z")) == .stays(leaving: nil))
        #expect(roll.admission(of: 12) == .ordinary)
    }

    @Test func `this machine has its own, whatever others take`() {
        var roll = Self.roll(2)
        for number in 0..<2 {
            _ = roll.open(number, from: .client("\(number)"))
            roll.begin(number)
        }
        for number in 10..<26 {
            #expect(roll.open(number, from: .local("127.0.0.1")) == .stays(leaving: nil))
            #expect(roll.admission(of: number) == .local)
        }
        #expect(roll.open(26, from: .local("127.0.0.1")) == .stays(leaving: nil))
        #expect(roll.admission(of: 26) == .guest)
    }

    @Test func `a proxy speaks for many, and no share of one address holds it`() {
        var roll = Self.roll(30)
        for number in 0..<30 { #expect(roll.open(number, from: .proxy) == .stays(leaving: nil)) }
        #expect(roll.open(30, from: .proxy) == .stays(leaving: 0))
    }

    @Test func `what has gone counts no more`() {
        var roll = Self.roll(30)
        for round in 0..<100 {
            for number in 0..<10 {
                #expect(roll.open(round * 10 + number, from: Self.stranger) == .stays(leaving: nil))
            }
            for number in 0..<10 { roll.close(round * 10 + number) }
            roll.close(round * 10)
        }
    }
}
