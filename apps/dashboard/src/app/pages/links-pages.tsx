export function LinksPage() { return <h1>LinksPage</h1>; }
export function NewLinkPage() { return <h1>NewLinkPage</h1>; }
export function LinkPage() { return <h1>LinkPage</h1>; }
