// `zooid describe`: what the language of genomes says about itself. It needs no node; a node says the
// same at /describe.
import { defineCommand, jsonFlag } from '../command.ts'
import { clean, note, print, printJson } from '../terminal.ts'

export const command = defineCommand({
  about: 'Explain the language of genomes, or one op of it',
  examples: [
    'zooid describe',
    'zooid describe attn',
    'zooid describe --search "normalise a vector"',
  ],
  args: {
    op: { type: 'positional', description: 'Name of an op', required: false },
    search: { type: 'string', description: 'Find ops by words', valueHint: 'words' },
    json: jsonFlag,
  },
  async run(args) {
    const genome = await import('@zooid/genome')
    if (args.search !== undefined) {
      const found = genome.search(args.search)
      if (args.json) printJson({ ops: found })
      else if (found.length === 0) note(`no op fits "${clean(args.search)}"`)
      else for (const name of found) print(genome.describe(name).split('\n', 1)[0] ?? name)
      return undefined
    }
    if (args.op !== undefined) {
      const description = genome.describe(args.op)
      if (args.json) printJson({ op: args.op, description })
      else print(description)
      return undefined
    }
    const manifest = genome.manifest()
    if (args.json) {
      printJson(manifest)
      return undefined
    }
    print(`${manifest.language} ${manifest.version}, ${manifest.ops} ops, table ${manifest.table}`)
    print(`forms: ${manifest.forms}`)
    print(manifest.note)
    for (const [family, names] of Object.entries(manifest.families)) print(`${family}: ${names}`)
    return undefined
  },
})
