import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { refusalOf, valuesOf } from '@/lib/front/rules/admit'
import { soundCookies } from '@/lib/front/rules/cookies'
import { hostsOf } from '@/lib/front/rules/hosts'
import { peerOf } from '@/lib/front/rules/peer'

const hosts = hostsOf(new URL('https://tidemark.example'), 3000, 'dr.example, Recovery.example:8443')
const HOST = ['Host', 'tidemark.example']

function status(method: string, url: string, rawHeaders: string[] = HOST): number {
  return refusalOf({ method, url, rawHeaders }, { hosts })?.status ?? 200
}

describe('what is let in', () => {
  test.each<[string, string, string, string[], number]>([
    ['a page', 'GET', '/', HOST, 200],
    ['a page with a query', 'GET', '/?q=100%&x=a%2Fb', HOST, 200],
    ['an asset with a colon', 'GET', '/recovery-points/phaserai%3Aphaserai-prod', HOST, 200],
    ['a name of other letters', 'GET', '/systems/%C3%BC', HOST, 200],
    ['a form', 'POST', '/api/timeline', [...HOST, 'Origin', 'https://tidemark.example'], 200],
    ['a form of no browser', 'POST', '/api/timeline', HOST, 200],
    ['this machine', 'GET', '/api/health/live', ['host', '127.0.0.1:3000'], 200],
    ['this machine by name', 'GET', '/api/health/live', ['host', 'localhost:3000'], 200],
    ['a listed host', 'GET', '/', ['HOST', 'DR.example'], 200],
    ['a listed host with its port', 'GET', '/', ['Host', 'recovery.example:8443'], 200],
    ['another port of a listed host', 'GET', '/', ['Host', 'recovery.example'], 421],
    ['a foreign host', 'GET', '/', ['Host', 'evil.example'], 421],
    ['a host that only begins like ours', 'GET', '/', ['Host', 'tidemark.example.evil.example'], 421],
    ['no host', 'GET', '/', [], 400],
    ['two hosts', 'GET', '/', [...HOST, 'host', 'evil.example'], 400],
    ['an empty host', 'GET', '/', ['Host', ''], 421],
    ['TRACE', 'TRACE', '/', HOST, 405],
    ['a method in small letters', 'get', '/', HOST, 405],
    ['PUT', 'PUT', '/api/timeline', HOST, 405],
    ['a method that is none', 'BREW', '/', HOST, 405],
    ['% alone', 'GET', '/%', HOST, 400],
    ['% and no number', 'GET', '/systems/%zz', HOST, 400],
    ['half a character', 'GET', '/systems/%ED%A0%80', HOST, 400],
    ['a character that is too long', 'GET', '/systems/%C0%AF', HOST, 400],
    ['NUL in the path', 'GET', '/systems/%00', HOST, 400],
    ['NUL in the query', 'GET', '/?q=a%00b', HOST, 400],
    ['a line break in the path', 'GET', '/systems/%0d%0aSet-Cookie:x', HOST, 400],
    ['another site as the path', 'GET', '//evil.example/x', HOST, 400],
    ['a whole address', 'GET', 'http://evil.example/x', HOST, 400],
    ['a star', 'GET', '*', HOST, 400],
    ['a backslash', 'GET', '/\\evil.example', HOST, 400],
    ['an address without end', 'GET', `/${'a'.repeat(8_000)}`, HOST, 414],
    ['a form of another site', 'POST', '/', [...HOST, 'Origin', 'https://evil.example'], 403],
    ['a form of a page that hides where it is', 'POST', '/', [...HOST, 'Origin', 'null'], 403],
    ['a form of two pages', 'POST', '/', [...HOST, 'Origin', 'https://tidemark.example', 'Origin', 'x'], 403],
    ['a body without end', 'POST', '/', [...HOST, 'Content-Length', '2000001'], 413],
  ])('%s: %s %s', (_, method, url, headers, expected) => {
    expect(status(method, url, headers)).toBe(expected)
  })

  test('whatever is sent, the answer is a sentence below 500, or none', () => {
    const any = fc.string({ maxLength: 30 })
    fc.assert(
      fc.property(any, any, fc.array(any, { maxLength: 6 }), (method, url, rawHeaders) => {
        const refusal = refusalOf({ method, url, rawHeaders }, { hosts })
        return refusal === null || (refusal.status >= 400 && refusal.status < 500 && refusal.why.endsWith('.'))
      }),
    )
  })

  test('the values of a header are found whatever its letters', () => {
    expect(valuesOf(['Host', 'a', 'X', 'host', 'hOST', 'b'], 'host')).toEqual(['a', 'b'])
  })
})

