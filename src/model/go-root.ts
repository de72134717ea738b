// The toolchain module, hosted runners, Homebrew, an SDK's folder, Debian's packages.
const rootPatterns = [
  // /home/ana/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.21.13.linux-amd64/src/runtime/panic.go
  /toolchain@v0\.0\.1-go(1\.\d+(?:\.\d+)?)\.[\w-]+\/src\//,
  // /opt/hostedtoolcache/go/1.22.3/x64/src/runtime/panic.go
  /\/go\/(1\.\d+\.\d+)\/(?:x64|x86|arm64)\/src\//,
  // /usr/local/Cellar/go/1.20.4/libexec/src/runtime/panic.go
  /\/Cellar\/go(?:@1\.\d+)?\/(1\.\d+(?:\.\d+)?)(?:_\d+)?\/libexec\/src\//,
  // /home/ana/sdk/go1.21.3/src/runtime/panic.go, /usr/lib/go-1.19/src/runtime/panic.go
  /\/go-?(1\.\d+(?:\.\d+)?)\/src\//,
];

/**
 * Which Go a file of its standard library belongs to, where the path says it: `1.21.13` of
 * `/opt/hostedtoolcache/go/1.21.13/x64/src/runtime/panic.go`, `1.19` where the root has no more.
 */
export function findGoVersion(file: string): string | undefined {
  const path = file.replaceAll('\\', '/');
  for (const pattern of rootPatterns) {
    const version = pattern.exec(path)?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}
