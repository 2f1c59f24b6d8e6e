// Every page kind of the commons in a browser: axe-core, no sideways scroll, light and dark, narrow
// and wide, text doubled, keyboard alone. Prints TAP.
// node commons_pages.mjs FOLDER [FOLDER_OF_PICTURES]
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(process.argv[2]);
const pictures = process.argv[3];
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const SITE = "http://commons.invalid";
let count = 1; // the validator is number 1
let failures = 0;

function ok(passed, what, details) {
  count++;
  failures += passed ? 0 : 1;
  console.log(`${passed ? "ok" : "not ok"} ${count} - ${what}`);
  for (const line of passed ? [] : details) console.log(`# ${line}`);
}

// Pages come from the folder as from a server, with the policy of one; all else is refused.
async function served(browser, options) {
  const context = await browser.newContext({ ...options, bypassCSP: true });
  const foreign = [];
  await context.route("**/*", (route) => {
    const url = route.request().url();
    const name = new URL(url).pathname.slice(1);
    if (url.startsWith(SITE) && names.concat("app.css").includes(name)) {
      const type = name.endsWith(".css") ? "text/css" : "text/html; charset=utf-8";
      return route.fulfill({ body: readFileSync(`${folder}/${name}`), contentType: type });
    }
    foreign.push(url);
    return route.abort();
  });
  return { context, foreign };
}

const tooWide = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

// Each thing that can be pressed is reached by the keyboard alone, and shows that it is.
async function byKeyboard(page) {
  const wanted = await page.evaluate(() => [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea")]
    .filter((one) => one.type !== "radio" || one.checked).length);
  const seen = new Set();
  let bare = "";
  for (let i = 0; i < wanted + 20; i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      const all = [...document.querySelectorAll("*")];
      return { index: all.indexOf(one), html: one.outerHTML.slice(0, 80), name: one.localName,
        outline: getComputedStyle(one).outlineStyle };
    });
    if (at.name === "body") break;
    seen.add(at.index);
    if (at.outline === "none") bare = at.html;
  }
  return { wanted, seen: seen.size, bare };
}

async function lookAt(browser, name, colorScheme, width) {
  const what = `${name}, ${colorScheme}, ${width} px`;
  const { context, foreign } = await served(browser,
    { viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  await page.goto(`${SITE}/${name}`);
  ok(await tooWide(page) <= 0, `${what}: no sideways scroll`, [await tooWide(page)]);
  if (pictures) {
    await page.screenshot({ path: `${pictures}/${name}-${colorScheme}-${width}.png`,
      fullPage: true });
  }
  await page.evaluate(axe);
  const result = await page.evaluate(
    (tags) => axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  ok(result.violations.length === 0, `${what}: axe finds nothing`, result.violations.flatMap((v) =>
    v.nodes.slice(0, 4).map((node) => `${v.id}: ${node.target} ${node.html.slice(0, 160)}`)));
  if (width === 320) {
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    ok(await tooWide(page) <= 0, `${what}: nor with text doubled`, [await tooWide(page)]);
  } else {
    const keys = await byKeyboard(page);
    ok(keys.seen >= keys.wanted && keys.bare === "", `${what}: the keyboard reaches all of it`,
      [JSON.stringify(keys)]);
  }
  ok(foreign.length === 0, `${what}: asks for nothing else`, foreign);
  await context.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const names = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
for (const name of names) {
  await lookAt(browser, name, "light", 320);
  await lookAt(browser, name, "dark", 1280);
  if (pictures) await lookAt(browser, name, "light", 1280);
}
await browser.close();
ok(names.length >= 9, "every page kind was looked at", names);
console.log(`1..${count}`);
process.exit(failures > 0 ? 1 : 0);
