#!/bin/sh
# Records CPU and memory of processes as a table that Casebook reads:
#
#   time,pid,name,ucpu,scpu,mem_kb
#   1763911230.25,654,board_app,12.3,4.0,204800
#
# ucpu and scpu: percent of one core, user and system, over the last interval. mem_kb: resident.
# A process that is not there has no row. Needs a POSIX shell, awk and /proc: busybox has all of it.
#
#   sh record.sh -i 3 > board.csv
#   wget -qO- URL/record.sh | sh -s -- -i 3 -tag NAME | curl -N -T . URL/api/captures/NAME/

usage() {
	cat >&2 <<'END'
usage: record.sh [-p PID[,PID...]] [-child] [-i SECONDS] [-c COUNT] [-sys] [-tag NAME] [-to URL]

  -p PID      only these processes; may be repeated
  -child      and their descendants
  -i SECONDS  between samples (1); fractions where sleep knows them
  -c COUNT    samples, then end (0: until told)
  -sys        rows of the whole system too: CPU modes of each core, kinds of memory
  -tag NAME   what it is listed under at a Casebook
  -to URL     sends it there with curl while it is made, instead of printing it; needs -tag
END
	exit 2
}

fail() {
	echo "record.sh: $1" >&2
	exit 2
}

pids= child=0 interval=1 count=0 sys=0 tag= to=
while [ $# -gt 0 ]; do
	case $1 in
	-p | -i | -c | -tag | -to) [ $# -gt 1 ] || fail "$1 needs a value" ;;
	esac
	case $1 in
	-p) pids="$pids,$2" && shift ;;
	-child) child=1 ;;
	-i) interval=$2 && shift ;;
	-c) count=$2 && shift ;;
	-sys) sys=1 ;;
	-tag) tag=$2 && shift ;;
	-to) to=$2 && shift ;;
	-h | -help | --help) usage ;;
	*) fail "no option $1 (-h tells what there is)" ;;
	esac
	shift
done

case $pids in *[!0-9,]*) fail "-p takes process ids: $pids" ;; esac
case $interval in '' | . | *[!0-9.]* | *.*.*) fail "-i takes seconds: $interval" ;; esac
case $interval in *[1-9]*) ;; *) fail "-i takes more than no seconds" ;; esac
case $count in '' | *[!0-9]*) fail "-c takes a number of samples: $count" ;; esac
case $tag in *[!A-Za-z0-9._-]* | [._-]*) fail "-tag takes letters A to Z, digits, dots, dashes: $tag" ;; esac
[ -z "$pids" ] && [ $child = 1 ] && fail '-child goes with -p'
[ -n "$to" ] && [ -z "$tag" ] && fail '-to goes with -tag'
[ -r /proc/stat ] || fail 'there is no /proc here'

# Ticks a second, and KB a page. Without getconf: 100 on every Linux that a board runs, and what the
# kernel says of this very process.
ticks=$(getconf CLK_TCK 2>/dev/null) || ticks=100
if page=$(getconf PAGESIZE 2>/dev/null); then
	page=$((page / 1024))
else
	page=$(awk '/^KernelPageSize:/ { print $2; exit }' /proc/self/smaps 2>/dev/null)
fi

