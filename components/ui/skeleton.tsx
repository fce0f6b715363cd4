/** Bars in place of content, only on the first load ever: afterwards the last known values stay. */
export function Skeleton({ label = 'Loading' }: { label?: string }) {
  return (
    <div className="box" role="status">
      <span className="sr-only">{label}</span>
      <div className="my-2 h-3 w-2/5 bg-bg-3" />
      <div className="my-2 h-3 w-3/4 bg-bg-3" />
      <div className="my-2 h-3 w-3/5 bg-bg-3" />
    </div>
  )
}
