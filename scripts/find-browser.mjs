import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { homedir } from "node:os";
import { join } from "node:path";
import { ROOT } from "./run.mjs";

/**
 * No sandbox as root, no disk cache and no background requests. Web security stays on: the browser tests check it.
 */
export const BROWSER_FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const UNPACKED = join(ROOT, "node_modules/.cache/chromium");
const WRAPPER = join(UNPACKED, "chromium.sh");

/** The first browser that is already here, or undefined. */
export function findBrowser() {
  return candidates().find(({ path }) => path && existsSync(path));
}

/**
 * A browser that has rendered a page as a proof: found here, installed from Debian's packages when that is allowed
 * (root), or unpacked from the package that came with the install. Reports what it does through `say`.
 */
export function provideBrowser(say) {
  for (const { path, name } of candidates()) {
    if (!path || !existsSync(path)) continue;
    if (renders(path)) return { path, name };
    say(`${name} at ${path} does not work here`);
  }
  if (installFromDebian(say) && renders("/usr/bin/chromium")) {
    return { path: "/usr/bin/chromium", name: "Chromium from Debian's packages" };
  }
  if (unpackPackaged(say)) {
    for (const libraries of [false, true]) {
      writeWrapper(libraries);
      if (renders(WRAPPER)) return { path: WRAPPER, name: "Chromium unpacked from @sparticuz/chromium" };
    }
    rmSync(WRAPPER);
    say("the unpacked Chromium does not start here (a system library is missing)");
  }
  return undefined;
}

function candidates() {
  return [
    { name: "PLAYWRIGHT_CHROMIUM", path: process.env.PLAYWRIGHT_CHROMIUM },
    { name: "Chromium", path: "/usr/bin/chromium" },
    { name: "Google Chrome", path: chrome() },
    { name: "Playwright's Chromium", path: playwrightDownload() },
    { name: "Chromium unpacked before", path: WRAPPER },
  ];
}

function chrome() {
  const places = {
    darwin: ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"],
    win32: [join(process.env.PROGRAMFILES ?? "C:/Program Files", "Google/Chrome/Application/chrome.exe")],
  };
  const linux = ["/usr/bin/google-chrome", "/usr/bin/google-chrome-stable", "/opt/google/chrome/chrome"];
  return (places[process.platform] ?? linux).find(existsSync);
}

function playwrightDownload() {
  const folders = {
    darwin: join(homedir(), "Library/Caches/ms-playwright"),
    win32: join(process.env.LOCALAPPDATA ?? "", "ms-playwright"),
  };
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH ??
    folders[process.platform] ??
    join(homedir(), ".cache/ms-playwright");
  const inside = [
    "chrome-linux64/chrome",
    "chrome-linux/chrome",
    "chrome-mac/Chromium.app/Contents/MacOS/Chromium",
    "chrome-win64/chrome.exe",
    "chrome-win/chrome.exe",
  ];
  const versions = existsSync(folder)
    ? readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name))
    : [];
  return versions.flatMap((name) => inside.map((path) => join(folder, name, path))).find(existsSync);
}

/**
 * Some systems have a stub (Ubuntu's `chromium` only says to install a snap), so a candidate must prove that it works.
 */
function renders(path) {
  const script = `
    import { createRequire } from "node:module";
    const { chromium } = createRequire(${JSON.stringify(join(ROOT, "package.json"))})("@playwright/test");
    const browser = await chromium.launch(${JSON.stringify({ executablePath: path, args: BROWSER_FLAGS })});
    for (const page of [await browser.newPage(), await browser.newPage()]) {
      await page.setContent("<title>works</title>");
      if ((await page.title()) !== "works") process.exit(1);
    }
    await browser.close();`;
  const args = ["--input-type=module", "-e", script];
  return spawnSync(process.execPath, args, { stdio: "ignore", timeout: 40_000 }).status === 0;
}

function installFromDebian(say) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  say("no browser here: installing Debian's chromium (apt-get update && apt-get install -y chromium)");
  const options = {
    stdio: "ignore",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    timeout: 300_000,
  };
  const packages = ["chromium", "fonts-dejavu-core"];
  return ["update", `install -y --no-install-recommends ${packages.join(" ")}`].every(
    (command) => spawnSync("apt-get", command.split(" "), options).status === 0,
  );
}

/** Unpacks beside the packages (about 200 MB, some seconds) with the libraries that slim systems lack. */
function unpackPackaged(say) {
  const { resolve } = createRequire(join(ROOT, "package.json"));
  let packaged;
  try {
    packaged = resolve("@sparticuz/chromium");
  } catch {
    say("@sparticuz/chromium is not installed");
    return false;
  }
  say("no browser here: unpacking the one from @sparticuz/chromium");
  const draft = `${UNPACKED}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const script = `
    const { default: chromium } = await import(${JSON.stringify(packaged)});
    await (chromium.default ?? chromium).executablePath();`;
  // This variable makes the package unpack its libraries too.
  const env = { ...process.env, TMPDIR: draft, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs20.x" };
  try {
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { env, stdio: "ignore" });
    rmSync(UNPACKED, { recursive: true, force: true });
    renameSync(draft, UNPACKED);
  } catch (error) {
    say(`unpacking failed: ${error.message}`);
    return false;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return true;
}

function writeWrapper(withLibraries) {
  const lines = [
    "#!/bin/sh",
    ...(withLibraries ? [`export LD_LIBRARY_PATH="${UNPACKED}/al2023/lib"`] : []),
    ...(existsSync("/etc/fonts") ? [] : [`export FONTCONFIG_PATH="${UNPACKED}/fonts"`]),
    `exec "${UNPACKED}/chromium" --no-zygote --use-angle=swiftshader "$@"`,
  ];
  writeFileSync(WRAPPER, `${lines.join("\n")}\n`);
  chmodSync(WRAPPER, 0o755);
}
