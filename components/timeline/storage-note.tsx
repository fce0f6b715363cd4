'use client'

import { storageNote } from '@/components/timeline/storage-words'
import { useOutbox } from '@/components/timeline/use-outbox'
import { Glyph } from '@/components/ui/glyph'

/** Says under the entry field why what is written there is not kept on this device, and what to do; else nothing. */
export function StorageNote() {
  const { trouble, inTab } = useOutbox()
  // Always there, so that a screen reader hears it change.
  return (
    <div role="status">
      {trouble ? (
        <p className="mt-1.5 flex gap-2 text-small text-unknown">
          <Glyph name="unknown" className="mt-0.5 flex-none" />
          <span>{storageNote(trouble, inTab.size)}</span>
        </p>
      ) : null}
    </div>
  )
}
