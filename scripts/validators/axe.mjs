// Usage: node axe.mjs CHROMIUM FILE...  Prints JSON: [{file, scenario, message}] of what is wrong.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const FLAGS = ['--no-first-run', '--disable-gpu', '--disable-quic', '--disable-background-networking',
  '--disable-component-update', '--disable-sync'];
const [chromium, ...files] = process.argv.slice(2);

function * scenarios() {
  for (const stripped of [false, true])
    for (const width of [640, 375, 320])
      for (const scheme of ['light', 'dark'])
        yield { width, scheme, stripped, name: `${width} px, ${scheme}${stripped ? ', styles stripped' : ''}` };
}

async function opened(page, file) {
  await page.goto(pathToFileURL(file).href);
  await page.addScriptTag({ path: AXE });
}

async function violations(page, { width, scheme, stripped }) {
  await page.setViewport({ width, height: 800 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  if (stripped) await page.evaluate(() => document.querySelectorAll('style').forEach(style => style.remove()));
  const found = await page.evaluate(async rules => (await axe.run(document, { runOnly: rules })).violations, RULES);
  const messages = found.map(v => `${v.id} (${v.impact}): ${v.help}: ${v.nodes[0].html.slice(0, 160)}`);
  const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - window.innerWidth);
  return wide > 0 ? [...messages, `scrolls sideways by ${wide} px`] : messages;
}

async function main() {
  const sandbox = process.getuid() === 0 ? ['--no-sandbox'] : [];
  const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: [...FLAGS, ...sandbox] });
  const page = await browser.newPage();
  await page.setRequestInterception(true);
  page.on('request', request => /^(file|data|about):/.test(request.url()) ? request.continue() : request.abort());
  const told = [];
  try {
    for (const file of files) {
      await opened(page, file);
      for (const scenario of scenarios())
        for (const message of await violations(page, scenario))
          told.push({ file, scenario: scenario.name, message });
    }
  } finally {
    await browser.close();
  }
  console.log(JSON.stringify(told));
}

await main();
