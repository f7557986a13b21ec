import { expect, test } from "vitest";
import { csvCell, csvLine, csvStyle, decimal } from "./csv-cell.ts";

const plain = csvStyle({});

test("every character that becomes = + - or @ when it is normalised gets an apostrophe, wherever invisible ones come before it", () => {
  const dangerous: string[] = [];
  for (let code = 0x20; code <= 0xffff; code++) {
    const sign = String.fromCharCode(code);
    if (code >= 0xd800 && code <= 0xdfff) continue;
    if (/^[=+\-@]/.test(sign.normalize("NFKC"))) dangerous.push(sign);
  }
  expect(dangerous).toEqual(
    expect.arrayContaining(["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "⁺", "₌"]),
  );
  for (const sign of [...dangerous, "\u2212", "\u2013"]) {
    for (const before of ["", " ", "\u00a0", "\u200b", "\ufeff", "\u3000", "\u2060 "]) {
      const text = `${before}${sign}1+1`;
      expect(csvCell(text, plain), JSON.stringify(text)).toBe(`'${text}`);
    }
  }
  expect(csvCell("\t=1", plain)).toBe("'\t=1");
  for (const text of ["1-2", "a=b", "x@y.example", "Büro", "日本", ""])
    expect(csvCell(text, plain)).toBe(text);
});

test("decimals follow the separator unless they are asked for; text never changes", () => {
  const values = [decimal("9.99"), decimal(null), "v1.5", 3];
  expect(csvLine(values, csvStyle({}))).toBe("9.99,,v1.5,3");
  expect(csvLine(values, csvStyle({ separator: ";" }))).toBe("9,99;;v1.5;3");
  expect(csvLine(values, csvStyle({ separator: ";", decimal: "." }))).toBe("9.99;;v1.5;3");
  expect(csvLine(values, csvStyle({ decimal: "," }))).toBe('"9,99",,v1.5,3');
});
