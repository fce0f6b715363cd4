import { Instant } from '@/components/ui/instant'
import { type FindingAct, lastDay } from '@/lib/findings/rules/life'

type Props = {
  /** newest first */
  acts: readonly FindingAct[]
  /** the finding as it reads now; null where it does not stand */
  sentence: string | null
}

/** Who acknowledged a finding or took that back, when, why and until when. Nothing of it is ever changed. */
export function FindingsHistory({ acts, sentence }: Props) {
  if (acts.length === 0) return null
  return (
    <section aria-label="Acknowledgements" className="mt-2.5 text-small">
      <p className="lb" aria-hidden="true">
        {acts.length > 1 ? 'Acknowledgements, newest first' : 'Acknowledgement'}
      </p>
      <ol className="mt-0.5 space-y-1.5">
        {acts.map((act) => (
          <li key={act.id} className="border-l-2 border-line-2 pl-2.5">
            <span className="text-t-2">
              <Instant at={act.at} zone /> <b className="font-medium text-t-1">{act.actorName}</b>{' '}
              {act.what === 'withdraw' ? 'withdrew it' : `acknowledged it until ${lastDay(act)}, as ${act.severity}`}
            </span>
            <p className="max-w-[88ch] whitespace-pre-line">{act.reason}</p>
            {sentence !== null && act.sentence !== sentence ? (
              <p className="max-w-[88ch] text-t-3">It read then: {act.sentence}</p>
            ) : null}
          </li>
        ))}
      </ol>
    </section>
  )
}
