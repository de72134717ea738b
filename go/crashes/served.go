package main

import (
	"fmt"
	"net"
	"net/http"
	"time"

	"casebook/crashes/board"
)

func init() {
	// net/http recovers: the log goes on, and a second request crashes again.
	ways["http-panic"] = func() {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			panic(err)
		}
		http.HandleFunc("/last", func(w http.ResponseWriter, r *http.Request) {
			fmt.Fprintln(w, board.New("inlet").Last(r.FormValue("sensor")))
		})
		go http.Serve(l, nil)
		for _, sensor := range []string{"outlet", "inlet"} {
			http.Get("http://" + l.Addr().String() + "/last?sensor=" + sensor)
		}
		time.Sleep(50 * time.Millisecond)
	}
}
