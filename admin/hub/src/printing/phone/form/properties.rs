use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderValue;
use proptest::collection::vec;
use proptest::prelude::*;

use super::*;
use crate::testing::cases;

const BOUNDARY: &str = "----geckoformboundary7f3a";

fn boundary(kind: &str) -> Result<Boundary, FormError> {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_TYPE, HeaderValue::from_str(kind).unwrap());
    Boundary::of(&headers)
}

fn form(file: &[u8]) -> Vec<u8> {
    let head = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"document\"; filename=\"a.pdf\"\r\n\
         Content-Type: application/pdf\r\n\r\n"
    );
    [head.as_bytes(), file, format!("\r\n--{BOUNDARY}--\r\n").as_bytes()].concat()
}

/// What comes out of a form that arrives in pieces that are cut there.
fn read(whole: &[u8], cuts: &[usize]) -> Result<Vec<u8>, FormError> {
    let mut cuts: Vec<usize> = cuts.iter().map(|cut| cut % (whole.len() + 1)).collect();
    cuts.extend([0, whole.len()]);
    cuts.sort_unstable();
    let parts: Vec<_> =
        cuts.windows(2).map(|ends| Ok::<_, std::io::Error>(whole[ends[0]..ends[1]].to_vec())).collect();
    let body = Body::from_stream(futures_util::stream::iter(parts));
    let mut arriving = Arriving::new(body, Duration::from_mins(1));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let boundary = boundary(&format!("multipart/form-data; boundary={BOUNDARY}"))?;
        let mut file = File::open(&mut arriving, boundary).await?;
        let mut out = Vec::new();
        while let Some(part) = file.next().await? {
            assert!(!part.is_empty());
            out.extend_from_slice(&part);
        }
        Ok(out)
    })
}

/// Bytes that look like a boundary more often than chance would have it.
fn contents() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 0..40),
        Just(b"\r\n--".to_vec()),
        Just(b"\r\r\n\r\n".to_vec()),
        Just(format!("\r\n--{}", &BOUNDARY[..10]).into_bytes()),
        Just(format!("--{BOUNDARY}").into_bytes()),
    ];
    vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(256))]

    #[test]
    fn the_file_comes_out_as_it_went_in_however_it_is_cut(file in contents(), cuts in vec(any::<usize>(), 0..12)) {
        let ends_early = format!("\r\n--{BOUNDARY}");
        prop_assume!(find(&file, ends_early.as_bytes()).is_none());
        prop_assert_eq!(read(&form(&file), &cuts), Ok(file));
    }

    #[test]
    fn a_form_that_breaks_off_gives_no_whole_file(file in contents(), cut in any::<usize>()) {
        let whole = form(&file);
        let end = whole.len() - "--\r\n".len();
        prop_assume!(find(&file, format!("\r\n--{BOUNDARY}").as_bytes()).is_none());
        prop_assert!(read(&whole[..cut % end], &[cut]).is_err());
    }

    #[test]
    fn anything_else_is_read_or_refused(whole in vec(any::<u8>(), 0..2000), cuts in vec(any::<usize>(), 0..4)) {
        let _ = read(&whole, &cuts);
    }
}

#[test]
fn an_empty_file_is_empty_and_a_head_without_an_end_is_not_waited_for() {
    assert_eq!(read(&form(b""), &[]), Ok(Vec::new()));
    let endless = [format!("--{BOUNDARY}\r\n").into_bytes(), vec![b'x'; 3 * LONGEST_HEAD]].concat();
    assert_eq!(read(&endless, &[LONGEST_HEAD, 2 * LONGEST_HEAD]), Err(FormError::Malformed));
    let late = [b"preamble\r\n".to_vec(), form(b"%PDF-1.4")].concat();
    assert_eq!(read(&late, &[]), Err(FormError::Malformed));
}

#[test]
fn a_boundary_is_read_as_browsers_write_it() {
    for kind in ["multipart/form-data; boundary=abc", "Multipart/Form-Data; charset=utf-8; Boundary=\"abc\""]
    {
        assert_eq!(boundary(kind).unwrap().0, b"\r\n--abc");
    }
    let long = format!("multipart/form-data; boundary={}", "x".repeat(LONGEST_BOUNDARY + 1));
    for kind in ["multipart/form-data", "multipart/form-data; boundary=", "text/plain; boundary=abc", &long] {
        assert_eq!(boundary(kind).unwrap_err(), FormError::Malformed, "{kind}");
    }
}
