export function SettingsLayout() { return <h1>SettingsLayout</h1>; }
export function WalletPage() { return <h1>WalletPage</h1>; }
export function PaymentRulesPage() { return <h1>PaymentRulesPage</h1>; }
export function CheckoutPage() { return <h1>CheckoutPage</h1>; }
export function StorePage() { return <h1>StorePage</h1>; }
