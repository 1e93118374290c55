// Prints the Chicago notes that citeproc-js makes of CSL-JSON items:
// citations.mjs CITEPROC-FOLDER STYLE.csl LOCALE.xml ITEMS.json
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const [folder, style, locale, items] = process.argv.slice(2).map((name) => resolve(name));
const require = createRequire(import.meta.url);
const CSL = require(folder);
const [styleText, localeText] = [style, locale].map((name) => readFileSync(name, "utf8"));

let record = {};
const system = { retrieveLocale: () => localeText, retrieveItem: () => record };
const engine = new CSL.Engine(system, styleText, "en-US", true);
engine.setOutputFormat("text");

function note({ label, locator, ...item }) {
  record = item;
  engine.updateItems([item.id]); // this item alone: every note is a first one
  return engine.makeCitationCluster([{ id: item.id, label, locator, position: 0 }]);
}

const notes = JSON.parse(readFileSync(items, "utf8")).map((item) => [item.id, note(item)]);
const found = (text, pattern) => text.match(pattern)?.[1];
const made = {
  citeproc: require(join(folder, "package.json")).version,
  style: found(styleText, /<id>([^<]*)<\/id>/),
  "style-updated": found(styleText, /<updated>([^<]*)<\/updated>/),
  locale: found(localeText, /xml:lang="([^"]*)"/),
  "locale-updated": found(localeText, /<updated>([^<]*)<\/updated>/),
  notes: Object.fromEntries(notes),
};
console.log(JSON.stringify(made, null, 1));
