//! Attention against the naive form in f64: every mask, odd lengths, strided slices, gradients by
//! central differences, and the decode step against the last row of the causal form.

use super::*;
use crate::attention_decode::attention_decode;
use crate::gemm::{gemm_scratch, TILES};
use crate::testkit::{as_f64, assert_close, differences, inner, Random};

const SCALE: f32 = 0.176_776_7;

struct Case {
    batch: usize,
    heads: usize,
    queries: usize,
    keys: usize,
    causal: bool,
    masked: bool,
}

impl Case {
    fn mask(&self) -> Vec<u32> {
        (0..self.batch * self.keys)
            .map(|i| (!self.masked || i % 3 != 1) as u32)
            .collect()
    }

    /// Every register tile gets its share of cases.
    fn tile(&self) -> usize {
        (self.queries + self.keys + self.causal as usize + self.masked as usize) % TILES
    }

    fn seen(&self, mask: &[u32], b: usize, t: usize, s: usize) -> bool {
        mask[b * self.keys + s] != 0 && (!self.causal || s + self.queries <= t + self.keys)
    }
}

/// Dense attention in f64 on contiguous (B, time, H, 32) inputs.
fn naive(c: &Case, mask: &[u32], q: &[f64], k: &[f64], v: &[f64]) -> Vec<f64> {
    let at = |b: usize, time: usize, t: usize, h: usize| ((b * time + t) * c.heads + h) * HEAD;
    let mut out = vec![0.0; q.len()];
    for b in 0..c.batch {
        for h in 0..c.heads {
            for t in 0..c.queries {
                let qi = at(b, c.queries, t, h);
                let scores: Vec<f64> = (0..c.keys)
                    .map(|s| {
                        if !c.seen(mask, b, t, s) {
                            return f64::NEG_INFINITY;
                        }
                        let ki = at(b, c.keys, s, h);
                        let dot: f64 = (0..HEAD).map(|d| q[qi + d] * k[ki + d]).sum();
                        dot * SCALE as f64
                    })
                    .collect();
                let top = scores.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
                if top == f64::NEG_INFINITY {
                    continue;
                }
                let sum: f64 = scores.iter().map(|s| (s - top).exp()).sum();
                for (s, score) in scores.iter().enumerate() {
                    let (p, vi) = ((score - top).exp() / sum, at(b, c.keys, s, h));
                    for d in 0..HEAD {
                        out[qi + d] += p * v[vi + d];
                    }
                }
            }
        }
    }
    out
}

fn forward(c: &Case, mask: &[u32], q: &[f32], k: &[f32], v: &[f32]) -> (Vec<f32>, Vec<f32>) {
    let stride = c.heads * HEAD;
    let mut out = vec![f32::NAN; q.len()];
    let mut lse = vec![f32::NAN; c.batch * c.heads * c.queries];
    let mut scratch = vec![f32::NAN; attention_scratch()];
    let mut room = vec![f32::NAN; gemm_scratch()];
    let call = if c.causal {
        attention_causal_forward
    } else {
        attention_forward
    };
    let middle = c.batch * c.heads / 2;
    for (begin, end) in [(middle, c.batch * c.heads), (0, middle)] {
        unsafe {
            call(
                out.as_mut_ptr(),
                lse.as_mut_ptr(),
                q.as_ptr(),
                k.as_ptr(),
                v.as_ptr(),
                mask.as_ptr(),
                scratch.as_mut_ptr(),
                c.tile(),
                room.as_mut_ptr(),
                c.heads,
                c.queries,
                c.keys,
                stride,
                stride,
                stride,
                SCALE,
                begin,
                end,
            )
        };
    }
    (out, lse)
}

fn cases() -> Vec<Case> {
    let sizes = [
        (1, 1, 1, 1),
        (2, 2, 5, 5),
        (1, 1, 33, 67),
        (1, 2, 70, 70),
        (1, 1, 3, 130),
        (2, 1, 40, 7),
    ];
    let mut all = Vec::new();
    for (batch, heads, queries, keys) in sizes {
        for (causal, masked) in [(false, false), (false, true), (true, false), (true, true)] {
            all.push(Case {
                batch,
                heads,
                queries,
                keys,
                causal,
                masked,
            });
        }
    }
    all
}

#[test]
fn forward_agrees_with_dense_attention() {
    let mut random = Random::new(20);
    for c in cases() {
        for size in [0.1, 2.0, 8.0] {
            let q = random.floats(c.batch * c.queries * c.heads * HEAD, size);
            let k = random.floats(c.batch * c.keys * c.heads * HEAD, size);
            let v = random.floats(k.len(), 1.0);
            let mask = c.mask();
            let (out, _) = forward(&c, &mask, &q, &k, &v);
            let want = naive(&c, &mask, &as_f64(&q), &as_f64(&k), &as_f64(&v));
            assert_close(&out, &want, if size > 4.0 { 3e-5 } else { 2e-6 }, "out");
        }
    }
}

