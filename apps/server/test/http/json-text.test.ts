// A body means exactly what was written, or it is refused.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { keepsItsDigits, readJson } from "../../src/http/middleware/json-text.ts";
import { type Running, startHttp, TEST_KEY } from "./http-server.ts";

let server: Running;
beforeAll(async () => {
  server = await startHttp();
});
afterAll(() => server.stop());

const keyed = {
  "content-type": "application/json",
  authorization: `Bearer ${TEST_KEY}`,
  "x-kp-csrf": "1",
};

/** The same body for the same procedure at both routes. */
async function atBoth(body: string | Uint8Array<ArrayBuffer>) {
  const at = (path: string) => fetch(server.base + path, { method: "POST", headers: keyed, body });
  const [rest, trpc] = await Promise.all([at("/api/v1/payments"), at("/trpc/payments.create")]);
  const read = async (answer: Response) => ({
    status: answer.status,
    body: (await answer.json()) as Record<string, unknown>,
  });
  const [plain, wrapped] = [await read(rest), await read(trpc)];
  const error = wrapped.body.error as { data?: Record<string, unknown> } | undefined;
  return { rest: plain, trpc: { status: wrapped.status, body: error?.data ?? {} } };
}

describe("a body that a plain parser would change", () => {
  test.each<[string, string | Uint8Array<ArrayBuffer>, string | null]>([
    [
      "bytes that are no UTF-8",
      new Uint8Array([...Buffer.from('{"amount":"1","description":"'), 0xff, 0x22, 0x7d]),
      null,
    ],
    [
      "half of a UTF-8 character",
      new Uint8Array([...Buffer.from('{"amount":"1","description":"'), 0xe2, 0x82, 0x22, 0x7d]),
      null,
    ],
    ["a key twice", '{"amount":"1","amount":"2"}', "amount"],
    ["a key twice, once escaped", '{"amount":"1","\\u0061mount":"2"}', "amount"],
    ["a key twice inside", '{"amount":"1","metadata":{"a":{"b":1,"b":1}}}', "metadata.a.b"],
    [
      "a number beyond what a double holds",
      '{"amount":"1","metadata":{"id":12345678901234567890}}',
      "metadata.id",
    ],
    [
      "an integer between two doubles",
      '{"amount":"1","metadata":{"list":[1,9007199254740993]}}',
      "metadata.list.1",
    ],
    ["a fraction with too many digits", '{"amount":0.1000000000000000001}', "amount"],
    ["a number that becomes infinite", '{"amount":"1","metadata":{"n":1e400}}', "metadata.n"],
    ["a number that becomes zero", '{"amount":"1","metadata":{"n":1e-400}}', "metadata.n"],
    ["NUL in a line", '{"amount":"1","description":"a\\u0000b"}', "description"],
    ["NUL in prose", '{"amount":"1","customerNote":"a\\u0000b"}', "customerNote"],
    ["NUL in metadata", '{"amount":"1","metadata":{"a":"\\u0000"}}', "metadata.a"],
    ["half of a surrogate pair", '{"amount":"1","description":"\\ud800"}', "description"],
  ])("%s is refused by its field at both routes", async (_name, body, param) => {
    for (const answer of Object.values(await atBoth(body))) {
      expect(answer.status).toBe(400);
      expect(answer.body).toMatchObject({ code: "invalid_request", param });
    }
  });

  test("a number that loses digits is refused, and the error says to send a string", async () => {
    const { rest } = await atBoth('{"amount":"1","metadata":{"id":12345678901234567890}}');
    expect(rest.body.error).toMatch(/^metadata\.id: .*string/);
  });

  test("the same key in two objects, and the same text as a value, are no repeat", async () => {
    const { rest, trpc } = await atBoth(
      '{"amount":"1","metadata":{"a":{"amount":1},"b":{"amount":"amount"}}}',
    );
    expect([rest.status, trpc.status]).toEqual([201, 200]);
  });

  test("a charset other than UTF-8 is another media type", async () => {
    const send = (charset: string) =>
      fetch(`${server.base}/api/v1/payments`, {
        method: "POST",
        headers: { ...keyed, "content-type": `application/json; charset=${charset}` },
        body: '{"amount":"1"}',
      });
    expect((await send("utf-16")).status).toBe(415);
    expect((await send("iso-8859-1")).status).toBe(415);
    expect((await send('"UTF-8"')).status).toBe(201);
  });
});

test.each([
  ["0", true],
  ["-0", true],
  ["0.10", true],
  ["1.5e3", true],
  ["100000000000000000000", true],
  ["1E+2", true],
  ["123456789012345", true],
  ["9007199254740992", true],
  ["9007199254740993", false],
  ["0.1234567890123456789", false],
  ["1e309", false],
])("%s keeps its digits: %s", (text, keeps) => expect(keepsItsDigits(text)).toBe(keeps));

test("what is read is what JSON.parse reads", () => {
  const text = '\ufeff{"a":[1,{"b":null}],"c":"d\\n"}';
  expect(readJson(Buffer.from(text))).toEqual(JSON.parse(text.slice(1)));
});

test("text that no database stores is refused in a query and in a path too", async () => {
  for (const path of [
    "/payments?q=%00",
    "/payments?orderId=a%00b",
    "/links/%00",
    "/payments/export.csv?q=%00",
  ]) {
    const answer = await fetch(`${server.base}/api/v1${path}`, { headers: keyed });
    expect(answer.status, path).toBe(400);
    expect(await answer.json()).toMatchObject({ code: "invalid_request" });
  }
});
