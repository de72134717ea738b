package main

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
)

// renderInfo gives the text of the info file: the CPU, the kernel, and what each of commands
// printed, errors included. It never names the host; with private the kernel's release stands
// without its local suffix, which names who built it.
func renderInfo(cpuinfo, kernel string, commands []string, run func(command string) string) string {
	var out strings.Builder
	out.WriteString("------CPUInfo------\n" + ended(cpuinfo))
	out.WriteString("------KernelInfo------\n" + ended(kernel))
	out.WriteString("------ExtraInfo------\n")
	for _, command := range commands {
		fmt.Fprintf(&out, "######Command######\n$ %s\n%s", command, ended(run(command)))
	}
	return out.String()
}

func ended(text string) string {
	if text == "" || strings.HasSuffix(text, "\n") {
		return text
	}
	return text + "\n"
}

// summarizeCPU keeps the lines of /proc/cpuinfo that say what the cores are, each once for cores
// that agree: a machine of 64 cores would fill the file with 64 copies of its flags.
func summarizeCPU(cpuinfo string) string {
	wanted := []string{
		"vendor_id", "cpu family", "model", "model name", "cpu MHz", "cache size", // x86
		"CPU implementer", "CPU architecture", "CPU variant", "CPU part", "CPU revision", "Hardware", // Arm
		"isa", "uarch", "cpu", "machine", "system type", "cpu model", // RISC-V, POWER, MIPS
		"BogoMIPS", "bogomips",
	}
	keep := map[string]bool{}
	for _, name := range wanted {
		keep[name] = true
	}
	cores := 0
	seen := map[string]bool{}
	var out strings.Builder
	for _, line := range strings.Split(cpuinfo, "\n") {
		name, value, found := strings.Cut(line, ":")
		name, value = strings.TrimSpace(name), strings.TrimSpace(value)
		if name == "processor" {
			cores++
		}
		if row := fmt.Sprintf("%-16s: %s\n", name, value); found && keep[name] && !seen[row] {
			seen[row] = true
			out.WriteString(row)
		}
	}
	return fmt.Sprintf("%-16s: %d\n", "processors", cores) + out.String()
}

// readKernel gives the kernel as `uname -srvm` would.
func readKernel(private bool) string {
	read := func(name string) string {
		text, err := os.ReadFile("/proc/sys/kernel/" + name)
		if err != nil {
			return "?"
		}
		return strings.TrimSpace(string(text))
	}
	return kernelLine(read("ostype"), read("osrelease"), read("version"), read("arch"), private)
}

func kernelLine(system, release, version, machine string, private bool) string {
	if private {
		release, _, _ = strings.Cut(release, "-")
	}
	return strings.Join([]string{system, release, version, machine}, " ")
}

// runShell gives what a command printed, and how it failed where it did.
func runShell(command string) string {
	output, err := exec.Command("sh", "-c", command).CombinedOutput()
	text := string(output)
	if err != nil {
		text = ended(text) + err.Error() + "\n"
	}
	return text
}
