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

/** Every account with its role and whether it may sign in. */
export function UserTable({ users, selfId }: { users: UserRow[]; selfId: string }) {
  return (
    <TableFrame caption="Accounts" columns={COLUMNS}>
      {users.map((user) => (
        <tr key={user.id} data-row>
          <th scope="row" className="font-normal">
            <span className="font-semibold">{user.name}</span>
            <span className="block text-small text-t-2">{user.email}</span>
          </th>
          <td>
            {user.disabledAt === null ? (
              <StateTag state="within">May sign in</StateTag>
            ) : (
              <StateTag state="unknown" plain>
                Disabled by {user.disabledBy}
              </StateTag>
            )}
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
