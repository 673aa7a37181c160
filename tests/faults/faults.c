/* Preloaded into a process, this library makes the nth write-class call on some folders fail, or the last.
 *
 * FAULT_DIRS      folders, separated by ":"; only calls on files below them count
 * faults_arm(at, error, lasting)   count from 0 again; at the at-th call kill the process (error 0) or fail
 *                 with that errno, once or from there on; at 0 only counts
 * faults_count()  calls counted since then
 *
 * Half of a torn write reaches the file before the process dies or the call fails.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

static long counted = 0, armed_at = -1;
static int armed_errno = 0, armed_lasting = 0;

void faults_arm(long at, int error, int lasting) {
    counted = 0;
    armed_at = at;
    armed_errno = error;
    armed_lasting = lasting;
}

long faults_count(void) { return counted; }

static int below(const char *path) {
    const char *dirs = getenv("FAULT_DIRS");
    while (dirs && *dirs) {
        size_t length = strcspn(dirs, ":");
        if (length && !strncmp(path, dirs, length) && (path[length] == '/' || !path[length])) return 1;
        dirs += length + (dirs[length] == ':');
    }
    return 0;
}

static int ours_fd(int fd) {
    char link[64], path[4096];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = syscall(SYS_readlinkat, AT_FDCWD, link, path, sizeof path - 1);
    if (length <= 0) return 0;
    path[length] = 0;
    return below(path);
}

static int ours(int fd, const char *path) {
    if (!path) return 0;
    if (path[0] == '/') return below(path);
    return fd == AT_FDCWD ? 0 : ours_fd(fd);
}

/* Whether this call is to fail; does not come back when it is to kill. */
static int struck(void) {
    if (armed_at < 0) return 0;
    counted++;
    if (!armed_at || !(counted == armed_at || (armed_lasting && counted > armed_at))) return 0;
    if (!armed_errno) {
        kill(getpid(), SIGKILL);
        for (;;) pause();
    }
    errno = armed_errno;
    return 1;
}

static int about_to(void) {
    return armed_at > 0 && (counted + 1 == armed_at || (armed_lasting && counted + 1 > armed_at));
}

#define NEXT(result, name, ...) \
    static result (*next)(__VA_ARGS__); \
    if (!next) next = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *data, size_t size) {
    NEXT(ssize_t, write, int, const void *, size_t);
    if (ours_fd(fd)) {
        if (about_to() && size > 1) (void)!next(fd, data, size / 2);
        if (struck()) return -1;
    }
    return next(fd, data, size);
}

#define BY_FD(result, name, params, types, args) \
    result name params { \
        NEXT(result, name, types); \
        if (ours_fd(fd) && struck()) return -1; \
        return next args; \
    }
#define TYPES(...) __VA_ARGS__
BY_FD(ssize_t, pwrite, (int fd, const void *d, size_t n, off_t o), TYPES(int, const void *, size_t, off_t), (fd, d, n, o))
BY_FD(ssize_t, pwrite64, (int fd, const void *d, size_t n, off64_t o), TYPES(int, const void *, size_t, off64_t), (fd, d, n, o))
BY_FD(ssize_t, writev, (int fd, const struct iovec *v, int n), TYPES(int, const struct iovec *, int), (fd, v, n))
BY_FD(ssize_t, sendfile, (int fd, int in, off_t *o, size_t n), TYPES(int, int, off_t *, size_t), (fd, in, o, n))
BY_FD(ssize_t, sendfile64, (int fd, int in, off64_t *o, size_t n), TYPES(int, int, off64_t *, size_t), (fd, in, o, n))
BY_FD(int, fsync, (int fd), TYPES(int), (fd))
BY_FD(int, fdatasync, (int fd), TYPES(int), (fd))
BY_FD(int, ftruncate, (int fd, off_t n), TYPES(int, off_t), (fd, n))
BY_FD(int, ftruncate64, (int fd, off64_t n), TYPES(int, off64_t), (fd, n))
BY_FD(int, fchmod, (int fd, mode_t m), TYPES(int, mode_t), (fd, m))
BY_FD(int, fchown, (int fd, uid_t u, gid_t g), TYPES(int, uid_t, gid_t), (fd, u, g))

