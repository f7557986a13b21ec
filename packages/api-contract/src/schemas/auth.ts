import { REGISTRATION_POLICIES } from "@kaspa-pay/core";
import * as z from "zod";
import { ExactAmounts, Role } from "./stores.ts";
import { Email, Id, line, listOf, Network, page, Time } from "./wire.ts";

/** 8 to 256 bytes, never truncated; the server also refuses common passwords. */
const Password = z
  .string()
  .min(8, "A password has at least 8 characters")
  .max(256, "A password has at most 256 bytes")
  .refine((text) => new TextEncoder().encode(text).length <= 256, "A password has at most 256 bytes");

/** A password that is only compared: any length up to the limit. */
const PasswordAttempt = z.string().min(1, "Required").max(1024);

/** Where money goes: one address, or an account public key. Never a private key. */
export const wallet = {
  kaspaAddress: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("One Kaspa address, or an account public key (kpub, ktub, xpub)."),
  xpub: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe("Account public key: an address of its own per payment."),
};

/** `POST /auth/register`: makes the user and the first store. */
export const Register = z
  .strictObject({
    email: Email,
    password: Password,
    name: line(100, 1),
    ...wallet,
    network: Network.optional().describe("Default: the wallet's network, else the first one served."),
    storeName: line(100, 1).optional().describe("Default: `name`."),
    setupCode: z
      .string()
      .max(64)
      .optional()
      .describe(
        "The set-up code that the gateway prints at its start. Needed for the first account when it is made from another machine; read in no other case.",
      ),
  })
  // Without an id, so that the document carries the fields in place: schemathesis cannot sign up through a reference.
  .meta({
    examples: [{ email: "merchant@example.com", password: "correct horse battery", name: "My Store" }],
  });
export type Register = z.output<typeof Register>;

/** `POST /auth/login`. */
export const Login = z
  .strictObject({
    email: Email,
    password: PasswordAttempt,
    keep: z.boolean().optional().describe("A longer session."),
  })
  .meta({ id: "Login", examples: [{ email: "merchant@example.com", password: "correct horse battery" }] });
export type Login = z.output<typeof Login>;

export const User = z.object({ id: Id, email: z.string(), name: z.string() }).meta({ id: "User" });

/** A store as its members see it in lists. */
export const StoreSummary = z
  .object({
    id: Id,
    name: z.string(),
    network: Network,
    livemode: z.boolean(),
    role: Role,
    twinId: Id.nullable().describe("The paired test or live store."),
    hasWallet: z.boolean(),
    exactAmounts: ExactAmounts,
  })
  .meta({ id: "StoreSummary" });
export type StoreSummary = z.output<typeof StoreSummary>;

/** Answer of `POST /auth/register`: token and API key are shown this once. */
export const Registered = z
  .object({
    user: User,
    token: z.string(),
    store: StoreSummary,
    apiKey: z.string(),
    exactAmounts: ExactAmounts,
  })
  .meta({ id: "Registered" });
export type Registered = z.output<typeof Registered>;

/** Answer of `POST /auth/login`. */
export const LoggedIn = z.object({ user: User, token: z.string() }).meta({ id: "LoggedIn" });
export type LoggedIn = z.output<typeof LoggedIn>;

/** The dashboard's sign-up: as {@link Registered}, but the session travels in the cookie. */
export const SessionRegistered = z
  .object({ user: User, store: StoreSummary, apiKey: z.string() })
  .meta({ id: "SessionRegistered" });

/** The dashboard's sign-in: the session travels in the cookie. */
export const SessionStarted = z.object({ user: User }).meta({ id: "SessionStarted" });

/** `GET /auth/me`: the fields of KasPay and the user's stores. */
export const Me = z
  .object({
    id: Id,
    email: z.string(),
    name: z.string(),
    kaspaAddress: z
      .string()
      .nullable()
      .describe("The store's single address, or its first one. Null without the scope `settings:read`."),
    apiKey: z
      .string()
      .nullable()
      .describe("Masked: the calling key itself, or for a person who manages keys the store's newest."),
    paymentExpiry: z.int().describe("Minutes."),
    storeId: Id.describe("The store this answer is about."),
    role: Role,
    isServerAdmin: z.boolean(),
    steppedUpUntil: Time.nullable(),
    stores: z.array(StoreSummary),
  })
  .meta({ id: "Me" });
