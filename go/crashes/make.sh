#!/bin/bash
# Runs the ways to crash and keeps what each prints, standard output and error together as a terminal
# shows them, in tests/fixtures/go-crash/valid/<release>-<way>.log.
#
#   go/crashes/make.sh                 every way, with the go on PATH
#   go/crashes/make.sh nil-deref wait  these only
#   GO=/path/to/bin/go go/crashes/make.sh …            another release
#   GOARCH=arm64 EMULATOR=qemu-aarch64-static go/crashes/make.sh …
#
# Built with -trimpath, so that no log shows where it was made.
set -u
cd "$(dirname "$0")"
export GO="${GO:-go}" GOTOOLCHAIN=local
out=../../tests/fixtures/go-crash/valid
bin=$(mktemp -d)
trap 'rm -rf "$bin"' EXIT
mkdir -p "$out"

release=$($GO env GOVERSION | grep -oE '^go[0-9]+\.[0-9]+')
arch=$($GO env GOARCH)
[ "$arch" = amd64 ] || release="$release-$arch"
run=${EMULATOR:-}
# Without cgo, whose threads keep the runtime from seeing a deadlock.
CGO_ENABLED=0 $GO build -trimpath -o "$bin/crashes" . || exit 1
known=$($run "$bin/crashes")

wanted() { [ ${#only[@]} -eq 0 ] || [[ " ${only[*]} " == *" $1 "* ]]; }
only=("$@")

# keep NAME COMMAND…: its output becomes the log NAME.
keep() {
  local name=$1
  shift
  wanted "$name" || return 0
  # bash's own "Aborted (core dumped)" is no part of the log, nor a core file of the tree.
  (ulimit -c 0; cd "$bin"; "$@") >"$bin/log" 2>&1 </dev/null
  [ -s "$bin/log" ] && cp "$bin/log" "$out/$release-$name.log"
}

for way in $known; do
  case $way in
    sigquit-minutes | race | out-of-memory | labels) ;;
    *) keep "$way" timeout -k 1 30 $run "$bin/crashes" "$way" ;;
  esac
done

keep labels env GODEBUG=tracebackancestors=3,tracebacklabels=1 timeout 30 $run "$bin/crashes" labels
keep out-of-memory bash -c "ulimit -v 1500000; exec timeout 60 $run '$bin/crashes' out-of-memory"
for level in none single all system crash; do
  keep "traceback-$level" env GOTRACEBACK=$level timeout -k 1 30 $run "$bin/crashes" goroutine-panic
done
keep nil-deref-system env GOTRACEBACK=system timeout 30 $run "$bin/crashes" nil-deref
keep spinning-all env GOTRACEBACK=all timeout 30 $run "$bin/crashes" spinning

keep sigquit-crash env GOTRACEBACK=crash timeout 30 $run "$bin/crashes" sigquit
# Four minutes long: only when asked for.
[[ " $* " == *" sigquit-minutes "* ]] && keep sigquit-minutes timeout 300 $run "$bin/crashes" sigquit-minutes

if [ -z "$run" ] && CGO_ENABLED=1 $GO build -trimpath -o "$bin/incgo" . 2>/dev/null; then
  keep cgo-segv timeout 30 "$bin/incgo" cgo-segv
  keep cgo-abort timeout 30 "$bin/incgo" cgo-abort
  keep cgo-quit env GOTRACEBACK=crash timeout 30 "$bin/incgo" sigquit
fi
if [ -z "$run" ] && wanted race && CGO_ENABLED=1 $GO build -race -trimpath -o "$bin/raced" . 2>/dev/null; then
  keep race timeout 30 "$bin/raced" race
fi
if [ -z "$run" ] && $GO test -c -trimpath -o "$bin/tests" . 2>/dev/null; then
  keep test-panics env CRASH_TEST=panics "$bin/tests" -test.run TestPanics
  keep test-times-out env CRASH_TEST=timesout "$bin/tests" -test.run TestTimesOut -test.timeout 1s
  grep -q TestBubble <("$bin/tests" -test.list .) &&
    keep bubble env CRASH_TEST=bubble GODEBUG=asynctimerchan=0 "$bin/tests" -test.run TestBubble
fi
exit 0
