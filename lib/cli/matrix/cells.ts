import type { World } from '@/lib/cli/attacks/model'
import { ACTS } from '@/lib/cli/matrix/acts'
import { addressesOf } from '@/lib/cli/matrix/addresses'
import { askAct, askAddress } from '@/lib/cli/matrix/ask'
import { mayCome } from '@/lib/cli/matrix/expect'
import type { Asking, Cell, Things } from '@/lib/cli/matrix/model'

const METHODS = ['GET', 'HEAD', 'POST']

/** Every cell. Addresses come before actions, which change what they are about. What no table names is a cell that fails. */
export function cellsOf(world: World, everyone: readonly Asking[], things: Things): Cell[] {
  return [...addressCells(world, everyone, things), ...actCells(world, everyone, things)]
}

function addressCells(world: World, everyone: readonly Asking[], things: Things): Cell[] {
  return addressesOf(things).flatMap(({ folder, address, methods, isPage, guard }) => {
    if (guard === null) return [unnamed(`the address ${folder}`)]
    return (isPage ? methods : METHODS).flatMap((method) =>
      everyone.map((asking): Cell => {
        const may = methods.includes(method) ? mayCome(asking, guard, things) : (['no method'] as const)
        // Without its body a page does not tell whether it refuses.
        const told = method === 'HEAD' && isPage && may.includes('refused') ? ([...may, 'passes'] as const) : may
        // A page of somebody who holds nothing says just that.
        const noRole = isPage && asking.known && asking.holder.role === null && asking.holder.held.length === 0
        return {
          name: `${method} ${folder} by ${asking.name}`,
          may: noRole && guard !== 'open' ? ([...told, 'refused'] as const) : told,
          ask: () => askAddress(world, asking, method, address, guard),
        }
      }),
    )
  })
}

function actCells(world: World, everyone: readonly Asking[], things: Things): Cell[] {
  const unknown = world.actions.filter((name) => !ACTS[name]).map((name) => unnamed(`the action ${name}`))
  const named = Object.entries(ACTS).flatMap(([name, act]) =>
    everyone.map(
      (asking): Cell => ({
        name: `${name} by ${asking.name}`,
        may: mayCome(asking, act.guard, things),
        ask: () => askAct(world, asking, name, act, things),
      }),
    ),
  )
  return [...unknown, ...named]
}

/** A new page, route or action whose permission nobody wrote down. */
function unnamed(what: string): Cell {
  return { name: what, may: [], ask: async () => ({ came: 'broken', words: 'no table says what it needs' }) }
}
