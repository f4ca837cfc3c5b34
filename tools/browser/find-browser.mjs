import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = ['/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome'];
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'];

/** Path of a Chrome or Chromium: `CHROME_PATH`, or one that is installed; undefined where there is none. */
export function findBrowser() {
  const wanted = process.env.CHROME_PATH;
  if (wanted) return existsSync(wanted) ? wanted : undefined;
  return [...NAMES.flatMap((name) => PLACES.map((place) => `${place}/${name}`)), ...ELSEWHERE].find((path) => existsSync(path));
}

/** The browser that is there, else Debian's package, else Playwright's own. @throws Error where all three fail. */
export async function ensureBrowser() {
  const found = findBrowser() ?? installFromDebian();
  if (found) return found;
  const { chromium } = await import('playwright-core');
  if (!existsSync(chromium.executablePath())) spawnSync('npx', ['playwright-core', 'install', '--with-deps', 'chromium'], { stdio: 'inherit' });
  if (existsSync(chromium.executablePath())) return chromium.executablePath();
  throw new Error('The browser tests need Chrome or Chromium: install one (on Debian: apt-get install chromium), or set CHROME_PATH to its path.');
}

function installFromDebian() {
  if (!existsSync('/usr/bin/apt-get')) return undefined;
  const prefix = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  const apt = (...args) => {
    const [command, ...rest] = [...prefix, 'apt-get', ...args];
    return spawnSync(command, rest, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  };
  console.log('Installing Debian\'s chromium for the browser tests …');
  apt('update');
  apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
  return findBrowser();
}
