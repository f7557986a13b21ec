// A shop made with React. In StrictMode the development build runs every effect twice.
import { createElement, StrictMode, useState } from "react";
import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { given, type Shown, START } from "./shop-window.ts";

function Shop() {
  const [shown, setShown] = useState<Shown>(START);
  window.show = async (next) => flushSync(() => setShown(next));
  return shown.visible
    ? createElement("kaspa-pay", { key: shown.key, ...given })
    : createElement("p", null, "Another page of the shop");
}

const root = document.getElementById("root");
if (root) createRoot(root).render(createElement(StrictMode, null, createElement(Shop)));
