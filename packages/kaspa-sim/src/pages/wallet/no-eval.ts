// Imported before anything that loads zod: without this zod probes for `new Function`, which the page's policy
// forbids and the browser then reports as a violation.
(globalThis as { __zod_globalConfig?: object }).__zod_globalConfig = { jitless: true };
