import { Search } from "lucide-react";
import { useEffect, useState } from "react";
import { usePreferences } from "../../shared/preferences.ts";
import { searchMessages as m } from "./messages.ts";
import { SearchDialog } from "./search-dialog.tsx";

/** Opens by click, by `/` and by Ctrl/Cmd-K. It opens at once, so that no key typed after it is lost. */
export function SearchBox() {
  const [open, setOpen] = useState(false);
  const { shortcuts } = usePreferences();
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const typing = (event.target as HTMLElement | null)?.closest("input, textarea, select, dialog") != null;
      const chord = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k";
      const slash = event.key === "/" && shortcuts && !typing && !event.ctrlKey && !event.metaKey;
      if (!chord && !slash) return;
      event.preventDefault();
      setOpen(true);
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [shortcuts]);
  return (
    <>
      <button
        type="button"
        onClick={() => setOpen(true)}
        aria-label={m.label}
        className="flex h-9 min-w-9 items-center justify-center gap-2.5 rounded-lg text-sm text-ink-3 hover:bg-sunken md:w-72 md:justify-start md:border md:border-line md:bg-surface md:px-3 md:hover:border-line-strong md:hover:bg-surface lg:w-88"
      >
        <Search aria-hidden className="size-4 shrink-0" />
        <span aria-hidden className="truncate max-md:hidden">
          {m.placeholder}
        </span>
        <kbd
          aria-hidden
          className="ms-auto rounded border border-line px-1.5 font-mono text-xs max-md:hidden"
        >
          /
        </kbd>
      </button>
      {open && <SearchDialog onClose={() => setOpen(false)} />}
    </>
  );
}
