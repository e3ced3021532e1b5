// A disk that keeps no permissions, knows no hard links and syncs no folders, as exFAT, FAT and shares of other machines
// do: below $ZHIBU_PLAIN. And, by $ZHIBU_MOUNTS, what the system says is mounted where.

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_plain(const char *path) {
    const char *folder = getenv("ZHIBU_PLAIN");
    if (folder == NULL || path == NULL) return 0;
    size_t length = strlen(folder);
    return strncmp(path, folder, length) == 0 && (path[length] == '/' || path[length] == 0);
}

static int is_plain_descriptor(int descriptor) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return is_plain(path);
}

static int refuse(int code) {
    errno = code;
    return -1;
}

#define REAL(name) ((typeof(name) *)dlsym(RTLD_NEXT, #name))

int chmod(const char *path, mode_t mode) { return is_plain(path) ? refuse(EPERM) : REAL(chmod)(path, mode); }

int fchmod(int descriptor, mode_t mode) {
    return is_plain_descriptor(descriptor) ? refuse(EPERM) : REAL(fchmod)(descriptor, mode);
}

int fchmodat(int folder, const char *path, mode_t mode, int flags) {
    return is_plain(path) ? refuse(EPERM) : REAL(fchmodat)(folder, path, mode, flags);
}

int fchown(int descriptor, uid_t owner, gid_t group) {
    return is_plain_descriptor(descriptor) ? refuse(EPERM) : REAL(fchown)(descriptor, owner, group);
}

int link(const char *old, const char *new) { return is_plain(new) ? refuse(EPERM) : REAL(link)(old, new); }

int linkat(int from, const char *old, int to, const char *new, int flags) {
    return is_plain(new) ? refuse(EPERM) : REAL(linkat)(from, old, to, new, flags);
}

int fsync(int descriptor) {
    struct stat status;
    if (is_plain_descriptor(descriptor) && REAL(fstat)(descriptor, &status) == 0 && S_ISDIR(status.st_mode)) {
        return refuse(EINVAL);
    }
    return REAL(fsync)(descriptor);
}

static int shown(int result, int plain, struct stat *status) {
    if (result == 0 && plain) status->st_mode = (status->st_mode & S_IFMT) | 0755;
    return result;
}

int stat(const char *path, struct stat *status) { return shown(REAL(stat)(path, status), is_plain(path), status); }

int lstat(const char *path, struct stat *status) { return shown(REAL(lstat)(path, status), is_plain(path), status); }

int fstat(int descriptor, struct stat *status) {
    return shown(REAL(fstat)(descriptor, status), is_plain_descriptor(descriptor), status);
}

static const char *redirected(const char *path) {
    const char *mounts = getenv("ZHIBU_MOUNTS");
    return mounts != NULL && path != NULL && strcmp(path, "/proc/self/mountinfo") == 0 ? mounts : path;
}

int open(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return REAL(open)(redirected(path), flags, mode);
}

int open64(const char *path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    return REAL(open64)(redirected(path), flags, mode);
}

FILE *fopen(const char *path, const char *mode) { return REAL(fopen)(redirected(path), mode); }
