import Domain
import HTTPTypes
import Hummingbird
import Storage

/// Where a ballot is cast, by its code alone: nobody signs in here, and whoever has signed in elsewhere is nobody as well.
struct BallotBoxPage: WebPage {
    static let template = TemplateName.ballotBox

    let title: String
    let alert: String?
    let intro: [String]
    /// Whether there is something to fill in; not once it is cast.
    let hasForm: Bool
    let fields: [FormField]
    /// Goes along with the ballot, in its form alone.
    let code: String?
    let button: String

    private init(
        _ title: String, _ intro: [String], _ fields: [FormField], code: String?, button: String?, errors: FormErrors?,
        _ words: Words
    ) {
        self.title = errors == nil ? title : "\(words(.errorPrefix)) – \(title)"
        self.intro = intro
        (alert, self.code) = (errors?.general, code)
        self.fields = FormField.focusing(fields)
        (hasForm, self.button) = (button != nil, button ?? "")
    }

    /// The code is asked for.
    static func asking(_ words: Words, errors: FormErrors? = nil) -> BallotBoxPage {
        let field = FormField(
            "code", .code, words(.ballotCode), in: "ballot", maximum: 200, hint: words(.ballotCodeHint),
            error: errors?["code"])
        return BallotBoxPage(
            words(.ballotBoxTitle), [words(.ballotBoxIntro), words(.ballotBoxNobody)], [field], code: nil,
            button: words(.ballotBoxNext), errors: errors, words)
    }

    /// The ballot of a code.
    static func filling(_ paper: JSON, code: String, _ form: Form, _ words: Words, errors: FormErrors? = nil)
        -> BallotBoxPage
    {
        let most = paper["most"]?.integer ?? 1
        let isStraw = paper["kind"]?.string == SecretBallot.Kind.straw.rawValue
        var intro = [paper["branchName"]?.string ?? ""]
        if let question = paper["question"]?.string { intro.append(question) }
        intro.append(isStraw ? words.counted(.ballotMarkChoices, Int(most)) : words(.ballotMarkGrades))
        return BallotBoxPage(
            paper["title"]?.string ?? "", intro, fields(paper, form, words, errors), code: code,
            button: words(.castBallot), errors: errors, words)
    }

    static func cast(_ words: Words) -> BallotBoxPage {
        BallotBoxPage(
            words(.ballotIsCast), [words(.ballotIsCastSaid)], [], code: nil, button: nil, errors: nil, words)
    }

    private static let choice = "choice"

    private static func fields(
        _ paper: JSON, _ form: Form, _ words: Words, _ errors: FormErrors?
    ) -> [FormField] {
        let lines = (paper["lines"]?.array ?? []).map { line in
            FormField.Choice(code: line["line"]?.text ?? "", label: line["text"]?.string ?? "")
        }
        let blank = FormField.Choice(code: "", label: words(.ballotBlank))
        if paper["kind"]?.string != SecretBallot.Kind.straw.rawValue {
            let grades =
                [blank] + Appraisal.Grade.allCases.map { FormField.Choice(code: $0.rawValue, label: words($0.word)) }
            return lines.map { line in
                let name = "line.\(line.code)"
                return FormField(
                    name, .choice(grades), line.label, in: "ballot", value: form[name], optional: words(.optionalNote))
            }
        }
        let isOne = paper["most"]?.integer == 1
        let ticked = lines.filter { form[FormField.box(choice, $0.code)] != nil }.map(\.code).joined(separator: " ")
        return [
            FormField(
                choice, isOne ? .choice([blank] + lines) : .several(lines), words(.secretBallotChoices), in: "ballot",
                value: isOne ? form[choice] : ticked, error: errors?["marks"], optional: words(.optionalNote))
        ]
    }

    /// What the form says of each line.
    static func marks(_ paper: JSON, _ form: Form) -> JSON {
        func mark(_ line: Int64, _ mark: String) -> JSON { ["line": JSON(line), "mark": .string(mark)] }
        var marks: [JSON] = []
        for line in (paper["lines"]?.array ?? []).compactMap({ $0["line"]?.integer }) {
            if let grade = form["line.\(line)"] {
                marks.append(mark(line, grade))
            } else if form[choice] == String(line) || form[FormField.box(choice, String(line))] != nil {
                marks.append(mark(line, SecretBallot.Mark.chosen.rawValue))
            }
        }
        return .array(marks)
    }
}

extension Site {
    static let ballotBoxRoutes: [Route] = [
        .get("/vote", for: .anyone) { visit in try visit.show(BallotBoxPage.asking(visit.words)) },
        .post("/vote", for: .anyone, isCarried: false) { visit in
            let (words, form) = (visit.words, visit.form)
            let code = form["code"] ?? ""
            var paper: JSON?
            do {
                let read = try JSON.parse(try await visit.perform(API.readBallot, ["code": .string(code)]).body)
                paper = read
                guard form.has("cast") else {
                    return try visit.show(BallotBoxPage.filling(read, code: code, form, words))
                }
                _ = try await visit.perform(
                    API.castBallot, ["code": .string(code), "marks": BallotBoxPage.marks(read, form)])
                return try visit.show(BallotBoxPage.cast(words))
            } catch {
                guard let errors = FormErrors(error, words) else { throw error }
                let page =
                    paper.map { BallotBoxPage.filling($0, code: code, form, words, errors: errors) }
                    ?? .asking(words, errors: errors)
                return try visit.show(page, status: errors.status, headers: errors.headers)
            }
        },
    ]
}
