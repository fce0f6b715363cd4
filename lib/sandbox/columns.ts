import pg from 'pg'

/** A name as SQL writes it. */
export const quoted = (name: string) => pg.escapeIdentifier(name)

/** Whether a table holds people, who have an address instead of a name. */
export const isUsers = (table: string) => table.endsWith('users')

/** The columns of a sandbox table, as CREATE TABLE takes them. */
export const columnsOf = (table: string) =>
  `id bigint PRIMARY KEY, ${isUsers(table) ? 'email' : 'name'} text NOT NULL, created_at timestamptz NOT NULL`
