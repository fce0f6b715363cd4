import { EntryShape, shapeOf } from '@/components/timeline/entry-shape'
import { Instant } from '@/components/ui/instant'
import { Table } from '@/components/ui/table'
import { MILESTONE_WORDS } from '@/lib/incidents/model/incident'
import type { DrawnEntry } from '@/lib/incidents/rules/corrections'

/** The narrative: starred entries, oldest first; what was corrected shows what stood there before. */
export function ReviewTimeline({ narrative }: { narrative: readonly DrawnEntry[] }) {
  if (narrative.length === 0)
    return <p className="text-t-2">No entry is starred. Star entries on the incident’s timeline and they stand here.</p>
  return (
    <Table
      caption="Starred entries, oldest first, UTC"
      columns={[
        { key: 'at', head: 'Time' },
        { key: 'event', head: 'Event' },
        { key: 'mark', head: 'Mark' },
        { key: 'source', head: 'Source', numeric: true },
      ]}
      rows={narrative.map(({ entry, occurredAt, text, corrections }) => ({
        key: entry.id,
        cells: {
          at: <Instant at={occurredAt} />,
          event: (
            <div className="[overflow-wrap:anywhere] whitespace-pre-wrap">
              {text}
              {corrections.map((correction) => (
                <p key={correction.id} className="text-small text-t-2">
                  corrected <Instant at={correction.recordedAt} />:{' '}
                  {correction.time ? (
                    <>
                      <s className="text-t-3">
                        <Instant at={correction.time.was} />
                      </s>{' '}
                      to <Instant at={correction.time.now} />
                    </>
                  ) : null}
                  {correction.text ? (
                    <>
                      {' '}
                      <s className="text-t-3">{correction.text.was}</s>
                    </>
                  ) : null}{' '}
                  by {correction.byName}
                  {correction.reason ? `, ${correction.reason}` : ''}
                </p>
              ))}
            </div>
          ),
          mark: (
            <span className="inline-flex items-center gap-1.5 text-t-2">
              <EntryShape shape={shapeOf(entry.kind, entry.authorId)} silent />
              {entry.kind === 'status' && entry.detail.milestone
                ? MILESTONE_WORDS[entry.detail.milestone].toLowerCase()
                : entry.kind}
            </span>
          ),
          source: (
            <span className="whitespace-nowrap text-t-2">
              Entry {entry.seq}, {entry.authorName}
            </span>
          ),
        },
      }))}
    />
  )
}
