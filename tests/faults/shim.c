/* Stands between a program and its system: fails or kills at the n-th call that touches files
   below one folder, and moves the wall clock. Loaded with LD_PRELOAD, steered from Python with
   ctypes by shim.py. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { READS = 1, WRITES = 2, NAMES = 4, SYNCS = 8 };

static char root[PATH_MAX];
static size_t root_length;
static int kinds;      /* which kinds of call are counted */
static long target;    /* the call that fails; 0 for none */
static long count;     /* how many have come by */
static long fired;     /* how many were made to fail */
static int failure;    /* the error it fails with; 0 kills the process */
static int lasting;    /* whether every later call fails too */
static long long shift_ns;

#define REAL(name) \
    static __typeof__(name) *real; \
    if (!real) real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

void shim_arm(const char *folder, int which, long at, int error, int lasts) {
    snprintf(root, sizeof root, "%s", folder);
    root_length = strlen(root);
    kinds = which; target = at; failure = error; lasting = lasts;
    count = 0; fired = 0;
}
void shim_disarm(void) { root_length = 0; }
long shim_count(void) { return count; }
long shim_fired(void) { return fired; }
void shim_shift(long long ns) { shift_ns = ns; }

static int strikes(int kind) {
    long now;
    if (!(kind & kinds)) return 0;
    now = __atomic_add_fetch(&count, 1, __ATOMIC_SEQ_CST);
    if (!target || (lasting ? now < target : now != target)) return 0;
    __atomic_add_fetch(&fired, 1, __ATOMIC_SEQ_CST);
    if (!failure) kill(getpid(), SIGKILL);
    errno = failure;
    return 1;
}

static int below(const char *path) {
    return root_length && path && !strncmp(path, root, root_length)
        && (path[root_length] == '/' || path[root_length] == 0);
}

static int opened_below(int fd) {
    char link[64], path[PATH_MAX];
    ssize_t length;
    int before = errno;
    if (!root_length) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    errno = before;
    if (length < 0) return 0;
    path[length] = 0;
    return below(path);
}

static int named_below(int folder, const char *path) {
    if (!root_length || !path) return 0;
    return path[0] == '/' ? below(path) : folder != AT_FDCWD && opened_below(folder);
}

static int opens(const char *path, int folder, int flags) {
    int kind = flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC) ? NAMES : READS;
    return named_below(folder, path) && strikes(kind);
}

#define MODE(last) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | O_TMPFILE)) { \
        va_list rest; va_start(rest, last); mode = va_arg(rest, mode_t); va_end(rest); \
    }
#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); MODE(flags) \
        return opens(path, AT_FDCWD, flags) ? -1 : real(path, flags, mode); \
    }
#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); MODE(flags) \
        return opens(path, folder, flags) ? -1 : real(folder, path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

#define ON_FILE(kind, type, name, parameters, arguments) \
    type name parameters { \
        REAL(name); \
        return opened_below(fd) && strikes(kind) ? -1 : real arguments; \
    }
ON_FILE(READS, ssize_t, read, (int fd, void *to, size_t size), (fd, to, size))
ON_FILE(READS, ssize_t, pread, (int fd, void *to, size_t size, off_t at), (fd, to, size, at))
ON_FILE(READS, ssize_t, pread64, (int fd, void *to, size_t size, off64_t at), (fd, to, size, at))
ON_FILE(WRITES, ssize_t, write, (int fd, const void *from, size_t size), (fd, from, size))
ON_FILE(WRITES, ssize_t, pwrite, (int fd, const void *from, size_t size, off_t at),
        (fd, from, size, at))
ON_FILE(WRITES, ssize_t, pwrite64, (int fd, const void *from, size_t size, off64_t at),
        (fd, from, size, at))
ON_FILE(WRITES, ssize_t, writev, (int fd, const struct iovec *from, int size), (fd, from, size))
ON_FILE(WRITES, int, ftruncate, (int fd, off_t size), (fd, size))
ON_FILE(WRITES, int, ftruncate64, (int fd, off64_t size), (fd, size))
ON_FILE(SYNCS, int, fsync, (int fd), (fd))
ON_FILE(SYNCS, int, fdatasync, (int fd), (fd))

#define ON_NAME(name, parameters, folder, path, arguments) \
    int name parameters { \
        REAL(name); \
        return named_below(folder, path) && strikes(NAMES) ? -1 : real arguments; \
    }
ON_NAME(rename, (const char *from, const char *to), AT_FDCWD, to, (from, to))
ON_NAME(renameat, (int a, const char *from, int b, const char *to), b, to, (a, from, b, to))
ON_NAME(unlink, (const char *path), AT_FDCWD, path, (path))
ON_NAME(unlinkat, (int folder, const char *path, int flags), folder, path, (folder, path, flags))
ON_NAME(mkdir, (const char *path, mode_t mode), AT_FDCWD, path, (path, mode))
ON_NAME(mkdirat, (int folder, const char *path, mode_t mode), folder, path, (folder, path, mode))
ON_NAME(rmdir, (const char *path), AT_FDCWD, path, (path))

int clock_gettime(clockid_t which, struct timespec *now) {
    REAL(clock_gettime);
    int answer = real(which, now);
    if (!answer && shift_ns && (which == CLOCK_REALTIME || which == CLOCK_REALTIME_COARSE)) {
        long long at = now->tv_sec * 1000000000LL + now->tv_nsec + shift_ns;
        now->tv_sec = at / 1000000000LL;
        now->tv_nsec = at % 1000000000LL;
        if (now->tv_nsec < 0) { now->tv_nsec += 1000000000L; now->tv_sec -= 1; }
    }
    return answer;
}
