use super::*;

#[tokio::test]
async fn a_message_comes_back() {
    let mut wire = Vec::new();
    write(&mut wire, &vec!["été", "b"]).await.unwrap();
    let back: Vec<String> = read(&mut wire.as_slice()).await.unwrap();
    assert_eq!(back, ["été", "b"]);
}

#[tokio::test]
async fn a_frame_that_is_too_long_is_refused_before_it_is_read() {
    let wire = [0xff, 0xff, 0xff, 0xff, b'{'];
    let refused = read::<String>(&mut wire.as_slice()).await;
    assert!(matches!(refused, Err(FrameError::TooLong(_))), "{refused:?}");
    let mut wire = Vec::new();
    write(&mut wire, &"x".repeat(20)).await.unwrap();
    let refused = read_within::<String>(&mut wire.as_slice(), 21).await;
    assert!(matches!(refused, Err(FrameError::TooLong(22))), "{refused:?}");
    assert!(read_within::<String>(&mut wire.as_slice(), 22).await.is_ok());
    let long = "x".repeat(LONGEST);
    assert!(matches!(write(&mut Vec::new(), &long).await, Err(FrameError::TooLong(_))));
}

#[tokio::test]
async fn a_cut_frame_is_no_message() {
    let mut wire = Vec::new();
    write(&mut wire, &"hello").await.unwrap();
    for cut in 0..wire.len() {
        assert!(read::<String>(&mut &wire[..cut]).await.is_err(), "cut at {cut}");
    }
}

#[tokio::test]
async fn another_shape_is_malformed() {
    let mut wire = Vec::new();
    write(&mut wire, &42).await.unwrap();
    assert!(matches!(read::<String>(&mut wire.as_slice()).await, Err(FrameError::Malformed(_))));
}
