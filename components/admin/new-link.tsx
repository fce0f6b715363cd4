import { CopyButton } from '@/components/ui/copy-button'
import { Instant } from '@/components/ui/instant'
import type { NewLink as Link } from '@/lib/auth/model/new-link'

/** A link through which the owner of an account sets a password, shown this once. */
export function NewLink({ email, link, expiresAt }: Link) {
  return (
    <p className="max-w-120">
      Link for {email}, once, until <Instant at={expiresAt} as="time" zone />:{' '}
      <span className="mono break-all">{link}</span> <CopyButton text={link} what={`link for ${email}`} />
      <span className="block text-small text-t-3">
        Shown once. Give it to nobody but the owner: until they have set a password through it, the account cannot sign
        in, and for 24 h after that it approves nothing that you ask for.
      </span>
    </p>
  )
}
