//! RWKV-7 against the naive recurrence in f64: outputs, states, gradients by central differences.

use super::*;
use crate::testkit::{as_f64, assert_close, differences, inner, Random};

/// The six inputs, each (B, T, H, 32): r, w, k, v, kk, a.
type Inputs<T> = [Vec<T>; 6];

fn inputs(random: &mut Random, batch: usize, time: usize, heads: usize) -> Inputs<f32> {
    let n = batch * time * heads * HEAD;
    let mut x = [1.0, 0.0, 1.0, 1.0, 1.0, 0.0].map(|size| random.floats(n, size));
    for i in 0..n {
        x[1][i] = 0.55 + 0.45 * random.unit();
        x[5][i] = random.unit();
    }
    for head in x[4].chunks_mut(HEAD) {
        let norm = head.iter().map(|x| x * x).sum::<f32>().sqrt();
        head.iter_mut().for_each(|x| *x /= norm);
    }
    x
}

/// y and the final state in f64, S as [value][key] exactly as in the header.
fn naive(
    x: &Inputs<f64>,
    state: &[f64],
    batch: usize,
    time: usize,
    heads: usize,
) -> (Vec<f64>, Vec<f64>) {
    let [r, w, k, v, kk, a] = x;
    let (mut y, mut end) = (vec![0.0; r.len()], state.to_vec());
    for head in 0..batch * heads {
        let s = &mut end[head * STATE..(head + 1) * STATE];
        for t in 0..time {
            let at = ((head / heads * time + t) * heads + head % heads) * HEAD;
            for i in 0..HEAD {
                let removed: f64 = (0..HEAD).map(|j| s[j * HEAD + i] * kk[at + j]).sum();
                for j in 0..HEAD {
                    let c = &mut s[j * HEAD + i];
                    *c = *c * w[at + j] - removed * kk[at + j] * a[at + j]
                        + v[at + i] * k[at + j];
                }
                y[at + i] = (0..HEAD).map(|j| s[j * HEAD + i] * r[at + j]).sum();
            }
        }
    }
    (y, end)
}

fn forward(
    x: &Inputs<f32>,
    state: &mut [f32],
    saved: *mut f32,
    heads: usize,
    time: usize,
) -> Vec<f32> {
    let mut y = vec![0.0; x[0].len()];
    let p = |i: usize| x[i].as_ptr();
    unsafe {
        rwkv7_forward(
            y.as_mut_ptr(),
            state.as_mut_ptr(),
            saved,
            p(0),
            p(1),
            p(2),
            p(3),
            p(4),
            p(5),
            heads,
            time,
            0,
            state.len() / STATE,
        )
    };
    y
}

#[test]
fn forward_agrees_with_the_recurrence_and_continues_from_its_state() {
    let mut random = Random::new(50);
    for (batch, time, heads) in [(1, 1, 1), (2, 5, 2), (1, 40, 1)] {
        let x = inputs(&mut random, batch, time, heads);
        let start = random.floats(batch * heads * STATE, 1.0);
        let mut state = start.clone();
        let y = forward(&x, &mut state, core::ptr::null_mut(), heads, time);
        let wide = x.clone().map(|x| as_f64(&x));
        let (want, want_state) = naive(&wide, &as_f64(&start), batch, time, heads);
        assert_close(&y, &want, 1e-5, "y");
        assert_close(&state, &want_state, 1e-5, "state");
    }
    // One sequence at once or token by token: the same bytes.
    let x = inputs(&mut random, 1, 9, 2);
    let (mut whole, mut steps) = (vec![0.0; 2 * STATE], vec![0.0; 2 * STATE]);
    let y = forward(&x, &mut whole, core::ptr::null_mut(), 2, 9);
    for t in 0..9 {
        let row = x
            .clone()
            .map(|x| x[t * 2 * HEAD..(t + 1) * 2 * HEAD].to_vec());
        let got = forward(&row, &mut steps, core::ptr::null_mut(), 2, 1);
        assert_eq!(got, y[t * 2 * HEAD..(t + 1) * 2 * HEAD]);
    }
    assert_eq!(whole, steps);
}

#[test]
fn backward_agrees_with_finite_differences() {
    let mut random = Random::new(51);
    for (batch, time, heads) in [(1, 1, 1), (1, 3, 2), (1, 18, 1)] {
        let x = inputs(&mut random, batch, time, heads);
        let n = x[0].len();
        let start = random.floats(batch * heads * STATE, 0.3);
        let dy = random.floats(n, 1.0);
        let d_end = random.floats(start.len(), 0.3);
        let chunks = (time + CHUNK - 1) / CHUNK;
        let mut saved = vec![0.0; batch * heads * chunks * STATE];
        forward(&x, &mut start.clone(), saved.as_mut_ptr(), heads, time);
        let mut d = [0; 6].map(|_| vec![f32::NAN; n]);
        let mut d_state = d_end.clone();
        let mut scratch = vec![f32::NAN; rwkv7_scratch()];
        let p = |i: usize| x[i].as_ptr();
        let [dr, dw, dk, dv, dkk, da] = &mut d;
        unsafe {
            rwkv7_backward(
                dy.as_ptr(),
                d_state.as_mut_ptr(),
                saved.as_ptr(),
                p(0),
                p(1),
                p(2),
                p(3),
                p(4),
                p(5),
                dr.as_mut_ptr(),
                dw.as_mut_ptr(),
                dk.as_mut_ptr(),
                dv.as_mut_ptr(),
                dkk.as_mut_ptr(),
                da.as_mut_ptr(),
                scratch.as_mut_ptr(),
                heads,
                time,
                0,
                batch * heads,
            )
        };
        let wide = x.clone().map(|x| as_f64(&x));
        let cost = |x: &Inputs<f64>, s: &[f64]| {
            let (y, end) = naive(x, s, batch, time, heads);
            inner(&y, &dy) + inner(&end, &d_end)
        };
        for i in 0..6 {
            let want = differences(&wide[i], |v| {
                let mut x = wide.clone();
                x[i] = v.to_vec();
                cost(&x, &as_f64(&start))
            });
            assert_close(&d[i], &want, 2e-5, ["dr", "dw", "dk", "dv", "dkk", "da"][i]);
        }
        if time < 4 {
            let want = differences(&as_f64(&start), |s| cost(&wide, s));
            assert_close(&d_state, &want, 2e-5, "d_state");
        }
    }
}
