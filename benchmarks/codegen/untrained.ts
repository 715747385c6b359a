// The trained guide's twin with weights as they were before the first step of training: same architecture,
// same corpus table, so that a difference between both is what training the network brought.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { decodeWeights, type Guide, guideFrom } from '@zooid/codegen'
import { createKernel } from '@zooid/kernel'
import { createNetwork } from '@zooid/model'
import { createSourceEncoding } from '../../packages/codegen/src/encoding/source.ts'
import { codegenGenome } from '../../packages/codegen/src/learn/architecture.ts'

/** @param folder where the trained weights lie */
export async function untrainedGuide(folder: string, seed = 1): Promise<Guide> {
  const stored = await decodeWeights(async (name) => readFile(join(folder, name)))
  const kernel = await createKernel()
  const { size, words } = stored.manifest
  const genome = codegenGenome(size, createSourceEncoding(words).vocabulary)
  const network = createNetwork(kernel, genome, { seed })
  const weights = network.readWeights()
  network.close()
  return guideFrom(kernel, { ...stored, weights })
}
