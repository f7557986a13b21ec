import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app/app.tsx";
import { applyTheme } from "./shared/preferences.ts";
import "./ui/theme/theme.css";

applyTheme();
const root = document.getElementById("root");
if (root === null) throw new Error("no root element");
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
