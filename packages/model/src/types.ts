// What every part of this package passes around: weights by parameter name, AdamW moments, batches.
// Plain host data; nothing here lives in the kernel's memory. Names and shapes are the genome's
// (`lower(genome).parameters`); matrices are (in, out), row-major f32.
export const tasks = ['solve', 'plan', 'predict', 'rate'] as const

/** What a source asks for; told apart by a task token at its front. */
export type Task = (typeof tasks)[number]

export type HostTensor = {
  readonly shape: readonly number[]
  readonly data: Float32Array
}

/** Host copy of named f32 tensors. Insertion order is the order of the genome's parameters. */
export type Weights = ReadonlyMap<string, HostTensor>

/** AdamW moments by parameter name, and the number of steps they have seen. */
export type OptimizerState = {
  readonly step: number
  readonly m: Weights
  readonly v: Weights
}

/** One training or evaluation batch. Ids are vocabulary ids; 0 is padding. */
export type Batch = {
  readonly task: Task
  /** (B, S), or (B, S, bag) where positions are bags of features */
  readonly source: Int32Array
  /** (B, T), or (B, T, bag): what the decoder reads; begins with BOS. */
  readonly target: Int32Array
  /** (B, T) what the decoder must say; 0 is not counted. */
  readonly next: Int32Array
  /** (B) class of the fast head; -1 is not counted. @default none is */
  readonly labels?: Int32Array
  readonly batch: number
  readonly sourceLength: number
  readonly targetLength: number
}
