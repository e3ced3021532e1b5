/* Makes calls on files fail when it is told to, as a disk would: put before the C library by LD_PRELOAD.

   It is told by a file that both sides map ($FAILING), struct orders below; failing.py is the other side. Nothing is
   changed as long as no order stands. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { WRITES = 1, SYNCS = 2, SIZES = 4 };

struct orders {
    int standing;    /* whether anything is to fail */
    int calls;       /* of which kinds */
    int spared;      /* how many of them go well first; counted down */
    int failing;     /* how many fail then; counted down, -1 for all */
    int error;       /* the errno they fail with; 0 writes only half */
    int met;         /* how many have failed; counted up */
    char suffix[64]; /* of the files they are about; empty for all regular ones */
};

static struct orders *orders;

__attribute__((constructor)) static void open_orders(void) {
    const char *path = getenv("FAILING");
    int file = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) return;
    void *mapped = mmap(NULL, sizeof(struct orders), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (mapped != MAP_FAILED) orders = mapped;
}

static int is_meant(int file) {
    char link[64], path[1024];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length <= 0 || path[0] != '/') return 0;
    path[length] = 0;
    size_t wanted = strlen(orders->suffix);
    return (size_t)length >= wanted && strcmp(path + length - wanted, orders->suffix) == 0;
}

/* Whether this call is to fail. Several threads may ask at once. */
static int fails(int file, int kind) {
    if (!orders || !__atomic_load_n(&orders->standing, __ATOMIC_ACQUIRE)) return 0;
    if (!(orders->calls & kind)) return 0;
    int before = errno;
    int meant = is_meant(file);
    errno = before;
    if (!meant) return 0;
    if (__atomic_fetch_sub(&orders->spared, 1, __ATOMIC_ACQ_REL) > 0) return 0;
    if (orders->failing >= 0 && __atomic_fetch_sub(&orders->failing, 1, __ATOMIC_ACQ_REL) <= 0) {
        __atomic_store_n(&orders->failing, 0, __ATOMIC_RELEASE);
        return 0;
    }
    __atomic_fetch_add(&orders->met, 1, __ATOMIC_ACQ_REL);
    return 1;
}

#define ORIGINAL(name) \
    static __typeof__(&name) original; \
    if (!original) original = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define FAIL_WITH(kind) \
    if (fails(file, kind)) { \
        errno = orders->error ? orders->error : EIO; \
        return -1; \
    }

#define PWRITE(name, offset_type) \
    ssize_t name(int file, const void *data, size_t size, offset_type offset) { \
        ORIGINAL(name); \
        if (fails(file, WRITES)) { \
            if (orders->error == 0 && size > 1) return original(file, data, size / 2, offset); \
            errno = orders->error; \
            return -1; \
        } \
        return original(file, data, size, offset); \
    }

PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

ssize_t write(int file, const void *data, size_t size) {
    ORIGINAL(write);
    FAIL_WITH(WRITES)
    return original(file, data, size);
}

int fsync(int file) {
    ORIGINAL(fsync);
    FAIL_WITH(SYNCS)
    return original(file);
}

int fdatasync(int file) {
    ORIGINAL(fdatasync);
    FAIL_WITH(SYNCS)
    return original(file);
}

int ftruncate(int file, off_t size) {
    ORIGINAL(ftruncate);
    FAIL_WITH(SIZES)
    return original(file, size);
}

int ftruncate64(int file, off64_t size) {
    ORIGINAL(ftruncate64);
    FAIL_WITH(SIZES)
    return original(file, size);
}
