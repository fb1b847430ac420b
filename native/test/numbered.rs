// What numbered.c does, in Rust: THREADS threads with CALLS calls each.
use std::fs::{read_link, File};
use std::io::{ErrorKind, Write};
use std::thread;

fn main() {
    let arguments: Vec<usize> = std::env::args().skip(1).map(|text| text.parse().unwrap()).collect();
    let (threads, calls) = (arguments[0], arguments[1]);
    let work = move || {
        // PID/task/TID
        let place = read_link("/proc/thread-self").unwrap();
        let tid = place.file_name().unwrap().to_string_lossy().into_owned();
        let mut file = File::create("/dev/null").unwrap();
        let bytes = vec![0u8; calls];
        let (mut good, mut failed, mut interrupted) = (0, 0, 0);
        for i in 1..=calls {
            match file.write(&bytes[..i]) {
                Ok(n) if n == i => good += 1,
                Err(error) if error.kind() == ErrorKind::Interrupted => interrupted += 1,
                _ => failed += 1,
            }
        }
        format!("{tid} {good} {failed} {interrupted}")
    };
    let running: Vec<_> = (0..threads).map(|_| thread::spawn(work)).collect();
    for thread in running {
        println!("{}", thread.join().unwrap());
    }
}
