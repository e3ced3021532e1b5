import Domain
import Foundation

/// A mail (RFC 5322) of plain text in UTF-8, as `sendmail` takes it.
///
/// Nothing that people wrote comes into its head as it is: addresses have no white space (``EmailAddress``), and the subject is
/// encoded (RFC 2047), so that no name adds a field. The body is Base64, in lines of 76.
struct MailMessage: Sendable {
    let sender: EmailAddress
    let recipient: EmailAddress
    let subject: String
    let body: String
    /// Tells it from every other; the same for another try of the same one.
    let id: String
    let date: Date
    /// How far local time is ahead of UTC, in seconds.
    let offset: Int

    var bytes: [UInt8] {
        let lines = [
            "From: <\(sender.text)>", "To: <\(recipient.text)>", "Subject: \(Self.encoded(subject))",
            "Date: \(Self.written(date, offset: offset))", "Message-ID: <\(id)>", "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64",
            "Auto-Submitted: auto-generated", "",
        ]
        let encoded = Data(body.utf8).base64EncodedString(options: [.lineLength76Characters, .endLineWithLineFeed])
        return Array((lines.joined(separator: "\n") + "\n" + encoded + "\n").utf8)
    }

    /// Encoded words of at most 75 characters, each of whole characters, a line for each.
    private static func encoded(_ text: String) -> String {
        var words: [String] = []
        var piece = ""
        func end() { words.append("=?UTF-8?B?\(Data(piece.utf8).base64EncodedString())?=") }
        for character in text {
            if piece.utf8.count + character.utf8.count > 42, !piece.isEmpty {
                end()
                piece = ""
            }
            piece.append(character)
        }
        end()
        return words.joined(separator: "\n ")
    }

    /// `Sun, 29 Nov 2026 08:00:00 +0800`.
    private static func written(_ date: Date, offset: Int) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = TimeZone(secondsFromGMT: offset)
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss Z"
        return format.string(from: date)
    }
}
