import * as s from "../schemas/auth.ts";
import { ById, Done } from "../schemas/wire.ts";
import { mutation, query, replyingMutation } from "./answered.ts";
import { member, open, router, user } from "./base.ts";

const tag = "Accounts";
const asUser = { auth: { level: "user" } } as const;

export const auth = router({
  register: mutation(
    open
      .meta({
        rest: {
          method: "POST",
          path: "/auth/register",
          status: 201,
          tag,
          summary: "Create an account and its first store",
          description:
            "The first user becomes server admin; later ones as the registration policy allows. Made from another machine than the server's, the first account needs `setupCode`. The token and the API key are shown this once.",
          errors: [
            "already_exists",
            "forbidden",
            "invalid_address",
            "invalid_xpub",
            "network_mismatch",
            "validation_error",
          ],
        },
        auth: { level: "open" },
      })
      .input(s.Register)
      .output(s.Registered),
  ),

  login: mutation(
    open
      .meta({
        rest: {
          method: "POST",
          path: "/auth/login",
          status: 200,
          tag,
          summary: "Sign in",
          description:
            "Answers a token for `Authorization: Bearer`; it names one session. Sent with the token or cookie of a session, that session ends: a sign-in replaces it. A user of several stores names one with `X-Store-Id` in later calls; without it they are about the default store.",
          errors: ["unauthorized"],
        },
        auth: { level: "open" },
      })
      .input(s.Login)
      .output(s.LoggedIn),
  ),

  logout: replyingMutation(
    user
      .meta({
        rest: {
          method: "POST",
          path: "/auth/logout",
          status: 200,
          tag,
          summary: "Sign out: this session ends at once",
          description: "The token of this session is refused from now on.",
          errors: [],
        },
        ...asUser,
      })
      .output(Done),
  ),

  me: query(
    member
      .meta({
        rest: {
          method: "GET",
          path: "/auth/me",
          status: 200,
          tag,
          summary: "Who am I: user, present store and all stores",
          description:
            "Asks no scope of an API key, so a key can always tell which store it belongs to. A key sees its own store and its own masked text, no person and no other store; `kaspaAddress` needs `settings:read`.",
          errors: ["not_found"],
        },
        auth: { level: "member" },
      })
      .output(s.Me),
  ),

  securityLog: query(
    user
      .meta({
        rest: {
          method: "GET",
          path: "/auth/security-log",
          status: 200,
          tag,
          summary: "List what happened to your account: sign-ins, passwords, API keys",
          description:
            "Newest first. Acts of people without a proof, such as asking for a reset link, are in it too.",
          errors: [],
        },
        ...asUser,
      })
      .input(s.ListSecurityLog)
      .output(s.SecurityLog),
  ),

  listSessions: query(
    user
      .meta({
        rest: {
          method: "GET",
          path: "/auth/sessions",
          status: 200,
          tag,
          summary: "List open sessions",
          description: "Where this account is signed in, the newest first.",
          errors: [],
        },
        ...asUser,
      })
      .output(s.SessionList),
  ),

  endSession: replyingMutation(
    user
      .meta({
        rest: {
          method: "DELETE",
          path: "/auth/sessions/:id",
          status: 200,
          tag,
          summary: "End one session",
          description: "Signs one browser or program out.",
          errors: ["not_found"],
        },
        ...asUser,
      })
      .input(ById)
      .output(Done),
  ),

  endOtherSessions: mutation(
    user
      .meta({
        rest: {
          method: "DELETE",
          path: "/auth/sessions",
          status: 200,
          tag,
          summary: "End all sessions but this one",
          description: "Signs out everywhere else.",
          errors: [],
        },
        ...asUser,
      })
      .output(Done),
  ),

  changePassword: replyingMutation(
    user
      .meta({
        rest: {
          method: "POST",
          path: "/auth/password/change",
          status: 200,
          tag,
          summary: "Change the password; other sessions end",
          description:
            "The present password is asked for again. Every other session of the account ends and every reset link is void. This session goes on under a new proof: token callers take the `token` of the answer, the one they used is refused from now on.",
          errors: ["unauthorized", "validation_error"],
        },
        ...asUser,
      })
      .input(s.ChangePassword)
      .output(s.PasswordChanged),
  ),

  forgotPassword: mutation(
    open
      .meta({
        rest: {
          method: "POST",
          path: "/auth/password/forgot",
          status: 202,
          tag,
          summary: "Ask for a reset link by mail",
          description:
            "Answers at once and the same, whether the address is known or not and whether mail can be sent or not. An account gets at most one mail in five minutes.",
          errors: [],
        },
        auth: { level: "open" },
      })
      .input(s.ForgotPassword)
      .output(Done),
  ),

  resetPassword: mutation(
    open
      .meta({
        rest: {
          method: "POST",
          path: "/auth/password/reset",
          status: 200,
          tag,
          summary: "Set a new password with the token of a reset link",
          description:
            "Works once. All sessions of the account end, and every other reset link of it is void.",
          errors: ["unauthorized", "validation_error"],
        },
        auth: { level: "open" },
      })
      .input(s.ResetPassword)
      .output(Done),
  ),

  stepUp: replyingMutation(
    user
      .meta({
        rest: {
          method: "POST",
          path: "/auth/step-up",
          status: 200,
          tag,
          summary: "Prove the password again, for five minutes of dangerous acts",
          description:
            "Needed before calls that answer `reauth_required`. The session goes on under a new proof: token callers take the `token` of the answer, the one they used is refused from now on.",
          errors: ["unauthorized"],
        },
        ...asUser,
      })
      .input(s.StepUp)
      .output(s.SteppedUp),
  ),

  registerSession: replyingMutation(open.input(s.Register).output(s.SessionRegistered)),

  startSession: replyingMutation(open.input(s.Login).output(s.SessionStarted)),
});
