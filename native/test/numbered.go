// What numbered.c does, with goroutines: Go's runtime interrupts its own threads with SIGURG all the time.
package main

import (
	"fmt"
	"os"
	"runtime"
	"strconv"
	"sync"
	"syscall"
)

func main() {
	goroutines, _ := strconv.Atoi(os.Args[1])
	calls, _ := strconv.Atoi(os.Args[2])
	bytes := make([]byte, calls+1)
	var group sync.WaitGroup
	lines := make([]string, goroutines)
	for g := range goroutines {
		group.Add(1)
		go func() {
			defer group.Done()
			runtime.LockOSThread()
			fd, _ := syscall.Open("/dev/null", syscall.O_WRONLY, 0)
			good, failed, interrupted := 0, 0, 0
			spin := 0
			for i := 1; i <= calls; i++ {
				n, err := syscall.Write(fd, bytes[:i])
				switch {
				case n == i:
					good++
				case err == syscall.EINTR:
					interrupted++
				default:
					failed++
				}
				for range 2000 {
					spin++
				}
			}
			lines[g] = fmt.Sprintf("%d %d %d %d", syscall.Gettid(), good, failed, interrupted)
			_ = spin
		}()
	}
	group.Wait()
	for _, line := range lines {
		fmt.Println(line)
	}
}
