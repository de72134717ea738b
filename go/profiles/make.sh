#!/bin/bash
# Makes the profiles that the tests read, with the go and perf on PATH:
#
#   go/profiles/make.sh
#
# FLAMEGRAPH names the folder of Brendan Gregg's FlameGraph scripts, for the folded stacks; without
# perf or without them, what they make stays as it is. Built with -trimpath, so that no profile shows
# where it was made. They are as many and as long as they come out: tests compare them with what
# `go tool pprof` says of the same file, not with numbers of a run.
set -eu
cd "$(dirname "$0")"
export GOTOOLCHAIN=local CGO_ENABLED=0
fixtures=$PWD/../../tests/fixtures
pprof=$fixtures/pprof/valid text=$fixtures/pprof-text/valid perf=$fixtures/perf-script/valid folded=$fixtures/folded/valid
mkdir -p "$pprof" "$text" "$perf" "$folded"
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT

go build -trimpath -o "$bin/profiles" .
(cd "$bin" && mkdir made && ./profiles made)
for name in cpu-labels cpu-labels-later heap allocs goroutine block mutex threadcreate; do
  cp "$bin/made/$name.pb.gz" "$pprof/"
done
# A goroutine profile as text is a dump, which is read as a crash log.
for name in heap block mutex threadcreate; do
  cp "$bin/made/$name-debug1.txt" "$text/"
done

go test -trimpath -run '^$' -bench Descend -benchtime 300ms -o "$bin/profiles.test" -cpuprofile "$pprof/go-test-cpu.pb.gz" . >/dev/null
cd "$pprof"
go tool pprof -proto -output "$pprof/diff.pb.gz" -diff_base cpu-labels.pb.gz cpu-labels-later.pb.gz >/dev/null 2>&1
go tool pprof -proto -output "$pprof/merged.pb.gz" cpu-labels.pb.gz cpu-labels-later.pb.gz >/dev/null 2>&1
gunzip -c block.pb.gz >block.pb

command -v perf >/dev/null || exit 0
cd "$bin"
perf record -q --sample-cpu -P -e cpu-clock -F 49 -g -o perf.data -- ./profiles -spin
perf script -i perf.data >"$perf/default.txt"
perf script -i perf.data --header -F comm,pid,tid,cpu,time,period,event,ip,sym,symoff,dso >"$perf/all-fields.txt"
perf script -i perf.data -F comm,tid,time,ip,sym,dso >"$perf/few-fields.txt"
perf script -i perf.data -F ip,sym >"$perf/frames-alone.txt"
[ -n "${FLAMEGRAPH:-}" ] || exit 0
"$FLAMEGRAPH/stackcollapse-perf.pl" "$perf/default.txt" >"$folded/perf.folded"
"$FLAMEGRAPH/stackcollapse-perf.pl" --all --pid "$perf/default.txt" >"$folded/perf-pid.folded"
go tool pprof -raw -output "$bin/raw.txt" "$pprof/cpu-labels.pb.gz" >/dev/null 2>&1
"$FLAMEGRAPH/stackcollapse-go.pl" "$bin/raw.txt" >"$folded/go.folded"
go tool pprof -raw -output "$bin/raw-later.txt" "$pprof/cpu-labels-later.pb.gz" >/dev/null 2>&1
"$FLAMEGRAPH/stackcollapse-go.pl" "$bin/raw-later.txt" >"$bin/go-later.folded"
"$FLAMEGRAPH/difffolded.pl" "$folded/go.folded" "$bin/go-later.folded" >"$folded/difference.folded"
