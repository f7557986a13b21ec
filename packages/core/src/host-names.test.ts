import { expect, test } from "vitest";
import { hostnameOf, isLoopbackName } from "./host-names.ts";

test("only names that can mean no other machine count as loopback", () => {
  const own = [
    "localhost",
    "LOCALHOST",
    "localhost.",
    "shop.localhost",
    "127.0.0.1",
    "127.255.3.9",
    "[::1]",
    "::1",
  ];
  expect(own.filter((name) => !isLoopbackName(name))).toEqual([]);
  const foreign = [
    ...[
      "evil.example",
      "localhost.evil.example",
      "evillocalhost",
      "127.0.0.1.evil.example",
      "127.evil.example",
    ],
    ...["0.0.0.0", "[::]", "192.168.1.5", "1127.0.0.1", "[::ffff:7f00:1]", ""],
  ];
  expect(foreign.filter(isLoopbackName)).toEqual([]);
});

test("a Host header is read to its name, and nothing else passes for one", () => {
  expect(hostnameOf("Pay.Example:8443")).toBe("pay.example");
  expect(hostnameOf("[::1]:3000")).toBe("[::1]");
  expect(hostnameOf("127.0.0.1")).toBe("127.0.0.1");
  const bad = [
    undefined,
    "",
    "a b",
    "user@localhost",
    "localhost/x",
    "localhost:port",
    "localhost:1:2",
    "a\\b",
    "::1",
  ];
  expect(bad.filter((header) => hostnameOf(header) !== null)).toEqual([]);
});
