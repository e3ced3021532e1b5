import Domain
import Storage

extension NoticePage {
    /// What the page prints, for a word processor.
    func document(_ words: Words) -> WordDocument {
        typealias Column = WordDocument.Table.Column
        var blocks: [WordDocument.Block] = [.text(heading, as: .title), .text(opening), .text(outcome)]
        blocks.append(
            .table(
                WordDocument.Table(
                    columns: [
                        Column(words(.place), share: 3, alignment: .centre), Column(words(.areaName), share: 10),
                        Column(words(.holder), share: 5), Column(words(.final), share: 3, alignment: .end),
                    ],
                    rows: rows.map {
                        WordDocument.Table.Row([$0.place, $0.area, $0.holder, $0.final], isBold: $0.isWinner)
                    })))
        if hasUnranked {
            blocks.append(.text(words(.unrankedTitle), as: .heading1))
            blocks.append(
                .table(
                    WordDocument.Table(
                        columns: [
                            Column(words(.areaName), share: 8), Column(words(.holder), share: 5),
                            Column(words(.why), share: 7),
                        ],
                        rows: unranked.map { WordDocument.Table.Row([$0.area, $0.holder, $0.cause]) })))
        }
        if hasRemarks {
            blocks.append(.text(words(.monthRemarks), as: .heading1))
            blocks += remarks.map { .text($0) }
        }
        blocks += [.text(closing), .text(ways)]
        blocks += contact.map { .text(words.named($0.label, $0.value)) }
        if let objections { blocks.append(.text(objections)) }
        blocks += WordDocument.Block.signature(signature, postedOn)
        if let hash { blocks.append(.text("\(words(.hashTitle)) \(hash)", as: .note, before: 12)) }
        return WordDocument(title: heading, language: words.language, blocks: blocks)
    }
}

extension CertificatePage {
    /// What the page prints, for a word processor: one framed sheet.
    func document(_ words: Words) -> WordDocument {
        let large = { (text: String) in [WordDocument.Run(text, size: 20)] }
        var page = WordDocument.PageSetup()
        (page.orientation, page.isNumbered, page.isFramed) = (.landscape, false, true)
        page.margins = WordDocument.PageSetup.Margins(top: 40, right: 40, bottom: 35, left: 40)
        var blocks: [WordDocument.Block] = []
        if let revoked { blocks.append(.paragraph(WordDocument.Paragraph([WordDocument.Run(revoked, isBold: true)]))) }
        blocks += [
            .paragraph(WordDocument.Paragraph([WordDocument.Run(heading, size: 36)], as: .title, line: 48)),
            .paragraph(WordDocument.Paragraph(large(recipient), indent: 0, line: 40)),
            .paragraph(
                WordDocument.Paragraph(
                    large(citation), indent: words.language == .chinese ? 2 : 0, line: 40)),
            .paragraph(
                WordDocument.Paragraph(large(issuer), alignment: .end, indent: 0, endIndent: 4, line: 40, before: 40)),
            .paragraph(WordDocument.Paragraph(large(date), alignment: .end, indent: 0, endIndent: 4, line: 40)),
        ]
        return WordDocument(title: title, language: words.language, page: page, blocks: blocks)
    }
}

extension API {
    static let noticeDocument: Operation = .document(
        "noticeDocument", "/cycles/{cycle}/notice.docx", .awards,
        "A posted month's notice as a document for word processors, as its page prints it", needing: [.readResults]
    ) { call, transaction, words in
        try NoticePage(NoticePage.Content(transaction, call.id("cycle")), words).document(words)
    }

    static let certificateDocument: Operation = .document(
        "certificateDocument", "/awards/{award}/certificate.docx", .awards,
        "An award's certificate as a document for word processors, as its page prints it", needing: [.readResults]
    ) { call, transaction, words in
        let (award, _) = try transaction.award(call.id("award"))
        return CertificatePage(award, branchName: award.branchName, mayRevoke: false, words).document(words)
    }
}
