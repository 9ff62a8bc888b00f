// Usage: node shot.mjs CHROMIUM WIDTH HEIGHT PAGE PICTURE ...  Pictures (PNG) of pages on the disk.
import { pathToFileURL } from 'node:url';
import puppeteer from 'puppeteer-core';

const FLAGS = ['--no-first-run', '--disable-gpu', '--disable-quic', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--hide-scrollbars'];
const [chromium, width, height, ...pairs] = process.argv.slice(2);
const sandbox = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await puppeteer.launch({ executablePath: chromium, headless: true, args: [...FLAGS, ...sandbox] });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: Number(width), height: Number(height) });
  await page.setRequestInterception(true);
  page.on('request', request => /^(file|data|about):/.test(request.url()) ? request.continue() : request.abort());
  for (let n = 0; n < pairs.length; n += 2) {
    await page.goto(pathToFileURL(pairs[n]).href);
    // A reading system has margins of its own.
    if (pairs[n].endsWith('.xhtml')) await page.evaluate(() => { document.documentElement.style.padding = '22px 14px'; });
    await page.screenshot({ path: pairs[n + 1] });
  }
} finally {
  await browser.close();
}
