import { execFileSync, spawnSync } from 'node:child_process';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A Chromium to test with, and what its process needs in its environment. */
export interface FoundBrowser {
  executablePath: string;
  env: Record<string, string>;
}

/** Where a browser is looked for, in this order. */
const places = { installed: findInstalled, apt: installByApt, npm: unpackFromNpm };

/**
 * Finds a Chromium, and sees to it that there is one: `CHROMIUM_PATH`, else one that is installed,
 * else Debian's (as root, by apt-get), else the one in the npm package @sparticuz/chromium.
 * `CHROMIUM_FROM=installed,apt,npm` says which of these to try.
 *
 * @throws Error where there is none, with what was tried
 */
export async function findBrowser(): Promise<FoundBrowser> {
  // Found by the process that started this one: a runner's workers do not look again.
  const known = process.env[knownVariable];
  if (known) return JSON.parse(known) as FoundBrowser;
  const found = await look();
  process.env[knownVariable] = JSON.stringify(found);
  return found;
}

const knownVariable = 'CASEBOOK_FOUND_BROWSER';

/** How it is started. Without its sandbox only as root, where it has none. */
export function toLaunchOptions({ executablePath, env }: FoundBrowser) {
  return {
    executablePath,
    env: { ...(process.env as Record<string, string>), ...env },
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // As a browser with windows has it: a sandboxed frame has a process of its own.
      '--site-per-process',
    ],
  };
}

async function look(): Promise<FoundBrowser> {
  const path = process.env['CHROMIUM_PATH'];
  if (path) {
    if (!starts(path)) throw new Error(`CHROMIUM_PATH=${path}: no browser that starts`);
    return { executablePath: path, env: {} };
  }
  const wanted = process.env['CHROMIUM_FROM']?.split(',') ?? Object.keys(places);
  for (const place of wanted) {
    const find = Object.hasOwn(places, place) ? places[place as keyof typeof places] : undefined;
    if (!find) throw new Error(`CHROMIUM_FROM=${place}: it is one of ${Object.keys(places).join(', ')}`);
    const found = await find();
    if (found) return found;
  }
  throw new Error(
    `no Chromium for the browser tests (tried: ${wanted.join(', ')}). Install one, or set CHROMIUM_PATH.`,
  );
}

async function findInstalled(): Promise<FoundBrowser | undefined> {
  for (const path of candidates()) {
    if ((await isExecutable(path)) && starts(path)) return { executablePath: path, env: {} };
  }
  return undefined;
}

/** Where browsers of Chromium's kind usually are. */
function candidates(): string[] {
  if (process.platform === 'darwin') {
    const names = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
    const folders = ['/Applications', join(homedir(), 'Applications')];
    return folders.flatMap((folder) =>
      names.map((name) => join(folder, `${name}.app`, 'Contents', 'MacOS', name)),
    );
  }
  if (process.platform === 'win32') {
    const folders = ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap(
      (name) => process.env[name] ?? [],
    );
    const programs = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];
    return programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  }
  const names = [
    // Without the windows of a browser the same pages take two thirds of its time.
    'chrome-headless-shell',
    'chromium-headless-shell',
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
    'microsoft-edge-stable',
    'msedge',
  ];
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

async function installByApt(): Promise<FoundBrowser | undefined> {
  const program = '/usr/bin/apt-get';
  if (process.getuid?.() !== 0 || !(await isExecutable(program))) return undefined;
  const apt = (args: string[]) =>
    spawnSync(program, args, {
      // Not into the report of the tests.
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      timeout: 600_000,
    }).status === 0;
  const install = (name: string) => apt(['install', '-y', '-qq', '--no-install-recommends', name]);
  console.error('There is no browser here: installing Chromium by apt-get.');
  if (!apt(['update', '-qq'])) return undefined;
  return install('chromium-headless-shell') || install('chromium') ? findInstalled() : undefined;
}

/**
 * The Chromium of @sparticuz/chromium, unpacked once beside the packages, with the shared libraries
 * it brings for systems that have none of a browser's. Of the package's own arguments none are
 * taken: they switch the web's security off.
 */
async function unpackFromNpm(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const folder = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'casebook-chromium');
  const executablePath = join(folder, 'chromium');
  if (!(await isExecutable(executablePath))) await unpackInto(folder);
  const libraries = [join(folder, 'al2023', 'lib'), process.env['LD_LIBRARY_PATH'] ?? ''].filter(Boolean);
  const env = {
    LD_LIBRARY_PATH: libraries.join(delimiter),
    FONTCONFIG_PATH: process.env['FONTCONFIG_PATH'] ?? join(folder, 'fonts'),
  };
  return starts(executablePath, env) ? { executablePath, env } : undefined;
}

async function unpackInto(folder: string): Promise<void> {
  console.error('There is no browser here: unpacking the one of @sparticuz/chromium.');
  const { default: chromium, inflate } = await import('@sparticuz/chromium');
  const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..', 'bin');
  await mkdir(dirname(folder), { recursive: true });
  const fresh = await mkdtemp(`${folder}-`);
  // It unpacks into the folder for temporary files, and takes for whole what it finds there of a
  // run that was interrupted: so it gets a new one, which is put in place when it is complete.
  const before = process.env['TMPDIR'];
  process.env['TMPDIR'] = fresh;
  try {
    await chromium.executablePath(packed);
    await inflate(join(packed, 'al2023.tar.br'));
  } finally {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
  }
  await rm(folder, { recursive: true, force: true });
  await rename(fresh, folder);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

/** Ubuntu's `chromium-browser` without snap, or a browser that lacks a library, is there and does not start. */
function starts(path: string, env: Record<string, string> = {}): boolean {
  // There it would open a window.
  if (process.platform === 'win32') return true;
  try {
    const version = execFileSync(path, ['--version'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 30_000,
    });
    return /\d+\.\d+/.test(version.toString());
  } catch {
    return false;
  }
}
