import { UserRowControls } from '@/components/admin/user-row-controls'
import { Instant } from '@/components/ui/instant'
import { StateTag } from '@/components/ui/state-tag'
import { TableFrame } from '@/components/ui/table-frame'
import type { UserRow } from '@/lib/auth/queries'

const COLUMNS = [
  { key: 'account', head: 'Account' },
  { key: 'access', head: 'Access' },
  { key: 'last-sign-in-utc', head: 'Last sign-in, UTC' },
  { key: 'role-and-access', head: 'Role for all systems, access' },
]

/** Every account with its role and whether it may sign in. `now` is epoch milliseconds. */
export function UserTable({ users, selfId, now }: { users: UserRow[]; selfId: string; now: number }) {
  return (
    <TableFrame caption="Accounts" columns={COLUMNS}>
      {users.map((user) => (
        <tr key={user.id} data-row>
          <th scope="row" className="font-normal">
            <span className="font-semibold">{user.name}</span>
            <span className="block text-small text-t-2">{user.email}</span>
          </th>
          <td>
            <Access user={user} now={now} />
          </td>
          <td>
            {user.lastSignInAt === null ? <span className="text-t-3">never</span> : <Instant at={user.lastSignInAt} />}
          </td>
          <td>
            {user.id === selfId ? (
              <span className="text-t-3">{user.role ?? 'none'}, this is you</span>
            ) : (
              <UserRowControls user={user} />
            )}
          </td>
        </tr>
      ))}
    </TableFrame>
  )
}

function Access({ user: { disabledAt, disabledBy, linkUntil }, now }: { user: UserRow; now: number }) {
  if (disabledAt !== null) {
    return (
      <StateTag state="unknown" plain>
        Disabled by {disabledBy}
      </StateTag>
    )
  }
  if (linkUntil === null) return <StateTag state="within">May sign in</StateTag>
  if (linkUntil <= now) return <StateTag state="at-risk">No password, its link has expired</StateTag>
  return (
    <StateTag state="waiting">
      No password, link until <Instant at={linkUntil} as="time" />
    </StateTag>
  )
}
