import Link from 'next/link'
import { FillIn } from '@/components/plans/fill-in'
import { MessageText } from '@/components/plans/message-text'
import { Command } from '@/components/plans/runbook-command'
import type { WorkedIn } from '@/components/plans/runbook-work'
import { StepActs } from '@/components/plans/step-acts'
import { MeasuredLine, StepStateLine } from '@/components/plans/step-state'
import { TemplateText } from '@/components/plans/template-text'
import { LinkButton } from '@/components/ui/link-button'
import { StateTag } from '@/components/ui/state-tag'
import type { Measured } from '@/lib/incidents/rules/measured'
import type { RunbookStep } from '@/lib/plans/model/recovery'
import type { RunbookPageDto } from '@/lib/screens/runbook/model/runbook-page'
import { formatDuration } from '@/lib/time/durations'

export type Values = Record<string, string | null>

const KIND_WORDS = {
  manual: 'by hand',
  command: 'command',
  restore: 'restore',
  check: 'check',
  approval: 'approval',
  message: 'message',
}

const DONE_WORDS = {
  manual: 'Done',
  command: 'Done',
  restore: 'Restored',
  check: 'Checked',
  approval: 'Agreed',
  message: 'Sent',
}

/** One step: who, what, the command with its places filled in, what success looks like and what to do otherwise. */
export function RunbookStepItem({
  step,
  index,
  page,
  values,
  work,
  measured,
}: {
  step: RunbookStep
  index: number
  page: RunbookPageDto
  values: Values
  work: WorkedIn | null
  measured: Measured | null
}) {
  const { plan } = page
  const state = work?.progress.steps[step.id]
  const owner = plan.roles.find(({ id }) => id === step.owner)?.name ?? step.owner
  const before = index === 0 ? null : waitsFor(step, page, index)
  return (
    <li
      id={`step-${step.id}`}
      className="plan-statement break-inside-avoid"
      aria-current={work?.progress.next === step.id ? 'step' : undefined}
    >
      <div className="min-w-0">
        <h3>
          <span className="text-t-3">{index + 1}.</span> {step.name}
          {step.dangerous ? (
            <StateTag state="at-risk" plain className="ml-2">
              Changes what exists
            </StateTag>
          ) : null}
        </h3>
        <p>
          <TemplateText text={step.text} values={values} />
        </p>
        {step.command ? (
          <Command text={step.command} values={values} name={step.name} language={step.language} />
        ) : null}
        <StepLinks step={step} page={page} values={values} />
        <FillIn items={step.toFillIn} />
        {step.success ? (
          <p className="mt-1">
            <span className="text-t-3">Done when</span> <TemplateText text={step.success} values={values} />
          </p>
        ) : null}
        {step.onFailure ? (
          <p className="mt-1">
            <span className="text-t-3">If it fails,</span> {step.onFailure.do.replaceAll('-', ' ')}:{' '}
            {step.onFailure.says}
          </p>
        ) : null}
        {step.rollback ? (
          <div className="mt-1">
            <span className="text-t-3">To undo it</span> <TemplateText text={step.rollback.text} values={values} />
            {step.rollback.command ? (
              <Command text={step.rollback.command} values={values} name={`undoing ${step.name}`} />
            ) : null}
          </div>
        ) : null}
        {work?.mayWrite && state ? (
          <StepActs
            // What was typed for one incident is not carried over to another.
            key={work.number}
            incident={{ number: work.number, name: work.incident.name }}
            runbook={page.runbook.id}
            step={{ id: step.id, name: step.name }}
            state={state}
            doneWord={DONE_WORDS[step.kind]}
          />
        ) : null}
      </div>
      <div className="plan-now">
        {state ? <StepStateLine state={state} /> : null}
        <p>{[...new Set([step.phase.replaceAll('-', ' '), KIND_WORDS[step.kind]])].join(', ')}</p>
        <p>
          {owner ?? 'no owner stated'}
          {step.assumed.includes('owner') ? <span className="text-t-3">, assumed</span> : null}
        </p>
        <p>{step.expected === null ? 'no duration stated' : formatDuration(step.expected)}</p>
        {measured ? <MeasuredLine measured={measured} /> : null}
        {step.approver ? <p>agreed by {step.approver}</p> : null}
        {before ? <p>{before}</p> : null}
      </div>
    </li>
  )
}

/** What it waits for, where that is not simply the step before. */
function waitsFor(step: RunbookStep, { runbook }: RunbookPageDto, index: number): string | null {
  const previous = runbook.steps[runbook.steps.findIndex(({ id }) => id === step.id) - 1]
  if (step.after.length === 1 && step.after[0] === previous?.id) return null
  if (step.after.length === 0) return index === 0 ? null : 'may start at once'
  const names = step.after.map((id) => runbook.steps.find((other) => other.id === id)?.name ?? id)
  return `after ${names.join(' and ')}`
}

function StepLinks({
  step,
  page: { plan, system },
  values,
}: {
  step: RunbookStep
  page: RunbookPageDto
  values: Values
}) {
  const message = plan.communications.templates.find(({ id }) => id === step.template)
  const checks = plan.verifications.filter(({ id }) => step.verifications.includes(id))
  const list = plan.checklists.find(({ id }) => id === step.checklist)
  return (
    <>
      {step.restore ? (
        <p className="print:hidden mt-1">
          <LinkButton href={`/recovery-points/${encodeURIComponent(`${system}:${step.restore.asset}`)}`}>
            Choose a recovery point
          </LinkButton>
        </p>
      ) : null}
      {message ? (
        <div className="plan-message">
          <p className="text-small text-t-3">
            <Link href={`/systems/${system}/messages/${message.id}`} prefetch={false}>
              {message.name}
            </Link>
          </p>
          <MessageText subject={message.subject} body={message.body} values={values} />
        </div>
      ) : null}
      {checks.map((check) => (
        <div key={check.id} className="mt-1">
          <span className="text-t-3">Verify</span> {check.name}
          {check.expect ? (
            <>
              : <TemplateText text={check.expect} values={values} />
            </>
          ) : (
            <StateTag state="unknown" plain className="ml-2">
              No rule to judge it by
            </StateTag>
          )}
          {check.command ? <Command text={check.command} values={values} name={check.name} /> : null}
        </div>
      ))}
      {list ? (
        <p className="mt-1">
          Checklist{' '}
          <Link href={`/systems/${system}/plan#checklist-${list.id}`} prefetch={false}>
            {list.name}
          </Link>
          , {list.items.length} items
        </p>
      ) : null}
    </>
  )
}
