/// A small generator with a seed (Steele, Lea and Flood's SplitMix64): generated cases are the same in every run.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        .random(in: range, using: &self)
    }

    /// True once in `count` times.
    mutating func once(in count: Int) -> Bool {
        number(1...count) == 1
    }

    mutating func one<Value>(of values: [Value]) -> Value {
        values[number(0...values.count - 1)]
    }
}
