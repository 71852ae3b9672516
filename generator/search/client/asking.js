// The way to the engine: a worker where there may be one, so that the page stays free; else a script of the page, as
// from a disk.

const BASE = (document.currentScript.src || new URL("search/", location.href.split(/[?#]/)[0]).href).replace(/[^/]*$/, "");
const ENGINE = "engine.js?" + EDITION;
const asked = {};
let serial = 0;
let engine = null;

// A promise of the engine's answer; `part` gets what it tells before.
function ask(name, told, part) {
  return new Promise((done, failed) => {
    const message = [++serial, name, told];
    asked[serial] = { message, answers: [part, done, (words) => failed(new Error(words))] };
    deliver(message);
  });
}

function heard([id, kind, answer]) {
  const one = asked[id];
  if (kind !== PART) delete asked[id];
  if (one) one.answers[kind](answer);
}

function deliver(message) {
  if (!engine) inWorker();
  engine(message);
}

function inWorker() {
  try {
    if (location.protocol === "file:") throw 0;
    const worker = new Worker(BASE + ENGINE);
    worker.onmessage = (event) => heard(event.data);
    // No worker after all: a script, and again what was asked of the worker.
    worker.onerror = (event) => {
      event.preventDefault();
      worker.terminate();
      inPage();
      Object.keys(asked).forEach((id) => engine(asked[id].message));
    };
    begin((message) => worker.postMessage(message));
  } catch (error) {
    inPage();
  }
}

function inPage() {
  const loaded = loadScript(ENGINE);
  begin((message) => loaded.then(() => self.QikanEngine.answer(message, heard), (error) => {
    engine = null;
    heard([message[0], FAILED, String(error)]);
  }));
}

function begin(way) {
  const head = document.getElementById("search-head");
  engine = way;
  engine([0, "begin", [head && head.textContent, "fragmentDirective" in document]]);
}

function loadScript(address) {
  return new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = BASE + address;
    script.onload = done;
    script.onerror = () => failed(new Error(address));
    document.head.appendChild(script);
  });
}
