import { describe, expect, it } from "vitest";
import { checkUrl, isPublicAddress } from "./address-guard.ts";

const strict = { allowPrivate: false, allowHttp: false } as const;
const blocked = "The URL points to a private or reserved address";

describe("S-01 literals of non-public addresses are refused at registration", () => {
  it.each([
    ["https://127.0.0.1/", "loopback"],
    ["https://127.1/", "short form"],
    ["https://2130706433/", "one decimal number"],
    ["https://0x7f.1/", "hexadecimal"],
    ["https://0177.0.0.1/", "octal"],
    ["https://①②⑦.⓪.⓪.①/", "circled digits"],
    ["https://127.0.0.1./", "trailing dot"],
    ["https://0.0.0.0/", "unspecified"],
    ["https://10.1.2.3/", "private 10/8"],
    ["https://172.16.0.1/", "private 172.16/12"],
    ["https://192.168.1.1/", "private 192.168/16"],
    ["https://169.254.169.254/latest/meta-data/", "link-local metadata service"],
    ["https://100.64.0.1/", "carrier-grade NAT"],
    ["https://[::1]/", "IPv6 loopback"],
    ["https://[::127.0.0.1]/", "IPv4-compatible"],
    ["https://[::ffff:127.0.0.1]/", "IPv4-mapped"],
    ["https://[fe80::1]/", "IPv6 link-local"],
    ["https://[64:ff9b::7f00:1]/", "NAT64"],
    ["https://[2002:7f00:1::]/", "6to4"],
    ["https://[fc00::1]/", "unique local"],
    ["https://[::]/", "IPv6 unspecified"],
    ["https://255.255.255.255/", "broadcast"],
    ["https://224.0.0.1/", "multicast"],
    ["https://localhost/", "localhost by name"],
    ["https://shop.LOCALHOST./", "a name below localhost"],
  ])("%s (%s)", (url) => {
    expect(checkUrl(url, strict)).toEqual({ ok: false, reason: blocked });
  });

  it("public names and literals pass", () => {
    for (const url of [
      "https://shop.example/hook?a=1",
      "https://8.8.8.8/",
      "https://[2606:4700::1111]:8443/x",
    ])
      expect(checkUrl(url, strict), url).toEqual({ ok: true });
  });
});

describe("S-05 odd URLs are refused", () => {
  it.each([
    "https://user:secret@shop.example/",
    "https://user@shop.example/",
    "file:///etc/passwd",
    "gopher://shop.example/",
    "ftp://shop.example/",
    "javascript:alert(1)",
    "https://shop.example:5432/",
    "https://shop.ex\nample/",
    "https://shop.example/\r\nX: 1",
    "https://shop.example/a b",
    "https:\\\\shop.example\\",
    "https://",
    "shop.example",
    "",
    `https://shop.example/${"a".repeat(2048)}`,
    "http://shop.example/",
  ])("%j", (url) => {
    expect(checkUrl(url, strict).ok).toBe(false);
  });

  it("plain http only by operator flag", () => {
    expect(checkUrl("http://shop.example/", { allowPrivate: false, allowHttp: true }).ok).toBe(true);
    expect(checkUrl("http://127.0.0.1/", { allowPrivate: false, allowHttp: true }).ok).toBe(false);
  });
});

describe("private reach", () => {
  it("'loopback' opens this machine on any port and nothing else", () => {
    const policy = { allowPrivate: "loopback", allowHttp: false } as const;
    for (const url of [
      "http://localhost:4000/",
      "http://127.0.0.1:4000/",
      "http://[::1]:9/",
      "https://shop.example/",
    ])
      expect(checkUrl(url, policy).ok, url).toBe(true);
    for (const url of [
      "http://192.168.1.1/",
      "https://10.0.0.1/",
      "http://shop.example/",
      "https://shop.example:81/",
    ])
      expect(checkUrl(url, policy).ok, url).toBe(false);
  });

  it("the operator flag opens private networks, still without credentials or other schemes", () => {
    const policy = { allowPrivate: true, allowHttp: false } as const;
    expect(checkUrl("http://10.0.0.5:8080/", policy).ok).toBe(true);
    expect(checkUrl("http://a:b@10.0.0.5/", policy).ok).toBe(false);
    expect(checkUrl("file:///etc/passwd", policy).ok).toBe(false);
  });
});

it("addresses that are no addresses, documentation and benchmark ranges are not public", () => {
  for (const address of [
    "",
    "shop",
    "192.0.2.1",
    "198.18.0.1",
    "203.0.113.1",
    "240.0.0.1",
    "2001:db8::1",
    "::7f00:1",
  ])
    expect(isPublicAddress(address), address).toBe(false);
  for (const address of ["1.1.1.1", "2606:4700::1111", "::ffff:8.8.8.8"])
    expect(isPublicAddress(address), address).toBe(true);
});
