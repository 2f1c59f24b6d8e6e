// Every page in a browser: axe-core, no sideways scroll, light and dark, narrow and wide.
// Prints TAP. node pages.mjs FOLDER
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const folder = resolve(process.argv[2]);
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
let count = 1; // the validator is number 1
let failures = 0;

function ok(passed, what, details) {
  count++;
  failures += passed ? 0 : 1;
  console.log(`${passed ? "ok" : "not ok"} ${count} - ${what}`);
  for (const line of passed ? [] : details) console.log(`# ${line}`);
}

const isLong = (name) => /^(northside|talking-therapies)-(full|nhs-13sa)|remeasured/.test(name);

// Pictures with a height of their own must not be drawn over what follows.
function picturesCut() {
  return [...document.querySelectorAll("svg.ch[height]")].filter((svg) => svg.checkVisibility())
    .map((svg) => [svg.getBBox(), svg.getBoundingClientRect().height, svg])
    .filter(([box, height]) => box.y + box.height > height + 8)
    .map(([box, height]) => `drawn to ${box.y + box.height}, has ${height}`);
}

// What a rule does not reach is painted black, and nothing of ours is black on light ground.
async function blackPictures(page) {
  const found = [];
  for (const rows of (await page.locator(".rows").all()).slice(0, 8)) {
    const shot = (await rows.screenshot()).toString("base64");
    const black = await page.evaluate(async (data) => {
      const image = new Image();
      image.src = `data:image/png;base64,${data}`;
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext("2d");
      context.drawImage(image, 0, 0);
      const { data: bytes } = context.getImageData(0, 0, image.width, image.height);
      let count = 0;
      for (let i = 0; i < bytes.length; i += 4) {
        count += bytes[i] + bytes[i + 1] + bytes[i + 2] === 0;
      }
      return count;
    }, shot);
    if (black > 0) found.push(`${black} black points in a picture of rows`);
  }
  return found;
}

async function lookAt(browser, name, scheme, width) {
  const what = `${name}, ${scheme}, ${width} px`;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  const asked = [];
  page.on("request", (request) => {
    if (!request.url().startsWith("data:")) asked.push(request.url());
  });
  await page.goto(pathToFileURL(`${folder}/${name}`).href);
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  ok(wide <= 0, `${what}: no sideways scroll`, [`${wide} px too wide`]);
  if (width === 320) {
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    const doubled = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    ok(doubled <= 0, `${what}: nor with text doubled`, [`${doubled} px too wide`]);
    await page.evaluate(() => (document.documentElement.style.fontSize = ""));
  }
  const cut = await page.evaluate(picturesCut);
  ok(cut.length === 0, `${what}: no picture is higher than its place`, cut);
  if (scheme === "light" && width === 1280) {
    const black = await blackPictures(page);
    ok(black.length === 0, `${what}: nothing of a picture is left black`, black);
  }
  await page.close();
  if (!isLong(name) || (scheme === "light") === (width === 320)) {
    await axeFinds(browser, name, scheme, width, what);
  }
  ok(asked.length === 1, `${what}: asks for nothing else`, asked.slice(1));
}

// Of a whole study the folded tables are hundreds of one kind: axe looks into the first of them.
async function axeFinds(browser, name, scheme, width, what) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme });
  await page.goto(pathToFileURL(`${folder}/${name}`).href);
  await page.evaluate((most) => [...document.querySelectorAll("details")].slice(0, most)
    .forEach((d) => (d.open = true)), isLong(name) ? 25 : 1000);
  await page.evaluate(axe);
  const result = await page.evaluate(
    (tags) => axe.run(document, { runOnly: { type: "tag", values: tags } }), TAGS);
  ok(result.violations.length === 0, `${what}: axe finds nothing`, result.violations.flatMap((v) =>
    v.nodes.slice(0, 4).map((node) => `${v.id}: ${node.target} ${node.html.slice(0, 160)}`)));
  await page.close();
}

async function pagesOfPaper(browser, name) {
  const page = await browser.newPage({ colorScheme: "dark" });
  await page.goto(pathToFileURL(`${folder}/${name}`).href);
  const pdf = (await page.pdf({ format: "A4", preferCSSPageSize: true })).toString("latin1");
  const sheets = (pdf.match(/\/Type\s*\/Page[^s]/g) || []).length;
  await page.emulateMedia({ media: "print" });
  const cut = await page.evaluate(picturesCut);
  ok(cut.length === 0, `${name}: on paper no picture is higher than its place`, cut);
  ok(sheets === 2, `${name}: two pages of A4`, [`${sheets} pages`]);
  await page.close();
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu"],
});
const names = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
for (const name of names) {
  for (const scheme of ["light", "dark"]) {
    for (const width of [320, 1280]) await lookAt(browser, name, scheme, width);
  }
  if (/-(public|meeting)\.html$/.test(name)) await pagesOfPaper(browser, name);
}
await browser.close();
ok(names.length === 40, "the views of seven audits, and one measured again, were looked at", names);
console.log(`1..${count}`);
process.exit(failures > 0 ? 1 : 0);
