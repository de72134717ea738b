#!/bin/bash
# Makes the captures prompt-polling and prompt-blocking of the case, with the go and perf on PATH:
#
#   go/experiments/promptprofile/make.sh [SECONDS]
#
# Four processes at once, 600 seconds: each way to wait once under Go's own profiler and once under perf
# alone, so that one table has the wake-ups with and without what the profiler itself adds. cpu-clock is
# what perf has without the counters of a processor, as in most virtual machines. Two processes sampled
# over minutes use a hundredth of a core: other work on the machine makes the times longer and does not
# change what the stacks are.
set -eu
seconds=${1:-600}
cd "$(dirname "$0")"
export GOTOOLCHAIN=local CGO_ENABLED=0
unset GODEBUG
captures=$PWD/../../../public/captures/prompt-profile
# A place of no meaning, since perf writes down where the program lay.
bin=/tmp/promptprofile
mkdir -p "$captures" "$bin"
trap 'rm -rf "$bin"' EXIT
go build -trimpath -o "$bin/prompt" .
cd "$bin"
for how in polling blocking; do
  sleep $((seconds + 5)) | ./prompt -how $how -for "${seconds}s" -cpuprofile $how.pb.gz -name $how-pprof -table wakeups.tsv &
  sleep $((seconds + 5)) |
    perf record -q -e cpu-clock -F 199 -g -o $how.data -- ./prompt -how $how -for "${seconds}s" -name $how -table wakeups.tsv &
done
wait
for how in polling blocking; do
  # A process that sleeps gives perf nothing: no sample, no file.
  perf script -i $how.data >$how.perf.txt
  [ ! -s $how.perf.txt ] || gzip -9nc $how.perf.txt >"$captures/$how.perf.txt.gz"
  cp $how.pb.gz "$captures/"
done
{ head -n 1 wakeups.tsv && tail -n +2 wakeups.tsv | sort; } >"$captures/wakeups.tsv"
