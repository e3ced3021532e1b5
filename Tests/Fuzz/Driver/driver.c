#define _GNU_SOURCE
#include "Driver.h"

#include <sys/mman.h>

int memory_file(void) { return memfd_create("fuzz", MFD_CLOEXEC); }
