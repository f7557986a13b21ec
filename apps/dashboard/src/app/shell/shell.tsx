import type { PaymentRow } from "@kaspa-pay/api-contract";
import { type ReactNode, useEffect } from "react";
import { useLivePayments } from "../../lib/transport/live.ts";
import { isTest, useStore } from "../../shared/store-context.ts";
import { NodeBanner, PlainHttpBanner } from "./banners.tsx";
import { shellMessages as m } from "./messages.ts";
import { BottomBar } from "./navigation/bottom-bar.tsx";
import { SideNav } from "./navigation/side-nav.tsx";
import { playNotificationSound } from "./notification-sound.ts";
import { Shortcuts } from "./shortcuts.tsx";
import { countUnseen, setTestTitle } from "./tab-title.ts";
import { TopBar } from "./top-bar.tsx";

export function Shell({ children }: { readonly children: ReactNode }) {
  useLivePayments(notifyPerson);
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[15rem_minmax(0,1fr)]">
      <SideNav />
      <div className="flex min-h-dvh min-w-0 flex-col">
        <TopBar strip={<TestStrip />} />
        <PlainHttpBanner />
        <NodeBanner />
        <main id="content" tabIndex={-1} className="grow px-4 pt-6 pb-28 sm:px-6 md:px-8 md:pb-16">
          <div className="mx-auto max-w-6xl">{children}</div>
        </main>
      </div>
      <BottomBar />
      <Shortcuts />
    </div>
  );
}

/** Payments that arrive unseen are counted in the tab's title, a confirmed one sounds. */
function notifyPerson(changed: readonly PaymentRow[]): void {
  countUnseen(changed.filter((row) => row.version === 1).length);
  if (changed.some((row) => row.status === "confirmed")) playNotificationSound();
}

/** Simulated money is marked on every page, in the tab's title and in its icon. */
function TestStrip() {
  const store = useStore();
  const test = isTest(store);
  useEffect(() => {
    setTestTitle(test);
    const icon = document.querySelector<HTMLLinkElement>("#favicon");
    if (icon === null) return;
    icon.href = icon.href.replace(/favicon(-test)?\.svg/, test ? "favicon-test.svg" : "favicon.svg");
  }, [test]);
  if (!test) return null;
  return (
    <p className="border-b border-amber-line bg-amber-soft px-4 py-1.5 text-center text-[0.8125rem] font-medium text-amber-ink">
      {store.network === "simnet" ? m.testStrip : m.testnetStrip}
    </p>
  );
}
