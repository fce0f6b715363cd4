import { FindingsAct } from '@/components/systems/findings-act'
import { FindingsHistory } from '@/components/systems/findings-history'
import { Caret } from '@/components/systems/findings-row'
import { Glyph } from '@/components/ui/glyph'
import { type KeptAcknowledgement, lastDay } from '@/lib/findings/rules/life'

type Props = {
  system: string
  kept: readonly KeptAcknowledgement[]
  may: boolean
}

/** Acknowledgements whose finding does not stand now: they would hold again if it came back. */
export function FindingsKept({ system, kept, may }: Props) {
  if (kept.length === 0) return null
  return (
    <details className="group/fold mt-1">
      <summary className="inline-flex min-h-(--target) list-none items-center gap-2 py-1.5 text-small text-t-2 [&::-webkit-details-marker]:hidden">
        Gone, acknowledgement kept, {kept.length}
        <span className="-mt-1.5">
          <Caret fold />
        </span>
      </summary>
      <ul>
        {kept.map((act) => (
          <li key={act.id} className="grid grid-cols-[18px_minmax(0,1fr)] gap-x-2 border-b border-line-1 py-[7px]">
            <Glyph name="info" className="mt-0.5" />
            <div>
              <p className="max-w-[110ch] text-t-2">{act.sentence}</p>
              <p className="text-small text-t-3">
                It does not stand now. If it comes back before the end of {lastDay(act)}, it is acknowledged still.
              </p>
              <FindingsHistory acts={act.acts} sentence={null} />
              <FindingsAct system={system} findingId={act.findingId} acknowledged gone seen={act.id} may={may} />
            </div>
          </li>
        ))}
      </ul>
    </details>
  )
}
