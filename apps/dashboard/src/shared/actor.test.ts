import { expect, it } from "vitest";
import { actorText } from "./actor.ts";

it.each([
  ["user:usr_me", "you"],
  ["usr_me", "you"],
  ["user:usr_01a1fc78071070008036", "member …008036"],
  ["key:key_01a1fc78071070008036", "API key …008036"],
  ["payer", "the payer"],
  ["policy", "a rule of the store"],
  ["something", "something"],
])("%s is %s", (actor, text) => {
  expect(actorText(actor, { id: "usr_me" })).toBe(text);
});

it("a known name replaces the id, and your own name is shown as you", () => {
  const me = { id: "usr_me" };
  expect(actorText("user:usr_other", me, "Olga Owner")).toBe("Olga Owner");
  expect(actorText("key:key_1", me, "Till 2")).toBe("API key “Till 2”");
  expect(actorText("user:usr_me", me, "Olga Owner")).toBe("you");
});
