import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { ArrowLeft, X } from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import { DeliveryList } from "../../shared/deliveries/delivery-list.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { useWide } from "../../ui/page.tsx";
import { PaymentDetail } from "./detail/payment-detail.tsx";
import { paymentMessages as m } from "./messages.ts";

/** Beside the table on wide screens, at its own address; instead of the table on narrow ones. */
export function PaymentPage() {
  const { storeId, paymentId } = useParams({ from: "/s/$storeId/payments/$paymentId" });
  const search = useSearch({ from: "/s/$storeId/payments" });
  const navigate = useNavigate();
  const wide = useWide();
  const close = () =>
    void navigate({ to: "/s/$storeId/payments", params: { storeId }, search, resetScroll: false });
  const detail = (
    <PaymentDetail
      key={paymentId}
      paymentId={paymentId}
      headingLevel={wide ? "h2" : "h1"}
      deliveries={<DeliveryList filter={{ paymentId }} compact />}
    />
  );
  if (!wide) {
    return (
      <div className="grid gap-4">
        <Button
          variant="quiet"
          size="sm"
          icon={<ArrowLeft aria-hidden className="size-4" />}
          className="-ms-3 justify-self-start"
          onClick={close}
        >
          {m.title}
        </Button>
        {detail}
      </div>
    );
  }
  return (
    <SidePanel paymentId={paymentId} onClose={close}>
      {detail}
    </SidePanel>
  );
}

interface SidePanelProps {
  readonly paymentId: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** Takes the focus, and gives it back to the payment's row when it closes. */
function SidePanel({ paymentId, onClose, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.focus({ preventScroll: true });
    const row = `row-${paymentId}`;
    return () => document.getElementById(row)?.focus({ preventScroll: true });
  }, [paymentId]);
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      aria-label={m.what}
      onKeyDown={(event) => {
        if (
          event.key === "Escape" &&
          !event.defaultPrevented &&
          document.querySelector("dialog[open]") === null
        )
          onClose();
      }}
      className="slide-in fixed inset-y-0 end-0 z-40 w-[37rem] max-w-[calc(100vw-15rem)] overflow-y-auto overscroll-contain border-s border-line bg-canvas px-6 py-5 shadow-float outline-none"
    >
      <div className="flex justify-end">
        <IconButton
          label={m.close}
          icon={<X aria-hidden className="size-4" />}
          onClick={onClose}
          className="-mt-1 -me-2"
        />
      </div>
      {children}
    </aside>
  );
}
