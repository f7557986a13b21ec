import { Worker } from "node:worker_threads";
import { BadFrame } from "@kaspa-pay/kaspa/wrpc";
import { afterEach, expect, it } from "vitest";
import { createFrameParser, type FrameParser } from "./frame-parser.ts";

const parsers: FrameParser[] = [];
afterEach(async () => {
  for (const parser of parsers.splice(0)) await parser.close();
});
function open(startWorker: () => Worker): FrameParser {
  const parser = createFrameParser(startWorker);
  parsers.push(parser);
  return parser;
}

const frame = JSON.stringify({ pad: "x".repeat(5_000_000) }).replace("{", '{"nonce":18446744073709551615,');

it("a large frame is parsed and checked in a worker, integers above 2^53 exact, while this thread continues", async () => {
  // The worker is TypeScript here; in production it is the built file.
  const file = JSON.stringify(new URL("./frame-worker.ts", import.meta.url).href);
  const code = `import("tsx/esm/api").then(({ register }) => { register(); return import(${file}); })`;
  let failed: unknown;
  const parser = open(() =>
    new Worker(code, { eval: true, execArgv: ["--conditions=source"] }).on("error", (error) => {
      failed = error;
    }),
  );
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  const value = await parser.parse(frame);
  clearInterval(timer);
  expect(value).toMatchObject({ nonce: 18446744073709551615n });
  expect(turns).toBeGreaterThan(0);
  const both = await Promise.all([parser.parse('{"a":1}'), parser.parse('{"a":2}')]);
  expect(both).toEqual([{ a: 1 }, { a: 2 }]);
  await expect(parser.parse("<html>")).rejects.toThrow();
  const calls = new Map([[7n, "getSinkBlueScore" as const]]);
  const answered = parser.read('{"id":7,"params":{"blueScore":18446744073709551615}}', calls);
  expect(await answered).toEqual({ kind: "reply", id: 7n, reply: { blueScore: 18446744073709551615n } });
  const bytes = new TextEncoder().encode('{"id":7,"params":{"blueScore":12},"note":"ä"}');
  expect(await parser.read(bytes, calls)).toEqual({ kind: "reply", id: 7n, reply: { blueScore: 12n } });
  const bad = parser.read('{"id":7,"params":{"blueScore":-1}}', calls);
  await expect(bad).rejects.toThrow(new BadFrame("a bad reply to getSinkBlueScore"));
  expect(failed).toBeUndefined();
});

it("where the worker cannot be loaded, frames are parsed all the same", async () => {
  const parser = open(() => new Worker('throw new Error("no worker here")', { eval: true }));
  expect(await parser.parse(frame)).toMatchObject({ nonce: 18446744073709551615n });
  expect(await parser.parse('{"a":1}')).toEqual({ a: 1 });
  await expect(parser.parse("<html>")).rejects.toThrow();
});
