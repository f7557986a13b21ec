// The real checkout element, shown with a snapshot instead of a payment: it makes no request.
import type { PublicPayment } from "@kaspa-pay/api-contract";
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";

const MISSING = "The checkout element did not load.";

export interface CheckoutElementProps {
  readonly view: string;
  readonly payment: PublicPayment;
  readonly theme: "light" | "dark";
}

interface KaspaPay extends HTMLElement {
  preview: { view: string; payment: PublicPayment } | null;
}

/** An import, not a script element: under Trusted Types a script's address would need a policy. */
async function loadElement(): Promise<true> {
  await import(/* @vite-ignore */ new URL("/widget/v1/kaspa-pay.js", window.location.href).href);
  await customElements.whenDefined("kaspa-pay");
  return true;
}

export function CheckoutElement({ view, payment, theme }: CheckoutElementProps) {
  const host = useRef<HTMLDivElement>(null);
  const element = useQuery({
    queryKey: ["checkout-element"],
    queryFn: loadElement,
    staleTime: Number.POSITIVE_INFINITY,
    retry: 1,
  });
  const ready = element.data === true;
  useEffect(() => {
    if (!ready || host.current === null) return;
    let child = host.current.firstElementChild as KaspaPay | null;
    if (child === null) {
      child = document.createElement("kaspa-pay") as KaspaPay;
      child.preview = { view, payment };
      host.current.append(child);
    }
    child.setAttribute("theme", theme);
    child.preview = { view, payment };
  }, [ready, view, payment, theme]);
  return (
    <>
      {element.isError && <p className="p-6 text-center text-ink-3">{MISSING}</p>}
      <div ref={host} inert className="min-h-64" />
    </>
  );
}
