#!/bin/bash
# Makes the capture go-prompt-idle of the case, with go, perf and script(1) on PATH:
#
#   go/experiments/goprompt/make.sh [SECONDS]
#
# Two processes at once, 600 seconds, as promptprofile's make.sh has them: one under Go's profiler, one under
# perf alone.
set -eu
seconds=${1:-600}
cd "$(dirname "$0")"
export GOTOOLCHAIN=local CGO_ENABLED=0
unset GODEBUG
captures=$PWD/../../../public/captures/go-prompt-idle
# A place of no meaning, since perf writes down where the program lay.
bin=/tmp/goprompt
mkdir -p "$captures" "$bin"
trap 'rm -rf "$bin"' EXIT
go build -trimpath -o "$bin/goprompt" .
cd "$bin"
printf 'name\tseconds\trounds\tsleeps\tsleeps_per_s\tcpu_ms\n' >"$captures/wakeups.tsv"
# The terminal stays open for as long as something may still be typed.
sleep $((seconds + 5)) |
  script -qfc "./goprompt -for ${seconds}s -cpuprofile go-prompt.pb.gz -name go-prompt-pprof -table rows.tsv" /dev/null >pprof.out &
sleep $((seconds + 5)) |
  script -qfc "perf record -q -e cpu-clock -F 199 -g -o perf.data -- ./goprompt -for ${seconds}s -table rows.tsv" /dev/null >perf.out &
wait
sort rows.tsv >>"$captures/wakeups.tsv"
cp go-prompt.pb.gz "$captures/"
perf script -i perf.data 2>/dev/null | gzip -9n >"$captures/go-prompt.perf.txt.gz"
