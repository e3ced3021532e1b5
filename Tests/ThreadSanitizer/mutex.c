// Tells ThreadSanitizer of the locks that Swift's Mutex waits for.
//
// On Linux a Mutex that is free is taken and given back by an atomic exchange in the caller's own code, which
// ThreadSanitizer sees. One that is contended is handed over by the kernel (FUTEX_LOCK_PI), called from the Swift
// library, which is not built for ThreadSanitizer: it would see nothing between the two threads, and report every
// use of what the Mutex guards. These three stand before the library's own (LD_PRELOAD), call them, and say what they
// did. Nothing is left out of the search by this: code without its lock is still reported.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

// The runtime's, in the program that is tried; absent in others that this is loaded into.
extern void __tsan_acquire(void *address) __attribute__((weak));
extern void __tsan_release(void *address) __attribute__((weak));

#define SWIFT __attribute__((swiftcall))
#define SELF __attribute__((swift_context)) void *self

#define LOCK "$s15Synchronization12_MutexHandleV9_lockSlowyys6UInt32VF"
#define TRY_LOCK "$s15Synchronization12_MutexHandleV12_tryLockSlowSbyF"
#define UNLOCK "$s15Synchronization12_MutexHandleV11_unlockSlowyyF"

SWIFT void zhibu_lock(uint32_t thread, SELF) __asm__(LOCK);
SWIFT bool zhibu_try_lock(SELF) __asm__(TRY_LOCK);
SWIFT void zhibu_unlock(SELF) __asm__(UNLOCK);

static void *library(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

SWIFT void zhibu_lock(uint32_t thread, SELF) {
    ((SWIFT void (*)(uint32_t, SELF))library(LOCK))(thread, self);
    if (__tsan_acquire) __tsan_acquire(self);
}

SWIFT bool zhibu_try_lock(SELF) {
    bool taken = ((SWIFT bool (*)(SELF))library(TRY_LOCK))(self);
    if (taken && __tsan_acquire) __tsan_acquire(self);
    return taken;
}

SWIFT void zhibu_unlock(SELF) {
    if (__tsan_release) __tsan_release(self);
    ((SWIFT void (*)(SELF))library(UNLOCK))(self);
}
