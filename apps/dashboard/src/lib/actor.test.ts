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
