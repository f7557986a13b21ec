// Runs in the measured gateway before the product. The parent process says when to note and what to follow.
import { register } from "node:module";

/** Parameters, an object among them, and one inside that. */
const DEPTH = 3;

let followed = null;
let entered = new Set();
let handed = new Set();
let names = new Set();

/** Called by each function of the product with its parameters, `{ name: value }`. */
globalThis.__kpHanded = (file, parameters) => {
  if (followed === null) return;
  entered.add(file);
  if (holds(parameters, DEPTH, new Set())) handed.add(file);
};

/** Called by each function of the product with what it returns; answers it. */
globalThis.__kpReturned = (file, value) => {
  // In a list, so that it is looked into as deep as a parameter.
  globalThis.__kpHanded(file, [value]);
  return value;
};

process.on("message", ({ follow }) => {
  const noted = { entered: [...entered], handed: [...handed], names: [...names] };
  followed = follow;
  entered = new Set();
  handed = new Set();
  names = new Set();
  process.send(noted);
});

register("./trace-loader.mjs", import.meta.url);

/** Whether a followed value is in it; notes the names of the fields that hold nothing else. */
function holds(value, depth, visited) {
  if (isFollowed(value)) return true;
  if (typeof value === "string") return followed.some((text) => value.includes(text));
  if (Buffer.isBuffer(value)) return followed.some((text) => value.includes(text));
  if (!isData(value) || depth === 0 || visited.has(value)) return false;
  visited.add(value);
  let found = false;
  const look = (key, inner) => {
    if (!holds(inner, depth - 1, visited)) return;
    found = true;
    // Of an object that a function was handed, not the name of its parameter.
    if (depth < DEPTH && isFollowed(inner) && !Array.isArray(value)) names.add(key);
  };
  if (value instanceof Set) for (const inner of value) look("", inner);
  if (value instanceof Map) for (const [key, inner] of value) look(String(key), inner);
  // Without running a getter: what is computed on demand was not handed over.
  for (const [key, { value: inner }] of Object.entries(Object.getOwnPropertyDescriptors(value)))
    look(key, inner);
  return found;
}

/**
 * Data of a noun: plain objects, lists, maps and sets. Requests, responses, sockets and pools are instances of classes; whoever is
 * handed one was not handed the value, but may take it out, and what it takes out is seen at the next function.
 */
function isData(value) {
  if (value === null || typeof value !== "object") return false;
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

const isFollowed = (value) =>
  ["string", "bigint", "number"].includes(typeof value) && followed.includes(String(value));
