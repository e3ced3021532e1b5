// What holds for the process that runs the tests, before any of them begins.
#include <stdlib.h>
#include <unistd.h>

// Bounds what no wait inside a test bounds. Nothing takes a tenth of it on a machine that does nothing else.
enum { longest_run = 3 * 60 * 60 };

__attribute__((constructor)) static void prepare(void) {
    // A few tests at a time: with all of them at once, as the library would have it, a test waits longer for its turn
    // than the servers it talks to have patience. Whoever runs them may say otherwise.
    setenv("SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH", "4", 0);
    // SIGALRM ends the process; the programs that tests start do not inherit it.
    alarm(longest_run);
}