export type Me = z.output<typeof Me>;

export const Session = z
  .object({
    id: Id,
    current: z.boolean(),
    kind: z.enum(["browser", "token"]),
    ip: z.string().nullable(),
    userAgent: z.string().nullable(),
    createdAt: Time,
    lastSeenAt: Time,
    expiresAt: Time,
  })
  .meta({ id: "Session" });

/** Answer of `GET /auth/sessions`. */
export const SessionList = z.object({ data: z.array(Session) }).meta({ id: "SessionList" });

/** One action that touched how a person proves who they are. */
export const SecurityLogEntry = z
  .object({
    id: Id,
    at: Time,
    action: z
      .string()
      .describe("For example `session.opened`, `session.stepped_up`, `password.changed`, `api_key.created`.")
      .meta({ examples: ["session.opened"] }),
    actor: z
      .string()
      .describe("`user:…` for yourself; `anonymous` for somebody without a proof.")
      .meta({ examples: ["user:usr_01k9x2"] }),
    objectId: z.string().nullable().describe("The session, key or account it was about."),
    storeId: Id.nullable(),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
  })
  .meta({ id: "SecurityLogEntry" });
export type SecurityLogEntry = z.output<typeof SecurityLogEntry>;

/** `GET /auth/security-log`, newest first. */
export const ListSecurityLog = z.strictObject({ ...page }).meta({ id: "ListSecurityLog" });
export const SecurityLog = listOf(SecurityLogEntry, "SecurityLog");

/** `POST /auth/password/change`: the other sessions end. */
export const ChangePassword = z.strictObject({ password: PasswordAttempt, newPassword: Password }).meta({
  id: "ChangePassword",
  examples: [{ password: "correct horse battery", newPassword: "a longer one, please" }],
});

/** Answer of `POST /auth/password/change`: the session got a new proof, so a token caller gets a new token. */
export const PasswordChanged = z
  .object({ ok: z.literal(true), token: z.string().nullable().describe("Null for the dashboard's cookie.") })
  .meta({ id: "PasswordChanged" });

/** `POST /auth/step-up`: proves the password again, for five minutes. */
export const StepUp = z
  .strictObject({ password: PasswordAttempt })
  .meta({ id: "StepUp", examples: [{ password: "correct horse battery" }] });

/** Answer of `POST /auth/step-up`: the session got a new proof, so a token caller gets a new token. */
export const SteppedUp = z
  .object({
    steppedUpUntil: Time,
    token: z.string().nullable().describe("Null for the dashboard's cookie."),
  })
  .meta({ id: "SteppedUp" });

/** `POST /auth/password/forgot`: answers the same for every address. */
export const ForgotPassword = z
  .strictObject({ email: Email })
  .meta({ id: "ForgotPassword", examples: [{ email: "merchant@example.com" }] });

/** `POST /auth/password/reset`. */
export const ResetPassword = z
  .strictObject({ token: z.string().min(1).max(128), newPassword: Password })
  .meta({
    id: "ResetPassword",
    examples: [{ token: "q8TzV5m2XyR7cJ4nLw0hKd9sPbGfA3eU", newPassword: "a longer one, please" }],
  });

/** What the sign-in pages need before anybody has signed in. */
export const Setup = z
  .object({
    hasUsers: z.boolean(),
    registration: z.enum(REGISTRATION_POLICIES),
    registrationOpen: z.boolean().describe("A new account may be made now."),
    setupCodeNeeded: z
      .boolean()
      .describe("The first account needs the set-up code when this caller makes it."),
    plainHttp: z.boolean().describe("The public address is plain http on a network."),
    signedIn: z.boolean().describe("The caller has a session."),
    networks: z.array(Network),
    mailEnabled: z.boolean(),
    version: z.string(),
    publicUrl: z.string(),
    demoShopUrl: z.string().nullable(),
    demoWalletUrl: z.string().nullable(),
  })
  .meta({ id: "Setup" });
export type Setup = z.output<typeof Setup>;
