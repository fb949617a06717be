/** `npm run icon`: draws `docs/images/icon.svg` as the PNG that VS Code asks of an extension, `media/icon.png`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { launchChromium } from './vscode/chromium.js';

/** Pixels: twice what the list of extensions shows at the most. */
const SIZE = 256;

async function main(): Promise<void> {
  const browser = await launchChromium(process.cwd());
  try {
    const page = await browser.newPage({ viewport: { width: SIZE, height: SIZE } });
    await page.setContent(`<body style="margin:0">${readFileSync('docs/images/icon.svg', 'utf8')}</body>`);
    const png = await page.screenshot({ omitBackground: true });
    writeFileSync('media/icon.png', png);
  } finally {
    await browser.close();
  }
}

void main();
