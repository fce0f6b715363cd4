'use client'

import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'
import { Field } from '@/components/ui/field'
import { Instant } from '@/components/ui/instant'
import { TextInput } from '@/components/ui/text-input'
import { TypedConfirm } from '@/components/ui/typed-confirm'
import { useFormAct } from '@/components/ui/use-form-act'
import {
  cancelRestoreAction,
  closeRestoreAction,
  deleteRestoredInstanceAction,
  retargetRestoreAction,
} from '@/lib/restores/actions'
import type { RestoreView } from '@/lib/screens/restore/model/restore'

/** What this person may still do: withdraw or rename before AWS is asked, delete what was made, close what needs a person. */
export function RestoreActs({ restore }: { restore: RestoreView }) {
  const { may, deletion } = restore
  return (
    <>
      {may.retarget || may.cancel ? (
        <section className="sec mb-4">
          <h2 className="mb-2">Before AWS is asked</h2>
          {may.retarget ? <Retarget restore={restore} /> : null}
          {may.cancel ? <Cancel restore={restore} /> : null}
        </section>
      ) : null}
      {may.close ? <Close restore={restore} /> : null}
      {deletion && deletion.deletedAt === null && deletion.error === null ? (
        <section className="sec mb-4">
          <h2 className="mb-1">Deletion</h2>
          <p className="text-small text-t-2">
            Asked for <Instant at={deletion.requestedAt} zone /> by {deletion.requestedBy}. AWS is being asked.
          </p>
        </section>
      ) : null}
      {may.remove ? <Remove restore={restore} /> : null}
    </>
  )
}

function Retarget({ restore }: { restore: RestoreView }) {
  const { form, answer, busy } = useFormAct(retargetRestoreAction)
  const error = answer && !answer.ok ? (answer.error.fields?.targetName ?? answer.error.message) : undefined
  return (
    <form {...form} className="mb-3">
      <input type="hidden" name="number" value={restore.number} />
      <Field
        id="retarget"
        label="Another name for the target"
        error={error}
        hint={restore.approval.required ? 'An approval becomes void.' : undefined}
      >
        {(wired) => (
          <TextInput
            {...wired}
            mono
            name="targetName"
            defaultValue={restore.target}
            maxLength={63}
            spellCheck={false}
          />
        )}
      </Field>
      <Button type="submit" className="mt-2" busy={busy}>
        Change the name
      </Button>
    </form>
  )
}

function Cancel({ restore }: { restore: RestoreView }) {
  const { form, answer, busy } = useFormAct(cancelRestoreAction)
  return (
    <form {...form}>
      <input type="hidden" name="number" value={restore.number} />
      <AnswerFault answer={answer} />
      <Button type="submit" busy={busy}>
        Cancel this restore
      </Button>
    </form>
  )
}

function Close({ restore }: { restore: RestoreView }) {
  const { form, answer, busy } = useFormAct(closeRestoreAction)
  return (
    <section className="sec mb-4">
      <h2 className="mb-2">Needs a person</h2>
      <p className="mb-2 text-small text-t-2">
        Tidemark keeps looking and adopts the instance should it show, but sends nothing again. Look at AWS; when
        nothing of this restore is there, close it.
      </p>
      <form {...form}>
        <input type="hidden" name="number" value={restore.number} />
        <AnswerFault answer={answer} />
        <Field id="close-reason" label="What you found">
          {(wired) => <TextInput {...wired} name="reason" maxLength={500} />}
        </Field>
        <Button type="submit" className="mt-2" busy={busy}>
          Close as failed
        </Button>
      </form>
    </section>
  )
}

function Remove({ restore }: { restore: RestoreView }) {
  const { form, answer, busy } = useFormAct(deleteRestoredInstanceAction)
  return (
    <section className="sec mb-4">
      <h2 className="mb-1">Delete the restored instance</h2>
      <p className="mb-2 text-small text-t-2">
        Deletes what this restore made, with its backups. The source <span className="mono">{restore.source}</span>{' '}
        stays as it is.
      </p>
      {restore.deletion?.error ? <ErrorNote>{restore.deletion.error}</ErrorNote> : null}
      <AnswerFault answer={answer} />
      <form {...form} aria-label="Delete the restored instance">
        <input type="hidden" name="number" value={restore.number} />
        <TypedConfirm
          id="delete-typed"
          name="typedName"
          expected={restore.target}
          what="identifier of the instance to delete"
          mistakenFor={{ name: restore.source, is: 'the source', expectedIs: 'the restored one' }}
          action="Delete this instance"
          look="danger"
          busy={busy}
        />
      </form>
    </section>
  )
}
