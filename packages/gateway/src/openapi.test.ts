// Every reference in /openapi.json has to lead somewhere, whatever manifests it is made of.
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Cartridge } from '@zooid/cartridge'
import { type Manifest, parseManifest } from '@zooid/sandbox'
import { expect, it } from 'vitest'
import { manifest, startGateway } from '../test/fixture.ts'

type Node = { readonly [key: string]: unknown }

const shipped = fileURLToPath(new URL('../../../cartridges/', import.meta.url))

function shippedManifests(): readonly Manifest[] {
  return readdirSync(shipped, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const parsed = parseManifest(
        JSON.parse(readFileSync(`${shipped}${name}/cartridge.json`, 'utf8')),
      )
      if (!parsed.ok) throw new Error(`${name}: ${JSON.stringify(parsed.issues)}`)
      return parsed.manifest
    })
}

async function documentOf(manifests: readonly Manifest[]): Promise<Node> {
  const cartridges = manifests.map(
    (one): Cartridge => ({
      slug: one.slug,
      version: 1,
      sha256: 'aa',
      manifest: one,
      publishedAt: 1,
    }),
  )
  const plain = await startGateway()
  const { shelf } = plain
  await plain.close()
  const node = await startGateway({ deps: { shelf: { ...shelf, list: () => cartridges } } })
  try {
    return (await (await fetch(`${node.url}/openapi.json`)).json()) as Node
  } finally {
    await node.close()
  }
}

function refsOf(value: unknown): readonly string[] {
  if (typeof value !== 'object' || value === null) return []
  const own = '$ref' in value && typeof value.$ref === 'string' ? [value.$ref] : []
  return [...own, ...Object.values(value).flatMap(refsOf)]
}

function resolve(document: Node, ref: string): unknown {
  expect(ref).toMatch(/^#(\/|$)/)
  let at: unknown = document
  for (const part of ref.split('/').slice(1)) {
    const key = decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = (at as Node)[key]
  }
  return at
}

it('resolves every reference of every cartridge that ships', async () => {
  const manifests = shippedManifests()
  expect(manifests.length).toBeGreaterThanOrEqual(10)
  const document = await documentOf(manifests)
  const refs = refsOf(document)
  expect(refs.some((ref) => ref.includes('suggestion'))).toBe(true)
  expect(refs.filter((ref) => resolve(document, ref) === undefined)).toEqual([])
})

it('keeps references of one cartridge apart from those of another, at any depth and to any place', async () => {
  const tree = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } }
  const document = await documentOf([
    manifest('one', {
      input: { type: 'object', properties: { a: { $ref: '#/$defs/node' } }, $defs: { node: tree } },
      output: { type: 'array', items: { $ref: '#' } },
      examples: [
        {
          title: 'refs in data are data',
          request: { method: 'POST', path: '/', query: {}, body: { $ref: 'x' } },
        },
      ],
    }),
    manifest('two', {
      methods: ['GET'],
      input: { properties: { a: { $ref: '#/$defs/a~1b%20c' } }, $defs: { 'a/b c': { const: 2 } } },
      output: { properties: { x: { type: 'string' }, y: { $ref: '#/properties/x' } } },
    }),
  ])
  const paths = document.paths as { readonly [path: string]: Node }
  const refs = [
    ...refsOf(paths['/c/one']),
    ...refsOf(paths['/c/two']),
    ...refsOf(document.components),
  ]
  expect(refs).toContain('x')
  for (const ref of refs.filter((one) => one !== 'x'))
    expect([ref, resolve(document, ref)]).not.toEqual([ref, undefined])
  const get = paths['/c/two']?.get as { readonly parameters: readonly Node[] }
  const [ref] = refsOf(get.parameters)
  const [next] = refsOf(resolve(document, ref ?? ''))
  expect(resolve(document, next ?? '')).toEqual({ const: 2 })
})

it('lets a schema refer to nothing outside itself', async () => {
  const document = await documentOf([
    manifest('odd', {
      input: {
        properties: {
          far: { $ref: 'https://example.com/schema.json' },
          lost: { $ref: '#/$defs/nowhere' },
          named: { $ref: '#anchor' },
        },
      },
    }),
  ])
  const refs = refsOf((document.paths as Node)['/c/odd'])
  for (const ref of refs) expect(ref).toMatch(/^#\/components\/schemas\//)
  expect(refs.filter((ref) => resolve(document, ref) === undefined)).toEqual([])
})
