export const id = 573;
export const ids = [573];
export const modules = {

/***/ 2573:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  kT: () => (/* reexport */ connectedPorts),
  Ac: () => (/* reexport */ doctor),
  TJ: () => (/* reexport */ families),
  aW: () => (/* reexport */ isDivisible),
  EO: () => (/* reexport */ isSyscall),
  me: () => (/* reexport */ listenerOn),
  UT: () => (/* reexport */ listensIn),
  jQ: () => (/* reexport */ mostShortBytes),
  xM: () => (/* reexport */ startSupervisor),
  EE: () => (/* reexport */ syscallNames)
});

// UNUSED EXPORTS: LaunchError, SupervisorError, familiesOf, isolated, isolationProblem, supervisorBinary

;// CONCATENATED MODULE: ./build/js/supervisor/types.js
/** The most that a `short` can ask for, in bytes. */
const mostShortBytes = 2 ** 24;

// EXTERNAL MODULE: external "node:child_process"
var external_node_child_process_ = __webpack_require__(1421);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:url"
var external_node_url_ = __webpack_require__(3136);
// EXTERNAL MODULE: ./build/js/trace/index.js + 8 modules
var trace = __webpack_require__(6795);
;// CONCATENATED MODULE: ./build/js/supervisor/errors.js
/** What can go wrong between the runner and the supervisor, as far as a caller can tell it apart. */

/** There is no supervisor, or not any more: it cannot be started here, it died, or it spoke nonsense. */
class SupervisorError extends Error {
    name = "SupervisorError";
}
/** A service could not be started. Nothing of it is left running. */
class LaunchError extends Error {
    name = "LaunchError";
    service;
    /** What failed: `program`, `directory`, `descriptors`, `process`, `privileges`, `filter`, `exec` or `request`. */
    stage;
    /** Of the kernel, 0 when it has no part in it. */
    errno;
    /** What can be done about it, in one sentence; empty when nothing is known. */
    hint;
    constructor(service, program, directory, stage, errno, detail) {
        const hint = hintFor(stage, errno, program);
        const reason = errno ? `${(0,trace/* errnoText */.iQ)(errno)} (${(0,trace/* errnoName */.gh)(errno)})` : detail;
        super(`cannot start ${service}: ${whatFailed(stage, program, directory)}: ${reason}${hint && `. ${hint}`}`);
        this.service = service;
        this.stage = stage;
        this.errno = errno;
        this.hint = hint;
    }
}
function whatFailed(stage, program, directory) {
    switch (stage) {
        case "program":
        case "exec":
            return program;
        case "directory":
            return `working directory ${directory}`;
        case "privileges":
            return "setting no_new_privs";
        case "filter":
            return "installing the seccomp filter";
        case "descriptors":
            return "making its pipes";
        case "process":
            return "making its process";
        default:
            return stage;
    }
}
const ENOENT = 2;
const ENOEXEC = 8;
const EACCES = 13;
const EBUSY = 16;
const EINVAL = 22;
const EMFILE = 24;
const ENOSYS = 38;
function hintFor(stage, errno, program) {
    if (stage === "program" && errno === ENOENT) {
        return program.includes("/") ? "Has it been built, and is the path relative to the right directory?" : "It is in no directory of PATH.";
    }
    if ((stage === "program" || stage === "exec") && errno === EACCES)
        return "It must be a regular file with permission to execute (chmod +x).";
    if (stage === "exec" && errno === ENOENT) {
        return "The file is there, so what it needs to run is not: the interpreter in its first line, or the dynamic loader it was linked for.";
    }
    if (stage === "exec" && errno === ENOEXEC) {
        return "It is neither an executable for this architecture nor a script with an interpreter (`#!`) in its first line.";
    }
    if (stage === "filter" && errno === EBUSY) {
        return "A seccomp filter above this process already has a listener, and the kernel allows one: run outside of the container or sandbox that installed it.";
    }
    if (stage === "filter" && (errno === EINVAL || errno === ENOSYS)) {
        return "This kernel has no seccomp user notification (Linux 5.5 or later has), or a sandbox refuses it.";
    }
    if (stage === "filter" && errno === EACCES)
        return "The sandbox around this process forbids seccomp filters.";
    if (errno === EMFILE)
        return "Raise the limit of open files (ulimit -n).";
    return "";
}

;// CONCATENATED MODULE: ./build/js/supervisor/binary.js
/**
 * Where the native supervisor's executable lies: beside the bundles in `dist/`, one per architecture. `FAULTBOX_SUPERVISOR` names another
 * one (a build with sanitizers, for example).
 */




/** The executable for this machine, or a [SupervisorError] that says why there is none. */
function binary_supervisorBinary() {
    const named = process.env["FAULTBOX_SUPERVISOR"];
    if (named)
        return named;
    if (process.platform !== "linux") {
        throw new SupervisorError(`faultbox watches system calls with seccomp, which only Linux has; this is ${process.platform}. Run it on a Linux machine, in a Linux container or in CI.`);
    }
    if (process.arch !== "x64" && process.arch !== "arm64") {
        throw new SupervisorError(`faultbox runs on x64 and arm64; this is ${process.arch}.`);
    }
    const here = external_node_path_.dirname((0,external_node_url_.fileURLToPath)(import.meta.url));
    const name = `faultbox-supervisor-${process.arch}`;
    // From a bundle this file is dist/<entry>/index.js, from the sources src/supervisor/binary.ts.
    const places = [external_node_path_.join(here, "..", "native", name), external_node_path_.join(here, "..", "..", "dist", "native", name)];
    const found = places.find((place) => (0,external_node_fs_.existsSync)(place));
    if (found)
        return found;
    throw new SupervisorError(`the supervisor's executable is missing: ${places.join(" or ")}. From a clone, build it with: npm run build:native`);
}

