import { Readable } from 'node:stream'
import type {
  GetObjectOutput,
  GetObjectRequest,
  HeadObjectOutput,
  ListBucketsOutput,
  ListObjectsV2Output,
  ListObjectsV2Request,
} from '@aws-sdk/client-s3'
import { keysPage } from '@/lib/sandbox/paging'
import { encryptionOf, lifecycleOf, replicationOf, versioningOf } from '@/lib/sandbox/s3-settings'
import type { Sandbox } from '@/lib/sandbox/sandbox'
import { AwsFault } from '@/lib/sandbox/wire/fault'
import type { Call, Handler } from '@/lib/sandbox/wire/service'
import { worldOf } from '@/lib/sandbox/world/now'
import { objectsOf, type StoredObject } from '@/lib/sandbox/world/objects'
import type { Bucket } from '@/lib/sandbox/world/types'

type Named = { Bucket?: string }

/** S3, path style: listing and reading. */
export function s3Handlers(sandbox: Sandbox): Record<string, Handler> {
  const handlers = {
    ListBuckets: (_: unknown, call: Call): ListBucketsOutput => ({
      Buckets: bucketsOf(sandbox, call).map(({ name, region }) => ({
        Name: name,
        CreationDate: new Date('2017-03-14T09:30:00Z'),
        BucketRegion: region,
      })),
      Owner: { ID: call.account },
    }),
    ListObjectsV2: (input: ListObjectsV2Request, call: Call) => listObjects(sandbox, input, call),
    HeadBucket: (input: Named, call: Call) => ({ BucketRegion: bucketFor(sandbox, input, call).region }),
    GetBucketLocation: (input: Named, call: Call) => {
      const { region } = bucketOf(sandbox, input, call)
      return { LocationConstraint: region === 'us-east-1' ? '' : region }
    },
    HeadObject: (input: GetObjectRequest, call: Call) => headOf(objectFor(sandbox, input, call)),
    GetObject: (input: GetObjectRequest, call: Call) => getObject(objectFor(sandbox, input, call), input),
    GetBucketVersioning: (input: Named, call: Call) => versioningOf(bucketFor(sandbox, input, call)),
    GetBucketEncryption: (input: Named, call: Call) => encryptionOf(bucketFor(sandbox, input, call)),
    GetBucketReplication: (input: Named, call: Call) => replicationOf(bucketFor(sandbox, input, call)),
    GetBucketLifecycleConfiguration: (input: Named, call: Call) => lifecycleOf(bucketFor(sandbox, input, call)),
  }
  return handlers
}

const bucketsOf = (sandbox: Sandbox, call: Call) => worldOf(sandbox, call.account).buckets

function bucketOf(sandbox: Sandbox, { Bucket: name }: Named, call: Call): Bucket {
  const bucket = bucketsOf(sandbox, call).find((b) => b.name === name)
  if (!bucket) throw new AwsFault('NoSuchBucket', 'The specified bucket does not exist', 404)
  return bucket
}

/** A bucket asked for in its own region; elsewhere S3 redirects. */
function bucketFor(sandbox: Sandbox, input: Named, call: Call): Bucket {
  const bucket = bucketOf(sandbox, input, call)
  if (bucket.region === call.region) return bucket
  throw new AwsFault(
    'PermanentRedirect',
    `The bucket you are attempting to access must be addressed in ${bucket.region}.`,
    301,
    { 'x-amz-bucket-region': bucket.region },
  )
}

function listObjects(sandbox: Sandbox, input: ListObjectsV2Request, call: Call): ListObjectsV2Output {
  const { name } = bucketFor(sandbox, input, call)
  const prefix = input.Prefix ?? ''
  const after = input.StartAfter ?? ''
  const found = objectsOf(sandbox, call.account, name, call.at).filter(
    ({ key }) => key.startsWith(prefix) && key > after,
  )
  const entries = rolledUp(found, prefix, input.Delimiter)
  const size = input.MaxKeys ?? 1000
  const { items, next } = keysPage(entries, { size, token: input.ContinuationToken }, (e) => e.key, call)
  const encode = (key: string) => (input.EncodingType === 'url' ? encodeURIComponent(key).replace(/%2F/g, '/') : key)
  return {
    Name: name,
    Prefix: encode(prefix),
    Delimiter: input.Delimiter,
    MaxKeys: Math.min(size, 1000),
    EncodingType: input.EncodingType,
    KeyCount: items.length,
    IsTruncated: next !== undefined,
    ContinuationToken: input.ContinuationToken,
    NextContinuationToken: next,
    StartAfter: input.StartAfter,
    Contents: items.flatMap(({ object }) =>
      object
        ? {
            Key: encode(object.key),
            LastModified: new Date(object.lastModified),
            ETag: object.etag,
            Size: object.bytes,
            StorageClass: object.storageClass as 'STANDARD',
          }
        : [],
    ),
    CommonPrefixes: items.flatMap(({ key, object }) => (object ? [] : { Prefix: encode(key) })),
  }
}

/** Keys below a delimiter become one common prefix each. */
function rolledUp(objects: StoredObject[], prefix: string, delimiter: string | undefined) {
  const entries = new Map<string, { key: string; object: StoredObject | null }>()
  for (const object of objects) {
    const cut = delimiter ? object.key.indexOf(delimiter, prefix.length) : -1
    const key = cut < 0 ? object.key : object.key.slice(0, cut + (delimiter?.length ?? 0))
    if (cut < 0 || !entries.has(key)) entries.set(key, { key, object: cut < 0 ? object : null })
  }
  return [...entries.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}

function objectFor(sandbox: Sandbox, input: GetObjectRequest, call: Call): StoredObject {
  const { name } = bucketFor(sandbox, input, call)
  const object = objectsOf(sandbox, call.account, name, call.at).find(({ key }) => key === input.Key)
  if (!object) throw new AwsFault('NoSuchKey', 'The specified key does not exist.', 404)
  return object
}

function headOf(object: StoredObject): HeadObjectOutput {
  return {
    LastModified: new Date(object.lastModified),
    ContentLength: object.bytes,
    ETag: object.etag,
    ContentType: object.contentType,
    AcceptRanges: 'bytes',
    StorageClass: object.storageClass as 'STANDARD',
    ServerSideEncryption: 'AES256',
    Metadata: { 'started-at': new Date(object.started).toISOString() },
    ...(object.replica && { ReplicationStatus: 'REPLICA' as const }),
  }
}

/** The body is as long as the listing says and made up on the way out. @throws AwsFault InvalidRange */
function getObject(object: StoredObject, input: GetObjectRequest): GetObjectOutput {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(input.Range ?? '') ?? []
  const ranged = Boolean(first || last)
  const from = first ? Number(first) : last ? Math.max(0, object.bytes - Number(last)) : 0
  const to = first && last ? Math.min(Number(last), object.bytes - 1) : object.bytes - 1
  if (from > to) throw new AwsFault('InvalidRange', 'The requested range is not satisfiable', 416)
  return {
    ...headOf(object),
    ContentLength: to - from + 1,
    ...(ranged && { ContentRange: `bytes ${from}-${to}/${object.bytes}` }),
    Body: Readable.from(bytes(object.key, from, to)) as never,
  }
}

function* bytes(key: string, from: number, to: number) {
  const block = Buffer.alloc(65_536, `${key}\n`)
  for (let at = from; at <= to; ) {
    const offset = at % block.length
    const chunk = block.subarray(offset, Math.min(block.length, offset + to - at + 1))
    yield chunk
    at += chunk.length
  }
}
