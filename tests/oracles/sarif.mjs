// Judge SARIF logs, one file an argument, by the schema of SARIF 2.1.0; print what is wrong.
// Usage: node sarif.mjs NODE_MODULES LOG...
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";

const [modules, ...logs] = process.argv.slice(2);
const require = createRequire(join(resolve(modules), "sarif.js"));
const Ajv = require("ajv");
const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");

const ajv = new Ajv({ schemaId: "id", meta: false, allErrors: true });
ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
const judge = ajv.compile(schema);
for (const log of logs) {
  if (!judge(JSON.parse(readFileSync(log, "utf8")))) {
    for (const error of judge.errors) console.log(`${log}${error.dataPath}: ${error.message}`);
  }
}
console.log(`judged ${logs.length}`);
