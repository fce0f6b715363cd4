import { ExposureChart } from '@/components/charts/exposure-chart'
import { EmptyState } from '@/components/ui/empty-state'
import { Segmented } from '@/components/ui/segmented'
import { StateTag } from '@/components/ui/state-tag'
import type { ExposureHistory, SystemDto } from '@/lib/screens/system/model/system'
import { formatDuration } from '@/lib/time/durations'

/** Seven days of exposure of one asset, and below the same if its region is lost. */
export function ExposureSection({ system }: { system: SystemDto }) {
  const { history, choices } = system
  return (
    <section className="sec">
      <div className="h2row">
        <h2>Exposure, 7 days</h2>
        <span className="text-small text-t-3">
          time since the newest restorable point; it falls to the age of the point, not to zero
        </span>
        <span className="flex-1" />
        {choices.length > 1 ? (
          <Segmented
            label="Asset"
            segments={choices.map(({ key, name }) => ({
              href: `/systems/${system.system}?asset=${encodeURIComponent(key)}`,
              label: name,
              active: key === history?.assetKey,
            }))}
          />
        ) : null}
      </div>
      {history ? (
        <Chart history={history} />
      ) : (
        <EmptyState>
          Here the exposure of an asset would be drawn. No asset of this plan has an RPO and data to observe.
        </EmptyState>
      )}
    </section>
  )
}

function Chart({ history }: { history: ExposureHistory }) {
  const { elsewhere, rpo } = history
  const unseen = history.segments.every((segment) => segment.state !== 'known')
  const below = elsewhere
    ? [{ segments: elsewhere.segments, rpo, sentence: `The same, if ${elsewhere.region} is lost` }]
    : []
  return (
    <>
      {unseen ? (
        <p className="mb-2 text-small text-t-2">
          Nothing of these seven days was observed yet; nothing is drawn from guesses.
        </p>
      ) : null}
      <ExposureChart
        from={history.from}
        to={history.to}
        main={{ segments: history.segments, rpo }}
        below={below}
        slots={mostTelling(history)}
      />
      {elsewhere ? (
        <p className="mt-1 flex flex-wrap items-center gap-x-3 text-small text-t-2">
          Below: the same, if {elsewhere.region} is lost and only what lies elsewhere is left.
          <StateTag state={elsewhere.mark} plain>
            {wordsOf(history)}
          </StateTag>
        </p>
      ) : null}
    </>
  )
}

function wordsOf({ elsewhere, rpo }: ExposureHistory): string | undefined {
  if (elsewhere?.mark !== 'cannot-meet') return undefined
  return rpo === null ? 'Nothing elsewhere' : `Nothing elsewhere, cannot meet ${formatDuration(rpo)}`
}

/** The schedule with trouble, else the most frequent that can still be told apart. */
function mostTelling(history: ExposureHistory) {
  const trouble = (slots: ExposureHistory['runs'][number]['slots']) =>
    slots.filter(({ state }) => state === 'missed' || state === 'late').length
  const legible = history.runs.filter(({ slots }) => slots.length <= 60)
  return (
    [...legible].sort((a, b) => trouble(b.slots) - trouble(a.slots) || b.slots.length - a.slots.length)[0]?.slots ?? []
  )
}
