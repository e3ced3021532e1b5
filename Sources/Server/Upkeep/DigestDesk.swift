import Domain
import Foundation
import HTTPTypes
import Storage
import Synchronization

/// A digest ready to be sent.
struct DigestLetter: Sendable {
    let recipient: DigestRecipient
    let digest: OwnDigest
    let text: OwnDigest.Text
}

/// What one round came to.
struct DigestRound: Sendable {
    var sent = 0
    var failed = 0
    /// Of how many people nothing was due.
    var nothing = 0
}

/// Where a server's digests are written and handed over, one round at a time: on its schedule, or because somebody asks.
final class DigestDesk: Sendable {
    let store: Store
    /// nil where the server sends no mail.
    let mail: MailOptions?
    private let systemUser: String
    private let isBusy = Atomic(false)
    private let counts = Mutex(DigestRound())
    /// Of whom nothing was due on a day: they are not looked at again on it.
    private let idle = Mutex<(day: LocalDate?, accounts: Set<ID<Account>>)>((nil, []))

    /// A round ends after so many failures in a row: then it is the way that is broken, and not one address.
    private static let mostFailures = 3

    init(store: Store, mail: MailOptions?, systemUser: String) {
        (self.store, self.mail, self.systemUser) = (store, mail, systemUser)
    }

    /// Since the server was started.
    var totals: DigestRound { counts.withLock { $0 } }

    /// Everybody's digest that would be sent now.
    func letters() async throws -> [DigestLetter] {
        var letters: [DigestLetter] = []
        for recipient in try await recipients(isAsked: true) {
            if let letter = try await letter(to: recipient) { letters.append(letter) }
        }
        return letters
    }

    /// Sends what was not sent yet today.
    ///
    /// - Parameter isAsked: whether somebody asks for it now: then it is not too early, and what failed is tried again.
    /// - Returns: nil where the server sends no mail, or it is too early.
    /// - Throws: a ``Problem`` (409) while another round goes on; ``StorageFault``.
    func send(isAsked: Bool = false) async throws -> DigestRound? {
        guard let mail, isAsked || isTime(mail) else { return nil }
        guard isBusy.compareExchange(expected: false, desired: true, ordering: .acquiring).exchanged else {
            throw Problem(.conflict, "digestsRunning", "the digests are being sent: wait until it is done")
        }
        defer { isBusy.store(false, ordering: .releasing) }
        var (round, failures) = (DigestRound(), 0)
        for recipient in try await recipients(isAsked: isAsked) {
            if Task.isCancelled || failures >= Self.mostFailures { break }
            if !isAsked, isIdle(recipient.account) { continue }
            guard let letter = try await letter(to: recipient) else {
                round.nothing += 1
                noteIdle(recipient.account)
                continue
            }
            let isBegun = try await write { try $0.beginDigest(of: recipient.account) }
            guard isBegun else { continue }
            var fault: String?
            do {
                try await Sendmail(program: mail.program, sender: mail.sender).hand(over: message(letter, mail))
                (round.sent, failures) = (round.sent + 1, 0)
            } catch {
                fault = (error as? Sendmail.Fault)?.detail ?? "it could not be handed over"
                (round.failed, failures) = (round.failed + 1, failures + 1)
            }
            let said = fault
            try await write { try $0.endDigest(of: recipient.account, on: letter.digest.day, fault: said) }
            counts.withLock { counts in
                if said == nil { counts.sent += 1 } else { counts.failed += 1 }
            }
        }
        return round
    }

    private func recipients(isAsked: Bool) async throws -> [DigestRecipient] {
        try await store.read(by: .operator(systemUser: systemUser)) { try $0.digestRecipients(isAsked: isAsked) }
    }

    /// nil for whoever has nothing due, and for whom the database lets in no more.
    private func letter(to recipient: DigestRecipient) async throws -> DigestLetter? {
        let digest: OwnDigest
        do {
            digest = try await store.read(by: .account(recipient.account, name: recipient.name, .reminder)) {
                try OwnDigest($0)
            }
        } catch is CredentialError {
            return nil
        } catch is Authority.Denial {
            return nil
        }
        guard digest.isWorthSending else { return nil }
        let words = try WebResources.embedded.get().words(of: recipient.language.ofPages)
        return DigestLetter(
            recipient: recipient, digest: digest, text: digest.text(words, console: mail?.console ?? "–"))
    }

    private func message(_ letter: DigestLetter, _ mail: MailOptions) -> MailMessage {
        let (now, settings) = (store.clock.now(), store.settings)
        return MailMessage(
            sender: mail.sender, recipient: letter.recipient.address, subject: letter.text.subject,
            body: letter.text.body,
            id: "digest-\(letter.recipient.account.rawValue)-\(letter.digest.day)@\(settings.instance).zhibu",
            date: Date(timeIntervalSince1970: Double(now.seconds)), offset: settings.timeZone.offset(at: now))
    }

    private func write<Value: Sendable>(_ work: @escaping @Sendable (Transaction) throws -> Value) async throws -> Value
    {
        try await store.write(by: .operator(systemUser: systemUser), work)
    }

    private func isTime(_ mail: MailOptions) -> Bool {
        let minutes = store.settings.timeZone.minuteOfDay(of: store.clock.now())
        return minutes >= mail.after.minutes
    }

    private var today: LocalDate { store.settings.timeZone.date(of: store.clock.now()) }

    private func isIdle(_ account: ID<Account>) -> Bool {
        idle.withLock { $0.day == today && $0.accounts.contains(account) }
    }

    private func noteIdle(_ account: ID<Account>) {
        idle.withLock { idle in
            if idle.day != today { idle = (today, []) }
            idle.accounts.insert(account)
        }
    }
}
