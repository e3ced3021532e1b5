import Domain
import HTTPTypes
import Hummingbird
import NIOCore
import Storage

/// A calendar's secret address, the only time that it is shown.
struct CalendarAddressPage: WebPage {
    static let template = TemplateName.calendarAddress

    let title: String
    let address: String

    /// - Parameters:
    ///   - made: the reply of `makeCalendarAddress`.
    ///   - server: where the server's paths begin.
    init(_ words: Words, made: JSON, server: String) {
        title = words(.calendarAddressTitle)
        let language = words.language == .chinese ? "" : "?language=\(words.language.rawValue)"
        address = server + (made["path"]?.string ?? "") + language
    }
}

extension Site {
    static let calendarAddressRoutes: [Route] = [
        .post("/account/calendar-address", of: "/account/reminders", for: .signedIn) { visit in
            let reply = try await visit.perform(API.makeCalendarAddress, once: false)
            // Shown in this very answer: nothing keeps the secret for another one.
            let page = CalendarAddressPage(visit.words, made: try JSON.parse(reply.body), server: visit.address)
            return try visit.show(page, status: .created)
        },
        .post("/account/calendar-address/end", of: "/account/reminders", for: .signedIn) { visit in
            // What has ended already was meant to.
            do { _ = try await visit.perform(API.endCalendarAddress, once: false) } catch StoreError.notFound {}
            return visit.go(to: .reminders.with(.calendarAddressEnded))
        },
        .get(CalendarAddressPath.route, for: .anyone) { visit in
            try await visit.calendar(at: Secret(visit.parameters["secret"] ?? ""))
        },
    ]
}

extension Visit {
    /// The calendar of whoever has the address; not there for one that has ended, and once its owner sees no meetings, of branches neither.
    fileprivate func calendar(at secret: Secret) async throws -> Response {
        let store = site.api.store
        guard let found = try await store.read(by: .nobody, { try $0.signedIn(byCalendarAddress: secret) }) else {
            throw Problem.notFound
        }
        let calendar: MeetingCalendar
        do {
            calendar = try await store.read(by: found.principal) { try $0.personalCalendar(by: CadenceSeed.rules()) }
        } catch is Authority.Denial, is CredentialError {
            throw Problem.notFound
        }
        if found.isUseToBeNoted {
            // A use that cannot be noted (a full disk) keeps nobody from reading.
            try? await store.write(by: .nobody, in: .nowhere) { try $0.noteUse(by: found.principal) }
        }
        let language = query["language"].flatMap(Language.init(rawValue:)) ?? .chinese
        return .calendar(CalendarFile(ownOf: calendar, try resources.words(of: language)))
    }
}

extension Response {
    /// A calendar to subscribe to or open.
    static func calendar(_ file: CalendarFile) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/calendar; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: file.text)))
    }
}
