import Domain
import Foundation
import Seeds
import Storage

/// A database from nothing, with the calendar of public holidays: whole, or not at all.
enum NewDatabase {
    /// - Parameter fill: puts in what else it begins with.
    static func make(
        at address: DatabaseAddress, timeZone: BureauTimeZone, fill: (APIClient) async throws -> Void = { _ in }
    ) async throws {
        let store: Store
        do {
            store = try await Store.create(at: address, timeZone: timeZone)
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        }
        let client = APIClient.inProcess(store)
        do {
            try await fill(client)
            try await importHolidays(by: client)
        } catch {
            // Half a beginning is none.
            await client.close()
            removeHalfMade(address)
            throw error
        }
        await client.close()
    }

    /// What PostgreSQL has taken in stays there: it is for whoever runs it to begin with another database.
    static func removeHalfMade(_ address: DatabaseAddress) {
        guard case .file(let path) = address else { return }
        for suffix in ["", "-wal", "-shm", ".keys"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }

    /// Makes the database where there is none, and nothing that tells of one: a disk that is not there, or a file that was
    /// lost, must not look like a bureau that begins anew.
    ///
    /// - Returns: whether it was made.
    static func makeIfNothingIsThere(at address: DatabaseAddress) async throws -> Bool {
        let files = address.place
        func isThere(_ path: String) -> Bool { FileManager.default.fileExists(atPath: path) }
        do {
            if case .postgreSQL(let address, _) = address {
                if try await !Store.isBlank(at: address) { return false }
            } else if isThere(files.database) {
                return false
            }
        } catch let fault as StorageFault {
            throw CommandFailure(fault)
        }
        let traces = [files.keys, files.lastSeal, files.backupFolder, files.attachments] + files.sqlite
        if let trace = traces.first(where: isThere) {
            throw CommandFailure(
                .data,
                """
                there is no \(address.shown), but \(trace) is there: the database was here. Bring it back, or restore a backup \
                (‘zhibu restore’); to begin anew, choose another --database
                """)
        }
        try await make(at: address, timeZone: try BureauTimeZone(BureauTimeZone.standard))
        return true
    }

    private static func importHolidays(by client: APIClient) async throws {
        let calendar = FileManager.default.temporaryDirectory.appending(path: "zhibu-\(UUID().uuidString)-holidays.csv")
        guard let seed = zhibu_seed_named("holidays.csv") else {
            throw CommandFailure(.software, "this program was built without its holiday calendar")
        }
        do {
            try Data(bytes: seed.pointee.bytes, count: seed.pointee.size).write(to: calendar)
        } catch {
            throw CommandFailure(.cannotCreate, "cannot write \(calendar.path): \(error.localizedDescription)")
        }
        defer { try? FileManager.default.removeItem(at: calendar) }
        _ = try await client.upload(calendar.path, to: "/imports/calendar")
    }
}
