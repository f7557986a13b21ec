import { expect, test } from "vitest";
import { networkPrefix } from "./network-prefix.ts";

test.each([
  ["192.0.2.1", "192.0.2.1", "192.0.2.1"],
  ["::ffff:192.0.2.1", "192.0.2.1", "192.0.2.1"],
  ["::ffff:c000:201", "192.0.2.1", "192.0.2.1"],
  ["2001:db8:1:2ab:3::4", "2001:db8:1:2ab::/64", "2001:db8:1:200::/56"],
  ["2001:DB8:1:2FF:ffff:ffff:ffff:ffff", "2001:db8:1:2ff::/64", "2001:db8:1:200::/56"],
  ["fe80::1%eth0", "fe80:0:0:0::/64", "fe80:0:0:0::/56"],
  ["::1", "0:0:0:0::/64", "0:0:0:0::/56"],
  ["", "unknown", "unknown"],
  ["not an address", "unknown", "unknown"],
])("%s is counted as %s, and as %s where the wait is long", (ip, fast, slow) => {
  expect(networkPrefix(ip)).toBe(fast);
  expect(networkPrefix(ip, "slow")).toBe(slow);
});

test("all addresses of one /64 are one client, those of two /64 are two", () => {
  expect(networkPrefix("2001:db8::1")).toBe(networkPrefix("2001:db8::ffff:1"));
  expect(networkPrefix("2001:db8::1")).not.toBe(networkPrefix("2001:db8:0:1::1"));
});
