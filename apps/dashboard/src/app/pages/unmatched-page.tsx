export function UnmatchedPage() { return <h1>UnmatchedPage</h1>; }
