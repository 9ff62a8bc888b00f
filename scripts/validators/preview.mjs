// Usage: node preview.mjs CHROMIUM URL SOURCE [PLANT]  Uses the preview as an editor does, edits SOURCE, and
// prints JSON: a list of what was wrong.
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import puppeteer from 'puppeteer-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const FLAGS = ['--no-first-run', '--disable-gpu', '--disable-quic', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const [chromium, url, source, plant] = process.argv.slice(2);
const PATIENCE = { timeout: plant === 'deaf' ? 20_000 : 120_000 };
const wrong = [];

// Faults that this check has to see; each runs in the page before its own script.
const PLANTS = {
  faint: () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.status { color: #bbbbbb !important; background: #ffffff }');
    document.adoptedStyleSheets = [sheet];
  },
  deaf: () => {
    const Source = window.EventSource;
    window.EventSource = class extends Source {
      set onmessage(hear) { super.onmessage = event => window.edited || hear(event); }
    };
  },
  web: () => addEventListener('load', () => { new Image().src = 'http://example.org/pixel.png'; }),
  open: () => new MutationObserver(() => document.querySelectorAll('iframe[sandbox=""]').forEach(f => f.setAttribute('sandbox', 'allow-scripts')))
    .observe(document, { childList: true, subtree: true }),
};

function check(holds, message) {
  if (!holds) wrong.push(message);
}

async function settle(page, holds, message, ...given) {
  await page.waitForFunction(holds, PATIENCE, ...given).catch(() => wrong.push(message));
}

async function axe(page, name) {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const found = await page.evaluate(async rules => (await axe.run(document, { runOnly: rules, iframes: false })).violations, RULES);
  for (const v of found) wrong.push(`axe, ${name}: ${v.id} (${v.impact}): ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
}

// Each view: what has to be there when its key was typed.
const VIEWS = [
  ['1', 'PDF', () => [...document.querySelectorAll('#pane-pdf .sheets img')].some(i => i.complete && i.naturalWidth > 1000)],
  ['2', 'EPUB', () => document.querySelectorAll('#pane-epub iframe:not(.coming)').length === 1],
  ['3', 'newsletter', () => document.querySelectorAll('#pane-mail iframe:not(.coming)').length === 4],
  ['4', 'side by side', () => ['pdf', 'epub', 'mail'].every(name => document.getElementById(`pane-${name}`).clientWidth > 200)],
];

async function look(page, scheme) {
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  for (const [key, name, holds] of VIEWS) {
    await page.keyboard.press(key);
    await settle(page, holds, `${name}: nothing to see`);
    await axe(page, `${name}, ${scheme}`);
  }
  const frames = await page.$$eval('iframe', all => all.map(f => f.getAttribute('sandbox')));
  check(frames.length && frames.every(value => value === ''), 'a frame is not sandboxed');
}

async function text(page, part) {
  const shown = page.frames().filter(frame => frame.url().includes(part));
  return Promise.all(shown.map(frame => frame.evaluate(() => document.body?.textContent ?? '').catch(() => '')));
}

async function edit(page) {
  await page.evaluate(() => { window.edited = true; });
  const before = await readFile(source, 'utf8');
  await writeFile(source, before.replace('Not yet.', 'Not before the snowdrops.'));
  const end = Date.now() + PATIENCE.timeout;
  const told = async () => (await text(page, '/mail/')).some(words => words.includes('Not before the snowdrops.'));
  while (!await told() && Date.now() < end) await page.waitForFunction(() => true, { polling: 200 });
  check(await told(), 'an edited source never came to the page');
  check(await page.evaluate(() => window.edited === true), 'an edit loaded the whole page again');
}

async function keys(page) {
  const current = () => page.$eval('#list [aria-current]', link => link.hash);
  const first = await current();
  await page.keyboard.press('j');
  check(await current() !== first, 'j does not lead on');
  await page.keyboard.press('k');
  check(await current() === first, 'k does not lead back');
  await page.keyboard.press('/');
  await page.keyboard.type('no such article');
  await settle(page, () => document.querySelector('#list .none'), 'the filter does not filter');
  await page.keyboard.press('Escape');
  await settle(page, () => document.querySelectorAll('#list a').length > 1, 'Escape does not clear the filter');
  const here = page.url();
  await page.reload();
  await settle(page, () => document.querySelector('#list [aria-current]'), 'nothing is chosen after a reload');
  check(page.url() === here && await current() === new URL(here).hash, 'a reload forgets the place');
}

async function main() {
  const sandbox = process.getuid() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: [...FLAGS, ...sandbox] });
  try {
    const page = await browser.newPage();
    if (plant) await page.evaluateOnNewDocument(PLANTS[plant]);
    await page.setViewport({ width: 1440, height: 900 });
    page.on('console', said => { if (['error', 'warn'].includes(said.type())) wrong.push(`console: ${said.text()}`); });
    page.on('pageerror', error => wrong.push(`script: ${error.message}`));
    page.on('response', reply => { if (reply.status() >= 400) wrong.push(`${reply.status()} ${reply.url()}`); });
    page.on('request', request => { if (!request.url().startsWith(url) && !request.url().startsWith('data:')) wrong.push(`asked the web: ${request.url()}`); });
    await page.goto(url);
    await settle(page, () => document.querySelectorAll('#list a .dot:not(.waiting)').length === 2 && document.getElementById('progress').hidden, 'the list never filled');
    await settle(page, () => document.querySelectorAll('#side table').length > 0, 'no certificate is shown');
    await look(page, 'light');
    await look(page, 'dark');
    if (!plant || plant === 'deaf') await edit(page);
    await keys(page);
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify([...new Set(wrong)]));
}

await main();
