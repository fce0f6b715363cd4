import { Button } from '@/components/ui/button'
import { TextInput } from '@/components/ui/text-input'
import type { NewRestoreView } from '@/lib/screens/restore/model/restore'

/** The name of the new instance; asking for another one makes the preflight anew. */
export function TargetForm({ view }: { view: NewRestoreView }) {
  return (
    <section className="sec mb-4">
      <h2>Target</h2>
      <form method="get" action="/restores/new" className="mt-2">
        <input type="hidden" name="asset" value={view.assetId} />
        {view.pointId ? (
          <input type="hidden" name="point" value={view.pointId} />
        ) : (
          <input type="hidden" name="at" value={new Date(view.pointAt).toISOString().replace('.000Z', 'Z')} />
        )}
        <label htmlFor="target" className="mb-1 block text-small text-t-2">
          Identifier of the new instance in {view.region}
        </label>
        <div className="flex gap-2">
          <TextInput
            mono
            id="target"
            name="target"
            defaultValue={view.target}
            autoComplete="off"
            spellCheck={false}
            maxLength={63}
          />
          <Button type="submit">Check name</Button>
        </div>
        <p className="mt-1 text-small text-t-3">
          Letters, digits and single hyphens, 63 at most. It is frozen with the request.
        </p>
      </form>
    </section>
  )
}
