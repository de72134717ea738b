package main

import (
	"encoding/gob"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"time"
)

// ProcessInfo is one process, or one system row (Pid 0, name in brackets), in one sample. Its name
// and fields are the wire format: topidchart reads them by these names.
type ProcessInfo struct {
	Pid        int
	Name       string
	Ucpu, Scpu float32 // percent of one core over the last interval
	Mem        uint64  // KB: RSS, or PSS with -pss
}

// processRecord is one value of process-ID.data.
type processRecord struct {
	Timestamp int64 // Unix seconds
	Processes []ProcessInfo
}

// snapshotRecord is one value of snapshot-ID.data.
type snapshotRecord struct {
	Timestamp int64
	Snapshot  string
}

// session is the set of files that one run leaves: process-ID.data, and with snapshots and info
// their own. Each value reaches its file in full before the call returns, so that a run that is
// killed leaves all samples up to then.
type session struct {
	dir, id              string
	process, snapshot    *os.File
	processes, snapshots *gob.Encoder
}

// newSessionID makes an id in the form that newer chart servers use: 20211111-xdtfmvhd.
func newSessionID(now time.Time) string {
	const letters = "abcdefghijklmnopqrstuvwxyz"
	id := make([]byte, 8)
	for i := range id {
		id[i] = letters[rand.Intn(len(letters))]
	}
	return now.Format("20060102") + "-" + string(id)
}

// createSession makes dir and the process file in it. An existing session is never overwritten.
func createSession(dir, id string) (*session, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	s := &session{dir: dir, id: id}
	var err error
	if s.process, err = s.create("process-%s.data"); err != nil {
		return nil, err
	}
	s.processes = gob.NewEncoder(s.process)
	return s, nil
}

func (s *session) create(pattern string) (*os.File, error) {
	name := filepath.Join(s.dir, fmt.Sprintf(pattern, s.id))
	return os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// writeSample appends one sample. encoding/gob hands each message to the file in one Write.
func (s *session) writeSample(at time.Time, rows []ProcessInfo) error {
	return s.processes.Encode(processRecord{at.Unix(), rows})
}

// writeSnapshot appends one snapshot; the first of them creates the file.
func (s *session) writeSnapshot(at time.Time, text string) error {
	if s.snapshot == nil {
		var err error
		if s.snapshot, err = s.create("snapshot-%s.data"); err != nil {
			return err
		}
		s.snapshots = gob.NewEncoder(s.snapshot)
	}
	return s.snapshots.Encode(snapshotRecord{at.Unix(), text})
}

func (s *session) writeInfo(text string) error {
	file, err := s.create("info-%s.data")
	if err != nil {
		return err
	}
	if _, err := file.WriteString(text); err != nil {
		file.Close()
		return err
	}
	return file.Close()
}

func (s *session) close() error {
	err := s.process.Close()
	if s.snapshot != nil {
		if other := s.snapshot.Close(); err == nil {
			err = other
		}
	}
	return err
}
