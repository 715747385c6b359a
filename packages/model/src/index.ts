export {
  type Adapter,
  AdapterError,
  type AdapterOptions,
  type Applied,
  adapterGradients,
  applyAdapters,
  createAdapter,
  maxLiveAdapters,
} from './adapter/adapter.ts'
export {
  AdapterFormatError,
  archiveAdapter,
  decodeAdapter,
  encodeAdapter,
  mergeAdapter,
  recallAdapter,
} from './adapter/archive.ts'
export { chooseStrength, type StrengthChoice, strengths } from './adapter/strength.ts'
export {
  type AdapterStep,
  type AdapterTrainer,
  type AdapterTrainerOptions,
  createAdapterTrainer,
} from './adapter/train.ts'
export {
  type Checkpoint,
  CheckpointError,
  decodeCheckpoint,
  encodeCheckpoint,
  type TrainingState,
} from './checkpoint/checkpoint.ts'
export type { Disk } from './checkpoint/disk.ts'
export { SafetensorsError, type SafetensorsReason } from './checkpoint/header.ts'
export { safetensorsLimits } from './checkpoint/limits.ts'
export { type Manifest, ManifestError } from './checkpoint/manifest.ts'
export { FileTooLargeError, nodeDisk } from './checkpoint/node-disk.ts'
export {
  readSafetensors,
  type Safetensors,
  type StoredTensor,
  writeSafetensors,
} from './checkpoint/safetensors.ts'
export {
  type CheckpointStore,
  openCheckpointStore,
  StoredCheckpointError,
} from './checkpoint/store.ts'
export {
  type Batches,
  BatchOptionError,
  type BatchOptions,
  createBatches,
} from './corpus/batches.ts'
export {
  type Corpus,
  type CorpusFile,
  CorpusFileError,
  CorpusSizeError,
  createCorpus,
} from './corpus/corpus.ts'
export { cutDocuments, type Document } from './corpus/document.ts'
export { CorpusPathError, corpusLimits, readCorpusFiles } from './corpus/read-files.ts'
export { type BeamOptions, beamSearch, type Hypothesis } from './decode/beam.ts'
export { type Candidate, createReader, type DrawOptions, type Reader } from './decode/candidates.ts'
export { createDecoder, DecodeError, type Decoder, type DecoderShape } from './decode/decoder.ts'
export { type GenerateOptions, generateGreedy, generateSample } from './decode/generate.ts'
export {
  type Barrier,
  interpolateWeights,
  LineError,
  lossBarrier,
  maxBarrier,
} from './gate/barrier.ts'
export { pairedBootstrap } from './gate/bootstrap.ts'
export {
  type BurstReport,
  type GateSetting,
  gradientRatio,
  guardChange,
  hashBatches,
  runBurst,
} from './gate/burst.ts'
export { type Drift, measureDrift, ProbeError, weightDrift } from './gate/drift.ts'
export {
  type GateEvidence,
  type GateLimits,
  type GateReason,
  judgeChange,
  type Verdict,
} from './gate/judge.ts'
export { answerProbes, type ProbeAnswers } from './gate/probes.ts'
export {
  restoreSnapshot,
  type Snapshot,
  SnapshotError,
  snapshotDigest,
  takeSnapshot,
} from './gate/snapshot.ts'
export {
  decideGrowth,
  type GrowthDecision,
  type GrowthEvidence,
  type GrowthReason,
  type GrowthThresholds,
  type HeldOutPoint,
} from './growth/decide.ts'
export { type GrowthStep, growOptimizer, growWeights } from './growth/grow.ts'
export {
  expectRoom,
  NoRoomError,
  planResources,
  type ResourcePlan,
  type Room,
  trainingSeconds,
} from './growth/resources.ts'
export { GrowthError } from './growth/rules.ts'
export {
  newTokenParts,
  type TokenParts,
  unmetBias,
  VocabularyError,
  wakeTokens,
  wakingBias,
} from './growth/vocabulary.ts'
export {
  BatchError,
  createNetwork,
  type Evaluation,
  type Logits,
  type Network,
  type NetworkOptions,
  WeightsError,
} from './network.ts'
export {
  type Blend,
  BlendError,
  fieldLogChances,
  fitBlend,
  measureBlend,
  modelLogChances,
} from './ngram/blend.ts'
export { createNgramField, type NgramField, NgramVocabError } from './ngram/field.ts'
export { createOverlapIndex, type Overlap, type OverlapIndex } from './ngram/overlap.ts'
export { UnsupportedOpError } from './ops/index.ts'
export { UnsupportedGenomeError } from './plan/program.ts'
export { createRandom, type Random, type RandomState } from './random.ts'
export { parseTokenizer, TokenizerFormatError, writeTokenizer } from './tokenizer/hugging-face.ts'
export { extendTokenizer, learnTokenizer, maxExtension, VocabSizeError } from './tokenizer/learn.ts'
export type { Merge } from './tokenizer/merge.ts'
export {
  firstByte,
  firstMerge,
  firstStructural,
  maxVocab,
  special,
  specialName,
  taskToken,
} from './tokenizer/special.ts'
export {
  createTokenizer,
  hasSamePrefix,
  MergeError,
  maxTokenBytes,
  TokenIdError,
  type Tokenizer,
} from './tokenizer/tokenizer.ts'
export { learningRateAt, type Schedule } from './train/schedule.ts'
export {
  createTrainer,
  defaultLearningRate,
  type StepReport,
  type Trainer,
  type TrainerOptions,
  type TrainerState,
} from './train/trainer.ts'
export * from './types.ts'
