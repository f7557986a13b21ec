/** Texts of the code samples. */
export const samplesMessages = {
  title: "Code samples",
  hint: "Short programs that run as they are, for your servers. The documentation has the same ones, and says more.",
  docs: "Documentation",
  language: "Language",
  first: "Set these first, with a key of yours:",
  environment: "environment",
  what: (task: string) => `sample: ${task}`,
  tasks: {
    "create-link": "Create a link",
    "create-payment": "Create a payment",
    "check-return": "Check a return",
    poll: "Poll a payment",
    "list-all": "List all payments",
    "verify-webhook": "Verify a webhook",
    refund: "Refund a payment",
  },
};
