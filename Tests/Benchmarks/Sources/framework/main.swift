import Foundation
import Hummingbird
import Logging

/// The framework at its barest: `GET /{bytes}` is answered with constant JSON of that size, made beforehand. No
/// middleware, no database, nothing decided.
///
///     framework PORT SIZE...

let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
guard let port = numbers.first, numbers.count > 1, numbers.dropFirst().allSatisfy({ $0 >= 2 }) else {
    print("usage: framework PORT SIZE...")
    exit(64)
}

let router = Router()
for size in Set(numbers.dropFirst()) {
    let body = ByteBuffer(string: "\"" + String(repeating: "x", count: size - 2) + "\"")
    router.get("\(size)") { _, _ in
        Response(status: .ok, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: body))
    }
}
var logger = Logger(label: "framework")
logger.logLevel = .error
let application = Application(
    router: router, configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: port)),
    onServerRunning: { channel in
        let line = "Serving http://127.0.0.1:\(channel.localAddress?.port ?? port)\n"
        FileHandle.standardError.write(Data(line.utf8))
    },
    logger: logger
)
try await application.runService()
