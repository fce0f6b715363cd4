import type { ReactNode } from 'react'
import { classNames } from '@/components/ui/class-names'
import type { Finding } from '@/lib/findings/model/finding'

type Props = {
  finding: Finding
  /** the line above names already what it is about, where there is room */
  wide?: boolean
}

/** What the plan says with its places quoted, what was found, and what to do. */
export function FindingsEvidence({ finding, wide }: Props) {
  const places = (finding.places ?? []).filter(({ text }) => text !== '')
  const quoted = (words: string) => places.some(({ text }) => words.includes(text))
  return (
    <dl className="grid gap-x-4 gap-y-1.5 text-small md:grid-cols-[84px_minmax(0,1fr)]">
      <Part term="About" className={wide ? 'lg:hidden' : undefined}>
        {finding.subject}
      </Part>
      <Part term="Plan says">
        {places.length === 0 || !quoted(finding.planSays) ? <p>{finding.planSays}</p> : null}
        {places.length > 0 ? (
          <ul className="space-y-1">
            {places.map(({ text, where }) => (
              <li key={`${where} ${text}`}>
                <q>{text}</q> <span className="text-t-3">in {where}</span>
              </li>
            ))}
          </ul>
        ) : null}
      </Part>
      {quoted(finding.found) ? null : <Part term="Found">{finding.found}</Part>}
      <Part term="To do">{finding.whatToDo}</Part>
    </dl>
  )
}

function Part({ term, className, children }: { term: string; className?: string; children: ReactNode }) {
  return (
    <>
      <dt className={classNames('text-t-3', className)}>{term}</dt>
      <dd className={classNames('m-0 max-w-[88ch] text-t-1 max-md:mb-1.5', className)}>{children}</dd>
    </>
  )
}
