import { useRouterState } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { setHeading } from "./tab-title.ts";

/**
 * After a navigation: moves the focus to the heading, sets the tab's title, and announces the page to screen readers.
 */
export function RouteAnnouncer() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const [title, setTitle] = useState("");
  const before = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (path === undefined) return;
    const isFirst = before.current === undefined;
    const isPanel = isInPanel(path, before.current) || isInPanel(before.current, path);
    before.current = path;
    return whenHeading((heading) => {
      const text = heading.textContent ?? "";
      setTitle(text);
      setHeading(text);
      if (!isFirst && !isPanel) heading.focus({ preventScroll: true });
    });
  }, [path]);
  return (
    <p role="status" className="sr-only">
      {title}
    </p>
  );
}

/** Whether a page shows one row of a list in a panel beside it. */
function isInPanel(path: string | undefined, list: string | undefined): boolean {
  if (path === undefined || list === undefined || !path.startsWith(`${list}/`)) return false;
  return /^(pay|rfd|pyo)_/.test(path.slice(list.length + 1));
}

/** Calls back once the page's heading is there: lazy pages draw it later. */
function whenHeading(found: (heading: HTMLElement) => void): () => void {
  const find = () => {
    const heading = document.querySelector<HTMLElement>("h1:not([data-pending])");
    if (heading !== null) found(heading);
    return heading !== null;
  };
  if (find()) return () => {};
  const observer = new MutationObserver(() => find() && observer.disconnect());
  observer.observe(document.body, { childList: true, subtree: true });
  return () => observer.disconnect();
}
