'use client'

import { type FormEvent, useState } from 'react'
import type { WaitingEntry } from '@/components/timeline/waiting-entry'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextArea } from '@/components/ui/text-area'
import { illFormedPart } from '@/lib/door/rules/well-formed'

type Props = {
  entry: WaitingEntry
  /** takes the entry with its words as they are now */
  onSend: (mended: WaitingEntry) => void
}

/** The words of an entry that the server refused, to be changed and sent again; what was typed stays until then. */
export function MendEntry({ entry, onSend }: Props) {
  const [text, setText] = useState(entry.text)
  const [newText, setNewText] = useState(entry.newText)
  const [fault, setFault] = useState<string>()

  function submit(event: FormEvent) {
    event.preventDefault()
    const wrong = illFormedPart(text) ?? illFormedPart(newText ?? '')
    if (wrong) return setFault(`The text holds ${wrong}. Remove it.`)
    onSend({ ...entry, text, ...(newText === undefined ? {} : { newText }) })
  }

  return (
    <form onSubmit={submit} className="my-1 grid gap-2">
      {newText === undefined ? null : (
        <Field id={`mend-new-${entry.id}`} label="Text">
          {(wired) => (
            <TextArea {...wired} rows={2} value={newText} onChange={(event) => setNewText(event.target.value)} />
          )}
        </Field>
      )}
      <Field
        id={`mend-${entry.id}`}
        label={entry.kind === 'correction' ? 'From what it is known' : 'Text'}
        error={fault}
      >
        {(wired) => <TextArea {...wired} rows={2} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <p>
        <Button size="small" type="submit">
          Send as a new entry
        </Button>
      </p>
    </form>
  )
}
