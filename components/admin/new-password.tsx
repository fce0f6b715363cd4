import { CopyButton } from '@/components/ui/copy-button'

/** A new password, shown this once. */
export function NewPassword({ email, password }: { email: string; password: string }) {
  return (
    <p>
      <span className="text-t-2">{email}</span> <span className="mono">{password}</span>{' '}
      <CopyButton text={password} what="password" />
      <span className="block text-small text-t-3">Shown once. Tidemark keeps no copy that can be read.</span>
    </p>
  )
}
