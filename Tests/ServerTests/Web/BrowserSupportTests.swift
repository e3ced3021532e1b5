import Foundation
import Testing

@testable import Server

/// What offices run: browsers on Chrome 86 (360, UOS), Safari 15. The script and the style sheet say nothing that these
/// do not know. A browser drops a rule, or a whole script, over one word of it, so that nothing but this would tell.
///
/// Left out are what only decorates (`accent-color`, `text-underline-offset`), `overflow-wrap: anywhere`, for which the
/// body's `break-word` stands in, and `:focus-visible` in a rule of its own, without which a browser draws its own ring.
struct BrowserSupportTests {
    /// What is refused, with an example of each.
    struct TooNew: Sendable, CustomTestStringConvertible {
        let name: String
        let pattern: String
        let example: String

        init(_ name: String, _ pattern: String, _ example: String) {
            (self.name, self.pattern, self.example) = (name, pattern, example)
        }

        var testDescription: String { name }

        /// The lines in which it stands.
        func lines(of text: String) throws -> [String] {
            let regex = try Regex(pattern).wordBoundaryKind(.simple)
            return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
                .filter { $0.element.contains(regex) }.map { "\($0.offset + 1): \($0.element)" }
        }
    }

    private static let script = [
        TooNew("AbortSignal.timeout, any", #"AbortSignal\.(timeout|any)\b"#, "AbortSignal.timeout(1)"),
        TooNew("structuredClone", #"\bstructuredClone\b"#, "structuredClone(x)"),
        TooNew("at", #"\.at\("#, "list.at(-1)"),
        TooNew("Object.hasOwn, groupBy", #"\b(Object|Map)\.(hasOwn|groupBy)\b"#, "Object.hasOwn(x, y)"),
        TooNew(
            "findLast, toSorted, toReversed, toSpliced", #"\.(findLast|findLastIndex|toSorted|toReversed|toSpliced)\("#,
            "list.findLast(f)"),
        TooNew(
            "Promise.try, withResolvers; Array.fromAsync", #"\b(Promise\.(try|withResolvers)|Array\.fromAsync)\b"#,
            "Promise.withResolvers()"),
        TooNew("requestSubmit", #"\brequestSubmit\b"#, "form.requestSubmit()"),
        TooNew(
            "dialogs and popovers", #"\b(showModal|showPopover|togglePopover|HTMLDialogElement)\b"#,
            "dialog.showModal()"),
        TooNew(
            "randomUUID, Intl.Segmenter, scheduler", #"\b(randomUUID|Segmenter|scheduler)\b"#, "crypto.randomUUID()"),
        TooNew("logical assignment", #"(\?\?|\|\||&&)="#, "x ??= y"),
        TooNew("lookbehind", #"\(\?<[=!]"#, "/(?<=a)b/"),
        TooNew("flags d and v", #"/[a-z]*[dv][a-z]*\.(exec|test)\("#, "/x/v.test(y)"),
        TooNew("private members", #"(\bthis|\w)\.#\w|^\s+(static )?#\w"#, "this.#count += 1"),
        TooNew("static blocks", #"\bstatic\s*\{"#, "static { }"),
        TooNew("await outside a function", #"^(await\b|(const|let)\b.*= await\b)"#, "const x = await y"),
        TooNew("import attributes and maps", #"\bimport\b"#, "import x from \"y\""),
    ]

    private static let style = [
        TooNew(":has", #":has\("#, "html:has(.x) { }"),
        TooNew(":is, :where", #":(is|where)\("#, ":is(a, b) { }"),
        TooNew(":not of a list", #":not\([^()]*,"#, "a:not(.x, .y) { }"),
        TooNew(
            "@layer and the like", #"@(layer|container|scope|property|starting-style|view-transition)\b"#,
            "@layer x { }"),
        TooNew("nesting", #"^\s*&|\{[^}]*\{[^}]*&"#, "    & a { }"),
        TooNew(
            "colours", #"\b(color-mix|light-dark|oklch|oklab|lab|lch|hwb|color)\("#,
            "a { color: color-mix(in srgb, red, blue); }"),
        TooNew("inset", #"(^|[\s;{])inset(-\w+)*\s*:"#, "a { inset: 0; }"),
        TooNew(
            "logical properties",
            #"\b(margin|padding|border|inset)-(inline|block)\b|(^|[\s;{])(min-|max-)?(inline|block)-size\s*:"#,
            "a { margin-inline: 0; }"),
        TooNew("units of the window's parts", #"\d(dvh|svh|lvh|dvw|svw|lvw|cqw|cqi|lh)\b"#, "a { height: 100dvh; }"),
        TooNew("aspect-ratio", #"\baspect-ratio\s*:"#, "a { aspect-ratio: 1; }"),
        TooNew(
            "start and end in a flex box", #"\b(align|justify|place)-(items|content|self)\s*:\s*(start|end)\b"#,
            "a { align-items: end; }"),
        TooNew("ranges in media", #"@media[^{]*[<>]"#, "@media (width < 3rem) { }"),
        TooNew(
            "subgrid, text-wrap, field-sizing", #"\bsubgrid\b|\b(text-wrap|field-sizing|interpolate-size)\s*:"#,
            "a { text-wrap: balance; }"),
        TooNew("transforms by themselves", #"(^|[\s;{])(rotate|scale|translate)\s*:"#, "a { rotate: 3deg; }"),
        TooNew("overflow: clip", #"\boverflow(-[xy])?\s*:\s*clip\b"#, "a { overflow: clip; }"),
        TooNew(
            ":focus-visible beside other selectors", #",[^{]*:focus-visible|:focus-visible[^{]*,"#,
            "a:focus-visible, b { }"),
    ]

    private static let markup = [
        TooNew(
            "dialogs, popovers, inert", #"<(dialog|search)\b|\s(popover|popovertarget|inert|commandfor)\b[=>\s]"#,
            "<dialog>")
    ]

    private static func content(of names: [String]) throws -> [(name: String, text: String)] {
        try names.map { ($0, String(decoding: try #require(WebResources.embeddedFile($0)), as: UTF8.self)) }
    }

    private static func expectNone(of refused: TooNew, in names: [String]) throws {
        #expect(try !refused.lines(of: refused.example).isEmpty, "the example itself is not found")
        for (name, text) in try content(of: names) {
            let lines = try refused.lines(of: text)
            #expect(lines.isEmpty, "\(name) \(lines.joined(separator: "\n"))")
        }
    }

    @Test(arguments: script)
    func `the script runs in the browsers that offices have`(refused: TooNew) throws {
        try Self.expectNone(of: refused, in: [WebResources.script] + WebResources.gridScripts)
    }

    @Test(arguments: style)
    func `the style sheet is read by the browsers that offices have`(refused: TooNew) throws {
        try Self.expectNone(of: refused, in: [WebResources.styleSheet])
    }

    @Test(arguments: markup)
    func `no page is made of what those browsers do not know`(refused: TooNew) throws {
        try Self.expectNone(of: refused, in: TemplateName.allCases.map(\.file))
    }
}
