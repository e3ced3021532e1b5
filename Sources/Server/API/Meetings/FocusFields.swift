import Domain
import Storage

/// What is said of a focus of enforcement, field by field.
enum FocusFields {
    static let title = Field("title", Wire.text(Focus.titleMaximum), .focusTitle, hint: .focusTitleHint) {
        (listing: FocusListing) in listing.focus.title
    }
    static let kind = Field("kind", Wire<Focus.Kind>.choice(), .focusKind) { (listing: FocusListing) in
        listing.focus.kind
    }
    static let from = Field("from", Wire.month, .focusFrom) { (listing: FocusListing) in
        listing.focus.months.lowerBound
    }
    static let until = Field("until", Wire.month, .focusUntil) { (listing: FocusListing) in
        listing.focus.months.upperBound
    }
    static let source = Field(
        "source", Wire.text(Focus.sourceMaximum).means("Who set it in the administration: a document or a name."),
        .focusSource, hint: .focusSourceHint
    ) { (listing: FocusListing) in listing.focus.source }
    static let area = Field("area", Wire.text(Focus.areaMaximum).means("Where.").optional, .focusArea) {
        (listing: FocusListing) in listing.focus.area
    }

    // Of what is asked for.

    static let askedUntil = Field(
        "until", Wire.month.means("The first month alone if left out; six months at most.").optional, .focusUntil,
        hint: .focusUntilHint)
    static let reason = Field("reason", .reason, .reason)

    static func take(_ input: inout Input) -> Focus? {
        let (title, kind, from) = (input.take(title), input.take(kind), input.take(from))
        let (until, source, area) = (input.take(askedUntil), input.take(source), input.take(area))
        return input.decide { (errors: inout FieldErrors) -> Focus? in
            guard let title, let kind, let from, let until, let source, let area else { return nil }
            do throws(FieldErrors) {
                return try Focus(title: title, kind: kind, from: from, until: until, source: source, area: area)
            } catch {
                errors.add(error)
                return nil
            }
        }
    }
}

extension Focus.Kind: Worded {
    var word: Word {
        switch self {
        case .campaign: .focusCampaign
        case .district: .focusDistrict
        case .season: .focusSeason
        }
    }
}

extension FocusShare.Kind: Worded {
    var word: Word {
        switch self {
        case .planItem: .plansTitle
        case .meeting: .focusMeetings
        case .deed: .ledgerDeed
        case .publicity: .ledgerPublicity
        }
    }
}

extension Transaction {
    /// The focus that a code names.
    ///
    /// - Throws: ``FieldErrors`` for `field`.
    func requireFocus(_ code: Code, field: String = "focus") throws -> ID<Focus> {
        guard let number = Focus.Number(code.text) else {
            throw FieldErrors(field, .reference, "there is no focus \(code.text)")
        }
        return try requireFocus(number, field: field)
    }
}
