import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { applyTheme } from "./shared/preferences.ts";
import "./ui/theme/theme.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { router } from "./app/router.tsx";
import { ACCOUNT, TRPCProvider } from "./lib/transport/trpc.ts";
import { accountClient, queryClient } from "./shared/account.ts";

applyTheme();
const root = document.getElementById("root");
if (root === null) throw new Error("no root element");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);

function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <TRPCProvider trpcClient={accountClient} queryClient={queryClient} keyPrefix={ACCOUNT}>
        <RouterProvider router={router} />
      </TRPCProvider>
    </QueryClientProvider>
  );
}
