import { parseLossless, stringifyLossless } from "@kaspa-pay/kaspa/wrpc";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

describe("parseLossless", () => {
  test.each<[string, unknown]>([
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["9007199254740992", 9007199254740992n],
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["18446744073709551615", 18446744073709551615n],
    ["1000000000000000", 1000000000000000],
    ["[18446744073709551615 , 1]", [18446744073709551615n, 1]],
    ['{"a":9007199254740993}', { a: 9007199254740993n }],
    ['{"a":{"b":[[9007199254740993]]}}', { a: { b: [[9007199254740993n]] } }],
    ["[9007199254740993\n]", [9007199254740993n]],
  ])("keeps the integer of %s exact", (text, value) => {
    expect(parseLossless(text)).toStrictEqual(value);
  });

  test.each([
    "12345678901234567e3",
    "1.2345678901234567890",
    "0.12345678901234567890",
    "12345678901234567.5",
    "1e+0000000000000000010",
    "1E-1234567890123456",
    "-0.00000000000000001",
  ])("reads the float %s as usual", (text) => {
    expect(parseLossless(text)).toBe(Number(text));
    expect(parseLossless(`[${text}]`)).toEqual([Number(text)]);
  });

  test.each<[string, unknown]>([
    ['"9007199254740993"', "9007199254740993"],
    [`{"id":"${"1".repeat(64)}"}`, { id: "1".repeat(64) }],
    ['{"9007199254740993":1}', { "9007199254740993": 1 }],
    ['"a\\",9007199254740993,\\""', 'a",9007199254740993,"'],
    ['["\\\\",9007199254740993]', ["\\", 9007199254740993n]],
    ['["\\\\\\"",9007199254740993,"\\\\"]', ['\\"', 9007199254740993n, "\\"]],
    ['":[9007199254740993]"', ":[9007199254740993]"],
    ['"\\\\u0001"', "\\u0001"],
    ['{"__proto__":9007199254740993}', JSON.parse('{"__proto__":0}')],
  ])("leaves strings alone in %s", (text, value) => {
    const parsed = parseLossless(text);
    if (text.includes("__proto__")) {
      expect(Object.getOwnPropertyDescriptor(parsed, "__proto__")?.value).toBe(9007199254740993n);
    } else expect(parsed).toStrictEqual(value);
  });

  test.each([
    '"\u0001"',
    '"\\u0001"',
    '"\\u00019007199254740993"',
    '"\\\\\\u00015"',
    "\u0001",
    "{9007199254740993:1}",
    "[9007199254740993 1]",
    "[9007199254740993x]",
    "[0009007199254740993]",
    "[+9007199254740993]",
    "[--9007199254740993]",
    "9007199254740993]",
    '["9007199254740993]',
    '["\\',
    "",
    "[1,]",
    "9007199254740993 9007199254740993",
  ])("refuses %j", (text) => {
    expect(() => parseLossless(text)).toThrow(SyntaxError);
  });

  test("agrees with JSON.parse on everything that has no long integer", () => {
    const noPrefix = (text: string) => !text.includes("\\u0001");
    fc.assert(
      fc.property(fc.json().filter(noPrefix), (text) => {
        const long = /\d{16}/.test(text);
        if (!long) expect(parseLossless(text)).toEqual(JSON.parse(text));
      }),
      { numRuns: 1_000 },
    );
  });

  test("the short way for plain frames says what the full scan says, for valid and for broken text", () => {
    const word = fc.constantFrom(
      ...[
        '"',
        '"a":',
        '"b-":',
        '"":',
        '"c" :',
        "x",
        ":",
        ",",
        "[",
        "]",
        "{",
        "}",
        " ",
        "\n",
        "1",
        "-",
        ".5",
        "e3",
      ],
      ...["12345678901234567", "-98765432109876543", "18446744073709551615", '":12345678901234567,"'],
      ...['"12345678901234567"', "null", "true"],
    );
    // A backslash in another field makes the same text take the full scan.
    const outcome = (text: string, beside: string): unknown => {
      try {
        return { ...(parseLossless(`{"zz":"${beside}","v":${text}}`) as object), zz: "" };
      } catch {
        return "refused";
      }
    };
    const values = fc.jsonValue().map((value) => JSON.stringify(value));
    const texts = fc.oneof(
      fc.array(fc.oneof(word, values)).map((words) => words.join("")),
      fc
        .array(fc.tuple(fc.constantFrom("a", "b c", "d:", "", "é"), fc.oneof(word, values)))
        .map((fields) => `{${fields.map(([name, text]) => `"${name}":${text}`).join(",")}}`),
    );
    fc.assert(
      fc.property(
        texts.filter((text) => !text.includes("\\") && !text.includes("\u0001")),
        (text) => {
          expect(outcome(text, "plain")).toEqual(outcome(text, "\\\\"));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test("long broken text is refused, and a pattern that tries every way through it would not end", () => {
    for (const text of [
      `["${'\\"'.repeat(300_000)}`,
      `[${"1".repeat(300_000)}`,
      `[${"1234567890123456 ".repeat(30_000)}`,
    ]) {
      expect(() => parseLossless(text)).toThrow(SyntaxError);
    }
  });

  test("depth does not overflow the stack", () => {
    const depth = 5_000;
    const text = `${"[".repeat(depth)}9007199254740993${"]".repeat(depth)}`;
    let value = parseLossless(text);
    while (Array.isArray(value)) [value] = value;
    expect(value).toBe(9007199254740993n);
  });
});

describe("stringifyLossless", () => {
  test("writes bigint as bare digits and strings as strings", () => {
    const value = { id: 18446744073709551615n, n: -1n, zero: 0n, text: "123", list: [9007199254740993n] };
    expect(stringifyLossless(value)).toBe(
      '{"id":18446744073709551615,"n":-1,"zero":0,"text":"123","list":[9007199254740993]}',
    );
  });

  test("a string that could forge a number is refused", () => {
    expect(() => stringifyLossless({ a: "\u00015" })).toThrow(TypeError);
    expect(stringifyLossless({ a: "\\u00015" })).toBe('{"a":"\\\\u00015"}');
  });

  test("parse(stringify(x)) = x for every mix of numbers, strings and large integers", () => {
    const leaf = fc.oneof(
      fc.bigInt(2n ** 53n, 2n ** 64n - 1n),
      fc.bigInt(-(2n ** 64n), -(2n ** 53n)),
      fc.maxSafeInteger().map((n) => n + 0),
      fc.string().filter((text) => !text.includes("\u0001")),
      fc.stringMatching(/^[0-9]{16,64}$/),
      fc.boolean(),
      fc.constant(null),
    );
    const tree = fc.letrec((tie) => ({
      node: fc.oneof(
        { depthSize: "small" },
        leaf,
        fc.array(tie("node")),
        fc.dictionary(fc.stringMatching(/^[a-z0-9"\\]{0,20}$/), tie("node")),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (value) => {
        expect(parseLossless(stringifyLossless(value))).toEqual(value);
      }),
      { numRuns: 1_000 },
    );
  });
});
