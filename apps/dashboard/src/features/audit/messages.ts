/** Texts of the audit log. */
export const auditMessages = {
  title: "Audit log",
  hint: "Who changed what, from where. Secrets are masked.",
  caption: "Changes, newest first",
  none: "No change yet",
  noneText: "Every change by a person or a key is written here.",
  noMatch: "No entry fits this filter.",
  time: "Time",
  who: "Who",
  what: "What",
  object: "Object",
  ip: "Address",
  action: "Action",
  actionHint: "For example settings.updated",
  before: "Before",
  after: "After",
  request: "Request",
} as const;
