'use client'

import { type FormEvent, type ReactNode, useState } from 'react'
import { useAct } from '@/components/live/use-act'
import { useRefresh } from '@/components/live/use-refresh'
import { Button } from '@/components/ui/button'
import { ErrorNote } from '@/components/ui/error-note'
import { Instant } from '@/components/ui/instant'
import { TextArea } from '@/components/ui/text-area'
import { toast } from '@/components/ui/toast'
import { saveSectionAction } from '@/lib/reviews/actions'
import { type ReviewSectionKey, SECTION_WORDS, type SectionVersion } from '@/lib/reviews/model/review'

type Props = {
  number: number
  section: ReviewSectionKey
  /** the newest version; absent while nothing was written */
  written: SectionVersion | undefined
  mayWrite: boolean
  /** the text as rendered on the server */
  children: ReactNode
}

/** One section: its rendered text, and in place of it a field to write Markdown. Every saved version stays. */
export function SectionEditor({ number, section, written, mayWrite, children }: Props) {
  const [draft, setDraft] = useState<{ base: number; text: string } | null>(null)
  const act = useAct(true)
  const refresh = useRefresh()
  const word = SECTION_WORDS[section]

  async function save(event: FormEvent) {
    event.preventDefault()
    if (!draft) return
    const input = { number, section, base: draft.base, markdown: draft.text }
    const saved = await act.run(() => saveSectionAction(input))
    if (!saved) return
    const { asWritten } = saved.value
    toast(asWritten ? `${word}: saved, and shown as it was written: ${asWritten}.` : `${word}: saved`)
    setDraft(null)
    refresh()
  }

  return (
    <section id={section} className="mt-6" aria-label={word}>
      <div className="h2row">
        <h2 className="text-[19px] leading-6">{word}</h2>
        {written ? (
          <span className="text-small text-t-3">
            version {written.version}, {written.authorName}, <Instant at={written.savedAt} />
          </span>
        ) : null}
        {mayWrite && !draft ? (
          <Button
            size="small"
            look="quiet"
            onClick={() => setDraft({ base: written?.version ?? 0, text: written?.markdown ?? '' })}
          >
            {written ? 'Edit' : 'Write'}
            <span className="sr-only"> {word.toLowerCase()}</span>
          </Button>
        ) : null}
      </div>
      {draft ? (
        <form onSubmit={save} className="grid gap-2">
          {act.fault ? (
            <ErrorNote
              alert
              retry={
                act.fault.code === 'conflict' ? (
                  <Button size="small" onClick={() => setDraft({ ...draft, base: written?.version ?? draft.base })}>
                    Save over the newest version next time
                  </Button>
                ) : undefined
              }
            >
              {act.fault.message}
            </ErrorNote>
          ) : null}
          <TextArea
            aria-label={`${word}, Markdown`}
            rows={8}
            value={draft.text}
            onChange={(event) => setDraft({ ...draft, text: event.target.value })}
          />
          <p className="text-small text-t-3">Markdown; HTML is shown as text.</p>
          <div className="flex gap-2">
            <Button type="submit" look="primary" size="small" busy={act.busy}>
              Save
            </Button>
            <Button size="small" onClick={() => setDraft(null)}>
              Cancel
            </Button>
          </div>
        </form>
      ) : (
        children
      )}
    </section>
  )
}
