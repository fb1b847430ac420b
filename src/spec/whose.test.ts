/**
 * Whose call it is and on which file: names that are hard to write, files that have another name by now, descriptors that came by other ways than by
 * opening, threads and children with tables of their own. The service does what Python it is told, one statement after `;;`, and says what came of it.
 */
import { expect, test } from "vitest";
import { Bench, freePort } from "./running.ts";

const lab = `
import os, sys, socket, errno, threading, ctypes, subprocess, fcntl
libc = ctypes.CDLL(None, use_errno=True)
G = globals()
def tried(work):
    try: return work()
    except OSError as e: return errno.errorcode[e.errno]
def put(path, data=b"x"):
    fd = os.open(path, os.O_CREAT | os.O_WRONLY | os.O_APPEND, 0o644)
    try: return os.write(fd, data)
    finally: os.close(fd)
def child(work):
    r, w = os.pipe()
    if os.fork() == 0:
        os.write(w, str(tried(work)).encode())
        os._exit(0)
    os.close(w)
    said = os.read(r, 1000).decode()
    os.wait()
    return said
def thread(work):
    box = []
    one = threading.Thread(target=lambda: box.append(tried(work)))
    one.start(); one.join()
    return box[0]
def run(code):
    try: code = compile(code, "x", "eval")
    except SyntaxError:
        exec(code, G)
        return G["r"]
    return eval(code, G)
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
while True:
    client = server.accept()[0]
    said = client.recv(10000).decode().strip()
    if said: client.sendall(str(tried(lambda: run(said.replace(" ;; ", "\\n")))).encode())
    client.close()
`;

