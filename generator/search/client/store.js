// The index's files: loaded as scripts, inflated, kept.

const BASE = document.currentScript.src.replace(/[^/]*$/, "");
const ROOT = BASE.replace(/[^/]*\/$/, "");
const files = {};

self.qikan = (name, data) => {
  const file = files[name];
  if (file) file.done(inflate(Uint8Array.from(atob(data), (c) => c.charCodeAt(0))));
};

// A promise of a file's bytes. A file is asked for once; one that failed may be asked for again.
function load(name, version) {
  if (!files[name]) {
    const file = files[name] = {};
    file.bytes = new Promise((done, failed) => {
      file.done = done;
      const script = document.createElement("script");
      script.src = BASE + name + ".js" + (version ? "?" + version : "");
      script.onerror = () => {
        delete files[name];
        failed(new Error(name));
      };
      document.head.appendChild(script);
    });
  }
  return files[name].bytes;
}