;// CONCATENATED MODULE: ./build/js/supervisor/syscalls.generated.js
/** The numbers and names of the system calls per architecture. Written by native/gen-syscalls.py; do not edit. */
// prettier-ignore
const x64 = [
    [0, "read"],
    [1, "write"],
    [2, "open"],
    [3, "close"],
    [4, "stat"],
    [5, "fstat"],
    [6, "lstat"],
    [7, "poll"],
    [8, "lseek"],
    [9, "mmap"],
    [10, "mprotect"],
    [11, "munmap"],
    [12, "brk"],
    [13, "rt_sigaction"],
    [14, "rt_sigprocmask"],
    [15, "rt_sigreturn"],
    [16, "ioctl"],
    [17, "pread64"],
    [18, "pwrite64"],
    [19, "readv"],
    [20, "writev"],
    [21, "access"],
    [22, "pipe"],
    [23, "select"],
    [24, "sched_yield"],
    [25, "mremap"],
    [26, "msync"],
    [27, "mincore"],
    [28, "madvise"],
    [29, "shmget"],
    [30, "shmat"],
    [31, "shmctl"],
    [32, "dup"],
    [33, "dup2"],
    [34, "pause"],
    [35, "nanosleep"],
    [36, "getitimer"],
    [37, "alarm"],
    [38, "setitimer"],
    [39, "getpid"],
    [40, "sendfile"],
    [41, "socket"],
    [42, "connect"],
    [43, "accept"],
    [44, "sendto"],
    [45, "recvfrom"],
    [46, "sendmsg"],
    [47, "recvmsg"],
    [48, "shutdown"],
    [49, "bind"],
    [50, "listen"],
    [51, "getsockname"],
    [52, "getpeername"],
    [53, "socketpair"],
    [54, "setsockopt"],
    [55, "getsockopt"],
    [56, "clone"],
    [57, "fork"],
    [58, "vfork"],
    [59, "execve"],
    [60, "exit"],
    [61, "wait4"],
    [62, "kill"],
    [63, "uname"],
    [64, "semget"],
    [65, "semop"],
    [66, "semctl"],
    [67, "shmdt"],
    [68, "msgget"],
    [69, "msgsnd"],
    [70, "msgrcv"],
    [71, "msgctl"],
    [72, "fcntl"],
    [73, "flock"],
    [74, "fsync"],
    [75, "fdatasync"],
    [76, "truncate"],
    [77, "ftruncate"],
    [78, "getdents"],
    [79, "getcwd"],
    [80, "chdir"],
    [81, "fchdir"],
    [82, "rename"],
    [83, "mkdir"],
    [84, "rmdir"],
    [85, "creat"],
    [86, "link"],
    [87, "unlink"],
    [88, "symlink"],
    [89, "readlink"],
    [90, "chmod"],
    [91, "fchmod"],
    [92, "chown"],
    [93, "fchown"],
    [94, "lchown"],
    [95, "umask"],
    [96, "gettimeofday"],
    [97, "getrlimit"],
    [98, "getrusage"],
    [99, "sysinfo"],
    [100, "times"],
    [101, "ptrace"],
    [102, "getuid"],
    [103, "syslog"],
    [104, "getgid"],
    [105, "setuid"],
    [106, "setgid"],
    [107, "geteuid"],
    [108, "getegid"],
    [109, "setpgid"],
    [110, "getppid"],
    [111, "getpgrp"],
    [112, "setsid"],
    [113, "setreuid"],
    [114, "setregid"],
    [115, "getgroups"],
    [116, "setgroups"],
    [117, "setresuid"],
    [118, "getresuid"],
    [119, "setresgid"],
    [120, "getresgid"],
    [121, "getpgid"],
    [122, "setfsuid"],
    [123, "setfsgid"],
    [124, "getsid"],
    [125, "capget"],
    [126, "capset"],
    [127, "rt_sigpending"],
    [128, "rt_sigtimedwait"],
    [129, "rt_sigqueueinfo"],
    [130, "rt_sigsuspend"],
    [131, "sigaltstack"],
    [132, "utime"],
    [133, "mknod"],
    [134, "uselib"],
    [135, "personality"],
    [136, "ustat"],
    [137, "statfs"],
    [138, "fstatfs"],
    [139, "sysfs"],
    [140, "getpriority"],
    [141, "setpriority"],
    [142, "sched_setparam"],
    [143, "sched_getparam"],
    [144, "sched_setscheduler"],
    [145, "sched_getscheduler"],
    [146, "sched_get_priority_max"],
    [147, "sched_get_priority_min"],
    [148, "sched_rr_get_interval"],
    [149, "mlock"],
    [150, "munlock"],
    [151, "mlockall"],
    [152, "munlockall"],
    [153, "vhangup"],
    [154, "modify_ldt"],
    [155, "pivot_root"],
    [156, "_sysctl"],
    [157, "prctl"],
    [158, "arch_prctl"],
    [159, "adjtimex"],
    [160, "setrlimit"],
    [161, "chroot"],
    [162, "sync"],
    [163, "acct"],
    [164, "settimeofday"],
    [165, "mount"],
    [166, "umount2"],
    [167, "swapon"],
    [168, "swapoff"],
    [169, "reboot"],
    [170, "sethostname"],
    [171, "setdomainname"],
    [172, "iopl"],
    [173, "ioperm"],
    [174, "create_module"],
    [175, "init_module"],
    [176, "delete_module"],
    [177, "get_kernel_syms"],
    [178, "query_module"],
    [179, "quotactl"],
    [180, "nfsservctl"],
    [181, "getpmsg"],
    [182, "putpmsg"],
    [183, "afs_syscall"],
    [184, "tuxcall"],
    [185, "security"],
    [186, "gettid"],
    [187, "readahead"],
    [188, "setxattr"],
    [189, "lsetxattr"],
    [190, "fsetxattr"],
    [191, "getxattr"],
    [192, "lgetxattr"],
    [193, "fgetxattr"],
    [194, "listxattr"],
    [195, "llistxattr"],
    [196, "flistxattr"],
    [197, "removexattr"],
    [198, "lremovexattr"],
    [199, "fremovexattr"],
    [200, "tkill"],
    [201, "time"],
    [202, "futex"],
    [203, "sched_setaffinity"],
    [204, "sched_getaffinity"],
    [205, "set_thread_area"],
    [206, "io_setup"],
    [207, "io_destroy"],
    [208, "io_getevents"],
    [209, "io_submit"],
    [210, "io_cancel"],
    [211, "get_thread_area"],
    [212, "lookup_dcookie"],
    [213, "epoll_create"],
    [214, "epoll_ctl_old"],
    [215, "epoll_wait_old"],
    [216, "remap_file_pages"],
    [217, "getdents64"],
    [218, "set_tid_address"],
    [219, "restart_syscall"],
    [220, "semtimedop"],
    [221, "fadvise64"],
    [222, "timer_create"],
    [223, "timer_settime"],
    [224, "timer_gettime"],
    [225, "timer_getoverrun"],
    [226, "timer_delete"],
    [227, "clock_settime"],
    [228, "clock_gettime"],
    [229, "clock_getres"],
    [230, "clock_nanosleep"],
    [231, "exit_group"],
    [232, "epoll_wait"],
    [233, "epoll_ctl"],
    [234, "tgkill"],
    [235, "utimes"],
    [236, "vserver"],
    [237, "mbind"],
    [238, "set_mempolicy"],
    [239, "get_mempolicy"],
    [240, "mq_open"],
    [241, "mq_unlink"],
    [242, "mq_timedsend"],
    [243, "mq_timedreceive"],
    [244, "mq_notify"],
    [245, "mq_getsetattr"],
    [246, "kexec_load"],
    [247, "waitid"],
    [248, "add_key"],
    [249, "request_key"],
    [250, "keyctl"],
    [251, "ioprio_set"],
    [252, "ioprio_get"],
    [253, "inotify_init"],
    [254, "inotify_add_watch"],
    [255, "inotify_rm_watch"],
    [256, "migrate_pages"],
    [257, "openat"],
    [258, "mkdirat"],
    [259, "mknodat"],
    [260, "fchownat"],
    [261, "futimesat"],
    [262, "newfstatat"],
    [263, "unlinkat"],
    [264, "renameat"],
    [265, "linkat"],
    [266, "symlinkat"],
    [267, "readlinkat"],
    [268, "fchmodat"],
    [269, "faccessat"],
    [270, "pselect6"],
    [271, "ppoll"],
    [272, "unshare"],
    [273, "set_robust_list"],
    [274, "get_robust_list"],
    [275, "splice"],
    [276, "tee"],
    [277, "sync_file_range"],
    [278, "vmsplice"],
    [279, "move_pages"],
    [280, "utimensat"],
    [281, "epoll_pwait"],
    [282, "signalfd"],
    [283, "timerfd_create"],
    [284, "eventfd"],
    [285, "fallocate"],
    [286, "timerfd_settime"],
    [287, "timerfd_gettime"],
    [288, "accept4"],
    [289, "signalfd4"],
    [290, "eventfd2"],
    [291, "epoll_create1"],
    [292, "dup3"],
    [293, "pipe2"],
    [294, "inotify_init1"],
    [295, "preadv"],
    [296, "pwritev"],
    [297, "rt_tgsigqueueinfo"],
    [298, "perf_event_open"],
    [299, "recvmmsg"],
    [300, "fanotify_init"],
    [301, "fanotify_mark"],
    [302, "prlimit64"],
    [303, "name_to_handle_at"],
    [304, "open_by_handle_at"],
    [305, "clock_adjtime"],
    [306, "syncfs"],
    [307, "sendmmsg"],
    [308, "setns"],
    [309, "getcpu"],
    [310, "process_vm_readv"],
    [311, "process_vm_writev"],
    [312, "kcmp"],
    [313, "finit_module"],
    [314, "sched_setattr"],
    [315, "sched_getattr"],
    [316, "renameat2"],
    [317, "seccomp"],
    [318, "getrandom"],
    [319, "memfd_create"],
    [320, "kexec_file_load"],
    [321, "bpf"],
    [322, "execveat"],
    [323, "userfaultfd"],
    [324, "membarrier"],
    [325, "mlock2"],
    [326, "copy_file_range"],
    [327, "preadv2"],
    [328, "pwritev2"],
    [329, "pkey_mprotect"],
    [330, "pkey_alloc"],
    [331, "pkey_free"],
    [332, "statx"],
    [333, "io_pgetevents"],
    [334, "rseq"],
    [335, "uretprobe"],
    [336, "uprobe"],
    [424, "pidfd_send_signal"],
    [425, "io_uring_setup"],
    [426, "io_uring_enter"],
    [427, "io_uring_register"],
    [428, "open_tree"],
    [429, "move_mount"],
    [430, "fsopen"],
    [431, "fsconfig"],
    [432, "fsmount"],
    [433, "fspick"],
    [434, "pidfd_open"],
    [435, "clone3"],
    [436, "close_range"],
    [437, "openat2"],
    [438, "pidfd_getfd"],
    [439, "faccessat2"],
    [440, "process_madvise"],
    [441, "epoll_pwait2"],
    [442, "mount_setattr"],
    [443, "quotactl_fd"],
    [444, "landlock_create_ruleset"],
    [445, "landlock_add_rule"],
    [446, "landlock_restrict_self"],
    [447, "memfd_secret"],
    [448, "process_mrelease"],
    [449, "futex_waitv"],
    [450, "set_mempolicy_home_node"],
    [451, "cachestat"],
    [452, "fchmodat2"],
    [453, "map_shadow_stack"],
    [454, "futex_wake"],
    [455, "futex_wait"],
    [456, "futex_requeue"],
    [457, "statmount"],
    [458, "listmount"],
    [459, "lsm_get_self_attr"],
    [460, "lsm_set_self_attr"],
    [461, "lsm_list_modules"],
    [462, "mseal"],
    [463, "setxattrat"],
    [464, "getxattrat"],
    [465, "listxattrat"],
    [466, "removexattrat"],
    [467, "open_tree_attr"],
    [468, "file_getattr"],
    [469, "file_setattr"],
    [470, "listns"],
    [471, "rseq_slice_yield"],
];
// prettier-ignore
const arm64 = [
    [0, "io_setup"],
    [1, "io_destroy"],
    [2, "io_submit"],
    [3, "io_cancel"],
    [4, "io_getevents"],
    [5, "setxattr"],
    [6, "lsetxattr"],
    [7, "fsetxattr"],
    [8, "getxattr"],
    [9, "lgetxattr"],
    [10, "fgetxattr"],
    [11, "listxattr"],
    [12, "llistxattr"],
    [13, "flistxattr"],
    [14, "removexattr"],
    [15, "lremovexattr"],
    [16, "fremovexattr"],
    [17, "getcwd"],
    [18, "lookup_dcookie"],
    [19, "eventfd2"],
    [20, "epoll_create1"],
    [21, "epoll_ctl"],
    [22, "epoll_pwait"],
    [23, "dup"],
    [24, "dup3"],
    [25, "fcntl"],
    [26, "inotify_init1"],
    [27, "inotify_add_watch"],
    [28, "inotify_rm_watch"],
    [29, "ioctl"],
    [30, "ioprio_set"],
    [31, "ioprio_get"],
    [32, "flock"],
    [33, "mknodat"],
    [34, "mkdirat"],
    [35, "unlinkat"],
    [36, "symlinkat"],
    [37, "linkat"],
    [38, "renameat"],
    [39, "umount2"],
    [40, "mount"],
    [41, "pivot_root"],
    [42, "nfsservctl"],
    [43, "statfs"],
    [44, "fstatfs"],
    [45, "truncate"],
    [46, "ftruncate"],
    [47, "fallocate"],
    [48, "faccessat"],
    [49, "chdir"],
    [50, "fchdir"],
    [51, "chroot"],
    [52, "fchmod"],
    [53, "fchmodat"],
    [54, "fchownat"],
    [55, "fchown"],
    [56, "openat"],
    [57, "close"],
    [58, "vhangup"],
    [59, "pipe2"],
    [60, "quotactl"],
    [61, "getdents64"],
    [62, "lseek"],
    [63, "read"],
    [64, "write"],
    [65, "readv"],
    [66, "writev"],
    [67, "pread64"],
    [68, "pwrite64"],
    [69, "preadv"],
    [70, "pwritev"],
    [71, "sendfile"],
    [72, "pselect6"],
    [73, "ppoll"],
    [74, "signalfd4"],
    [75, "vmsplice"],
    [76, "splice"],
    [77, "tee"],
    [78, "readlinkat"],
    [79, "newfstatat"],
    [80, "fstat"],
    [81, "sync"],
    [82, "fsync"],
    [83, "fdatasync"],
    [84, "sync_file_range"],
    [85, "timerfd_create"],
    [86, "timerfd_settime"],
    [87, "timerfd_gettime"],
    [88, "utimensat"],
    [89, "acct"],
    [90, "capget"],
    [91, "capset"],
    [92, "personality"],
    [93, "exit"],
    [94, "exit_group"],
    [95, "waitid"],
    [96, "set_tid_address"],
    [97, "unshare"],
    [98, "futex"],
    [99, "set_robust_list"],
    [100, "get_robust_list"],
    [101, "nanosleep"],
    [102, "getitimer"],
    [103, "setitimer"],
    [104, "kexec_load"],
    [105, "init_module"],
    [106, "delete_module"],
    [107, "timer_create"],
    [108, "timer_gettime"],
    [109, "timer_getoverrun"],
    [110, "timer_settime"],
    [111, "timer_delete"],
    [112, "clock_settime"],
    [113, "clock_gettime"],
    [114, "clock_getres"],
    [115, "clock_nanosleep"],
    [116, "syslog"],
    [117, "ptrace"],
    [118, "sched_setparam"],
    [119, "sched_setscheduler"],
    [120, "sched_getscheduler"],
    [121, "sched_getparam"],
    [122, "sched_setaffinity"],
    [123, "sched_getaffinity"],
    [124, "sched_yield"],
    [125, "sched_get_priority_max"],
    [126, "sched_get_priority_min"],
    [127, "sched_rr_get_interval"],
    [128, "restart_syscall"],
    [129, "kill"],
    [130, "tkill"],
    [131, "tgkill"],
    [132, "sigaltstack"],
    [133, "rt_sigsuspend"],
    [134, "rt_sigaction"],
    [135, "rt_sigprocmask"],
    [136, "rt_sigpending"],
    [137, "rt_sigtimedwait"],
    [138, "rt_sigqueueinfo"],
    [139, "rt_sigreturn"],
    [140, "setpriority"],
    [141, "getpriority"],
    [142, "reboot"],
    [143, "setregid"],
    [144, "setgid"],
    [145, "setreuid"],
    [146, "setuid"],
    [147, "setresuid"],
    [148, "getresuid"],
    [149, "setresgid"],
    [150, "getresgid"],
    [151, "setfsuid"],
    [152, "setfsgid"],
    [153, "times"],
    [154, "setpgid"],
    [155, "getpgid"],
    [156, "getsid"],
    [157, "setsid"],
    [158, "getgroups"],
    [159, "setgroups"],
    [160, "uname"],
    [161, "sethostname"],
    [162, "setdomainname"],
    [163, "getrlimit"],
    [164, "setrlimit"],
    [165, "getrusage"],
    [166, "umask"],
    [167, "prctl"],
    [168, "getcpu"],
    [169, "gettimeofday"],
    [170, "settimeofday"],
    [171, "adjtimex"],
    [172, "getpid"],
    [173, "getppid"],
    [174, "getuid"],
    [175, "geteuid"],
    [176, "getgid"],
    [177, "getegid"],
    [178, "gettid"],
    [179, "sysinfo"],
    [180, "mq_open"],
    [181, "mq_unlink"],
    [182, "mq_timedsend"],
    [183, "mq_timedreceive"],
    [184, "mq_notify"],
    [185, "mq_getsetattr"],
    [186, "msgget"],
    [187, "msgctl"],
    [188, "msgrcv"],
    [189, "msgsnd"],
    [190, "semget"],
    [191, "semctl"],
    [192, "semtimedop"],
    [193, "semop"],
    [194, "shmget"],
    [195, "shmctl"],
    [196, "shmat"],
    [197, "shmdt"],
    [198, "socket"],
    [199, "socketpair"],
    [200, "bind"],
    [201, "listen"],
    [202, "accept"],
    [203, "connect"],
    [204, "getsockname"],
    [205, "getpeername"],
    [206, "sendto"],
    [207, "recvfrom"],
    [208, "setsockopt"],
    [209, "getsockopt"],
    [210, "shutdown"],
    [211, "sendmsg"],
    [212, "recvmsg"],
    [213, "readahead"],
    [214, "brk"],
    [215, "munmap"],
    [216, "mremap"],
    [217, "add_key"],
    [218, "request_key"],
    [219, "keyctl"],
    [220, "clone"],
    [221, "execve"],
    [222, "mmap"],
    [223, "fadvise64"],
    [224, "swapon"],
    [225, "swapoff"],
    [226, "mprotect"],
    [227, "msync"],
    [228, "mlock"],
    [229, "munlock"],
    [230, "mlockall"],
    [231, "munlockall"],
    [232, "mincore"],
    [233, "madvise"],
    [234, "remap_file_pages"],
    [235, "mbind"],
    [236, "get_mempolicy"],
    [237, "set_mempolicy"],
    [238, "migrate_pages"],
    [239, "move_pages"],
    [240, "rt_tgsigqueueinfo"],
    [241, "perf_event_open"],
    [242, "accept4"],
    [243, "recvmmsg"],
    [260, "wait4"],
    [261, "prlimit64"],
    [262, "fanotify_init"],
    [263, "fanotify_mark"],
    [264, "name_to_handle_at"],
    [265, "open_by_handle_at"],
    [266, "clock_adjtime"],
    [267, "syncfs"],
    [268, "setns"],
    [269, "sendmmsg"],
    [270, "process_vm_readv"],
    [271, "process_vm_writev"],
    [272, "kcmp"],
    [273, "finit_module"],
    [274, "sched_setattr"],
    [275, "sched_getattr"],
    [276, "renameat2"],
    [277, "seccomp"],
    [278, "getrandom"],
    [279, "memfd_create"],
    [280, "bpf"],
    [281, "execveat"],
    [282, "userfaultfd"],
    [283, "membarrier"],
    [284, "mlock2"],
    [285, "copy_file_range"],
    [286, "preadv2"],
    [287, "pwritev2"],
    [288, "pkey_mprotect"],
    [289, "pkey_alloc"],
    [290, "pkey_free"],
    [291, "statx"],
    [292, "io_pgetevents"],
    [293, "rseq"],
    [294, "kexec_file_load"],
    [424, "pidfd_send_signal"],
    [425, "io_uring_setup"],
    [426, "io_uring_enter"],
    [427, "io_uring_register"],
    [428, "open_tree"],
    [429, "move_mount"],
    [430, "fsopen"],
    [431, "fsconfig"],
    [432, "fsmount"],
    [433, "fspick"],
    [434, "pidfd_open"],
    [435, "clone3"],
    [436, "close_range"],
    [437, "openat2"],
    [438, "pidfd_getfd"],
    [439, "faccessat2"],
    [440, "process_madvise"],
    [441, "epoll_pwait2"],
    [442, "mount_setattr"],
    [443, "quotactl_fd"],
    [444, "landlock_create_ruleset"],
    [445, "landlock_add_rule"],
    [446, "landlock_restrict_self"],
    [447, "memfd_secret"],
    [448, "process_mrelease"],
    [449, "futex_waitv"],
    [450, "set_mempolicy_home_node"],
    [451, "cachestat"],
    [452, "fchmodat2"],
    [453, "map_shadow_stack"],
    [454, "futex_wake"],
    [455, "futex_wait"],
    [456, "futex_requeue"],
    [457, "statmount"],
    [458, "listmount"],
    [459, "lsm_get_self_attr"],
    [460, "lsm_set_self_attr"],
    [461, "lsm_list_modules"],
    [462, "mseal"],
    [463, "setxattrat"],
    [464, "getxattrat"],
    [465, "listxattrat"],
    [466, "removexattrat"],
    [467, "open_tree_attr"],
    [468, "file_getattr"],
    [469, "file_setattr"],
    [470, "listns"],
    [471, "rseq_slice_yield"],
];

