'use client'

import Link from 'next/link'
import { AnswerFault } from '@/components/ui/answer-fault'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { StateTag } from '@/components/ui/state-tag'
import { TypedConfirm } from '@/components/ui/typed-confirm'
import { useFormAct } from '@/components/ui/use-form-act'
import { requestRestoreAction } from '@/lib/restores/actions'
import type { NewRestoreView } from '@/lib/screens/restore/model/restore'

type Props = {
  view: NewRestoreView
  /** Makes a double submission the same request. */
  idempotencyKey: string
}

/** Approval, the incident it belongs to, the typed name, and the one button; a locked button lists every reason. */
export function NewRestoreForm({ view, idempotencyKey }: Props) {
  const { form, answer, busy } = useFormAct(requestRestoreAction)
  const { approval, checks } = view.preflight
  const failing = checks.filter((check) => check.outcome === 'fail')
  const locks = [
    ...failing.map((check) => `Check fails: ${check.title.toLowerCase()}`),
    ...(view.underWay ? [`${view.underWay} restores this point already`] : []),
  ]
  return (
    <>
      <section className="sec mb-4">
        <div className="h2row">
          <h2>Approval</h2>
          <span className="flex-1" />
          <StateTag state={approval.required ? 'waiting' : 'within'} plain>
            {approval.required ? 'Needed' : 'Not needed'}
          </StateTag>
        </div>
        <p className="text-small text-t-2">
          {approval.required
            ? `It needs approval by ${approval.by}. ${[approval.says, view.agreement].filter(Boolean).join(' ')} Another person than you gives it, for exactly these values; nothing is sent before.`
            : 'The plan asks for no approval here. The worker starts at once.'}
        </p>
      </section>
      <section className="sec">
        <h2 className="mb-2">Confirm the target</h2>
        {view.underWay ? (
          <p className="box mb-3">
            This point is being restored already:{' '}
            <Link href={`/restores/${view.underWay}`} prefetch={false}>
              {view.underWay}
            </Link>
          </p>
        ) : null}
        {view.mayRequest ? (
          <form {...form} aria-label="Start the restore">
            <input type="hidden" name="assetId" value={view.assetId} />
            {view.pointId ? (
              <input type="hidden" name="pointId" value={view.pointId} />
            ) : (
              <input type="hidden" name="at" value={new Date(view.pointAt).toISOString().replace('.000Z', 'Z')} />
            )}
            <input type="hidden" name="location" value={view.location} />
            <input type="hidden" name="targetName" value={view.target} />
            <input type="hidden" name="idempotencyKey" value={idempotencyKey} />
            <Field id="incident" label="Belongs to" className="mb-3">
              {(wired) => (
                <Select {...wired} name="incident" defaultValue={view.incidents[0]?.number ?? 'none'}>
                  {view.incidents.map((one) => (
                    <option key={one.number} value={one.number}>
                      {one.number} {one.title}
                    </option>
                  ))}
                  <option value="none">No incident</option>
                </Select>
              )}
            </Field>
            <AnswerFault answer={answer} />
            <TypedConfirm
              id="typedName"
              name="typedName"
              expected={view.target}
              what="identifier of the new instance"
              mistakenFor={{ name: view.source, is: 'the source', expectedIs: 'new' }}
              locks={locks}
              action={approval.required ? 'Ask for approval' : 'Start restore'}
              busy={busy}
            />
          </form>
        ) : (
          <p className="box">Your role may look at this preflight. A DBA or an admin starts a restore.</p>
        )}
      </section>
    </>
  )
}
