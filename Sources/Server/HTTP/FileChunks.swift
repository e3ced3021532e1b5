import Foundation
package import NIOCore

/// A file's content as the body of a request, in chunks that are read as they are asked for.
package struct FileChunks: AsyncSequence, Sendable {
    /// The file is not there, or not to be read. Without this, what is sent would be an empty file.
    package struct Unreadable: Error, Sendable, Equatable {
        package let path: String
    }

    let path: String
    let progress: @Sendable (Int) -> Void

    /// - Parameter progress: hears how many bytes have gone.
    package init(of path: String, progress: @escaping @Sendable (Int) -> Void) {
        self.path = path
        self.progress = progress
    }

    package struct AsyncIterator: AsyncIteratorProtocol {
        private static let size = 256 << 10

        let path: String
        let progress: @Sendable (Int) -> Void
        private var file: FileHandle?
        private var sent = 0

        fileprivate init(path: String, progress: @escaping @Sendable (Int) -> Void) {
            (self.path, self.progress) = (path, progress)
        }

        package mutating func next() async throws -> ByteBuffer? {
            let (path, open) = (path, file)
            // A disk can be slow, and a connection's event loop serves others as well.
            let (file, data) = try await EventLoopExecutor.leave {
                guard let file = open ?? FileHandle(forReadingAtPath: path) else { throw Unreadable(path: path) }
                return (file, try file.read(upToCount: Self.size))
            }
            self.file = file
            guard let data, !data.isEmpty else { return nil }
            sent += data.count
            progress(sent)
            return ByteBuffer(bytes: data)
        }
    }

    package func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(path: path, progress: progress)
    }
}
