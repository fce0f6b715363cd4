'use client'

import { AnswerFault } from '@/components/ui/answer-fault'
import { Button } from '@/components/ui/button'
import { classNames } from '@/components/ui/class-names'
import { ConfirmPassword } from '@/components/ui/confirm-password'
import { Field } from '@/components/ui/field'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import { TextInput } from '@/components/ui/text-input'
import { useFormAct } from '@/components/ui/use-form-act'
import { confirmPasswordAction } from '@/lib/auth/actions'
import { approveRestoreAction, rejectRestoreAction } from '@/lib/restores/actions'
import { shortHash } from '@/lib/restores/rules/words'
import type { RestoreView } from '@/lib/screens/restore/model/restore'

/** The fingerprint that an approval covers, who gave it, and the two buttons for the one who may. */
export function ApprovalPanel({ restore }: { restore: RestoreView }) {
  const { approval, may, number, paramsHash, state } = restore
  const approve = useFormAct(approveRestoreAction)
  const reject = useFormAct(rejectRestoreAction)
  if (!approval.required) return null
  const waits = state === 'PENDING_APPROVAL'
  const isVoid = approval.hash !== null && approval.hash !== paramsHash
  return (
    <section className="sec mb-4">
      <div className="h2row">
        <h2>Approval</h2>
        <span className="flex-1" />
        <StateTag state={isVoid ? 'at-risk' : waits ? 'waiting' : approval.hash ? 'within' : 'info'}>
          {isVoid ? 'Void, ask again' : waits ? 'Waits' : approval.hash ? 'Approved' : 'Not given'}
        </StateTag>
      </div>
      <p className="mb-2 text-small text-t-2">An approval covers exactly these values and nothing else.</p>
      <dl className="mb-2 grid grid-cols-2 border border-line-2">
        <div className="px-2.5 py-1.5">
          <dt className="lb">
            Approved
            {approval.at && approval.hash ? (
              <>
                {' '}
                <Instant at={approval.at} as="time" />
              </>
            ) : null}
          </dt>
          <dd className={classNames('mono m-0 text-small', isVoid && 'text-t-3 line-through')}>
            {approval.hash ? shortHash(approval.hash) : <span className="font-sans text-t-3">not yet</span>}
          </dd>
        </div>
        <div className="border-l border-line-2 px-2.5 py-1.5">
          <dt className="lb">Now</dt>
          <dd className="mono m-0 text-small font-semibold">{shortHash(paramsHash)}</dd>
        </div>
      </dl>
      {approval.by && approval.hash ? (
        <p className="text-small text-t-2">
          Given by {approval.by}
          {isVoid ? ', void since the restore was changed' : ''}.
        </p>
      ) : null}
      {waits ? (
        <p className="mb-2 text-small text-t-2">
          Needs {approval.rule}, by a person who may approve restores of this system, and not the requester.{' '}
          {approval.who}
          {approval.expiresAt ? (
            <>
              {' '}
              Expires <Instant at={approval.expiresAt} zone />.
            </>
          ) : null}
        </p>
      ) : null}
      {approval.oneHand.map((says) => (
        <p key={says} className="mb-2 text-small text-t-2">
          {says}
        </p>
      ))}
      {may.approveNot ? <p className="box text-small">{may.approveNot}</p> : null}
      <AnswerFault answer={approve.answer} />
      <ConfirmPassword act={approve} what="Approve these values" confirm={confirmPasswordAction} />
      <AnswerFault answer={reject.answer} />
      {may.approve ? (
        <>
          <form {...approve.form} className="mb-3">
            <input type="hidden" name="number" value={number} />
            <input type="hidden" name="hash" value={paramsHash} />
            <Button type="submit" look="primary" size="large" busy={approve.busy}>
              Approve these values
            </Button>
          </form>
          <form {...reject.form}>
            <input type="hidden" name="number" value={number} />
            <Field id="reject-reason" label="Or say no, with the reason">
              {(wired) => <TextInput {...wired} name="reason" maxLength={500} />}
            </Field>
            <Button type="submit" className="mt-2" busy={reject.busy}>
              Reject
            </Button>
          </form>
        </>
      ) : null}
    </section>
  )
}
