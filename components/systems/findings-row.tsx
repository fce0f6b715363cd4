import { FindingsAct } from '@/components/systems/findings-act'
import { FindingsEvidence } from '@/components/systems/findings-evidence'
import { FindingsHistory } from '@/components/systems/findings-history'
import { classNames } from '@/components/ui/class-names'
import { Glyph } from '@/components/ui/glyph'
import { MARK_LOOK } from '@/components/ui/mark'
import { type LivingFinding, stateWords } from '@/lib/findings/rules/life'

type Props = {
  finding: LivingFinding
  may: boolean
  /** the words at the end of the row: its severity, or where it comes from */
  aside: string
  /** opened from the start */
  open?: boolean
  /** there is room to name what it is about */
  wide?: boolean
}

/** One finding as a quiet line; opened: evidence, what to do, who acknowledged it, and the form for it. */
export function FindingsRow({ finding, may, aside, open, wide }: Props) {
  const { state, acknowledgement } = finding
  const quiet = state === 'acknowledged'
  return (
    <li data-row data-finding={finding.id} data-state={state} className="border-b border-line-1">
      <details className="group" open={open}>
        <summary
          className={classNames(
            'grid min-h-(--target) list-none grid-cols-[18px_minmax(0,1fr)_auto_10px] items-start gap-x-2 py-[7px] hover:bg-bg-1 [&::-webkit-details-marker]:hidden',
            wide && 'lg:grid-cols-[18px_minmax(0,1fr)_240px_72px_10px]',
          )}
        >
          <Glyph name={quiet ? 'info' : MARK_LOOK[finding.mark].glyph} className="mt-0.5" />
          <span>
            <span
              className={classNames(
                'line-clamp-2 max-w-[110ch] group-open:line-clamp-none',
                quiet ? 'text-t-2' : 'font-medium',
              )}
            >
              {finding.sentence}
            </span>
            {acknowledgement === null ? null : (
              <span className={classNames('block text-small', quiet ? 'text-t-3' : 'text-risk')}>
                {stateWords(finding)}.
              </span>
            )}
          </span>
          {wide ? <span className="truncate text-small text-t-3 max-lg:hidden">{finding.subject}</span> : null}
          <span className="text-right text-small whitespace-nowrap text-t-3">{aside}</span>
          <Caret />
        </summary>
        <div className="pt-1 pb-3.5 pl-[26px]">
          <FindingsEvidence finding={finding} wide={wide} />
          <FindingsHistory acts={finding.acts} sentence={finding.sentence} />
          <FindingsAct
            system={finding.system}
            findingId={finding.id}
            acknowledged={quiet}
            seen={finding.acts[0]?.id ?? null}
            may={may}
          />
        </div>
      </details>
    </li>
  )
}

/** Shows that a line opens, and that it is open. `fold`: of a folded group, which may hold lines that open too. */
export function Caret({ fold }: { fold?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'mt-1 block size-[7px] rotate-45 justify-self-center border-r border-b border-line-3',
        fold ? 'group-open/fold:mt-2 group-open/fold:-rotate-135' : 'group-open:mt-2 group-open:-rotate-135',
      )}
    />
  )
}
