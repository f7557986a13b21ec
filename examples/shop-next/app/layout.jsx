export const metadata = { title: "Next shop" };
/** Nothing here is made at build time. */
export const dynamic = "force-dynamic";

export default function Layout({ children }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
