/** The product's mark. */
export function Logo({ className }: { readonly className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={className} aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-[#0d7566]" />
      <path
        d="M11 8v16M21.5 8 13 16l8.5 8"
        fill="none"
        stroke="#49eacb"
        strokeWidth="3.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
