import { ROLES } from "@kaspa-pay/core";
import * as z from "zod";
import { Id, line, Network, prose, Time, TimeZoneName } from "./wire.ts";

export const Role = z.enum(ROLES).meta({ id: "Role" });
export type Role = z.output<typeof Role>;

/** Part of the answers that describe a store's wallet. */
export const ExactAmounts = z
  .boolean()
  .describe(
    "The store receives at one single address: each payment asks a few sompi more than its price, because only the exact sum tells whose money came.",
  );

const profile = {
  address: prose(500).optional(),
  taxId: line(64).optional(),
  timeZone: TimeZoneName.optional().describe("IANA name, for example Europe/Berlin."),
};

/** `POST /stores`: a new store, or with `twinOf` the simulated twin of a store. */
export const CreateStore = z
  .strictObject({
    name: line(100, 1).optional().describe("Required without `twinOf`."),
    network: Network.optional().describe("Default simnet."),
    twinOf: Id.optional().describe("Make (or find) the simulated twin of this store."),
  })
  .superRefine((value, context) => {
    if (value.twinOf === undefined && value.name === undefined) {
      context.addIssue({ code: "custom", path: ["name"], message: "Required" });
    }
  })
  .meta({
    id: "CreateStore",
    description:
      "`name` makes a new store; `twinOf` makes or finds the simulated twin of one. Give one of the two.",
    examples: [{ name: "My Store", network: "simnet" }],
  });
export type CreateStore = z.output<typeof CreateStore>;

/** `PATCH /stores/:id`. */
export const UpdateStore = z
  .strictObject({ id: Id, name: line(100, 1).optional(), ...profile, archived: z.boolean().optional() })
  .meta({ id: "UpdateStore", examples: [{ name: "My Store" }] });
export type UpdateStore = z.output<typeof UpdateStore>;

/** A store. */
export const Store = z
  .object({
    id: Id,
    name: z.string(),
    network: Network,
    livemode: z.boolean(),
    role: Role,
    twinId: Id.nullable(),
    hasWallet: z.boolean(),
    exactAmounts: ExactAmounts,
    address: z.string().nullable(),
    taxId: z.string().nullable(),
    timeZone: z.string(),
    archived: z.boolean(),
    createdAt: Time,
  })
  .meta({ id: "Store" });
export type Store = z.output<typeof Store>;

/** What anybody may see of a store. */
export const PublicStore = z
  .object({
    id: Id,
    name: z.string(),
    logoUrl: z.string().nullable(),
    accentColor: z.string().nullable(),
    supportUrl: z.string().nullable(),
    currencies: z.array(z.string()).describe("What prices may be written in."),
    network: Network,
    livemode: z.boolean(),
    depositsEnabled: z.boolean().describe("New customers get a deposit address."),
    depositMinimum: z
      .object({ amount: z.string(), currency: z.string() })
      .nullable()
      .describe("Less is not credited."),
    depositMaximum: z.object({ amount: z.string(), currency: z.string() }).nullable(),
  })
  .meta({
    id: "PublicStore",
    examples: [
      {
        id: "sto_01k9x1aa",
        name: "My Store",
        logoUrl: null,
        accentColor: null,
        supportUrl: null,
        currencies: ["KAS", "USD"],
        network: "mainnet",
        livemode: true,
        depositsEnabled: true,
        depositMinimum: { amount: "5.00000000", currency: "KAS" },
        depositMaximum: null,
      },
    ],
  });
export type PublicStore = z.output<typeof PublicStore>;

/** Answer of `GET /stores`. */
export const StoreList = z.object({ data: z.array(Store) }).meta({ id: "StoreList" });
