// Runs the search client in Node over the index in a folder: a browser's part is a document that "loads" scripts.
// Reads JSON lines { site, queries, folds, cold } from standard input and writes a JSON line of answers for each. With
// `cold` every query meets a client that has loaded nothing yet.
"use strict";
const fs = require("fs");
const path = require("path");
const vm = require("vm");
const readline = require("readline");

const code = new vm.Script(fs.readFileSync(path.join(__dirname, "../../generator/search/client/built/client.js"), "utf8"));

function client(site) {
  const loaded = [];
  const context = { TextDecoder, TextEncoder, URLSearchParams, atob, console };
  context.self = context;
  context.document = {
    currentScript: { src: "site/search/client.js" },
    getElementById: () => null,
    createElement: () => ({}),
    head: {
      appendChild: (script) => setImmediate(() => {
        const file = script.src.replace(/^site\//, "").replace(/\?.*/, "");
        let text;
        try {
          text = fs.readFileSync(path.join(site, file), "utf8");
        } catch (error) {
          script.onerror(error);
          return;
        }
        loaded.push(file);
        vm.runInContext(text, context);
      })
    }
  };
  vm.createContext(context);
  code.runInContext(context);
  return { search: context.QikanSearch.search, fold: context.QikanSearch.fold, loaded };
}

async function main() {
  let warm = null;
  let folder = null;
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { site, queries, folds, cold } = JSON.parse(line);
    if (site !== folder) warm = client(site);
    folder = site;
    const answers = (folds || []).map((text) => warm.fold(text));
    for (const query of queries || []) {
      const own = cold ? client(site) : warm;
      const { total, results } = await own.search(query);
      answers.push({ total, results: results.map((r) => [r.issue + "/" + r.article, r.score]), loaded: cold ? own.loaded : [] });
    }
    process.stdout.write(JSON.stringify(answers) + "\n");
  }
}

main();
