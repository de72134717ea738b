#!/bin/sh
# A few minutes in the life of a build machine: Go's standard library is built for two other
# architectures and vetted, and some of its tests and benchmarks are run, all from an empty build
# cache. Needs a Go toolchain with the sources of its tests.
set -eu

GOCACHE=$(mktemp -d)
export GOCACHE
trap 'rm -rf "$GOCACHE"' EXIT

GOARCH=arm64 go build std
sleep 5
GOARCH=riscv64 go build std
sleep 5
go vet strings bytes net/http encoding/... compress/...
# Processes named after their package: math/big.test is big.test.
go test -count=1 sort strconv regexp compress/flate image/png math/big go/types
sleep 5
go test -count=1 -run='^$' -bench=. -benchtime=300ms sort
