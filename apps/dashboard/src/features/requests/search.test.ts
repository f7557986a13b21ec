import { describe, expect, it } from "vitest";
import { readRequestSearch } from "./search.ts";

describe("the filters of the request log in the address", () => {
  it("drop what is no filter and no class of answers", () => {
    expect(readRequestSearch({ requestId: " req_1 ", status: "404", route: "", x: "y", cursor: 5 })).toEqual({
      requestId: "req_1",
    });
    expect(readRequestSearch({ status: "4xx", route: "/payments/:id", keyId: "key_1" })).toEqual({
      status: "4xx",
      route: "/payments/:id",
      keyId: "key_1",
    });
  });
});
