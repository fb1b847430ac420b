// The patient of cost.ts in Go: one that calls pwrite CALLS times DEPTH functions deep, and prints the mean nanoseconds from one to the next.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"
)

//go:noinline
func call(file int, calls int, depth int) time.Duration {
	if depth > 0 {
		return call(file, calls, depth-1) + 0
	}
	begin := time.Now()
	for range calls {
		syscall.Pwrite(file, []byte("x"), 0)
	}
	return time.Since(begin)
}

func main() {
	calls, _ := strconv.Atoi(os.Args[2])
	depth, _ := strconv.Atoi(os.Args[3])
	file, err := os.Create(filepath.Join(os.Args[1], "go"))
	if err != nil {
		panic(err)
	}
	fmt.Println(float64(call(int(file.Fd()), calls, depth).Nanoseconds()) / float64(calls))
}
