import fs from 'node:fs'

/** Appends text to an open file whole, or leaves the file as it was and throws: on a full disk half a line would stay. */
export function appendWhole(file: number, text: string): void {
  const { size } = fs.fstatSync(file)
  const bytes = Buffer.from(text)
  try {
    for (let at = 0; at < bytes.length; ) at += fs.writeSync(file, bytes, at)
  } catch (error) {
    if (fs.fstatSync(file).isFile()) fs.ftruncateSync(file, size)
    throw error
  }
}
