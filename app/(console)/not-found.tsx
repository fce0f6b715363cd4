import { NothingHere } from '@/components/shell/nothing-here'

/** A page of the console whose subject does not exist: the frame stays. */
export default function ConsoleNotFound() {
  return <NothingHere />
}
