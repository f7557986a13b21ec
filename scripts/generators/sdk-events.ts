// The events of webhooks as types of the SDK: what each holds follows from the registry of events.
import * as contract from "../../packages/api-contract/src/index.ts";
import { EVENT_ALIASES, type EventSubject, eventSubjects, events } from "../../packages/core/src/events.ts";

/** The schema of a subject, where it is read over the API. The example in the registry says what is always sent of it. */
const READ_AS = {
  refund: ["Refund", contract.Refund],
  payout: ["Payout", contract.Payout],
  deposit: ["Deposit", contract.Deposit],
  link: ["Link", contract.Link],
  endpoint: ["WebhookEndpoint", contract.Endpoint],
  wallet: ["WalletInfo", contract.WalletInfo],
} as const satisfies Record<Exclude<EventSubject, "payment" | "transfer">, unknown>;

/** Types of `data` by subject, and the subject of each event's name. */
export async function sdkEvents() {
  const subjects = Object.keys(eventSubjects) as EventSubject[];
  const names = Object.entries({
    ...Object.fromEntries(Object.entries(events).map(([name, { subject }]) => [name, subject])),
    ...Object.fromEntries(
      Object.entries(EVENT_ALIASES).map(([alias, name]) => [alias, events[name].subject]),
    ),
  });
  const schemas = Object.values(READ_AS).map(([name]) => name);
  const text = `// Made by npm run gen from the registry of events. Do not edit.
import type { ${[...schemas, "Payment", "Transfer"].sort().join(", ")} } from "./api.ts";

/** The fields that every event of a subject has, and those that some have. */
type Sent<T, Always extends keyof T> = Pick<T, Always> & Partial<T>;

/** What \`data\` of an event holds, by what the event is about. */
export interface EventSubjects {
${subjects.map((subject) => `  ${subject}: ${dataOf(subject)};`).join("\n")}
}

/** What each event is about, under its own name and under names of other gateways. */
export interface SubjectOfEvent {
${names.map(([name, subject]) => `  "${name}": "${subject}";`).join("\n")}
}
`;
  return { path: "packages/sdk/src/generated/events.ts", text };
}

function dataOf(subject: EventSubject): string {
  if (subject === "payment") return "{ payment: Payment }";
  if (subject === "transfer") return "{ payment: Payment; transfer: Transfer }";
  const [name, schema] = READ_AS[subject];
  const sent = Object.keys(eventSubjects[subject].example);
  const known = sent.filter((field) => field in schema.shape).map((field) => `"${field}"`);
  const others = sent.filter((field) => !(field in schema.shape)).map((field) => `${field}: unknown`);
  const fields = `Sent<${name}, ${known.join(" | ")}>${others.length > 0 ? ` & { ${others.join("; ")} }` : ""}`;
  const payment = "withPayment" in eventSubjects[subject] ? "payment: Payment; " : "";
  return `{ ${payment}${subject}: ${fields} }`;
}
