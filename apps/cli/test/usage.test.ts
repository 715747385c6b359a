import { describe, expect, test } from 'vitest'
import { commands } from '../src/commands.ts'
import { nearest } from '../src/suggest.ts'
import { runCli } from './run-cli.ts'

describe('the command line', () => {
  test('shows every command without arguments', async () => {
    const { code, out } = await runCli()
    expect(code).toBe(0)
    for (const { name } of commands) expect(out).toContain(`  ${name}`)
  })

  test.each(commands.map(({ name }) => name))(
    '%s has a help page that starts with three examples',
    async (name) => {
      const { code, out } = await runCli(...name.split(' '), '--help')
      expect(code).toBe(0)
      const lines = out.split('\n')
      expect(lines[0]).toBe('Examples')
      expect(lines.slice(1, 4).every((line) => line.startsWith('  $ zooid '))).toBe(true)
    },
  )

  test.each([
    [['uq'], 'did you mean "zooid up"?'],
    [['pbulish'], 'did you mean "zooid publish"?'],
    [['cartridge', 'nwe'], 'did you mean "zooid cartridge new"?'],
    [['up', '--worker', '3'], 'did you mean --workers?'],
    [['ls', '--jsn'], 'did you mean --json?'],
  ])('suggests what %j meant and exits with 2', async (argv, hint) => {
    const { code, out, err } = await runCli(...argv)
    expect(code).toBe(2)
    expect(out).toBe('')
    expect(err).toContain(hint)
  })

  test.each([
    [['call'], 'URL'],
    [['call', 'ftp://example.com'], 'not an http URL'],
    [['call', 'http://127.0.0.1:1/c/x', '--pay-max', 'lots'], '--pay-max'],
    [['call', 'http://127.0.0.1:1/c/x', '--query', 'novalue'], 'name=value'],
    [['call', 'http://127.0.0.1:1/c/x', '--data', '@/no/such/file'], 'cannot read'],
    [['call', 'http://127.0.0.1:1/c/x', '--method', 'GET', '--data', '{}'], 'takes no --data'],
    [['call', 'http://127.0.0.1:1/c/x', 'http://b/'], 'does not take'],
    [['call', '--data'], 'needs a value'],
    [['up', '--port', '70000'], '--port 70000'],
    [['up', '--workers', '-1'], '--workers'],
    [['up', '--profile', 'mainnet'], 'profile'],
    [['faucet', '0x12'], 'not an address'],
    [['cartridge', 'new', '../evil'], 'cannot be a slug'],
    [['cartridge', 'rm', 'hello'], '--yes'],
    [['logs', '--lines', 'many'], '--lines'],
  ])('%j is a usage error', async (argv, text) => {
    const { code, err } = await runCli(...argv)
    expect(err).toContain(text)
    expect(code).toBe(2)
  })

  test('a node that is not there is exit code 4, with a hint', async () => {
    const { code, err } = await runCli('ls', '--node', 'http://127.0.0.1:9')
    expect(code).toBe(4)
    expect(err).toContain('http://127.0.0.1:9 is not reachable')
    expect(err).toContain('hint:')
  })

  test('version prints the version', async () => {
    const { out } = await runCli('--version')
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect(JSON.parse((await runCli('version', '--json')).out)).toMatchObject({
      zooid: out.trim(),
      node: process.versions.node,
    })
  })
})

describe('nearest', () => {
  test('finds words one or two edits away and nothing further', () => {
    expect(nearest('catalouge', ['catalogue', 'call'])).toBe('catalogue')
    expect(nearest('sp', ['ps', 'up'])).toBe('ps')
    expect(nearest('completely-else', ['ps', 'up', 'call'])).toBeUndefined()
  })
})
