import { describe, expect, it } from "vitest";
import { accountFilter, readDepositSearch } from "./search.ts";

describe("the filters of deposits in the address", () => {
  it("drop what is no filter and no status", () => {
    expect(readDepositSearch({ customer: "user-1", status: "paid", x: "y", cursor: "" })).toEqual({
      customer: "user-1",
    });
  });

  it("keep a customer id that is a number as text", () => {
    expect(readDepositSearch({ customer: 4711, status: "confirmed" })).toEqual({
      customer: "4711",
      status: "confirmed",
    });
  });

  it("read an address of any network as an address, and anything else as a customer's id", () => {
    expect(accountFilter("kaspasim:qz0")).toEqual({ address: "kaspasim:qz0" });
    expect(accountFilter("kaspa:qz0")).toEqual({ address: "kaspa:qz0" });
    expect(accountFilter("kaspa-fan")).toEqual({ externalUserId: "kaspa-fan" });
    expect(accountFilter(undefined)).toEqual({});
  });
});
