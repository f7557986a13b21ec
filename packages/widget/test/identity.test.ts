import { expect, it } from "vitest";
import { createIdentity } from "../src/element/identity.ts";

// Elements of all tests share the page: each test has a link of its own.
const LINK = (name: string) => `kaspa-pay https://pay.example ${name}`;

it("elements on the page at the same time have a payment each; a new one takes over that of a removed one", () => {
  const source = LINK("takes-over");
  const [a, b, c] = [createIdentity(), createIdentity(), createIdentity()];
  const first = a.find(source, "");
  expect(b.find(source, "")).not.toBe(first);
  expect(a.find(source, "")).toBe(first);
  a.giveBack();
  expect(c.find(source, "")).toBe(first);
});

it("ten elements one after another have one payment", () => {
  const names = Array.from({ length: 10 }, () => {
    const identity = createIdentity();
    const name = identity.find(LINK("routes"), "");
    identity.giveBack();
    return name;
  });
  expect(new Set(names).size).toBe(1);
});

it("a moved element keeps its payment, also when a lower number has become free; another one takes that", () => {
  const source = LINK("moved");
  const [a, b, c] = [createIdentity(), createIdentity(), createIdentity()];
  const first = a.find(source, "");
  const second = b.find(source, "");
  a.giveBack();
  b.giveBack();
  expect(b.find(source, "")).toBe(second);
  expect(c.find(source, "")).toBe(first);
  expect([first, second]).not.toContain(a.find(source, ""));
});

it("an id names a payment by itself, and never one that a number names", () => {
  const source = LINK("ids");
  const names = ["", "0", "buy"].map((id) => createIdentity().find(source, id));
  expect(new Set(names).size).toBe(3);
  expect(createIdentity().find(source, "buy")).toBe(names[2]);
});

it("another link, or none, is another payment", () => {
  const identity = createIdentity();
  const one = identity.find(LINK("one"), "");
  expect(identity.find(LINK("two"), "")).not.toBe(one);
  expect(createIdentity().find(LINK("one"), "")).toBe(one);
  identity.find(null, "");
  expect(createIdentity().find(LINK("two"), "")).toBe(`${LINK("two")} 0`);
});
