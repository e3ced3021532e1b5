/// The one time that a code is shown: a ballot's, or a suggestion's.
struct ToldCodePage: WebPage {
    static let template = TemplateName.toldCode

    let title: String
    let code: String
    let rules: [String]
    let back: ConfirmPage.Back

    init(_ code: String, _ title: String, _ rules: [String], back: ConfirmPage.Back) {
        (self.code, self.title, self.rules, self.back) = (code, title, rules, back)
    }
}
