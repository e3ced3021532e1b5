#include <stddef.h>
#include <stdint.h>

/// libFuzzer's own loop (LLVM, "Using libFuzzer as a library"): calls back with input after input, and returns when the
/// time that the arguments give it is over. A callback that ends the process leaves its input in a file.
int LLVMFuzzerRunDriver(int *argumentCount, char ***arguments, int (*callback)(const uint8_t *data, size_t size));

/// A descriptor of an ordinary file that lies in memory.
int memory_file(void);
