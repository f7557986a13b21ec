import { Check } from "lucide-react";
import type { ReactNode } from "react";
import { sharedMessages } from "../../shared/messages.ts";
import { Logo } from "../../ui/logo.tsx";
import { sessionMessages as m } from "./messages.ts";

export interface WelcomeFrameProps {
  readonly title: string;
  readonly text?: string | undefined;
  readonly children: ReactNode;
}

/** Layout of the pages before sign-in: one column, one task. */
export function WelcomeFrame({ title, text, children }: WelcomeFrameProps) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,1fr)_minmax(0,1.1fr)]">
      <aside className="hidden flex-col justify-between bg-[#0b2b26] p-12 text-[#d5efe7] lg:flex">
        <span className="flex items-center gap-3 text-lg font-semibold text-white">
          <Logo className="size-8" /> {sharedMessages.product}
        </span>
        <ul className="grid max-w-md gap-5 text-xl leading-snug font-medium">
          {m.promises.map((promise) => (
            <li key={promise} className="flex items-start gap-3.5">
              <span className="mt-0.5 grid size-6 shrink-0 place-items-center rounded-full bg-[#49eacb] text-[#04241d]">
                <Check aria-hidden className="size-4" strokeWidth={3} />
              </span>
              {promise}
            </li>
          ))}
        </ul>
        <Blocks />
      </aside>
      <main id="content" className="grid content-center justify-items-center px-5 py-10 sm:px-10">
        <div className="grid w-full max-w-md gap-6">
          <span className="flex items-center gap-2.5 font-semibold lg:hidden">
            <Logo className="size-7" /> {sharedMessages.product}
          </span>
          <header className="grid gap-1.5">
            <h1 tabIndex={-1} className="text-3xl font-semibold">
              {title}
            </h1>
            {text && <p className="text-ink-3">{text}</p>}
          </header>
          {children}
        </div>
      </main>
    </div>
  );
}

/** A picture of parallel blocks, as on the Kaspa network. */
function Blocks() {
  const blocks = [
    "0 0",
    "18 0",
    "60 0",
    "96 0",
    "34 1",
    "70 1",
    "104 1",
    "150 1",
    "188 1",
    "8 2",
    "58 2",
    "120 2",
    "166 2",
  ];
  return (
    <svg viewBox="0 0 220 62" className="w-full max-w-md" aria-hidden="true">
      {blocks.map((block) => {
        const [x = 0, row = 0] = block.split(" ").map(Number);
        return (
          <rect
            key={block}
            x={x}
            y={row * 22}
            width="16"
            height="16"
            rx="4"
            fill="#49eacb"
            opacity={0.12 + x / 320}
          />
        );
      })}
      <path
        d="M16 8h2M34 8h26M76 8h20M50 30h20M86 30h18M120 30h30M166 30h22M24 52h34M74 52h46M136 52h30M112 10l38 18M136 50l16-12M76 10l28 18"
        stroke="#49eacb"
        strokeOpacity="0.3"
        fill="none"
      />
    </svg>
  );
}
