import { Fragment, type ReactNode, Suspense } from 'react'
import { DrawnOrWritten } from '@/components/reviews/drawn-or-written'
import type { Drawing, Drawn } from '@/lib/reviews/model/drawing'

/**
 * A section's text as it was drawn when it was saved, or as it was written where that could not be. It is made of a closed
 * set of elements: no HTML of the writer's, no images from elsewhere, links without a referrer.
 */
export function Prose({ markdown, drawing }: { markdown: string; drawing: Drawing | undefined }) {
  const written = <AsWritten markdown={markdown} why={drawing?.why ?? 'it was not drawn'} />
  if (!drawing?.kids) return written
  return (
    <DrawnOrWritten written={written}>
      <Suspense fallback={written}>
        <div className="prose-review text-read">
          <Kids of={drawing.kids} />
        </div>
      </Suspense>
    </DrawnOrWritten>
  )
}

function AsWritten({ markdown, why }: { markdown: string; why: string }) {
  return (
    <>
      <p className="text-small text-t-3">Shown as it was written: {why}.</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keyboard */}
      <section aria-label="As it was written" tabIndex={0} className="max-h-140 overflow-auto">
        <pre className="mono whitespace-pre-wrap [overflow-wrap:anywhere]">{markdown}</pre>
      </section>
    </>
  )
}

function Kids({ of }: { of: readonly Drawn[] }): ReactNode {
  return of.map((drawn, place) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a saved text never changes
    <Fragment key={place}>{typeof drawn === 'string' ? drawn : <Element {...drawn} />}</Fragment>
  ))
}

function Element({ tag: Tag, href, start, kids }: Exclude<Drawn, string>) {
  const inside = kids.length > 0 ? <Kids of={kids} /> : undefined
  switch (Tag) {
    case 'image':
      return <span className="text-t-3">[image: {inside}]</span>
    case 'a':
      return href && LEADS_SAFELY.test(href) ? (
        <a href={href} rel="noreferrer nofollow" target="_blank">
          {inside}
        </a>
      ) : (
        <span>{inside}</span>
      )
    case 'pre':
      return (
        <pre>
          <code>{inside}</code>
        </pre>
      )
    case 'ol':
      return <ol start={start}>{inside}</ol>
    case 'br':
    case 'hr':
      return <Tag />
    default:
      return <Tag>{inside}</Tag>
  }
}

/** A web address, a mail address, or a place on this site; never a script. */
const LEADS_SAFELY = /^(https?:\/\/|mailto:|\/(?!\/)|#)/i
