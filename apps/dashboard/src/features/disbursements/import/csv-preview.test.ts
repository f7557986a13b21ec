import { describe, expect, it } from "vitest";
import { previewCsv, readCsv } from "./csv-preview.ts";

describe("a first look at a file of payouts", () => {
  it("counts the rows and adds up each currency exactly", () => {
    expect(
      previewCsv(
        "Address,Amount,Currency,Order ID\nkaspa:qa,0.1,KAS,1\nkaspa:qb,0.2,,2\nkaspa:qc,9.99,usd,3\nkaspa:qd,0.01,USD,4\n",
      ),
    ).toEqual({
      rows: 4,
      sums: [
        { currency: "KAS", amount: "0.30000000" },
        { currency: "USD", amount: "10.00" },
      ],
      unread: 0,
      missing: [],
    });
  });

  it("rows without a readable amount or currency are counted apart, and left to the server's check", () => {
    const preview = previewCsv("address;amount;currency\na;x;KAS\nb;1;XYZ\nc;1.123456789;KAS\nd;2;KAS");
    expect(preview).toMatchObject({ rows: 4, unread: 3, sums: [{ currency: "KAS", amount: "2.00000000" }] });
  });

  it("names the columns that are missing", () => {
    expect(previewCsv("to,amount\na,1")?.missing).toEqual(["address"]);
    expect(previewCsv("kaspa:qa,25")?.missing).toEqual(["address", "amount"]);
  });

  it("a text without any line is no file", () => {
    expect(previewCsv(" \n\n")).toBeNull();
  });
});

describe("lines of a CSV file", () => {
  it("reads quotes, line ends of all systems, a byte order mark, and leaves empty lines out", () => {
    expect(readCsv('\ufeffa,b\r\n"x, ""y""","two\nlines"\r\n\r\n,\n1,2')).toEqual([
      ["a", "b"],
      ['x, "y"', "two\nlines"],
      ["1", "2"],
    ]);
  });

  it("takes the sign between cells from the header, as the server does", () => {
    expect(readCsv("a;b\n1,5;2")).toEqual([
      ["a", "b"],
      ["1,5", "2"],
    ]);
    expect(readCsv("a\tb\n1;2\t3")).toEqual([
      ["a", "b"],
      ["1;2", "3"],
    ]);
  });
});
