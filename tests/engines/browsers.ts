import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { BidiDriver } from './bidi.ts';
import { ClassicDriver } from './classic.ts';
import type { Driver } from './driver.ts';

export interface OpenedBrowser {
  driver: Driver;
  close(): Promise<void>;
}

/** A browser that may be on this machine. */
export interface Engine {
  name: string;
  /** What of it is not on this machine. */
  missing: string | undefined;
  /**
   * @param origin of the site that it is to open
   * @param folder that is its own: what it keeps, and what it downloads in `downloads`
   */
  open(origin: string, folder: string): Promise<OpenedBrowser>;
}

/** Not just any `firefox`: a snap's has a /tmp of its own, and finds no profile. */
const firefox = process.env['FIREFOX_PATH'] ?? findProgram('firefox-esr');

/** Firefox answers over WebDriver BiDi by itself. */
export const gecko: Engine = {
  name: 'Firefox',
  missing: firefox ? undefined : 'firefox-esr',
  async open(origin, folder) {
    const preferences = {
      'browser.download.folderList': 2,
      'browser.download.dir': join(folder, 'downloads'),
      'browser.download.always_ask_before_handling_new_types': false,
      // It asks Mozilla nothing.
      'app.normandy.enabled': false,
      'browser.safebrowsing.malware.enabled': false,
      'browser.safebrowsing.phishing.enabled': false,
      'browser.shell.checkDefaultBrowser': false,
      'captivedetect.canonicalURL': '',
      'datareporting.policy.dataSubmissionEnabled': false,
      'extensions.getAddons.cache.enabled': false,
      'network.captive-portal-service.enabled': false,
      'network.connectivity-service.enabled': false,
      'services.settings.server': 'data:,',
      'intl.accept_languages': 'en-GB',
    };
    const lines = Object.entries(preferences).map(
      ([key, value]) => `user_pref(${JSON.stringify(key)}, ${JSON.stringify(value)});`,
    );
    await writeFile(join(folder, 'user.js'), lines.join('\n'));
    const args = ['--headless', '--no-remote', '--profile', folder, '--remote-debugging-port', '0'];
    const browser = spawn(firefox as string, [...args, 'about:blank'], {
      env: { ...process.env, HOME: folder, MOZ_CRASHREPORTER_DISABLE: '1' },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const address = await waitFor(browser, browser.stderr, /listening on (ws:\S+)/);
    const driver = await BidiDriver.open(address, origin);
    return { driver, close: () => end(browser, () => driver.close()) };
  },
};

const webkitDriver = findProgram('WebKitWebDriver');
const display = findProgram('Xvfb');
const browserOfWebKit = ['x86_64-linux-gnu', 'aarch64-linux-gnu']
  .map((machine) => `/usr/lib/${machine}/webkit2gtk-4.1/MiniBrowser`)
  .find((path) => existsSync(path));

/** WebKit has a driver beside it, and its browser needs a screen. */
export const webkit: Engine = {
  name: 'WebKit',
  missing: [
    [webkitDriver, 'WebKitWebDriver'],
    [browserOfWebKit, 'its MiniBrowser'],
    [display, 'Xvfb'],
  ].find(([path]) => !path)?.[1],
  async open(_origin, folder) {
    const screen = spawn(
      display as string,
      ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp'],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] },
    );
    const number = await waitFor(screen, screen.stdio[3] as NodeJS.ReadableStream, /(\d+)\n/);
    const config = join(folder, '.config');
    await mkdir(config, { recursive: true });
    await writeFile(join(config, 'user-dirs.dirs'), `XDG_DOWNLOAD_DIR="${join(folder, 'downloads')}"\n`);
    const port = await findPort();
    const service = spawn(webkitDriver as string, ['-p', String(port)], {
      env: {
        ...process.env,
        DISPLAY: `:${number}`,
        HOME: folder,
        XDG_CONFIG_HOME: config,
        XDG_DATA_HOME: join(folder, '.local'),
        XDG_CACHE_HOME: join(folder, '.cache'),
        LANG: 'C.UTF-8',
      },
      stdio: 'ignore',
    });
    const driver = await ClassicDriver.open(`http://127.0.0.1:${port}`, {
      'webkitgtk:browserOptions': { binary: browserOfWebKit, args: ['--automation'] },
    });
    return {
      driver,
      async close() {
        await end(service, () => driver.close());
        await end(screen);
      },
    };
  },
};

function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/** What a pattern finds in what a process says. @throws Error where it ends without a word of it */
function waitFor(process: ChildProcess, stream: NodeJS.ReadableStream, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    stream.on('data', (part: Buffer) => {
      said += part.toString();
      const [, found] = pattern.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    process.once('error', reject);
    process.once('exit', (code) => reject(new Error(`it ended with ${code}: ${said}`)));
  });
}

/** As it is asked to, else by force. */
async function end(process: ChildProcess, ask?: () => Promise<void>): Promise<void> {
  const gone = new Promise((resolve) => process.once('exit', resolve));
  if (process.exitCode !== null) return;
  await ask?.().catch(() => {});
  const force = setTimeout(() => process.kill('SIGKILL'), 5000);
  process.kill('SIGTERM');
  await gone;
  clearTimeout(force);
}

/** One that nobody has in this moment: the driver takes no 0. */
function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
