'use client'

import { classNames } from '@/components/ui/class-names'
import { Instant } from '@/components/ui/instant'
import type { RestoreView } from '@/lib/screens/restore/model/restore'

/** Every step, newest first, with its time. */
export function StepLog({ restore }: { restore: RestoreView }) {
  return (
    <section className="sec min-w-0">
      <div className="h2row">
        <h2>Steps</h2>
        <span className="flex-1" />
        <span className="text-small text-t-2">newest first, times UTC</span>
      </div>
      <ol aria-live="polite" aria-label="Steps, newest first">
        {restore.steps.map((step) => (
          <li key={step.seq} className="grid grid-cols-[76px_minmax(0,1fr)] border-b border-line-1 py-1 text-small">
            <span className="text-t-3">
              <Instant at={step.at} as="time" />
            </span>
            <span className={classNames('break-words', step.bad ? 'text-breach' : 'text-t-1')}>{step.text}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