#[test]
fn backward_agrees_with_finite_differences() {
    let mut random = Random::new(21);
    let sizes = [(1, 1, 1, 1), (1, 1, 3, 5), (2, 1, 5, 3), (1, 2, 4, 4)];
    for (batch, heads, queries, keys) in sizes {
        for (causal, masked) in [(false, false), (false, true), (true, false), (true, true)] {
            let c = Case {
                batch,
                heads,
                queries,
                keys,
                causal,
                masked,
            };
            gradients(&c, &mut random, 1e-4, true);
        }
    }
}

#[test]
fn gradients_of_long_sequences_agree_with_dense_attention() {
    let mut random = Random::new(22);
    for c in cases() {
        gradients(&c, &mut random, 1e-4, false);
    }
}

/// Dense gradients in f64, the textbook formulas without tiles.
fn naive_gradients(
    c: &Case,
    mask: &[u32],
    q: &[f64],
    k: &[f64],
    v: &[f64],
    d_out: &[f32],
) -> [Vec<f64>; 3] {
    let at = |b: usize, time: usize, t: usize, h: usize| ((b * time + t) * c.heads + h) * HEAD;
    let (mut dq, mut dk, mut dv) = (vec![0.0; q.len()], vec![0.0; k.len()], vec![0.0; v.len()]);
    for b in 0..c.batch {
        for h in 0..c.heads {
            for t in 0..c.queries {
                let qi = at(b, c.queries, t, h);
                let scores: Vec<f64> = (0..c.keys)
                    .map(|s| {
                        let ki = at(b, c.keys, s, h);
                        let dot: f64 = (0..HEAD).map(|d| q[qi + d] * k[ki + d]).sum();
                        if c.seen(mask, b, t, s) {
                            dot * SCALE as f64
                        } else {
                            f64::NEG_INFINITY
                        }
                    })
                    .collect();
                let top = scores.iter().cloned().fold(f64::NEG_INFINITY, f64::max);
                if top == f64::NEG_INFINITY {
                    continue;
                }
                let sum: f64 = scores.iter().map(|s| (s - top).exp()).sum();
                let p: Vec<f64> = scores.iter().map(|s| (s - top).exp() / sum).collect();
                let dp: Vec<f64> = (0..c.keys)
                    .map(|s| {
                        let vi = at(b, c.keys, s, h);
                        (0..HEAD).map(|d| d_out[qi + d] as f64 * v[vi + d]).sum()
                    })
                    .collect();
                let delta: f64 = p.iter().zip(&dp).map(|(p, d)| p * d).sum();
                for s in 0..c.keys {
                    let ki = at(b, c.keys, s, h);
                    let ds = p[s] * (dp[s] - delta) * SCALE as f64;
                    for d in 0..HEAD {
                        dq[qi + d] += ds * k[ki + d];
                        dk[ki + d] += ds * q[qi + d];
                        dv[ki + d] += p[s] * d_out[qi + d] as f64;
                    }
                }
            }
        }
    }
    [dq, dk, dv]
}

fn gradients(c: &Case, random: &mut Random, tolerance: f64, by_differences: bool) {
    let stride = c.heads * HEAD;
    let q = random.floats(c.batch * c.queries * stride, 1.0);
    let k = random.floats(c.batch * c.keys * stride, 1.0);
    let v = random.floats(k.len(), 1.0);
    let d_out = random.floats(q.len(), 1.0);
    let mask = c.mask();
    let (out, lse) = forward(c, &mask, &q, &k, &v);
    let (mut dq, mut dk, mut dv) = (
        vec![f32::NAN; q.len()],
        vec![f32::NAN; k.len()],
        vec![f32::NAN; v.len()],
    );
    let mut scratch = vec![f32::NAN; attention_scratch()];
    let mut room = vec![f32::NAN; gemm_scratch()];
    let call = if c.causal {
        attention_causal_backward
    } else {
        attention_backward
    };
    unsafe {
        call(
            d_out.as_ptr(),
            out.as_ptr(),
            lse.as_ptr(),
            q.as_ptr(),
            k.as_ptr(),
            v.as_ptr(),
            dq.as_mut_ptr(),
            dk.as_mut_ptr(),
            dv.as_mut_ptr(),
            mask.as_ptr(),
            scratch.as_mut_ptr(),
            c.tile(),
            room.as_mut_ptr(),
            c.heads,
            c.queries,
            c.keys,
            stride,
            stride,
            stride,
            SCALE,
            0,
            c.batch * c.heads,
        )
    };
    let (q, k, v) = (as_f64(&q), as_f64(&k), as_f64(&v));
    let [want_q, want_k, want_v] = if by_differences {
        [
            differences(&q, |q| inner(&naive(c, &mask, q, &k, &v), &d_out)),
            differences(&k, |k| inner(&naive(c, &mask, &q, k, &v), &d_out)),
            differences(&v, |v| inner(&naive(c, &mask, &q, &k, v), &d_out)),
        ]
    } else {
        naive_gradients(c, &mask, &q, &k, &v, &d_out)
    };
    assert_close(&dq, &want_q, tolerance, "dq");
    assert_close(&dk, &want_k, tolerance, "dk");
    assert_close(&dv, &want_v, tolerance, "dv");
}

