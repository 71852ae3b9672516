// The index's files: loaded, inflated, kept. A worker fetches them; a page loads them as scripts, as it can from a disk.

const WORKER = !self.document;
const [, BASE, EDITION] = /^(.*\/)[^/?]*(.*)$/.exec(WORKER ? location.href : document.currentScript.src);
const ROOT = BASE.replace(/[^/]*\/$/, "");
const files = {};
const handed = {};
const extras = {};

self.qikan = (name, data) => handed[name] && handed[name](data);

// A promise of a file's bytes. A file is asked for once; one that failed may be asked for again.
function load(name, version) {
  return files[name] || (files[name] = dataOf(name, name + ".js" + (version ? "?" + version : "")).then((data) => inflated(fromBase64(data))).catch((error) => {
    delete files[name];
    throw error;
  }));
}

// A promise of what a file's script hands over. An answer of another kind, such as a host's page, is none.
function dataOf(name, address) {
  return new Promise((done, failed) => {
    handed[name] = done;
    (WORKER ? fetch(BASE + address).then((answer) => answer.text()).then((script) => {
      const [call, told, , data] = script.split('"');
      if (call + told === "qikan(" + name) done(data);
    }) : loadScript(address)).then(() => failed(new Error(name)), failed);
  });
}

// A script of the engine that only some searches need, once.
function extra(name) {
  return extras[name] || (extras[name] = Promise.resolve().then(() => loadScript(name + ".js" + EDITION)).catch((error) => {
    delete extras[name];
    throw error;
  }));
}

function loadScript(address) {
  return WORKER ? Promise.resolve(importScripts(BASE + address)) : self.QikanSearch.kit.loadScript(address);
}

function fromBase64(data) {
  return Uint8Array.from(atob(data), (char) => char.charCodeAt(0));
}

// By the browser, where it can; else by a script of the engine.
function inflated(bytes) {
  let stream;
  try {
    stream = new DecompressionStream("deflate-raw");
  } catch (error) {
    return extra("inflate").then(() => self.QikanEngine.inflate(bytes));
  }
  const writer = stream.writable.getWriter();
  // Damaged bytes fail in the reader; both ends tell it.
  writer.write(bytes).catch(() => null);
  writer.close().catch(() => null);
  return new Response(stream.readable).arrayBuffer().then((buffer) => new Uint8Array(buffer));
}
