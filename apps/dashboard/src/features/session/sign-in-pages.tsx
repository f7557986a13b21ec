import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate, useRouter, useSearch } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTRPC } from "../../lib/transport/trpc.ts";
import { Notice } from "../../ui/card.tsx";
import { toast } from "../../ui/overlay/toast.tsx";
import { sessionMessages as m } from "./messages.ts";
import { RegisterForm } from "./register.tsx";
import { ForgotForm, ResetForm } from "./reset.tsx";
import { SignInForm } from "./sign-in.tsx";
import { WelcomeFrame } from "./welcome-frame.tsx";

const linkClass = "inline-flex min-h-6 items-center font-medium text-accent-ink underline underline-offset-3";

function useSetup() {
  return useQuery(useTRPC().market.setup.queryOptions()).data;
}

/** After the account is made: on to the guided set-up of its store. */
function useOnward() {
  const navigate = useNavigate();
  return (storeId: string) => void navigate({ to: "/s/$storeId/setup", params: { storeId } });
}

export function WelcomePage() {
  const onward = useOnward();
  return (
    <WelcomeFrame title={m.welcomeTitle} text={m.welcomeText}>
      <RegisterForm onDone={onward} />
    </WelcomeFrame>
  );
}

export function LoginPage() {
  const setup = useSetup();
  const router = useRouter();
  const { next } = useSearch({ from: "/login" });
  return (
    <WelcomeFrame title={m.loginTitle}>
      <SignInForm onDone={() => router.history.push(`/app${next ?? "/"}`)} />
      <p className="flex flex-wrap justify-between gap-2 text-sm text-ink-3">
        <Link to="/forgot" className={linkClass}>
          {m.forgot}
        </Link>
        {setup?.registrationOpen && (
          <span>
            {m.noAccount}{" "}
            <Link to="/register" className={linkClass}>
              {m.register}
            </Link>
          </span>
        )}
      </p>
    </WelcomeFrame>
  );
}

export function RegisterPage() {
  const setup = useSetup();
  const onward = useOnward();
  return (
    <WelcomeFrame title={m.registerTitle}>
      {setup && !setup.registrationOpen ? (
        <Notice tone="amber">{m.registerClosed}</Notice>
      ) : (
        <RegisterForm onDone={onward} />
      )}
      <p className="text-sm text-ink-3">
        {m.haveAccount}{" "}
        <Link to="/login" className={linkClass}>
          {m.loginAction}
        </Link>
      </p>
    </WelcomeFrame>
  );
}

export function ForgotPage() {
  const setup = useSetup();
  return (
    <WelcomeFrame title={m.forgotTitle} text={m.forgotText}>
      {setup && !setup.mailEnabled ? <Notice tone="amber">{m.forgotNoMail}</Notice> : <ForgotForm />}
      <Link to="/login" className={linkClass}>
        {m.loginAction}
      </Link>
    </WelcomeFrame>
  );
}

export function ResetPage() {
  const token = useResetToken();
  const navigate = useNavigate();
  const done = () => {
    toast(m.resetDone);
    void navigate({ to: "/login" });
  };
  return (
    <WelcomeFrame title={m.resetTitle}>
      {token === "" ? (
        <Notice tone="amber">{m.resetNoToken}</Notice>
      ) : (
        <ResetForm token={token} onDone={done} />
      )}
      <Link to="/forgot" className={linkClass}>
        {m.resetAgain}
      </Link>
    </WelcomeFrame>
  );
}

/** The token of the mail's link. It leaves the address bar at once, so that no history keeps it. */
function useResetToken(): string {
  const [token] = useState(() => location.hash.slice(1));
  useEffect(() => {
    if (location.hash !== "") history.replaceState(history.state, "", location.pathname);
  }, []);
  return token;
}
