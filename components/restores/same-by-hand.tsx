import { CopyButton } from '@/components/ui/copy-button'

type Props = {
  command: string
  /** When it is wise to type it, in a sentence. */
  children: React.ReactNode
}

/** The command of the AWS command line that does the same, for when this console is not there to do it. */
export function SameByHand({ command, children }: Props) {
  return (
    <section className="sec mt-4" aria-labelledby="same-by-hand">
      <div className="h2row">
        <h2 id="same-by-hand">The same by hand</h2>
        <span className="flex-1" />
        <CopyButton text={command} what="the command" />
      </div>
      <p className="mb-2 text-small text-t-2">{children}</p>
      <CommandText>{command}</CommandText>
    </section>
  )
}

/** What may be there, with the commands that look; nothing of it changes anything. */
export function WhatMayBeLeft({ leftovers }: { leftovers: readonly { what: string; look: string }[] }) {
  return (
    <section className="sec mt-4" aria-labelledby="may-be-left">
      <h2 id="may-be-left" className="mb-1">
        What may be at AWS
      </h2>
      <p className="mb-2 text-small text-t-2">
        Nobody has seen how it ended. These commands only look; what is there goes on costing until it is deleted.
      </p>
      <ul className="grid gap-3">
        {leftovers.map(({ what, look }) => (
          <li key={what}>
            <div className="mb-1 flex items-center gap-2">
              <span className="flex-1">{what}</span>
              <CopyButton text={look} what={`the command that looks for ${what}`} />
            </div>
            <CommandText>{look}</CommandText>
          </li>
        ))}
      </ul>
    </section>
  )
}

function CommandText({ children }: { children: string }) {
  return (
    <pre className="mono whitespace-pre-wrap border-l-2 border-line-3 bg-bg-1 px-3 py-2 text-small [overflow-wrap:anywhere]">
      {children}
    </pre>
  )
}
