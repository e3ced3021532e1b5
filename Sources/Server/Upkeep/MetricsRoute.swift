import Domain
import Foundation
import HTTPTypes
import Hummingbird
import Storage

/// What the server measures of itself, for Prometheus: to whoever asks from this machine, and to those who maintain the
/// database, by a token.
struct MetricsRoute {
    let store: Store
    let tally: RequestTally
    let backups: BackupDesk
    let digests: DigestDesk
    let readiness: Readiness
    private let start = Date()

    /// To be added after it is known who asks.
    static func add(to router: Router<ZhibuRequestContext>) {
        router.get("/metrics") { request, context in
            if request.wasPassedOn {
                throw Problem(.forbidden, "notThroughProxy", "metrics are asked for directly, not through a proxy")
            }
            let route = context.served.metrics
            try await route.requireReader(context.principal ?? .nobody, at: context.clientAddress)
            // It asks the disk.
            let text = await EventLoopExecutor.leave { await route.exposition().text }
            return Response(Reply(mediaType: Exposition.mediaType, body: Array(text.utf8)))
        }
    }

    /// Lets through whoever asks from this machine, and from elsewhere those who maintain the database.
    func requireReader(_ principal: Principal, at address: String) async throws {
        if address == "local" || IPAddress(address)?.isLoopback == true { return }
        guard principal != .nobody else {
            throw Problem(
                .unauthorized, "unauthorised", "from another machine, send a token: Authorization: Bearer",
                headers: [.wwwAuthenticate: "Bearer"]
            )
        }
        try await store.read(by: principal) { try $0.requireMaintenance() }
    }

    private func exposition() async -> Exposition {
        var text = Exposition()
        text.begin("zhibu_build_info", "The version that runs.", "gauge")
        text.sample("zhibu_build_info", ["version": Version.current], 1)
        describeRequests(in: &text)
        await describeDatabase(in: &text)
        describeBackups(in: &text)
        if digests.mail != nil { describeDigests(in: &text) }
        let condition = await readiness.condition()
        text.gauge("zhibu_ready", "1 while the database and its disk answer.", condition.isLost ? 0 : 1)
        text.gauge("zhibu_writable", "1 while writes are taken.", condition == .well ? 1 : 0)
        describeProcess(in: &text)
        return text
    }

    private func describeRequests(in text: inout Exposition) {
        let routes = tally.routes.sorted { $0.key < $1.key }
        text.begin("zhibu_http_requests_total", "Requests answered, by route and status.", "counter")
        for (route, count) in routes {
            for (status, answers) in count.answers.sorted(by: { $0.key < $1.key }) {
                text.sample(
                    "zhibu_http_requests_total",
                    ["method": route.method, "route": route.path, "status": "\(status)"], Double(answers)
                )
            }
        }
        let name = "zhibu_http_request_duration_seconds"
        text.begin(name, "From the request's head to its answer.", "histogram")
        for (route, count) in routes {
            text.histogram(
                name, ["method": route.method, "route": route.path], bounds: RequestTally.bounds,
                counts: count.durations, sum: count.total
            )
        }
        text.gauge("zhibu_http_requests_in_flight", "Requests being answered.", Double(tally.inFlight))
    }

    private func describeDatabase(in text: inout Exposition) async {
        let measured = await store.database.measurements()
        text.begin("zhibu_commit_writes", "Writes that shared a commit.", "histogram")
        text.histogram(
            "zhibu_commit_writes", [:], bounds: CommitTally.bounds.map(Double.init), counts: measured.commits.batches,
            sum: Double(measured.commits.writes)
        )
        text.gauge("zhibu_write_queue", "Writes that wait for the next commit.", Double(measured.queuedWrites))
        text.gauge("zhibu_database_bytes", "Size of the database file.", Double(measured.databaseSize))
        if let size = measured.logSize {
            text.gauge("zhibu_database_log_bytes", "Size of its write-ahead log.", Double(size))
        }
    }

    private func describeBackups(in text: inout Exposition) {
        let kept = backups.folder.backups()
        text.gauge("zhibu_backups", "Backups that are kept.", Double(kept.count))
        if let newest = kept.first {
            let age = store.clock.now().seconds - newest.name.madeAt.seconds
            text.gauge("zhibu_backup_age_seconds", "Since the newest backup was begun.", Double(age))
            text.gauge("zhibu_backup_bytes", "Size of the newest backup.", Double(newest.size))
        }
        text.counter("zhibu_backup_failures_total", "Backups that came to nothing.", Double(backups.failureCount))
    }

    private func describeDigests(in text: inout Exposition) {
        let totals = digests.totals
        text.counter("zhibu_digests_sent_total", "Reminders handed over to the mail program.", Double(totals.sent))
        text.counter("zhibu_digest_failures_total", "Tries to hand one over that failed.", Double(totals.failed))
    }

    private func describeProcess(in text: inout Exposition) {
        text.gauge(
            "process_start_time_seconds", "When the server was started.", start.timeIntervalSince1970.rounded())
        // The second number is the pages in memory.
        guard let pages = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " "),
            pages.count > 1, let resident = Double(pages[1])
        else { return }
        text.gauge(
            "process_resident_memory_bytes", "Memory in use.", resident * Double(sysconf(Int32(_SC_PAGESIZE))))
    }
}

extension DatabaseCondition {
    fileprivate var isLost: Bool {
        if case .lost = self { true } else { false }
    }
}
