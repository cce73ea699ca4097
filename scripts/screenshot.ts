/**
 * Takes a picture of a page with the Chromium that npm carries.
 *
 *   npx tsx scripts/screenshot.ts <url> <out.png> [--width 1440] [--height 900] [--theme light|dark] [--full]
 *     [--scale 1] [--locale ar] [--cookie name=value] [--wait ms] [--click selector] [--after ms] [--hover selector] [--eval js]
 */
import { parseArgs } from "node:util";
import chromium from "@sparticuz/chromium";
import { chromium as driver } from "playwright-core";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    width: { type: "string", default: "1440" },
    height: { type: "string" },
    theme: { type: "string", default: "light" },
    scale: { type: "string", default: "1" },
    full: { type: "boolean", default: false },
    locale: { type: "string" },
    cookie: { type: "string", multiple: true },
    wait: { type: "string", default: "300" },
    click: { type: "string", multiple: true },
    after: { type: "string", default: "600" },
    hover: { type: "string" },
    eval: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
const [url, out] = positionals;
if (!url || !out || values.help) {
  console.log(
    "screenshot <url> <out.png> [--width n] [--height n] [--theme light|dark] [--full] [--locale ar] …",
  );
  process.exit(values.help ? 0 : 1);
}

const width = Number(values.width);
const browser = await driver.launch({
  executablePath: await chromium.executablePath(),
  args: [...chromium.args, "--font-render-hinting=none"],
});
try {
  const context = await browser.newContext({
    viewport: { width, height: Number(values.height ?? (width < 600 ? 844 : 900)) },
    deviceScaleFactor: Number(values.scale),
    colorScheme: values.theme === "dark" ? "dark" : "light",
    hasTouch: width < 600,
    locale: "en-US",
  });
  const cookies = [...(values.cookie ?? []), ...(values.locale ? [`roost_locale=${values.locale}`] : [])];
  await context.addCookies(
    cookies.map((pair) => {
      const at = pair.indexOf("=");
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url: new URL(url).origin };
    }),
  );
  const page = await context.newPage();
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning")
      console.log(`[${message.type()}] ${message.text().slice(0, 400)}`);
  });
  page.on("pageerror", (error) => console.log(`[page error] ${error.message.slice(0, 400)}`));
  await page.goto(url, { waitUntil: "load" });
  // The development server keeps a socket open, so "networkidle" would never come.
  await page.waitForTimeout(Number(values.wait));
  if (values.full) await scrollThrough(page);
  for (const selector of values.click ?? []) {
    await page.locator(selector).first().click();
    await page.waitForTimeout(Number(values.after));
  }
  if (values.hover) await page.locator(values.hover).first().hover();
  if (values.eval) console.log(JSON.stringify(await page.evaluate(values.eval), null, 1));
  await page.evaluate("document.fonts.ready");
  await page.waitForTimeout(150);
  await page.screenshot({ path: out, fullPage: values.full });
} finally {
  await browser.close();
}

/** Lazy pictures load as they come near, so a full picture needs the whole page to have been near once. */
async function scrollThrough(page: import("playwright-core").Page) {
  await page.evaluate(async () => {
    const step = window.innerHeight;
    for (let top = 0; top < document.body.scrollHeight; top += step) {
      window.scrollTo(0, top);
      await new Promise((resolve) => setTimeout(resolve, 80));
    }
    window.scrollTo(0, 0);
  });
  await page.waitForTimeout(300);
}
