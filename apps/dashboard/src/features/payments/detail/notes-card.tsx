import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useFormats } from "../../../lib/format/formats.ts";
import { useTRPC } from "../../../lib/transport/trpc.ts";
import { useActorText } from "../../../shared/actor.ts";
import { TimeText } from "../../../ui/amounts.tsx";
import { SubmitButton } from "../../../ui/button.tsx";
import { Card } from "../../../ui/card.tsx";
import { Field, Textarea } from "../../../ui/field.tsx";
import { paymentMessages as m } from "../messages.ts";

const SHOWN = 100;

/** What staff wrote about the payment, the newest first, and a field for more. */
export function NotesCard({ paymentId }: { readonly paymentId: string }) {
  const { when } = useFormats();
  const actorText = useActorText();
  const notes = useQuery(useTRPC().payments.notes.queryOptions({ id: paymentId, limit: SHOWN })).data;
  return (
    <Card title={m.notes} hint={m.notesHint}>
      <div className="grid gap-5">
        <NewNote paymentId={paymentId} />
        {notes !== undefined && notes.data.length > 0 && (
          <ul className="grid gap-4">
            {notes.data.map((note) => (
              <li key={note.id} className="grid gap-1 border-t border-line pt-4">
                <p className="whitespace-pre-wrap break-words">
                  <bdi>{note.text}</bdi>
                </p>
                <p className="text-sm text-ink-3">
                  <bdi>{actorText(note.author)}</bdi> · <TimeText {...when(note.createdAt)} />
                </p>
              </li>
            ))}
          </ul>
        )}
        {notes?.hasMore && <p className="text-sm text-ink-3">{m.olderNotes(SHOWN)}</p>}
      </div>
    </Card>
  );
}

function NewNote({ paymentId }: { readonly paymentId: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const add = useMutation(
    trpc.payments.addNote.mutationOptions({
      onSuccess: async () => {
        setText("");
        await queries.invalidateQueries(trpc.payments.notes.queryFilter({ id: paymentId }));
      },
    }),
  );
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (text.trim() !== "") add.mutate({ id: paymentId, text });
  };
  return (
    <form onSubmit={submit} className="grid justify-items-start gap-3">
      <Field label={m.newNote} className="w-full">
        <Textarea
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          maxLength={2000}
          rows={2}
        />
      </Field>
      <SubmitButton type="submit" size="sm" busy={add.isPending} disabled={text.trim() === ""}>
        {m.addNote}
      </SubmitButton>
    </form>
  );
}
