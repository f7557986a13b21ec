export function ServerPage() { return <h1>ServerPage</h1>; }
