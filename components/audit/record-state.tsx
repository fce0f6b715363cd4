import { Glyph } from '@/components/ui/glyph'
import { Instant } from '@/components/ui/instant'
import type { RecordState } from '@/lib/chains/model/verdict'

const SHOWN = 50

/** Whether the record is what it was: what the last look found, when, and where the heads of all chains are kept outside. */
export function RecordStatePanel({ state }: { state: RecordState }) {
  return (
    <section aria-label="Is the record whole?" className="mb-4">
      <p>
        <Verdict state={state} />
      </p>
      <p className="text-small text-t-2">
        <Outside outside={state.outside} />
      </p>
      {state.breaks.length > 0 ? <Breaks breaks={state.breaks} /> : null}
    </section>
  )
}

function Verdict({ state: { chains, entries, lookedAt, wholeAt, breaks } }: { state: RecordState }) {
  if (lookedAt === null) {
    return (
      <>
        <Glyph name="unknown" /> <b>Not verified yet.</b> The worker looks at every chain when it starts.
      </>
    )
  }
  const left = breaks.filter(({ explained }) => !explained).length
  const found = left > 0 ? `${left} not explained` : breaks.length > 0 ? 'every break is explained' : 'whole'
  return (
    <>
      <Glyph name={left > 0 ? 'breach' : 'ok'} />{' '}
      <b>
        {entries.toLocaleString('en-GB')} entries in {chains.toLocaleString('en-GB')} chains: {found}.
      </b>{' '}
      Looked at <Instant at={lookedAt} zone />, from the first entry{' '}
      {wholeAt === null ? 'not yet' : <Instant at={wholeAt} zone />}.
    </>
  )
}

function Outside({ outside: { at, where, fault } }: { outside: RecordState['outside'] }) {
  return (
    <>
      {at === null ? (
        <>
          <Glyph name="unknown" /> No head was written outside the database yet: what its owner changes would not be
          seen.
        </>
      ) : (
        <>
          Newest heads outside the database: <Instant at={at} zone />, signed,{' '}
          <span className="mono [overflow-wrap:anywhere]">{where}</span>.
        </>
      )}
      {fault ? <b className="text-breach"> They could not be written last: {fault}.</b> : null}
    </>
  )
}

function Breaks({ breaks }: Pick<RecordState, 'breaks'>) {
  return (
    <ul className="mt-2 list-disc pl-5">
      {breaks.slice(0, SHOWN).map(({ chain, seq, why, found, explained }) => (
        <li key={`${chain} ${seq} ${found}`}>
          <b>
            {chain}
            {seq === 0 ? '' : `, entry ${seq}`}
          </b>
          : {why}.{' '}
          {explained ? (
            <span className="text-t-2">
              Explained by {explained.by}, <Instant at={explained.at} zone />: {explained.reason}
            </span>
          ) : (
            <span className="text-breach">Not explained.</span>
          )}
        </li>
      ))}
      {breaks.length > SHOWN ? <li>{breaks.length - SHOWN} more: npm run verify-chain names them all.</li> : null}
    </ul>
  )
}