;// CONCATENATED MODULE: ./build/js/supervisor/frames.js

/** Changes whenever a frame changes; `native/supervisor.h` holds the same number. */
const protocolVersion = 4;
/** No frame is longer. The longest are stacks: at most 256 records' worth of skeletons of at most 20 KiB. */
const maxFrame = 16 << 20;
const recordSize = 80;
/** The supervisor said something that is not in the protocol. */
class FrameError extends Error {
    name = "FrameError";
}
/** Reads the values of a frame one after the other; reading beyond its end is a [FrameError]. */
class Reader {
    bytes;
    view;
    at = 0;
    constructor(bytes) {
        this.bytes = bytes;
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }
    get left() {
        return this.bytes.length - this.at;
    }
    take(count) {
        if (count > this.left)
            throw new FrameError(`a frame ends early: ${count} bytes wanted at ${this.at}, it has ${this.bytes.length}`);
        const at = this.at;
        this.at += count;
        return at;
    }
    u8() {
        return this.view.getUint8(this.take(1));
    }
    u16() {
        return this.view.getUint16(this.take(2), true);
    }
    u32() {
        return this.view.getUint32(this.take(4), true);
    }
    i32() {
        return this.view.getInt32(this.take(4), true);
    }
    u64() {
        return this.view.getBigUint64(this.take(8), true);
    }
    bytesOf(length) {
        const at = this.take(length);
        return this.bytes.subarray(at, at + length);
    }
    text() {
        const length = this.u32();
        const at = this.take(length);
        return Buffer.from(this.bytes.buffer, this.bytes.byteOffset + at, length).toString("utf8");
    }
    rest() {
        return this.bytes.subarray(this.take(this.left));
    }
    /** Says that nothing may be left. */
    done() {
        if (this.left)
            throw new FrameError(`a frame is ${this.left} bytes longer than it should be`);
    }
}
const none = Object.freeze({ kind: "none" });
function readObject(reader) {
    const id = reader.u32();
    const kind = reader.u8();
    const deleted = reader.u8() !== 0;
    const inode = Number(reader.u64());
    const a = reader.text();
    const b = reader.text();
    return [id, Object.freeze(objectOf(kind, deleted, inode, a, b))];
}
function objectOf(kind, deleted, inode, a, b) {
    switch (kind) {
        case 1:
            return deleted ? { kind: "file", path: a, deleted } : { kind: "file", path: a };
        case 2:
            return { kind: "socket", ...(a && { local: a }), ...(b && { peer: b }), inode };
        case 3:
            return { kind: "pipe", inode };
        case 4:
            if (a === "stdin" || a === "stdout" || a === "stderr")
                return { kind: "stdio", name: a };
            throw new FrameError(`a standard stream called ${JSON.stringify(a)}`);
        case 5:
            return { kind: "anon", name: a };
        default:
            throw new FrameError(`an object of kind ${kind}`);
    }
}
/** The supervisor names at most 16,384 stacks before it begins anew with higher numbers; calls that wait may name older ones. */
const keptStacks = 4 * 16_384;
const keptImages = 1_024;
function forgetOldest(map, keep) {
    for (const key of map.keys()) {
        if (map.size <= keep)
            return;
        map.delete(key);
    }
}
/** Addresses are numbers: those of processes have at most 52 bits. What has more is none. */
function address(value) {
    return value < 2n ** 53n ? Number(value) : 0;
}
function readImage(reader) {
    const service = reader.u32();
    const pid = reader.u32();
    const mappings = [];
    for (let count = reader.u32(); count > 0; count--)
        mappings.push({
            start: address(reader.u64()),
            end: address(reader.u64()),
            offset: address(reader.u64()),
            inode: address(reader.u64()),
            path: reader.text(),
        });
    return [{ pid, mappings }, service];
}
function readStack(reader, images) {
    const id = reader.u32();
    const image = images.get(id);
    if (!image)
        throw new FrameError(`mappings ${id}, which were never described`);
    const pc = address(reader.u64());
    const code = new Map();
    const links = new Map();
    while (reader.left) {
        const place = reader.u16();
        if (place & 0x8000)
            links.set(8 * (place & 0x7fff), 8 * reader.u16());
        else
            code.set(8 * place, address(reader.u64()));
    }
    return { image, pc, code, links };
}
/** Where `has` says which of the optional fields a record carries. */
const has = { fd: 1, target: 2, size: 4, flags: 8, rule: 16 };
const allow = Object.freeze({ kind: "allow" });
const allowSystemPath = Object.freeze({ kind: "allow-system-path" });
const frames_trace = Object.freeze({ kind: "trace" });
/** Takes the bytes of the supervisor's stream as they come and gives whole frames. */
class Decoder {
    naming;
    left = new Uint8Array(0);
    /** By id; [0] is the object that is none. */
    objects = [none];
    decisions = new Map();
    images = new Map();
    stacks = new Map();
    callNames = [];
    constructor(naming) {
        this.naming = naming;
    }
    /** The frames that [chunk] completes. */
    push(chunk) {
        const bytes = this.left.length ? Buffer.concat([this.left, chunk]) : chunk;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const frames = [];
        let at = 0;
        while (bytes.length - at >= 4) {
            const length = view.getUint32(at, true);
            if (length > maxFrame || length === 0)
                throw new FrameError(`a frame of ${length} bytes`);
            if (bytes.length - at - 4 < length)
                break;
            const frame = this.decode(bytes.subarray(at + 4, at + 4 + length));
            if (frame)
                frames.push(frame);
            at += 4 + length;
        }
        this.left = bytes.subarray(at);
        return frames;
    }
    decode(bytes) {
        const reader = new Reader(bytes);
        const type = reader.u8();
        switch (type) {
            case 1:
                return this.hello(reader);
            case 2:
                return { type: "reply", request: reader.u32(), body: reader };
            case 3: {
                const frame = { type: "failure", request: reader.u32(), errno: reader.u32(), stage: reader.text(), detail: reader.text() };
                reader.done();
                return frame;
            }
            case 4:
                while (reader.left) {
                    const [id, object] = readObject(reader);
                    if (id !== this.objects.length)
                        throw new FrameError(`object ${id} where ${this.objects.length} was to come`);
                    this.objects.push(object);
                }
                return undefined;
            case 5:
                reader.done();
                this.objects = [none];
                return undefined;
            case 6:
                return { type: "calls", records: this.calls(bytes.subarray(1)) };
            case 11: {
                const [record, ...more] = this.calls(bytes.subarray(1));
                if (!record || more.length)
                    throw new FrameError(`${more.length} calls held in one frame`);
                return { type: "held", record };
            }
            case 7: {
                const service = reader.u32();
                const stream = reader.u8();
                if (stream !== 1 && stream !== 2)
                    throw new FrameError(`output stream ${stream}`);
                return { type: "output", service, stream: stream === 1 ? "stdout" : "stderr", atNs: reader.u64(), bytes: reader.rest().slice() };
            }
            case 8: {
                const frame = { type: "exit", service: reader.u32(), pid: reader.u32(), atNs: reader.u64(), status: reader.u32() };
                reader.done();
                return frame;
            }
            case 9: {
                const service = reader.u32();
                const counters = new Map();
                for (let count = reader.u32(); count > 0; count--)
                    counters.set(reader.u32(), { seen: reader.u64(), fired: reader.u64() });
                const frame = { type: "ended", service, counters };
                reader.done();
                return frame;
            }
            case 10: {
                const frame = { type: "notice", service: reader.u32(), code: reader.text(), message: reader.text() };
                reader.done();
                return frame;
            }
            case 12:
                while (reader.left)
                    this.announced(reader);
                return undefined;
            default:
                throw new FrameError(`a frame of type ${type}`);
        }
    }
    /** Takes in mappings, or the skeleton of a stack. */
    announced(reader) {
        const kind = reader.u8();
        const id = reader.u32();
        if (kind === 1) {
            const [image, service] = readImage(reader);
            if (this.naming.service(service) === undefined)
                throw new FrameError(`mappings of service ${service}, which was never launched`);
            this.images.set(id, image);
            forgetOldest(this.images, keptImages);
        }
        else if (kind === 2) {
            this.stacks.set(id, readStack(new Reader(reader.bytesOf(reader.u32())), this.images));
            forgetOldest(this.stacks, keptStacks);
        }
        else
            throw new FrameError(`news of kind ${kind}`);
    }
    hello(reader) {
        const version = reader.u32();
        if (version !== protocolVersion)
            throw new FrameError(`it speaks protocol ${version}, this is ${protocolVersion}`);
        const arch = reader.text();
        const names = [];
        for (const [number, name] of arch === "arm64" ? arm64 : x64)
            names[number] = name;
        this.callNames = names;
        const frame = {
            type: "hello",
            version,
            arch,
            kernel: reader.text(),
            worker: reader.u32(),
            installErrno: reader.u32(),
            memoryErrno: reader.u32(),
            getfdErrno: reader.u32(),
            ptraceErrno: reader.u32(),
            syncWakeUp: reader.u8() !== 0,
            waitKillable: reader.u8() !== 0,
        };
        const notes = [];
        for (let count = reader.u32(); count > 0; count--)
            notes.push(reader.text());
        reader.done();
        return { ...frame, notes };
    }
    calls(bytes) {
        if (bytes.length % recordSize)
            throw new FrameError(`records of ${recordSize} bytes in ${bytes.length}`);
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        const records = [];
        for (let at = 0; at < bytes.length; at += recordSize)
            records.push(this.call(view, at));
        return records;
    }
    call(view, at) {
        const number = view.getUint32(at + 32, true);
        const service = this.naming.service(number);
        if (service === undefined)
            throw new FrameError(`a call of service ${number}, which was never launched`);
        const present = view.getUint8(at + 71);
        const atNs = view.getBigUint64(at, true);
        const latencyNs = wide(view, at + 8);
        const pid = view.getUint32(at + 36, true);
        const tid = view.getUint32(at + 40, true);
        const call = view.getUint16(at + 68, true);
        const name = this.callNames[call] ?? `syscall_${call}`;
        const decision = this.decision(view.getUint8(at + 70), wide(view, at + 24), view.getUint32(at + 60, true));
        const object = this.object(view.getUint32(at + 44, true));
        const epoch = view.getUint32(at + 64, true);
        const fd = view.getInt32(at + 52, true);
        // Most calls read or write through a descriptor. Written as one literal these take a sixth less memory, and a run keeps a million.
        const record = (present & (has.fd | has.size)) === (has.fd | has.size)
            ? { service, atNs, latencyNs, pid, tid, name, decision, object, epoch, fd, size: wide(view, at + 16) }
            : { service, atNs, latencyNs, pid, tid, name, decision, object, epoch };
        if (present & has.fd)
            record.fd = fd;
        if (present & has.size)
            record.size = wide(view, at + 16);
        if (present & has.flags)
            record.flags = view.getUint32(at + 56, true);
        if (present & has.rule)
            record.rule = view.getUint32(at + 60, true);
        const stack = this.stacks.get(view.getUint32(at + 72, true));
        if (stack)
            record.stack = stack;
        if (present & has.target) {
            const target = this.object(view.getUint32(at + 48, true));
            if (target.kind === "file")
                record.target = target.path;
        }
        return record;
    }
    object(id) {
        const object = this.objects[id];
        if (!object)
            throw new FrameError(`object ${id}, which was never described`);
        return object;
    }
    /** One value for all records with the same decision: there are few, and a million records share them. */
    decision(kind, argument, rule) {
        if (kind === 0)
            return allow;
        if (kind === 1)
            return allowSystemPath;
        if (kind === 2)
            return frames_trace;
        const key = `${kind}:${argument}:${kind === 5 ? rule : 0}`;
        let decision = this.decisions.get(key);
        if (!decision) {
            decision = Object.freeze(kind === 5 ? { kind: "hold", tag: this.naming.tag(rule) ?? "" } : decisionOf(kind, argument));
            this.decisions.set(key, decision);
        }
        return decision;
    }
}
function decisionOf(kind, argument) {
    switch (kind) {
        case 3:
            return { kind: "deny", errno: argument };
        case 4:
            return { kind: "delay", delayNs: argument };
        case 6:
            return { kind: "short", bytes: argument };
        case 7:
            return { kind: "crash", when: argument === 0 ? "before" : "after" };
        default:
            throw new FrameError(`a decision of kind ${kind}`);
    }
}
/** A 64-bit count as a number: exact up to 2^53, and no latency or size is beyond. */
function wide(view, at) {
    return view.getUint32(at + 4, true) * 0x1_0000_0000 + view.getUint32(at, true);
}
/** Writes the values of a request one after the other. */
class Writer {
    parts = [];
    u8(value) {
        this.parts.push(Buffer.from([value]));
        return this;
    }
    u32(value) {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32LE(value);
        this.parts.push(bytes);
        return this;
    }
    u64(value) {
        const bytes = Buffer.alloc(8);
        bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
        this.parts.push(bytes);
        return this;
    }
    f64(value) {
        const bytes = Buffer.alloc(8);
        bytes.writeDoubleLE(value);
        this.parts.push(bytes);
        return this;
    }
    text(value) {
        const bytes = Buffer.from(value, "utf8");
        this.u32(bytes.length);
        this.parts.push(bytes);
        return this;
    }
    texts(values) {
        this.u32(values.length);
        for (const value of values)
            this.text(value);
        return this;
    }
    /** The request as a frame. */
    frame() {
        const length = Buffer.alloc(4);
        length.writeUInt32LE(this.parts.reduce((sum, part) => sum + part.length, 0));
        return Buffer.concat([length, ...this.parts]);
    }
}
const actions = { trace: 0, allow: 1, deny: 2, delay: 3, hold: 4, short: 5, crash: 6 };
const always = 2n ** 64n - 1n;
const uncounted = { seen: 0n, fired: 0n };
function writeRules(writer, rules, counters = new Map()) {
    writer.u32(rules.length);
    for (const rule of rules) {
        const [ordinal, n] = ordinalOf(rule);
        writer.u32(rule.id).u8(actions[rule.action.kind]).u8(ordinal);
        writer.u8(rule.exemptSystemPaths ? 1 : 0);
        writer.u64(argumentOf(rule)).u64(BigInt(n));
        writer.f64(rule.probability ?? 1).u64(rule.seed ?? 0n);
        writer.u64(rule.maxFires === undefined ? always : BigInt(rule.maxFires));
        const { seen, fired } = counters.get(rule.id) ?? uncounted;
        writer.u64(seen).u64(fired);
        writer
            .text(rule.path ?? "")
            .text(rule.address ?? "")
            .texts(rule.syscalls);
    }
}
function ordinalOf(rule) {
    if (rule.nth !== undefined)
        return [1, rule.nth];
    if (rule.first !== undefined)
        return [2, rule.first];
    if (rule.every !== undefined)
        return [3, rule.every];
    if (rule.after !== undefined)
        return [4, rule.after];
    return [0, 0];
}
function argumentOf(rule) {
    switch (rule.action.kind) {
        case "deny":
            return BigInt(rule.action.errno);
        case "delay":
            return BigInt(Math.round(rule.action.delayNs));
        case "short":
            return BigInt(rule.action.bytes);
        case "crash":
            return rule.action.when === "before" ? 0n : 1n;
        case "trace":
        case "allow":
        case "hold":
            return 0n;
    }
}
function launchRequest(request, service, spec) {
    const writer = new Writer().u8(1).u32(request).u32(service);
    writer
        .u8((spec.allowIoUring ? 1 : 0) | (spec.stacks ? 2 : 0))
        .text(spec.cwd)
        .texts(spec.argv);
    writer.texts(Object.entries(spec.env).map(([name, value]) => `${name}=${value}`));
    writer.texts(spec.intercept);
    writeRules(writer, spec.rules, spec.counters);
    return writer.frame();
}
function rulesRequest(request, service, rules) {
    const writer = new Writer().u8(2).u32(request).u32(service);
    writeRules(writer, rules);
    return writer.frame();
}
function stopRequest(request, service, graceMs) {
    return new Writer().u8(3).u32(request).u32(service).u32(graceMs).frame();
}
function pidsRequest(request, service) {
    return new Writer().u8(4).u32(request).u32(service).frame();
}
function syncRequest(request) {
    return new Writer().u8(5).u32(request).frame();
}
function releaseRequest(request, service, rule, count, tid) {
    return new Writer().u8(6).u32(request).u32(service).u32(rule).u32(count).u32(tid).frame();
}

