import { Drawing } from '@/components/ui/drawing'
import { ENTRY_RULES } from '@/lib/incidents/model/entries/entries'
import type { EntryShape as Shape } from '@/lib/incidents/model/entries/kind'
import type { EntryKind } from '@/lib/vocabulary/entry-kinds'

/** Words of the shapes, for the legend and for screen readers. */
export const SHAPE_WORDS: Record<Shape, string> = {
  decision: 'decision',
  action: 'action',
  note: 'note',
  message: 'message',
  state: 'status or role',
  objection: 'objection',
  system: 'system',
}

/** The shape of an entry; all that the system writes is a dash. */
export function shapeOf(kind: EntryKind, authorId: string): Shape {
  return authorId === 'system' ? 'system' : ENTRY_RULES[kind].shape
}

/** One shape, 14 px, with its word for those who do not see it. */
export function EntryShape({ shape, silent }: { shape: Shape; silent?: boolean }) {
  return (
    <Drawing
      width={14}
      height={14}
      viewBox="0 0 14 14"
      className="mt-0.5 flex-none"
      label={silent ? undefined : SHAPE_WORDS[shape]}
    >
      {draw(shape)}
    </Drawing>
  )
}

function draw(shape: Shape) {
  switch (shape) {
    case 'decision':
      return <path d="M7 1 13 7 7 13 1 7z" fill="var(--t1)" />
    case 'action':
      return <path d="M3 1.5 12 7 3 12.5z" fill="var(--t1)" />
    case 'objection':
      return <path d="M2 2l10 10M12 2 2 12" stroke="var(--risk)" strokeWidth="2.2" />
    case 'message':
      return <path d="M1.5 2h11v7.6H7.2L4 12.6v-3H1.5z" fill="none" stroke="var(--t1)" strokeWidth="1.5" />
    case 'state':
      return <path d="M1 3.5h12v7H1z" fill="var(--t1)" />
    case 'system':
      return <rect x="2" y="5.5" width="10" height="3" fill="var(--t3)" />
    default:
      return <circle cx="7" cy="7" r="4.6" fill="none" stroke="var(--t1)" strokeWidth="1.8" />
  }
}