ssize_t copy_file_range(int in, off64_t *oi, int fd, off64_t *oo, size_t n, unsigned flags) {
    NEXT(ssize_t, copy_file_range, int, off64_t *, int, off64_t *, size_t, unsigned);
    if (ours_fd(fd) && struck()) return -1;
    return next(in, oi, fd, oo, n, flags);
}

#define BY_PATH(name, params, types, args, dirfd, path) \
    int name params { \
        NEXT(int, name, types); \
        if (ours(dirfd, path) && struck()) return -1; \
        return next args; \
    }
BY_PATH(rename, (const char *a, const char *b), TYPES(const char *, const char *), (a, b), AT_FDCWD, b)
BY_PATH(renameat, (int f, const char *a, int g, const char *b), TYPES(int, const char *, int, const char *), (f, a, g, b), g, b)
BY_PATH(renameat2, (int f, const char *a, int g, const char *b, unsigned x), TYPES(int, const char *, int, const char *, unsigned), (f, a, g, b, x), g, b)
BY_PATH(link, (const char *a, const char *b), TYPES(const char *, const char *), (a, b), AT_FDCWD, b)
BY_PATH(linkat, (int f, const char *a, int g, const char *b, int x), TYPES(int, const char *, int, const char *, int), (f, a, g, b, x), g, b)
BY_PATH(symlink, (const char *a, const char *b), TYPES(const char *, const char *), (a, b), AT_FDCWD, b)
BY_PATH(unlink, (const char *a), TYPES(const char *), (a), AT_FDCWD, a)
BY_PATH(unlinkat, (int f, const char *a, int x), TYPES(int, const char *, int), (f, a, x), f, a)
BY_PATH(rmdir, (const char *a), TYPES(const char *), (a), AT_FDCWD, a)
BY_PATH(mkdir, (const char *a, mode_t m), TYPES(const char *, mode_t), (a, m), AT_FDCWD, a)
BY_PATH(mkdirat, (int f, const char *a, mode_t m), TYPES(int, const char *, mode_t), (f, a, m), f, a)
BY_PATH(truncate, (const char *a, off_t n), TYPES(const char *, off_t), (a, n), AT_FDCWD, a)
BY_PATH(truncate64, (const char *a, off64_t n), TYPES(const char *, off64_t), (a, n), AT_FDCWD, a)
BY_PATH(chmod, (const char *a, mode_t m), TYPES(const char *, mode_t), (a, m), AT_FDCWD, a)
BY_PATH(fchmodat, (int f, const char *a, mode_t m, int x), TYPES(int, const char *, mode_t, int), (f, a, m, x), f, a)
BY_PATH(chown, (const char *a, uid_t u, gid_t g), TYPES(const char *, uid_t, gid_t), (a, u, g), AT_FDCWD, a)
BY_PATH(fchownat, (int f, const char *a, uid_t u, gid_t g, int x), TYPES(int, const char *, uid_t, gid_t, int), (f, a, u, g, x), f, a)

#define OPENING(name, params, types, args, dirfd) \
    int name params { \
        NEXT(int, name, types); \
        va_list more; \
        va_start(more, flags); \
        mode_t mode = (flags & (O_CREAT | O_TMPFILE)) ? va_arg(more, mode_t) : 0; \
        va_end(more); \
        if ((flags & (O_CREAT | O_TRUNC)) && ours(dirfd, path) && struck()) return -1; \
        return next args; \
    }
OPENING(open, (const char *path, int flags, ...), TYPES(const char *, int, ...), (path, flags, mode), AT_FDCWD)
OPENING(open64, (const char *path, int flags, ...), TYPES(const char *, int, ...), (path, flags, mode), AT_FDCWD)
OPENING(openat, (int fd, const char *path, int flags, ...), TYPES(int, const char *, int, ...), (fd, path, flags, mode), fd)
OPENING(openat64, (int fd, const char *path, int flags, ...), TYPES(int, const char *, int, ...), (fd, path, flags, mode), fd)