#[test]
fn slices_of_one_wide_projection_work_in_place_of_three_arrays() {
    let mut random = Random::new(23);
    let c = Case {
        batch: 2,
        heads: 2,
        queries: 9,
        keys: 9,
        causal: true,
        masked: false,
    };
    let (stride, width) = (c.heads * HEAD, 3 * c.heads * HEAD);
    let wide = random.floats(c.batch * c.queries * width, 1.0);
    let slice = |part: usize| -> Vec<f32> {
        wide.chunks(width)
            .flat_map(|r| r[part * stride..(part + 1) * stride].to_vec())
            .collect()
    };
    let (want, want_lse) = forward(&c, &c.mask(), &slice(0), &slice(1), &slice(2));
    let mut out = vec![0.0; want.len()];
    let mut lse = vec![0.0; want_lse.len()];
    let mut scratch = vec![0.0; attention_scratch()];
    let mut room = vec![0.0; gemm_scratch()];
    let p = wide.as_ptr();
    unsafe {
        attention_causal_forward(
            out.as_mut_ptr(),
            lse.as_mut_ptr(),
            p,
            p.add(stride),
            p.add(2 * stride),
            core::ptr::null(),
            scratch.as_mut_ptr(),
            c.tile(),
            room.as_mut_ptr(),
            c.heads,
            9,
            9,
            width,
            width,
            stride,
            SCALE,
            0,
            4,
        )
    };
    assert_eq!((out, lse), (want, want_lse));
}

#[test]
fn decode_equals_the_last_row_of_the_causal_form() {
    let mut random = Random::new(24);
    for (batch, heads, keys, masked) in [(1, 1, 1, false), (2, 2, 67, false), (2, 1, 130, true)] {
        let c = Case {
            batch,
            heads,
            queries: 1,
            keys,
            causal: true,
            masked,
        };
        let stride = heads * HEAD;
        let q = random.floats(batch * stride, 1.0);
        let k = random.floats(batch * keys * stride, 1.0);
        let v = random.floats(k.len(), 1.0);
        let mask = c.mask();
        let (want, _) = forward(&c, &mask, &q, &k, &v);
        let (mut out, mut scratch) = (vec![0.0; q.len()], vec![0.0; attention_scratch()]);
        let lengths = vec![keys as u32; batch];
        unsafe {
            attention_decode(
                out.as_mut_ptr(),
                q.as_ptr(),
                k.as_ptr(),
                v.as_ptr(),
                mask.as_ptr(),
                lengths.as_ptr(),
                scratch.as_mut_ptr(),
                heads,
                keys,
                stride,
                stride,
                stride,
                SCALE,
                0,
                batch * heads,
            )
        };
        assert_close(&out, &as_f64(&want), 1e-6, "decode");
    }
}

#[test]
fn a_query_that_sees_nothing_gets_zero_and_nan_stays_in_its_row() {
    let c = Case {
        batch: 1,
        heads: 1,
        queries: 3,
        keys: 3,
        causal: false,
        masked: false,
    };
    let (k, v) = (vec![1.0; 3 * HEAD], vec![2.0; 3 * HEAD]);
    let (out, lse) = forward(&c, &[0, 0, 0], &k, &k, &v);
    assert!(out.iter().all(|&x| x == 0.0) && lse.iter().all(|&x| x == f32::NEG_INFINITY));
    let mut q = vec![0.5; 3 * HEAD];
    q[HEAD] = f32::NAN;
    let (out, _) = forward(&c, &[1, 1, 1], &q, &k, &v);
    assert!(out[HEAD..2 * HEAD].iter().all(|x| x.is_nan()));
    assert!(out[..HEAD]
        .iter()
        .chain(&out[2 * HEAD..])
        .all(|x| (x - 2.0).abs() < 1e-6));
    let (out, _) = forward(&c, &[1, 0, 1], &[1e15; 3 * HEAD], &[1e15; 3 * HEAD], &v);
    assert!(out.iter().all(|x| (x - 2.0).abs() < 1e-6));
}
