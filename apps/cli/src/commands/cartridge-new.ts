// `zooid cartridge new`: a folder that publishes as it is.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, slugPattern } from '@zooid/base'
import { CliError, defineCommand, UsageError } from '../command.ts'
import { scaffold } from '../scaffold.ts'
import { dim, print } from '../terminal.ts'

export const command = defineCommand({
  about: 'Write a new cartridge that passes its test',
  examples: [
    'zooid cartridge new hello',
    'zooid cartridge new hello --dir cartridges',
    'zooid cartridge new hello && zooid publish hello',
  ],
  args: {
    slug: { type: 'positional', description: 'Its name in the URL', required: true },
    dir: { type: 'string', description: 'Folder to make it in', default: '.', valueHint: 'dir' },
  },
  async run(args) {
    if (!slugPattern.test(args.slug))
      throw new UsageError(
        `"${args.slug}" cannot be a slug`,
        'lower-case letters, digits and dashes, at most 40',
      )
    const folder = join(args.dir, args.slug)
    try {
      mkdirSync(args.dir, { recursive: true })
      // Not recursive: an existing folder is somebody's work.
      mkdirSync(folder)
    } catch (error) {
      throw new CliError('cartridge.folder', `cannot make ${folder}: ${messageOf(error)}`, {
        hint: 'choose another slug or another --dir',
      })
    }
    for (const [name, text] of Object.entries(scaffold(args.slug)))
      writeFileSync(join(folder, name), text)
    print(`made ${folder}: cartridge.json, index.ts, test.ts, README.md`)
    print(dim(`next: edit ${join(folder, 'index.ts')}, then zooid publish ${folder}`))
    return undefined
  },
})