/** Suites in the words of the language: backslashes stand as they do in a file. */
const suite = String.raw`
def do(code): return svc.send(data = code)
def test_lets_calls_of_an_outer_fault_through():
    def outer():
        assert_eq(do("put('f')"), "EIO")
        fault(svc, write = allow(), run = lambda: assert_eq(do("put('f')"), "1"))
        fault(svc, fsync = allow(), run = lambda: assert_eq(do("put('f')"), "EIO"))
        def deeper():
            assert_eq(do("put('f')"), "1")
            fault(svc, write = deny("EROFS", path = "*/g"), run = lambda: [assert_eq(do("put('f')"), "1"), assert_eq(do("put('g')"), "EROFS")])
        fault(svc, write = allow(), run = deeper)
        assert_eq(do("put('g')"), "EIO")
    fault(svc, write = deny("EIO", path = D + "/*"), run = outer)
def test_stops_inside_of_a_scope():
    fault_start(svc, fsync = deny("EIO"))
    do("fd = os.open('f', os.O_CREAT|os.O_RDWR) ;; r = 1")
    def scope():
        assert_eq(do("tried(lambda: os.write(fd, b'x')), tried(lambda: os.fsync(fd))"), "('ENOSPC', 'EIO')")
        fault_stop(svc)
        assert_eq(do("tried(lambda: os.write(fd, b'x')), tried(lambda: os.fsync(fd))"), "('ENOSPC', None)")
    fault(svc, write = deny("ENOSPC", path = D + "/*"), run = scope)
    assert_eq(do("tried(lambda: os.write(fd, b'x')), tried(lambda: os.fsync(fd))"), "(1, None)")
def denied(rule):
    out = []
    def body():
        for i in range(4):
            out.append(do("tried(lambda: put('a'))"))
            out.append(do("tried(lambda: put('b'))"))
    fault(svc, write = rule, run = body)
    return [(n, o) for n, o in enumerate(out) if o != "1"]
def test_counts_what_matches():
    assert_eq(denied(deny("EIO", path = "*/b", nth = 2)), [(3, "EIO")])
    assert_eq(denied(deny("EIO", path = "*/b", first = 2)), [(1, "EIO"), (3, "EIO")])
    assert_eq(denied(deny("EIO", path = "*/b", every = 2)), [(3, "EIO"), (7, "EIO")])
    assert_eq(denied(deny("EIO", path = "*/b", after = 2)), [(5, "EIO"), (7, "EIO")])
    assert_eq(denied(deny("EIO", path = "*/b", max_fires = 1)), [(1, "EIO")])
    assert_eq(denied(deny("EIO", path = "*/b", after = 1, max_fires = 2)), [(3, "EIO"), (5, "EIO")])
    assert_eq(denied(deny("EIO", path = "*/b", probability = 1.0)), [(1, "EIO"), (3, "EIO"), (5, "EIO"), (7, "EIO")])
    assert_eq(denied(deny("EIO", path = "*/b", probability = "100%", every = 4)), [(7, "EIO")])
def test_spaces_and_unicode():
    def body():
        assert_eq(do("tried(lambda: put('with space.txt'))"), "EIO")
        assert_eq(do("tried(lambda: put('grüße-😀.txt'))"), "EIO")
        assert_eq(do("tried(lambda: put('plain'))"), "1")
    fault(svc, write = deny("EIO", path = "*.txt"), run = body)
    assert_eventually(syscall = "write", path = D + "/with space.txt", decision = "deny(EIO)")
    assert_eventually(syscall = "write", path = D + "/grüße-😀.txt", decision = "deny(EIO)")
    assert_eventually(syscall = "write", path = D + "/grüße-?.txt")
    def body2(): assert_eq([do("tried(lambda: put('%s'))" % n) for n in ["é", "e", "ab"]], ["EIO", "EIO", "1"])
    fault(svc, write = deny("EIO", path = D + "/?"), run = body2)
def test_escapes():
    def body():
        assert_eq(do("tried(lambda: put('a[1].txt'))"), "EIO")
        assert_eq(do("tried(lambda: put('a1.txt'))"), "1")
    fault(svc, write = deny("EIO", path = D + "/a\\[1].txt"), run = body)
    fault(svc, write = deny("EIO", path = D + "/a[1].txt"), run = lambda: [assert_eq(do("tried(lambda: put('a[1].txt'))"), "1"), assert_eq(do("tried(lambda: put('a1.txt'))"), "EIO")])
    fault(svc, write = deny("EIO", path = D + "/st\\*r"), run = lambda: [assert_eq(do("tried(lambda: put('st*r'))"), "EIO"), assert_eq(do("tried(lambda: put('star'))"), "1")])
    assert_eventually(path = D + "/st\\*r", decision = "deny(EIO)")
    assert_never(path = D + "/star", decision = "deny(EIO)")
def test_quotes_and_newlines():
    fault(svc, write = deny("EIO", path = "*/q\"u'o\nte"), run = lambda: assert_eq(do("tried(lambda: put('q\"u\\'o' + chr(10) + 'te'))"), "EIO"))
    assert_eventually(path = "*/q\"u'o\nte", decision = "deny(EIO)")
def test_deleted():
    do("fd = os.open('gone', os.O_CREAT|os.O_WRONLY) ;; os.unlink('gone') ;; r = 1")
    fault(svc, write = deny("EIO", path = "*/gone"), run = lambda: assert_eq(do("tried(lambda: os.write(fd, b'x'))"), "EIO"))
    fault(svc, write = deny("EIO", path = "*/gone (deleted)"), run = lambda: assert_eq(do("tried(lambda: os.write(fd, b'x'))"), "1"))
def test_called_deleted():
    do("fd = os.open('gone (deleted)', os.O_CREAT|os.O_WRONLY) ;; r = 1")
    fault(svc, write = deny("EIO", path = "*/gone (deleted)"), run = lambda: assert_eq(do("tried(lambda: os.write(fd, b'x'))"), "EIO"))
    fault(svc, write = deny("EIO", path = "*/gone"), run = lambda: assert_eq(do("tried(lambda: os.write(fd, b'x'))"), "1"))
def test_renamed():
    do("fd = os.open('old', os.O_CREAT|os.O_WRONLY) ;; os.rename('old', 'new') ;; r = 1")
    fault(svc, write = deny("EIO", path = "*/new"), run = lambda: assert_eq(do("tried(lambda: os.write(fd, b'x'))"), "EIO"))
    fault(svc, write = deny("EIO", path = "*/old"), run = lambda: assert_eq(do("tried(lambda: os.write(fd, b'x'))"), "1"))
    do("os.mkdir('d') ;; fd = os.open('d/f', os.O_CREAT|os.O_WRONLY) ;; os.rename('d', 'e') ;; r = 1")
    fault(svc, write = deny("EIO", path = D + "/e/f"), run = lambda: assert_eq(do("tried(lambda: os.write(fd, b'x'))"), "EIO"))
def test_hard_links():
    do("put('one') ;; os.link('one', 'other') ;; r = 1")
    fault(svc, write = deny("EIO", path = "*/other"), run = lambda: [assert_eq(do("tried(lambda: put('other'))"), "EIO"), assert_eq(do("tried(lambda: put('one'))"), "1")])
def test_links():
    do("put('target') ;; os.symlink('target', 'link') ;; r = 1")
    fault(svc, write = deny("EIO", path = "*/target"), run = lambda: assert_eq(do("tried(lambda: put('link'))"), "EIO"))
    fault(svc, openat = deny("EACCES", path = "*/link"), run = lambda: [assert_eq(do("tried(lambda: put('link'))"), "EACCES"), assert_eq(do("tried(lambda: put('target'))"), "1")])
    fault(svc, unlink = deny("EPERM", path = "*/link"), run = lambda: assert_eq(do("tried(lambda: os.unlink('link'))"), "EPERM"))
def test_directories():
    do("os.makedirs('sub/deep') ;; r = 1")
    def body():
        assert_eq(do("tried(lambda: os.open('sub/../sub/f', os.O_CREAT|os.O_WRONLY))"), "EACCES")
        do("os.chdir('sub') ;; r = 1")
        assert_eq(do("tried(lambda: os.open('f', os.O_CREAT|os.O_WRONLY))"), "EACCES")
        assert_eq(do("tried(lambda: os.open('./f', os.O_CREAT|os.O_WRONLY))"), "EACCES")
        assert_eq(do("tried(lambda: os.open('deep/../f', os.O_CREAT|os.O_WRONLY))"), "EACCES")
        do("dfd = os.open('deep', os.O_RDONLY) ;; os.chdir('/') ;; r = 1")
        assert_eq(do("tried(lambda: os.open('../f', os.O_CREAT|os.O_WRONLY, dir_fd = dfd))"), "EACCES")
        assert_eq(do("tried(lambda: os.open('f', os.O_CREAT|os.O_WRONLY, dir_fd = dfd)) != 'EACCES'"), "True")
        assert_eq(do("tried(lambda: os.unlink('../f', dir_fd = dfd))"), "ENOENT")
    fault(svc, openat = deny("EACCES", path = D + "/sub/f"), run = body)
    fault(svc, unlinkat = deny("EPERM", path = D + "/sub/deep/f"), run = lambda: assert_eq(do("tried(lambda: os.unlink('f', dir_fd = dfd))"), "EPERM"))
def test_children_count_with_their_parents():
    fault(svc, write = deny("EIO", path = D + "/*", nth = 3), run = lambda: assert_eq([do("put('f')"), do("child(lambda: put('f'))"), do("child(lambda: put('f'))"), do("put('f')")], ["1", "1", "EIO", "1"]))
def test_programs_elsewhere():
    do("os.mkdir('sub') ;; r = 1")
    fault(svc, openat = deny("EACCES", path = D + "/sub/f"), run = lambda: assert_true(do("subprocess.run(['sh', '-c', 'echo x > f'], cwd = 'sub', stderr = subprocess.DEVNULL).returncode") != "0"))
def test_daemons():
    fault(svc, write = deny("EIO", path = D + "/*"), run = lambda: assert_eq(do("child(lambda: (os.setsid(), child(lambda: put('f')))[1])"), "EIO"))
def test_own_descriptors():
    code = "def w(): ;;   e = libc.unshare(0x400) ;;   os.close(keep) ;;   n = os.dup2(os.open('own', os.O_CREAT|os.O_WRONLY), keep) ;;   s = (n == keep) ;;   return (e, s, tried(lambda: os.write(n, b'x'))) ;; keep = os.open('common', os.O_CREAT|os.O_WRONLY) ;; r = (thread(w), tried(lambda: os.write(keep, b'x')))"
    fault(svc, write = deny("EIO", path = "*/own"), run = lambda: assert_eq(do(code), "((0, True, 'EIO'), 1)"))
    fault(svc, write = deny("EIO", path = "*/common"), run = lambda: assert_eq(do(code), "((0, True, 1), 'EIO')"))
def test_own_directory():
    code = "def w(): ;;   e = libc.unshare(0x200) ;;   os.chdir('sub') ;;   return (e, tried(lambda: put('f'))) ;; r = (thread(w), tried(lambda: put('f')))"
    do("os.mkdir('sub') ;; r = 1")
    fault(svc, openat = deny("EACCES", path = D + "/sub/f"), run = lambda: assert_eq(do(code), "((0, 'EACCES'), 1)"))
def test_spawned():
    code = "pid = os.posix_spawn('/bin/sh', ['sh', '-c', 'echo x > f'], os.environ) ;; r = os.waitpid(pid, 0)[1] != 0"
    fault(svc, write = deny("EIO", path = D + "/f"), run = lambda: assert_eq(do(code), "True"))
    assert_eq(do(code), "False")
def test_copies_of_descriptors():
    do("fd = os.open('f', os.O_CREAT|os.O_WRONLY) ;; d = os.dup(fd) ;; e = fcntl.fcntl(fd, fcntl.F_DUPFD_CLOEXEC, 500) ;; os.close(fd) ;; r = 1")
    fault(svc, write = deny("EIO", path = D + "/*"), run = lambda: assert_eq(do("tried(lambda: os.write(d, b'x')), tried(lambda: os.write(e, b'x'))"), "('EIO', 'EIO')"))
def test_descriptors_by_mail():
    do("a, b = socket.socketpair() ;; fd = os.open('f', os.O_CREAT|os.O_WRONLY) ;; socket.send_fds(a, [b'x'], [fd]) ;; os.close(fd) ;; g = socket.recv_fds(b, 10, 1)[1][0] ;; r = 1")
    fault(svc, write = deny("EIO", path = D + "/*"), run = lambda: assert_eq(do("tried(lambda: os.write(g, b'x'))"), "EIO"))
def test_vectors():
    do("put('f', b'123') ;; fd = os.open('f', os.O_RDWR) ;; r = 1")
    ww = "tried(lambda: os.pwritev(fd, [b'x', b'y'], 0)), tried(lambda: os.pwritev(fd, [b'z'], 0, os.RWF_DSYNC)), tried(lambda: os.writev(fd, [b'a', b'b']))"
    rr = "tried(lambda: os.preadv(fd, [bytearray(2)], 0)), tried(lambda: os.preadv(fd, [bytearray(2)], 0, os.RWF_NOWAIT)), tried(lambda: os.pread(fd, 1, 0))"
    fault(svc, write = deny("EIO", path = D + "/*"), run = lambda: assert_eq(do(ww), "('EIO', 'EIO', 'EIO')"))
    fault(svc, read = deny("EIO", path = D + "/*"), run = lambda: assert_eq(do(rr), "('EIO', 'EIO', 'EIO')"))
    assert_eq(do(ww), "(2, 1, 2)")
    fault(svc, pwritev2 = deny("ENOSPC", path = D + "/*"), run = lambda: assert_eq(do("tried(lambda: os.pwritev(fd, [b'z'], 0, os.RWF_DSYNC)), tried(lambda: os.pwrite(fd, b'x', 0))"), "('ENOSPC', 1)"))
`;

test("a fault takes the calls that it names, whoever makes them and by whatever name of the file", async () => {
  await using bench = await Bench.open();
  const port = await freePort();
  await bench.write("lab.py", lab);
  const { results } = await bench.run(
    `svc = service("svc", "python3", interface("main", "tcp", ${port}), args = ["-S", "lab.py", "${port}"], healthcheck = tcp("localhost:${port}"))
D = "${bench.folder}/files"
def fresh(): do("import shutil ;; os.chdir('${bench.folder}') ;; shutil.rmtree('files', True) ;; os.mkdir('files') ;; os.chdir('files') ;; r = 1")
${suite.replaceAll(/^(def test_.*:)$/gm, "$1\n    fresh()")}`,
  );
  const said = results.map(({ name, verdict, failure }) => `${name} ${verdict}${failure === undefined ? "" : ` ${failure.message}`}`);
  expect(said.filter((one) => !one.endsWith(" pass"))).toEqual([]);
  expect(said).toHaveLength(21);
});
