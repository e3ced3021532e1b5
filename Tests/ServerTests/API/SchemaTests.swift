import Domain
import Foundation
import Testing

@testable import Server

/// That what a schema says to clients and what it lets pass are the same.
struct SchemaTests {
    /// Every character up to the end of the first plane, and those beyond it that cannot be seen.
    private static let scalars =
        [0...0xFFFF, 0x1BC90...0x1BCB0, 0x1D160...0x1D180, 0x1F600...0x1F610, 0xDFFF0...0xE1010].joined()
        .compactMap { Unicode.Scalar($0) }

    @Test(arguments: [false, true])
    func `the pattern of a text says what a text is`(isLong: Bool) throws {
        let component = isLong ? Schema.linesComponent : Schema.textComponent
        let pattern = try #require(component["pattern"]?.string)
        // As JSON Schema has it: the end, and not what stands before a last line break.
        let expression = try NSRegularExpression(pattern: pattern.dropLast() + #"\z"#)
        let schema: Schema = isLong ? .lines(9) : .text(9)
        for scalar in Self.scalars {
            for text in ["\(scalar)", "a\(scalar)b", "a\(scalar)"] {
                var errors = FieldErrors()
                schema.validate(.string(text), at: "it", into: &errors)
                let matches = expression.firstMatch(in: text, range: NSRange(0..<text.utf16.count)) != nil
                #expect(matches == errors.isEmpty, "U+\(String(scalar.value, radix: 16))")
            }
        }
    }

    @Test(
        arguments: [
            (.text(3), "abc", nil), (.text(3), "abcd", .length), (.text(3), "ab  ", .length), (.text(3), "", .required),
            (.text(3), "a\u{B}", .format), (.text(3), "a\n", .format), (.lines(3), "a\nb", nil),
            (.anyText(3), "", nil), (.anyText(3), "\u{0}", nil), (.anyText(3), "abcd", .length),
            (.code, "CG-03", nil), (.code, " CG-03", .format), (.code, "CG-03\n", .format),
            (.points, 0, nil), (.pointsAboveZero, 0, .range), (.pointsAboveZero, .number("0.01"), nil),
            (.integer(1...9), .number("9.0"), nil), (.integer(1...9), .number("9.5"), .range),
            (.integer(1...9), .number("10.0"), .range),
            (.map(.points), ["law": 1], nil), (.map(.points), ["": 1], .required),
            (.map(.points), ["a b": 1], .format),
            (.document, ["anything": 1], nil), (.document, [], .format),
            (.document(having: [.required("hash", .anyText(9))]), ["hash": "x", "more": 1], nil),
            (.document(having: [.required("hash", .anyText(9))]), ["more": 1], .required),
        ] as [(Schema, JSON, Rejection.Code?)])
    func `a value passes or is refused`(schema: Schema, value: JSON, code: Rejection.Code?) {
        var errors = FieldErrors()
        schema.validate(value, at: "it", into: &errors)
        #expect(errors.errors.map(\.code) == (code.map { [$0] } ?? []))
    }
}
