import NIOCore
import NIOPosix
import Testing

@testable import Server

/// Which thread a request is served on.
struct EventLoopTasksTests {
    @Test func `a task stays on its event loop, and leaves it only for what may take long`() async {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let executor = EventLoopExecutor.of(loop)
        #expect(executor === EventLoopExecutor.of(loop))

        await EventLoopExecutor.$current.withValue(executor) {
            await withTaskExecutorPreference(executor) {
                #expect(loop.inEventLoop)
                await Task.yield()
                #expect(loop.inEventLoop)
                await EventLoopExecutor.leave {
                    #expect(!loop.inEventLoop)
                    #expect(EventLoopExecutor.current == nil)
                }
                #expect(loop.inEventLoop)
            }
        }
    }

    @Test func `what has no event loop is left where it is`() async {
        #expect(EventLoopExecutor.current == nil)
        #expect(await EventLoopExecutor.leave { 1 } == 1)
    }

    @Test func `files and whatever is done in steps are served elsewhere`() {
        #expect(API.submitSheet.isSmall)
        #expect(API.listSheets.isSmall)
        #expect(!API.importScores.isSmall)
        #expect(API.operations.filter(\.isSmall).allSatisfy { $0.body.fileTypes.isEmpty && !$0.takesLong })
    }
}
