export function DevelopersLayout() { return <h1>DevelopersLayout</h1>; }
export function WebhooksPage() { return <h1>WebhooksPage</h1>; }
export function WebhookPage() { return <h1>WebhookPage</h1>; }
export function DeliveriesPage() { return <h1>DeliveriesPage</h1>; }
export function EventsPage() { return <h1>EventsPage</h1>; }