describe('who sends a request', () => {
  test.each<[string, string, string[], number, string]>([
    ['nobody is believed without a proxy', '203.0.113.7', ['10.0.0.1'], 0, '203.0.113.7'],
    ['one proxy says whom it heard', '10.0.0.1', ['203.0.113.7'], 1, '203.0.113.7'],
    ['what the sender wrote stands before it', '10.0.0.1', ['1.2.3.4, 203.0.113.7'], 1, '203.0.113.7'],
    ['also in a header of its own', '10.0.0.1', ['1.2.3.4', '203.0.113.7'], 1, '203.0.113.7'],
    ['two proxies', '10.0.0.2', ['1.2.3.4, 203.0.113.7, 10.0.0.1'], 2, '203.0.113.7'],
    ['a proxy that says nothing', '10.0.0.1', [], 1, '10.0.0.1'],
    ['fewer than are trusted', '10.0.0.1', ['203.0.113.7'], 3, '10.0.0.1'],
    ['a proxy that says nonsense', '10.0.0.1', ['unknown'], 1, '10.0.0.1'],
    ['with a port', '10.0.0.1', ['203.0.113.7:5123'], 1, '203.0.113.7'],
    ['of the newer kind', '::1', ['[2001:DB8::7]:5123'], 1, '2001:db8::7'],
    ['of the older kind within the newer', '::ffff:203.0.113.7', [], 0, '203.0.113.7'],
    ['with a zone', 'fe80::1%eth0', [], 0, 'fe80::1'],
  ])('%s', (_, socket, forwarded, proxies, peer) => {
    expect(peerOf(socket, forwarded, proxies)).toBe(peer)
  })

  test('no header moves the address where no proxy is trusted', () => {
    fc.assert(fc.property(fc.array(fc.string()), (forwarded) => peerOf('203.0.113.7', forwarded, 0) === '203.0.113.7'))
  })

  test('no header that the sender writes moves the address behind one proxy', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), (forged) => {
        return peerOf('10.0.0.1', [...forged, '203.0.113.7'], 1) === '203.0.113.7'
      }),
    )
  })
})

describe('cookies', () => {
  const token = 'a'.repeat(64)
  test.each<[string, string, string]>([
    ['what broke every page', 'next-auth.callback-url=x', ''],
    [
      'an address of ours',
      'next-auth.callback-url=https%3A%2F%2Ftidemark.example%2F',
      'next-auth.callback-url=https%3A%2F%2Ftidemark.example%2F',
    ],
    ['a path of ours', 'next-auth.callback-url=%2Fsystems', 'next-auth.callback-url=%2Fsystems'],
    ['another site', 'next-auth.callback-url=https%3A%2F%2Fevil.example', ''],
    ['another site as a path', 'next-auth.callback-url=%2F%2Fevil.example', ''],
    ['over https', '__Secure-next-auth.callback-url=x; theme=dark', 'theme=dark'],
    ['a token', `next-auth.csrf-token=${token}%7C${token}`, `next-auth.csrf-token=${token}%7C${token}`],
    ['half a token', `next-auth.csrf-token=${token}`, ''],
    ['a session', 'next-auth.session-token=eyJ.a_b-c..d', 'next-auth.session-token=eyJ.a_b-c..d'],
    ['no session', 'next-auth.session-token={"id":1}', ''],
    ['a known device of two people', 'tidemark-device=a-_.b.c~d.e.f', 'tidemark-device=a-_.b.c~d.e.f'],
    ['no known device', 'tidemark-device={"id":1}; theme=dark', 'theme=dark'],
    ['a known device of too many', `tidemark-device=${Array(5).fill('a.b.c').join('~')}`, ''],
    ['a theme', 'theme=light', 'theme=light'],
    ['no theme', 'theme=<b>', ''],
    ['what cannot be read', 'theme=light; a=%', 'theme=light'],
    ['NUL', 'a=%00; theme=dark', 'theme=dark'],
    ['no name', '=x; theme=dark', 'theme=dark'],
    ['no value', 'theme', ''],
    ['what others keep', 'ajs_id=%7B%22a%22%3A1%7D; theme=dark', 'ajs_id=%7B%22a%22%3A1%7D; theme=dark'],
    ['steps of a way to sign in that is none of ours', 'next-auth.state=x; next-auth.nonce=y', ''],
  ])('%s', (_, sent, kept) => {
    expect(soundCookies(sent, hosts)).toBe(kept)
  })

  test('what is kept is kept again', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (header) => soundCookies(soundCookies(header, hosts), hosts) === soundCookies(header, hosts),
      ),
    )
  })
})
