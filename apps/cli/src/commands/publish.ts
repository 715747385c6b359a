// `zooid publish`: sends a cartridge folder to a node, which checks and tests it before it goes live.
import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Json, limits, messageOf, parseJson } from '@zooid/base'
import { type PageFiles, pageFiles, withPage } from '@zooid/sandbox/page'
import { CliError, dataFlag, defineCommand, jsonFlag, nodeFlag } from '../command.ts'
import { dataDir } from '../data-dir.ts'
import { api, field, NodeProblemError, nodeUrl, textField } from '../node-api.ts'
import { operatorToken, tokenFlag } from '../operator-token.ts'
import { clean, green, note, print, printJson } from '../terminal.ts'

export const command = defineCommand({
  about: 'Put a cartridge folder on a node',
  examples: [
    'zooid publish hello',
    'zooid publish ./hello --node http://127.0.0.1:4021',
    'zooid publish hello --token-file ~/operator.token --json',
  ],
  args: {
    dir: {
      type: 'positional',
      description: 'Folder with cartridge.json, index.ts, test.ts and, if it has a page, page.html',
      required: true,
    },
    node: nodeFlag,
    'token-file': tokenFlag,
    data: dataFlag,
    json: jsonFlag,
  },
  async run(args) {
    const data = dataDir(args.data)
    const node = nodeUrl(args.node, data)
    const manifest = parseJson(readPart(args.dir, 'cartridge.json'), {
      maxBytes: limits.cartridgeSourceBytes,
      maxDepth: limits.jsonDepth,
    })
    if (!manifest.ok)
      throw new CliError(
        'publish.manifest',
        `${join(args.dir, 'cartridge.json')}: ${manifest.reason}`,
      )
    const body = {
      manifest: manifest.value,
      index: withPage(readPart(args.dir, 'index.ts'), readPage(args.dir)),
      test: readPart(args.dir, 'test.ts'),
    }
    const token = operatorToken(args['token-file'], node, data)
    let answer: Json
    try {
      answer = await api(node, '/admin/cartridges', { body, token, timeoutMs: 60_000 })
    } catch (error) {
      if (error instanceof NodeProblemError) showFindings(error.problem)
      throw error
    }
    if (args.json) {
      printJson(answer)
      return undefined
    }
    const slug = textField(manifest.value, 'slug') || basename(args.dir)
    const unchanged = field(answer, 'unchanged') === true
    print(
      `${green(unchanged ? 'unchanged' : 'published')} ${slug} ${textField(manifest.value, 'price')} at ${node}/c/${slug}`,
    )
    return undefined
  },
})

function readPage(dir: string): PageFiles {
  return Object.fromEntries(
    pageFiles
      .filter((file) => existsSync(join(dir, file)))
      .map((file) => [file, readPart(dir, file)]),
  )
}

function readPart(dir: string, file: string): string {
  const path = join(dir, file)
  try {
    if (statSync(path).size > limits.cartridgeSourceBytes)
      throw new CliError(
        'publish.size',
        `${path} is larger than ${limits.cartridgeSourceBytes} bytes`,
      )
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof CliError) throw error
    throw new CliError('publish.file', `cannot read ${path}: ${messageOf(error)}`, {
      hint: 'a cartridge is a folder with cartridge.json, index.ts and test.ts: zooid cartridge new hello',
    })
  }
}

/** Type errors and failed tests of a refused publication, one per line. */
function showFindings(problem: Json): void {
  const verdict = field(problem, 'verdict') ?? problem
  for (const issue of arrayField(verdict, 'issues'))
    note(
      `  cartridge.json ${clean(textField(issue, 'field'))}: ${clean(textField(issue, 'message'))}`,
    )
  for (const found of arrayField(verdict, 'diagnostics'))
    note(
      `  ${clean(textField(found, 'file'))}:${textField(found, 'line')}:${textField(found, 'column')} ${clean(textField(found, 'message'))}`,
    )
  for (const test of arrayField(field(verdict, 'testReport'), 'tests'))
    if (field(test, 'ok') === false)
      note(`  test "${clean(textField(test, 'name'))}": ${clean(textField(test, 'message'))}`)
  const message = textField(verdict, 'message')
  if (message) note(`  ${clean(message)}`)
}

function arrayField(value: Json | undefined, name: string): readonly Json[] {
  const found = field(value, name)
  return Array.isArray(found) ? found : []
}
