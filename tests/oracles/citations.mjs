// Writes what citeproc-js makes of CSL-JSON items: of each its citation and its entry in the list.
// citations.mjs CITEPROC STYLES LOCALES ITEMS.json FOLDER [STYLE LOCALE]
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";

const SHEETS = {
  "chicago-notes": ["chicago-notes-bibliography", "en-US", "en-GB"],
  "chicago-author-date": ["chicago-author-date", "en-US", "en-GB"],
  mla: ["modern-language-association", "en-US", "en-GB"],
  apa: ["apa", "en-US", "en-GB"],
  harvard: ["harvard-cite-them-right", "en-GB"],
  iso690: ["iso690-author-date-en", "en-GB"],
  din1505: ["din-1505-2", "de-DE"], // of its types only a web page has an address
  mhra: ["mhra-notes", "en-GB"],
};
const [citeproc, styles, locales, items, output] = process.argv.slice(2, 7).map((n) => resolve(n));
const [onlyStyle, onlyLocale] = process.argv.slice(7);
const require = createRequire(import.meta.url);
const CSL = require(citeproc);
const found = (text, pattern) => text.match(pattern)?.[1];

function frozen(sheet, language) {
  const style = readFileSync(join(styles, `${sheet}.csl`), "utf8");
  const locale = readFileSync(join(locales, `locales-${language}.xml`), "utf8");
  let record = {};
  const system = { retrieveLocale: () => locale, retrieveItem: () => record };
  const engine = new CSL.Engine(system, style, language, true);
  engine.setOutputFormat("text");
  const cited = ({ label, ...item }) => {
    const locator = (language.startsWith("de") && item["locator-de"]) || item.locator;
    const isPage = sheet === "din-1505-2" && item.URL && /chapter|book/.test(item.type);
    record = isPage ? { ...item, type: "webpage" } : item;
    engine.updateItems([item.id]); // this item alone: every note is a first one
    const citation = engine.makeCitationCluster([{ id: item.id, label, locator, position: 0 }]);
    return [citation, engine.makeBibliography()[1].join("").trim()];
  };
  const rows = JSON.parse(readFileSync(items, "utf8")).map((item) => [item.id, cited(item)]);
  return {
    citeproc: require(join(citeproc, "package.json")).version,
    style: found(style, /<id>([^<]*)<\/id>/),
    "style-updated": found(style, /<updated>([^<]*)<\/updated>/),
    locale: language,
    "locale-updated": found(locale, /<updated>([^<]*)<\/updated>/),
    cited: Object.fromEntries(rows),
  };
}

mkdirSync(output, { recursive: true });
for (const [name, [sheet, ...languages]] of Object.entries(SHEETS))
  for (const language of languages)
    if ((onlyStyle ?? name) === name && (onlyLocale ?? language) === language)
      writeFileSync(
        join(output, `${name}.${language}.json`),
        `${JSON.stringify(frozen(sheet, language), null, 1)}\n`,
      );
