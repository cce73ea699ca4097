/** The browser of the browser tests: the one that npm carries, else an installed Chrome, else none. */
import { existsSync } from "node:fs";
import sparticuz from "@sparticuz/chromium";
import { type Browser, chromium as driver } from "playwright-core";

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];
/** Without these Chromium asks hosts on the internet for updates, which a closed network refuses many times at once. */
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];

/** Meant for functions in the cloud: one process for all pages ends with the first context, and lax security hides faults. */
const UNWANTED = [
  "--single-process",
  "--no-zygote",
  "--disable-web-security",
  "--allow-running-insecure-content",
];

async function candidates(): Promise<{ path: string; args: string[] }[]> {
  const installed = INSTALLED.filter((path) => existsSync(path)).map((path) => ({
    path,
    args: ["--no-sandbox", ...QUIET],
  }));
  if (process.platform !== "linux") return installed;
  const carried = {
    path: await sparticuz.executablePath(),
    args: [
      ...sparticuz.args.filter((one) => !UNWANTED.includes(one)),
      "--font-render-hinting=none",
      ...QUIET,
    ],
  };
  return [carried, ...installed];
}

/** Opens the first browser that starts; undefined (with the reasons printed) where none does. */
export async function openBrowser(): Promise<Browser | undefined> {
  for (const { path, args } of await candidates()) {
    try {
      return await driver.launch({ executablePath: path, args });
    } catch (error) {
      console.warn(
        `${path} does not run here: ${error instanceof Error ? error.message.split("\n")[0] : String(error)}`,
      );
    }
  }
  return undefined;
}
