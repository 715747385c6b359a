// How GEMM's operands lie in memory, shared by the op, its naive twin and the self-test.

/**
 * `nn`: A (m, k), B (k, n). `nt`: A (m, k), B (n, k). `tn`: A (k, m), B (k, n). C is (m, n) in all.
 */
export type GemmForm = 'nn' | 'nt' | 'tn'