sample() {
	awk -v pids="$pids" -v child=$child -v interval="$interval" -v count="$count" -v sys=$sys \
		-v ticks="${ticks:-100}" -v page="${page:-4}" '
# The first line of a file, or nothing where it has gone.
function first_line(file,    line) {
	if ((getline line < file) <= 0) line = ""
	close(file)
	return line
}

function uptime(    part) {
	split(first_line("/proc/uptime"), part, " ")
	return part[1] + 0
}

# The wall clock with the decimals of the uptime, right to a second as date is. A step of the clock
# shows as one.
function wall_time(up,    now) {
	"date +%s" | getline now
	close("date +%s")
	if (!clock_known || now - (up + offset) > 1.5 || now - (up + offset) < -1.5) offset = now - up
	clock_known = 1
	return up + offset
}

# A name that a spreadsheet would run as a formula gets an apostrophe, as in every table of Casebook.
function quoted(text,    rest) {
	rest = text
	while (substr(rest, 1, 1) == apostrophe) rest = substr(rest, 2)
	if (rest != "" && index("=+-@\t", substr(rest, 1, 1))) text = apostrophe text
	if (text !~ /[",]/) return text
	gsub(/"/, "\"\"", text)
	return "\"" text "\""
}

# pid (comm) state ppid …: the name may hold blanks, parentheses and line ends.
function read_process(pid,    file, line, more, from, to, rest, field) {
	file = "/proc/" pid "/stat"
	line = ""
	while ((getline more < file) > 0) line = line (line == "" ? "" : " ") more
	close(file)
	from = index(line, "(")
	if (from == 0) return 0
	to = length(line)
	while (to > from && substr(line, to, 1) != ")") to--
	split(substr(line, to + 2), field, " ")
	name[pid] = substr(line, from + 1, to - from - 1)
	parent[pid] = field[2]
	user[pid] = field[12]
	kernel[pid] = field[13]
	started[pid] = field[20]
	# Kernel threads have no memory of their own, and stand in brackets as everywhere.
	if (field[21] == 0 && (field[2] == 2 || pid == 2)) name[pid] = "[" name[pid] "]"
	rss[pid] = field[22] * page
	return 1
}

function is_wanted(pid,    at, steps) {
	if (pids == "") return 1
	if (pid in asked) return 1
	if (!child) return 0
	at = pid
	for (steps = 0; steps < 1000 && (at in parent); steps++) {
		at = parent[at]
		if (at in asked) return 1
	}
	return 0
}

# Prints a sample, or takes in what the next one is measured against.
function sample(first,    up, now, seconds, pid, n, i, key, since) {
	up = uptime()
	now = wall_time(up)
	seconds = up - last_up
	split("", name); split("", parent); split("", seen)
	n = 0
	while (("ls /proc" | getline pid) > 0) if (pid ~ /^[0-9]+$/) list[++n] = pid
	close("ls /proc")
	for (i = 1; i <= n; i++) if (!read_process(list[i])) list[i] = ""
	for (i = 1; i <= n; i++) {
		pid = list[i]
		if (pid == "" || !is_wanted(pid)) continue
		# A pid used anew is another process.
		key = pid " " started[pid]
		seen[key] = 1
		if (!(key in last_user)) {
			# New since the last sample: all its time is of this interval. Seen late: none is known.
			since = !first && started[pid] / ticks >= last_up - 0.02
			last_user[key] = since ? 0 : user[pid]
			last_kernel[key] = since ? 0 : kernel[pid]
		}
		if (!first && seconds > 0) {
			printf "%.2f,%d,%s,%.1f,%.1f,%d\n", now, pid, quoted(name[pid]), \
				100 * (user[pid] - last_user[key]) / ticks / seconds, \
				100 * (kernel[pid] - last_kernel[key]) / ticks / seconds, rss[pid]
		}
		last_user[key] = user[pid]
		last_kernel[key] = kernel[pid]
	}
	for (key in last_user) if (!(key in seen)) { delete last_user[key]; delete last_kernel[key] }
	if (sys) system_rows(first, now, seconds)
	last_up = up
	fflush()
}

function system_rows(first, now, seconds,    line, field, n, mode, i, core, key, total, free, cache, buffers) {
	while ((getline line < "/proc/stat") > 0) {
		if (line !~ /^cpu[0-9]/) continue
		n = split(line, field, " ")
		core = substr(field[1], 4)
		for (i = 2; i <= n && i <= 11; i++) {
			key = core " " i
			if (!first && seconds > 0)
				printf "%.2f,0,[CPU%s-%s],0,%.1f,0\n", now, core, modes[i - 1], 100 * (field[i] - last_mode[key]) / ticks / seconds
			last_mode[key] = field[i]
		}
	}
	close("/proc/stat")
	split("", mem)
	while ((getline line < "/proc/meminfo") > 0) {
		split(line, field, " ")
		mem[field[1]] = field[2]
	}
	close("/proc/meminfo")
	if (first) return
	total = mem["MemTotal:"]
	cache = mem["Cached:"] + mem["SReclaimable:"]
	printf "%.2f,0,[available],0,0,%d\n", now, mem["MemAvailable:"]
	printf "%.2f,0,[cache],0,0,%d\n", now, cache
	printf "%.2f,0,[free],0,0,%d\n", now, mem["MemFree:"]
	printf "%.2f,0,[buffers],0,0,%d\n", now, mem["Buffers:"]
	printf "%.2f,0,[shmem],0,0,%d\n", now, mem["Shmem:"]
	printf "%.2f,0,[used],0,0,%d\n", now, total - mem["MemFree:"] - mem["Buffers:"] - cache
}

BEGIN {
	apostrophe = sprintf("%c", 39)
	split("user nice system idle iowait irq softirq steal guest guestnice", modes, " ")
	n = split(pids, part, ",")
	for (i = 1; i <= n; i++) if (part[i] != "") asked[part[i]] = 1
	print "time,pid,name,ucpu,scpu,mem_kb"
	fflush()
	sample(1)
	next_up = last_up
	for (done = 0; count == 0 || done < count; done++) {
		next_up += interval
		pause = next_up - uptime()
		# Too slow for the interval: not two samples at once to make up for it.
		if (pause < 0) { next_up -= pause; pause = 0 }
		if (pause > 0 && system("sleep " pause) != 0) exit
		sample(0)
	}
}'
}

if [ -z "$to" ]; then
	sample
else
	command -v curl >/dev/null || fail '-to needs curl'
	sample | curl -sSN -T . "${to%/}/api/captures/$tag/"
fi
