//! AdamW with decoupled weight decay and bias correction, one fused pass: reads p, m, v, g and
//! writes p, m, v. Element by element, so any split over threads gives the same bytes.
//!
//! g' = g * grad_scale (loss scale, clip factor or both), m = b1 m + (1-b1) g', v = b2 v +
//! (1-b2) g'^2, p -= rate * (m / correction1 / (sqrt(v / correction2) + epsilon) + decay * p), where
//! correction_i = 1 - b_i^step is computed by the caller. NaN or infinity in g makes p NaN for good:
//! check the gradient's norm first (`sum_squares`).

use crate::edges::for_lanes;
use crate::lanes::F32x4;

#[no_mangle]
pub unsafe extern "C" fn adamw_step(
    p: *mut f32,   // (N)
    m: *mut f32,   // (N)
    v: *mut f32,   // (N)
    g: *const f32, // (N)
    rate: f32,
    beta1: f32,
    beta2: f32,
    epsilon: f32,
    decay: f32,
    correction1: f32,
    correction2: f32,
    grad_scale: f32,
    begin: usize,
    end: usize,
) {
    let (p, m, v, g) = (p.add(begin), m.add(begin), v.add(begin), g.add(begin));
    let (keep1, keep2) = (F32x4::splat(beta1), F32x4::splat(beta2));
    let (new1, new2) = (F32x4::splat(1.0 - beta1), F32x4::splat(1.0 - beta2));
    let (scale, epsilon) = (F32x4::splat(grad_scale), F32x4::splat(epsilon));
    let rescale = F32x4::splat(1.0 / correction2);
    let step = F32x4::splat(-rate / correction1);
    let shrink = F32x4::splat(1.0 - rate * decay);
    for_lanes(end.saturating_sub(begin), |i, lanes| {
        let grad = lanes.load(g.add(i), 0.0).mul(scale);
        let first = lanes.load(m.add(i), 0.0).mul(keep1);
        let first = grad.madd(new1, first);
        let second = lanes.load(v.add(i), 0.0).mul(keep2);
        let second = grad.mul(grad).madd(new2, second);
        let width = second.mul(rescale).sqrt().add(epsilon);
        let kept = lanes.load(p.add(i), 0.0).mul(shrink);
        lanes.store(first, m.add(i));
        lanes.store(second, v.add(i));
        lanes.store(first.div(width).madd(step, kept), p.add(i));
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testkit::{as_f64, assert_close, Random};

    struct State {
        p: Vec<f32>,
        m: Vec<f32>,
        v: Vec<f32>,
    }

    fn step(s: &mut State, g: &[f32], t: i32, scale: f32, ranges: &[(usize, usize)]) {
        let (p, m, v) = (s.p.as_mut_ptr(), s.m.as_mut_ptr(), s.v.as_mut_ptr());
        let (c1, c2) = (1.0 - 0.9f32.powi(t), 1.0 - 0.99f32.powi(t));
        for &(a, b) in ranges {
            unsafe {
                adamw_step(
                    p,
                    m,
                    v,
                    g.as_ptr(),
                    0.01,
                    0.9,
                    0.99,
                    1e-8,
                    0.1,
                    c1,
                    c2,
                    scale,
                    a,
                    b,
                )
            }
        }
    }

    #[test]
    fn ten_steps_agree_with_the_textbook_and_with_any_split() {
        let mut random = Random::new(12);
        for n in [0usize, 1, 3, 4, 7, 65] {
            let p = random.floats(n, 1.0);
            let mut one = State {
                p: p.clone(),
                m: vec![0.0; n],
                v: vec![0.0; n],
            };
            let mut two = State {
                p: p.clone(),
                m: vec![0.0; n],
                v: vec![0.0; n],
            };
            let (mut want, mut wm, mut wv) = (as_f64(&p), vec![0.0f64; n], vec![0.0f64; n]);
            for t in 1..=10 {
                let g = random.floats(n, 3.0);
                step(&mut one, &g, t, 0.5, &[(0, n)]);
                step(&mut two, &g, t, 0.5, &[(n / 3, n), (0, n / 3)]);
                for i in 0..n {
                    let d = g[i] as f64 * 0.5;
                    wm[i] = 0.9 * wm[i] + 0.1 * d;
                    wv[i] = 0.99 * wv[i] + 0.01 * d * d;
                    let (mh, vh) = (
                        wm[i] / (1.0 - 0.9f64.powi(t)),
                        wv[i] / (1.0 - 0.99f64.powi(t)),
                    );
                    want[i] -= 0.01 * (mh / (vh.sqrt() + 1e-8) + 0.1 * want[i]);
                }
            }
            assert_close(&one.p, &want, 2e-6, "p");
            assert_close(&one.m, &wm, 2e-6, "m");
            assert_close(&one.v, &wv, 2e-6, "v");
            assert_eq!((one.p, one.m, one.v), (two.p, two.m, two.v));
        }
    }

    #[test]
    fn a_zero_gradient_only_decays_and_a_huge_one_moves_by_the_rate() {
        let mut s = State {
            p: vec![2.0; 2],
            m: vec![0.0; 2],
            v: vec![0.0; 2],
        };
        step(&mut s, &[0.0, 1e15], 1, 1.0, &[(0, 2)]);
        assert!((s.p[0] - 1.998).abs() < 1e-6);
        assert!((s.p[1] - 1.988).abs() < 1e-6);
        step(&mut s, &[f32::NAN, 1.0], 2, 1.0, &[(0, 2)]);
        assert!(s.p[0].is_nan() && s.p[1].is_finite());
    }
}
