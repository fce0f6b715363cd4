import { ReviewFigure } from '@/components/charts/review-figure'
import { ChainLine } from '@/components/reviews/chain-line'
import { Prose } from '@/components/reviews/prose'
import { ReviewFacts, ReviewObjectives } from '@/components/reviews/review-facts'
import { type ReviewDeadline, ReviewMargin } from '@/components/reviews/review-margin'
import { ReviewTimeline } from '@/components/reviews/review-timeline'
import { SectionEditor } from '@/components/reviews/section-editor'
import { Instant } from '@/components/ui/instant'
import type { Milestone } from '@/lib/incidents/model/incident'
import { durationsOf, lossWindow } from '@/lib/incidents/rules/durations'
import { governingRto } from '@/lib/incidents/rules/objectives'
import type { ReviewDto, ReviewSectionKey } from '@/lib/reviews/model/review'
import '@/components/reviews/review.css'

const ON_FIGURE: readonly [Milestone, string][] = [
  ['detected', 'detected'],
  ['writesStopped', 'writes stopped'],
  ['restored', 'restored'],
  ['verified', 'verified'],
]

/** A review: computed facts first, then the narrative and the sections that people write. */
export function ReviewPage({
  review,
  deadlines,
  mayWrite,
}: {
  review: ReviewDto
  deadlines: readonly ReviewDeadline[]
  mayWrite: boolean
}) {
  const { incident } = review
  const section = (key: ReviewSectionKey) => {
    const written = review.sections.find((one) => one.section === key)
    return (
      <SectionEditor key={key} number={incident.number} section={key} written={written} mayWrite={mayWrite}>
        {written?.markdown.trim() ? (
          <Prose markdown={written.markdown} drawing={review.drawings[key]} />
        ) : (
          <p className="text-t-3">Not written yet.</p>
        )}
      </SectionEditor>
    )
  }
  return (
    <div className="grid justify-center gap-x-14 px-5 pt-7 pb-10 xl:grid-cols-[780px_210px]">
      <article className="min-w-0 max-w-[780px]">
        <p className="text-t-3">Post-incident review{incident.mode === 'drill' ? ' of a drill' : ''}</p>
        <h1 className="mt-1 mb-2 text-[26px] leading-8 font-semibold [overflow-wrap:anywhere] md:text-[32px] md:leading-[37px]">
          {incident.title}, {incident.systemName}
        </h1>
        {incident.status === 'resolved' ? null : (
          <p className="box box-unknown">The incident is open again: figures below may still change.</p>
        )}
        {section('summary')}
        <ReviewFacts incident={incident} />
        <Figure review={review} />
        <h2 id="objectives" className="mt-6 mb-2 text-[19px] leading-6">
          Objectives
        </h2>
        <ReviewObjectives incident={incident} />
        <h2 id="loss-window" className="mt-6 mb-2 text-[19px] leading-6">
          Loss window
        </h2>
        <LossSentence review={review} />
        {section('what-happened')}
        <h2 id="timeline" className="mt-6 mb-2 text-[19px] leading-6">
          Timeline{' '}
          <span className="text-body font-normal text-t-3">
            UTC, starred entries, {review.narrative.length} of {review.entryCount}
          </span>
        </h2>
        <ReviewTimeline narrative={review.narrative} />
        {section('contributing-factors')}
        <div className="grid gap-x-7 md:grid-cols-3">
          {(['went-well', 'went-wrong', 'got-lucky'] as const).map(section)}
        </div>
        {section('action-items')}
        <p className="mt-6 border-t border-line-2 pt-2 text-small text-t-3">
          Timeline of {review.entryCount} entries, <ChainLine verdict={review.chain.verdict} />,{' '}
          <span className="mono">{shortHash(review.chain.hash)}</span>
        </p>
      </article>
      <ReviewMargin review={review} deadlines={deadlines} />
    </div>
  )
}

function Figure({ review: { incident, asOf } }: { review: ReviewDto }) {
  const { milestones, basis } = incident
  if (milestones.impactStarted === null) {
    return (
      <p className="text-t-2">
        Impact start is not known, so there is no figure and no recovery time. Set it on the incident’s page.
      </p>
    )
  }
  const rto = governingRto(incident.objectives)
  const recovered = basis.kind === 'recovered' || basis.kind === 'chosen' ? basis.at : null
  const impactAt = milestones.impactStarted
  const point = recovered === null ? null : Math.min(recovered, impactAt)
  return (
    <ReviewFigure
      recoveredTo={point === null ? null : { at: point, label: 'recovery point' }}
      impactAt={impactAt}
      lossUntil={recovered === null ? undefined : lossWindow(recovered, milestones)?.to}
      resumedAt={milestones.resumed}
      rto={rto ? { ms: rto.rto.target } : null}
      moments={ON_FIGURE.flatMap(([key, label]) => {
        const at = milestones[key]
        return at === null || at < impactAt ? [] : [{ at, label }]
      })}
      now={asOf}
    />
  )
}

function LossSentence({ review: { incident } }: { review: ReviewDto }) {
  const { rpa } = durationsOf(incident)
  if (rpa.state !== 'recorded') return <p className="text-read">{rpa.why}</p>
  return (
    <p className="text-read">
      Writes between{' '}
      <b className="font-semibold">
        <Instant at={rpa.from} />
      </b>{' '}
      and{' '}
      <b className="font-semibold">
        <Instant at={rpa.to} />
      </b>{' '}
      UTC are not in what was restored: {rpa.clock}.
      {incident.milestones.writesStopped === null
        ? ' Nobody recorded when writes stopped; writes after the impact are not counted.'
        : ''}
    </p>
  )
}

function shortHash(hash: string): string {
  return hash.length > 16 ? `${hash.slice(0, 4)} ${hash.slice(4, 8)}…${hash.slice(-4)}` : hash
}
