// The index's files: loaded as scripts, inflated, kept.

const BASE = document.currentScript.src.replace(/[^/]*$/, "");
const ROOT = BASE.replace(/[^/]*\/$/, "");
const files = {};
const extras = {};

self.qikan = (name, data) => {
  const file = files[name];
  if (file) file.done(inflated(fromBase64(data)));
};

// A promise of a file's bytes. A file is asked for once; one that failed may be asked for again.
function load(name, version) {
  if (!files[name]) {
    const file = files[name] = {};
    file.bytes = new Promise((done, failed) => {
      file.done = done;
      // A script that came without handing over its bytes is an answer of another kind.
      loadScript(name + ".js" + (version ? "?" + version : "")).then(() => failed(new Error(name)), failed);
    });
    file.bytes.catch(() => delete files[name]);
  }
  return files[name].bytes;
}

// A script of the client that only some searches need, once.
function extra(name) {
  return extras[name] || (extras[name] = loadScript(name + ".js").catch((error) => {
    delete extras[name];
    throw error;
  }));
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

function fromBase64(data) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(data);
  const binary = atob(data);
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

// Whether the browser inflates by itself; else a script of the client does.
const NATIVE = (() => {
  try {
    return !!new DecompressionStream("deflate-raw");
  } catch (error) {
    return false;
  }
})();

function inflated(bytes) {
  if (!NATIVE) return extra("inflate").then(() => self.QikanSearch.inflate(bytes));
  const stream = new DecompressionStream("deflate-raw");
  const writer = stream.writable.getWriter();
  // Damaged bytes fail in the reader; both ends tell it.
  writer.write(bytes).catch(() => null);
  writer.close().catch(() => null);
  return new Response(stream.readable).arrayBuffer().then((buffer) => new Uint8Array(buffer));
}
