// The language of genomes as the gateway serves it. Loaded with the first question: most nodes are never
// asked, and starting is what everybody waits for.
import type { Language } from '@zooid/gateway'

const load = () => import('@zooid/genome')

export const language: Language = {
  manifest: async () => (await load()).manifest(),
  describe: async (op) => (await load()).describe(op),
  search: async (words) => (await load()).search(words),
}
