'use client'

import Link from 'next/link'
import { useState } from 'react'
import { addToOutbox } from '@/components/timeline/outbox'
import { useOutbox } from '@/components/timeline/use-outbox'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { newUuid } from '@/components/ui/new-uuid'
import { useServerTime } from '@/components/ui/now'

type Props = {
  /** subject and body, filled in */
  text: string
  /** `Service status update, to Users` */
  told: string
  actor: { id: string; name: string }
  /** the open incident it is about; null where none is open, or the person may not write */
  incident: { number: number; name: string } | null
}

/** Copies a message whose places are all filled in, and records that it was sent. Tidemark itself sends nothing. */
export function MessageActs({ text, told, actor, incident }: Props) {
  const serverTime = useServerTime()
  const [recorded, setRecorded] = useState<string | null>(null)
  const { inTab } = useOutbox()

  function record(number: number) {
    const id = newUuid()
    setRecorded(id)
    void addToOutbox({
      id,
      incident: number,
      authorId: actor.id,
      authorName: actor.name,
      kind: 'message',
      text: `${told}:\n${text}`,
      occurredAt: Math.floor(serverTime()),
    })
  }

  return (
    <div className="print:hidden mt-2 flex flex-wrap items-center gap-2">
      <CopyButton text={text} what="the message" />
      {incident && recorded ? (
        // Not a way there by itself: without the server it would lead away from what was written.
        <p role="status">
          Noted as sent. It stands in{' '}
          <Link href={`/incidents/${incident.name}`} prefetch={false} className="underline">
            {incident.name}
          </Link>{' '}
          as soon as the server has it.
          {inTab.has(recorded) ? ' Until then it is in this tab only: leave it open.' : ''}
        </p>
      ) : null}
      {incident && !recorded ? (
        <Button look="primary" size="small" onClick={() => record(incident.number)}>
          It is sent: record it in {incident.name}
        </Button>
      ) : null}
    </div>
  )
}