;// CONCATENATED MODULE: ./build/js/supervisor/client.js
/**
 * The runner's side of the native supervisor: starts it, asks, and hands on what it tells. One supervisor serves all services of a
 * worker; it dies with this process, and every service with it.
 */





/** After its stdin was closed the supervisor has this long to end its services before it is killed; it needs some milliseconds. */
const disposeMs = 10_000;
/** Of what the supervisor writes to stderr (nothing, unless it fails) so much is kept for the error. */
const stderrLimit = 16 << 10;
/** Starts a supervisor. Rejects with a [SupervisorError] when it cannot run here at all. */
async function startSupervisor(options) {
    options.signal?.throwIfAborted();
    const connection = new Connection(options.binary ?? binary_supervisorBinary(), options.listener);
    const abort = () => connection.close();
    options.signal?.addEventListener("abort", abort);
    try {
        const hello = await connection.hello;
        return new NativeSupervisor(connection, hello, () => options.signal?.removeEventListener("abort", abort));
    }
    catch (error) {
        options.signal?.removeEventListener("abort", abort);
        options.signal?.throwIfAborted();
        throw error;
    }
}
/** A promise to be settled from outside, whose rejection need not be looked at by anybody. */
function deferred() {
    const made = Promise.withResolvers();
    made.promise.catch(() => undefined);
    return made;
}
/** The process and its two streams of frames. */
class Connection {
    hello;
    /** Rejects when the supervisor ends without having been asked to. */
    died;
    /** Resolves when its process is gone, for whatever reason. */
    closed;
    child;
    listener;
    greeted = deferred();
    death = deferred();
    decoder;
    services = new Map();
    waiting = new Map();
    tags = new Map();
    requests = 0;
    numbers = 0;
    closing = false;
    failure;
    stderr = "";
    constructor(binary, listener) {
        this.listener = listener;
        this.hello = this.greeted.promise;
        this.died = this.death.promise;
        this.decoder = new Decoder({ service: (number) => this.services.get(number)?.name, tag: (rule) => this.tags.get(rule) });
        // A session of its own, so that Ctrl-C at a terminal reaches this process only, which then ends the services in order. No environment:
        // services get theirs from their [LaunchSpec], and what is secret in ours stays here.
        this.child = (0,external_node_child_process_.spawn)(binary, [], { stdio: ["pipe", "pipe", "pipe"], detached: true, env: {} });
        const closed = deferred();
        this.closed = closed.promise;
        this.child.on("error", (error) => {
            this.failure ??= new SupervisorError(`cannot run the supervisor ${binary}: ${error.message}`, { cause: error });
            if (this.child.pid === undefined)
                this.end(closed, null, null);
        });
        this.child.on("close", (code, signal) => this.end(closed, code, signal));
        // EPIPE on stdin is told by "close" with its reason.
        this.child.stdin.on("error", () => undefined);
        this.child.stderr.setEncoding("utf8").on("data", (text) => {
            this.stderr = (this.stderr + text).slice(-stderrLimit);
        });
        this.child.stdout.on("data", (chunk) => this.receive(chunk));
    }
    receive(chunk) {
        if (this.failure)
            return;
        try {
            for (const frame of this.decoder.push(chunk))
                this.handle(frame);
        }
        catch (error) {
            this.failure = new SupervisorError(`the supervisor cannot be understood: ${error instanceof Error ? error.message : String(error)}`, {
                cause: error,
            });
            this.child.kill("SIGTERM");
        }
    }
    handle(frame) {
        switch (frame.type) {
            case "hello":
                this.greeted.resolve(frame);
                return;
            case "calls":
                this.listener.calls(frame.records);
                return;
            case "reply":
                this.taken(frame.request)?.done(frame.body);
                return;
            case "failure": {
                const waiting = this.taken(frame.request);
                waiting?.failed(waiting.refused(frame.errno, frame.stage, frame.detail));
                return;
            }
            case "output":
                this.listener.output({ service: this.tracked(frame.service).name, stream: frame.stream, atNs: frame.atNs, bytes: frame.bytes });
                return;
            case "exit": {
                const service = this.tracked(frame.service);
                const exit = { service: service.name, atNs: frame.atNs, pid: frame.pid, ...statusOf(frame.status) };
                this.listener.exit(exit);
                service.exited.resolve(exit);
                return;
            }
            case "ended":
                this.tracked(frame.service).ended.resolve(frame.counters);
                this.services.delete(frame.service);
                return;
            case "held":
                this.listener.held?.(frame.record);
                return;
            case "notice":
                this.listener.notice(this.tracked(frame.service).name, frame.code, frame.message);
                return;
        }
    }
    tracked(number) {
        const service = this.services.get(number);
        if (!service)
            throw new SupervisorError(`it speaks of service ${number}, which was never launched`);
        return service;
    }
    taken(request) {
        const waiting = this.waiting.get(request);
        this.waiting.delete(request);
        return waiting;
    }
    /** Sends the request that [make] gives for its number; resolves with what [read] takes from the answer. */
    ask(make, read, refused = plainRefusal) {
        if (this.failure || this.closing)
            return Promise.reject(this.failure ?? new SupervisorError("the supervisor has been ended"));
        const request = ++this.requests;
        const answer = Promise.withResolvers();
        this.waiting.set(request, {
            refused,
            failed: answer.reject,
            done: (body) => {
                const value = read(body);
                body.done();
                answer.resolve(value);
            },
        });
        this.child.stdin.write(make(request));
        return answer.promise;
    }
    /** A number for a service about to be launched. */
    track(name) {
        const service = { name, exited: deferred(), ended: deferred() };
        const number = ++this.numbers;
        this.services.set(number, service);
        return [number, service];
    }
    /** Remembers what [rules] call the calls they hold: frames carry the rule's number only. */
    remember(rules) {
        for (const { id, action } of rules)
            if (action.kind === "hold")
                this.tags.set(id, action.tag);
    }
    untrack(number) {
        this.services.delete(number);
    }
    /** Asks the supervisor to end, with all services. */
    close() {
        if (this.closing)
            return;
        this.closing = true;
        this.child.stdin.end();
        const timer = setTimeout(() => this.child.kill("SIGKILL"), disposeMs);
        this.closed.finally(() => clearTimeout(timer)).catch(() => undefined);
    }
    end(closed, code, signal) {
        const said = this.stderr.trim().replace(/^faultbox-supervisor: /u, "");
        const how = signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`;
        this.failure ??= this.closing
            ? new SupervisorError("the supervisor has been ended")
            : new SupervisorError(`the supervisor died: ${said || how}`);
        for (const waiting of this.waiting.values())
            waiting.failed(this.failure);
        this.waiting.clear();
        for (const service of this.services.values()) {
            service.exited.reject(this.failure);
            service.ended.resolve(new Map());
        }
        this.services.clear();
        this.greeted.reject(this.failure);
        if (!this.closing)
            this.death.reject(this.failure);
        this.closing = true;
        closed.resolve();
    }
}
function plainRefusal(errno, stage, detail) {
    return new SupervisorError(`the supervisor refused: ${stage}: ${detail || `errno ${errno}`}`);
}
// Other names of SIGABRT, SIGIO and SIGSYS.
const otherNames = new Set(["SIGIOT", "SIGPOLL", "SIGUNUSED"]);
const signalNames = new Map(Object.entries(external_node_os_.constants.signals)
    .filter(([name]) => !otherNames.has(name))
    .map(([name, number]) => [number, name]));
/** Takes apart the status of wait(2). */
function statusOf(status) {
    const signal = status & 0x7f;
    if (signal === 0)
        return { code: (status >> 8) & 0xff, signal: null };
    return { code: null, signal: signalNames.get(signal) ?? `signal ${signal}` };
}
class NativeSupervisor {
    capabilities;
    died;
    /** What it found out about this machine when it started; `doctor.ts` puts it in words. */
    facts;
    connection;
    release;
    constructor(connection, hello, release) {
        this.connection = connection;
        this.release = release;
        this.facts = hello;
        this.died = connection.died;
        this.capabilities = {
            kernel: hello.kernel,
            arch: hello.arch === "arm64" ? "arm64" : "x64",
            syncWakeUp: hello.syncWakeUp,
            waitKillable: hello.waitKillable,
            notes: hello.notes,
        };
    }
    async launch(spec) {
        const [number, tracked] = this.connection.track(spec.name);
        this.connection.remember(spec.rules);
        try {
            return await this.connection.ask((request) => launchRequest(request, number, spec), (body) => new NativeService(this.connection, number, tracked, body.u32(), body.u64()), (errno, stage, detail) => new LaunchError(spec.name, spec.argv[0] ?? "", spec.cwd, stage, errno, detail));
        }
        catch (error) {
            this.connection.untrack(number);
            throw error;
        }
    }
    async sync() {
        await this.connection.ask(syncRequest, () => undefined);
    }
    async [Symbol.asyncDispose]() {
        this.release();
        this.connection.close();
        await this.connection.closed;
    }
}
class NativeService {
    name;
    pid;
    startedNs;
    exited;
    ended;
    connection;
    number;
    constructor(connection, number, tracked, pid, startedNs) {
        this.connection = connection;
        this.number = number;
        this.name = tracked.name;
        this.pid = pid;
        this.startedNs = startedNs;
        this.exited = tracked.exited.promise;
        this.ended = tracked.ended.promise;
    }
    async setRules(rules) {
        this.connection.remember(rules);
        return this.connection.ask((request) => rulesRequest(request, this.number, rules), (body) => body.u32());
    }
    async release(rule, count = 1, tid = 0) {
        return this.connection.ask((request) => releaseRequest(request, this.number, rule, count, tid), (body) => body.u32());
    }
    async stop(graceMs) {
        await this.connection.ask((request) => stopRequest(request, this.number, Math.max(0, Math.ceil(graceMs))), () => undefined);
        await this.ended;
    }
    async pids() {
        return this.connection.ask((request) => pidsRequest(request, this.number), (body) => Array.from({ length: body.u32() }, () => body.u32()));
    }
}

// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
;// CONCATENATED MODULE: ./build/js/supervisor/doctor.js
var __addDisposableResource = (undefined && undefined.__addDisposableResource) || function (env, value, async) {
    if (value !== null && value !== void 0) {
        if (typeof value !== "object" && typeof value !== "function") throw new TypeError("Object expected.");
        var dispose, inner;
        if (async) {
            if (!Symbol.asyncDispose) throw new TypeError("Symbol.asyncDispose is not defined.");
            dispose = value[Symbol.asyncDispose];
        }
        if (dispose === void 0) {
            if (!Symbol.dispose) throw new TypeError("Symbol.dispose is not defined.");
            dispose = value[Symbol.dispose];
            if (async) inner = dispose;
        }
        if (typeof dispose !== "function") throw new TypeError("Object not disposable.");
        if (inner) dispose = function() { try { inner.call(this); } catch (e) { return Promise.reject(e); } };
        env.stack.push({ value: value, dispose: dispose, async: async });
    }
    else if (async) {
        env.stack.push({ async: true });
    }
    return value;
};
var __disposeResources = (undefined && undefined.__disposeResources) || (function (SuppressedError) {
    return function (env) {
        function fail(e) {
            env.error = env.hasError ? new SuppressedError(e, env.error, "An error was suppressed during disposal.") : e;
            env.hasError = true;
        }
        var r, s = 0;
        function next() {
            while (r = env.stack.pop()) {
                try {
                    if (!r.async && s === 1) return s = 0, env.stack.push(r), Promise.resolve().then(next);
                    if (r.dispose) {
                        var result = r.dispose.call(r.value);
                        if (r.async) return s |= 2, Promise.resolve(result).then(next, function(e) { fail(e); return next(); });
                    }
                    else s |= 1;
                }
                catch (e) {
                    fail(e);
                }
            }
            if (s === 1) return env.hasError ? Promise.reject(env.error) : Promise.resolve();
            if (env.hasError) throw env.error;
        }
        return next();
    };
})(typeof SuppressedError === "function" ? SuppressedError : function (error, suppressed, message) {
    var e = new Error(message);
    return e.name = "SuppressedError", e.error = error, e.suppressed = suppressed, e;
});
/**
 * Says whether system calls can be caught on this machine, and what is missing if not. The supervisor itself finds out, by trying (a real
 * filter in a real child), so what is said here holds for this very place, container or not.
 */



const doctor_EBUSY = 16;
const doctor_EACCES = 13;
const EPERM = 1;
/** Everything looked at, in order of importance. Never throws for what it finds. */
async function doctor(binary) {
    let facts;
    try {
        const env_1 = { stack: [], error: void 0, hasError: false };
        try {
            const supervisor = __addDisposableResource(env_1, await startSupervisor({
                listener: { calls: () => undefined, output: () => undefined, exit: () => undefined, notice: () => undefined },
                ...(binary !== undefined && { binary }),
            }), true);
            facts = supervisor.facts;
        }
        catch (e_1) {
            env_1.error = e_1;
            env_1.hasError = true;
        }
        finally {
            const result_1 = __disposeResources(env_1);
            if (result_1)
                await result_1;
        }
    }
    catch (error) {
        return [{ ok: false, what: "the supervisor runs", hint: error instanceof Error ? error.message : String(error) }];
    }
    const yama = (await (0,promises_.readFile)("/proc/sys/kernel/yama/ptrace_scope", "latin1").catch(() => "")).trim();
    return checksOf(facts, yama);
}
/** The findings for what a supervisor found out; [yama] is the text of `kernel.yama.ptrace_scope`, empty where there is none. */
function checksOf(facts, yama) {
    const checks = [{ ok: true, what: `the supervisor runs (Linux ${facts.kernel}, ${facts.arch})` }];
    checks.push(facts.installErrno === 0
        ? { ok: true, what: "a seccomp filter with a listener can be installed" }
        : { ok: false, what: "a seccomp filter with a listener can be installed", hint: installHint(facts.installErrno) });
    if (facts.installErrno !== 0)
        return checks;
    checks.push(facts.memoryErrno === 0
        ? { ok: true, what: "the memory of services can be read" }
        : { ok: false, what: "the memory of services can be read", hint: memoryHint(facts.memoryErrno, yama) });
    // The rest costs speed or detail, not truth.
    const lesser = [
        [
            facts.getfdErrno === 0,
            "descriptors of services can be copied",
            `done without (${(0,trace/* errnoName */.gh)(facts.getfdErrno)}): addresses are looked up in /proc/net, and short() is refused. In a container, allow pidfd_getfd (Docker: --cap-add SYS_PTRACE)`,
        ],
        [
            facts.ptraceErrno === 0,
            "services can be traced",
            `done without (${(0,trace/* errnoName */.gh)(facts.ptraceErrno)}): crash(when="after") is refused. In a container, allow ptrace (Docker: --cap-add SYS_PTRACE)`,
        ],
        [facts.syncWakeUp, "SYNC_WAKE_UP", "done without: an intercepted call costs several times as much (Linux 6.6 has it)"],
        [
            facts.waitKillable,
            "WAIT_KILLABLE_RECV",
            "done without: a signal can make a call be announced twice (Linux 6.18 has it without faults)",
        ],
    ];
    for (const [has, what, without] of lesser)
        checks.push(has ? { ok: true, what } : { ok: true, what, hint: without });
    for (const note of facts.notes)
        checks.push({ ok: true, what: "note", hint: note });
    return checks;
}
function installHint(errno) {
    switch (errno) {
        case doctor_EBUSY:
            return "a seccomp filter above this process already has a listener, and the kernel allows one: run outside of the container or sandbox that installed it";
        case doctor_EACCES:
        case EPERM:
            return `the sandbox around this process forbids seccomp filters (${(0,trace/* errnoName */.gh)(errno)}): run outside of it, or with a seccomp profile that allows the call seccomp`;
        default:
            return `this kernel has no seccomp user notification (${(0,trace/* errnoName */.gh)(errno)}): Linux 5.5 or later is needed, and no sandbox that hides it`;
    }
}
function memoryHint(errno, yama) {
    const without = "path arguments and addresses stay unknown, and rules with a path do not match calls that name one";
    if (yama === "2" || yama === "3") {
        return `kernel.yama.ptrace_scope is ${yama}, which ${yama === "3" ? "forbids it until the next boot" : "allows it to root only"}; ${without}. Set it to 1: sudo sysctl kernel.yama.ptrace_scope=1${yama === "3" ? " (after a reboot)" : ""}`;
    }
    return `it is refused (${(0,trace/* errnoName */.gh)(errno)}): ${without}. In a container, allow process_vm_readv (Docker: --cap-add SYS_PTRACE, or a kernel of 4.8 or later)`;
}

;// CONCATENATED MODULE: ./build/js/supervisor/isolation.js
/**
 * A private network and a private /tmp for a command, so that several systems under test with the same ports and files can run at once.
 * The supervisor's executable does it (`native/isolate.c`); this says how it is asked and whether it can be done here.
 */


/** The command line that runs [argv] with a private network and a private, empty /tmp in which only the paths of [keep] are as they were. */
function isolated(argv, keep) {
    return [supervisorBinary(), "isolate", ...[...new Set(keep)].flatMap((path) => ["--keep", path]), "--", ...argv];
}
/** Why nothing can be isolated on this machine, for people; undefined when it can be. */
async function isolationProblem() {
    const [program = "", ...args] = isolated([supervisorBinary(), "match", "a", "a"], [process.cwd(), supervisorBinary()]);
    return new Promise((resolve) => {
        execFile(program, args, (error, _, stderr) => {
            if (error === null)
                resolve(undefined);
            else
                resolve(stderr.trim() === "" ? error.message : stderr.trim());
        });
    });
}

;// CONCATENATED MODULE: ./build/js/supervisor/ports.js
/**
 * Who listens on a TCP port, read from `/proc/net/tcp` (which sockets) and `/proc/PID/fd` (whose they are). A socket of another user's
 * process shows in the first but not in the second, so the holder may remain unknown.
 *
 * Files of /proc are made in memory as they are read, so they are read here and now: a round through the thread pool for each would cost
 * more than the reading, several times in every start of a service.
 */

/** What [read] gives, or [otherwise]: processes end while they are looked at, and some may not be looked into. */
function attempt(read, otherwise) {
    try {
        return read();
    }
    catch {
        return otherwise;
    }
}
/** TCP_LISTEN of the kernel, as /proc/net/tcp writes it. */
const listening = "0A";
/** The inodes of the sockets that listen on [port], on whatever address. */
function listeningInodes(port) {
    const found = new Set();
    const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")} `;
    for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
        // A kernel without IPv6 has no second table.
        const text = attempt(() => (0,external_node_fs_.readFileSync)(table, "latin1"), "");
        for (const line of text.split("\n").slice(1)) {
            if (!line.includes(wanted))
                continue;
            const [, local, , state, , , , , , inode] = line.trim().split(/\s+/u);
            if (state === listening && inode !== undefined && Number.parseInt(local?.split(":").at(-1) ?? "", 16) === port)
                found.add(inode);
        }
    }
    return found;
}
function holdsOneOf(pid, inodes) {
    const directory = `/proc/${pid}/fd`;
    const descriptors = attempt(() => (0,external_node_fs_.readdirSync)(directory), []);
    for (const descriptor of descriptors) {
        const link = attempt(() => (0,external_node_fs_.readlinkSync)(`${directory}/${descriptor}`), "");
        const inode = /^socket:\[(\d+)\]$/u.exec(link)?.[1];
        if (inode !== undefined && inodes.has(inode))
            return true;
    }
    return false;
}
function commandOf(pid) {
    const text = attempt(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/cmdline`, "utf8"), "");
    return text.split("\0").join(" ").trim() || attempt(() => (0,external_node_fs_.readFileSync)(`/proc/${pid}/comm`, "utf8"), "?").trim();
}
/** Who listens on [port], or undefined when nobody does. */
function listenerOn(port) {
    const inodes = listeningInodes(port);
    if (inodes.size === 0)
        return undefined;
    const entries = attempt(() => (0,external_node_fs_.readdirSync)("/proc"), []);
    for (const pid of entries.filter((name) => /^\d+$/u.test(name)).map(Number)) {
        if (holdsOneOf(pid, inodes))
            return { pid, command: commandOf(pid) };
    }
    return {};
}
/** Whether a socket that listens on [port] belongs to one of the processes [pids]. */
function listensIn(port, pids) {
    const inodes = listeningInodes(port);
    return inodes.size > 0 && pids.some((pid) => holdsOneOf(pid, inodes));
}
/** ESTABLISHED of the kernel, as /proc/net/tcp writes it. */
const established = "01";
/** The local ports of the connections to [port] that are held by the processes [pids]. */
function connectedPorts(port, pids) {
    const ports = new Map();
    for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
        for (const line of attempt(() => (0,external_node_fs_.readFileSync)(table, "latin1"), "")
            .split("\n")
            .slice(1)) {
            const [, local, remote, state, , , , , , inode] = line.trim().split(/\s+/u);
            const portOf = (address) => Number.parseInt(address?.split(":").at(-1) ?? "", 16);
            if (state === established && inode !== undefined && portOf(remote) === port)
                ports.set(inode, portOf(local));
        }
    }
    return [...ports].filter(([inode]) => pids.some((pid) => holdsOneOf(pid, new Set([inode])))).map(([, local]) => local);
}

;// CONCATENATED MODULE: ./build/js/supervisor/syscalls.js
/**
 * System calls by name. A suite may name any call of the kernel, or a *family*: `write` stands for all the ways to write. What people are
 * shown of a family is the short list they know from the language's reference; intercepted are all of its variants, since a program
 * that turns from writev to pwritev2 has not stopped writing.
 */

/** Per keyword the calls shown and, after the bar, further variants. Those that an architecture lacks are left out there. */
const written = {
    write: "write writev pwrite64 | pwritev pwritev2",
    read: "read readv pread64 | preadv preadv2",
    fsync: "fsync fdatasync",
    sendto: "sendto sendmsg | sendmmsg",
    recvfrom: "recvfrom recvmsg | recvmmsg",
    connect: "connect",
    openat: "openat | openat2",
    writev: "writev | pwritev pwritev2",
    readv: "readv | preadv preadv2",
    close: "close",
    pwrite64: "pwrite64",
    pread64: "pread64",
    fdatasync: "fdatasync",
    sendmsg: "sendmsg | sendmmsg",
    recvmsg: "recvmsg | recvmmsg",
    open: "open openat | openat2 creat",
    accept: "accept accept4",
    rename: "rename renameat renameat2",
    unlink: "unlink unlinkat",
    link: "link linkat",
    symlink: "symlink symlinkat",
    mkdir: "mkdir mkdirat",
    truncate: "truncate ftruncate",
    stat: "stat newfstatat statx | lstat fstat",
    access: "access faccessat faccessat2",
    chmod: "chmod fchmod fchmodat | fchmodat2",
    chown: "chown fchown fchownat | lchown",
    poll: "poll ppoll",
    select: "select pselect6",
    fork: "fork vfork clone clone3",
    exec: "execve execveat",
};
const numbers = {
    x64: new Map(x64.map(([number, name]) => [name, number])),
    arm64: new Map(arm64.map(([number, name]) => [name, number])),
};
function thisArch() {
    return process.arch === "arm64" ? "arm64" : "x64";
}
/** The families of an architecture by keyword. */
function familiesOf(arch) {
    const known = (name) => isSyscall(name, arch);
    return new Map(Object.entries(written).flatMap(([keyword, text]) => {
        const [shown = [], more = []] = text.split(" | ").map((names) => names.split(" ").filter(known));
        return shown.length ? [[keyword, { shown, intercepted: [...shown, ...more] }]] : [];
    }));
}
/** The families of this machine by keyword. */
const families = familiesOf(thisArch());
/** Whether the kernel has a call of this name on [arch], by default that of this machine. */
function isSyscall(name, arch = thisArch()) {
    return numbers[arch].has(name);
}
const divisible = new Set("write writev pwrite64 pwritev pwritev2 sendto sendmsg read readv pread64 preadv preadv2 recvfrom recvmsg".split(" "));
/** Whether a call can be made with fewer bytes than it asks for; `native/calls.c` marks the same ones. */
function isDivisible(name) {
    return divisible.has(name);
}
/** All calls of [arch] by name, for suggestions. */
function syscallNames(arch = thisArch()) {
    return [...numbers[arch].keys()];
}

;// CONCATENATED MODULE: ./build/js/supervisor/index.js
/** The native supervisor as the engine sees it: start services, catch their calls, decide about them. */










/***/ })

};
