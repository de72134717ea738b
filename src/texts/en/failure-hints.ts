import type { Failures } from '#model/notice.ts';

const damaged =
  'The file is damaged before its first complete value. Compare its size and SHA-256 with the original and copy it again as binary: a transfer in text mode, or through a terminal, changes bytes.';

const linkBroken =
  'Chats and mail cut or wrap long links. Ask for the link again, in one piece (in a file, say), or for the file itself and drop it here.';

/** What an error means, and what to do about it, by its code. */
export const hints: Record<keyof Failures, string> = {
  'empty-file':
    'Nothing was written, or the copy failed. topid’s server makes a file when a session opens: one that never got a sample stays empty. Look at the size on the machine that it came from.',
  'empty-gzip':
    'Nothing of it unpacks: it is cut or damaged near its beginning. Check the original with gzip -t and copy it again as binary.',
  'unknown-format':
    'Looked for, in the first 4 KB and then in the name: gob with topid’s fields, the lines of a Go traceback, the header of topid’s text, the header of a table. Open the file from its beginning, not a part of it; unpack archives first. If it is a crash log with much before it, give it a name in .log, or paste the part from “panic:” on.',
  'unknown-text':
    'Open the file from its beginning, not a part of it. A Go crash log has “panic:”, “fatal error:”, “goroutine 1 [running]:” or “WARNING: DATA RACE” in it (Go prints them to standard error), topid’s text the header “PID PRIO CPU MEM COMM”, a table a header such as time,pid,name,ucpu,scpu,mem_kb. What other recorders print can be made into such a table; the guide “Record with topid” has a script that needs nothing but a shell.',
  'gzip-nested': 'Run gunzip on it until a file is left that is none.',
  'no-such-format': 'Leave the format out: it is found by the content.',
  'file-unreadable':
    'It was moved, deleted or changed since it was chosen, or the browser may not read it. Choose it again.',
  'out-of-memory':
    'Remove other captures from the list, close other tabs, or open a shorter part: a log from its “panic:” on, a recording of less time. On the command line, casebook inspect reads more.',
  'worker-failed':
    'Reading stopped in the background: usually the page is older than the site, or memory ran out. Reload the page and open the file again.',
  unexpected:
    'This is a fault of Casebook, not of your file. Reload the page and try again; if it comes back, report the sentence above and what kind of file it is.',
  'gob-cut':
    'The file ends before its first complete value. Copy it again; if the board lost power in its first seconds, there is no more to read.',
  'gob-zeros':
    'The file system kept the length and lost the content, as after a power loss. If topid sent to a chart server, take the copy that is there.',
  'gob-bad-messages': damaged,
  'gob-stopped': damaged,
  'gob-no-values':
    'The stream describes its types and holds no value yet: the session was opened and ended before its first sample. Open a later copy, or record again.',
  'topid-info-no-section':
    'topid’s information has sections that begin with lines such as ------CPUInfo------. Open the info-*.data file of the session as it was stored.',
  'topid-snapshot-text-none':
    'Snapshots as text begin each with a line such as ------Snapshot------ 1636624800, as a redacted recording brings them. Open the snapshot-*.txt file whole.',
  'topid-text-no-header':
    'Each sample of topid’s text begins with its header. Copy the output from a header on, with its line breaks.',
  'table-no-header':
    'The first line has to name the columns: time, name (or pid with it) and at least one of cpu, ucpu, scpu, mem_kb, separated by commas, tabs or semicolons. Example: time,pid,name,ucpu,scpu,mem_kb',
  'table-no-rows':
    'Under the header each line is one process at one time; time is Unix seconds or ISO 8601, CPU is percent of one core, memory is KB. Example: 2021-11-11T10:00:00Z,7,app,12.5,3.1,20480',
  'go-crash-empty':
    'The log has no lines. Look whether standard error was written to it: Go prints its tracebacks there.',
  'go-crash-none':
    'Looked for: “panic:”, “fatal error:”, “SIGSEGV:” and its like, “goroutine 1 [running]:”, “WARNING: DATA RACE”. Go prints them to standard error; see that it is in the log, and that GOTRACEBACK is not none.',
  'go-crash-none-so-far':
    'A crash is usually at the end of a log. Cut the log down to its last part: tail -n 100000 board.log > end.log',
  'pprof-none':
    'Names are at the end of a pprof profile: one that is cut off has none left. Copy it again as binary, or record it again: curl -o cpu.pb.gz http://BOARD:6060/debug/pprof/profile?seconds=30',
  'pprof-joined':
    'Open each profile by itself. Several become one with go tool pprof -proto FILE FILE… > all.pb.gz',
  'pprof-text-none':
    'A profile as text begins with a line such as “heap profile: 2: 1024 [10: 20480] @ heap/1048576”. Open it whole, or take it as pprof writes it, which says more: the same address without ?debug=1.',
  'folded-none':
    'Each line is a stack from its root, with frames separated by semicolons, then a space and a whole number. The stackcollapse scripts of FlameGraph produce it from the output of perf and others.',
  'perf-none':
    'Each sample is a line with the program and its event, then a line for each frame: address, symbol, object. Record with perf record -g, print with perf script.',
  'link-data-empty': linkBroken,
  'link-data-cut': linkBroken,
  'link-data-broken': linkBroken,
  'link-data-too-large':
    'No link that Casebook makes unpacks to so much: it was made to fill the memory, or is damaged. Ask the sender for the file.',
  'unknown-site-capture':
    'The link names a sample of another Casebook, or of another version of this one. Ask the sender for the file, or choose one of the samples.',
  'foreign-url':
    'Pages here ask no other site, so that nobody learns what you look at. Download the file and drop it here.',
  'http-status':
    '404 means that there is no such file: look for a slip in the address. 401 and 403 mean that you have to log in first. Otherwise try again later, or download the file and drop it here.',
  'no-answer': 'The connection is gone, or the server is down. What is on your disk opens without it.',
};
