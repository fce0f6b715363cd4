'use client'

import Link from 'next/link'
import { useState } from 'react'
import { addToOutbox } from '@/components/timeline/outbox'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { newUuid } from '@/components/ui/new-uuid'
import { useServerTime } from '@/components/ui/now'
import { toast } from '@/components/ui/toast'

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
  const [recorded, setRecorded] = useState(false)

  async function record(number: number) {
    setRecorded(true)
    try {
      await addToOutbox({
        id: newUuid(),
        incident: number,
        authorId: actor.id,
        authorName: actor.name,
        kind: 'message',
        text: `${told}:\n${text}`,
        occurredAt: Math.floor(serverTime()),
      })
    } catch {
      setRecorded(false)
      toast('This browser could not keep the entry: its storage refused it. Nothing was recorded.', { failed: true })
    }
  }

  return (
    <div className="no-print mt-2 flex flex-wrap items-center gap-2">
      <CopyButton text={text} what="the message" />
      {incident && recorded ? (
        // Not a way there by itself: without the server it would lead away from what was written.
        <p role="status">
          Noted as sent. It stands in{' '}
          <Link href={`/incidents/${incident.name}`} prefetch={false} className="underline">
            {incident.name}
          </Link>{' '}
          as soon as the server has it.
        </p>
      ) : null}
      {incident && !recorded ? (
        <Button look="primary" size="small" onClick={() => void record(incident.number)}>
          It is sent: record it in {incident.name}
        </Button>
      ) : null}
    </div>
  )
}
